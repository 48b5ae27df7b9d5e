/** The few things that keeping a document does to the disk. */
import { open, rename, rm } from "node:fs/promises";

export interface OpenFile {
  /** Writes all of it. */
  write(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FileSystem {
  /** An empty file to write to, in the place of one that may be there. */
  create(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Also where there is none. */
  remove(path: string): Promise<void>;
  /** Makes the names in the folder durable. */
  syncFolder(path: string): Promise<void>;
}

export const realFileSystem: FileSystem = {
  async create(path) {
    const handle = await open(path, "w", 0o600);
    return {
      // Unlike `write`, `writeFile` goes on after a short write.
      write: (bytes) => handle.writeFile(bytes),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    // Opened each time: a folder that was moved away and put back is another one.
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
