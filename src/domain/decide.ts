/** (command, state, who and when) -> events, or why not. Pure; the world's failures are not its business. */
import { mayAny, rolesIn, sideOf } from "./authority.ts";
import type { Command, CommandOf, CommandType } from "./commands.ts";
import { type Circumstances, type Decision, happened, type Invalid, invalid, refused, unchanged } from "./decision.ts";
import type { OnboardingEvent, Person } from "./events.ts";
import { resellerFunctions } from "./events.ts";
import {
  type Doubt,
  doubtsOfCertification,
  doubtsOfOcnRecord,
  doubtsOfRsid,
  doubtsOfStates,
  isAgreed,
} from "./findings.ts";
import { platformOf } from "./ids.ts";
import { link } from "./linking.ts";
import type { Onboarding } from "./onboarding.ts";
import { calling, isResellerKnownOn } from "./places.ts";
import {
  certificationProblems,
  duplicate,
  foreignStates,
  ocnProblems,
  statesWithOcn,
  teamProblems,
} from "./problems.ts";
import { documentsMissing, rsidLock } from "./progress.ts";

/** `undefined` where everything was agreed to. */
function unagreed(doubts: readonly Doubt[], agreed: readonly string[]): Decision | undefined {
  return isAgreed(doubts, agreed) ? undefined : { kind: "doubtful", doubts };
}

/** Members in any order, since a stored fact may come back with its members in another one. */
const same = (one: unknown, other: unknown): boolean => {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const [members, others] = [Object.entries(one), Object.entries(other)];
  return (
    members.length === others.length &&
    members.every(
      ([name, value]) => Object.hasOwn(other, name) && same(value, (other as Record<string, unknown>)[name]),
    )
  );
};

type Rule<T extends CommandType> = (command: CommandOf<T>, state: Onboarding, circumstances: Circumstances) => Decision;
type Rules = { readonly [T in Exclude<CommandType, "StartOnboarding" | "LinkPlace">]: Rule<T> };

/** The request a decision is about must still be the open one: a late press decides nothing else. */
function openRequest(state: Onboarding, request: number): Decision | undefined {
  const { rsid } = state;
  if (rsid.status === "issued") return refused({ refusal: "rsidAlreadyIssued", rsid: rsid.rsid, stamp: rsid.issued });
  const lock = rsidLock(state);
  if (lock) return refused({ refusal: "rsidLocked", why: lock });
  return rsid.status === "none" || rsid.request !== request
    ? refused({ refusal: "requestIsOver", request })
    : undefined;
}

