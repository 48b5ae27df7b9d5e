/** Holds what stands in Slack against what the journal says should stand there: nothing missing, nothing twice, nothing stale. */
import { renderCard } from "../../../src/adapters/slack/render.ts";
import type { KeptStream } from "../../../src/adapters/storage/engine/stream.ts";
import { shownFor } from "../../../src/application/cards.ts";
import { intentSchema } from "../../../src/application/notices.ts";
import type { Onboardings } from "../../../src/application/onboardings.ts";
import { stateOf } from "../../../src/application/onboardings.ts";
import type { DeskEvent, OnboardingEvent, Recorded } from "../../../src/domain/events.ts";
import type { Instant } from "../../../src/domain/ids.ts";
import { sentenceOfEvent } from "../../../src/views/sentences.ts";
import { say } from "../../../src/views/vocabulary.ts";
import { eventsOf, type Kept, placeOf } from "./kept.ts";
import { copiesAmong, type Posted, wordsIn } from "./posted.ts";
import { accountOf } from "./workspace.ts";

export interface Verdict {
  /** Messages that should exist, news apart. */
  readonly expected: number;
  readonly news: number;
  readonly missing: readonly string[];
  /** By mark, how often. */
  readonly doubled: ReadonlyMap<string, number>;
  /** Marks that nothing in the journal calls for, and messages without a mark. */
  readonly uncalledFor: readonly string[];
  /** Changes that no news tells, and those that two tell, by their words. */
  readonly untold: readonly string[];
  readonly toldTwice: readonly string[];
  /** Live messages that don't show the final state. */
  readonly stale: readonly string[];
}

/** These have messages of their own, or none. */
const notNews: ReadonlySet<OnboardingEvent["type"]> = new Set([
  "RsidRequested",
  "RsidRequestWithdrawn",
  "InformationAsked",
  "DigestSent",
]);
/** News about more changes than this says how many more there were. */
const linesOfNews = 6;

/** What changes bring about is told with them, once. */
const consequences = [
  "All certifications are in.",
  "All OCNs are in.",
  "That unlocks the RSID",
  "can order in every state",
];

/** The marks of the messages that the journal calls for, news apart. */
function calledFor(stream: KeptStream): readonly string[] {
  const place = placeOf(stream);
  const keys = [`checklist@${place}`];
  let manager = "";
  let request = 0;
  let asked = 0;
  let answered = 0;
  for (const { event } of eventsOf(stream)) {
    if (event.type === "OnboardingStarted") manager = event.carrierTeam.serviceManager.account;
    if (event.type === "RsidRequested") {
      request = event.request;
      keys.push(`rsid:${request}@${place}`, `rsid:${request}.0@${manager}`);
    }
    if (event.type === "InformationAsked") keys.push(`question:${asked++}@${place}`);
    if (event.type === "InformationGiven") keys.push(`rsid:${request}.${++answered}@${manager}`);
    if (event.type === "RsidIssued") keys.push(`centers@${place}`, `centers@${manager}`);
    if (event.type === "DigestSent") keys.push(`digest:${event.localDate}@${place}`);
  }
  return keys.map((key) => `${stream.id}/${key}`);
}

function calledForAtDesk(stream: KeptStream): readonly string[] {
  const history = stream.history as readonly Recorded<DeskEvent>[];
  const account = accountOf(managerOf(stream));
  return history.map(({ event }) => `${stream.id}/digest:${event.localDate}@${account}`);
}

/** A desk's name is its account's, with the colons replaced. */
const managerOf = (desk: KeptStream): string => desk.id.slice(desk.id.lastIndexOf("_") + 1);

const newsMark = /\/said:(\d+)@/;
const digestMark = /\/digest:/;

const lineOf = ({ by, event }: Recorded<OnboardingEvent>): string =>
  wordsIn(
    renderCard({ summary: "", elements: [{ word: "paragraph", text: say`${by.name} ${sentenceOfEvent(event)}` }] })
      .payload.blocks,
  );

