/** Keeps calls below the rates that Slack allows, in order, so that 429 stays the exception. */
import type { Stopwatch } from "../chat/stopwatch.ts";
import { mustComeSoon, newLane, type Lane as PacedLane, whenItsTurnComes } from "../chat/turns.ts";
import { longestQueueMs, type Rate } from "./limits.ts";

interface Lane extends PacedLane {
  /** When the next call would be due if all were evenly spaced. */
  due: number;
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
export function createPacer(watch: Stopwatch, longestMs: number = longestQueueMs): Pacer {
  const { now } = watch;
  const queue = { platform: "Slack", watch, longestMs };
  const lanes = new Map<string, Lane>();

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known) return known;
    const lane: Lane = { due: 0, ...newLane() };
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
      mustComeSoon(start, queue);
      lane.due = due + everyMs;
      return whenItsTurnComes(lane, start, queue, call);
    },
    hold(name, ms) {
      const lane = laneOf(name);
      lane.heldUntil = Math.max(lane.heldUntil, now() + ms);
    },
  };
}
