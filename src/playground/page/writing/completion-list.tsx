import type { Completion, Completions } from "./completion.ts";

interface CompletionListProps {
  readonly id: string;
  readonly completions: Completions;
  readonly active: number;
  readonly onTake: (completion: Completion) => void;
}

export function CompletionList({ id, completions, active, onTake }: CompletionListProps) {
  const { choices, note } = completions;
  return (
    <div className="completions" hidden={choices.length === 0 && !note}>
      <div id={id} role="listbox" aria-label="Suggestions" tabIndex={-1}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the composer, by aria-activedescendant.
          <div
            key={choice.label}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={index === active ? "pick pick-active" : "pick"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(choice)}
          >
            <span>{choice.label}</span>
            {choice.detail && <span className="pick-detail">{choice.detail}</span>}
          </div>
        ))}
      </div>
      {note && (
        <p className="picker-note" role="status">
          {note}
        </p>
      )}
    </div>
  );
}
