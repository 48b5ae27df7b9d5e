/** What happened, past tense. One union; the stored history is a list of these in their envelopes. */
import {
  type AccountId,
  type CompanyKey,
  chatPlatforms,
  type Instant,
  type IsoDate,
  type Ocn,
  type OcnCategory,
  type OnboardingId,
  type PlaceId,
  type RequestKey,
  type Rsid,
  type TimeZone,
} from "./ids.ts";
import type { StateCode } from "./states.ts";

/** A human as the history remembers them; the name is what they were called then. */
export interface Person {
  readonly account: AccountId;
  readonly name: string;
}

export const resellerFunctions = ["regulatory", "ordering", "provisioning", "billing"] as const;
export type ResellerFunction = (typeof resellerFunctions)[number];

export interface ResellerTeam {
  readonly lead: Person;
  readonly functions: Readonly<Partial<Record<ResellerFunction, Person>>>;
}

export interface CarrierTeam {
  readonly serviceManager: Person;
  readonly delegate?: Person;
}

export interface Details {
  readonly legalName: string;
  readonly dba?: string;
  readonly states: readonly StateCode[];
  readonly negotiationsOn?: IsoDate;
  readonly firstOrderOn?: IsoDate;
  readonly timeZone: TimeZone;
}

export const authorityKinds = ["certificate", "registration", "acknowledgement"] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** Life of a state's authority, without "not started", which is the absence of this. */
export type Certification =
  | {
      readonly status: "applied";
      readonly authority: AuthorityKind;
      readonly appliedOn: IsoDate;
      readonly docket?: string;
    }
  | {
      readonly status: "granted";
      readonly authority: AuthorityKind;
      /** Certificate number; some states give only a docket. At least one of the two is there. */
      readonly number?: string;
      readonly docket?: string;
      readonly legalName: string;
      readonly effectiveOn: IsoDate;
      readonly expiresOn?: IsoDate;
      readonly renewsYearly?: true;
      readonly document?: string;
    }
  /** `rule`: the rule that says no certification is needed, as cited by the reseller. */
  | { readonly status: "notRequired"; readonly rule: string }
  | { readonly status: "denied"; readonly on: IsoDate; readonly reason: string }
  | { readonly status: "lapsed"; readonly on: IsoDate; readonly reason: string };

export type OcnRecord =
  | { readonly status: "requested"; readonly category: OcnCategory; readonly requestedOn: IsoDate }
  | {
      readonly status: "assigned";
      readonly ocn: Ocn;
      readonly category: OcnCategory;
      /** Date of NECA's notification. */
      readonly notifiedOn: IsoDate;
      readonly companyName?: string;
      /** Where NECA's notification can be seen. */
      readonly evidence?: string;
    };

export const centerFunctions = ["billing", "provisioning"] as const;
export type CenterFunction = (typeof centerFunctions)[number];

export interface CenterContact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly hours?: string;
}

export const courseKinds = ["instructorLed", "webBased", "downloadable"] as const;
export type CourseKind = (typeof courseKinds)[number];

export interface Course {
  readonly id: string;
  readonly kind: CourseKind;
  readonly title: string;
  readonly link?: string;
  readonly on?: IsoDate;
  readonly who?: string;
}

/** Why the bot can't write to a place any more: put out of it, archived, or no more there. */
export const losses = ["removed", "archived", "gone"] as const;
export type Loss = (typeof losses)[number];

