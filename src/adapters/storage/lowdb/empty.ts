/** Begins a data folder anew. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockFolder } from "./lock.ts";

/**
 * Removes all that is in a data folder, but not while another process uses it.
 * @throws FolderInUse, having removed nothing
 */
export async function emptyFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(path);
  try {
    for (const name of readdirSync(path))
      if (!name.startsWith("lock-")) rmSync(join(path, name), { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
