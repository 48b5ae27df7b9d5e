/** What stands in the local Slack's channels, by the mark that travels with a message and by the words that people read. */
import type { LocalSlack } from "../../../src/playground/slack/server.ts";
import { botUser } from "./workspace.ts";

export interface Posted {
  readonly channel: string;
  readonly direct: boolean;
  readonly ts: string;
  /** Empty for a message without one. */
  readonly mark: string;
  readonly words: string;
  readonly blocks: readonly unknown[];
}

/** Every message of the bot's that more than one person may see, oldest first in each channel. */
export function postedIn({ world }: LocalSlack): readonly Posted[] {
  return world.channels.flatMap((channel) =>
    (world.messages[channel.id] ?? [])
      .filter((message) => message.user === botUser && message.onlyFor === undefined)
      .map((message) => ({
        channel: channel.id,
        direct: channel.kind === "im",
        ts: message.ts,
        mark: String(message.metadata?.event_payload.mark ?? ""),
        words: wordsIn(message.blocks),
        blocks: message.blocks,
      })),
  );
}

type Thing = Readonly<Record<string, unknown>>;
const thingsIn = (value: unknown): readonly Thing[] => (Array.isArray(value) ? (value as Thing[]) : []);

/** As a person reads them: the parts of a line side by side, every line on its own. */
export const wordsIn = (blocks: readonly unknown[]): string =>
  thingsIn(blocks).map(wordsOf).join("\n").replaceAll(/\n+/g, "\n");

function wordsOf(thing: Thing): string {
  if (thing.type === "user") return `<@${String(thing.user_id)}>`;
  if (typeof thing.text === "string") return thing.text;
  const text = typeof thing.text === "object" && thing.text !== null ? wordsOf(thing.text as Thing) : "";
  const inner = thingsIn(thing.elements).map(wordsOf);
  return [text, inner.join(thing.type === "rich_text_section" ? "" : "\n")].filter((words) => words !== "").join("\n");
}

/** How often each mark stands there. */
export function copiesAmong(posted: readonly Posted[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { mark } of posted) if (mark !== "") counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return counts;
}
