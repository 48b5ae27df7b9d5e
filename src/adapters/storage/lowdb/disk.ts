/** Where documents are kept: each is replaced whole and durably, or not at all. */
import { dirname } from "node:path";
import type { FileSystem } from "./file-system.ts";
import { type Folder, folderAt } from "./folder.ts";
import { removeDurably, replaceDurably } from "./replace.ts";

export interface Disk {
  /**
   * Resolves once `bytes` are durable in the file's place.
   * @throws InDoubt, or the file system's own error where the old file is certainly still in its place
   */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Resolves once the file is durably away, also where there was none. */
  remove(path: string): Promise<void>;
  /** What is still under way then may fail, in doubt. */
  close(): Promise<void>;
}

export function diskOver(fs: FileSystem): Disk {
  const folders = new Map<string, Folder>();

  function folderOf(path: string): Folder {
    const name = dirname(path);
    const known = folders.get(name);
    if (known) return known;
    const folder = folderAt(name, fs);
    folders.set(name, folder);
    return folder;
  }

  return {
    replace: (path, bytes) => replaceDurably(fs, folderOf(path), path, bytes),
    remove: (path) => removeDurably(fs, folderOf(path), path),
    close: async () => undefined,
  };
}
