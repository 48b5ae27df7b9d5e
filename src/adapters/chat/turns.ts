/** Calls that run one after another. */
export interface Turns {
  tail: Promise<unknown>;
  /** How many wait or run. */
  queued: number;
}

export const noTurns = (): Turns => ({ tail: Promise.resolve(), queued: 0 });

/** Runs when all before it have ended, well or badly. @throws whatever `run` throws */
export async function inTurn<Result>(turns: Turns, run: () => Promise<Result>): Promise<Result> {
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
