/** Every sentence the bot can say, read once as its reader would: whole, ended, in words of the trade. */
import { describe, expect, it } from "vitest";
import { stepIds } from "../../src/domain/checklist.ts";
import type { Invalid, Refusal } from "../../src/domain/decision.ts";
import { authorityKinds, courseKinds, losses, type OnboardingEvent } from "../../src/domain/events.ts";
import type { Doubt, StandingFinding } from "../../src/domain/findings.ts";
import type { IsoDate, Rsid } from "../../src/domain/ids.ts";
import type { JoinRefusal } from "../../src/domain/person.ts";
import { sceneOf } from "../../src/views/scene.ts";
import { sentenceOfEvent } from "../../src/views/sentences.ts";
import { wordsOf } from "../../src/views/vocabulary.ts";
import {
  rsidLockedBecause,
  sentenceOfDateProblem,
  sentenceOfDoubt,
  sentenceOfFinding,
  sentenceOfInvalid,
  sentenceOfJoinRefusal,
  sentenceOfOcnProblem,
  sentenceOfRefusal,
  sentenceOfRsidProblem,
  whoCan,
} from "../../src/views/wording.ts";
import { anOnboarding } from "../support/an-onboarding.ts";
import {
  applied,
  assigned,
  billing,
  course,
  granted,
  inSlack,
  inTeams,
  inTeamsChat,
  requested,
  start,
} from "../support/commands.ts";
import { commandTypes } from "../support/every-command.ts";
import { on } from "../support/fixed-clock.ts";
import { asPerson, dee, lena, otis, sam, tara } from "../support/people.ts";

const story = anOnboarding().withQuestionnaireSubmitted("Tariff");
const scene = sceneOf(story.state, story.now, "Northline");
const stamp = { by: asPerson(sam), at: story.now };
const day = on("2026-10-20");

/** One of each, keyed so that a new one does not compile until it is here. */
type Every<Union, Key extends keyof Union> = {
  readonly [Name in Union[Key] & string]: readonly [
    Extract<Union, Record<Key, Name>>,
    ...Extract<Union, Record<Key, Name>>[],
  ];
};

const refusals: Every<Refusal, "refusal"> = {
  notAllowed: [
    { refusal: "notAllowed", command: "IssueRsid", held: ["outsider"] },
    { refusal: "notAllowed", command: "IssueRsid", held: ["lead"] },
    ...commandTypes.map((command) => ({ refusal: "notAllowed", command, held: ["otherServiceManager"] }) as const),
  ],
  noOnboarding: [{ refusal: "noOnboarding" }],
  alreadyStarted: [{ refusal: "alreadyStarted" }],
  closed: [{ refusal: "closed", closed: stamp }],
  onlyForTheTwoCompanies: [{ refusal: "onlyForTheTwoCompanies" }],
  questionnaireNotSubmitted: [{ refusal: "questionnaireNotSubmitted" }],
  questionnaireAlready: [
    { refusal: "questionnaireAlready", status: "submitted", stamp },
    { refusal: "questionnaireAlready", status: "accepted", stamp },
    { refusal: "questionnaireAlready", status: "returned", stamp },
  ],
  rsidLocked: [
    { refusal: "rsidLocked", why: "questionnaireNotSubmitted" },
    { refusal: "rsidLocked", why: "questionnaireReturned" },
  ],
  rsidAlreadyIssued: [{ refusal: "rsidAlreadyIssued", rsid: "PT7", stamp }],
  rsidNotIssued: [{ refusal: "rsidNotIssued" }],
  requestIsOver: [{ refusal: "requestIsOver", request: 1 }],
  informationAlreadyAsked: [{ refusal: "informationAlreadyAsked", stamp }],
  nothingAsked: [{ refusal: "nothingAsked" }],
  courseGone: [{ refusal: "courseGone" }],
  courseAlreadyDone: [{ refusal: "courseAlreadyDone", by: asPerson(lena) }],
  documentsAlreadyReceived: [{ refusal: "documentsAlreadyReceived" }],
  codeNotValid: [{ refusal: "codeNotValid" }],
  placeAlreadyLinked: [{ refusal: "placeAlreadyLinked" }],
  tooManyPlaces: [{ refusal: "tooManyPlaces", limit: 10 }],
  placeNotLinked: [{ refusal: "placeNotLinked" }],
  lastPlace: [{ refusal: "lastPlace" }],
};

