/** One sentence for every refusal, every impossible value and every doubt. Each says what to do. */
import { mayDo, type Right, type Role } from "../domain/authority.ts";
import { checklist } from "../domain/checklist.ts";
import type { Invalid, Refusal } from "../domain/decision.ts";
import type { Doubt, StandingFinding } from "../domain/findings.ts";
import { type DateProblem, type OcnProblem, platformOf, type RsidProblem } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { JoinRefusal } from "../domain/person.ts";
import { states } from "../domain/states.ts";
import { codes, count, day, moment, placesOf, series } from "./naming.ts";
import { platformNames } from "./place-names.ts";
import type { Scene } from "./scene.ts";
import { resellerName } from "./scene.ts";

/** What a command is called in a sentence: "Only … can issue the RSID." */
export const doing: Readonly<Record<Right, string>> = {
  StartOnboarding: "start an onboarding here",
  ReviseDetails: "change the details",
  ChangeResellerTeam: "change the reseller's team",
  RecordCertification: "record a certification",
  RecordOcn: "record an OCN",
  SubmitQuestionnaire: "report the questionnaire as submitted",
  RecordDocuments: "tick off documents",
  AcceptQuestionnaire: "accept the questionnaire",
  ReturnQuestionnaire: "return the questionnaire",
  IssueRsid: "issue the RSID",
  CorrectRsid: "correct the RSID",
  AskInformation: "ask for more information",
  GiveInformation: "answer the service manager",
  HandOver: "hand the onboarding over",
  AssignCenters: "assign the centers",
  PlanCourse: "plan a course",
  CompleteCourse: "tick off a course",
  DropCourse: "remove a course",
  MakeLinkCode: "make a code for another channel",
  LinkPlace: "link this channel",
  UnlinkPlace: "unlink a channel",
  RepairPlace: "try a channel again",
  JoinAccounts: "join somebody's accounts",
  CloseOnboarding: "close the onboarding",
};

/** The people who hold a role here, by name and company. */
function holders(role: Role, onboarding: Onboarding, carrierName: string): string | undefined {
  const reseller = resellerName(onboarding);
  const { carrierTeam, resellerTeam } = onboarding;
  const named: Readonly<Record<Role, string | undefined>> = {
    lead: `${resellerTeam.lead.name} (lead, ${reseller})`,
    member: `the people of ${reseller}`,
    serviceManager: `${carrierTeam.serviceManager.name} (service manager, ${carrierName})`,
    delegate: carrierTeam.delegate && `${carrierTeam.delegate.name} (delegate, ${carrierName})`,
    otherServiceManager: undefined,
    carrierAdmin: `an onboarding admin of ${carrierName}`,
    outsider: undefined,
  };
  return named[role];
}

