/** Slack's rate limits: calls a minute for each method, and one message a second in a channel. */
import { POST_PER_CHANNEL_MILLIS, TIERS, type Tier } from "./limits.ts";

const MINUTE = 60_000;

export interface RateLimits {
  /** @returns the seconds to wait, as in `Retry-After`, or undefined when the call may run (it is counted then). */
  waitFor(method: string, tier: Tier, channel: unknown): number | undefined;
}

export function createRateLimits(monotonic: () => number): RateLimits {
  const calls = new Map<string, number[]>();

  function recent(key: string, millis: number, now: number): number[] {
    const fresh = (calls.get(key) ?? []).filter((at) => now - at < millis);
    calls.set(key, fresh);
    return fresh;
  }

  return {
    waitFor: (method, tier, channel) => {
      const now = monotonic();
      const windows = [{ key: method, millis: MINUTE, allowed: TIERS[tier] as number }];
      if (method === "chat.postMessage")
        windows.push({ key: `${method} ${String(channel)}`, millis: POST_PER_CHANNEL_MILLIS, allowed: 1 });
      for (const { key, millis, allowed } of windows) {
        const [oldest, ...rest] = recent(key, millis, now);
        if (oldest !== undefined && rest.length + 1 >= allowed)
          return Math.max(1, Math.ceil((oldest + millis - now) / 1000));
      }
      for (const { key } of windows) calls.get(key)?.push(now);
      return undefined;
    },
  };
}
