/** Everything that went over the wire, in order, and a way to wait for it that needs no sleeping. */
import { createWaiting, type Waiting } from "../waiting.ts";

/** A Web API call by the bot. */
export interface CallEntry {
  readonly kind: "call";
  readonly n: number;
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What was answered; absent while the call runs, and when the connection was dropped. */
  answer?: Readonly<Record<string, unknown>>;
  /** The HTTP status; 0 when the connection was dropped without one. */
  status?: number;
  /** Whether the method did its work, whatever the caller was told. */
  effect: boolean;
  done: boolean;
}

export type DeliveryKind = "command" | "block_actions" | "view_submission" | "view_closed" | "event";

/** One attempt to give the bot something. */
export interface DeliveryEntry {
  readonly kind: "delivery";
  readonly n: number;
  readonly what: DeliveryKind;
  /** The payload as an object: the form's fields of a command, the JSON of all else. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly request: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  /** 0 for the first, 1 to 3 for retries. */
  readonly attempt: number;
  /** The HTTP status of the answer; 0 when there was none. */
  status?: number;
  answer?: string;
  done: boolean;
}

type Entry = CallEntry | DeliveryEntry;

/** How many entries are kept at most: a playground runs for days. */
const KEPT = 5_000;

export interface TrafficLog extends Waiting {
  readonly entries: readonly Entry[];
  calls(method?: string): readonly CallEntry[];
  deliveries(what?: DeliveryKind): readonly DeliveryEntry[];
  addCall(method: string, args: Readonly<Record<string, unknown>>): CallEntry;
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
    calls: (method) =>
      entries.filter((one): one is CallEntry => one.kind === "call" && (method === undefined || one.method === method)),
    deliveries: (what) =>
      entries.filter(
        (one): one is DeliveryEntry => one.kind === "delivery" && (what === undefined || one.what === what),
      ),
    addCall: (method, args) => add({ kind: "call", n: ++n, method, args, effect: false, done: false }),
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
