/** The bytes of a document's history, which only grow, kept for the streams that were changed last: a flush then costs what is new. */
import type { StreamId } from "../../../ports/journal.ts";
import { betweenRecords } from "../codec.ts";

export class HistoryText {
  #bytes: Buffer;
  #length: number;

  constructor(bytes: Buffer = Buffer.alloc(0)) {
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  get capacity(): number {
    return this.#bytes.length;
  }

  append(records: readonly string[]): void {
    if (records.length === 0) return;
    const text = (this.#length === 0 ? "" : betweenRecords) + records.join(betweenRecords);
    const needed = this.#length + Buffer.byteLength(text);
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.ceil(needed * 1.5));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.write(text, this.#length);
    this.#length = needed;
  }

  between(before: string, after: string): Buffer {
    return Buffer.concat([Buffer.from(before), this.#bytes.subarray(0, this.#length), Buffer.from(after)]);
  }
}

/** What all texts together may take: ten thousand onboardings that are well on their way. Beyond it a text is made again when it is needed. */
const mostBytes = 128 * 1024 * 1024;

export interface HistoryTexts {
  /** Hands the text over to a writer, who puts it back unless the write failed; undefined where it has to be made again. */
  take(id: StreamId): HistoryText | undefined;
  put(id: StreamId, text: HistoryText): void;
}

export function historyTexts(budget: number = mostBytes): HistoryTexts {
  const texts = new Map<StreamId, HistoryText>();
  let total = 0;

  function take(id: StreamId): HistoryText | undefined {
    const text = texts.get(id);
    texts.delete(id);
    total -= text?.capacity ?? 0;
    return text;
  }

  return {
    take,
    put(id, text) {
      texts.set(id, text);
      total += text.capacity;
      for (const oldest of texts.keys()) {
        if (total <= budget) break;
        take(oldest);
      }
    },
  };
}