const futures = ["appliedOn", "notifiedOn", "requestedOn", "submittedOn", "deniedOn"] as const;
const invalids: Every<Invalid, "invalid"> = {
  noStates: [{ invalid: "noStates" }],
  notAState: [{ invalid: "notAState", state: "TX" }],
  numberOrDocket: [{ invalid: "numberOrDocket", state: "MN" }],
  inFuture: [
    { invalid: "inFuture", what: "appliedOn" },
    ...futures.map((what) => ({ invalid: "inFuture", what }) as const),
  ],
  expiresBeforeEffective: [{ invalid: "expiresBeforeEffective", state: "MN" }],
  ocnIsRsid: [{ invalid: "ocnIsRsid", state: "MN", ocn: "508J" }],
  stateTwice: [{ invalid: "stateTwice", state: "MN" }],
  rsidIsOcn: [{ invalid: "rsidIsOcn", rsid: "508J", states: ["MN", "CO"] }],
  sameRsid: [{ invalid: "sameRsid", rsid: "PT7" }],
  bothSides: [{ invalid: "bothSides", person: asPerson(sam) }],
  delegateIsManager: [{ invalid: "delegateIsManager" }],
  samePeople: [{ invalid: "samePeople" }],
  centersEmpty: [{ invalid: "centersEmpty" }],
};

const names = { name: "Prairie Inc.", legalName: "Prairie Telecom, LLC" };
const doubts: Every<Doubt, "doubt"> = {
  fourLetters: [{ doubt: "fourLetters", state: "MN", ocn: "ABCD" }] as never,
  doesNotStartWithTwoDigits: [{ doubt: "doesNotStartWithTwoDigits", state: "MN", ocn: "A123" }] as never,
  letterO: [{ doubt: "letterO", state: "MN", ocn: "12O4" }] as never,
  allTheSame: [{ doubt: "allTheSame", state: "MN", ocn: "0000" }] as never,
  sameOcnElsewhere: [{ doubt: "sameOcnElsewhere", state: "MN", ocn: "508J", others: ["CO", "WA"] }],
  notifiedTooEarly: [{ doubt: "notifiedTooEarly", state: "MN", on: day }],
  otherCategory: [{ doubt: "otherCategory", state: "MN", category: "CLEC" }],
  ocnBeforeCertification: [{ doubt: "ocnBeforeCertification", state: "MN" }],
  nameDiffers: [
    { doubt: "nameDiffers", state: "MN", source: "neca", ...names },
    { doubt: "nameDiffers", state: "MN", source: "certificate", ...names },
  ],
  numberLooksLikeDocket: [{ doubt: "numberLooksLikeDocket", state: "MN", number: "12-3456" }],
  effectiveInFuture: [{ doubt: "effectiveInFuture", state: "MN", on: day }],
  alreadyExpired: [{ doubt: "alreadyExpired", state: "MN", on: day }],
  stateLosesRecords: [
    { doubt: "stateLosesRecords", states: ["MN"] },
    { doubt: "stateLosesRecords", states: ["CO", "MN"] },
  ],
  outsideTerritory: [
    { doubt: "outsideTerritory", states: ["NY"] },
    { doubt: "outsideTerritory", states: ["NY", "RI"] },
  ],
  doubtfulTerritory: [{ doubt: "doubtfulTerritory", states: ["CA"] }],
  rsidNotThreeLong: [{ doubt: "rsidNotThreeLong", rsid: "PT77" }],
  delegateLeaves: [{ doubt: "delegateLeaves", account: tara.account, name: tara.name }],
  otherCompany: [{ doubt: "otherCompany", account: tara.account, name: tara.name }],
  lookAtFacts: [{ doubt: "lookAtFacts", rsid: "PT7" }],
};

const findings: readonly StandingFinding[] = [
  { finding: "notCertified", states: ["MN", "CO"] },
  { finding: "noOcn", states: ["MN"] },
  { finding: "questionnaireNotAccepted" },
  { finding: "documentsMissing", documents: ["Tariff", "Bond"] },
];

