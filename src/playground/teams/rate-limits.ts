/** Teams' throttling: so many calls per bot and thread within each of several spans of time. */
import { THROTTLE } from "./limits.ts";

export interface RateLimits {
  /** @returns the seconds to wait, as in `Retry-After`, or undefined when the call may run (it is counted then). */
  waitFor(kind: keyof typeof THROTTLE, thread: string): number | undefined;
}

export function createRateLimits(monotonic: () => number): RateLimits {
  const calls = new Map<string, number[]>();
  return {
    waitFor: (kind, thread) => {
      const now = monotonic();
      const key = `${kind} ${thread}`;
      const longest = Math.max(...THROTTLE[kind].map((one) => one.millis));
      const recent = (calls.get(key) ?? []).filter((at) => now - at < longest);
      calls.set(key, recent);
      for (const window of THROTTLE[kind]) {
        const within = recent.filter((at) => now - at < window.millis);
        const [oldest] = within.slice(-window.calls);
        if (oldest !== undefined && within.length >= window.calls)
          return Math.max(1, Math.ceil((oldest + window.millis - now) / 1000));
      }
      recent.push(now);
      return undefined;
    },
  };
}
