/** What went over the wire, in order, and a way to wait for it that needs no sleeping; each local server says what an entry holds. */
import { createWaiting, type Waiting } from "./waiting.ts";

/** Of a call by the bot. */
export interface Call {
  readonly kind: "call";
  readonly n: number;
  /** Whether the work was done, whatever the caller was told. */
  effect: boolean;
  done: boolean;
}

/** Of one attempt to give the bot something. */
export interface Delivery {
  readonly kind: "delivery";
  readonly n: number;
  done: boolean;
}

/** How many entries are kept at most: a playground runs for days. */
const KEPT = 5_000;

export interface Entries<C extends Call, D extends Delivery> extends Waiting {
  readonly entries: readonly (C | D)[];
  callsThat(suits: (call: C) => boolean): readonly C[];
  deliveriesThat(suits: (delivery: D) => boolean): readonly D[];
  /** `make` is given the entry's number and puts it into it. */
  add<E extends C | D>(make: (n: number) => E): E;
  /** Resolves with the next finished entry (from now on) that fits. */
  next(fits: (entry: C | D) => boolean, what?: string, patience?: number): Promise<C | D>;
  clear(): void;
}

export function createEntries<C extends Call, D extends Delivery>(): Entries<C, D> {
  let entries: (C | D)[] = [];
  let n = 0;
  const { until, touched } = createWaiting();
  return {
    get entries() {
      return entries;
    },
    callsThat: (suits) => entries.filter((one): one is C => one.kind === "call" && suits(one as C)),
    deliveriesThat: (suits) => entries.filter((one): one is D => one.kind === "delivery" && suits(one as D)),
    add: (make) => {
      n += 1;
      const entry = make(n);
      entries.push(entry);
      if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
      touched();
      return entry;
    },
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
