/** One stream as the journal holds it: a value that is replaced by every change and never altered. */
import type { AnyEvent, Recorded } from "../../../domain/events.ts";
import type { Instant, RequestKey } from "../../../domain/ids.ts";
import type { Change, Slot, Stream, StreamId } from "../../../ports/journal.ts";
import { isAmong, isWorthAnIndex, RequestIndex } from "./requests.ts";

/** What a store keeps of a stream, whole. */
export interface KeptStream extends Stream {
  /** When its first change was made; gives the streams their order. */
  readonly since: Instant;
  readonly claims: ReadonlySet<string>;
  /** What the stream becomes, which knows the requests that are known here. */
  readonly grownInto: (parts: Parts) => KeptStream;
}

type Parts = Pick<KeptStream, "id" | "since" | "history" | "slots" | "claims">;

class StreamValue implements KeptStream {
  readonly id: StreamId;
  readonly since: Instant;
  readonly history: readonly Recorded<AnyEvent>[];
  readonly slots: ReadonlyMap<string, Slot>;
  readonly claims: ReadonlySet<string>;
  #requests: RequestIndex | undefined;

  constructor(parts: Parts, requests?: RequestIndex) {
    this.id = parts.id;
    this.since = parts.since;
    this.history = parts.history;
    this.slots = parts.slots;
    this.claims = parts.claims;
    this.#requests = requests;
  }

  get version(): number {
    return this.history.length;
  }

  readonly hasRequest = (request: RequestKey): boolean => {
    if (!isWorthAnIndex(this.history)) return isAmong(request, this.history);
    if (!this.#requests?.isOfLine(this.history)) this.#requests = new RequestIndex();
    return this.#requests.has(request, this.history);
  };

  grownInto(parts: Parts): KeptStream {
    return new StreamValue(parts, this.#requests);
  }
}

const noSlots: ReadonlyMap<string, Slot> = new Map();
const noClaims: ReadonlySet<string> = new Set();

export const keptStream = (parts: Parts): KeptStream => new StreamValue(parts);

/** What `decide` sees where nothing happened yet. */
export const emptyStream = (id: StreamId): KeptStream =>
  new StreamValue({ id, since: "" as Instant, history: [], slots: noSlots, claims: noClaims });

/** Whether there is anything in the change to keep. */
export const isEmpty = (change: Change): boolean =>
  [change.events, change.slots, change.forget ?? [], change.claim ?? [], change.release ?? []].every(
    (part) => part.length === 0,
  );

/** The stream after the change. Names are released before they are claimed, and slots forgotten before they are put. */
export function afterChange(before: KeptStream, change: Change): KeptStream {
  const { at, by, request } = change;
  const recorded = change.events.map((event, index) => ({
    version: before.version + index + 1,
    at,
    by,
    request,
    event,
  }));
  return before.grownInto({
    id: before.id,
    since: before.since || at,
    history: recorded.length === 0 ? before.history : before.history.concat(recorded),
    slots: slotsAfter(before.slots, change),
    claims: claimsAfter(before.claims, change),
  });
}

function slotsAfter(before: ReadonlyMap<string, Slot>, change: Change): ReadonlyMap<string, Slot> {
  if (change.slots.length === 0 && !change.forget?.length) return before;
  const slots = new Map(before);
  for (const key of change.forget ?? []) slots.delete(key);
  for (const slot of change.slots) slots.set(slot.key, slot);
  return slots;
}

function claimsAfter(before: ReadonlySet<string>, change: Change): ReadonlySet<string> {
  if (!change.claim?.length && !change.release?.length) return before;
  const claims = new Set(before);
  for (const claim of change.release ?? []) claims.delete(claim);
  for (const claim of change.claim ?? []) claims.add(claim);
  return claims;
}

/** Whether a message of the stream has to be made, brought up to date, or looked for after a crash. */
export function isDue(stream: Stream): boolean {
  for (const slot of stream.slots.values()) {
    if (slot.abandoned === undefined && (slot.shown < slot.wanted || slot.sendingSince !== undefined)) return true;
  }
  return false;
}
