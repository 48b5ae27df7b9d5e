/** Some of the conversations in one small document: an instance of lowdb over an adapter that is durable. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Adapter, Low } from "lowdb";
import { z } from "zod";
import { Unreadable } from "../codec.ts";
import type { Disk } from "./disk.ts";
import { documentEnding, UnreadableDocument } from "./document.ts";

/** So many that one of a few thousand conversations rewrites a few kilobytes, so few that all are read in no time. */
export const shardCount = 64;

export const conversationsFolder = "conversations";

/** JSON as it was put, by key. Never changed: what is put makes the next one. */
export type Shard = ReadonlyMap<string, unknown>;

const format = 1;

/** Pairs and not an object, since an object's members may not have any name (`__proto__`). */
const shardDocument = z.strictObject({
  format: z.literal(format),
  shard: z
    .int()
    .min(0)
    .max(shardCount - 1),
  // What JSON.parse made is JSON, and nothing of it is left out.
  conversations: z.array(z.tuple([z.string(), z.unknown()])),
});

/** Spreads keys evenly, and the same in every version: the documents are found by it. */
export const shardOf = (key: string): number => createHash("sha256").update(key).digest().readUInt16BE(0) % shardCount;

export const shardFileName = (shard: number): string => `${String(shard).padStart(2, "0")}${documentEnding}`;

const goOnWithout = "the conversations in it, each of which is known again once somebody writes to the bot there";

class ShardFile implements Adapter<Shard> {
  readonly path: string;
  readonly #shard: number;
  readonly #disk: Disk;

  constructor(shard: number, folder: string, disk: Disk) {
    this.#shard = shard;
    this.#disk = disk;
    this.path = join(folder, shardFileName(shard));
  }

  /** @throws UnreadableDocument */
  async read(): Promise<Shard> {
    try {
      return this.#decoded(readFileSync(this.path, "utf8"));
    } catch (error) {
      throw new UnreadableDocument(this.path, error, goOnWithout);
    }
  }

  /** @throws InDoubt, or the file system's own error */
  async write(shard: Shard): Promise<void> {
    // A conversation to the line: a person who looks for one finds it.
    const lines = [...shard].map((pair) => `\n${JSON.stringify(pair)}`);
    const text = `{"format":${format},"shard":${this.#shard},"conversations":[${lines.join(",")}\n]}\n`;
    await this.#disk.replace(this.path, Buffer.from(text));
  }

  #decoded(text: string): Shard {
    const parsed = shardDocument.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Unreadable(issue?.path.join(".") ?? "", issue?.message ?? "is not as it was written");
    }
    const { shard, conversations } = parsed.data;
    if (shard !== this.#shard) throw new Unreadable("shard", `is ${shard}, which is not what the file is called`);
    const kept = new Map(conversations);
    if (kept.size < conversations.length) throw new Unreadable("conversations", "one stands there twice");
    for (const key of kept.keys())
      if (shardOf(key) !== shard)
        throw new Unreadable("conversations", `${key} belongs in ${shardFileName(shardOf(key))}`);
    return kept;
  }
}

/** lowdb's own `update` alters `data` first and keeps a change that was refused; here what was not written is not in `data`. */
export class ShardDocument extends Low<Shard> {
  readonly path: string;

  constructor(shard: number, folder: string, disk: Disk) {
    const file = new ShardFile(shard, folder, disk);
    super(file, new Map());
    this.path = file.path;
  }

  /** @throws InDoubt, or the file system's own error */
  async keep(next: Shard): Promise<void> {
    await this.adapter.write(next);
    this.data = next;
  }

  /** Puts back what was kept before a write that ended in doubt. */
  putBack(): Promise<void> {
    return this.write();
  }
}
