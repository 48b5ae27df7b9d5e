/** A world in a file, replaced whole: written beside it, flushed to disk, then renamed over it. */
import { readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

const QUIET_MILLIS = 150;

export interface SavedWorld {
  /** Saves soon; many changes make one write. */
  schedule(): void;
  /** Saves what is not saved yet. @throws what the disk throws */
  flush(): Promise<void>;
}

/**
 * The world in the file, or a new one from the seed where there is no file.
 * @throws naming the file when it can't be read as a world; it is left as it is.
 */
export function loadWorld<World, Seed>(file: string | undefined, seed: Seed, grow: (seed: Seed) => World): World {
  if (file === undefined) return grow(seed);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return grow(seed);
    throw error;
  }
  try {
    return grow(JSON.parse(text) as Seed);
  } catch (error) {
    throw new Error(`${file} does not hold a world of the playground; move it away or start anew`, { cause: error });
  }
}

export function keepWorld(
  file: string | undefined,
  world: () => unknown,
  onError: (error: unknown) => void,
): SavedWorld {
  let timer: NodeJS.Timeout | undefined;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();

  async function write(target: string): Promise<void> {
    if (!dirty) return;
    dirty = false;
    try {
      await replaceFile(target, JSON.stringify(world()));
    } catch (error) {
      dirty = true;
      throw error;
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (file === undefined) return Promise.resolve();
    const next = writing.then(() => write(file));
    writing = next.catch(() => {});
    return next;
  }

  return {
    schedule: () => {
      if (file === undefined) return;
      dirty = true;
      timer ??= setTimeout(() => flush().catch(onError), QUIET_MILLIS);
    },
    flush,
  };
}

async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.writing`;
  const handle = await open(beside, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  const folder = await open(dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
