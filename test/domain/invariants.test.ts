/** Whatever any people do in any order, these hold. The model keeps its own small books from the events alone. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { localDate } from "../../src/domain/calendar.ts";
import type { Decision } from "../../src/domain/decision.ts";
import type { Certification, OcnRecord, OnboardingEvent } from "../../src/domain/events.ts";
import { agreementTo } from "../../src/domain/findings.ts";
import type { AccountId } from "../../src/domain/ids.ts";
import { evolve, type Onboarding, rebuild } from "../../src/domain/onboarding.ts";
import { documentsMissing, isReady, lacks } from "../../src/domain/progress.ts";
import type { StateCode } from "../../src/domain/states.ts";
import { anOnboarding, decideAs, prairieId, recorded, Story } from "../support/an-onboarding.ts";
import { type Attempt, anyAttempt } from "../support/any-command.ts";
import { chicago, daysLater } from "../support/fixed-clock.ts";
import { ada, adaInTeams, carriers, type Someone } from "../support/people.ts";

class Books {
  questionnaire: "none" | "submitted" | "accepted" | "returned" = "none";
  openRequest: number | undefined;
  lastRequest = 0;
  owed: readonly string[] = [];
  rsids: string[] = [];
  certifications = new Map<StateCode, Certification>();
  ocns = new Map<StateCode, OcnRecord>();
  centers: Extract<OnboardingEvent, { type: "CentersAssigned" }>[] = [];
  closed = false;

  isReady(state: StateCode): boolean {
    const certification = this.certifications.get(state)?.status;
    const served = (center: "billing" | "provisioning") =>
      this.centers.some((each) => each.centers[center] && (each.states === "all" || each.states.includes(state)));
    return (
      (certification === "granted" || certification === "notRequired") &&
      this.ocns.get(state)?.status === "assigned" &&
      this.rsids.length > 0 &&
      served("billing") &&
      served("provisioning")
    );
  }
}

/** What each event must find, and what it leaves behind. */
function enter(books: Books, event: OnboardingEvent): void {
  switch (event.type) {
    case "CertificationRecorded":
      books.certifications.set(event.state, event.certification);
      return;
    case "OcnRecorded":
      books.ocns.set(event.state, event.record);
      return;
    case "QuestionnaireSubmitted":
      expect(["none", "returned"]).toContain(books.questionnaire);
      books.questionnaire = "submitted";
      books.owed = event.documentsOwed;
      return;
    case "DocumentsReceived":
      expect(books.owed).toEqual(expect.arrayContaining([...event.documents]));
      expect(new Set(event.documents).size).toBe(event.documents.length);
      books.owed = books.owed.filter((document) => !event.documents.includes(document));
      return;
    case "QuestionnaireAccepted":
    case "QuestionnaireReturned":
      expect(books.questionnaire).toBe("submitted");
      books.questionnaire = event.type === "QuestionnaireAccepted" ? "accepted" : "returned";
      return;
    case "RsidRequested":
      expect(books.questionnaire).toBe("submitted");
      expect(books.openRequest, "one open request at most").toBeUndefined();
      expect(books.rsids, "no request once there is one").toEqual([]);
      expect(event.request, "request numbers grow").toBeGreaterThan(books.lastRequest);
      books.openRequest = books.lastRequest = event.request;
      return;
    case "RsidRequestWithdrawn":
      expect(event.request).toBe(books.openRequest);
      books.openRequest = undefined;
      return;
    case "InformationAsked":
    case "InformationGiven":
      expect(event.request).toBe(books.openRequest);
      return;
    case "RsidIssued":
      expect(["submitted", "accepted"], "no RSID without a submitted questionnaire").toContain(books.questionnaire);
      expect(event.request).toBe(books.openRequest);
      books.openRequest = undefined;
      books.rsids.push(event.rsid);
      return;
    case "RsidCorrected":
      expect(event.supersedes).toBe(books.rsids.at(-1));
      books.rsids.push(event.rsid);
      return;
    case "CentersAssigned":
      books.centers.push(event);
      return;
    case "OnboardingClosed":
      books.closed = true;
      return;
    default:
      return;
  }
}

const decisions = new Set<OnboardingEvent["type"]>([
  "QuestionnaireAccepted",
  "QuestionnaireReturned",
  "RsidRequestWithdrawn",
  "InformationAsked",
  "RsidIssued",
  "RsidCorrected",
  "HandedOver",
  "CentersAssigned",
]);
const facts = new Set<OnboardingEvent["type"]>([
  "CertificationRecorded",
  "OcnRecorded",
  "QuestionnaireSubmitted",
  "RsidRequested",
  "InformationGiven",
]);

/** By hand: who decides for the carrier and who speaks for the reseller, from the people alone. */
function mustBeEntitled(
  who: Someone,
  { carrierTeam, resellerTeam, resellers }: Onboarding,
  event: OnboardingEvent,
): void {
  const reseller: AccountId[] = [resellerTeam.lead, ...Object.values(resellerTeam.functions)].map(
    (each) => each.account,
  );
  const carrier: AccountId[] = [carrierTeam.serviceManager, carrierTeam.delegate].flatMap(
    (each) => each?.account ?? [],
  );
  // The code is the right.
  if (event.type === "PlaceLinked") return;
  const isAdmin = who.account === ada.account || who.account === adaInTeams.account;
  const decides = carrier.includes(who.account) || (isAdmin && !reseller.includes(who.account));
  const isTheirs = resellers.includes(who.company) && !carriers.includes(who.company);
  const speaks = reseller.includes(who.account) || (isTheirs && !carrier.includes(who.account));
  // Whoever of the carrier's sees that a place is reached again may say so.
  if (event.type === "PlaceFound" && carriers.includes(who.company) && !who.guest) return;
  if (decisions.has(event.type)) expect(decides, `${who.name} decides ${event.type}`).toBe(true);
  else if (facts.has(event.type)) expect(speaks, `${who.name} states ${event.type}`).toBe(true);
  else expect(decides || speaks, `${who.name} brings about ${event.type}`).toBe(true);
}

