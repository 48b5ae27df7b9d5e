/** What can go wrong between the bot and Slack, on order. */

export type CallFault =
  /** HTTP 429 with Retry-After, in seconds; no effect. */
  | { readonly kind: "rateLimited"; readonly retryAfter: number }
  /** Any HTTP status instead of the answer; with `effect: true` the method did its work all the same. */
  | { readonly kind: "status"; readonly status: number; readonly effect?: boolean }
  /** The connection breaks, before or after the method did its work: after it, the caller never learns that it did. */
  | { readonly kind: "drop"; readonly when: "beforeEffect" | "afterEffect" }
  /** The answer comes late; the effect before or after the wait. */
  | { readonly kind: "delay"; readonly millis: number; readonly effect?: "first" | "last" }
  /** As delay, but until the promise resolves: for tests that decide when. */
  | { readonly kind: "hold"; readonly until: Promise<unknown>; readonly effect?: "first" | "last" }
  /** One of Slack's own `{ok: false, error}`; no effect. */
  | { readonly kind: "refusal"; readonly error: string };

export interface Faults {
  /** The next `times` calls of `method` (or of any, with `*`) meet this fault. Orders queue up. */
  onCalls(method: string, times: number, fault: CallFault): void;
  /** The next `times` deliveries that fit go out twice, side by side. */
  deliverTwice(times?: number): void;
  /** Events are lost from now on: not even tried, never tried again. */
  stopEvents(): void;
  resumeEvents(): void;
  /** Triggers handed out from now on are expired at once. */
  expireTriggers(on?: boolean): void;
  /** Everything is well again. */
  clear(): void;

  takeForCall(method: string): CallFault | undefined;
  takeTwice(): boolean;
  readonly eventsStopped: boolean;
  readonly triggersExpired: boolean;
}

export function createFaults(): Faults {
  let orders: { readonly method: string; readonly fault: CallFault; left: number }[] = [];
  let twice = 0;
  let eventsStopped = false;
  let triggersExpired = false;
  return {
    onCalls: (method, times, fault) => void orders.push({ method, fault, left: times }),
    deliverTwice: (times = 1) => {
      twice += times;
    },
    stopEvents: () => {
      eventsStopped = true;
    },
    resumeEvents: () => {
      eventsStopped = false;
    },
    expireTriggers: (on = true) => {
      triggersExpired = on;
    },
    clear: () => {
      orders = [];
      twice = 0;
      eventsStopped = false;
      triggersExpired = false;
    },
    takeForCall: (method) => {
      const order = orders.find((one) => one.left > 0 && (one.method === method || one.method === "*"));
      if (!order) return undefined;
      order.left -= 1;
      if (order.left === 0) orders = orders.filter((one) => one !== order);
      return order.fault;
    },
    takeTwice: () => {
      if (twice === 0) return false;
      twice -= 1;
      return true;
    },
    get eventsStopped() {
      return eventsStopped;
    },
    get triggersExpired() {
      return triggersExpired;
    },
  };
}
