/** Randomness that can be had again: the same seed makes the same choices. */

export interface Random {
  /** In [from, to). */
  between(from: number, to: number): number;
  /** Deals the choices in random order, and all of them again when they are through. */
  deck<T>(choices: readonly T[]): () => T;
}

/** Mulberry32: small, and good enough to spread moments. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (from, to) => from + next() * (to - from),
    deck: (choices) => {
      let left: (typeof choices)[number][] = [];
      return () => {
        if (left.length === 0) left = [...choices];
        const [one] = left.splice(Math.floor(next() * left.length), 1);
        if (one === undefined) throw new Error("There is nothing to deal.");
        return one;
      };
    },
  };
}
