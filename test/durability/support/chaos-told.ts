/** Holds what was told against what the journal calls for: nothing missing, nothing twice, nobody called on two platforms for one thing. */
import { intentSchema } from "../../../src/application/notices.ts";
import { deskOf, historyOf } from "../../../src/application/onboardings.ts";
import { humanOf, isPerson, People } from "../../../src/application/people.ts";
import { type AccountId, type Instant, platformOf } from "../../../src/domain/ids.ts";
import type { Stream } from "../../../src/ports/journal.ts";
import { sentenceOfEvent } from "../../../src/views/sentences.ts";
import { type Card, type Span, wordsOf } from "../../../src/views/vocabulary.ts";
import { calledFor, notNews } from "./chaos-called-for.ts";
import { shutOffIn } from "./chaos-people.ts";
import type { Ran } from "./chaos-run.ts";
import { type ShutOff, streamsOf } from "./chaos-standing.ts";
import type { Creation } from "./chaos-watched.ts";
import { receiptId, type Standing } from "./chaos-wire.ts";

const keyOf = (mark: string): string => mark.slice(mark.indexOf("/") + 1);

/** What is called for stands there, once. */
export function notices({ office, run }: Ran, onboarding: Stream, standing: readonly Standing[]): readonly string[] {
  const people = new People(office.journal);
  const wrong: string[] = [];
  const made = office.watched.creations.filter((one) => one.receipt !== undefined);
  const times = new Map<string, Creation[]>();
  for (const creation of made) times.set(creation.mark, [...(times.get(creation.mark) ?? []), creation]);
  for (const [mark, creations] of times) {
    if (creations.length > 1) wrong.push(`${mark} was sent ${creations.length} times`);
    for (const { receipt = "" } of creations)
      if (!standing.some((one) => one.id === receiptId(receipt))) wrong.push(`${mark} is not where its receipt says`);
  }
  const marks = standing.filter(({ mark }) => mark !== "").map(({ mark }) => mark);
  for (const mark of new Set(marks))
    if (marks.filter((one) => one === mark).length > 1) wrong.push(`${mark} stands in Slack twice`);

  const { toPlaces, toPeople } = calledFor(onboarding);
  const keys = [...times.keys()].filter((mark) => mark.startsWith(`${onboarding.id}/`)).map(keyOf);
  for (const key of toPlaces) if (!keys.includes(key)) wrong.push(`missing: ${key}`);
  const called = new Set<string>(toPlaces);
  for (const { begins, account } of toPeople) {
    const human = people.humanOf(account);
    const found = keys.filter(
      (key) => key.startsWith(begins) && people.humanOf(key.slice(key.indexOf("@") + 1) as AccountId) === human,
    );
    if (found.length === 0) wrong.push(`missing: ${begins}${account}`);
    if (found.length > 1) wrong.push(`to one person on two platforms: ${found.join(", ")}`);
    for (const key of found) called.add(key);
  }
  for (const key of keys) if (!called.has(key) && !key.startsWith("said:")) wrong.push(`nothing calls for ${key}`);
  for (const stream of streamsOf(office.journal))
    wrong.push(...spanning(stream, people, [...times.keys()], shutOffIn(run)));
  return wrong;
}

/** Desks and people have messages of their own. */
function spanning(stream: Stream, people: People, marks: readonly string[], shutOff: ShutOff): readonly string[] {
  const own = marks.filter((mark) => mark.startsWith(`${stream.id}/`)).map(keyOf);
  // Whoever has two accounts is written to at one of them, and that may be the one that nobody can write to.
  const isShutOffDesk = [...shutOff]
    .flatMap((account) => people.accountsOf(account as AccountId))
    .some((account) => deskOf(account) === stream.id);
  const wrong: string[] = [];
  for (const { event, by } of stream.history) {
    if (
      event.type === "DeskDigestSent" &&
      !isShutOffDesk &&
      own.filter((key) => key.startsWith(`digest:${event.localDate}@`)).length !== 1
    )
      wrong.push(`${stream.id} has not one digest of ${event.localDate}: ${own.join(", ")}`);
    if (event.type === "AccountsJoined")
      for (const { account } of event.members)
        if (
          !(event.how === "code" && account === by.account) &&
          !shutOff.has(account) &&
          !own.includes(`joined@${account}`)
        )
          wrong.push(`missing: ${stream.id}/joined@${account}`);
  }
  return wrong;
}

