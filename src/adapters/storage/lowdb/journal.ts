/** The journal in a folder: lowdb documents, one process. */
import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Journal } from "../../../ports/journal.ts";
import type { Log } from "../../../ports/log.ts";
import { openJournal } from "../engine/journal.ts";
import { type Disk, diskOver } from "./disk.ts";
import { realFileSystem } from "./file-system.ts";
import { lockFolder } from "./lock.ts";
import { documentFolder, folderNames } from "./store.ts";

export interface LowdbJournalSettings {
  /** Made where it is missing. */
  readonly folder: string;
  readonly log: Log;
  /** Closed with the journal. */
  readonly disk?: Disk;
}

/**
 * Locks the folder, reads every document, and answers from memory from then on; `close` gives the folder free.
 * @throws FolderInUse, UnreadableDocument, or an error naming both documents where two hold one claim; the folder is free again then
 */
export async function openLowdbJournal(settings: LowdbJournalSettings): Promise<Journal> {
  const { log, disk = diskOver(realFileSystem) } = settings;
  const folder = resolve(settings.folder);
  makeFolders(folder);
  const lock = await lockFolder(folder);
  const store = documentFolder(folder, disk, log);
  const closeStore = store.close;
  try {
    return await openJournal(
      {
        ...store,
        close: async () => {
          try {
            await closeStore();
          } finally {
            lock.release();
          }
        },
      },
      log,
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Their names have to be durable before anything in them can be; so do those of the folders above that had to be made. */
function makeFolders(folder: string): void {
  const paths = Object.values(folderNames).map((name) => join(folder, name));
  const made = paths.map((path) => mkdirSync(path, { recursive: true, mode: 0o700 }));
  const top = dirname(made.find((path) => path !== undefined && path.length < folder.length + 1) ?? paths[0] ?? folder);
  for (let above = folder; above.length >= top.length; above = dirname(above)) {
    syncFolder(above);
    if (above === dirname(above)) break;
  }
}

function syncFolder(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
