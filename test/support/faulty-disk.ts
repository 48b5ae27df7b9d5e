/** The real disk with a switch at every stage of a write. */
import { type FileSystem, realFileSystem } from "../../src/adapters/storage/lowdb/file-system.ts";

const stages = ["create", "write", "sync", "close", "rename", "syncFolder", "remove"] as const;
export type Stage = (typeof stages)[number];

export interface FaultyDisk extends FileSystem {
  /** The stage, and how its error is called: until `mend`, or so many times. */
  fail(stage: Stage, code: string, times?: number): void;
  mend(): void;
  /** What was done so far, in order. */
  readonly done: readonly Stage[];
}

export function faultyDisk(real: FileSystem = realFileSystem): FaultyDisk {
  const faults = new Map<Stage, { readonly code: string; left: number }>();
  const done: Stage[] = [];

  function at(stage: Stage): void {
    done.push(stage);
    const fault = faults.get(stage);
    if (fault === undefined || fault.left === 0) return;
    fault.left--;
    throw Object.assign(new Error(`${fault.code}: injected at ${stage}`), { code: fault.code });
  }

  return {
    done,
    fail: (stage, code, times = Number.POSITIVE_INFINITY) => void faults.set(stage, { code, left: times }),
    mend: () => faults.clear(),
    async create(path) {
      at("create");
      const file = await real.create(path);
      return {
        async write(bytes) {
          try {
            at("write");
          } catch (error) {
            // What a disk that gets full does: a part is there already.
            await file.write(bytes.subarray(0, bytes.length / 2));
            throw error;
          }
          await file.write(bytes);
        },
        async sync() {
          at("sync");
          await file.sync();
        },
        async close() {
          await file.close();
          at("close");
        },
      };
    },
    async rename(from, to) {
      at("rename");
      await real.rename(from, to);
    },
    async remove(path) {
      at("remove");
      await real.remove(path);
    },
    async syncFolder(path) {
      at("syncFolder");
      await real.syncFolder(path);
    },
  };
}
