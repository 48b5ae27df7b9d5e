/** The few things that keeping a document does to the disk. */
import fs from "node:fs";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";

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

// Bare file numbers: with fifty writes at once a tenth faster than the handles of `node:fs/promises`.
const open = promisify(fs.open);
const write = promisify(fs.write) as (
  file: number,
  bytes: Uint8Array,
  from: number,
) => Promise<{ bytesWritten: number }>;
const fsync = promisify(fs.fsync);
const close = promisify(fs.close);

export const realFileSystem: FileSystem = {
  async create(path) {
    const file = await open(path, "w", 0o600);
    return {
      async write(bytes) {
        // One call may take only a part, on a disk that is getting full for one.
        for (let from = 0; from < bytes.length; ) from += (await write(file, bytes, from)).bytesWritten;
      },
      sync: () => fsync(file),
      close: () => close(file),
    };
  },
  rename: promisify(fs.rename),
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    // Opened each time: a folder that was moved away and put back is another one.
    const file = await open(path, "r");
    try {
      await fsync(file);
    } finally {
      await close(file);
    }
  },
};

/**
 * For a thread that has nothing else to do. Only an fsync really waits for the disk, and those of several files share one
 * commit when they wait together; all else is done before another thread could be asked for it.
 */
export const halfBlockingFileSystem: FileSystem = {
  ...realFileSystem,
  async create(path) {
    const file = fs.openSync(path, "w", 0o600);
    return {
      async write(bytes) {
        for (let from = 0; from < bytes.length; ) from += fs.writeSync(file, bytes, from);
      },
      sync: () => fsync(file),
      close: async () => fs.closeSync(file),
    };
  },
  rename: async (from, to) => fs.renameSync(from, to),
};
