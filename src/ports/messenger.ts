/** How cards reach people. One messenger per platform; ids are opaque to the application. */
import type { AccountId, Instant, PlaceId } from "../domain/ids.ts";
import type { Card } from "../views/vocabulary.ts";

export type Address =
  | { readonly to: "place"; readonly place: PlaceId }
  /** Direct message. `fallback`: where to say it with a mention when the person cannot be written to. */
  | { readonly to: "person"; readonly account: AccountId; readonly fallback?: PlaceId };

export interface Outgoing {
  readonly address: Address;
  readonly card: Card;
  /** Travels with the message, so that it can be found again: `STREAM/SLOT`. */
  readonly mark: string;
  /** Pin it where that is allowed; a nicety that never fails the message. */
  readonly pin?: true;
  /** Take the pin away again, in the same spirit. */
  readonly unpin?: true;
}

export type TroubleKind =
  /** Try again later; `retryAfterMs` where the platform said when. */
  | "busy"
  | "unreachable"
  /** The place or the person is gone, archived, or left: no use in trying again. */
  | "gone"
  /** The message to update is not there any more: create it anew. */
  | "messageGone"
  /** The platform refuses this (scope, payload); the message carries the cure. */
  | "refused"
  /** It takes nothing from the bot (its token or secret ended, the app is switched off): try again later, somebody has to mend it. */
  | "lockedOut";

/** The platform did not do what was asked. `message` names the cause and the cure. */
export class PlatformTrouble extends Error {
  readonly kind: TroubleKind;
  readonly retryAfterMs: number | undefined;
  /** Nobody answered: what was sent may have arrived all the same. */
  readonly unanswered: boolean;
  /** `gone` that the platform also says, for moments, of what is there: worth a few more tries before it is believed. */
  readonly passing: boolean;
  constructor(
    kind: TroubleKind,
    message: string,
    more: { retryAfterMs?: number; unanswered?: boolean; passing?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "PlatformTrouble";
    this.kind = kind;
    this.retryAfterMs = more.retryAfterMs;
    this.unanswered = more.unanswered === true;
    this.passing = more.passing === true;
  }
}

export interface Messenger {
  /** Posts a message and returns its receipt. @throws PlatformTrouble */
  create(message: Outgoing): Promise<string>;
  /** Makes the message show the card; may return a new receipt. @throws PlatformTrouble */
  update(receipt: string, message: Outgoing): Promise<string>;
  /**
   * Looks for a message with this mark, posted since then, whose receipt was never learned. Undefined: it is not there.
   * @throws PlatformTrouble where the platform answers, but does not let us look (`refused`), or does not answer
   */
  findSent(message: Outgoing, since: Instant): Promise<string | undefined>;
}
