/**
 * Lets one process at a time use a data folder, also after a kill -9. Lock files are numbered and each number is taken once: whoever
 * finds the highest one free or its owner gone links the next, which only one can. Nobody takes a lock file out of another's hands,
 * so two that find the same dead owner cannot both win.
 */
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { lifeOf, processIdentity, thisProcess } from "./running-process.ts";

const lockName = /^lock-(\d+)$/;
const lockFile = z.object({ owner: processIdentity, released: z.boolean() });
type LockFile = z.output<typeof lockFile>;

/** The folder is in use, or cannot be told not to be. */
export class FolderInUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FolderInUse";
  }
}

export interface Lock {
  /** Leaves the folder to the next one. */
  release(): void;
}

/** @throws FolderInUse */
export function lockFolder(folder: string): Lock {
  const owner = thisProcess();
  for (;;) {
    const last = numbersIn(folder).at(-1) ?? 0;
    if (last > 0) refuseIfHeld(join(folder, `lock-${last}`), folder);
    const mine = last + 1;
    const path = join(folder, `lock-${mine}`);
    if (!taken(path, { owner, released: false })) continue;
    const numbers = numbersIn(folder);
    if (numbers.at(-1) !== mine) {
      // Looked for too long: others took the next ones and cleared away this one meanwhile.
      rmSync(path, { force: true });
      continue;
    }
    clearAway(folder, mine);
    return { release: () => replace(path, { owner, released: true }) };
  }
}

/** Earlier locks, and what others that tried were writing: they find it gone, look again, and see this lock. */
function clearAway(folder: string, mine: number): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("lock-") && name !== `lock-${mine}`) rmSync(join(folder, name), { force: true });
  }
}

function numbersIn(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => lockName.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function refuseIfHeld(path: string, folder: string): void {
  const lock = readLock(path);
  if (lock === "gone" || lock.released) return;
  const { pid, host } = lock.owner;
  const refusals: Readonly<Record<ReturnType<typeof lifeOf>, string | undefined>> = {
    ended: undefined,
    runs: `${folder} is in use by process ${pid} (${path}). Stop that one first, or give this one another DATA_DIR.`,
    unknown:
      `${folder} was left in use by process ${pid} on the machine or container "${host}" (${path}), which cannot be looked into from here. ` +
      `Make sure that it has ended, remove ${path}, and start again.`,
  };
  const refusal = refusals[lifeOf(lock.owner)];
  if (refusal !== undefined) throw new FolderInUse(refusal);
}

function readLock(path: string): LockFile | "gone" {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return "gone";
    throw error;
  }
  try {
    return lockFile.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${path} is not a lock of this version of the bot. Make sure that no other one uses ${path}'s folder, remove it, and start again.`;
    throw Object.assign(new FolderInUse(message), { cause });
  }
}

/** Whether the number is ours. The file appears with its content, since it is written under another name first. */
function taken(path: string, lock: LockFile): boolean {
  const temp = written(path, lock);
  try {
    linkSync(temp, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST") || hasCode(error, "ENOENT")) return false;
    throw error;
  } finally {
    rmSync(temp, { force: true });
  }
}

const replace = (path: string, lock: LockFile): void => renameSync(written(path, lock), path);

function written(path: string, lock: LockFile): string {
  const temp = `${path}.${process.pid}.tmp`;
  const file = openSync(temp, "w", 0o600);
  try {
    writeSync(file, `${JSON.stringify(lock)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return temp;
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
