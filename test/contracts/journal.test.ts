import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../../src/adapters/storage/engine/journal.ts";
import { diskOver } from "../../src/adapters/storage/lowdb/disk.ts";
import { openLowdbJournal } from "../../src/adapters/storage/lowdb/journal.ts";
import { faultyDisk } from "../support/faulty-disk.ts";
import { type Memory, memoryStore } from "../support/memory-journal.ts";
import { quietLog } from "../support/quiet-log.ts";
import { journalContract } from "./journal.contract.ts";

journalContract("in a folder of documents", async () => {
  const folder = await mkdtemp(join(tmpdir(), "journal-"));
  const disk = faultyDisk();
  return {
    open: () => openLowdbJournal({ folder, log: quietLog, disk: diskOver(disk) }),
    breakDown: () => disk.fail("write", "ENOSPC"),
    mend: () => disk.mend(),
    remove: () => rm(folder, { recursive: true }),
  };
});

journalContract("in memory", async () => {
  const memory: Memory = new Map();
  let broken = false;
  return {
    open: () => {
      const store = memoryStore(memory);
      return openJournal(
        {
          ...store,
          async write(next) {
            await Promise.resolve();
            if (broken) throw new Error("no memory left");
            await store.write(next);
          },
        },
        quietLog,
      );
    },
    breakDown: () => {
      broken = true;
    },
    mend: () => {
      broken = false;
    },
    remove: async () => undefined,
  };
});
