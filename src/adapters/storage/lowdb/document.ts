/** One stream's document: an instance of lowdb over an adapter that is durable. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Adapter, Low } from "lowdb";
import type { StreamId } from "../../../ports/journal.ts";
import { beginningOf, type Hash } from "../chain.ts";
import { documentParts, historyIn, type ReadDocument, Unreadable, writtenRecords } from "../codec.ts";
import { emptyStream, type KeptStream } from "../engine/stream.ts";
import type { Disk } from "./disk.ts";
import { HistoryText, type HistoryTexts } from "./history-text.ts";

export const documentEnding = ".json";

/** Ids hold colons and may come to hold more that a file's name must not. */
export const fileNameOf = (id: StreamId): string => `${encodeURIComponent(id)}${documentEnding}`;

/** A document that does not read as what was written. It stays as it is; the start stops. */
export class UnreadableDocument extends Error {
  readonly path: string;
  constructor(path: string, cause: unknown, lost = "this onboarding") {
    super(
      `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}. It was left as it is. ` +
        `Put back its copy from the backup, or move it out of the folder to go on without ${lost}, and start again.`,
      { cause },
    );
    this.name = "UnreadableDocument";
    this.path = path;
  }
}

/** What all documents of a store share. */
export interface Shared {
  readonly disk: Disk;
  readonly texts: HistoryTexts;
  readonly decode: (text: string) => ReadDocument;
}

class DocumentFile implements Adapter<KeptStream> {
  readonly path: string;
  readonly #id: StreamId;
  readonly #shared: Shared;
  /** What is durable: so many records, ending in this hash. */
  #records = 0;
  #head: Hash;
  /** Records of an older format, which cannot be made again from what they became. */
  #old: { readonly text: string; readonly records: number; readonly head: Hash } | undefined;

  constructor(id: StreamId, folder: string, shared: Shared) {
    this.#id = id;
    this.#shared = shared;
    this.path = join(folder, fileNameOf(id));
    this.#head = beginningOf(id);
  }

  /** @throws UnreadableDocument */
  async read(): Promise<KeptStream> {
    try {
      // Nothing else runs at the start, and ten thousand small reads are four times faster this way.
      const bytes = readFileSync(this.path);
      const { stream, head, laidOut, oldText } = this.#shared.decode(bytes.toString());
      if (stream.id !== this.#id) throw new Unreadable("id", `is ${stream.id}, which is not what the file is called`);
      this.#records = stream.version;
      this.#head = head;
      this.#old = oldText === undefined ? undefined : { text: oldText, records: stream.version, head };
      if (laidOut) this.#shared.texts.put(this.#id, new HistoryText(historyIn(bytes)));
      return stream;
    } catch (error) {
      throw new UnreadableDocument(this.path, error);
    }
  }

  async write(next: KeptStream): Promise<void> {
    const { texts, disk } = this.#shared;
    const text = texts.take(this.#id) ?? this.#textAgain(next);
    const added = writtenRecords(next.history.slice(this.#records), this.#head);
    text.append(added.map((record) => record.text));
    const { before, after } = documentParts(next);
    await disk.replace(this.path, text.between(before, after));
    this.#records = next.version;
    this.#head = added.at(-1)?.hash ?? this.#head;
    texts.put(this.#id, text);
  }

  remove(): Promise<void> {
    return this.#shared.disk.remove(this.path);
  }

  /** The durable part of the history as text, made again from memory; it has to lead to the hash of what is on the disk. */
  #textAgain(next: KeptStream): HistoryText {
    const text = new HistoryText();
    if (this.#old !== undefined) text.append([this.#old.text]);
    const { records, head } = this.#old ?? { records: 0, head: beginningOf(this.#id) };
    const again = writtenRecords(next.history.slice(records, this.#records), head);
    if ((again.at(-1)?.hash ?? head) !== this.#head) {
      throw new Error(`The history of ${this.#id} in memory is not the one that was kept.`);
    }
    text.append(again.map((record) => record.text));
    return text;
  }
}

/** lowdb's own `update` alters `data` first and keeps a change that was refused; here what was not written is not in `data`. */
export class StreamDocument extends Low<KeptStream> {
  readonly #file: DocumentFile;

  constructor(id: StreamId, folder: string, shared: Shared) {
    const file = new DocumentFile(id, folder, shared);
    super(file, emptyStream(id));
    this.#file = file;
  }

  get path(): string {
    return this.#file.path;
  }

  /** @throws InDoubt, or the file system's own error */
  async keep(next: KeptStream): Promise<void> {
    await this.adapter.write(next);
    this.data = next;
  }

  /** Puts back what was kept before a write that ended in doubt. */
  async putBack(): Promise<void> {
    if (this.data.since === "") await this.#file.remove();
    else await this.write();
  }
}
