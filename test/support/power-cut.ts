/**
 * A disk in memory that writes down what is asked of it, and can show what a power cut at any moment might leave: what was not fsynced may
 * be there, be torn, or be lost, and names that were not made durable by an fsync of their folder may be the old or the new ones, each for itself.
 */
import { basename, dirname } from "node:path";
import type { FileSystem } from "../../src/adapters/storage/lowdb/file-system.ts";

interface Inode {
  /** All that was written to it, each with the moment from which it is durable. */
  readonly writes: { readonly bytes: Uint8Array; readonly asked: number; durable: number }[];
}

type NameChange =
  | { readonly do: "put"; readonly name: string; readonly inode: Inode }
  | { readonly do: "move"; readonly from: string; readonly to: string; readonly inode: Inode }
  | { readonly do: "remove"; readonly name: string };

interface Named {
  readonly folder: string;
  readonly change: NameChange;
  readonly asked: number;
  readonly done: number;
  durable: number;
}

/** What of the disk does nothing although it says so: to see that the test would notice. */
export type Lie = "sync" | "syncFolder";

export interface RecordedDisk extends FileSystem {
  /** Moments are counted: one before and one after each thing that was asked of the disk. */
  readonly now: () => number;
  /** What is in the folder when the power comes back; `chance` decides what could go either way. */
  after(moment: number, folder: string, chance: () => number): ReadonlyMap<string, Uint8Array>;
}

const never = Number.POSITIVE_INFINITY;

export function recordedDisk(lies: readonly Lie[] = []): RecordedDisk {
  let moment = 0;
  const names = new Map<string, Inode>();
  const history: Named[] = [];

  /** Each step of the disk takes a while, in which others get their turn. */
  async function takes<Result>(act: (asked: number) => Result): Promise<Result> {
    const asked = ++moment;
    await new Promise((resolve) => setImmediate(resolve));
    const result = act(asked);
    moment++;
    return result;
  }

  function named(folder: string, change: NameChange, asked: number): void {
    history.push({ folder, change, asked, done: moment + 1, durable: never });
  }

  function openFile(inode: Inode) {
    return {
      write: (bytes: Uint8Array) => takes((asked) => void inode.writes.push({ bytes, asked, durable: never })),
      sync: () =>
        takes((asked) => {
          if (lies.includes("sync")) return;
          for (const write of inode.writes)
            if (write.asked < asked) write.durable = Math.min(write.durable, moment + 1);
        }),
      close: () => takes(() => undefined),
    };
  }

  return {
    now: () => moment,
    create: (path) =>
      takes((asked) => {
        const inode: Inode = { writes: [] };
        names.set(path, inode);
        named(dirname(path), { do: "put", name: basename(path), inode }, asked);
        return openFile(inode);
      }),
    rename: (from, to) =>
      takes((asked) => {
        const inode = names.get(from);
        if (inode === undefined) throw Object.assign(new Error(`ENOENT: ${from}`), { code: "ENOENT" });
        names.delete(from);
        names.set(to, inode);
        named(dirname(to), { do: "move", from: basename(from), to: basename(to), inode }, asked);
      }),
    remove: (path) =>
      takes((asked) => {
        if (names.delete(path)) named(dirname(path), { do: "remove", name: basename(path) }, asked);
      }),
    syncFolder: (path) =>
      takes((asked) => {
        if (lies.includes("syncFolder")) return;
        for (const each of history) {
          if (each.folder === path && each.done < asked) each.durable = Math.min(each.durable, moment + 1);
        }
      }),
    after(cut, folder, chance) {
      const left = new Map<string, Inode>();
      for (const { change, asked, durable, folder: within } of history) {
        const happened = durable <= cut || (asked <= cut && chance() < 0.5);
        if (within === folder && happened) applyTo(left, change);
      }
      return new Map([...left].map(([name, inode]) => [name, contentOf(inode, cut, chance)]));
    },
  };
}

function applyTo(names: Map<string, Inode>, change: NameChange): void {
  switch (change.do) {
    case "put":
      names.set(change.name, change.inode);
      return;
    case "move":
      names.delete(change.from);
      names.set(change.to, change.inode);
      return;
    case "remove":
      names.delete(change.name);
  }
}

function contentOf(inode: Inode, cut: number, chance: () => number): Uint8Array {
  const parts = inode.writes.flatMap(({ bytes, asked, durable }) => {
    if (durable <= cut) return [bytes];
    if (asked > cut) return [];
    const torn = bytes.subarray(0, Math.floor(bytes.length * chance()));
    const zeros = new Uint8Array(torn.length);
    return [[bytes, torn, zeros, new Uint8Array(0)][Math.floor(chance() * 4)] ?? bytes];
  });
  return Buffer.concat(parts);
}
