/** Works on streams side by side, so many at once and each stream only once at a time, in the order they were added. */
import type { StreamId } from "../ports/journal.ts";

export class Lane {
  private readonly width: number;
  private readonly work: (id: StreamId) => Promise<void>;
  private readonly failed: (id: StreamId, error: unknown) => void;
  private readonly waiting = new Set<StreamId>();
  private readonly inHand = new Map<StreamId, Promise<void>>();

  /** `failed` hears of what `work` throws, and the lane goes on: one stream's fault is no other's. */
  constructor(width: number, work: (id: StreamId) => Promise<void>, failed: (id: StreamId, error: unknown) => void) {
    this.width = width;
    this.work = work;
    this.failed = failed;
  }

  add(id: StreamId): void {
    this.waiting.add(id);
    this.pump();
  }

  /** Takes up nothing more; resolves when nothing is in hand. */
  async empty(): Promise<void> {
    this.waiting.clear();
    await Promise.allSettled(this.inHand.values());
  }

  private pump(): void {
    for (const id of this.waiting) {
      if (this.inHand.size >= this.width) return;
      if (this.inHand.has(id)) continue;
      this.waiting.delete(id);
      const done = this.work(id)
        .catch((error: unknown) => this.failed(id, error))
        .finally(() => {
          this.inHand.delete(id);
          this.pump();
        });
      this.inHand.set(id, done);
    }
  }
}
