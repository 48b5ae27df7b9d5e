import { Fragment } from "react";
import type { Pick } from "./pick.ts";

interface PickerListProps {
  readonly id: string;
  readonly found: readonly Pick[];
  readonly active: number;
  readonly chosen: readonly string[];
  readonly several: boolean;
  /** The most that may be chosen, once so many are. */
  readonly full: number | undefined;
  readonly onToggle: (pick: Pick) => void;
}

export function PickerList({ id, found, active, chosen, several, full, onToggle }: PickerListProps) {
  return (
    <div className="picker-list" id={id} role="listbox" aria-multiselectable={several} tabIndex={-1}>
      {found.length === 0 && <p className="picker-note">Nothing matches.</p>}
      {full !== undefined && <p className="picker-note">At most {full} can be chosen.</p>}
      {found.map((pick, index) => (
        <Fragment key={pick.key}>
          {pick.group && pick.group !== found[index - 1]?.group && <p className="picker-group">{pick.group}</p>}
          {/* The keyboard works in the text field, which points here by aria-activedescendant. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(pick.key)}
            className={index === active ? "pick pick-active" : "pick"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onToggle(pick)}
          >
            <span className="pick-mark" aria-hidden="true">
              {chosen.includes(pick.key) ? "✓" : ""}
            </span>
            <span>{pick.label}</span>
            {pick.detail && <span className="pick-detail">{pick.detail}</span>}
          </div>
        </Fragment>
      ))}
    </div>
  );
}
