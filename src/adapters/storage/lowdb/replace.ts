/** Puts a file in the place of another so that after a crash at any moment there is the old one or the new one, whole. */
import type { FileSystem } from "./file-system.ts";
import type { Folder } from "./folder.ts";

/** Ends the name of a file that is being written; what a crash left of one is removed at the start. */
export const unfinished = ".tmp";

/** It failed when the new file may have taken the place already, so the old one has to be put back. */
export class InDoubt extends Error {
  constructor(cause: unknown) {
    super("The new document may have taken the old one's place.", { cause });
    this.name = "InDoubt";
  }
}

/**
 * Temp file, write, fsync, rename, fsync of the folder; resolves after the last.
 * @throws InDoubt, or the file system's own error where the old file is certainly still in its place
 */
export async function replaceDurably(fs: FileSystem, folder: Folder, path: string, bytes: Uint8Array): Promise<void> {
  const temp = `${path}${unfinished}`;
  try {
    const file = await fs.create(temp);
    try {
      await file.write(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await fs.remove(temp).catch(() => undefined);
    throw error;
  }
  try {
    await fs.rename(temp, path);
    await folder.sync();
  } catch (error) {
    await fs.remove(temp).catch(() => undefined);
    throw new InDoubt(error);
  }
}

/** Takes a file away durably, as if it had never been there. */
export async function removeDurably(fs: FileSystem, folder: Folder, path: string): Promise<void> {
  await fs.remove(path);
  await folder.sync();
}
