/** Who may do what. Roles come from who is named in the onboarding first, from the person's company after that. */
import type { CommandType } from "./commands.ts";
import { type Person, resellerFunctions } from "./events.ts";
import type { AccountId, CompanyKey } from "./ids.ts";
import type { Onboarding } from "./onboarding.ts";

export const roles = [
  "lead",
  "member",
  "serviceManager",
  "delegate",
  "otherServiceManager",
  "carrierAdmin",
  "outsider",
] as const;
export type Role = (typeof roles)[number];

/** A person as far as authority is concerned. */
export interface Identity {
  /** The account they act with. */
  readonly account: AccountId;
  /** All accounts of theirs that are known to be one human's, this one among them. */
  readonly accounts: readonly AccountId[];
  /** The company of the account they act with. */
  readonly company: CompanyKey;
  /** Companies that they belong to as more than a guest. */
  readonly companies: readonly CompanyKey[];
  /** Belongs to the carrier, as more than a guest. */
  readonly ofCarrier: boolean;
  /** Administers onboarding for the carrier. */
  readonly carrierAdmin: boolean;
  /** A guest where they act, who belongs to no company there unless named. */
  readonly guest: boolean;
  /**
   * The platform says who they are. While it does not, they count for what they are named as and for nothing else: whoever can't
   * be looked up is nobody's own.
   */
  readonly known: boolean;
}

const isOne = (who: Identity, person: Person | undefined): boolean =>
  person !== undefined && who.accounts.includes(person.account);

/** Every role the person has in this onboarding; never empty. */
export function rolesIn(onboarding: Onboarding, who: Identity): readonly Role[] {
  const found: Role[] = [];
  const { carrierTeam, resellerTeam, resellers } = onboarding;
  if (isOne(who, resellerTeam.lead)) found.push("lead");
  else if (resellerFunctions.some((name) => isOne(who, resellerTeam.functions[name]))) found.push("member");
  if (isOne(who, carrierTeam.serviceManager)) found.push("serviceManager");
  if (isOne(who, carrierTeam.delegate)) found.push("delegate");
  if (who.carrierAdmin && who.ofCarrier && !found.includes("lead") && !found.includes("member"))
    found.push("carrierAdmin");
  if (found.length > 0) return found;
  if (who.ofCarrier) return ["otherServiceManager"];
  return who.companies.some((company) => resellers.includes(company)) ? ["member"] : ["outsider"];
}

const resellerSide = ["lead", "member"] as const;
const decidingCarrier = ["serviceManager", "delegate", "carrierAdmin"] as const;

/** Saying that two accounts are one human's is about people and not about one onboarding, so it is no command to it. */
export type Right = CommandType | "JoinAccounts";

/** Facts about the reseller come from the reseller, decisions from the carrier: nobody approves what they typed. */
export const mayDo = {
  StartOnboarding: ["otherServiceManager", "carrierAdmin", "lead", "member", "serviceManager", "delegate"],
  ReviseDetails: ["lead", ...decidingCarrier],
  ChangeResellerTeam: ["lead", ...decidingCarrier],
  RecordCertification: resellerSide,
  RecordOcn: resellerSide,
  SubmitQuestionnaire: resellerSide,
  RecordDocuments: [...resellerSide, ...decidingCarrier],
  AcceptQuestionnaire: decidingCarrier,
  ReturnQuestionnaire: decidingCarrier,
  IssueRsid: decidingCarrier,
  CorrectRsid: decidingCarrier,
  AskInformation: decidingCarrier,
  GiveInformation: resellerSide,
  HandOver: decidingCarrier,
  AssignCenters: decidingCarrier,
  PlanCourse: [...resellerSide, ...decidingCarrier],
  CompleteCourse: [...resellerSide, ...decidingCarrier],
  DropCourse: [...resellerSide, ...decidingCarrier],
  MakeLinkCode: ["lead", ...decidingCarrier],
  // The code is the right: it was given away by somebody who may.
  LinkPlace: roles,
  UnlinkPlace: ["lead", ...decidingCarrier],
  RepairPlace: [...resellerSide, ...decidingCarrier, "otherServiceManager"],
  JoinAccounts: decidingCarrier,
  CloseOnboarding: ["serviceManager", "carrierAdmin"],
} as const satisfies Record<Right, readonly Role[]>;

export const mayAny = (held: readonly Role[], command: Right): boolean =>
  held.some((role) => (mayDo[command] as readonly Role[]).includes(role));

/** Whether they take part by what is recorded here: by name, or as one of the reseller's company. The carrier vouches for its own. */
export const isNamed = (onboarding: Onboarding, who: Identity): boolean =>
  rolesIn(onboarding, who).some((role) => role !== "otherServiceManager" && role !== "outsider");

/** Everybody who takes part may look. */
export const mayLook = (held: readonly Role[]): boolean => !held.includes("outsider");

/** Which side the person is on, for "what you can do next". */
export function sideOf(held: readonly Role[]): "reseller" | "carrier" | "none" {
  if (held.includes("lead") || held.includes("member")) return "reseller";
  return held.includes("outsider") ? "none" : "carrier";
}
