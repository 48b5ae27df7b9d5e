/** Invokes that came before, whose answer has to be given again. */

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

export interface Answered<Value> {
  /** The answer that was given to this key, or is being made; else the one that `make` makes. */
  once(key: string, make: () => Promise<Value>): Promise<Value>;
}

/** Remembers answers for so long, at most so many. One that failed is not remembered: it is made anew. */
export function createAnswered<Value>(options: {
  readonly keptMs: number;
  readonly most: number;
  readonly now: () => number;
}): Answered<Value> {
  const { keptMs, most, now } = options;
  const kept = new Map<string, Kept<Value>>();

  function forgetOld(): void {
    for (const [key, { until }] of kept) {
      if (until > now() && kept.size <= most) return;
      kept.delete(key);
    }
  }

  return {
    once(key, make) {
      const known = kept.get(key);
      if (known && known.until > now()) return known.value;
      const value = make();
      kept.set(key, { value, until: now() + keptMs });
      forgetOld();
      value.catch(() => {
        if (kept.get(key)?.value === value) kept.delete(key);
      });
      return value;
    },
  };
}
