/** A chat platform in memory: keeps what stands there, finds messages by their marks, and fails on order. */
import { type Instant, platformOf } from "../../src/domain/ids.ts";
import { type Messenger, type Outgoing, PlatformTrouble, type TroubleKind } from "../../src/ports/messenger.ts";
import type { Card } from "../../src/views/vocabulary.ts";
import { wordsOnCard } from "./words-on-card.ts";

export interface Standing {
  readonly receipt: string;
  readonly mark: string;
  readonly address: Outgoing["address"];
  readonly pinned: boolean;
  card: Card;
  edits: number;
}

export type Call = "create" | "update" | "findSent";

/** `after`: the work is done all the same, and nobody learns of it. */
type Fault =
  | { readonly kind: "trouble"; readonly trouble: PlatformTrouble; readonly effect: "before" | "after" }
  | { readonly kind: "hold"; readonly until: Promise<void>; readonly effect: "before" | "after" };

/** What stands on the platforms, whichever process put it there. */
export interface Platforms {
  readonly standing: Standing[];
  count: number;
}

export class RecordingMessenger implements Messenger {
  protected readonly platforms: Platforms;
  /** Every call, in order: `create ob_1/checklist@…`. */
  readonly calls: string[] = [];
  /** From when on it was looked for something, in order. */
  readonly lookedSince: Instant[] = [];
  private readonly faults: { readonly call: Call; readonly about: string; readonly fault: Fault; left: number }[] = [];

  constructor(platforms: Platforms = { standing: [], count: 0 }) {
    this.platforms = platforms;
  }

  /** What stands there now, oldest first. */
  get standing(): Standing[] {
    return this.platforms.standing;
  }

  /** The next calls about a message whose mark has `about` in it fail. */
  fails(
    call: Call,
    kind: TroubleKind,
    {
      about = "",
      times = 1,
      effect = "before" as "before" | "after",
      retryAfterMs = undefined as number | undefined,
      unanswered = false,
      passing = false,
    } = {},
  ): void {
    const more = { unanswered, passing, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    const trouble = new PlatformTrouble(kind, `${call} was made to fail: ${kind}. Mend it.`, more);
    this.faults.push({ call, about, fault: { kind: "trouble", trouble, effect }, left: times });
  }

  /** The next call about such a message waits, having done its work or before it. Returns what lets it go on. */
  holds(call: Call, about: string, effect: "before" | "after" = "before"): () => void {
    let goOn: () => void = () => {};
    const until = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    this.faults.push({ call, about, fault: { kind: "hold", until, effect }, left: 1 });
    return goOn;
  }

  /** All is well again. */
  mended(): void {
    this.faults.length = 0;
  }

  /** Somebody deleted it. */
  deletes(mark: string): void {
    const index = this.standing.findIndex((one) => one.mark.includes(mark));
    if (index === -1) throw new Error(`There is no message ${mark} to delete.`);
    this.standing.splice(index, 1);
  }

  /** What stands there with such a mark. */
  with(mark: string): readonly Standing[] {
    return this.standing.filter((one) => one.mark.includes(mark));
  }

  /** The one message with such a mark. @throws where there are more or none */
  only(mark: string): Standing {
    const [found, ...more] = this.with(mark);
    if (!found || more.length > 0)
      throw new Error(`${more.length + (found ? 1 : 0)} messages ${mark} of ${this.standing.map((one) => one.mark)}`);
    return found;
  }

  words(mark: string): string {
    return wordsOnCard(this.only(mark).card);
  }

  async create(message: Outgoing): Promise<string> {
    return this.doing("create", message.mark, () => {
      this.platforms.count += 1;
      const receipt = `receipt-${this.platforms.count}`;
      const { mark, address, card, pin } = message;
      this.standing.push({ receipt, mark, address, card, pinned: pin === true, edits: 0 });
      return receipt;
    });
  }

  async update(receipt: string, { mark, card }: Outgoing): Promise<string> {
    return this.doing("update", mark, () => {
      const found = this.standing.find((one) => one.receipt === receipt);
      if (!found) throw new PlatformTrouble("messageGone", "The message was deleted.");
      found.card = card;
      found.edits += 1;
      return receipt;
    });
  }

  async findSent({ mark, address }: Outgoing, since: Instant): Promise<string | undefined> {
    if (platformOf(address.to === "place" ? address.place : address.account) === "teams")
      throw new PlatformTrouble("refused", "Teams does not let a bot look for its messages.");
    this.lookedSince.push(since);
    return this.doing("findSent", mark, () => this.standing.find((one) => one.mark === mark)?.receipt);
  }

  private async doing<Result>(call: Call, mark: string, work: () => Result): Promise<Result> {
    this.calls.push(`${call} ${mark}`);
    const order = this.faults.find((one) => one.left > 0 && one.call === call && mark.includes(one.about));
    if (!order) return work();
    order.left -= 1;
    const { fault } = order;
    const early = fault.effect === "after" ? { done: work() } : undefined;
    if (fault.kind === "trouble") throw fault.trouble;
    await fault.until;
    return early ? early.done : work();
  }
}
