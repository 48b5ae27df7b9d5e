/** Waiting for a slow answer only as long as Teams does, and keeping what comes afterwards for whoever looks again. */
import { randomUUID } from "node:crypto";

interface Kept<Value> {
  readonly owner: string;
  readonly value: Promise<Value>;
  readonly until: number;
}

export interface Later<Value> {
  /** Keeps what is on its way for its owner. @returns a token to ask for it with */
  keep(owner: string, value: Promise<Value>): string;
  /** Undefined: it was somebody else's, too long ago, or before a restart. */
  take(owner: string, token: string): Promise<Value> | undefined;
}

const keptMs = 15 * 60_000;
const most = 500;

export function createLater<Value>(now: () => number): Later<Value> {
  const kept = new Map<string, Kept<Value>>();
  return {
    keep(owner, value) {
      // Whoever looks again hears of a failure; until then nobody else would.
      value.catch(() => undefined);
      for (const [token, { until }] of kept) {
        if (until > now() && kept.size < most) break;
        kept.delete(token);
      }
      const token = randomUUID();
      kept.set(token, { owner, value, until: now() + keptMs });
      return token;
    },
    take(owner, token) {
      const one = kept.get(token);
      return one && one.owner === owner && one.until > now() ? one.value : undefined;
    },
  };
}