const rsid = (text: string) => text as Rsid;
const { type: _, ...facts } = start();
const events: Every<OnboardingEvent, "type"> = {
  OnboardingStarted: [{ type: "OnboardingStarted", ...facts }],
  DetailsRevised: [
    { type: "DetailsRevised", details: facts.details },
    {
      type: "DetailsRevised",
      before: facts.details,
      details: { ...facts.details, legalName: "Prairie Voice, LLC", states: ["CO", "MN", "TX"], dba: "Prairie" },
    },
    { type: "DetailsRevised", before: { ...facts.details, firstOrderOn: day }, details: facts.details },
  ],
  ResellerTeamChanged: [{ type: "ResellerTeamChanged", resellerTeam: facts.resellerTeam }],
  CertificationRecorded: [
    { type: "CertificationRecorded", state: "MN", certification: applied() },
    ...authorityKinds.map(
      (authority) =>
        ({
          type: "CertificationRecorded",
          state: "MN",
          certification: granted({ authority, docket: "24A", expiresOn: day, renewsYearly: true }),
        }) as const,
    ),
    { type: "CertificationRecorded", state: "MN", certification: { status: "notRequired", rule: "Minn. R. 7812" } },
    { type: "CertificationRecorded", state: "MN", certification: { status: "denied", on: day, reason: "No bond." } },
    { type: "CertificationRecorded", state: "MN", certification: { status: "lapsed", on: day, reason: "Too late!" } },
  ],
  OcnRecorded: [
    { type: "OcnRecorded", state: "MN", record: requested() },
    { type: "OcnRecorded", state: "MN", record: assigned("508J") },
  ],
  QuestionnaireSubmitted: [
    { type: "QuestionnaireSubmitted", on: day, submittedBy: "Lena", documentsOwed: [] },
    {
      type: "QuestionnaireSubmitted",
      on: day,
      submittedBy: "Lena Jr.",
      confirmation: "Q-1",
      documentsOwed: ["Tariff", "Bond No."],
    },
  ],
  DocumentsReceived: [{ type: "DocumentsReceived", documents: ["Tariff"] }],
  QuestionnaireAccepted: [{ type: "QuestionnaireAccepted" }],
  QuestionnaireReturned: [{ type: "QuestionnaireReturned", reasons: "Section 4 is empty." }],
  RsidRequested: [{ type: "RsidRequested", request: 1 }],
  RsidRequestWithdrawn: [{ type: "RsidRequestWithdrawn", request: 1 }],
  InformationAsked: [{ type: "InformationAsked", request: 1, question: "Which entity?" }],
  InformationGiven: [{ type: "InformationGiven", request: 1, answer: "This one" }],
  RsidIssued: [{ type: "RsidIssued", rsid: rsid("PT7"), request: 1 }],
  RsidCorrected: [{ type: "RsidCorrected", rsid: rsid("PT8"), supersedes: rsid("PT7"), reason: "Swapped" }],
  HandedOver: [
    {
      type: "HandedOver",
      carrierTeam: { serviceManager: asPerson(otis), delegate: asPerson(dee) },
      from: asPerson(sam),
    },
    { type: "HandedOver", carrierTeam: { serviceManager: asPerson(otis) }, from: asPerson(sam), briefing: "Mind CO" },
  ],
  CentersAssigned: [
    { type: "CentersAssigned", centers: { billing: { ...billing, hours: "8 a.m. to 5 p.m." } }, states: "all" },
    { type: "CentersAssigned", centers: { billing }, states: ["MN", "CO"] },
  ],
  CoursePlanned: [
    { type: "CoursePlanned", course: course() },
    ...courseKinds.map(
      (kind) => ({ type: "CoursePlanned", course: course("c", { kind, on: day, who: "Olga" }) }) as const,
    ),
  ],
  CourseCompleted: [{ type: "CourseCompleted", courseId: "k4f7", title: "EASE basics", on: day as IsoDate }],
  CourseDropped: [{ type: "CourseDropped", courseId: "k4f7", title: "EASE basics" }],
  DigestSent: [{ type: "DigestSent", localDate: day, upTo: 3 }],
  LinkCodeMade: [{ type: "LinkCodeMade", code: "hash", until: story.now }],
  PlaceLinked: [
    { type: "PlaceLinked", place: inSlack },
    { type: "PlaceLinked", place: inTeams, name: "Prairie rollout" },
    { type: "PlaceLinked", place: inTeamsChat },
  ],
  PlaceUnlinked: [
    { type: "PlaceUnlinked", place: inSlack },
    { type: "PlaceUnlinked", place: inTeams },
  ],
  PlaceLost: losses.map((why) => ({ type: "PlaceLost", place: inTeams, why }) as const) as never,
  PlaceFound: [{ type: "PlaceFound", place: inTeamsChat }],
  OnboardingClosed: [{ type: "OnboardingClosed", reason: "Given up" }],
};

