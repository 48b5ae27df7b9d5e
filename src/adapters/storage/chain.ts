/**
 * Each recorded event is linked by hash to the one before, and the first to its stream, so that a history that was changed,
 * shortened in the middle, reordered or copied from elsewhere shows.
 */
import { hash } from "node:crypto";
import type { AnyEvent, Recorded } from "../../domain/events.ts";
import type { StreamId } from "../../ports/journal.ts";

/** SHA-256, in hexadecimal. */
export type Hash = string;

const sha256 = (text: string): Hash => hash("sha256", text, "hex");

/** A stored record, as far as its own hash goes. */
export interface Hashed {
  readonly hash: Hash;
}

/** What the first event of a stream is linked to. */
export const beginningOf = (id: StreamId): Hash => sha256(`stream ${id}`);

/** JSON with sorted members and no white space: equal values give equal text, whatever store they went through. */
export const stableJson = (value: unknown): string => JSON.stringify(sorted(value)) ?? "null";

/** Sorting a copy and leaving the writing to the engine is three times as fast as putting the text together here. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = value as Readonly<Record<string, unknown>>;
  // Without a prototype, so that a member called __proto__ is a member like any other.
  const copy: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(members).sort()) copy[name] = sorted(members[name]);
  return copy;
}

/** The stored text of an event, its own hash last, and that hash. `format` is the one that the event is written in. */
export function linked(
  recorded: Recorded<AnyEvent>,
  format: number,
  previous: Hash,
): { readonly text: string; readonly hash: Hash } {
  const unhashed = stableJson({ ...recorded, format, previous });
  const hash = sha256(unhashed);
  return { text: withHash(unhashed, hash), hash };
}

const withHash = (unhashed: string, hash: Hash): string => `${unhashed.slice(0, -1)},"hash":"${hash}"}`;

/**
 * Whether a stored record is what its hash was made of. `text` is the record as it stands in the document, where that is known:
 * written by us, it is hashed as it is, which costs a quarter of sorting its members anew.
 */
export function isIntact(record: Hashed, text: string | undefined): boolean {
  const ending = `,"hash":"${record.hash}"}`;
  if (text?.endsWith(ending) && sha256(`${text.slice(0, -ending.length)}}`) === record.hash) return true;
  const { hash, ...rest } = record;
  return sha256(stableJson(rest)) === hash;
}
