/**
 * Lets one process at a time use a data folder, also after a kill -9. Lock files are numbered and each number is taken once: whoever
 * finds the highest one free or its owner gone links the next, which only one can. Nobody takes a lock file out of another's hands,
 * so two that find the same dead owner cannot both win.
 */
import { randomBytes } from "node:crypto";
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
import { lifeAt, openLifeline } from "./lifeline.ts";
import { type Life, lifeOf, processIdentity, thisProcess } from "./running-process.ts";

const lockName = /^lock-(\d+)$/;
const lockFile = z.object({
  owner: processIdentity,
  /** The name of its socket beside it. */
  lifeline: z.exactOptional(z.string().regex(/^lock-\w+\.sock$/)),
  released: z.boolean(),
});
type LockFile = z.output<typeof lockFile>;

/** The folder is in use, or cannot be told not to be. */
export class FolderInUse extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FolderInUse";
  }
}

export interface Lock {
  /** Leaves the folder to the next one. */
  release(): void;
}

/** @throws FolderInUse */
export async function lockFolder(folder: string): Promise<Lock> {
  const name = `lock-${randomBytes(4).toString("hex")}.sock`;
  const lifeline = await openLifeline(join(folder, name));
  const lock = { owner: thisProcess(), ...(lifeline && { lifeline: name }) };
  try {
    const path = await takeNext(folder, { ...lock, released: false });
    return {
      release() {
        replace(path, { ...lock, released: true });
        lifeline?.cut();
      },
    };
  } catch (error) {
    lifeline?.cut();
    throw error;
  }
}

/** The path of the lock file that is ours. */
async function takeNext(folder: string, lock: LockFile): Promise<string> {
  for (;;) {
    const last = numbersIn(folder).at(-1) ?? 0;
    if (last > 0) await refuseIfHeld(folder, last);
    const mine = last + 1;
    const path = pathOf(folder, mine);
    if (!taken(path, lock)) continue;
    const numbers = numbersIn(folder);
    if (numbers.at(-1) === mine) {
      clearAwayBefore(folder, mine);
      return path;
    }
    // Looked for too long: others took the next ones and cleared this one away meanwhile.
    rmSync(path, { force: true });
  }
}

const pathOf = (folder: string, number: number): string => join(folder, `lock-${number}`);

function numbersIn(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => lockName.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Earlier locks, the sockets that their owners left, and what others that tried were writing: they find it gone and look again. */
function clearAwayBefore(folder: string, mine: number): void {
  for (const name of readdirSync(folder)) {
    const number = Number(/^lock-(\d+)(\.\w+\.tmp)?$/.exec(name)?.[1] ?? mine);
    if (number >= mine) continue;
    const lifeline = lockName.test(name) ? lifelineIn(join(folder, name)) : undefined;
    if (lifeline !== undefined) rmSync(join(folder, lifeline), { force: true });
    rmSync(join(folder, name), { force: true });
  }
}

function lifelineIn(path: string): string | undefined {
  try {
    const lock = readLock(path);
    return lock === "gone" ? undefined : lock.lifeline;
  } catch {
    return undefined;
  }
}

async function refuseIfHeld(folder: string, number: number): Promise<void> {
  const path = pathOf(folder, number);
  const lock = readLock(path);
  if (lock === "gone" || lock.released) return;
  const { pid, host } = lock.owner;
  const refusals: Readonly<Record<Exclude<Life, "unseen">, string | undefined>> = {
    ended: undefined,
    runs: `${folder} is in use by process ${pid} (${path}). Stop that one first, or give this one another DATA_DIR.`,
    unknown:
      `${folder} was left in use by process ${pid} on the machine or container "${host}" (${path}), which cannot be looked into from here. ` +
      `Make sure that it has ended, remove ${path}, and start again.`,
  };
  const refusal = refusals[await lifeOfOwner(folder, lock)];
  if (refusal !== undefined) throw new FolderInUse(refusal);
}

async function lifeOfOwner(folder: string, { owner, lifeline }: LockFile): Promise<Exclude<Life, "unseen">> {
  const life = lifeOf(owner);
  if (life !== "unseen") return life;
  return lifeline === undefined ? "unknown" : await lifeAt(join(folder, lifeline));
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
    throw new FolderInUse(message, { cause });
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
  const temp = `${path}.${randomBytes(4).toString("hex")}.tmp`;
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
