/** How far things stand: what is due in the journal, and which updates went out over the wire. */
import { intentSchema, platformOfIntent } from "../../../src/application/notices.ts";
import type { Journal, Slot, Stream } from "../../../src/ports/journal.ts";
import type { Town } from "./chaos-town.ts";
import type { Platform } from "./chaos-weather.ts";

export const streamsOf = (journal: Journal): readonly Stream[] =>
  [...journal.ids()].flatMap((id) => journal.peek(id) ?? []);

const isDue = ({ shown, wanted, abandoned, sendingSince, receipt }: Slot): boolean =>
  abandoned === undefined && (shown < wanted || (sendingSince !== undefined && receipt === undefined));

/** Messages that still have to be told, on one platform or on both. */
export const dueIn = (journal: Journal, platform?: Platform): readonly string[] =>
  streamsOf(journal).flatMap(({ id, slots }) =>
    [...slots.values()]
      .filter(
        (slot) =>
          isDue(slot) && (platform === undefined || platformOfIntent(intentSchema.parse(slot.intent)) === platform),
      )
      .map(({ key, failures, notBefore }) => `${id}/${key} (${failures} failures, not before ${notBefore})`),
  );

/** From now on: how many updates took effect, for each message that was updated. */
export function updatesSince({ slack, teams }: Town, platform: Platform): () => readonly number[] {
  const log = platform === "slack" ? slack.log : teams.log;
  const from = log.entries.at(-1)?.n ?? 0;
  return () => {
    const counts = new Map<string, number>();
    const count = (message: string) => counts.set(message, (counts.get(message) ?? 0) + 1);
    if (platform === "slack") {
      for (const { n, effect, args } of slack.log.calls("chat.update"))
        if (n > from && effect) count(`${String(args.channel)} ${String(args.ts)}`);
    } else
      for (const { n, effect, conversation, activity } of teams.log.calls("updateActivity"))
        if (n > from && effect) count(`${conversation} ${activity}`);
    return [...counts.values()];
  };
}

/** What was posted and updated over the wire since the logs were emptied. */
export function writtenOn({ slack, teams }: Town): {
  readonly posted: number;
  readonly updated: number;
  readonly requests: number;
} {
  const count = (calls: readonly { readonly effect: boolean }[]): number => calls.filter(({ effect }) => effect).length;
  return {
    requests: slack.log.entries.length + teams.log.entries.length,
    posted:
      count(slack.log.calls("chat.postMessage")) +
      count(teams.log.calls("sendToConversation")) +
      count(teams.log.calls("replyToActivity")),
    updated: count(slack.log.calls("chat.update")) + count(teams.log.calls("updateActivity")),
  };
}

export type ShutOff = ReadonlySet<string>;
/** To somebody who cannot be written to, and about nothing that any channel may hear. */
export const isShutOff = ({ key }: Slot, shutOff: ShutOff): boolean =>
  /^(joined|digest:[-0-9]+)@/.test(key) && shutOff.has(key.slice(key.indexOf("@") + 1));