const frozen = <Value>(value: Value): Value => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
};

function mustHold(state: Onboarding, books: Books): void {
  const { rsid } = state;
  const rsids = rsid.status === "issued" ? [...rsid.superseded.map((each) => each.rsid), rsid.rsid] : [];
  expect(rsids, "every RSID there ever was stays in the list").toEqual(books.rsids);
  const ocns = [...books.ocns.values()].flatMap((record) =>
    record.status === "assigned" ? [record.ocn as string] : [],
  );
  if (rsid.status === "issued") expect(ocns, "the RSID is none of the OCNs").not.toContain(rsid.rsid);
  for (const code of state.details.states) {
    expect(isReady(state, code), `${code} ready`).toBe(books.isReady(code));
    expect(lacks(state, code).length === 0, `${code} lacks`).toBe(books.isReady(code));
  }
  expect(documentsMissing(state)).toEqual(books.owed);
  expect(state.requests).toBe(books.lastRequest);
  const open = rsid.status === "requested" || rsid.status === "informationAsked" ? rsid.request : undefined;
  expect(open, "the open request").toBe(books.openRequest);
  expect(state.closed !== undefined).toBe(books.closed);
  expect(state.details.states.length, "there is always a state").toBeGreaterThan(0);
  expect(state.places.length, "there is always a place").toBeGreaterThan(0);
  expect(new Set(state.places.map(({ place }) => place)).size, "each place once").toBe(state.places.length);
}

const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
interface Real {
  story: Story;
}

class Tried implements fc.Command<Books, Real> {
  private readonly attempt: Attempt;
  private said = "not reached";
  constructor(attempt: Attempt) {
    this.attempt = attempt;
  }
  check(): boolean {
    return true;
  }
  run(books: Books, real: Real): void {
    const { agrees, pause } = this.attempt;
    const story = pause > 0 ? real.story.at(daysLater(real.story.now, pause)) : real.story;
    const state = frozen(story.state);
    const command = this.attempt.command(state, localDate(story.now, chicago), story.now);
    const who = this.attempt.who(state, command);
    this.said = `${who.name}${agrees ? "" : " (doubting)"}: ${JSON.stringify(command)}`;
    const ask = (at: Onboarding, agreed: readonly string[] = []) => decideAs(command, at, who, story.now, agreed);
    let agreed: readonly string[] = [];
    let decision: Decision = ask(state);
    if (decision.kind === "doubtful" && agrees) {
      agreed = agreementTo(decision.doubts);
      decision = ask(state, agreed);
      expect(decision.kind, "what was agreed to is not asked again").toBe("happened");
    }
    expect(ask(state, agreed), "deciding is deterministic").toEqual(decision);
    count(decision.kind);
    // A start after the end begins another onboarding, in a stream of its own.
    if (decision.kind !== "happened" || command.type === "StartOnboarding") return;
    expect(books.closed, "closed means closed").toBe(false);
    const history = recorded(story.history, decision, who, story.now);
    let after = state;
    for (const each of history.slice(story.history.length)) {
      count(each.event.type);
      mustBeEntitled(who, state, each.event);
      enter(books, each.event);
      after = evolve(after, each, prairieId);
    }
    mustHold(after, books);
    expect(ask(after, agreed).kind, "the same command twice has one effect").not.toBe("happened");
    expect(after.version).toBe(history.length);
    real.story = new Story(history, story.now, after);
  }
  toString(): string {
    return this.said;
  }
}

describe("whatever anybody does", () => {
  it("no rule is broken, and the state rebuilt from the history is the state that was kept", () => {
    const stories = fc.commands([anyAttempt.map((attempt) => new Tried(attempt))], { maxCommands: 60, size: "max" });
    fc.assert(
      fc.property(stories, (commands) => {
        const real: Real = { story: anOnboarding() };
        fc.modelRun(() => ({ model: new Books(), real }), commands);
        expect(rebuild(prairieId, real.story.history)).toEqual(real.story.state);
      }),
      { numRuns: 1500 },
    );
  });

  afterAll(() => {
    const reached = [...seen].sort(([, one], [, other]) => other - one).map(([what, times]) => `${what} ${times}`);
    console.log(`What the random stories came to: ${reached.join(", ")}`);
  });

  it("these stories reach every kind of decision and every event a command can bring about", () => {
    const wanted = [
      "happened unchanged refused invalid doubtful",
      "DetailsRevised ResellerTeamChanged CertificationRecorded OcnRecorded QuestionnaireSubmitted DocumentsReceived",
      "QuestionnaireAccepted QuestionnaireReturned RsidRequested RsidRequestWithdrawn InformationAsked InformationGiven",
      "RsidIssued RsidCorrected HandedOver CentersAssigned CoursePlanned CourseCompleted CourseDropped OnboardingClosed",
      "LinkCodeMade PlaceLinked PlaceUnlinked",
    ].flatMap((line) => line.split(" "));
    for (const each of wanted) expect(seen.get(each) ?? 0, each).toBeGreaterThan(0);
  });
});
