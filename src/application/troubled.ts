/** What becomes of a message that could not be delivered: when it is tried again, what is kept of it, and when it is given up. */
import type { Instant } from "../domain/ids.ts";
import type { Slot } from "../ports/journal.ts";
import type { PlatformTrouble } from "../ports/messenger.ts";

const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;
/** Further ahead than this, "not before" was written by a clock that was wrong, and is not waited for. */
export const farthestMs = 60 * 60_000;

/** How long to wait before the message is tried again, in ms. */
export const waitMs = ({ failures }: Slot, { retryAfterMs }: PlatformTrouble): number =>
  Math.min(farthestMs, retryAfterMs ?? Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 12)));

export interface Attempt {
  /** Where the message stands, if it does. */
  readonly receipt: string | undefined;
  /** It may stand there since an earlier attempt, and could not be looked for this time. */
  readonly inDoubt: boolean;
  readonly notBefore: Instant;
}

/** The slot after the attempt that met the trouble; `abandoned` where trying again is of no use. */
export function slotAfter(slot: Slot, trouble: PlatformTrouble, { receipt, inDoubt, notBefore }: Attempt): Slot {
  const { receipt: _, sendingSince, ...rest } = slot;
  const notSent = { ...rest, failures: slot.failures + 1 };
  // What may have arrived all the same is looked for before it is sent again.
  const looked = receipt === undefined && (inDoubt || trouble.kind === "unreachable") && sendingSince;
  const kept = receipt === undefined ? (looked ? { sendingSince: looked } : {}) : { receipt };
  switch (trouble.kind) {
    case "busy":
    case "unreachable":
      return { ...notSent, ...kept, notBefore };
    case "messageGone":
      return notSent;
    case "gone":
    case "refused":
      return { ...notSent, ...kept, abandoned: trouble.message };
  }
}
