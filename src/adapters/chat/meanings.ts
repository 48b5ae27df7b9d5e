/** What a platform's word for a failure means to us, with what to do about it. */
import { PlatformTrouble, type TroubleKind } from "../../ports/messenger.ts";

export interface Meaning {
  readonly kind: TroubleKind;
  /** A sentence that says what to do about it. */
  readonly cure: string;
  /** The platform says so of what is there, too: see `PlatformTrouble`. */
  readonly passing?: boolean;
}

export const gone = (cure: string): Meaning => ({ kind: "gone", cure });
export const refused = (cure: string): Meaning => ({ kind: "refused", cure });
export const lockedOut = (cure: string): Meaning => ({ kind: "lockedOut", cure });
export const unreachable = (cure: string): Meaning => ({ kind: "unreachable", cure });
export const messageGone = (cure: string): Meaning => ({ kind: "messageGone", cure });

/** The platform's own no, which trying again does not change: it was reached, and does not do this. */
export const isNo = (error: unknown): error is PlatformTrouble =>
  error instanceof PlatformTrouble && (error.kind === "refused" || error.kind === "gone");

/** A member of a vendor's error, which is read by shape since its classes differ between versions. */
export const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
