/** Keeps calls below the rates that Slack allows, in order, so that 429 stays the exception. */
import { PlatformTrouble } from "../../ports/messenger.ts";
import { longestQueueMs, type Rate } from "./limits.ts";

/** Passing time, apart from the clock of the business: never goes backwards and is not pushed forward by anybody. */
export interface Stopwatch {
  now(): number;
  wait(ms: number): Promise<void>;
}

export const stopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

interface Lane {
  /** When the next call would be due if all were evenly spaced. */
  due: number;
  heldUntil: number;
  tail: Promise<unknown>;
  queued: number;
}

export interface Pacer {
  /**
   * Runs `call` when its turn in the lane comes; calls of one lane run one after another.
   * @throws PlatformTrouble `busy` at once where the turn would come too late, and whatever `call` throws
   */
  run<Result>(lane: string, rate: Rate, call: () => Promise<Result>): Promise<Result>;
  /** Lets nothing through the lane for so long: Slack said so. */
  hold(lane: string, ms: number): void;
}

/**
 * An evenly spaced schedule per lane that forgives a burst (the generic cell rate algorithm): a call may come `burst - 1`
 * intervals before it is due.
 */
export function createPacer({ now, wait }: Stopwatch, longestMs: number = longestQueueMs): Pacer {
  const lanes = new Map<string, Lane>();

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known) return known;
    const lane: Lane = { due: 0, heldUntil: 0, tail: Promise.resolve(), queued: 0 };
    lanes.set(name, lane);
    return lane;
  }

  /** A lane that is idle and owes nothing says nothing that a new one wouldn't. */
  function forgetIdle(): void {
    if (lanes.size < 1000) return;
    for (const [name, lane] of lanes)
      if (lane.queued === 0 && lane.due <= now() && lane.heldUntil <= now()) lanes.delete(name);
  }

  return {
    async run(name, { burst, everyMs }, call) {
      forgetIdle();
      const lane = laneOf(name);
      const asked = now();
      const due = Math.max(lane.due, asked, lane.heldUntil);
      const start = Math.max(asked, lane.heldUntil, due - (burst - 1) * everyMs);
      if (start - asked > longestMs) {
        throw new PlatformTrouble(
          "busy",
          `More messages wait for Slack than it takes in ${longestMs / 1000} s; it is tried again.`,
          {
            retryAfterMs: Math.ceil(start - asked),
          },
        );
      }
      lane.due = due + everyMs;
      lane.queued += 1;
      const turn = lane.tail.then(async () => {
        const left = start - now();
        if (left > 0) await wait(left);
        return call();
      });
      // The next in the lane waits for this one to end, well or badly.
      lane.tail = turn.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await turn;
      } finally {
        lane.queued -= 1;
      }
    },
    hold(name, ms) {
      const lane = laneOf(name);
      lane.heldUntil = Math.max(lane.heldUntil, now() + ms);
    },
  };
}
