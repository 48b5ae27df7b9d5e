/** A folder of documents whose fsync is shared by the writes that need one at the same time. */
import type { FileSystem } from "./file-system.ts";

export interface Folder {
  readonly path: string;
  /** Resolves after an fsync of the folder that was started after this call, so that renames before the call are durable. */
  sync(): Promise<void>;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function folderAt(path: string, fs: FileSystem): Folder {
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Those who ask in the same breath are served by this fsync instead of the next.
      await undefined;
      const served = waiting;
      waiting = [];
      try {
        await fs.syncFolder(path);
        for (const { resolve } of served) resolve();
      } catch (error) {
        // The kernel reports a failed write-back once; a second fsync may succeed without what the first one lost.
        // So those who wait for the next one are refused as well. https://lwn.net/Articles/752063/
        const unsure = [...served, ...waiting];
        waiting = [];
        for (const { reject } of unsure) reject(error);
      }
    }
    running = false;
  }

  return {
    path,
    sync: () =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (!running) void run();
      }),
  };
}
