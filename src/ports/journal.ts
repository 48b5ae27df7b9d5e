/** Where the history of every stream is kept, durably and in order, with what still has to be told. */
import type { AnyEvent, Author, Recorded } from "../domain/events.ts";
import type { Instant, OnboardingId, RequestKey } from "../domain/ids.ts";

/** An onboarding; a service manager's desk (`desk_…`) or one human's accounts (`person_…`), which span onboardings. */
export type StreamId = OnboardingId | `desk_${string}` | `person_${string}`;

/**
 * A message that is to exist somewhere: which one it is, and how far it has come. It stores intent, not a rendered card,
 * so that a late delivery shows the newest state and many changes collapse into one update.
 */
export interface Slot {
  /** Unique within the stream, such as `checklist@slack:T:C`. */
  readonly key: string;
  /** What the message is about, as JSON that the application understands. */
  readonly intent: unknown;
  /** Raised by every change that makes the shown message stale. */
  readonly wanted: number;
  /** The `wanted` that was last shown; 0 before the message exists. */
  readonly shown: number;
  /** Set before a message is created, kept until its receipt is known: after a crash, look for it before creating again. */
  readonly sendingSince?: Instant;
  /** The platform's id of the message, opaque. */
  readonly receipt?: string;
  /** Deliveries that failed in a row, and when to try next. */
  readonly failures: number;
  readonly notBefore?: Instant;
  /** How often it was sent once more without an answer, where it can't be looked for. */
  readonly blind?: number;
  /** Given up, with the reason; a later `wanted` revives it. */
  readonly abandoned?: string;
}

export interface Stream {
  readonly id: StreamId;
  /** The last event's version; 0 where nothing happened yet. */
  readonly version: number;
  readonly history: readonly Recorded<AnyEvent>[];
  readonly slots: ReadonlyMap<string, Slot>;
  readonly hasRequest: (request: RequestKey) => boolean;
}

/** What a change adds. Nothing at all (`undefined`) leaves the stream as it was and writes nothing. */
export interface Change {
  readonly events: readonly AnyEvent[];
  readonly by: Author;
  readonly at: Instant;
  readonly request: RequestKey;
  /** Slots to put or replace, by key. */
  readonly slots: readonly Slot[];
  /** Keys of slots to forget. */
  readonly forget?: readonly string[];
  /** Names that only one stream may hold at a time, such as `rsid:AB1` or `place:slack:T:C`; given up by `release`. */
  readonly claim?: readonly string[];
  readonly release?: readonly string[];
}

export interface Decided<Outcome> {
  readonly change?: Change;
  readonly outcome: Outcome;
}

/** A claim is held by another stream. */
export class ClaimTaken extends Error {
  readonly claim: string;
  readonly holder: StreamId;
  constructor(claim: string, holder: StreamId) {
    super(`${claim} is held by ${holder}`);
    this.name = "ClaimTaken";
    this.claim = claim;
    this.holder = holder;
  }
}

/** The answer could not be kept (disk full, folder gone): nothing was recorded and nothing may be said as if it was. */
export class NotKept extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NotKept";
  }
}

export interface Journal {
  /** The stream as durably kept; undefined where it has no history. */
  read(id: StreamId): Promise<Stream | undefined>;
  /** The same without waiting, where it is in memory; undefined otherwise. Not durable-stale: never ahead of the disk. */
  peek(id: StreamId): Stream | undefined;
  /**
   * Runs `decide` on the newest stream (an empty one where there is no history) and keeps its change atomically; several changes of
   * one stream are decided in order and may share one flush. Resolves after the change is durable.
   * `decide` is pure, may run more than once, and throws nothing of ours.
   * @throws ClaimTaken, NotKept
   */
  change<Outcome>(id: StreamId, decide: (stream: Stream) => Decided<Outcome>): Promise<Outcome>;
  /** The stream that holds a claim. */
  holder(claim: string): StreamId | undefined;
  /** Every stream's id, oldest first. */
  ids(): Iterable<StreamId>;
  /** Streams with a slot that is due (`shown < wanted`, not abandoned) or was being sent when the process ended. */
  due(): Iterable<StreamId>;
  /** Called after every durable change. Returns a function that stops it. */
  onChange(listener: (stream: Stream) => void): () => void;
  /** Waits for what is in hand, then lets go of the store. */
  close(): Promise<void>;
}
