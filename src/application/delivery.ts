/**
 * Brings what is due to where it belongs. A message is created once and updated afterwards: "sending" is kept before a
 * creation and the receipt after it, so that a crash in between is reconciled by looking for the message's mark.
 */
import type { Author } from "../domain/events.ts";
import { type Instant, requestKey } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Change, Journal, Slot, Stream, StreamId } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { type Messenger, type Outgoing, PlatformTrouble } from "../ports/messenger.ts";
import { shownFor } from "./cards.ts";
import { type Intent, intentSchema, isSaidOnce } from "./notices.ts";
import type { Onboardings } from "./onboardings.ts";

/** Streams delivered side by side; the platform's own limits are the messenger's affair. */
const atOnce = 8;
const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;
/** A message in flight at a crash is looked for from this long before it was begun, since two clocks are involved. */
const lookBackMs = 2 * 60_000;

export interface DeliveryOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly author: Author;
  readonly carrierName: string;
}

const isDue = (slot: Slot): boolean => slot.shown < slot.wanted && slot.abandoned === undefined;

const retryMs = (failures: number): number => Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 12));

const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString() as Instant;

export class Delivery {
  private readonly options: DeliveryOptions;
  private readonly queue = new Set<StreamId>();
  private readonly inHand = new Map<StreamId, Promise<void>>();
  private readonly unsubscribe: () => void;
  private stopped = false;

  constructor(options: DeliveryOptions) {
    this.options = options;
    this.unsubscribe = options.journal.onChange((stream) => {
      for (const slot of stream.slots.values()) if (isDue(slot)) return this.wake(stream.id);
      return undefined;
    });
  }

  /** Takes up everything that is due, also what was being sent when the process ended. */
  sweep(): void {
    for (const id of this.options.journal.due()) this.wake(id);
  }

  /** Resolves when nothing is in hand; what is due later stays due. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    this.queue.clear();
    await Promise.allSettled(this.inHand.values());
  }

  private wake(id: StreamId): void {
    if (this.stopped) return;
    this.queue.add(id);
    this.pump();
  }

  private pump(): void {
    for (const id of this.queue) {
      if (this.inHand.size >= atOnce) return;
      if (this.inHand.has(id)) continue;
      this.queue.delete(id);
      const work = this.deliver(id)
        .catch((error: unknown) =>
          this.options.log.error({ stream: id, err: error }, "A delivery failed; it is tried again."),
        )
        .finally(() => {
          this.inHand.delete(id);
          this.pump();
        });
      this.inHand.set(id, work);
    }
  }

  /** New messages in their order first, then the updates of older ones. */
  private async deliver(id: StreamId): Promise<void> {
    const stream = this.options.journal.peek(id) ?? (await this.options.journal.read(id));
    if (!stream) return;
    const now = this.options.clock.now();
    const due = [...stream.slots.values()].filter(isDue);
    const ready = due.filter((slot) => slot.notBefore === undefined || slot.notBefore <= now);
    for (const slot of [...ready.filter((each) => !each.receipt), ...ready.filter((each) => each.receipt)]) {
      if (this.stopped) return;
      await this.deliverSlot(stream, slot.key);
    }
    const waiting = due.flatMap((slot) =>
      slot.notBefore !== undefined && slot.notBefore > now ? [slot.notBefore] : [],
    );
    const next = waiting.sort()[0];
    if (next) this.wakeLater(id, Math.max(0, Date.parse(next) - Date.parse(now)));
  }

  private wakeLater(id: StreamId, ms: number): void {
    this.options.jobs.after(ms, `deliver ${id}`, async () => this.wake(id));
  }

  private async deliverSlot(stream: Stream, key: string): Promise<void> {
    const begun = await this.begin(stream.id, key);
    if (!begun) return;
    const { slot, intent, message, wasSending } = begun;
    let { receipt } = slot;
    let inDoubt = receipt === undefined && wasSending !== undefined;
    try {
      if (inDoubt && wasSending !== undefined) receipt = await this.find(message, wasSending);
      inDoubt = false;
      if (receipt === undefined) receipt = await this.options.messenger.create(message);
      // A message that says one thing once is right as it was sent; any other is brought up to date.
      else if (!isSaidOnce(intent)) receipt = await this.options.messenger.update(receipt, message);
      await this.finish(stream.id, slot, receipt, isSaidOnce(intent));
    } catch (error) {
      if (!(error instanceof PlatformTrouble)) throw error;
      await this.failed(stream.id, slot, error, { receipt, inDoubt });
    }
  }

