/** The daily digests: looked at every minute, sent at most once a local day, silent when there is nothing to say. */
import { businessDaysBetween, digestDay, instantOf, localDate } from "../domain/calendar.ts";
import type { Author, Recorded } from "../domain/events.ts";
import {
  type AccountId,
  type Instant,
  type IsoDate,
  type OnboardingId,
  type PlaceId,
  requestKey,
  type TimeZone,
} from "../domain/ids.ts";
import { lateOn } from "../domain/late.ts";
import { isHousekeeping, type Onboarding, rebuild } from "../domain/onboarding.ts";
import { livePlaces } from "../domain/places.ts";
import { nextSteps } from "../domain/progress.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal, Stream } from "../ports/journal.ts";
import { freshSlot, type Intent, intentOf } from "./notices.ts";
import { deskHistoryOf, deskOf, historyOf, type Onboardings, stateOf } from "./onboardings.ts";
import type { People } from "./people.ts";

export interface DigestOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly people: People;
  readonly clock: Clock;
  readonly author: Author;
  /** `HH:MM` on the wall of the onboarding's zone. */
  readonly digestTime: string;
  /** Zone of the service managers' own digests. */
  readonly timeZone: TimeZone;
}

/** With nothing new, a channel is reminded of open steps after this many business days of silence. */
const reminderDays = 5;

/** How many events there were at that moment. */
function countUntil(history: readonly Recorded[], cutoff: Instant): number {
  let count = history.length;
  while ((history[count - 1]?.at ?? cutoff) > cutoff) count -= 1;
  return count;
}

/** As it was at the digest's time: what came later is tomorrow's, also where the bot looks late. Undefined: not started yet. */
function asOf(onboarding: Onboarding, history: readonly Recorded[], cutoff: Instant): Onboarding | undefined {
  const count = countUntil(history, cutoff);
  return count === history.length ? onboarding : rebuild(onboarding.id, history.slice(0, count));
}

/** What a digest of that day would tell: the news up to the digest's time; undefined: nothing to say. */
export function worthSaying(
  onboarding: Onboarding,
  history: readonly Recorded[],
  date: IsoDate,
  cutoff: Instant,
): { readonly from: number; readonly upTo: number } | undefined {
  if (onboarding.closed) return undefined;
  const { digest, details } = onboarding;
  const from = digest?.upTo ?? 0;
  const upTo = Math.max(from, countUntil(history, cutoff));
  const news = history.slice(from, upTo).some((recorded) => !isHousekeeping(recorded.event));
  const then = asOf(onboarding, history, cutoff);
  if (!then) return undefined;
  const lastDay = digest?.localDate ?? localDate(onboarding.started.at, details.timeZone);
  // Late since the last digest: its last day in time was the last digest's day or a later one.
  const newlyLate = lateOn(then, date).some((item) => item.since >= lastDay);
  const open = nextSteps(then).some((step) => step.kind !== "takeCourses");
  const reminder = open && businessDaysBetween(lastDay, date) >= reminderDays;
  return news || newlyLate || reminder ? { from, upTo } : undefined;
}

/** Digests that never went out, since the platform was down for days: the new one takes their place and tells what they had to. */
const unsentDigests = ({ slots }: Stream): readonly { readonly key: string; readonly intent: Intent }[] =>
  [...slots.values()].flatMap((slot) => {
    const intent = intentOf(slot);
    const isUnsent = slot.key.startsWith("digest:") && !slot.sendingSince && !slot.receipt;
    return isUnsent && intent ? [{ key: slot.key, intent }] : [];
  });

export class Digests {
  private readonly options: DigestOptions;
  /** The local day for which each was last looked at, so that the other ticks of the day cost nothing. */
  private readonly lookedAt = new Map<OnboardingId | AccountId, IsoDate>();

  constructor(options: DigestOptions) {
    this.options = options;
  }

