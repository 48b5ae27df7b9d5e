/**
 * Brings what is due to where it belongs. A message is created once and updated afterwards: "sending" is kept before a
 * creation and the receipt after it, so that a crash in between is reconciled by looking for the message's mark.
 */
import type { Author } from "../domain/events.ts";
import { type ChatPlatform, chatPlatforms, type Instant, requestKey } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Change, Journal, Slot, Stream, StreamId } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { type Messenger, type Outgoing, PlatformTrouble } from "../ports/messenger.ts";
import { drawn } from "./addressed.ts";
import { Lane } from "./lane.ts";
import { type Intent, intentOf, intentSchema, isSaidOnce, platformOfIntent } from "./notices.ts";
import type { Onboardings } from "./onboardings.ts";
import type { People } from "./people.ts";
import type { LostPlaces } from "./places.ts";
import { type Attempt, byOtherAccounts, farthestMs, slotAfter, waitMs } from "./troubled.ts";

/** Streams delivered side by side; the platform's own limits are the messenger's affair. */
const atOnce = 8;
/** A message in flight at a crash is looked for from this long before it was begun, since two clocks are involved. */
const lookBackMs = 10 * 60_000;
/** What a killed process handed over may still arrive: this long after the next one began it is looked for once more. */
const onItsWayMs = 5_000;
/** How long after "sending" was kept the message can be handed over at the latest: its turns in two queues, and a slow call. */
const latestHandOverMs = 135_000;

export interface DeliveryOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly people: People;
  readonly messenger: Messenger;
  readonly places: LostPlaces;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly author: Author;
  readonly carrierName: string;
}

const isDue = (slot: Slot): boolean => slot.shown < slot.wanted && slot.abandoned === undefined;

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString() as Instant;

function platformOfSlot(slot: Slot): ChatPlatform | undefined {
  const intent = intentOf(slot);
  return intent && platformOfIntent(intent);
}

const isNew = ({ receipt }: Slot): boolean => receipt === undefined;
const isPosted = (slot: Slot): boolean => !isNew(slot);

const isReady = ({ notBefore }: Slot, now: Instant): boolean =>
  notBefore === undefined || notBefore <= now || notBefore > later(now, farthestMs);

export class Delivery {
  private readonly options: DeliveryOptions;
  /**
   * New messages never wait behind updates, of which the platform takes few a minute, and one platform never waits for the
   * other, which may be down.
   */
  private readonly lanes = chatPlatforms.flatMap((platform) =>
    [isNew, isPosted].map(
      (suits) =>
        new Lane(
          atOnce,
          (id) => this.deliver(id, (slot) => suits(slot) && platformOfSlot(slot) === platform),
          (id, err) => this.options.log.error({ stream: id, err }, "A stream's messages could not be looked through."),
        ),
    ),
  );
  private readonly unsubscribe: () => void;
  private readonly began: Instant;
  /** Slots that were put off once already: also a clock that jumps makes nobody wait twice. */
  private readonly waitedFor = new Set<string>();
  private stopped = false;

  constructor(options: DeliveryOptions) {
    this.options = options;
    this.began = options.clock.now();
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
    await Promise.all(this.lanes.map((lane) => lane.empty()));
  }

  private wake(id: StreamId): void {
    if (this.stopped) return;
    for (const lane of this.lanes) lane.add(id);
  }

  /** The stream's messages that are due and belong to the lane, in their order. */
  private async deliver(id: StreamId, belongs: (slot: Slot) => boolean): Promise<void> {
    const stream = this.options.journal.peek(id) ?? (await this.options.journal.read(id));
    if (!stream) return;
    const now = this.options.clock.now();
    const due = [...stream.slots.values()].filter((slot) => isDue(slot) && belongs(slot));
    for (const slot of due.filter((each) => isReady(each, now))) {
      const { key } = slot;
      if (this.stopped) return;
      if (this.isBehind(slot, this.options.journal.peek(id))) continue;
      // One that cannot be drawn or kept does not hold up the others.
      await this.deliverSlot(stream, key, belongs).catch((error: unknown) =>
        this.options.log.error({ stream: id, slot: key, err: error }, "A delivery failed; it is tried again."),
      );
    }
    const waiting = due.flatMap((slot) =>
      slot.notBefore !== undefined && !isReady(slot, now) ? [slot.notBefore] : [],
    );
    const next = waiting.sort()[0];
    if (next) this.wakeLater(id, Math.max(0, Date.parse(next) - Date.parse(now)));
  }

  /** News waits for earlier news of its place: they stand in order, and what waits is told in one go. */
  private isBehind({ key, intent }: Slot, stream: Stream | undefined): boolean {
    const { kind, place } = intent as { readonly kind: string; readonly place?: string };
    if (kind !== "said" || !stream) return false;
    const now = this.options.clock.now();
    for (const other of stream.slots.values()) {
      if (other.key === key) return false;
      const earlier = other.intent as { readonly kind: string; readonly place?: string };
      if (earlier.kind === "said" && earlier.place === place && isDue(other) && !isReady(other, now)) return true;
    }
    return false;
  }

  private wakeLater(id: StreamId, ms: number): void {
    this.options.jobs.after(ms, `deliver ${id}`, async () => this.wake(id));
  }

