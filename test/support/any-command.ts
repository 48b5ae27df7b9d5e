/** Commands as any people might send them, in any order: mostly sensible, so that long stories come about. */
import fc, { type Arbitrary } from "fast-check";
import { addDays } from "../../src/domain/calendar.ts";
import type { Command, CommandOf, CommandType } from "../../src/domain/commands.ts";
import type { Certification, OcnRecord, Person } from "../../src/domain/events.ts";
import type { Instant, IsoDate, Ocn, Rsid } from "../../src/domain/ids.ts";
import type { Onboarding } from "../../src/domain/onboarding.ts";
import type { StateCode } from "../../src/domain/states.ts";
import {
  assigned,
  billing,
  codeHash,
  course,
  granted,
  inSlack,
  inTeams,
  inTeamsChat,
  legalName,
  linkPlace,
  makeLinkCode,
  provisioning,
  repairPlace,
  requested,
  start,
  unlinkPlace,
} from "./commands.ts";
import { ada, asPerson, dee, everybody, lena, otis, rob, type Someone, sam } from "./people.ts";

/** What somebody means to do; the command depends on what they see at that moment. */
export interface Attempt {
  readonly who: (state: Onboarding, command: Command) => Someone;
  readonly agrees: boolean;
  /** Days that pass before. */
  readonly pause: number;
  readonly command: (state: Onboarding, today: IsoDate, now: Instant) => Command;
}

type Make<T extends CommandType> = Arbitrary<(state: Onboarding, today: IsoDate, now: Instant) => CommandOf<T>>;

const state = fc.constantFrom<StateCode>("CO", "MN", "WA", "UT", "NY");
const someStates = fc.uniqueArray(state, { maxLength: 5 });
/** Few codes, so that OCNs and RSIDs run into each other. */
const ocn = fc.constantFrom("508J", "217C", "091B", "ABCD") as Arbitrary<string> as Arbitrary<Ocn>;
const rsid = fc.constantFrom("508J", "217C", "PT7", "PT8", "ABCD") as Arbitrary<string> as Arbitrary<Rsid>;
const shift = fc.constantFrom(-400, -30, -1, 0, 0, 1);
const text = fc.constantFrom("Because.", "See section 4", "Ask Lena");
const person: Arbitrary<Person> = fc.constantFrom(...everybody.map(asPerson));
const documents = fc.uniqueArray(fc.constantFrom("Tariff", "Bond", "Diagram", "Photos"));
const place = fc.constantFrom(inSlack, inTeams, inTeamsChat);
const request = fc.constantFrom(0, 0, 0, 0, -1, 1);

const certification = fc.oneof<Arbitrary<(today: IsoDate) => Certification>[]>(
  fc.tuple(shift, fc.boolean(), fc.constantFrom(legalName, "Prairie Inc.")).map(
    ([days, numbered, name]) =>
      (today: IsoDate): Certification => ({
        ...granted({ legalName: name, effectiveOn: addDays(today, days) }),
        number: numbered ? "C-77" : "",
      }),
  ),
  shift.map((days) => (today: IsoDate) => ({
    status: "applied",
    authority: "certificate",
    appliedOn: addDays(today, days),
  })),
  fc.constant(() => ({ status: "notRequired", rule: "Rule 7" })),
  fc.tuple(fc.constantFrom("denied", "lapsed"), shift).map(([status, days]) => (today: IsoDate) => ({
    status,
    on: addDays(today, days),
    reason: "Bond",
  })),
);
const record: Arbitrary<(today: IsoDate) => OcnRecord> = fc.oneof(
  fc.tuple(ocn, shift).map(
    ([code, days]) =>
      (today: IsoDate) =>
        assigned(code, { notifiedOn: addDays(today, days) }),
  ),
  shift.map((days) => (today: IsoDate) => requested(addDays(today, days))),
);

