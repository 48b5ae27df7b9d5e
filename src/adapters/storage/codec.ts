/** What a stored stream looks like as text, and how old text is still read. Reading checks everything and says path and cause. */
import { z } from "zod";
import type { AnyEvent, Author, Recorded } from "../../domain/events.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Change, Slot, StreamId } from "../../ports/journal.ts";
import { beginningOf, type Hash, type Hashed, isIntact, linked } from "./chain.ts";
import { type KeptStream, keptStream } from "./engine/stream.ts";
import { author, event, instant, requestKey } from "./event-codec.ts";

/** Raised when the shape of documents or events changes, together with an entry in `upcasts`. */
export const currentFormat = 1;

/** Makes of an event of one format what the next format would have written. The stored record stays as it was: history is not rewritten. */
export type Upcasts = Readonly<Record<number, (event: unknown) => unknown>>;

/** By the format that they start from. */
const upcasts: Upcasts = {};

const count = z.int().min(0);

const slot = z.strictObject({
  key: z.string(),
  intent: z.unknown(),
  wanted: count,
  shown: count,
  sendingSince: z.exactOptional(instant),
  receipt: z.exactOptional(z.string()),
  failures: count,
  notBefore: z.exactOptional(instant),
  blind: z.exactOptional(count),
  abandoned: z.exactOptional(z.string()),
}) satisfies z.ZodType<Slot>;

const format = count;

const link = z.object({ format, previous: z.string(), hash: z.string() });

const record = z.strictObject({
  version: z.int().min(1),
  at: instant,
  by: author,
  request: requestKey,
  event,
  format,
  previous: z.string(),
  hash: z.string(),
});

const document = z.strictObject({
  format,
  id: z.string(),
  since: instant,
  history: z.array(z.unknown()),
  slots: z.array(slot),
  claims: z.array(z.string()),
});

/** Stored text that is not, or not any more, what was written. The message says where in the text and why. */
export class Unreadable extends Error {
  constructor(where: string, cause: string) {
    super(where === "" ? cause : `${where}: ${cause}`);
    this.name = "Unreadable";
  }
}

const endOfHead = '"history":[';
const startOfRest = '],"slots":[';

/** How a document ends up on the disk: the history, which only ever grows, is text that was made before. */
export function documentParts(stream: KeptStream): { readonly before: string; readonly after: string } {
  const { id, since, slots, claims } = stream;
  const lines = [...slots.values()].map((each) => JSON.stringify({ ...each, intent: each.intent ?? null }));
  return {
    before: `{"format":${currentFormat},"id":${JSON.stringify(id)},"since":${JSON.stringify(since)},${endOfHead}\n`,
    after: `\n${startOfRest}${lines.map((line) => `\n${line}`).join(",")}],"claims":${JSON.stringify([...claims])}}\n`,
  };
}

/** Between the records of a document's history. */
export const betweenRecords = ",\n";

export interface WrittenRecord {
  readonly text: string;
  readonly hash: Hash;
}

/** The text of records as they are written today, each linked to the one before; `previous` is the last hash that is there. */
export function writtenRecords(records: readonly Recorded<AnyEvent>[], previous: Hash): WrittenRecord[] {
  let last = previous;
  return records.map((recorded) => {
    const written = linked(recorded, currentFormat, last);
    last = written.hash;
    return written;
  });
}

export interface ReadDocument {
  readonly stream: KeptStream;
  /** The hash of the last record; the next one is linked to it. */
  readonly head: Hash;
  /** Whether the text is as we lay it out, so that `historyIn` finds the records in it. */
  readonly laidOut: boolean;
  /** The same where it is of an older format and could not be made again. */
  readonly oldText?: string;
}

