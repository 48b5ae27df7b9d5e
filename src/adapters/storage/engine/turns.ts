/** Lets a bounded number of flushes run side by side, the others in the order they came. */

export interface Turns {
  /** Runs `work`, which never rejects, at once or when a place is free. */
  take(work: () => Promise<void>): void;
}

export function turns(places: number): Turns {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;

  async function run(work: () => Promise<void>): Promise<void> {
    running++;
    for (let next: (() => Promise<void>) | undefined = work; next !== undefined; next = waiting.shift()) await next();
    running--;
  }

  return {
    take(work) {
      if (running < places) void run(work);
      else waiting.push(work);
    },
  };
}