/** A whole sentence: begins like one, ends like one or with somebody's own words, holds no hole, no name of the machine's and no raw date. */
function mustReadWell(sentence: string, begins = /^[A-Z“0-9]/): void {
  expect(sentence).toMatch(begins);
  expect(sentence).toMatch(/[.?!”]$/);
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
  expect(sentence, "one full stop is enough").not.toMatch(/[.?!]\.|\s[.,;]|,,| {2}/);
  expect(sentence, "no name of the machine's").not.toMatch(/\b[a-z]+[A-Z]\w*|\b\w+_\w+|slack:|ob_/);
  expect(sentence, "no raw instants").not.toMatch(/\d{4}-\d\d-\d\dT/);
}

const spoken = (members: Readonly<Record<string, readonly object[]>>, say: (member: never) => string) => {
  for (const [name, variants] of Object.entries(members))
    it(name, () => {
      for (const variant of variants) mustReadWell(say(variant as never));
    });
};

describe("a refusal reads well with everything known", () =>
  spoken(refusals, (each: Refusal) => sentenceOfRefusal(each, scene)));
describe("and before anything is known", () => spoken(refusals, (each: Refusal) => sentenceOfRefusal(each, undefined)));
const joinRefusals: Every<JoinRefusal, "refusal"> = {
  joinCodeNotValid: [{ refusal: "joinCodeNotValid" }],
  samePlatform: [{ refusal: "samePlatform" }],
  alreadyJoined: [{ refusal: "alreadyJoined", member: { ...asPerson(sam), guest: false } }],
  acrossSides: [{ refusal: "acrossSides" }],
};
describe("why two accounts can't be joined reads well", () => spoken(joinRefusals, sentenceOfJoinRefusal));
describe("an impossible value reads well", () => spoken(invalids, sentenceOfInvalid));
describe("a doubt reads well", () => spoken(doubts, sentenceOfDoubt));
describe("a finding reads well", () => {
  it("each of them", () => {
    for (const each of [...findings, ...Object.values(doubts).flat()]) mustReadWell(sentenceOfFinding(each));
  });
});
describe("an event reads well after its author's name", () =>
  spoken(events, (each: OnboardingEvent) => `Lena Brandt ${wordsOf(sentenceOfEvent(each))}`));
describe("what is wrong with a typed code or date reads well", () =>
  spoken(
    {
      ocn: [sentenceOfOcnProblem],
      rsid: [sentenceOfRsidProblem],
      date: [sentenceOfDateProblem],
      lock: [rsidLockedBecause],
    },
    (table: Record<string, string>) => {
      for (const sentence of Object.values(table)) mustReadWell(sentence);
      return Object.values(table)[0] ?? "";
    },
  ));

describe("what sentences name", () => {
  it("who can do it, by name and company", () => {
    expect(whoCan("IssueRsid", story.state, "Northline")).toBe(
      "Sam Ortega (service manager, Northline), Dee Marsh (delegate, Northline) or an onboarding admin of Northline",
    );
    expect(whoCan("RecordOcn", story.state, "Northline")).toBe("the people of Prairie Telecom, LLC");
    expect(whoCan("CloseOnboarding", anOnboarding().handedOverTo(otis).state, "Northline")).toContain("Otis Fry");
  });
  it("by whom and when, on the onboarding's own wall", () => {
    expect(sentenceOfRefusal({ refusal: "closed", closed: stamp }, scene)).toContain(
      "Sam Ortega on Oct 5, 2026, 09:00",
    );
  });
  it("every value a doubt is about", () => {
    for (const doubt of Object.values(doubts).flat()) {
      const sentence = sentenceOfDoubt(doubt);
      for (const value of ["ocn", "rsid", "number", "category", "name"] as const)
        if (value in doubt)
          expect(sentence, doubt.doubt).toContain((doubt as unknown as Record<string, string>)[value]);
    }
  });
  it("a hand-over that only changes the delegate is no hand-over to oneself", () => {
    const said = (delegate?: typeof dee) =>
      wordsOf(
        sentenceOfEvent({
          type: "HandedOver",
          carrierTeam: { serviceManager: asPerson(sam), ...(delegate ? { delegate: asPerson(delegate) } : {}) },
          from: asPerson(sam),
        }),
      );
    for (const sentence of [said(otis), said()]) {
      expect(sentence).not.toContain("from Sam Ortega to Sam Ortega");
      mustReadWell(`Dee Marsh ${sentence}`);
    }
    expect(said(otis)).toContain("Otis Fry");
  });
});

describe("the checklist's rows", () => {
  it("are the six of the source, in its order", () => {
    expect(stepIds).toEqual(["certification", "ocn", "questionnaire", "rsid", "centers", "training"]);
  });
});