const rules: Rules = {
  ReviseDetails: ({ details }, state, { agreed }) => {
    if (details.states.length === 0) return invalid({ invalid: "noStates" });
    if (same(details, state.details)) return unchanged;
    const added = details.states.filter((code) => !state.details.states.includes(code));
    const losing = state.details.states.filter(
      (code) => !details.states.includes(code) && (state.certifications[code] || state.ocns[code]),
    );
    const doubts: Doubt[] = [...doubtsOfStates(added)];
    if (losing.length > 0) doubts.push({ doubt: "stateLosesRecords", states: losing });
    return unagreed(doubts, agreed) ?? happened({ type: "DetailsRevised", details, before: state.details });
  },
  ChangeResellerTeam: ({ resellerTeam, reseller }, state, { humanOf, who, agreed }) => {
    const people = [resellerTeam.lead, ...resellerFunctions.map((name) => resellerTeam.functions[name])];
    const problems = teamProblems([state.carrierTeam.serviceManager, state.carrierTeam.delegate], people, humanOf);
    if (problems.length > 0) return invalid(...problems);
    if (same(resellerTeam, state.resellerTeam)) return unchanged;
    const isNew = reseller !== undefined && !state.resellers.includes(reseller);
    if (isNew && isResellerKnownOn(state, platformOf(reseller))) {
      // Whoever was named by mistake must not stay the reseller; only the carrier can put that right.
      const held = rolesIn(state, who);
      if (sideOf(held) !== "carrier") return refused({ refusal: "notAllowed", command: "HandOver", held });
      const { account, name } = resellerTeam.lead;
      const asked = unagreed([{ doubt: "otherCompany", account, name }], agreed);
      if (asked) return asked;
    }
    return happened({ type: "ResellerTeamChanged", resellerTeam, ...(isNew ? { reseller } : {}) });
  },
  RecordCertification: ({ entries }, state, { today, agreed }) => {
    const problems = [
      ...foreignStates(state, entries),
      ...duplicate(entries),
      ...certificationProblems(entries, today),
    ];
    if (problems.length > 0) return invalid(...problems);
    const doubts = entries.flatMap((entry) => doubtsOfCertification(state, entry.state, entry.certification, today));
    const [first, ...more] = entries
      .filter((entry) => !same(state.certifications[entry.state]?.value, entry.certification))
      .map((entry) => ({ type: "CertificationRecorded", ...entry }) as const);
    if (!first) return unchanged;
    return unagreed(doubts, agreed) ?? happened(first, ...more);
  },
  RecordOcn: ({ entries }, state, { today, agreed }) => {
    const problems = [...foreignStates(state, entries), ...duplicate(entries), ...ocnProblems(state, entries, today)];
    if (problems.length > 0) return invalid(...problems);
    const doubts = entries.flatMap((entry) => doubtsOfOcnRecord(state, entry.state, entry.record, entries));
    const [first, ...more] = entries
      .filter((entry) => !same(state.ocns[entry.state]?.value, entry.record))
      .map((entry) => ({ type: "OcnRecorded", ...entry }) as const);
    if (!first) return unchanged;
    return unagreed(doubts, agreed) ?? happened(first, ...more);
  },
  SubmitQuestionnaire: (command, state, { today }) => {
    const { questionnaire } = state;
    if (questionnaire.status === "submitted")
      return refused({
        refusal: "questionnaireAlready",
        status: "submitted",
        stamp: questionnaire.submission.recorded,
      });
    if (questionnaire.status === "accepted")
      return refused({ refusal: "questionnaireAlready", status: "accepted", stamp: questionnaire.accepted });
    if (command.on > today) return invalid({ invalid: "inFuture", what: "submittedOn" });
    const { type: _, ...facts } = command;
    const submitted: OnboardingEvent = { type: "QuestionnaireSubmitted", ...facts };
    if (state.rsid.status !== "none") return happened(submitted);
    return happened(submitted, { type: "RsidRequested", request: state.requests + 1 });
  },
  RecordDocuments: ({ documents }, state) => {
    if (state.questionnaire.status === "notSubmitted") return refused({ refusal: "questionnaireNotSubmitted" });
    const fresh = documentsMissing(state).filter((document) => documents.includes(document));
    if (fresh.length === 0) return refused({ refusal: "documentsAlreadyReceived" });
    return happened({ type: "DocumentsReceived", documents: fresh });
  },
  AcceptQuestionnaire: (_, { questionnaire }) => {
    if (questionnaire.status === "notSubmitted") return refused({ refusal: "questionnaireNotSubmitted" });
    if (questionnaire.status === "accepted")
      return refused({ refusal: "questionnaireAlready", status: "accepted", stamp: questionnaire.accepted });
    if (questionnaire.status === "returned")
      return refused({ refusal: "questionnaireAlready", status: "returned", stamp: questionnaire.returned });
    return happened({ type: "QuestionnaireAccepted" });
  },
  ReturnQuestionnaire: ({ reasons }, { questionnaire, rsid }) => {
    if (questionnaire.status === "notSubmitted") return refused({ refusal: "questionnaireNotSubmitted" });
    if (questionnaire.status === "returned")
      return refused({ refusal: "questionnaireAlready", status: "returned", stamp: questionnaire.returned });
    if (questionnaire.status === "accepted")
      return refused({ refusal: "questionnaireAlready", status: "accepted", stamp: questionnaire.accepted });
    const returned: OnboardingEvent = { type: "QuestionnaireReturned", reasons };
    // The RSID waits for a submitted questionnaire, so the request goes away with it and comes back with the next one.
    return rsid.status === "requested" || rsid.status === "informationAsked"
      ? happened(returned, { type: "RsidRequestWithdrawn", request: rsid.request })
      : happened(returned);
  },
  IssueRsid: ({ rsid, request }, state, { agreed }) => {
    const over = openRequest(state, request);
    if (over) return over;
    const clash = statesWithOcn(state, rsid);
    if (clash.length > 0) return invalid({ invalid: "rsidIsOcn", rsid, states: clash });
    return unagreed(doubtsOfRsid(rsid), agreed) ?? happened({ type: "RsidIssued", rsid, request });
  },
  CorrectRsid: ({ rsid, reason }, state, { agreed }) => {
    if (state.rsid.status !== "issued") return refused({ refusal: "rsidNotIssued" });
    if (state.rsid.rsid === rsid) return invalid({ invalid: "sameRsid", rsid });
    const clash = statesWithOcn(state, rsid);
    if (clash.length > 0) return invalid({ invalid: "rsidIsOcn", rsid, states: clash });
    return (
      unagreed(doubtsOfRsid(rsid), agreed) ??
      happened({ type: "RsidCorrected", rsid, supersedes: state.rsid.rsid, reason })
    );
  },
  AskInformation: ({ question, request }, state) => {
    const over = openRequest(state, request);
    if (over) return over;
    if (state.rsid.status === "informationAsked")
      return refused({ refusal: "informationAlreadyAsked", stamp: state.rsid.asked });
    return happened({ type: "InformationAsked", request, question });
  },
  GiveInformation: ({ answer, request }, state) => {
    const over = openRequest(state, request);
    if (over) return over;
    if (state.rsid.status !== "informationAsked") return refused({ refusal: "nothingAsked" });
    return happened({ type: "InformationGiven", request, answer });
  },
  HandOver: (command, state, { humanOf, agreed }) => {
    const { resellerTeam, carrierTeam } = state;
    const isOne = (one: Person | undefined, other: Person | undefined) =>
      one !== undefined && other !== undefined && humanOf(one.account) === humanOf(other.account);
    // Whoever has a part already keeps it by the account that they have it with, whichever of theirs was picked.
    const serviceManager = isOne(command.serviceManager, carrierTeam.serviceManager)
      ? carrierTeam.serviceManager
      : command.serviceManager;
    const delegate = isOne(command.delegate, carrierTeam.delegate) ? carrierTeam.delegate : command.delegate;
    const { briefing } = command;
    if (isOne(delegate, serviceManager)) return invalid({ invalid: "delegateIsManager" });
    const reseller = [resellerTeam.lead, ...resellerFunctions.map((name) => resellerTeam.functions[name])];
    const problems = teamProblems(reseller, [serviceManager, delegate], humanOf);
    if (problems.length > 0) return invalid(...problems);
    const next = { serviceManager, ...(delegate ? { delegate } : {}) };
    if (
      serviceManager.account === carrierTeam.serviceManager.account &&
      delegate?.account === carrierTeam.delegate?.account
    )
      return invalid({ invalid: "samePeople" });
    const left = carrierTeam.delegate;
    if (left && !delegate && !isOne(left, serviceManager)) {
      const asked = unagreed([{ doubt: "delegateLeaves", account: left.account, name: left.name }], agreed);
      if (asked) return asked;
    }
    return happened({
      type: "HandedOver",
      carrierTeam: next,
      from: carrierTeam.serviceManager,
      ...(briefing ? { briefing } : {}),
    });
  },
  AssignCenters: ({ centers, states }, state) => {
    if (!centers.billing && !centers.provisioning) return invalid({ invalid: "centersEmpty" });
    if (states !== "all") {
      if (states.length === 0) return invalid({ invalid: "noStates" });
      const problems = foreignStates(
        state,
        states.map((code) => ({ state: code })),
      );
      if (problems.length > 0) return invalid(...problems);
    }
    const last = state.centers.at(-1);
    if (last && same({ centers: last.centers, states: last.states }, { centers, states })) return unchanged;
    return happened({ type: "CentersAssigned", centers, states });
  },
  PlanCourse: ({ course }, { courses }) =>
    courses.some((each) => each.course.id === course.id) ? unchanged : happened({ type: "CoursePlanned", course }),
  CompleteCourse: ({ courseId }, state, { today }) => {
    const course = state.courses.find((each) => each.course.id === courseId);
    if (!course) return refused({ refusal: "courseGone" });
    if (course.completedBy) return refused({ refusal: "courseAlreadyDone", by: course.completedBy });
    return happened({ type: "CourseCompleted", courseId, title: course.course.title, on: today });
  },
  DropCourse: ({ courseId }, state) => {
    const course = state.courses.find((each) => each.course.id === courseId);
    return course
      ? happened({ type: "CourseDropped", courseId, title: course.course.title })
      : refused({ refusal: "courseGone" });
  },
  MakeLinkCode: ({ code, until }, { linkCode }) =>
    linkCode?.code === code ? unchanged : happened({ type: "LinkCodeMade", code, until }),
  UnlinkPlace: ({ place }, { places }) => {
    const found = places.find((each) => each.place === place);
    if (!found) return refused({ refusal: "placeNotLinked" });
    if (places.length === 1) return refused({ refusal: "lastPlace" });
    return happened({ type: "PlaceUnlinked", ...calling(found) });
  },
  RepairPlace: ({ place }, { places }) => {
    const found = places.find((each) => each.place === place);
    if (!found) return refused({ refusal: "placeNotLinked" });
    return found.lost ? happened({ type: "PlaceFound", ...calling(found) }) : unchanged;
  },
  CloseOnboarding: ({ reason }) => happened({ type: "OnboardingClosed", reason }),
};

