/** The changes of one stream on their way to the store. */
import type { Decided, Stream } from "../../../ports/journal.ts";
import type { KeptStream } from "./stream.ts";

/** One call of `change`: how to decide it, again if need be, and how to answer it. */
export interface Asked {
  /** Decides on the stream; what is returned answers the caller once that is durable. */
  readonly decide: (stream: Stream) => Decided<() => void>;
  readonly refuse: (error: unknown) => void;
}

/** Changes that reach the store together, or not at all. */
export interface Batch {
  /** The stream with all of them. */
  next: KeptStream;
  /** With those that changed nothing but were decided on this batch: what they say is true only if it is kept. */
  readonly joined: { readonly asked: Asked; readonly answer: () => void }[];
  /** Names claimed or released. */
  readonly names: Set<string>;
}

export interface Cell {
  /** As the store keeps it; empty where it keeps nothing. */
  durable: KeptStream;
  flushing?: Batch | undefined;
  /** Decided on top of `flushing`, waits for its turn. */
  pending?: Batch | undefined;
}

/** The newest state that was decided on, durable or not. */
export const stagedIn = (cell: Cell): KeptStream => cell.pending?.next ?? cell.flushing?.next ?? cell.durable;
