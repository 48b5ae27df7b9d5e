/** Everything that went over the wire, in order, and a way to wait for it that needs no sleeping. */

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
const DEFAULT_PATIENCE = 4_000;
/** How often a condition is asked that may hang on more than what goes through this Slack: the bot's own doings. */
const LOOK_AGAIN_MILLIS = 15;

export interface TrafficLog {
  readonly entries: readonly Entry[];
  calls(method?: string): readonly CallEntry[];
  deliveries(what?: DeliveryKind): readonly DeliveryEntry[];
  addCall(method: string, args: Readonly<Record<string, unknown>>): CallEntry;
  addDelivery(entry: Omit<DeliveryEntry, "kind" | "n" | "done">): DeliveryEntry;
  /** Says that something happened, so that those who wait look again. */
  touched(): void;
  /**
   * Resolves with the first truthy answer of `look`, which is asked now, after everything that happens,
   * and now and then.
   * @throws naming `what`, when it didn't come true within `patience` milliseconds.
   */
  until<T>(look: () => T | undefined | null | false, what?: string, patience?: number): Promise<T>;
  /** Resolves with the next finished entry (from now on) that fits. */
  next(fits: (entry: Entry) => boolean, what?: string, patience?: number): Promise<Entry>;
  clear(): void;
}

export function createTrafficLog(): TrafficLog {
  let entries: Entry[] = [];
  let n = 0;
  const waiting = new Set<() => void>();

  function add<E extends Entry>(entry: E): E {
    entries.push(entry);
    if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
    touched();
    return entry;
  }

  function touched(): void {
    for (const look of [...waiting]) look();
  }

  function until<T>(
    look: () => T | undefined | null | false,
    what = "the condition",
    patience = DEFAULT_PATIENCE,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(
        () => settle(() => reject(new Error(`waited ${patience} ms in vain for ${what}`))),
        patience,
      );
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        clearInterval(again);
        waiting.delete(tryIt);
        end();
      };
      const tryIt = (): void => {
        try {
          const found = look();
          if (found) settle(() => resolve(found));
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const again = setInterval(tryIt, LOOK_AGAIN_MILLIS);
      waiting.add(tryIt);
      tryIt();
    });
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
