/** What the journal's engine needs of a disk: everything at the start, then one stream at a time. */
import type { StreamId } from "../../../ports/journal.ts";
import type { KeptStream } from "./stream.ts";

export interface DocumentStore {
  /**
   * Every stream that was kept. Runs once, before any write.
   * @throws an error whose message a person can act on, where a document cannot be read
   */
  readAll(): Promise<Iterable<KeptStream>>;
  /**
   * Puts `next` in the place of what was kept of the stream; resolves once that is durable. Never two at a time for one stream.
   * @throws NotKept: what was kept before is still what is kept
   */
  write(next: KeptStream): Promise<void>;
  /** Where a person finds what is kept of the stream. */
  readonly place: (id: StreamId) => string;
  /** Lets go of the store; no write is under way. */
  close(): Promise<void>;
}
