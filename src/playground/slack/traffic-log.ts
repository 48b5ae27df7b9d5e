/** What went over the wire between the bot and the local Slack. */
import { type Call, createEntries, type Delivery, type Entries } from "../entries.ts";

/** A Web API call by the bot. */
export interface CallEntry extends Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What was answered; absent while the call runs, and when the connection was dropped. */
  answer?: Readonly<Record<string, unknown>>;
  /** The HTTP status; 0 when the connection was dropped without one. */
  status?: number;
}

export type DeliveryKind = "command" | "block_actions" | "view_submission" | "view_closed" | "event";

/** One attempt to give the bot something. */
export interface DeliveryEntry extends Delivery {
  readonly what: DeliveryKind;
  /** The payload as an object: the form's fields of a command, the JSON of all else. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly request: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  /** 0 for the first, 1 to 3 for retries. */
  readonly attempt: number;
  /** The HTTP status of the answer; 0 when there was none. */
  status?: number;
  answer?: string;
}

export interface TrafficLog extends Omit<Entries<CallEntry, DeliveryEntry>, "add" | "callsThat" | "deliveriesThat"> {
  calls(method?: string): readonly CallEntry[];
  deliveries(what?: DeliveryKind): readonly DeliveryEntry[];
  addCall(method: string, args: Readonly<Record<string, unknown>>): CallEntry;
  addDelivery(entry: Omit<DeliveryEntry, "kind" | "n" | "done">): DeliveryEntry;
}

export function createTrafficLog(): TrafficLog {
  const log = createEntries<CallEntry, DeliveryEntry>();
  return {
    ...log,
    get entries() {
      return log.entries;
    },
    calls: (method) => log.callsThat((one) => method === undefined || one.method === method),
    deliveries: (what) => log.deliveriesThat((one) => what === undefined || one.what === what),
    addCall: (method, args) =>
      log.add((n): CallEntry => ({ kind: "call", n, method, args, effect: false, done: false })),
    addDelivery: (entry) => log.add((n): DeliveryEntry => ({ ...entry, kind: "delivery", n, done: false })),
  };
}