export type OnboardingEvent =
  | {
      readonly type: "OnboardingStarted";
      readonly details: Details;
      readonly carrierTeam: CarrierTeam;
      readonly resellerTeam: ResellerTeam;
      readonly carrier: CompanyKey;
      readonly reseller: CompanyKey;
      readonly place: PlaceId;
      /** As its people call it, where the platform says so. */
      readonly placeName?: string;
    }
  /** `before`: as they were; what was recorded long ago does not say it. */
  | { readonly type: "DetailsRevised"; readonly details: Details; readonly before?: Details }
  | {
      readonly type: "ResellerTeamChanged";
      readonly resellerTeam: ResellerTeam;
      /** The reseller's company on the lead's platform, where it became known with the lead. */
      readonly reseller?: CompanyKey;
    }
  | { readonly type: "CertificationRecorded"; readonly state: StateCode; readonly certification: Certification }
  | { readonly type: "OcnRecorded"; readonly state: StateCode; readonly record: OcnRecord }
  | {
      readonly type: "QuestionnaireSubmitted";
      readonly on: IsoDate;
      readonly submittedBy: string;
      readonly confirmation?: string;
      readonly documentsOwed: readonly string[];
    }
  | { readonly type: "DocumentsReceived"; readonly documents: readonly string[] }
  | { readonly type: "QuestionnaireAccepted" }
  | { readonly type: "QuestionnaireReturned"; readonly reasons: string }
  /** The service manager is asked for the RSID; `request` counts from 1. */
  | { readonly type: "RsidRequested"; readonly request: number }
  | { readonly type: "RsidRequestWithdrawn"; readonly request: number }
  | { readonly type: "InformationAsked"; readonly request: number; readonly question: string }
  | { readonly type: "InformationGiven"; readonly request: number; readonly answer: string }
  | { readonly type: "RsidIssued"; readonly rsid: Rsid; readonly request: number }
  | { readonly type: "RsidCorrected"; readonly rsid: Rsid; readonly supersedes: Rsid; readonly reason: string }
  | {
      readonly type: "HandedOver";
      readonly carrierTeam: CarrierTeam;
      readonly from: Person;
      readonly briefing?: string;
    }
  | {
      readonly type: "CentersAssigned";
      readonly centers: Readonly<Partial<Record<CenterFunction, CenterContact>>>;
      /** Which states they serve; `all` also covers states added later. */
      readonly states: "all" | readonly StateCode[];
    }
  | { readonly type: "CoursePlanned"; readonly course: Course }
  | { readonly type: "CourseCompleted"; readonly courseId: string; readonly title: string; readonly on: IsoDate }
  | { readonly type: "CourseDropped"; readonly courseId: string; readonly title: string }
  /** The channel was told the news of this local day; `upTo` is the last version it spoke of. */
  | { readonly type: "DigestSent"; readonly localDate: IsoDate; readonly upTo: number }
  /** Whoever brings this code to another channel until then mirrors the checklist there. `code` is its hash. */
  | { readonly type: "LinkCodeMade"; readonly code: string; readonly until: Instant }
  | {
      readonly type: "PlaceLinked";
      readonly place: PlaceId;
      /** As its people call it. */
      readonly name?: string;
      /** The reseller's company there, where it became known with the link. */
      readonly reseller?: CompanyKey;
    }
  | { readonly type: "PlaceUnlinked"; readonly place: PlaceId; readonly name?: string }
  /** The bot can't write there any more. */
  | { readonly type: "PlaceLost"; readonly place: PlaceId; readonly name?: string; readonly why: Loss }
  /** It can again. */
  | { readonly type: "PlaceFound"; readonly place: PlaceId; readonly name?: string }
  /** Started by mistake or given up; the channel is free again. */
  | { readonly type: "OnboardingClosed"; readonly reason: string };

/** Events of a service manager's desk, which spans onboardings. */
export type DeskEvent = {
  readonly type: "DeskDigestSent";
  readonly localDate: IsoDate;
  readonly onboardings: readonly OnboardingId[];
};

/** One of a person's accounts. */
export interface Membership extends Person {
  /** A guest of that company, not its own. */
  readonly guest: boolean;
}

export const joinWays = ["code", "admin", "email"] as const;
export type JoinWay = (typeof joinWays)[number];

/** Events of one human's accounts, which span onboardings. */
export type PersonEvent =
  /** Whoever brings this code to the other platform until then is the same human. `code` is its hash. */
  | { readonly type: "JoinCodeMade"; readonly member: Membership; readonly code: string; readonly until: Instant }
  | {
      readonly type: "AccountsJoined";
      readonly members: readonly [Membership, Membership];
      /** Where the person is written to. */
      readonly preferred: AccountId;
      readonly how: JoinWay;
    }
  | { readonly type: "AccountPreferred"; readonly account: AccountId }
  | { readonly type: "AccountsParted" };

export type AnyEvent = OnboardingEvent | DeskEvent | PersonEvent;

export const platforms = [...chatPlatforms, "bot"] as const;
export type Platform = (typeof platforms)[number];

/** Who did it; `bot` for what the clock brought about. */
export interface Author extends Person {
  readonly company: CompanyKey;
  readonly platform: Platform;
  /** For whom they acted; absent for the clock, and in what was recorded before both platforms could meet. */
  readonly side?: "carrier" | "reseller";
}

/** An event with who, when and through which request. `version` counts from 1 within its stream. */
export interface Recorded<Event extends AnyEvent = OnboardingEvent> {
  readonly version: number;
  readonly at: Instant;
  readonly by: Author;
  readonly request: RequestKey;
  readonly event: Event;
}
