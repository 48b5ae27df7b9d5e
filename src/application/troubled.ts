/** What becomes of a message that could not be delivered: when it is tried again, what is kept of it, and when it is given up. */
import type { Instant } from "../domain/ids.ts";
import type { Slot, Stream } from "../ports/journal.ts";
import type { PlatformTrouble } from "../ports/messenger.ts";
import { freshSlot, type Intent } from "./notices.ts";
import type { People } from "./people.ts";

const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;
/** Further ahead than this, "not before" was written by a clock that was wrong, and is not waited for. */
export const farthestMs = 60 * 60_000;

/** How long to wait before the message is tried again, in ms. */
export const waitMs = ({ failures }: Slot, { retryAfterMs }: PlatformTrouble): number =>
  Math.min(farthestMs, retryAfterMs ?? Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 12)));

/** So often a message is sent once more that may stand there already, where nobody answers and nobody lets us look. */
const mostBlind = 5;

/** So often what may be gone for a moment only is tried again, which takes about half a minute. */
const mostPassing = 4;

export interface Attempt {
  /** Where the message stands, if it does. */
  readonly receipt: string | undefined;
  /** It may stand there since an earlier attempt, and could not be looked for this time. */
  readonly inDoubt: boolean;
  /** It was sent although it may have stood there: the platform does not let us look. */
  readonly blindly: boolean;
  readonly notBefore: Instant;
}

/** The slot after the attempt that met the trouble; `abandoned` where trying again is of no use. */
export function slotAfter(slot: Slot, trouble: PlatformTrouble, attempt: Attempt): Slot {
  const { receipt, inDoubt, blindly, notBefore } = attempt;
  const { receipt: _, sendingSince, ...rest } = slot;
  const notSent = { ...rest, failures: slot.failures + 1 };
  // What may have arrived all the same is looked for before it is sent again.
  const looked = receipt === undefined && (inDoubt || trouble.kind === "unreachable") && sendingSince;
  const kept = receipt === undefined ? (looked ? { sendingSince: looked } : {}) : { receipt };
  switch (trouble.kind) {
    case "unreachable": {
      const blind = (slot.blind ?? 0) + (blindly && trouble.unanswered ? 1 : 0);
      if (blind >= mostBlind)
        return { ...notSent, ...kept, abandoned: `${trouble.message} It may stand there, and can't be looked for.` };
      return { ...notSent, ...kept, notBefore, ...(blind > 0 ? { blind } : {}) };
    }
    case "busy":
    case "lockedOut":
      return { ...notSent, ...kept, notBefore };
    case "messageGone":
      return notSent;
    case "gone":
    case "refused":
      if (trouble.passing && slot.failures < mostPassing) return { ...notSent, ...kept, notBefore };
      return { ...notSent, ...kept, abandoned: trouble.message };
  }
}

/** What was given up for one account of a person, for their other one, where it was not tried by that yet. */
export function byOtherAccounts(
  intent: Intent,
  { slots }: Pick<Stream, "slots">,
  people: Pick<People, "othersOf">,
): readonly Slot[] {
  // What tells an account about itself is for nobody else's eyes than that account's.
  if (intent.kind === "joined" || !("account" in intent) || intent.account === undefined) return [];
  return people
    .othersOf(intent.account)
    .map(({ account }) => freshSlot({ ...intent, account }))
    .filter(({ key }) => !slots.has(key));
}
