import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { draftOf, keepDraft } from "../frame/drafts.ts";
import { type Completion, type Completions, nothingToComplete } from "./completion.ts";
import { CompletionList } from "./completion-list.tsx";
import { type OfferTo, onOfferedText } from "./offered-text.ts";

interface ComposerBoxProps {
  /** Names the field, and stands in it while it is empty unless there is a placeholder. */
  readonly label: string;
  readonly placeholder?: string;
  readonly sendLabel: string;
  /** Names the place, so that what is not sent yet is found there again. */
  readonly draftKey: string;
  /** The one composer that takes the focus and offered texts; any other is there for a thread. */
  readonly mainOf?: OfferTo;
  readonly takesFocus?: boolean;
  readonly complete: (text: string, caret: number) => Completions;
  /** Answers whether it worked; what could not be sent stays to be sent again. */
  readonly onSend: (text: string) => Promise<boolean>;
}

/** Where people write. Enter sends, Shift+Enter starts a new line. */
export function ComposerBox(props: ComposerBoxProps) {
  const { label, placeholder = label, sendLabel, draftKey, mainOf, takesFocus = false, complete, onSend } = props;
  const [text, setText] = useState(() => draftOf(draftKey, ""));
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState<number>();
  const [folded, setFolded] = useState(false);
  const [sending, setSending] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const moveTo = useRef<number>(undefined);
  const listId = useId();

  const completions = folded ? nothingToComplete : complete(text, caret);
  const at = Math.min(active ?? (completions.begun ? 0 : -1), completions.choices.length - 1);
  const choice = completions.choices[at];

  const write = useCallback(
    (next: string, caretAt: number) => {
      setText(next);
      setCaret(caretAt);
      setActive(undefined);
      setFolded(false);
      keepDraft(draftKey, next);
    },
    [draftKey],
  );
  const take = useCallback(
    (completion: Pick<Completion, "text" | "caret">) => {
      write(completion.text, completion.caret);
      moveTo.current = completion.caret;
      box.current?.focus();
    },
    [write],
  );
  useEffect(() => {
    if (mainOf) return onOfferedText(mainOf, (offered) => take({ text: offered, caret: offered.length }));
    return undefined;
  }, [mainOf, take]);

  // With a keyboard at hand one can type at once; on a touch screen the focus would push up half a screen of keys.
  useEffect(() => {
    if (takesFocus && matchMedia("(hover: hover)").matches) box.current?.focus();
  }, [takesFocus]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height and the caret follow the text.
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight}px`;
    if (moveTo.current !== undefined) box.current.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = undefined;
  }, [text]);

  const send = async () => {
    if (sending || text.trim() === "") return;
    setFolded(true);
    setSending(true);
    const ok = await onSend(text);
    setSending(false);
    if (ok) write("", 0);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const many = completions.choices.length;
    // A choice that would change nothing is no reason to hold back the sending.
    const completes = choice !== undefined && choice.text.trim() !== text.trim();
    if (step !== undefined && many > 0) setActive(at < 0 && step < 0 ? many - 1 : (at + step + many) % many);
    else if (choice && ((event.key === "Enter" && completes && !event.shiftKey) || event.key === "Tab")) take(choice);
    else if (event.key === "Escape" && (many > 0 || completions.note)) setFolded(true);
    else if (event.key === "Enter" && !event.shiftKey) void send();
    else return;
    event.preventDefault();
  };

  return (
    <div className="composer">
      <CompletionList id={listId} completions={completions} active={at} onTake={take} />
      <div className="composer-box">
        <textarea
          ref={box}
          rows={1}
          data-composer={mainOf}
          aria-label={label}
          placeholder={placeholder}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={choice ? `${listId}-${at}` : undefined}
          value={text}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="send"
          aria-label={sendLabel}
          aria-disabled={sending || text.trim() === ""}
          onClick={send}
        >
          {sending ? <span className="spinner" aria-hidden="true" /> : <span aria-hidden="true">➤</span>}
        </button>
      </div>
    </div>
  );
}
