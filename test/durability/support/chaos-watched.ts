/** Remembers what was handed to the messengers and what they handed back: which message is which, where Teams shows no mark. */
import type { Instant } from "../../../src/domain/ids.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Journal, Slot, StreamId } from "../../../src/ports/journal.ts";
import type { Messenger, Outgoing } from "../../../src/ports/messenger.ts";

export interface Creation {
  readonly mark: string;
  readonly message: Outgoing;
  /** What it was about when it was sent, and when that was. */
  readonly intent: Slot["intent"] | undefined;
  readonly at: Instant;
  /** Undefined while it is on its way, and where it failed. */
  receipt?: string;
}

export class Watched implements Messenger {
  readonly creations: Creation[] = [];
  /** When each message was drawn last, by receipt: some of what it says hangs on the day. */
  readonly drawnAt = new Map<string, Instant>();
  private readonly messenger: Messenger;
  private readonly journal: Journal;
  private readonly clock: Clock;

  constructor(messenger: Messenger, journal: Journal, clock: Clock) {
    this.messenger = messenger;
    this.journal = journal;
    this.clock = clock;
  }

  async create(message: Outgoing): Promise<string> {
    const cut = message.mark.indexOf("/");
    const slot = this.journal.peek(message.mark.slice(0, cut) as StreamId)?.slots.get(message.mark.slice(cut + 1));
    const at = this.clock.now();
    const creation: Creation = { mark: message.mark, message, intent: slot?.intent, at };
    this.creations.push(creation);
    creation.receipt = await this.messenger.create(message);
    this.drawnAt.set(creation.receipt, at);
    return creation.receipt;
  }

  async update(receipt: string, message: Outgoing): Promise<string> {
    const at = this.clock.now();
    const after = await this.messenger.update(receipt, message);
    this.drawnAt.set(after, at);
    return after;
  }

  async findSent(message: Outgoing, since: Instant): Promise<string | undefined> {
    const found = await this.messenger.findSent(message, since);
    if (found !== undefined) {
      const lost = this.creations.findLast((one) => one.mark === message.mark && one.receipt === undefined);
      if (lost) lost.receipt = found;
    }
    return found;
  }
}