  /**
   * Sends what is due now. Safe at any moment and as often as one likes.
   * @throws AggregateError with what could not be kept, after all the others; the next tick tries those again
   */
  async tick(): Promise<void> {
    const now = this.options.clock.now();
    const days = new Map<TimeZone, IsoDate | undefined>();
    const dayIn = (zone: TimeZone): IsoDate | undefined => {
      if (!days.has(zone)) days.set(zone, digestDay(now, zone, this.options.digestTime));
      return days.get(zone);
    };
    const failures: unknown[] = [];
    const once = async (key: OnboardingId | AccountId, date: IsoDate, send: () => Promise<void>): Promise<void> => {
      if (this.lookedAt.get(key) === date) return;
      try {
        await send();
        this.lookedAt.set(key, date);
      } catch (error) {
        failures.push(error);
      }
    };
    const desks = new Map<AccountId, Onboarding[]>();
    const deskDay = dayIn(this.options.timeZone);
    for (const onboarding of this.options.onboardings.all()) {
      if (onboarding.closed) continue;
      const date = dayIn(onboarding.details.timeZone);
      if (date) await once(onboarding.id, date, () => this.channelDigest(onboarding.id, date, now));
      if (deskDay) {
        // One digest for one human, whichever of their accounts is named.
        const human = this.options.people.humanOf(onboarding.carrierTeam.serviceManager.account);
        desks.set(human, [...(desks.get(human) ?? []), onboarding]);
      }
    }
    if (deskDay)
      for (const [human, theirs] of desks)
        await once(human, deskDay, () => this.deskDigest(human, theirs, deskDay, now));
    if (failures.length > 0)
      throw new AggregateError(failures, `Not every digest could be sent, ${failures.length} will be tried again.`);
  }

  private channelDigest(id: OnboardingId, date: IsoDate, now: Instant): Promise<void> {
    const { journal, author, digestTime } = this.options;
    return journal.change<void>(id, (stream) => {
      const state = stateOf(stream);
      if (!state || (state.digest && state.digest.localDate >= date)) return { outcome: undefined };
      const cutoff = instantOf(date, digestTime, state.details.timeZone);
      const told = worthSaying(state, historyOf(stream), date, cutoff);
      if (!told) return { outcome: undefined };
      const unsent = unsentDigests(stream);
      const fromIn = (place: PlaceId): number =>
        Math.min(
          told.from,
          ...unsent.flatMap(({ intent }) => (intent.kind === "digest" && intent.place === place ? intent.from : [])),
        );
      const places = livePlaces(state);
      if (places.length === 0) return { outcome: undefined };
      return {
        outcome: undefined,
        change: {
          events: [{ type: "DigestSent", localDate: date, upTo: told.upTo }],
          by: author,
          at: now,
          request: requestKey(`digest:${date}`),
          slots: places.map((place) =>
            freshSlot({ kind: "digest", place, date, from: fromIn(place), upTo: told.upTo }),
          ),
          forget: unsent.map(({ key }) => key),
        },
      };
    });
  }

  private deskDigest(human: AccountId, theirs: readonly Onboarding[], date: IsoDate, now: Instant): Promise<void> {
    const { journal, people, author, digestTime, timeZone, onboardings: all } = this.options;
    const cutoff = instantOf(date, digestTime, timeZone);
    // Each of their accounts may have had a desk of its own, before the two were joined.
    const others = people.accountsOf(human).flatMap((account) => all.stream(deskOf(account)) ?? []);
    const account = people.reach(human);
    return journal.change<void>(deskOf(human), (stream: Stream) => {
      const last = [stream, ...others]
        .flatMap((desk) => deskHistoryOf(desk).at(-1)?.event.localDate ?? [])
        .sort()
        .at(-1);
      if (last && last >= date) return { outcome: undefined };
      const toldUntil = last && instantOf(last, digestTime, timeZone);
      const worth = theirs.filter((onboarding) => {
        const kept = all.stream(onboarding.id);
        const then = kept && asOf(onboarding, historyOf(kept), cutoff);
        if (!then) return false;
        const forMe = nextSteps(then).some((step) => step.turn === "carrier");
        const changed = !toldUntil || then.changedAt > toldUntil;
        return forMe || changed || lateOn(then, date).length > 0;
      });
      if (worth.length === 0) return { outcome: undefined };
      const onboardings = worth.map((onboarding) => onboarding.id);
      return {
        outcome: undefined,
        change: {
          events: [{ type: "DeskDigestSent", localDate: date, onboardings }],
          by: author,
          at: now,
          request: requestKey(`digest:${date}`),
          slots: [freshSlot({ kind: "deskDigest", account, date, onboardings })],
          forget: unsentDigests(stream).map(({ key }) => key),
        },
      };
    });
  }
}