function start(command: CommandOf<"StartOnboarding">, { who, agreed, humanOf }: Circumstances): Decision {
  const { details, carrierTeam, resellerTeam, carrier, reseller } = command;
  // Only the two companies that will work here may start it: an onlooker of a third one may not.
  const own = who.ofCarrier || (who.company === carrier ? who.carrierAdmin : who.companies.includes(reseller));
  // A lead may be a guest in the carrier's workspace; nobody makes themselves the carrier's service manager.
  const named = who.accounts.includes(resellerTeam.lead.account);
  if (!own && !named) return refused({ refusal: "onlyForTheTwoCompanies" });
  if (details.states.length === 0) return invalid({ invalid: "noStates" });
  const problems: Invalid[] = [];
  if (carrierTeam.delegate && humanOf(carrierTeam.delegate.account) === humanOf(carrierTeam.serviceManager.account))
    problems.push({ invalid: "delegateIsManager" });
  const carrierPeople = [carrierTeam.serviceManager, carrierTeam.delegate];
  const resellerPeople = [resellerTeam.lead, ...resellerFunctions.map((name) => resellerTeam.functions[name])];
  const twice = teamProblems(carrierPeople, resellerPeople, humanOf);
  problems.push(...twice.slice(0, 1));
  if (problems.length > 0) return invalid(...problems);
  const { type: _, ...facts } = command;
  return unagreed(doubtsOfStates(details.states), agreed) ?? happened({ type: "OnboardingStarted", ...facts });
}

/** What a command makes of a state. Authority comes first, so that a refusal never tells an outsider a fact. */
export function decide(command: Command, state: Onboarding | undefined, circumstances: Circumstances): Decision {
  if (command.type === "StartOnboarding")
    return state && !state.closed ? refused({ refusal: "alreadyStarted" }) : start(command, circumstances);
  if (!state) return refused({ refusal: "noOnboarding" });
  if (command.type === "LinkPlace") return link(command, state, circumstances);
  const held = rolesIn(state, circumstances.who);
  if (!mayAny(held, command.type)) return refused({ refusal: "notAllowed", command: command.type, held });
  if (state.closed) return refused({ refusal: "closed", closed: state.closed });
  // The table is keyed by the command's own type, which the compiler can't follow through an index.
  const rule = rules[command.type] as (c: Command, s: Onboarding, x: Circumstances) => Decision;
  return rule(command, state, circumstances);
}
