/** What can go wrong between the bot and Teams, on order. */

/** The connector's operations, named as botframework-connector names them; `token` is the OAuth endpoint. */
export type Operation =
  | "createConversation"
  | "sendToConversation"
  | "replyToActivity"
  | "updateActivity"
  | "deleteActivity"
  | "getConversationMembers"
  | "getConversationMember"
  | "getConversationPagedMembers"
  | "fetchTeamDetails"
  | "fetchChannelList"
  | "token";

export type CallFault =
  /** HTTP 429 with Retry-After, in seconds; no effect. */
  | { readonly kind: "rateLimited"; readonly retryAfter: number }
  /** Any HTTP status (412, 500, 502, 504) instead of the answer; with `effect: true` the work was done all the same. */
  | { readonly kind: "status"; readonly status: number; readonly code?: string; readonly effect?: boolean }
  /** The connection breaks, before or after the work was done: after it, the caller never learns that it was. */
  | { readonly kind: "drop"; readonly when: "beforeEffect" | "afterEffect" }
  /** The answer comes late; the effect before or after the wait. */
  | { readonly kind: "delay"; readonly millis: number; readonly effect?: "first" | "last" }
  /** As delay, but until the promise resolves: for tests that decide when. */
  | { readonly kind: "hold"; readonly until: Promise<unknown>; readonly effect?: "first" | "last" }
  /** One of Teams' own refusals, such as `refusal(403, "BotNotInConversationRoster")`; no effect. */
  | { readonly kind: "refusal"; readonly status: number; readonly code: string; readonly message?: string };

/** `unavailable`: 503 to every call. `unreachable`: every connection is broken off. */
export type Outage = "unavailable" | "unreachable";

export interface Faults {
  /** The next `times` calls of `operation` (or of any but `token`, with `*`) meet this fault. Orders queue up. */
  onCalls(operation: Operation | "*", times: number, fault: CallFault): void;
  /** The whole connector is down until told otherwise; tokens are still given out. */
  down(how: Outage | false): void;
  /** The next `times` deliveries to the bot go out twice, side by side. */
  deliverTwice(times?: number): void;
  /** The next `count` deliveries wait until they are released. */
  holdDeliveries(count: number): void;
  /** Lets the held deliveries go, one after the other as each is answered. */
  releaseDeliveries(order?: "asSent" | "reversed"): Promise<void>;
  /** Everything is well again; what was held goes out. */
  clear(): void;

  takeForCall(operation: Operation): CallFault | undefined;
  takeTwice(): boolean;
  /** Resolves when the delivery may go out; call the answer when it is done. */
  whenReleased(): Promise<() => void>;
  readonly outage: Outage | undefined;
  readonly held: number;
}

export function createFaults(): Faults {
  let orders: { readonly operation: Operation | "*"; readonly fault: CallFault; left: number }[] = [];
  let twice = 0;
  let toHold = 0;
  let held: ((done: () => void) => void)[] = [];
  let outage: Outage | undefined;

  async function release(order: "asSent" | "reversed"): Promise<void> {
    const going = order === "asSent" ? held : held.toReversed();
    held = [];
    toHold = 0;
    for (const go of going) await new Promise<void>((done) => go(done));
  }

  return {
    onCalls: (operation, times, fault) => void orders.push({ operation, fault, left: times }),
    down: (how) => {
      outage = how === false ? undefined : how;
    },
    deliverTwice: (times = 1) => {
      twice += times;
    },
    holdDeliveries: (count) => {
      toHold += count;
    },
    releaseDeliveries: (order = "asSent") => release(order),
    clear: () => {
      orders = [];
      twice = 0;
      outage = undefined;
      void release("asSent");
    },
    takeForCall: (operation) => {
      const order = orders.find(
        (one) => one.operation === operation || (one.operation === "*" && operation !== "token"),
      );
      if (!order) return undefined;
      order.left -= 1;
      if (order.left <= 0) orders = orders.filter((one) => one !== order);
      return order.fault;
    },
    takeTwice: () => {
      if (twice === 0) return false;
      twice -= 1;
      return true;
    },
    whenReleased: () => {
      if (toHold === 0) return Promise.resolve(() => {});
      toHold -= 1;
      return new Promise((resolve) => {
        held.push((done) => resolve(done));
      });
    },
    get outage() {
      return outage;
    },
    get held() {
      return held.length;
    },
  };
}