const makers: { readonly [T in CommandType]: Make<T> } = {
  StartOnboarding: fc.constant(() => start()),
  ReviseDetails: fc
    .tuple(someStates, fc.constantFrom(legalName, "Prairie Voice, LLC"))
    .map(([states, name]) => (onboarding) => ({
      type: "ReviseDetails",
      details: { ...onboarding.details, states, legalName: name },
    })),
  ChangeResellerTeam: fc.tuple(person, person).map(([lead, regulatory]) => () => ({
    type: "ChangeResellerTeam",
    resellerTeam: { lead, functions: { regulatory } },
  })),
  RecordCertification: fc
    .array(fc.tuple(state, certification), { minLength: 1, maxLength: 3 })
    .map((entries) => (_, today) => ({
      type: "RecordCertification",
      entries: entries.map(([code, made]) => ({ state: code, certification: made(today) })),
    })),
  RecordOcn: fc.array(fc.tuple(state, record), { minLength: 1, maxLength: 3 }).map((entries) => (_, today) => ({
    type: "RecordOcn",
    entries: entries.map(([code, made]) => ({ state: code, record: made(today) })),
  })),
  SubmitQuestionnaire: fc.tuple(shift, documents).map(([days, documentsOwed]) => (_, today) => ({
    type: "SubmitQuestionnaire",
    on: addDays(today, days),
    submittedBy: "Lena Brandt",
    documentsOwed,
  })),
  RecordDocuments: documents.map((ticked) => () => ({ type: "RecordDocuments", documents: [...ticked, ...ticked] })),
  AcceptQuestionnaire: fc.constant(() => ({ type: "AcceptQuestionnaire" })),
  ReturnQuestionnaire: text.map((reasons) => () => ({ type: "ReturnQuestionnaire", reasons })),
  IssueRsid: fc.tuple(rsid, request).map(([code, off]) => ({ requests }) => ({
    type: "IssueRsid",
    rsid: code,
    request: requests + off,
  })),
  CorrectRsid: fc.tuple(rsid, text).map(([code, reason]) => () => ({ type: "CorrectRsid", rsid: code, reason })),
  AskInformation: fc.tuple(text, request).map(([question, off]) => ({ requests }) => ({
    type: "AskInformation",
    question,
    request: requests + off,
  })),
  GiveInformation: fc.tuple(text, request).map(([answer, off]) => ({ requests }) => ({
    type: "GiveInformation",
    answer,
    request: requests + off,
  })),
  HandOver: fc
    .tuple(fc.constantFrom(sam, dee, otis, ada, rob).map(asPerson), fc.option(person, { nil: undefined }))
    .map(([serviceManager, delegate]) => () => ({
      type: "HandOver",
      serviceManager,
      ...(delegate ? { delegate } : {}),
    })),
  AssignCenters: fc
    .tuple(fc.boolean(), fc.boolean(), fc.oneof(fc.constant("all" as const), someStates))
    .map(([one, other, states]) => () => ({
      type: "AssignCenters",
      centers: { ...(one ? { billing } : {}), ...(other ? { provisioning } : {}) },
      states,
    })),
  PlanCourse: fc.constantFrom("c1", "c2").map((id) => () => ({ type: "PlanCourse", course: course(id) })),
  CompleteCourse: fc.constantFrom("c1", "c2").map((courseId) => () => ({ type: "CompleteCourse", courseId })),
  DropCourse: fc.constantFrom("c1", "c2").map((courseId) => () => ({ type: "DropCourse", courseId })),
  MakeLinkCode: fc.constantFrom(-1, 15).map((minutes) => (_, __, now) => makeLinkCode(now, codeHash, minutes)),
  LinkPlace: fc.tuple(place, fc.constantFrom(codeHash, codeHash, codeHash, "another")).map(
    ([there, code]) =>
      () =>
        linkPlace(there, undefined, code),
  ),
  UnlinkPlace: place.map((there) => () => unlinkPlace(there)),
  RepairPlace: place.map((there) => () => repairPlace(there)),
  CloseOnboarding: text.map((reason) => () => ({ type: "CloseOnboarding", reason })),
};

/** Comes late in a story, or soon after something else, so it is tried more often. */
const rare = new Set(["IssueRsid", "CorrectRsid", "AskInformation", "GiveInformation", "LinkPlace", "UnlinkPlace"]);

const anyMaker = fc.oneof(
  ...Object.entries(makers).map(([type, arbitrary]) => ({
    weight: type === "CloseOnboarding" || type === "StartOnboarding" ? 1 : rare.has(type) ? 20 : 10,
    arbitrary: arbitrary as Arbitrary<Attempt["command"]>,
  })),
);

const ofTheReseller = new Set<CommandType>([
  "RecordCertification",
  "RecordOcn",
  "SubmitQuestionnaire",
  "GiveInformation",
  "ReviseDetails",
]);
/** Whoever it is for at that moment. */
const theRightOne: Attempt["who"] = ({ resellerTeam, carrierTeam }, { type }) => {
  const { account } = ofTheReseller.has(type) ? resellerTeam.lead : carrierTeam.serviceManager;
  return everybody.find((each) => each.account === account) ?? lena;
};

export const anyAttempt: Arbitrary<Attempt> = fc.record({
  who: fc.oneof(
    { weight: 4, arbitrary: fc.constant(theRightOne) },
    { weight: 1, arbitrary: fc.constantFrom(...everybody).map((someone) => () => someone) },
  ),
  agrees: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  pause: fc.constantFrom(0, 0, 1, 20),
  command: anyMaker,
});
