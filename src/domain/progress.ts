/** What stands where: per state and per row of the checklist, who has the ball, what comes next, what is late. */
import { businessDaysBetween, localDate } from "./calendar.ts";
import type { StepId } from "./checklist.ts";
import {
  type CenterContact,
  type CenterFunction,
  centerFunctions,
  type Person,
  type ResellerFunction,
} from "./events.ts";
import type { Instant, IsoDate } from "./ids.ts";
import type { CenterAssignment, Onboarding } from "./onboarding.ts";
import type { StateCode } from "./states.ts";

export type CertificationStage = "notStarted" | "applied" | "granted" | "notRequired" | "denied" | "lapsed";

export function certificationStage(onboarding: Onboarding, state: StateCode): CertificationStage {
  return onboarding.certifications[state]?.value.status ?? "notStarted";
}

/** May the reseller do business there: granted, or no certification needed. */
export const isCertified = (onboarding: Onboarding, state: StateCode): boolean => {
  const stage = certificationStage(onboarding, state);
  return stage === "granted" || stage === "notRequired";
};

export type OcnStage = "notStarted" | "requested" | "assigned";

export const ocnStage = (onboarding: Onboarding, state: StateCode): OcnStage =>
  onboarding.ocns[state]?.value.status ?? "notStarted";

/** The newest assignment that serves the state wins. */
export function centerFor(
  onboarding: Onboarding,
  state: StateCode,
  center: CenterFunction,
): { readonly contact: CenterContact; readonly assignment: CenterAssignment } | undefined {
  for (let index = onboarding.centers.length - 1; index >= 0; index -= 1) {
    const assignment = onboarding.centers[index];
    const contact = assignment?.centers[center];
    if (assignment && contact && (assignment.states === "all" || assignment.states.includes(state)))
      return { contact, assignment };
  }
  return undefined;
}

export const hasBothCenters = (onboarding: Onboarding, state: StateCode): boolean =>
  centerFunctions.every((center) => centerFor(onboarding, state, center) !== undefined);

/** What a state still lacks before its initial order, in the checklist's order; empty: it is ready. */
export function lacks(onboarding: Onboarding, state: StateCode): readonly StepId[] {
  const missing: StepId[] = [];
  if (!isCertified(onboarding, state)) missing.push("certification");
  if (ocnStage(onboarding, state) !== "assigned") missing.push("ocn");
  if (onboarding.rsid.status !== "issued") missing.push("rsid");
  if (!hasBothCenters(onboarding, state)) missing.push("centers");
  return missing;
}

export const isReady = (onboarding: Onboarding, state: StateCode): boolean => lacks(onboarding, state).length === 0;

export const readyStates = (onboarding: Onboarding): readonly StateCode[] =>
  onboarding.details.states.filter((state) => isReady(onboarding, state));

export const isComplete = (onboarding: Onboarding): boolean =>
  onboarding.details.states.every((state) => isReady(onboarding, state));

/** done · active: somebody can work on it · waiting: asked for, an authority's or the carrier's answer is out · locked */
export type RowStage = "done" | "active" | "waiting" | "locked" | "optional";

export function statesWithout(onboarding: Onboarding, has: (state: StateCode) => boolean): readonly StateCode[] {
  return onboarding.details.states.filter((state) => !has(state));
}

/** Why the RSID can't be asked for yet; undefined where nothing locks it. The questionnaire is the only hard gate. */
export function rsidLock(onboarding: Onboarding): "questionnaireNotSubmitted" | "questionnaireReturned" | undefined {
  if (onboarding.rsid.status === "issued") return undefined;
  if (onboarding.questionnaire.status === "notSubmitted") return "questionnaireNotSubmitted";
  if (onboarding.questionnaire.status === "returned") return "questionnaireReturned";
  return undefined;
}

const stages: Readonly<Record<StepId, (onboarding: Onboarding) => RowStage>> = {
  certification: (onboarding) => {
    const open = statesWithout(onboarding, (state) => isCertified(onboarding, state));
    if (open.length === 0) return "done";
    return open.every((state) => certificationStage(onboarding, state) === "applied") ? "waiting" : "active";
  },
  ocn: (onboarding) => {
    const open = statesWithout(onboarding, (state) => ocnStage(onboarding, state) === "assigned");
    if (open.length === 0) return "done";
    return open.every((state) => ocnStage(onboarding, state) === "requested") ? "waiting" : "active";
  },
  questionnaire: ({ questionnaire }) =>
    (({ notSubmitted: "active", returned: "active", submitted: "waiting", accepted: "done" }) as const)[
      questionnaire.status
    ],
  rsid: (onboarding) => {
    if (onboarding.rsid.status === "issued") return "done";
    if (rsidLock(onboarding)) return "locked";
    return onboarding.rsid.status === "informationAsked" ? "active" : "waiting";
  },
  centers: (onboarding) => {
    if (statesWithout(onboarding, (state) => hasBothCenters(onboarding, state)).length === 0) return "done";
    return onboarding.rsid.status === "issued" ? "waiting" : "locked";
  },
  training: ({ courses }) => {
    if (courses.length === 0) return "optional";
    return courses.every((course) => course.completedOn) ? "done" : "active";
  },
};

export const rowStage = (onboarding: Onboarding, step: StepId): RowStage => stages[step](onboarding);

/** Who looks after a step on the reseller's side; the lead where nobody was named. */
const functionOf: Readonly<Partial<Record<StepId, readonly ResellerFunction[]>>> = {
  certification: ["regulatory"],
  ocn: ["regulatory", "ordering"],
  training: ["ordering", "provisioning"],
};

export function resellerPersonFor(onboarding: Onboarding, step: StepId): Person {
  for (const name of functionOf[step] ?? []) {
    const person = onboarding.resellerTeam.functions[name];
    if (person) return person;
  }
  return onboarding.resellerTeam.lead;
}

