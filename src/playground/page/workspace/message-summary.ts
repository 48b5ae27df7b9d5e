import type { MessageView } from "../../wire.ts";
import type { Block } from "../blocks/shapes.ts";
import { plainText } from "../blocks/text-view.tsx";
import { emojiNamed } from "../mrkdwn/emoji.ts";
import { parseInline } from "../mrkdwn/parse.ts";
import type { Inline } from "../mrkdwn/tree.ts";

function words(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if ("children" in inline) return words(inline.children);
      if (inline.kind === "emoji") return emojiNamed(inline.name) ?? `:${inline.name}:`;
      if ("text" in inline) return inline.text;
      return inline.kind === "date" ? inline.fallback : "";
    })
    .join("");
}

/** One line that says which message it is: its header, else its text. */
export function summaryOf(message: MessageView): string {
  const header = message.blocks.find((block) => block.type === "header") as Block<"header"> | undefined;
  if (header) return plainText(header.text);
  return words(parseInline(message.text.split("\n")[0] ?? "")) || "message";
}
