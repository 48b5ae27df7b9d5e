/**
 * The journal over any document store: decisions on the staged state, joined flushes, claims. Readers see only what is durable:
 * a change is written first and swapped in afterwards.
 */
import {
  type Change,
  ClaimTaken,
  type Decided,
  type Journal,
  NotKept,
  type Stream,
  type StreamId,
} from "../../../ports/journal.ts";
import type { Log } from "../../../ports/log.ts";
import { faultOf } from "../codec.ts";
import { type Asked, type Batch, type Cell, stagedIn } from "./cell.ts";
import { claims as claimRegister } from "./claims.ts";
import type { DocumentStore } from "./document-store.ts";
import { afterChange, emptyStream, isDue, isEmpty, type KeptStream } from "./stream.ts";
import { turns as flushTurns } from "./turns.ts";

/** Beyond this the disk gets no faster, and each takes an open file. */
const flushesSideBySide = 32;

/**
 * Reads everything and answers from memory from then on.
 * @throws what the store's `readAll` throws, and an error naming both streams where two hold one claim
 */
export async function openJournal(store: DocumentStore, log: Log): Promise<Journal> {
  const cells = new Map<StreamId, Cell>();
  /** Streams with something durable, oldest first. */
  const kept = new Map<StreamId, KeptStream>();
  const due = new Set<StreamId>();
  const listeners = new Set<(stream: Stream) => void>();
  const claims = claimRegister();
  const turns = flushTurns(flushesSideBySide);
  let unanswered = 0;
  let closing: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  for (const stream of oldestFirst(await store.readAll())) {
    reserveAtStart(stream);
    keep(stream);
  }

  function reserveAtStart(stream: KeptStream): void {
    try {
      claims.reserve(stream.id, [...stream.claims]);
    } catch (error) {
      if (error instanceof ClaimTaken)
        throw new ClaimHeldTwice(error.claim, [error.holder, stream.id].map(store.place));
      throw error;
    }
  }

  function keep(stream: KeptStream): void {
    kept.set(stream.id, stream);
    if (isDue(stream)) due.add(stream.id);
    else due.delete(stream.id);
  }

  function cellOf(id: StreamId): Cell {
    return cells.get(id) ?? { durable: kept.get(id) ?? emptyStream(id) };
  }

  /** Decides on the staged state and puts the outcome where it belongs: answered, refused, or in a batch. */
  function stage(id: StreamId, asked: Asked): void {
    const cell = cellOf(id);
    const before = stagedIn(cell);
    let answer: () => void;
    let next: KeptStream | undefined;
    let names: readonly string[] = [];
    try {
      const decided = asked.decide(before);
      answer = decided.outcome;
      const change = decided.change;
      if (change !== undefined && !isEmpty(change)) {
        refuseFaulty(change);
        claims.reserve(id, change.claim ?? []);
        next = afterChange(before, change);
        names = [...(change.claim ?? []), ...(change.release ?? [])];
      }
    } catch (error) {
      asked.refuse(error);
      return;
    }
    if (next === undefined) {
      const upon = cell.pending ?? cell.flushing;
      if (upon === undefined) answer();
      else upon.joined.push({ asked, answer });
      return;
    }
    cells.set(id, cell);
    if (cell.pending === undefined) {
      cell.pending = { next, joined: [], names: new Set() };
      if (cell.flushing === undefined) turns.take(() => flush(id, cell));
    }
    cell.pending.next = next;
    cell.pending.joined.push({ asked, answer });
    for (const name of names) cell.pending.names.add(name);
  }

  async function flush(id: StreamId, cell: Cell): Promise<void> {
    // Changes that are made in the same tick join this flush instead of the next.
    await undefined;
    const batch = cell.pending;
    if (batch === undefined) return;
    cell.flushing = batch;
    cell.pending = undefined;
    try {
      await store.write(batch.next);
    } catch (error) {
      failed(id, cell, batch, asNotKept(error));
      return;
    }
    cell.flushing = undefined;
    cell.durable = batch.next;
    keep(batch.next);
    claims.settle(id, batch.names, (name) => batch.next.claims.has(name) || stagedIn(cell).claims.has(name));
    goOn(id, cell);
    for (const listener of listeners) tell(listener, batch.next);
    for (const { answer } of batch.joined) answer();
  }

  /** What was joined is refused; what was decided on top of it is decided again, on what is really kept. */
  function failed(id: StreamId, cell: Cell, batch: Batch, error: NotKept): void {
    log.error({ stream: id, changes: batch.joined.length, error }, "A change could not be kept.");
    const followers = cell.pending;
    cell.flushing = undefined;
    cell.pending = undefined;
    cells.delete(id);
    claims.settle(id, [...batch.names, ...(followers?.names ?? [])], (name) => cell.durable.claims.has(name));
    for (const { asked } of followers?.joined ?? []) stage(id, asked);
    for (const { asked } of batch.joined) asked.refuse(error);
  }

  function goOn(id: StreamId, cell: Cell): void {
    if (cell.pending === undefined) cells.delete(id);
    else turns.take(() => flush(id, cell));
  }

  function tell(listener: (stream: Stream) => void, stream: Stream): void {
    try {
      listener(stream);
    } catch (error) {
      log.error({ stream: stream.id, error }, "A listener of the journal failed; the change itself is kept.");
    }
  }

  function answered(): void {
    unanswered--;
    if (unanswered === 0) onIdle?.();
  }

  async function close(): Promise<void> {
    if (unanswered > 0) {
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    }
    await store.close();
  }

  return {
    read: async (id) => kept.get(id),
    peek: (id) => kept.get(id),
    change<Outcome>(id: StreamId, decide: (stream: Stream) => Decided<Outcome>): Promise<Outcome> {
      if (closing)
        return Promise.reject(new NotKept("The bot is stopping and records nothing more: try again shortly."));
      unanswered++;
      return new Promise<Outcome>((resolve, reject) => {
        stage(id, {
          decide: (stream) => {
            const { outcome, ...decided } = decide(stream);
            return { ...decided, outcome: () => resolve(outcome) };
          },
          refuse: reject,
        });
      }).finally(answered);
    },
    holder(claim) {
      const id = claims.reservedBy(claim);
      return id !== undefined && kept.get(id)?.claims.has(claim) ? id : undefined;
    },
    ids: () => kept.keys(),
    due: () => [...due],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** A few microseconds for each change, against a document that would stop the next start. */
function refuseFaulty(change: Change): void {
  const fault = faultOf(change);
  if (fault === undefined) return;
  throw new NotKept(
    `Nothing was recorded: it could not be read back (${fault}). This is a fault of the bot: tell its makers.`,
  );
}

const oldestFirst = (streams: Iterable<KeptStream>): KeptStream[] =>
  [...streams].sort((a, b) => compare(a.since, b.since) || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const asNotKept = (error: unknown): NotKept =>
  error instanceof NotKept
    ? error
    : new NotKept("The change could not be written and was not recorded: the log says why; try again after that.", {
        cause: error,
      });

/** Two of what was kept hold one name, which no run of the bot can have brought about. */
class ClaimHeldTwice extends Error {
  constructor(claim: string, places: readonly string[]) {
    super(
      `${places.join(" and ")} both hold "${claim}", which only one may hold. Nothing was changed. ` +
        "Put back the copy from the backup of the one that is wrong, or move it out of the folder, and start again.",
    );
    this.name = "ClaimHeldTwice";
  }
}