export type Side = "reseller" | "carrier" | "authority";

/** Something that can be done now, by whom, since when it waits. `states` where it is per state. */
export interface NextStep {
  readonly kind:
    | "certify"
    | "awaitCertification"
    | "getOcn"
    | "awaitOcn"
    | "submitQuestionnaire"
    | "resubmitQuestionnaire"
    | "sendDocuments"
    | "reviewQuestionnaire"
    | "issueRsid"
    | "answerQuestion"
    | "assignCenters"
    | "takeCourses";
  readonly step: StepId;
  readonly turn: Side;
  /** Absent where an authority outside has it. */
  readonly who?: Person;
  readonly states: readonly StateCode[];
  readonly since: Instant;
}

const newest = (...instants: readonly (Instant | undefined)[]): Instant =>
  instants.reduce<Instant>((latest, each) => (each && each > latest ? each : latest), "" as Instant);

/** Since when the state that waits longest has been waiting; none waits from before it joined. */
const longest = (
  { joined, started }: Onboarding,
  states: readonly StateCode[],
  since: (state: StateCode) => Instant | undefined,
): Instant => states.map((state) => newest(since(state), joined[state] ?? started.at)).sort()[0] ?? started.at;

/** What can be done now, in the checklist's order; several run in parallel. Empty: everything is done. */
export function nextSteps(onboarding: Onboarding): readonly NextStep[] {
  if (onboarding.closed) return [];
  const { details, questionnaire, rsid, carrierTeam, certifications, ocns } = onboarding;
  const started = onboarding.started.at;
  const steps: NextStep[] = [];
  const perState = (
    kind: NextStep["kind"],
    step: "certification" | "ocn",
    states: readonly StateCode[],
    turn: "reseller" | "authority",
  ) => {
    if (states.length === 0) return;
    const records = step === "certification" ? certifications : ocns;
    const who = turn === "reseller" ? { who: resellerPersonFor(onboarding, step) } : {};
    steps.push({
      kind,
      step,
      turn,
      ...who,
      states,
      since: longest(onboarding, states, (state) => records[state]?.stamp.at),
    });
  };
  const inCertification = (wanted: readonly CertificationStage[]) =>
    details.states.filter((state) => wanted.includes(certificationStage(onboarding, state)));
  const inOcn = (wanted: OcnStage) => details.states.filter((state) => ocnStage(onboarding, state) === wanted);

  perState("certify", "certification", inCertification(["notStarted", "denied", "lapsed"]), "reseller");
  perState("awaitCertification", "certification", inCertification(["applied"]), "authority");
  perState("getOcn", "ocn", inOcn("notStarted"), "reseller");
  perState("awaitOcn", "ocn", inOcn("requested"), "authority");

  const lead = onboarding.resellerTeam.lead;
  const manager = carrierTeam.serviceManager;
  if (questionnaire.status === "notSubmitted")
    steps.push({
      kind: "submitQuestionnaire",
      step: "questionnaire",
      turn: "reseller",
      who: lead,
      states: [],
      since: started,
    });
  if (questionnaire.status === "returned")
    steps.push({
      kind: "resubmitQuestionnaire",
      step: "questionnaire",
      turn: "reseller",
      who: lead,
      states: [],
      since: questionnaire.returned.at,
    });
  if (questionnaire.status === "submitted") {
    const since = questionnaire.submission.recorded.at;
    steps.push({
      kind: "reviewQuestionnaire",
      step: "questionnaire",
      turn: "carrier",
      who: manager,
      states: [],
      since,
    });
  }
  if (documentsMissing(onboarding).length > 0 && questionnaire.status !== "notSubmitted")
    steps.push({
      kind: "sendDocuments",
      step: "questionnaire",
      turn: "reseller",
      who: lead,
      states: [],
      since: questionnaire.submission.recorded.at,
    });
  if (rsid.status === "requested")
    steps.push({
      kind: "issueRsid",
      step: "rsid",
      turn: "carrier",
      who: manager,
      states: [],
      since: newest(onboarding.exchanges.at(-1)?.answered?.at, rsid.requested.at),
    });
  if (rsid.status === "informationAsked")
    steps.push({ kind: "answerQuestion", step: "rsid", turn: "reseller", who: lead, states: [], since: rsid.asked.at });
  const withoutCenters = statesWithout(onboarding, (state) => hasBothCenters(onboarding, state));
  if (rsid.status === "issued" && withoutCenters.length > 0)
    steps.push({
      kind: "assignCenters",
      step: "centers",
      turn: "carrier",
      who: manager,
      states: withoutCenters,
      since: longest(onboarding, withoutCenters, () => rsid.issued.at),
    });
  if (onboarding.courses.some((course) => !course.completedOn))
    steps.push({
      kind: "takeCourses",
      step: "training",
      turn: "reseller",
      who: resellerPersonFor(onboarding, "training"),
      states: [],
      since: started,
    });
  return steps;
}

/** The sides whose turn it is, each once; training never holds anything up. */
export const turns = (onboarding: Onboarding): readonly Side[] => [
  ...new Set(
    nextSteps(onboarding)
      .filter((step) => step.kind !== "takeCourses")
      .map((step) => step.turn),
  ),
];

export function documentsMissing({ questionnaire }: Onboarding): readonly string[] {
  if (questionnaire.status === "notSubmitted") return [];
  const { owed, received } = questionnaire.submission;
  return owed.filter((document) => !received.includes(document));
}

/** How many business days a step has been waiting, in the onboarding's own calendar. */
export const waitingDays = (onboarding: Onboarding, since: Instant, today: IsoDate): number =>
  businessDaysBetween(localDate(since, onboarding.details.timeZone), today);
