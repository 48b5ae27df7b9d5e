/** Who may do what. Roles come from who is named in the onboarding first, from the person's company after that. */
import type { CommandType } from "./commands.ts";
import { resellerFunctions } from "./events.ts";
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
  readonly account: AccountId;
  readonly company: CompanyKey;
  /** Administers onboarding for the carrier. */
  readonly carrierAdmin: boolean;
  /** A guest of the workspace, who belongs to no company of it unless named. */
  readonly guest: boolean;
}

/** Every role the person has in this onboarding; never empty. */
export function rolesIn(onboarding: Onboarding, who: Identity): readonly Role[] {
  const found: Role[] = [];
  const { carrierTeam, resellerTeam } = onboarding;
  if (resellerTeam.lead.account === who.account) found.push("lead");
  else if (resellerFunctions.some((name) => resellerTeam.functions[name]?.account === who.account))
    found.push("member");
  if (carrierTeam.serviceManager.account === who.account) found.push("serviceManager");
  if (carrierTeam.delegate?.account === who.account) found.push("delegate");
  if (who.carrierAdmin && who.company === onboarding.carrier && !found.includes("lead") && !found.includes("member"))
    found.push("carrierAdmin");
  if (found.length > 0) return found;
  if (who.guest) return ["outsider"];
  if (who.company === onboarding.carrier) return ["otherServiceManager"];
  return who.company === onboarding.reseller ? ["member"] : ["outsider"];
}

const resellerSide = ["lead", "member"] as const;
const decidingCarrier = ["serviceManager", "delegate", "carrierAdmin"] as const;

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
  CloseOnboarding: ["serviceManager", "carrierAdmin"],
} as const satisfies Record<CommandType, readonly Role[]>;

export const mayAny = (held: readonly Role[], command: CommandType): boolean =>
  held.some((role) => (mayDo[command] as readonly Role[]).includes(role));

/** Everybody who takes part may look. */
export const mayLook = (held: readonly Role[]): boolean => !held.includes("outsider");

/** Which side the person is on, for "what you can do next". */
export function sideOf(held: readonly Role[]): "reseller" | "carrier" | "none" {
  if (held.includes("lead") || held.includes("member")) return "reseller";
  return held.includes("outsider") ? "none" : "carrier";
}
