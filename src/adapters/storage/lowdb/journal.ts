/** The journal in a folder: lowdb documents, one process. */
import { resolve } from "node:path";
import type { Journal } from "../../../ports/journal.ts";
import type { Log } from "../../../ports/log.ts";
import { openJournal } from "../engine/journal.ts";
import { makeFoldersDurably } from "./data-folder.ts";
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
  makeFoldersDurably(folder, Object.values(folderNames));
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