  /** Looks at the slot afresh, makes its message, and keeps "sending" where a creation begins. */
  private async begin(
    id: StreamId,
    key: string,
  ): Promise<{ slot: Slot; intent: Intent; message: Outgoing; wasSending: Instant | undefined } | undefined> {
    const { clock, onboardings, carrierName } = this.options;
    const now = clock.now();
    return this.change(id, now, (stream) => {
      const slot = stream.slots.get(key);
      if (!slot || !isDue(slot)) return { outcome: undefined };
      const intent = intentSchema.parse(slot.intent);
      const shown = shownFor(intent, stream, onboardings, now, carrierName);
      if (!shown) return { outcome: undefined, slots: [], forget: [key] };
      const { address, card, pin } = shown;
      const message: Outgoing = { address, card, mark: `${id}/${key}`, ...(pin ? { pin } : {}) };
      const begun = { slot, intent, message, wasSending: slot.sendingSince };
      if (slot.receipt !== undefined || slot.sendingSince !== undefined) return { outcome: begun };
      return { outcome: begun, slots: [{ ...slot, sendingSince: now }] };
    });
  }

  private async find(message: Outgoing, since: Instant): Promise<string | undefined> {
    try {
      return await this.options.messenger.findSent(message, later(since, -lookBackMs));
    } catch (error) {
      if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
      this.options.log.warn(
        { mark: message.mark, cause: error.message },
        "A message was in flight when the process ended and the platform does not let us look for it; it may stand there twice.",
      );
      return undefined;
    }
  }

  private async finish(id: StreamId, sent: Slot, receipt: string, once: boolean): Promise<void> {
    await this.change(id, this.options.clock.now(), (stream) => {
      const slot = stream.slots.get(sent.key);
      if (!slot) return { outcome: undefined };
      if (once) return { outcome: undefined, slots: [], forget: [slot.key] };
      const { sendingSince: _, notBefore: __, ...rest } = slot;
      return { outcome: undefined, slots: [{ ...rest, receipt, shown: sent.wanted, failures: 0 }] };
    });
    const slot = this.options.journal.peek(id)?.slots.get(sent.key);
    if (slot && isDue(slot)) this.wake(id);
  }

  /** `inDoubt`: it may stand there since an earlier attempt, and could not be looked for this time. */
  private async failed(
    id: StreamId,
    tried: Slot,
    trouble: PlatformTrouble,
    { receipt, inDoubt }: { receipt: string | undefined; inDoubt: boolean },
  ): Promise<void> {
    const { log, clock } = this.options;
    const now = clock.now();
    const fields = { slot: tried.key, stream: id, trouble: trouble.kind, cause: trouble.message };
    const wait = trouble.retryAfterMs ?? retryMs(tried.failures);
    await this.change(id, now, (stream) => {
      const slot = stream.slots.get(tried.key);
      if (!slot) return { outcome: undefined };
      const { receipt: _, sendingSince, ...rest } = slot;
      const notSent = { ...rest, failures: slot.failures + 1 };
      // What may have arrived all the same is looked for before it is sent again.
      const looked = receipt === undefined && (inDoubt || trouble.kind === "unreachable") && sendingSince;
      const kept = receipt === undefined ? (looked ? { sendingSince: looked } : {}) : { receipt };
      switch (trouble.kind) {
        case "busy":
        case "unreachable":
          return { outcome: undefined, slots: [{ ...notSent, ...kept, notBefore: later(now, wait) }] };
        case "messageGone":
          return { outcome: undefined, slots: [{ ...notSent }] };
        case "gone":
        case "refused":
          return { outcome: undefined, slots: [{ ...notSent, ...kept, abandoned: trouble.message }] };
      }
    });
    if (trouble.kind === "gone" || trouble.kind === "refused")
      log.error(fields, "A message could not be delivered and was given up.");
    else {
      log.warn(fields, "A message could not be delivered yet; it is tried again.");
      this.wakeLater(id, trouble.kind === "messageGone" ? 0 : wait);
    }
  }

  private change<Outcome>(
    id: StreamId,
    at: Instant,
    decide: (stream: Stream) => { outcome: Outcome; slots?: readonly Slot[]; forget?: readonly string[] },
  ): Promise<Outcome> {
    const { journal, author } = this.options;
    return journal.change<Outcome>(id, (stream) => {
      const { outcome, slots, forget } = decide(stream);
      if (!slots) return { outcome };
      const change: Change = {
        events: [],
        by: author,
        at,
        request: requestKey("delivery"),
        slots,
        ...(forget ? { forget } : {}),
      };
      return { outcome, change };
    });
  }
}
