/** Holds every message against what the application would draw now, as its own platform is sent it. */
import { renderCard as inBlocks } from "../../../src/adapters/slack/render.ts";
import { renderCard as asCard } from "../../../src/adapters/teams/render.ts";
import { addressed } from "../../../src/application/addressed.ts";
import { shownFor } from "../../../src/application/cards.ts";
import { intentSchema } from "../../../src/application/notices.ts";
import { stateOf } from "../../../src/application/onboardings.ts";
import { People } from "../../../src/application/people.ts";
import { type AccountId, type Instant, platformOf } from "../../../src/domain/ids.ts";
import type { Slot, Stream } from "../../../src/ports/journal.ts";
import type { Address } from "../../../src/ports/messenger.ts";
import { type Card, mention, say } from "../../../src/views/vocabulary.ts";
import { shutOffIn } from "./chaos-people.ts";
import type { Ran } from "./chaos-run.ts";
import { isShutOff } from "./chaos-standing.ts";
import { carrierName, type Town } from "./chaos-town.ts";
import { receiptId, type Standing } from "./chaos-wire.ts";

/** A card as its platform is sent it, so that two can be compared: without ids that the platform fills in. */
function drawn(town: Town, card: Card, address: Address, mark: string, instead: boolean): string {
  const account = address.to === "person" ? address.account : undefined;
  const place = address.to === "place" ? address.place : undefined;
  const name = account && nameOfAccount(town, account);
  const whole: Card =
    instead && account
      ? {
          ...card,
          elements: [{ word: "paragraph", text: say`${mention({ account, name: name ?? "" })}` }, ...card.elements],
        }
      : card;
  if (platformOf(account ?? place ?? ("" as AccountId)) === "slack") return bare(inBlocks(whole).payload.blocks);
  const view = instead || account === undefined ? {} : { viewer: account };
  return bare(asCard(whole, { in: "message", mark, ...view, userIds: town.teamsConnection.sender.userIds }).payload);
}

const nameOfAccount = ({ slackConnection, teamsConnection }: Town, account: AccountId): string | undefined =>
  platformOf(account) === "slack"
    ? slackConnection.directory.known(account)?.name
    : teamsConnection.references.person(account.slice(account.lastIndexOf(":") + 1))?.name;

/** Without the ids that a platform fills in, and members in one order. */
const withoutIds = (name: string, value: unknown): unknown => {
  if (name === "block_id") return undefined;
  // Who is known by a shorter id meanwhile is the same person.
  if (name === "userIds" && Array.isArray(value)) return value.length;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1)));
};
const bare = (content: unknown): string => JSON.stringify(content, withoutIds);

/** Where the two part, with a little around it. */
function difference(is: string, right: string): string {
  let at = 0;
  while (at < is.length && is[at] === right[at]) at += 1;
  const from = Math.max(0, at - 80);
  return `…${is.slice(from, at + 160)}… instead of …${right.slice(from, at + 160)}…`;
}

/** Every message shows what the application would draw now. */
export function contents(town: Town, { office, run }: Ran, streams: readonly Stream[], standing: readonly Standing[]) {
  const people = new People(office.journal);
  const wrong: string[] = [];
  const shutOff = shutOffIn(run);
  let compared = 0;
  let ofAnEarlierDay = 0;
  const cardFor = (stream: Stream, slot: Slot, receipt: string, now: Instant): string | undefined => {
    const intent = intentSchema.parse(slot.intent);
    const shown = shownFor(intent, stream, office.application.onboardings, now, carrierName, people.humanOf);
    if (!shown) return undefined;
    const card = addressed(shown.card, shown.address, people, stateOf(stream)?.places);
    return drawn(town, card, shown.address, `${stream.id}/${slot.key}`, /[:|]instead$/.test(receipt));
  };
  for (const stream of streams)
    for (const slot of stream.slots.values()) {
      if (isShutOff(slot, shutOff)) continue;
      const name = `${stream.id}/${slot.key}`;
      const receipt = slot.receipt ?? "";
      const message = standing.find((one) => one.id === receiptId(receipt));
      if (!message) {
        wrong.push(`${name}: no message stands at its receipt ${receipt || "(none)"}`);
        continue;
      }
      compared += 1;
      const is = bare(message.content);
      const then = office.watched.drawnAt.get(receipt) ?? town.time.now();
      if (is === cardFor(stream, slot, receipt, town.time.now())) continue;
      if (is === cardFor(stream, slot, receipt, then)) ofAnEarlierDay += 1;
      else
        wrong.push(
          `${name} shows something else: ${difference(is, cardFor(stream, slot, receipt, then) ?? "nothing")}`,
        );
    }
  return { wrong, compared, ofAnEarlierDay };
}
