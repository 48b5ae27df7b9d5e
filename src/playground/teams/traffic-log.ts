/** What went over the wire between the bot and the local Teams. */
import { type Call, createEntries, type Delivery, type Entries } from "../entries.ts";
import type { Activity } from "./activity.ts";
import type { Operation } from "./faults.ts";

/** A call by the bot: to the connector, or for a token. */
export interface CallEntry extends Call {
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
}

/** `message`, `conversationUpdate`, … and of invokes their name: `task/fetch`, `adaptiveCard/action`. */
export type DeliveryKind = string;

/** One attempt to give the bot an activity. */
export interface DeliveryEntry extends Delivery {
  readonly what: DeliveryKind;
  readonly activity: Activity;
  readonly request: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  /** 0 for the first, then one more for each time it was sent again. */
  readonly attempt: number;
  /** The HTTP status of the answer; 0 when there was none. */
  status?: number;
  answer?: string;
}

export interface TrafficLog extends Omit<Entries<CallEntry, DeliveryEntry>, "add" | "callsThat" | "deliveriesThat"> {
  calls(operation?: Operation): readonly CallEntry[];
  deliveries(what?: DeliveryKind): readonly DeliveryEntry[];
  addCall(call: Pick<CallEntry, "operation" | "conversation" | "activity" | "body">): CallEntry;
  addDelivery(entry: Omit<DeliveryEntry, "kind" | "n" | "done">): DeliveryEntry;
}

export function createTrafficLog(): TrafficLog {
  const log = createEntries<CallEntry, DeliveryEntry>();
  return {
    ...log,
    get entries() {
      return log.entries;
    },
    calls: (operation) => log.callsThat((one) => operation === undefined || one.operation === operation),
    deliveries: (what) => log.deliveriesThat((one) => what === undefined || one.what === what),
    addCall: (call) => log.add((n): CallEntry => ({ ...call, kind: "call", n, effect: false, done: false })),
    addDelivery: (entry) => log.add((n): DeliveryEntry => ({ ...entry, kind: "delivery", n, done: false })),
  };
}
