/** What can come of a command: events, a refusal, values that can't be right, or doubts to agree to first. */
import type { Identity, Right, Role } from "./authority.ts";
import type { OnboardingEvent, Person } from "./events.ts";
import type { Doubt } from "./findings.ts";
import type { AccountId, Instant, IsoDate } from "./ids.ts";
import type { Stamp } from "./onboarding.ts";
import type { StateCode } from "./states.ts";

/** Why a command has no effect; `wording.ts` has one sentence for each. */
export type Refusal =
  | { readonly refusal: "notAllowed"; readonly command: Right; readonly held: readonly Role[] }
  | { readonly refusal: "noOnboarding" }
  | { readonly refusal: "alreadyStarted" }
  | { readonly refusal: "closed"; readonly closed: Stamp }
  | { readonly refusal: "onlyForTheTwoCompanies" }
  | { readonly refusal: "questionnaireNotSubmitted" }
  | {
      readonly refusal: "questionnaireAlready";
      readonly status: "submitted" | "accepted" | "returned";
      readonly stamp: Stamp;
    }
  | { readonly refusal: "rsidLocked"; readonly why: "questionnaireNotSubmitted" | "questionnaireReturned" }
  | { readonly refusal: "rsidAlreadyIssued"; readonly rsid: string; readonly stamp: Stamp }
  | { readonly refusal: "rsidNotIssued" }
  | { readonly refusal: "requestIsOver"; readonly request: number }
  | { readonly refusal: "informationAlreadyAsked"; readonly stamp: Stamp }
  | { readonly refusal: "nothingAsked" }
  | { readonly refusal: "courseGone" }
  | { readonly refusal: "courseAlreadyDone"; readonly by: Person }
  | { readonly refusal: "documentsAlreadyReceived" }
  | { readonly refusal: "codeNotValid" }
  | { readonly refusal: "placeAlreadyLinked" }
  | { readonly refusal: "tooManyPlaces"; readonly limit: number }
  | { readonly refusal: "placeNotLinked" }
  | { readonly refusal: "lastPlace" };

/** A value that can't be right, next to its field. */
export type Invalid =
  | { readonly invalid: "noStates" }
  | { readonly invalid: "notAState"; readonly state: StateCode }
  | { readonly invalid: "numberOrDocket"; readonly state: StateCode }
  | {
      readonly invalid: "inFuture";
      readonly what: "appliedOn" | "notifiedOn" | "requestedOn" | "submittedOn" | "deniedOn";
      readonly state?: StateCode;
    }
  | { readonly invalid: "expiresBeforeEffective"; readonly state: StateCode }
  | { readonly invalid: "ocnIsRsid"; readonly state: StateCode; readonly ocn: string }
  | { readonly invalid: "stateTwice"; readonly state: StateCode }
  | { readonly invalid: "rsidIsOcn"; readonly rsid: string; readonly states: readonly StateCode[] }
  | { readonly invalid: "sameRsid"; readonly rsid: string }
  | { readonly invalid: "bothSides"; readonly person: Person }
  | { readonly invalid: "delegateIsManager" }
  | { readonly invalid: "samePeople" }
  | { readonly invalid: "centersEmpty" };

export type Decision =
  | { readonly kind: "happened"; readonly events: readonly [OnboardingEvent, ...OnboardingEvent[]] }
  /** It stands already exactly so: nothing to record. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "invalid"; readonly problems: readonly Invalid[] }
  /** Ask first: these doubts were not agreed to yet. */
  | { readonly kind: "doubtful"; readonly doubts: readonly Doubt[] };

export const happened = (first: OnboardingEvent, ...more: OnboardingEvent[]): Decision => ({
  kind: "happened",
  events: [first, ...more],
});
export const refused = (refusal: Refusal): Decision => ({ kind: "refused", refusal });
export const invalid = (...problems: Invalid[]): Decision => ({ kind: "invalid", problems });
export const unchanged: Decision = { kind: "unchanged" };

export interface Circumstances {
  readonly who: Identity;
  readonly person: Person;
  readonly now: Instant;
  /** The day in the onboarding's own time zone. */
  readonly today: IsoDate;
  /** Keys of the doubts the person has said yes to. */
  readonly agreed: readonly string[];
  /** The same for every account of one human. */
  readonly humanOf: (account: AccountId) => AccountId;
}
