/** Passing time, apart from the clock of the business: never goes backwards and is not pushed forward by anybody. */
export interface Stopwatch {
  now(): number;
  wait(ms: number): Promise<void>;
}

export const stopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
