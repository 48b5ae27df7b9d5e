/** After a storm: whether what stands in both places is what the journal says, no more and no less. */
import { isDeepStrictEqual } from "node:util";
import { addressed } from "../../../src/application/addressed.ts";
import { shownFor } from "../../../src/application/cards.ts";
import { intentSchema, isSaidOnce } from "../../../src/application/notices.ts";
import { historyOf, stateOf } from "../../../src/application/onboardings.ts";
import { People } from "../../../src/application/people.ts";
import type { OnboardingEvent, Recorded } from "../../../src/domain/events.ts";
import { type PlaceId, platformOf, type RequestKey } from "../../../src/domain/ids.ts";
import type { Stream } from "../../../src/ports/journal.ts";
import { sentenceOfEvent } from "../../../src/views/sentences.ts";
import { type Card, wordsOf } from "../../../src/views/vocabulary.ts";
import type { Standing } from "../recording-messenger.ts";
import { first, place, type Running, teamsPlace } from "../running-application.ts";
import type { Storm } from "./storm.ts";

const streamOf = (running: Running): Stream => {
  const stream = running.journal.peek(first);
  if (!stream) throw new Error("The onboarding is gone.");
  return stream;
};

/** Everything that is not as it should be. */
export function faultsOf(running: Running, storm: Storm, acknowledged: ReadonlySet<RequestKey>): readonly string[] {
  const stream = streamOf(running);
  const forgotten = [...acknowledged].filter((request) => !stream.hasRequest(request));
  return [
    ...forgotten.map((request) => `${request} was acknowledged and is not in the history`),
    ...repeatedRequests(historyOf(stream)),
    ...staleMessages(running, stream),
    ...doubled(running, storm),
    ...[place, teamsPlace].flatMap((where) => newsFaults(running, stream, where)),
  ];
}

/** What one request brought about happened in one go. */
function repeatedRequests(history: readonly Recorded[]): readonly string[] {
  const last = new Map<string, Recorded>();
  return history.flatMap((each) => {
    const before = last.get(each.request);
    last.set(each.request, each);
    const isGoingOn = before === undefined || (before.version === each.version - 1 && before.at === each.at);
    return isGoingOn ? [] : [`${each.request} happened again with ${each.event.type} as version ${each.version}`];
  });
}

/** Every message that can change is drawn afresh and compared with what stands there. */
function staleMessages(running: Running, stream: Stream): readonly string[] {
  const { application, journal, messenger, world } = running;
  const people = new People(journal);
  return [...stream.slots.values()].flatMap((slot) => {
    const intent = intentSchema.parse(slot.intent);
    if (isSaidOnce(intent))
      // A digest that was given up goes into the next one.
      return slot.abandoned === undefined || intent.kind === "said" ? [`${slot.key} was not said`] : [];
    if (slot.abandoned !== undefined || slot.shown !== slot.wanted)
      return [`${slot.key} is due: ${JSON.stringify(slot)}`];
    const shown = shownFor(intent, stream, application.onboardings, world.clock.now(), "Northline", people.humanOf);
    const standing = messenger.standing.find(({ receipt }) => receipt === slot.receipt);
    if (!shown || !standing) return [`${slot.key} ${shown ? "does not stand there" : "shows nothing"}`];
    const card = addressed(shown.card, shown.address, people, stateOf(stream)?.places);
    return isDeepStrictEqual(standing.card, card) ? [] : [`${slot.key} is stale: ${differenceOf(standing.card, card)}`];
  });
}

function differenceOf(one: Card, other: Card): string {
  const [shown, right] = [one, other].map((card) => card.elements.map((element) => JSON.stringify(element)));
  const at = (right ?? []).findIndex((element, index) => element !== shown?.[index]);
  return `${shown?.[at]} instead of ${right?.[at]}`;
}

/** No message stands there twice, but for one that arrived unheard where the platform does not let us look for it. */
function doubled({ messenger }: Running, storm: Storm): readonly string[] {
  const counts = new Map<string, readonly Standing[]>();
  for (const one of messenger.standing) counts.set(one.mark, [...(counts.get(one.mark) ?? []), one]);
  return [...counts].flatMap(([mark, all]) => {
    const [{ address } = { address: undefined }] = all;
    const platform = address && platformOf(address.to === "place" ? address.place : address.account);
    const unheard = platform === "teams" ? (storm.unheard.get(mark) ?? 0) : 0;
    return all.length > 1 + unheard ? [`${mark} stands there ${all.length} times, ${unheard} unheard`] : [];
  });
}

const silent: readonly OnboardingEvent["type"][] = [
  "RsidRequested",
  "RsidRequestWithdrawn",
  "DigestSent",
  "LinkCodeMade",
  "PlaceLost",
];
/** Told in the middle of other news; alone it has a message of its own. */
const byTheWay: readonly OnboardingEvent["type"][] = [...silent, "InformationAsked"];

/** The news of a place tell everything that happened since it was linked, once and in order. */
function newsFaults({ messenger }: Running, stream: Stream, where: PlaceId): readonly string[] {
  const history = historyOf(stream);
  const started = history.findIndex(
    ({ event }) => (event.type === "PlaceLinked" || event.type === "OnboardingStarted") && event.place === where,
  );
  const said = new Map<number, Card>();
  for (const { mark, card } of messenger.with(`${first}/said:`))
    if (mark.endsWith(`@${where}`)) said.set(Number(/said:(\d+)@/.exec(mark)?.[1]), card);
  const faults: string[] = [];
  let next = started;
  for (const [from, card] of [...said].sort(([one], [other]) => one - other)) {
    for (const { event, version } of history.slice(next, from - 1))
      if (!byTheWay.includes(event.type)) faults.push(`${event.type}, version ${version}, was not told in ${where}`);
    if (from - 1 < next) faults.push(`the news from version ${from} were told twice in ${where}`);
    next = Math.max(next, endOf(card, history, from - 1, faults));
  }
  for (const { event, version } of history.slice(next))
    if (!byTheWay.includes(event.type)) faults.push(`${event.type}, version ${version}, was not told in ${where}`);
  return faults;
}

/** Up to which version the card tells, given from where on. */
function endOf(card: Card, history: readonly Recorded[], from: number, faults: string[]): number {
  const [news] = card.elements;
  const lines = news?.word === "list" ? news.items : news?.word === "paragraph" ? [news.text] : [];
  const [, more] = /^…and (\d+) more;/.exec(wordsOf(lines.at(-1) ?? [])) ?? [];
  const shown = lines.slice(0, more === undefined ? undefined : -1).map(wordsOf);
  let left = shown.length + Number(more ?? 0);
  let version = from;
  for (const { event } of history.slice(from)) {
    if (left === 0) break;
    version += 1;
    if (silent.includes(event.type)) continue;
    const line = shown[shown.length + Number(more ?? 0) - left];
    const sentence = wordsOf(sentenceOfEvent(event));
    if (line !== undefined && !line.includes(sentence)) faults.push(`“${line}” is told instead of “${sentence}”`);
    left -= 1;
  }
  return version;
}
