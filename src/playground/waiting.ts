/** Waiting for things without sleeping: conditions are asked again whenever something happened. */

/** Longer than anything takes that comes at all, also on a machine that is busy with other work. */
const DEFAULT_PATIENCE = 30_000;
/** How often a condition is asked that may hang on more than what goes over the wire: the bot's own doings. */
const LOOK_AGAIN_MILLIS = 15;

export interface Waiting {
  /** Says that something happened, so that those who wait look again. */
  touched(): void;
  /**
   * Resolves with the first truthy answer of `look`, which is asked now, after everything that happens,
   * and now and then.
   * @throws naming `what`, when it didn't come true within `patience` milliseconds in which this process ran.
   */
  until<T>(look: () => T | undefined | null | false, what?: string, patience?: number): Promise<T>;
}

export function createWaiting(): Waiting {
  const waiting = new Set<() => void>();
  return {
    touched: () => {
      for (const look of [...waiting]) look();
    },
    until: <T>(
      look: () => T | undefined | null | false,
      what = "the condition",
      patience = DEFAULT_PATIENCE,
    ): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        let left = Math.ceil(patience / LOOK_AGAIN_MILLIS);
        const settle = (end: () => void): void => {
          clearInterval(again);
          waiting.delete(tryIt);
          end();
        };
        const tryIt = (): void => {
          try {
            const found = look();
            if (found) settle(() => resolve(found));
          } catch (error) {
            settle(() => reject(error));
          }
        };
        const again = setInterval(() => {
          left -= 1;
          if (left < 0) settle(() => reject(new Error(`waited ${patience} ms in vain for ${what}`)));
          else tryIt();
        }, LOOK_AGAIN_MILLIS);
        waiting.add(tryIt);
        tryIt();
      }),
  };
}
