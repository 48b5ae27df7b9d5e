/**
 * Names that one stream holds at a time. A name is reserved when it is decided, before it is durable, and is free for others
 * only once its release is durable: else two documents could hold it after a crash.
 */
import { ClaimTaken, type StreamId } from "../../../ports/journal.ts";

export interface Claims {
  /** @throws ClaimTaken, having reserved nothing */
  reserve(id: StreamId, names: readonly string[]): void;
  /** Frees those of the names that the stream does not hold any more, after a flush went well or badly. */
  settle(id: StreamId, names: Iterable<string>, stillHeld: (name: string) => boolean): void;
  reservedBy(name: string): StreamId | undefined;
}

export function claims(): Claims {
  const holders = new Map<string, StreamId>();
  return {
    reserve(id, names) {
      for (const name of names) {
        const holder = holders.get(name);
        if (holder !== undefined && holder !== id) throw new ClaimTaken(name, holder);
      }
      for (const name of names) holders.set(name, id);
    },
    settle(id, names, stillHeld) {
      for (const name of names) {
        if (holders.get(name) === id && !stillHeld(name)) holders.delete(name);
      }
    },
    reservedBy: (name) => holders.get(name),
  };
}
