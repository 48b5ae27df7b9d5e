/** What a person asks for, imperative. Values are parsed already; `decide` says whether it may happen. */
import type {
  CarrierTeam,
  CenterContact,
  CenterFunction,
  Certification,
  Course,
  Details,
  OcnRecord,
  Person,
  ResellerTeam,
} from "./events.ts";
import type { CompanyKey, Instant, IsoDate, PlaceId, Rsid } from "./ids.ts";
import type { StateCode } from "./states.ts";

export type Command =
  | {
      readonly type: "StartOnboarding";
      readonly details: Details;
      readonly carrierTeam: CarrierTeam;
      readonly resellerTeam: ResellerTeam;
      readonly carrier: CompanyKey;
      /** The company of the reseller's lead. */
      readonly reseller: CompanyKey;
      readonly place: PlaceId;
      readonly placeName?: string;
    }
  | { readonly type: "ReviseDetails"; readonly details: Details }
  | {
      readonly type: "ChangeResellerTeam";
      readonly resellerTeam: ResellerTeam;
      /** The company of the lead; absent where the lead is a guest, of whose company nothing is known. */
      readonly reseller?: CompanyKey;
    }
  | {
      readonly type: "RecordCertification";
      readonly entries: readonly { readonly state: StateCode; readonly certification: Certification }[];
    }
  | {
      readonly type: "RecordOcn";
      readonly entries: readonly { readonly state: StateCode; readonly record: OcnRecord }[];
    }
  | {
      readonly type: "SubmitQuestionnaire";
      readonly on: IsoDate;
      readonly submittedBy: string;
      readonly confirmation?: string;
      readonly documentsOwed: readonly string[];
    }
  | { readonly type: "RecordDocuments"; readonly documents: readonly string[] }
  | { readonly type: "AcceptQuestionnaire" }
  | { readonly type: "ReturnQuestionnaire"; readonly reasons: string }
  | { readonly type: "IssueRsid"; readonly rsid: Rsid; readonly request: number }
  | { readonly type: "CorrectRsid"; readonly rsid: Rsid; readonly reason: string }
  | { readonly type: "AskInformation"; readonly request: number; readonly question: string }
  | { readonly type: "GiveInformation"; readonly request: number; readonly answer: string }
  | {
      readonly type: "HandOver";
      readonly serviceManager: Person;
      readonly delegate?: Person;
      readonly briefing?: string;
    }
  | {
      readonly type: "AssignCenters";
      readonly centers: Readonly<Partial<Record<CenterFunction, CenterContact>>>;
      readonly states: "all" | readonly StateCode[];
    }
  | { readonly type: "PlanCourse"; readonly course: Course }
  | { readonly type: "CompleteCourse"; readonly courseId: string }
  | { readonly type: "DropCourse"; readonly courseId: string }
  | { readonly type: "MakeLinkCode"; readonly code: string; readonly until: Instant }
  | { readonly type: "LinkPlace"; readonly place: PlaceId; readonly name?: string; readonly code: string }
  | { readonly type: "UnlinkPlace"; readonly place: PlaceId }
  | { readonly type: "RepairPlace"; readonly place: PlaceId }
  | { readonly type: "CloseOnboarding"; readonly reason: string };

export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
