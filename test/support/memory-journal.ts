/** The real journal's engine over a store that forgets with the process: for tests of what stands on the journal. */

import type { DocumentStore } from "../../src/adapters/storage/engine/document-store.ts";
import { openJournal } from "../../src/adapters/storage/engine/journal.ts";
import type { KeptStream } from "../../src/adapters/storage/engine/stream.ts";
import type { Journal, StreamId } from "../../src/ports/journal.ts";
import { quietLog } from "./quiet-log.ts";

/** What outlives a journal that is closed and opened again. */
export type Memory = Map<StreamId, KeptStream>;

export const memoryStore = (memory: Memory = new Map()): DocumentStore => ({
  readAll: async () => memory.values(),
  write: async (next) => {
    memory.set(next.id, next);
  },
  place: (id) => id,
  close: async () => undefined,
});

/** A journal in memory; hand in the same `memory` again to open it once more. */
export const memoryJournal = (memory?: Memory): Promise<Journal> => openJournal(memoryStore(memory), quietLog);
