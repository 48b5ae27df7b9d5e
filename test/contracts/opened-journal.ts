/** A journal that is open in each test of a contract. */
import { afterEach, beforeEach } from "vitest";
import type { Journal } from "../../src/ports/journal.ts";

/** A place that outlives its journals, opened by one at a time. */
export interface JournalPlace {
  open(): Promise<Journal>;
  /** From now on, until `mend`, nothing that is written can be kept. */
  breakDown(): void;
  mend(): void;
  remove(): Promise<void>;
}

export interface OpenedJournal {
  readonly place: JournalPlace;
  readonly journal: Journal;
  /** Closes the journal and opens it again in the same place. */
  readonly openAgain: () => Promise<void>;
}

export function openedJournal(aPlace: () => Promise<JournalPlace>): OpenedJournal {
  let opened: { place: JournalPlace; journal: Journal } | undefined;

  function here(): { place: JournalPlace; journal: Journal } {
    if (opened === undefined) throw new Error("The journal is open in tests only.");
    return opened;
  }

  beforeEach(async () => {
    const place = await aPlace();
    opened = { place, journal: await place.open() };
  });
  afterEach(async () => {
    const { place, journal } = here();
    place.mend();
    await journal.close();
    await place.remove();
  });

  return {
    get place() {
      return here().place;
    },
    get journal() {
      return here().journal;
    },
    openAgain: async () => {
      const { place, journal } = here();
      await journal.close();
      opened = { place, journal: await place.open() };
    },
  };
}
