import { type KeyboardEvent, useEffect, useRef } from "react";
import type { InputElement } from "../blocks/shapes.ts";
import { type ElementProps, useInput } from "./use-input.ts";

type TextElement = Extract<
  InputElement,
  { type: "plain_text_input" | "email_text_input" | "url_text_input" | "number_input" }
>;

/** Text rather than browser number, address and mail fields: those hide what was typed when they dislike it. */
const keyboards = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "decimal",
} as const satisfies Record<TextElement["type"], string>;

const settledAfterMs = 300;

export function TextInput({ element, blockId, field }: ElementProps<TextElement>) {
  const { value, keep, tell, naming } = useInput(blockId, element, field);
  const box = useRef<HTMLTextAreaElement>(null);
  const settled = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = typeof value === "string" ? value : "";
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const several = element.type === "plain_text_input" && element.multiline === true;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useEffect(() => {
    if (!box.current) return;
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight + 2}px`;
  }, [text]);
  useEffect(() => () => clearTimeout(settled.current), []);

  const onChange = (typed: string) => {
    const next = typed === "" ? null : typed;
    keep(next);
    clearTimeout(settled.current);
    if (triggers.includes("on_character_entered")) settled.current = setTimeout(() => tell(next), settledAfterMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || several || event.nativeEvent.isComposing) return;
    if (!field?.dispatches || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    tell(text === "" ? null : text);
  };
  const most = element.max_length;
  const left = most === undefined ? undefined : most - text.length;

  return (
    <div className="text-input">
      {several ? (
        <textarea
          {...naming}
          ref={box}
          rows={3}
          value={text}
          placeholder={element.placeholder?.text}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          {...naming}
          type="text"
          inputMode={keyboards[element.type]}
          autoComplete="off"
          value={text}
          placeholder={element.placeholder?.text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {most !== undefined && left !== undefined && left < Math.max(most / 10, Math.min(20, most / 4)) && (
        <span className={left < 0 ? "count-left count-over" : "count-left"}>{left}</span>
      )}
    </div>
  );
}
