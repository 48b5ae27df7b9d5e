import { PlatformTrouble } from "../../ports/messenger.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** Calls that run one after another. */
interface Turns {
  tail: Promise<unknown>;
  /** How many wait or run. */
  queued: number;
}

const noTurns = (): Turns => ({ tail: Promise.resolve(), queued: 0 });

/** Runs when all before it have ended, well or badly. @throws whatever `run` throws */
async function inTurn<Result>(turns: Turns, run: () => Promise<Result>): Promise<Result> {
  turns.queued += 1;
  const turn = turns.tail.then(run);
  turns.tail = turn.then(
    () => undefined,
    () => undefined,
  );
  try {
    return await turn;
  } finally {
    turns.queued -= 1;
  }
}

/** Turns that are also paced. `heldUntil`: nothing begins before, since the platform said so. */
export interface Lane extends Turns {
  heldUntil: number;
}

export const newLane = (): Lane => ({ heldUntil: 0, ...noTurns() });

export interface Queue {
  /** As people call it. */
  readonly platform: string;
  readonly watch: Stopwatch;
  /** How long a call may wait before its caller is told to come back later, in ms. */
  readonly longestMs: number;
}

const busy = (why: string, until: number, { watch }: Queue): PlatformTrouble =>
  new PlatformTrouble("busy", `${why}; it is tried again.`, { retryAfterMs: Math.ceil(until - watch.now()) });

/** Before a turn is taken, since whoever is sent away takes nobody's. @throws PlatformTrouble `busy` where it would come too late */
export function mustComeSoon(start: number, queue: Queue): void {
  const { platform, watch, longestMs } = queue;
  if (start - watch.now() > longestMs)
    throw busy(`More messages wait for ${platform} than it takes in ${longestMs / 1000} s`, start, queue);
}

/**
 * Runs in its turn, at `start` at the earliest. Where the lane came to be held after the call was queued, it is sent away and comes
 * back when that is over: waiting here, all that was queued would go out in one burst then.
 * @throws PlatformTrouble `busy` where the lane is held when its turn comes, and whatever `call` throws
 */
export function whenItsTurnComes<Result>(
  lane: Lane,
  start: number,
  queue: Queue,
  call: () => Promise<Result>,
): Promise<Result> {
  const { platform, watch } = queue;
  return inTurn(lane, async () => {
    if (lane.heldUntil > Math.max(start, watch.now())) throw busy(`${platform} asks to wait`, lane.heldUntil, queue);
    const left = start - watch.now();
    if (left > 0) await watch.wait(left);
    return call();
  });
}