/** Each change is told by exactly one message: by its words, or by the number of those that a long one leaves out. */
function tellings(stream: KeptStream, posted: readonly Posted[]): Pick<Verdict, "untold" | "toldTwice"> {
  const channel = placeOf(stream).split(":")[2];
  const told = posted.filter((one) => one.channel === channel && !digestMark.test(one.mark));
  const news = told
    .flatMap((one) => {
      const from = newsMark.exec(one.mark)?.[1];
      return from ? [{ from: Number(from), words: one.words }] : [];
    })
    .sort((one, other) => one.from - other.from);
  const untold: string[] = [];
  const toldTwice = consequences.filter(
    (sentence) => told.filter(({ mark, words }) => newsMark.test(mark) && words.includes(sentence)).length > 1,
  );
  for (const recorded of eventsOf(stream).filter(({ event }) => !notNews.has(event.type))) {
    const line = lineOf(recorded);
    const times = told.filter(({ words }) => words.includes(line)).length;
    const name = `${stream.id} ${recorded.version}: ${line}`;
    if (times > 1) toldTwice.push(name);
    if (times === 0 && !isAmongTheRest(recorded.version, news)) untold.push(name);
  }
  return { untold, toldTwice };
}

function isAmongTheRest(version: number, news: readonly { readonly from: number; readonly words: string }[]): boolean {
  const index = news.findLastIndex(({ from }) => from <= version);
  const first = news[index];
  if (!first) return false;
  const more = Number(/…and (\d+) more/.exec(first.words)?.[1] ?? 0);
  return more > 0 && version >= first.from + linesOfNews && version < first.from + linesOfNews + more + notNews.size;
}

/** Blocks without the ids that Slack fills in. */
const bare = (blocks: readonly unknown[]): readonly string[] =>
  blocks.map((block) => JSON.stringify(block, (name, value) => (name === "block_id" ? undefined : value)));

/** Live messages whose blocks are not those that the newest state makes. */
function staleIn(stream: KeptStream, posted: readonly Posted[], carrierName: string, now: Instant): readonly string[] {
  const elsewhere = { get: () => undefined } as unknown as Onboardings;
  return [...stream.slots.values()].flatMap((slot) => {
    const [channel, ts, instead] = slot.receipt?.split(":") ?? [];
    const shown = shownFor(intentSchema.parse(slot.intent), stream, elsewhere, now, carrierName);
    const message = posted.find((one) => one.channel === channel && one.ts === ts);
    if (!shown || !message) return [`${stream.id}/${slot.key}: receipt ${slot.receipt}, abandoned ${slot.abandoned}`];
    const right = bare(renderCard(shown.card).payload.blocks);
    // In the channel instead of directly, a line with the person's name comes first.
    const is = bare(message.blocks).slice(instead ? 1 : 0);
    return right.join() === is.join() ? [] : [`${stream.id}/${slot.key} shows: ${message.words}`];
  });
}

/** `shutOff`: the one whom nothing about several resellers can be told, since no channel may stand in for their direct messages. */
export function verdictOn(kept: Kept, posted: readonly Posted[], carrierName: string, shutOff: string): Verdict {
  const now = new Date().toISOString() as Instant;
  const desks = kept.desks.filter((desk) => managerOf(desk) !== shutOff);
  const expected = [...kept.onboardings.flatMap(calledFor), ...desks.flatMap(calledForAtDesk)];
  const present = new Set(posted.map(({ mark }) => mark));
  const known = new Set(expected);
  const own = new Set<string>(kept.onboardings.map((stream) => stream.id));
  const tell = kept.onboardings.map((stream) => tellings(stream, posted));
  return {
    expected: expected.length,
    news: [...present].filter((mark) => newsMark.test(mark)).length,
    missing: expected.filter((mark) => !present.has(mark)),
    doubled: new Map([...copiesAmong(posted)].filter(([, copies]) => copies > 1)),
    uncalledFor: posted
      .filter(({ mark }) => !known.has(mark) && !(newsMark.test(mark) && own.has(mark.split("/")[0] ?? "")))
      .map(({ mark, words }) => mark || words),
    untold: tell.flatMap(({ untold }) => untold),
    toldTwice: tell.flatMap(({ toldTwice }) => toldTwice),
    stale: kept.onboardings.flatMap((stream) => staleIn(stream, posted, carrierName, now)),
  };
}

/** The onboarding has come to its end: centers assigned after the RSID. */
export const isThrough = (stream: KeptStream): boolean => {
  const state = stateOf(stream);
  return state?.rsid.status === "issued" && state.centers.length > 0;
};
