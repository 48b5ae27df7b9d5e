/** Where the platforms are reached, in the data folder: answered from memory, kept in a few dozen small documents. */
import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Conversations } from "../../../ports/conversations.ts";
import { NotKept } from "../../../ports/journal.ts";
import type { Log } from "../../../ports/log.ts";
import { conversationsFolder, ShardDocument, shardCount, shardFileName, shardOf } from "./conversation-document.ts";
import { makeFoldersDurably } from "./data-folder.ts";
import type { Disk } from "./disk.ts";
import { notKept } from "./failures.ts";
import { InDoubt, unfinished } from "./replace.ts";

export interface ConversationsSettings {
  /** The data folder. The journal that is open in it holds its lock, and is closed after this. */
  readonly folder: string;
  readonly log: Log;
  /** Belongs to whoever opened it; it is not closed here. */
  readonly disk: Disk;
}

/** What reaches the disk together, or not at all. */
interface Batch {
  readonly puts: Map<string, unknown>;
  /** Settles with the batch. */
  readonly kept: Promise<void>;
}

/** One document and what is on its way to it. */
interface Cell {
  readonly document: ShardDocument;
  flushing: Batch | undefined;
  /** Waits for its turn; takes in what is put meanwhile. */
  pending: Batch | undefined;
  /** A failed write may have replaced the document: what stands in memory has to be written before it can be relied on. */
  inDoubt: boolean;
}

/**
 * Reads every document; makes the folder where it is missing.
 * @throws UnreadableDocument, with the path; nothing was changed then
 */
export async function openConversations(settings: ConversationsSettings): Promise<Conversations> {
  const { log, disk } = settings;
  const folder = join(resolve(settings.folder), conversationsFolder);
  makeFoldersDurably(resolve(settings.folder), [conversationsFolder]);
  const cells = Array.from(
    { length: shardCount },
    (_, shard): Cell => ({
      document: new ShardDocument(shard, folder, disk),
      flushing: undefined,
      pending: undefined,
      inDoubt: false,
    }),
  );
  await readFolder(folder, cells, log);
  let closing: Promise<void> | undefined;

  const cellOf = (key: string): Cell => cells[shardOf(key)] as Cell;

  async function putBack({ document }: Cell): Promise<boolean> {
    try {
      await document.putBack();
      return true;
    } catch (cause) {
      log.error({ file: document.path, cause }, "Could not put the old document back yet.");
      return false;
    }
  }

  /** @throws NotKept */
  async function write(cell: Cell, puts: ReadonlyMap<string, unknown>): Promise<void> {
    const { document } = cell;
    try {
      await document.keep(new Map([...document.data, ...puts]));
      cell.inDoubt = false;
    } catch (error) {
      if (error instanceof InDoubt) cell.inDoubt = true;
      if (cell.inDoubt) cell.inDoubt = !(await putBack(cell));
      throw notKept(document.path, error);
    }
  }

  /** Those that are put in the same breath, or while the one before is being written, share a write. */
  function beginBatch(cell: Cell): Batch {
    const before = cell.flushing?.kept.catch(() => undefined) ?? Promise.resolve();
    const puts = new Map<string, unknown>();
    const kept = before
      .then(() => {
        cell.flushing = batch;
        cell.pending = undefined;
        return write(cell, puts);
      })
      .finally(() => {
        cell.flushing = undefined;
      });
    const batch: Batch = { puts, kept };
    cell.pending = batch;
    return batch;
  }

  async function put(key: string, value: unknown): Promise<void> {
    if (closing) throw new NotKept("Nothing was recorded: the bot is stopping. Try again when it is back.");
    const cell = cellOf(key);
    const next = asJson(key, value);
    // The newest that was put is what stands there, or will: the same once more waits for it.
    const newest = [cell.pending, cell.flushing].find((batch) => batch?.puts.has(key));
    const standing = newest ? newest.puts.get(key) : cell.document.data.get(key);
    if (standing !== undefined && isDeepStrictEqual(standing, next) && (newest || !cell.inDoubt)) return newest?.kept;
    const batch = cell.pending ?? beginBatch(cell);
    batch.puts.set(key, next);
    return batch.kept;
  }

  async function close(): Promise<void> {
    const inHand = cells.flatMap(({ flushing, pending }) => [flushing, pending]);
    // Whoever put them is told how that ended.
    await Promise.allSettled(inHand.map((batch) => batch?.kept));
    for (const cell of cells) if (cell.inDoubt) cell.inDoubt = !(await putBack(cell));
  }

  return {
    get: (key) => cellOf(key).document.data.get(key),
    *entries() {
      for (const { document } of cells) yield* document.data;
    },
    put,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** A copy that nobody changes behind our back. @throws TypeError where it is nothing that JSON can say */
function asJson(key: string, value: unknown): unknown {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`What is put at ${key} is not JSON.`);
  return JSON.parse(text);
}

async function readFolder(folder: string, cells: readonly Cell[], log: Log): Promise<void> {
  const byName = new Map(cells.map(({ document }, shard) => [shardFileName(shard), document]));
  const left: string[] = [];
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const document = byName.get(name);
    if (document) await document.read();
    else if (byName.has(name.slice(0, -unfinished.length)) && name.endsWith(unfinished)) left.push(file);
    else log.warn({ file }, "This file is none of the bot's and is left alone.");
  }
  for (const file of left) {
    rmSync(file);
    log.info({ file }, "Removed what a write left unfinished when the bot ended; nothing of it had been acknowledged.");
  }
}
