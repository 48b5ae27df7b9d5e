/** The folder of everything that is recorded: there and writable, or a sentence that names the setting and the cure. */
import { accessSync, closeSync, constants, fsyncSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const cures: Readonly<Record<string, string>> = {
  ENOTDIR: "a part of it is a file. Give it a folder.",
  EACCES: "this account may not write there. Give it a folder of its own.",
  EPERM: "this account may not write there. Give it a folder of its own.",
  EROFS: "that disk is read-only. Give it a folder on another one.",
  ENOSPC: "the disk is full. Make room on it.",
  ENOENT: "no folder can be made there. Give it one on a disk.",
};

/** @throws an error that names DATA_DIR where nothing can be kept there */
export function prepareDataFolder(path: string): void {
  const folder = resolve(path);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = cures[code] ?? `${error instanceof Error ? error.message : String(error)}.`;
    throw new Error(`DATA_DIR ${folder} can't be used: ${why}`, { cause: error });
  }
}

/** One folder after the other: `recursive` tries for ever where a file system says that a folder it has is not there (/proc). */
function makeFolder(folder: string): void {
  try {
    if (statSync(folder).isDirectory()) return;
    throw Object.assign(new Error(`${folder} is a file`), { code: "ENOTDIR" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Makes folders of these names in the data folder, where they are missing. Their names have to be durable before anything in them can be;
 * so do those of the folders above that had to be made.
 */
export function makeFoldersDurably(folder: string, names: readonly string[]): void {
  const paths = names.map((name) => join(folder, name));
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
