/** Keeps what is delivered below the rates that Teams allows, in order, and lets answers to people pass by. */
import type { Stopwatch } from "../chat/stopwatch.ts";
import { mustComeSoon, newLane, type Lane as PacedLane, whenItsTurnComes } from "../chat/turns.ts";

/** So many calls within any stretch of so many seconds. */
export interface Rate {
  readonly seconds: number;
  readonly most: number;
}

/**
 * What deliveries take of what Teams allows (`threadRates` per thread, 50 a second per app and tenant): the rest is left for
 * answers, which nobody lets wait.
 */
export const deliveryRates = {
  thread: [
    { seconds: 1, most: 4 },
    { seconds: 2, most: 5 },
    { seconds: 30, most: 40 },
    { seconds: 3600, most: 1200 },
  ],
  app: [{ seconds: 1, most: 30 }],
} as const satisfies Readonly<Record<"thread" | "app", readonly Rate[]>>;

/** How long a message may stand in the queue before the caller is told to come back later. */
export const longestQueueMs = 60_000;

const lanesKept = 1_000;
/** More than any rate looks back at. */
const mostTimes = 4_000;

interface Lane extends PacedLane {
  /** When calls began or are to begin, oldest first. */
  times: number[];
}

export interface Pacer {
  /**
   * Runs a delivery when its turn comes; those of one thread run one after another.
   * @throws PlatformTrouble `busy` at once where the turn would come too late, and whatever `call` throws
   */
  run<Result>(thread: string, call: () => Promise<Result>): Promise<Result>;
  /** An answer is on its way now: deliveries make room for it. */
  pass(thread: string): void;
  /** Lets no delivery into the thread for so long: Teams said so. */
  hold(thread: string, ms: number): void;
}

const longestMsOf = (rates: readonly Rate[]): number => Math.max(...rates.map(({ seconds }) => seconds * 1000));

function insert(times: number[], time: number): void {
  let at = times.length;
  while (at > 0 && (times[at - 1] as number) > time) at -= 1;
  times.splice(at, 0, time);
}

/** The earliest time from `from` on at which one more call keeps every rate. */
function earliest(times: readonly number[], rates: readonly Rate[], from: number): number {
  let start = from;
  for (let moved = true; moved; ) {
    moved = false;
    for (const { most, seconds } of rates) {
      const before = times.filter((time) => time <= start);
      const oldest = before[before.length - most];
      if (oldest !== undefined && oldest + seconds * 1000 > start) {
        start = oldest + seconds * 1000;
        moved = true;
      }
    }
  }
  return start;
}

export function createPacer(watch: Stopwatch, longestMs: number = longestQueueMs): Pacer {
  const { now } = watch;
  const queue = { platform: "Teams", watch, longestMs };
  const timed = (): Lane => ({ times: [], ...newLane() });
  const lanes = new Map<string, Lane>();
  const app = timed();

  /** So many lanes are looked through for idle ones: twice as many as were not idle before, lest each new one costs a look at all. */
  let tooMany = lanesKept;

  function forgetIdle(): void {
    if (lanes.size < tooMany) return;
    const time = now();
    for (const [name, lane] of lanes) {
      const last = lane.times.at(-1) ?? 0;
      if (lane.queued === 0 && last + 30_000 <= time && lane.heldUntil <= time) lanes.delete(name);
    }
    tooMany = Math.max(lanesKept, 2 * lanes.size);
  }

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known) return known;
    forgetIdle();
    const lane = timed();
    lanes.set(name, lane);
    return lane;
  }

  function note(lane: Lane, rates: readonly Rate[], time: number): void {
    const old = now() - longestMsOf(rates);
    if ((lane.times[0] ?? old) < old) lane.times = lane.times.filter((each) => each >= old);
    if (lane.times.length > mostTimes) lane.times = lane.times.slice(-mostTimes / 2);
    insert(lane.times, time);
  }

  return {
    async run(thread, call) {
      const lane = laneOf(thread);
      const asked = now();
      let start = Math.max(asked, lane.heldUntil);
      for (let before = -1; before !== start; ) {
        before = start;
        start = earliest(app.times, deliveryRates.app, earliest(lane.times, deliveryRates.thread, start));
      }
      mustComeSoon(start, queue);
      note(lane, deliveryRates.thread, start);
      note(app, deliveryRates.app, start);
      return whenItsTurnComes(lane, start, queue, call);
    },
    pass(thread) {
      note(laneOf(thread), deliveryRates.thread, now());
      note(app, deliveryRates.app, now());
    },
    hold(thread, ms) {
      const lane = laneOf(thread);
      lane.heldUntil = Math.max(lane.heldUntil, now() + ms);
    },
  };
}