/** Reads documents, keeping one copy of each author among all of them. */
export function documentReader(older: Upcasts = upcasts): (text: string) => ReadDocument {
  const authors = new Map<AccountId, Author>();

  function sameAuthor(by: Author): Author {
    const known = authors.get(by.account);
    if (
      known?.name === by.name &&
      known.company === by.company &&
      known.platform === by.platform &&
      known.side === by.side
    )
      return known;
    authors.set(by.account, by);
    return by;
  }

  return (text) => {
    const laidOut = layoutOf(text);
    const read = checked(document, parsed(laidOut?.envelope ?? text, ""), "");
    if (read.format > currentFormat) throw new Unreadable("format", newer(read.format));
    if (laidOut && read.history.length > 0) throw new Unreadable("history", "there are two of them");
    const raws = laidOut?.records.map((line, index) => parsed(line, at(index))) ?? read.history;
    const id = read.id as StreamId;
    let head = beginningOf(id);
    let old = false;
    const history = raws.map((raw, index) => {
      const where = at(index);
      const stored = checked(link, raw, where);
      if (stored.previous !== head) throw new Unreadable(where, "is not linked to the record before it");
      if (!isIntact(raw as Hashed, laidOut?.records[index])) {
        throw new Unreadable(where, "was changed after it was recorded");
      }
      if (stored.format > currentFormat) throw new Unreadable(where, newer(stored.format));
      old ||= stored.format < currentFormat;
      head = stored.hash;
      const today = stored.format === currentFormat ? raw : upcast(raw as Recorded, stored.format, older);
      const { version, at: time, by, request, event } = checked(record, today, where);
      if (version !== index + 1) throw new Unreadable(where, `has version ${version}, not ${index + 1}`);
      return { version, at: time, by: sameAuthor(by), request, event };
    });
    const stream = keptStream({
      id,
      since: read.since,
      history,
      slots: new Map(read.slots.map((each) => [each.key, each])),
      claims: new Set(read.claims),
    });
    return {
      stream,
      head,
      laidOut: laidOut !== undefined,
      ...(old ? { oldText: raws.map((raw) => JSON.stringify(raw)).join(betweenRecords) } : {}),
    };
  };
}

/** Why the change could not be read back, if so: a fault of ours that must not become a document that stops the next start. */
export function faultOf(change: Change): string | undefined {
  try {
    checked(instant, change.at, "at");
    checked(author, change.by, "by");
    checked(requestKey, change.request, "request");
    for (const [index, each] of change.events.entries()) checked(event, each, `events[${index}]`);
    for (const [index, each] of change.slots.entries()) checked(slot, each, `slots[${index}]`);
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

function parsed(text: string, where: string): unknown {
  if (text.trim() === "") throw new Unreadable(where, "it is empty");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(where, `it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Unreadable(whereIn(where, issue?.path ?? []), issue?.message ?? "does not fit");
}

const whereIn = (outer: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (at, key) => (typeof key === "number" ? `${at}[${key}]` : at === "" ? String(key) : `${at}.${String(key)}`),
    outer,
  );

function upcast(stored: Recorded, format: number, older: Upcasts): unknown {
  let event: unknown = stored.event;
  for (let from = format; from < currentFormat; from++) {
    const step = older[from];
    if (step === undefined) throw new Unreadable("format", `nothing here reads format ${from} any more`);
    event = step(event);
  }
  return { ...stored, event };
}

/** The bytes of the records in a document that is laid out as we write it. */
export const historyIn = (document: Buffer): Buffer =>
  document.subarray(document.indexOf("\n") + 1, document.indexOf(`\n${startOfRest}`));

const at = (index: number): string => `history[${index}]`;

/**
 * The document cut into its records' own lines and the rest, as we write them; undefined where somebody laid the text out differently.
 * A record is parsed from the very text whose hash is checked.
 */
function layoutOf(text: string): { readonly envelope: string; readonly records: readonly string[] } | undefined {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => line.startsWith(startOfRest));
  if (end < 1 || !lines[0]?.endsWith(endOfHead)) return undefined;
  const records = lines.slice(1, end).map((line, index) => (index < end - 2 ? line.slice(0, -1) : line));
  return {
    envelope: lines[0] + lines.slice(end).join("\n"),
    records: records.length === 1 && records[0] === "" ? [] : records,
  };
}

const newer = (format: number): string =>
  `format ${format} is newer than ${currentFormat}, the newest that this version of the bot reads`;
