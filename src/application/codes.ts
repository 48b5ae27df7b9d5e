/** Codes that are read out and typed in: how they are made, understood, and for how long they are good. */
import type { Instant } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";

const livesMs = 15 * 60_000;

/** As it was typed, with what people mistake put right; our letters have no I, L and O. */
const normal = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");

/** Whether it could be one of ours: eight letters and digits in one or two groups. */
export const looksLikeCode = (typed: string): boolean => /^[0-9A-Z]{4}[\s–-]?[0-9A-Z]{4}$/i.test(typed.trim());

export interface MadeCode {
  /** For people's eyes; kept nowhere. */
  readonly typed: string;
  /** What is kept of it. */
  readonly code: string;
  readonly until: Instant;
}

export interface Codes {
  make(): MadeCode;
  /** What is kept of a code that somebody typed. */
  read(typed: string): string;
}

/** 40 bits of a new id's letters, in two groups that can be read out. */
export const codesFrom = (newId: () => string, hash: (code: string) => string, clock: Clock): Codes => ({
  make: () => {
    const id = newId();
    const typed = `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
    const until = new Date(Date.parse(clock.now()) + livesMs).toISOString() as Instant;
    return { typed, code: hash(normal(typed)), until };
  },
  read: (typed) => hash(normal(typed)),
});