  private async deliverSlot(stream: Stream, key: string, belongs: (slot: Slot) => boolean): Promise<void> {
    const begun = await this.begin(stream.id, key, belongs);
    if (!begun) return;
    const { slot, intent, message, wasSending } = begun;
    let { receipt } = slot;
    let inDoubt = receipt === undefined && wasSending !== undefined;
    let blindly = false;
    try {
      if (inDoubt && wasSending !== undefined) {
        const found = await this.find(message, wasSending);
        blindly = found === "notShown";
        const wait = found === "absent" ? this.onItsWay(message.mark, wasSending) : 0;
        if (wait > 0) return await this.putOff(stream.id, key, wait);
        receipt = typeof found === "string" ? undefined : found.receipt;
      }
      inDoubt = false;
      if (receipt === undefined) receipt = await this.options.messenger.create(message);
      // A message that says one thing once is right as it was sent; any other is brought up to date.
      else if (!isSaidOnce(intent)) receipt = await this.options.messenger.update(receipt, message);
      await this.finish(stream.id, slot, receipt, isSaidOnce(intent));
    } catch (error) {
      if (!(error instanceof PlatformTrouble)) throw error;
      await this.failed(stream.id, slot, error, { receipt, inDoubt, blindly });
    }
  }

  /** Looks at the slot afresh, makes its message, and keeps "sending" where a creation begins. */
  private async begin(
    id: StreamId,
    key: string,
    belongs: (slot: Slot) => boolean,
  ): Promise<{ slot: Slot; intent: Intent; message: Outgoing; wasSending: Instant | undefined } | undefined> {
    const { clock } = this.options;
    const now = clock.now();
    return this.change(id, now, (stream) => {
      const slot = stream.slots.get(key);
      if (!slot || !isDue(slot) || !belongs(slot)) return { outcome: undefined };
      const intent = intentSchema.parse(slot.intent);
      const shown = drawn(intent, stream, now, this.options);
      if (!shown) return { outcome: undefined, slots: [], forget: [key] };
      const { address, card, pin, unpin } = shown;
      const message: Outgoing = {
        address,
        card,
        mark: `${id}/${key}`,
        ...(pin ? { pin } : {}),
        ...(unpin ? { unpin } : {}),
      };
      const begun = { slot, intent, message, wasSending: slot.sendingSince };
      if (slot.receipt !== undefined || slot.sendingSince !== undefined) return { outcome: begun };
      return { outcome: begun, slots: [{ ...slot, sendingSince: now }] };
    });
  }

  private async find(message: Outgoing, since: Instant): Promise<{ receipt: string } | "absent" | "notShown"> {
    const now = this.options.clock.now();
    try {
      // A clock that was put back since must not hide what is older than it says.
      const receipt = await this.options.messenger.findSent(message, later(since < now ? since : now, -lookBackMs));
      return receipt === undefined ? "absent" : { receipt };
    } catch (error) {
      if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
      this.options.log.warn(
        { mark: message.mark, cause: error.message },
        "A message was in flight when the process ended and the platform does not let us look for it; it may stand there twice.",
      );
      return "notShown";
    }
  }

  /** How much longer what was begun before this process may be on its way. */
  private onItsWay(mark: string, since: Instant): number {
    if (since >= this.began || this.waitedFor.has(mark)) return 0;
    this.waitedFor.add(mark);
    const until = Math.min(Date.parse(this.began) + onItsWayMs, Date.parse(since) + latestHandOverMs);
    return Math.min(onItsWayMs, until - Date.parse(this.options.clock.now()));
  }

  private async putOff(id: StreamId, key: string, wait: number): Promise<void> {
    const now = this.options.clock.now();
    await this.change(id, now, (stream) => {
      const slot = stream.slots.get(key);
      return slot ? { outcome: undefined, slots: [{ ...slot, notBefore: later(now, wait) }] } : { outcome: undefined };
    });
    this.wakeLater(id, wait);
  }

  private async finish(id: StreamId, sent: Slot, receipt: string, once: boolean): Promise<void> {
    await this.change(id, this.options.clock.now(), (stream) => {
      const slot = stream.slots.get(sent.key);
      if (!slot) return { outcome: undefined };
      if (once) return { outcome: undefined, slots: [], forget: [slot.key] };
      const { sendingSince: _, notBefore: __, blind: ___, ...rest } = slot;
      return { outcome: undefined, slots: [{ ...rest, receipt, shown: sent.wanted, failures: 0 }] };
    });
    const slot = this.options.journal.peek(id)?.slots.get(sent.key);
    if (slot && isDue(slot)) this.wake(id);
  }

  private async failed(
    id: StreamId,
    tried: Slot,
    trouble: PlatformTrouble,
    attempt: Omit<Attempt, "notBefore">,
  ): Promise<void> {
    const { log, clock } = this.options;
    const now = clock.now();
    const fields = { slot: tried.key, stream: id, trouble: trouble.kind, cause: trouble.message };
    const wait = waitMs(tried, trouble);
    const intent = intentSchema.parse(tried.intent);
    const isGivenUp = await this.change(id, now, (stream) => {
      const slot = stream.slots.get(tried.key);
      if (!slot) return { outcome: false };
      const after = slotAfter(slot, trouble, { ...attempt, notBefore: later(now, wait) });
      if (after.abandoned === undefined) return { outcome: false, slots: [after] };
      return { outcome: true, slots: [after, ...byOtherAccounts(intent, stream, this.options.people)] };
    });
    if (isGivenUp) {
      log.error(fields, "A message could not be delivered and was given up.");
      const isInPlace = "place" in intent && intent.place && !("account" in intent && intent.account);
      if (trouble.kind === "gone" && isInPlace && intent.place)
        await this.options.places.lost(id, intent.place, "gone");
    } else {
      const tell = trouble.kind === "lockedOut" ? log.error : log.warn;
      tell(fields, "A message could not be delivered yet; it is tried again.");
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