/** "Sam Ortega (service manager, Northline), … or an admin of Northline". */
export function whoCan(command: Right, onboarding: Onboarding, carrierName: string): string {
  const names = (mayDo[command] as readonly Role[])
    .filter((role) => !(role === "lead" && (mayDo[command] as readonly Role[]).includes("member")))
    .map((role) => holders(role, onboarding, carrierName))
    .filter((name) => name !== undefined);
  return names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

type Sentences = {
  readonly [R in Refusal["refusal"]]: (refusal: Extract<Refusal, { refusal: R }>, scene: Scene | undefined) => string;
};

const stamped = (
  scene: Scene | undefined,
  stamp: { by: { name: string }; at: Parameters<typeof moment>[0] },
): string =>
  scene ? `by ${stamp.by.name} on ${moment(stamp.at, scene.onboarding.details.timeZone)}` : `by ${stamp.by.name}`;

const refusals: Sentences = {
  notAllowed: ({ command, held }, scene) => {
    if (!scene || held.includes("outsider"))
      return "This checklist belongs to the two companies working through it, and your account is not part of either. If it should be, ask the onboarding's lead or service manager to add you under Team.";
    return `Only ${whoCan(command, scene.onboarding, scene.carrierName)} can ${doing[command]}. Nothing was changed.`;
  },
  noOnboarding: () => "No onboarding has been started in this channel yet. Press Start an onboarding to begin.",
  alreadyStarted: () => "This channel already has an onboarding. Look at its checklist to see where it stands.",
  closed: ({ closed }, scene) => `This onboarding was closed ${stamped(scene, closed)}, so nothing can change in it.`,
  onlyForTheTwoCompanies: () =>
    "An onboarding can be started by somebody of the carrier, or of the company whose person you name as the reseller's lead.",
  questionnaireNotSubmitted: () => "The Resale Questionnaire has not been submitted yet. Report it as submitted first.",
  questionnaireAlready: ({ status, stamp }, scene) =>
    ({
      submitted: `The questionnaire was already reported as submitted, ${stamped(scene, stamp)}. The service manager accepts or returns it next.`,
      accepted: `The questionnaire was already accepted, ${stamped(scene, stamp)}.`,
      returned: `The questionnaire was already returned, ${stamped(scene, stamp)}. It can be submitted again.`,
    })[status],
  rsidLocked: ({ why }) => rsidLockedBecause[why],
  rsidAlreadyIssued: ({ rsid, stamp }, scene) =>
    `The RSID ${rsid} was already issued ${stamped(scene, stamp)}. If it is wrong, press RSID, then Correct the RSID.`,
  rsidNotIssued: () => "There is no RSID to correct yet: it has not been issued.",
  requestIsOver: () =>
    "This request is over: a newer one took its place or it was withdrawn. The checklist shows the current one.",
  informationAlreadyAsked: ({ stamp }, scene) =>
    `More information was already asked for ${stamped(scene, stamp)}, and the answer is still out.`,
  nothingAsked: () => "That question has been answered already. Nothing more is asked of you here.",
  courseGone: () => "That course is no longer on the list.",
  courseAlreadyDone: ({ by }) => `${by.name} already ticked off that course.`,
  documentsAlreadyReceived: () => "Those documents are ticked off already.",
  codeNotValid: () =>
    "This code is not valid: it was used, ran out, or was mistyped. Ask for a new one with link, where the checklist lives.",
  placeAlreadyLinked: () => "The checklist lives in this channel already.",
  tooManyPlaces: ({ limit }) => `A checklist can live in ${limit} places at most. Unlink one first.`,
  placeNotLinked: () => "This place was unlinked already.",
  lastPlace: () =>
    "This is the only place where the checklist lives. Link another one first, or close the onboarding under Team.",
};

export const rsidLockedBecause = {
  questionnaireNotSubmitted:
    "The RSID can be asked for once the Resale Questionnaire is submitted. That is the checklist's one hard gate.",
  questionnaireReturned:
    "The questionnaire was returned. The RSID request comes back by itself when the questionnaire is submitted again.",
} as const;

export function sentenceOfRefusal(refusal: Refusal, scene: Scene | undefined): string {
  // The table is keyed by the refusal's own name, which the compiler can't follow through an index.
  const sentence = refusals[refusal.refusal] as (refusal: Refusal, scene: Scene | undefined) => string;
  return sentence(refusal, scene);
}

/** To somebody whom the platform does not vouch for at the moment. */
export const cannotTell =
  "I can't find out just now which company you belong to, so I can't do this for you. Try again in a minute. If it stays so, ask the onboarding's lead or service manager to name you under Team.";

type JoinSentences = {
  readonly [R in JoinRefusal["refusal"]]: (refusal: Extract<JoinRefusal, { refusal: R }>) => string;
};

const joinRefusals: JoinSentences = {
  joinCodeNotValid: () =>
    "This code is not valid: it was used, ran out, or was mistyped. Make a new one with your other account.",
  samePlatform: () =>
    "Both accounts are on the same platform. Use the code with your account on the other one: made in Slack, used in Teams, or the other way round.",
  alreadyJoined: ({ member }) =>
    `This account is joined with ${member.name} in ${platformNames[platformOf(member.account)]} already. To change that, open Slack and Teams in the menu and part them first.`,
  acrossSides: () =>
    "These accounts stand on different sides, one with the carrier and one with a reseller, so they can't be one person's.",
};

export function sentenceOfJoinRefusal(refusal: JoinRefusal): string {
  const sentence = joinRefusals[refusal.refusal] as (refusal: JoinRefusal) => string;
  return sentence(refusal);
}

type InvalidSentences = { readonly [I in Invalid["invalid"]]: (invalid: Extract<Invalid, { invalid: I }>) => string };

const futures = {
  appliedOn: "The day you applied can't be in the future. If you have not applied yet, leave the state as not started.",
  deniedOn: "This day can't be in the future. Enter the day it happened.",
  notifiedOn:
    "The day of NECA's notification can't be in the future. If it has not come yet, record the OCN as requested.",
  requestedOn: "The day of the request can't be in the future.",
  submittedOn: "The day of submission can't be in the future. Report the questionnaire once it is sent.",
} as const;

const invalids: InvalidSentences = {
  noStates: () => "Pick at least one state.",
  notAState: ({ state }) =>
    `${states[state].name} is not one of this onboarding's states. Add it first, under Menu, Team and details.`,
  numberOrDocket: () => "Enter the certificate number, or the docket where the state gives no number.",
  inFuture: ({ what }) => futures[what],
  expiresBeforeEffective: () => "The expiry has to be after the effective date.",
  ocnIsRsid: ({ ocn }) => `${ocn} is this reseller's RSID, not an OCN. The OCN is the four characters NECA assigned.`,
  stateTwice: ({ state }) => `${state} stands here twice. Keep one line for each state.`,
  rsidIsOcn: ({ rsid, states: clash }) =>
    `${rsid} is the reseller's OCN in ${codes(clash)}. The RSID is the identifier your company assigns.`,
  sameRsid: ({ rsid }) => `${rsid} is the RSID as it stands. Enter the one that should replace it.`,
  bothSides: ({ person }) => `${person.name} can't be on both sides. Name somebody else here.`,
  delegateIsManager: () => "The delegate has to be somebody other than the service manager. Leave it empty for none.",
  samePeople: () => "They have it already. Pick the person who takes over.",
  centersEmpty: () => "Name at least one of the two centers.",
};

export function sentenceOfInvalid(problem: Invalid): string {
  const sentence = invalids[problem.invalid] as (problem: Invalid) => string;
  return sentence(problem);
}

type DoubtSentences = { readonly [D in Doubt["doubt"]]: (doubt: Extract<Doubt, { doubt: D }>) => string };

const doubts: DoubtSentences = {
  fourLetters: ({ state, ocn }) =>
    `${state}: ${ocn} has four letters and no digit. That is usually another code (an exchange carrier's ACNA, say), since OCNs mostly start with two digits.`,
  doesNotStartWithTwoDigits: ({ state, ocn }) => `${state}: ${ocn} does not start with two digits, as OCNs mostly do.`,
  allTheSame: ({ state, ocn }) => `${state}: ${ocn} looks like a placeholder. Is it the code on NECA's notification?`,
  letterO: ({ state, ocn }) => `${state}: ${ocn} has the letter O in it. Is it a zero?`,
  sameOcnElsewhere: ({ state, ocn, others }) =>
    `${state}: ${ocn} is also the OCN of ${codes(others)}. The checklist asks for one OCN per state.`,
  notifiedTooEarly: ({ state, on }) =>
    `${state}: NECA's notification of ${day(on)} is from before there were local resellers. Is the year right?`,
  otherCategory: ({ state, category }) =>
    `${state}: the category is ${category}. Local exchange resellers are LRSL, and NECA can't change it after the code is assigned.`,
  ocnBeforeCertification: ({ state }) =>
    `${state}: the certification is not recorded as granted. NECA usually wants to see it first.`,
  nameDiffers: ({ state, source, name, legalName }) =>
    `${state}: the name on ${source === "neca" ? "NECA's notification" : "the certificate"} is “${name}”, the reseller is “${legalName}”. The carrier wants one legal name everywhere.`,
  numberLooksLikeDocket: ({ state, number }) =>
    `${state}: “${number}” looks like a docket. If the state gave only a docket, put it in the docket field (in pasted lines: docket:${number}).`,
  effectiveInFuture: ({ state, on }) =>
    `${state}: the effective date ${day(on)} is in the future. Is the certification granted already?`,
  alreadyExpired: ({ state, on }) => `${state}: this certification expired on ${day(on)}.`,
  stateLosesRecords: ({ states: losing }) =>
    `${codes(losing)} ${losing.length === 1 ? "has" : "have"} recorded answers and will no longer be shown. The history keeps them, and adding the state again brings them back.`,
  outsideTerritory: ({ states: outside }) =>
    `${placesOf(outside)}: outside the carrier's local territory as far as we know. There may be nothing to order there.`,
  doubtfulTerritory: ({ states: doubtful }) =>
    `${placesOf(doubtful)}: public sources disagree on whether this is the carrier's territory.`,
  rsidNotThreeLong: ({ rsid }) => `${rsid} is ${count(rsid.length, "character")} long. Most RSIDs have three.`,
  delegateLeaves: ({ name }) =>
    `${name} is the delegate now and would not be any more. To keep ${name}, pick them under Delegate.`,
  otherCompany: ({ name }) =>
    `${name} is of another company than the reseller's people so far. From now on theirs is the reseller's company, and the others can't act here any more unless they are named.`,
  lookAtFacts: ({ rsid }) =>
    `Compare ${rsid}, character by character, with what your system assigned to this reseller.`,
};

export function sentenceOfDoubt(doubt: Doubt): string {
  const sentence = doubts[doubt.doubt] as (doubt: Doubt) => string;
  return sentence(doubt);
}

/** The same findings as a service manager reads them before issuing. */
export function sentenceOfFinding(found: StandingFinding): string {
  if ("doubt" in found) return sentenceOfDoubt(found);
  switch (found.finding) {
    case "notCertified":
      return `No certification yet: ${codes(found.states)}.`;
    case "noOcn":
      return `No OCN yet: ${codes(found.states)}.`;
    case "questionnaireNotAccepted":
      return "The questionnaire is not accepted yet.";
    case "documentsMissing":
      return `Documents still owed: ${series(found.documents)}.`;
  }
}

export const sentenceOfOcnProblem: Readonly<Record<OcnProblem, string>> = {
  ocnEmpty: "Enter the OCN: the four characters NECA assigned, such as 508J.",
  ocnNotFour: "An OCN has exactly four characters, such as 508J. Leading zeros count.",
  ocnOtherCharacters: "An OCN has only letters and digits.",
};

export const sentenceOfRsidProblem: Readonly<Record<RsidProblem, string>> = {
  rsidEmpty: "Enter the RSID that your system assigned.",
  rsidLength: "An RSID has two to six letters or digits.",
  rsidOtherCharacters: "An RSID has only letters and digits.",
};

export const sentenceOfDateProblem: Readonly<Record<DateProblem, string>> = {
  dateFormat: "Write the date as year-month-day, such as 2026-10-02.",
  dateDoesNotExist: "There is no such day in the calendar. Write it as year-month-day, such as 2026-10-02.",
};

/** Steps by name, for texts that mention them. */
export const stepName = (step: keyof typeof checklist): string => checklist[step].name;

/** The same inside a sentence: "needs certification and OCN". */
export const stepNoun = (step: keyof typeof checklist): string =>
  step === "certification" || step === "centers" || step === "training"
    ? checklist[step].name.toLowerCase()
    : checklist[step].name;
