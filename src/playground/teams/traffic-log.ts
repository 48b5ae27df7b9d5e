/** Everything that went over the wire, in order, and a way to wait for it that needs no sleeping. */
import { createWaiting, type Waiting } from "../waiting.ts";
import type { Activity } from "./activity.ts";
import type { Operation } from "./faults.ts";

/** A call by the bot: to the connector, or for a token. */
export interface CallEntry {
  readonly kind: "call";
  readonly n: number;
  readonly operation: Operation;
  readonly conversation?: string;
  /** The activity updated, deleted or replied to. */
  readonly activity?: string;
  /** The body sent; without the secret for a token. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What was answered; absent while the call runs, and when the connection was dropped. */
  answer?: unknown;
  /** The HTTP status; 0 when the connection was dropped without one. */
  status?: number;
  /** Whether the work was done, whatever the caller was told. */
  effect: boolean;
  done: boolean;
}

/** `message`, `conversationUpdate`, … and of invokes their name: `task/fetch`, `adaptiveCard/action`. */
export type DeliveryKind = string;

/** One attempt to give the bot an activity. */
export interface DeliveryEntry {
  readonly kind: "delivery";
  readonly n: number;
  readonly what: DeliveryKind;
  readonly activity: Activity;
  readonly request: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  /** 0 for the first, then one more for each time it was sent again. */
  readonly attempt: number;
  /** The HTTP status of the answer; 0 when there was none. */
  status?: number;
  answer?: string;
  done: boolean;
}

export type Entry = CallEntry | DeliveryEntry;

/** How many entries are kept at most: a playground runs for days. */
const KEPT = 5_000;

export interface TrafficLog extends Waiting {
  readonly entries: readonly Entry[];
  calls(operation?: Operation): readonly CallEntry[];
  deliveries(what?: DeliveryKind): readonly DeliveryEntry[];
  addCall(call: Pick<CallEntry, "operation" | "conversation" | "activity" | "body">): CallEntry;
  addDelivery(entry: Omit<DeliveryEntry, "kind" | "n" | "done">): DeliveryEntry;
  /** Resolves with the next finished entry (from now on) that fits. */
  next(fits: (entry: Entry) => boolean, what?: string, patience?: number): Promise<Entry>;
  clear(): void;
}

export function createTrafficLog(): TrafficLog {
  let entries: Entry[] = [];
  let n = 0;
  const { until, touched } = createWaiting();

  function add<E extends Entry>(entry: E): E {
    entries.push(entry);
    if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
    touched();
    return entry;
  }

  return {
    get entries() {
      return entries;
    },
    calls: (operation) =>
      entries.filter(
        (one): one is CallEntry => one.kind === "call" && (operation === undefined || one.operation === operation),
      ),
    deliveries: (what) =>
      entries.filter(
        (one): one is DeliveryEntry => one.kind === "delivery" && (what === undefined || one.what === what),
      ),
    addCall: (call) => add({ ...call, kind: "call", n: ++n, effect: false, done: false }),
    addDelivery: (entry) => add({ ...entry, kind: "delivery", n: ++n, done: false }),
    touched,
    until,
    next: (fits, what, patience) => {
      const from = n;
      return until(
        () => entries.find((one) => one.n > from && one.done && fits(one)),
        what ?? "an entry of the log",
        patience,
      );
    },
    clear: () => {
      entries = [];
    },
  };
}
