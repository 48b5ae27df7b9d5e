/** Conversations that are forgotten with the process: for tests of what stands on them. */
import { isDeepStrictEqual } from "node:util";
import type { Conversations } from "../../src/ports/conversations.ts";
import { NotKept } from "../../src/ports/journal.ts";

/** What outlives conversations that are closed and opened again. */
export type ConversationsMemory = Map<string, unknown>;

export interface MemoryConversations extends Conversations {
  /** How often something was written. */
  readonly writes: () => number;
  /** From now on, until `mend`, nothing can be kept. */
  breakDown(): void;
  mend(): void;
}

/** Hand in the same `memory` again to open them once more. */
export function memoryConversations(memory: ConversationsMemory = new Map()): MemoryConversations {
  let writes = 0;
  let broken = false;
  let closed = false;
  return {
    get: (key) => memory.get(key),
    entries: () => [...memory],
    async put(key, value) {
      if (closed) throw new NotKept("Nothing was recorded: the bot is stopping.");
      const text = JSON.stringify(value);
      if (text === undefined) throw new TypeError(`What is put at ${key} is not JSON.`);
      // Durable a moment later, as on a disk, and in the order in which it was asked.
      await Promise.resolve();
      const next: unknown = JSON.parse(text);
      if (memory.has(key) && isDeepStrictEqual(memory.get(key), next)) return;
      if (broken) throw new NotKept("Nothing was recorded: no memory left.");
      writes++;
      memory.set(key, next);
    },
    close: async () => {
      closed = true;
    },
    writes: () => writes,
    breakDown: () => {
      broken = true;
    },
    mend: () => {
      broken = false;
    },
  };
}
