/** Keeps calls below the rates that Slack allows, in order, so that 429 stays the exception. */
import { PlatformTrouble } from "../../ports/messenger.ts";
import type { Stopwatch } from "../chat/stopwatch.ts";
import { inTurn, noTurns, type Turns } from "../chat/turns.ts";
import { longestQueueMs, type Rate } from "./limits.ts";

interface Lane extends Turns {
  /** When the next call would be due if all were evenly spaced. */
  due: number;
  heldUntil: number;
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
    const lane: Lane = { due: 0, heldUntil: 0, ...noTurns() };
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
      return inTurn(lane, async () => {
        const left = start - now();
        if (left > 0) await wait(left);
        return call();
      });
    },
    hold(name, ms) {
      const lane = laneOf(name);
      lane.heldUntil = Math.max(lane.heldUntil, now() + ms);
    },
  };
}
