import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConversations } from "../../src/adapters/storage/lowdb/conversations.ts";
import { diskOver } from "../../src/adapters/storage/lowdb/disk.ts";
import { faultyDisk } from "../support/faulty-disk.ts";
import {
  type ConversationsMemory,
  type MemoryConversations,
  memoryConversations,
} from "../support/memory-conversations.ts";
import { quietLog } from "../support/quiet-log.ts";
import { conversationsContract } from "./conversations.contract.ts";

conversationsContract("in a folder of documents", async () => {
  const folder = await mkdtemp(join(tmpdir(), "conversations-"));
  const disk = faultyDisk();
  return {
    open: () => openConversations({ folder, log: quietLog, disk: diskOver(disk) }),
    writes: () => disk.done.filter((stage) => stage === "rename").length,
    breakDown: () => disk.fail("write", "ENOSPC"),
    mend: () => disk.mend(),
    remove: () => rm(folder, { recursive: true }),
  };
});

conversationsContract("in memory", async () => {
  const memory: ConversationsMemory = new Map();
  let earlier = 0;
  let opened: MemoryConversations | undefined;
  return {
    open: async () => {
      earlier += opened?.writes() ?? 0;
      opened = memoryConversations(memory);
      return opened;
    },
    writes: () => earlier + (opened?.writes() ?? 0),
    breakDown: () => opened?.breakDown(),
    mend: () => opened?.mend(),
    remove: async () => undefined,
  };
});