const longNews = /…and (\d+) more/;

/** Each change is told once in each place, in its own words or among those that a long message counts. */
export function news({ office }: Ran, onboarding: Stream, standing: readonly Standing[]): readonly string[] {
  const wrong: string[] = [];
  const told = office.watched.creations.flatMap((creation) => {
    const intent = intentSchema.safeParse(creation.intent).data;
    if (intent?.kind !== "said" || creation.receipt === undefined) return [];
    const words = standing.find(({ id }) => id === creation.receipt)?.words ?? "";
    return [{ ...intent, words }];
  });
  const since = new Map<string, number>();
  for (const { version, event } of historyOf(onboarding)) {
    if (event.type === "OnboardingStarted" || event.type === "PlaceLinked") since.set(event.place, version);
    if (notNews.has(event.type)) continue;
    const line = wordsOf(sentenceOfEvent(event));
    for (const [place, from] of since) {
      if (version < from) continue;
      const here = told.filter((one) => one.place === place);
      const times = here.filter(({ words }) => words.includes(line)).length;
      const counted = here.some((one) => one.from < version && version <= one.upTo && longNews.test(one.words));
      if (times > 1) wrong.push(`told ${times} times in ${place}: ${line}`);
      if (times === 0 && !counted) wrong.push(`not told in ${place}: ${line}`);
    }
  }
  return wrong;
}

const mentionsIn = (card: Card): readonly AccountId[] => {
  const found: AccountId[] = [];
  JSON.stringify(card, (_, value: unknown) => {
    if (typeof value === "object" && value !== null && Reflect.get(value, "span") === "mention")
      found.push((value as Extract<Span, { span: "mention" }>).account);
    return value;
  });
  return found;
};

/** Nobody is called by a mention for one thing on two platforms. */
export function mentions({ office }: Ran, streams: readonly Stream[]): readonly string[] {
  const joinedSince = new Map<AccountId, { human: string; since: Instant }>();
  for (const stream of streams.filter(({ id }) => isPerson(id)))
    for (const { at, event } of stream.history)
      if (event.type === "AccountsJoined")
        for (const { account } of humanOf(stream).members) joinedSince.set(account, { human: stream.id, since: at });
  const called = office.watched.creations.flatMap(({ mark, message: { address, card }, receipt, intent, at }) => {
    if (receipt === undefined || address.to !== "place") return [];
    const here = platformOf(address.place);
    const humans = mentionsIn(card).flatMap((account) => {
      const joined = joinedSince.get(account);
      return platformOf(account) === here && joined && joined.since <= at ? [joined.human] : [];
    });
    const parsed = intentSchema.safeParse(intent).data;
    const key = keyOf(mark);
    const range = parsed?.kind === "said" ? { from: parsed.from, upTo: parsed.upTo } : undefined;
    return [{ here, thing: range ? "said" : key.slice(0, key.indexOf("@")), range, humans }];
  });
  const isSame = (one: (typeof called)[number], two: (typeof called)[number]): boolean =>
    one.here === "slack" &&
    two.here === "teams" &&
    one.thing === two.thing &&
    (!one.range || !two.range || (one.range.from < two.range.upTo && two.range.from < one.range.upTo));
  return called.flatMap((one) =>
    called
      .filter((two) => isSame(one, two))
      .flatMap((two) =>
        one.humans
          .filter((human) => two.humans.includes(human))
          .map((human) => `${human} is mentioned on both platforms: ${one.thing}`),
      ),
  );
}
