import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { ChannelView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { draftOf, keepDraft } from "../frame/drafts.ts";
import { CompletionList } from "./completion-list.tsx";
import { type Completion, type Completions, completionsFor } from "./completions.ts";
import { onOfferedText } from "./offered-text.ts";
import { sendingOf } from "./typed-text.ts";

interface ComposerProps {
  readonly channel: ChannelView;
  /** The thread that is answered; without it the text goes to the channel. */
  readonly thread?: string;
}

/** Where people write. Enter sends, Shift+Enter starts a new line; what could not be sent stays to be sent again. */
export function Composer({ channel, thread }: ComposerProps) {
  const { view, act, showProblem } = useDesk();
  const seat = view.seat.id;
  const draftKey = `composer ${seat} ${channel.id} ${thread ?? ""}`;
  const [text, setText] = useState(() => draftOf(draftKey, ""));
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState<number>();
  const [folded, setFolded] = useState(false);
  const [sending, setSending] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const moveTo = useRef<number>(undefined);
  const listId = useId();

  const completions: Completions = folded ? { begun: false, choices: [] } : completionsFor(text, caret, view);
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
    if (thread === undefined) return onOfferedText((offered) => take({ text: offered, caret: offered.length }));
    return undefined;
  }, [thread, take]);

  // With a keyboard at hand one can type at once; on a touch screen the focus would push up half a screen of keys.
  useEffect(() => {
    if (thread === undefined && matchMedia("(hover: hover)").matches) box.current?.focus();
  }, [thread]);

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
    const going = sendingOf(text, view);
    if (going.kind === "unknown command") {
      showProblem(`${going.name} is not a valid command. This workspace knows ${view.command.name}.`);
      return;
    }
    setSending(true);
    const ok =
      going.kind === "command"
        ? await act({ act: "command", seat, channel: channel.id, text: going.text })
        : await act({ act: "say", seat, channel: channel.id, text: going.text, ...(thread && { threadTs: thread }) });
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
          data-composer={thread === undefined ? "" : undefined}
          aria-label={thread ? "Reply in thread" : `Message ${channel.name}`}
          placeholder={thread ? "Reply…" : `Message ${channel.name}`}
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
          aria-label={thread ? "Send reply" : "Send message"}
          aria-disabled={sending || text.trim() === ""}
          onClick={send}
        >
          {sending ? <span className="spinner" aria-hidden="true" /> : <span aria-hidden="true">➤</span>}
        </button>
      </div>
    </div>
  );
}
