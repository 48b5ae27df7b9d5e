import { describe, expect, it } from "vitest";
import { stepIds } from "../../src/domain/checklist.ts";
import { lateOn } from "../../src/domain/late.ts";
import {
  centerFor,
  isComplete,
  lacks,
  nextSteps,
  readyStates,
  resellerPersonFor,
  rowStage,
  rsidLock,
  turns,
  waitingDays,
} from "../../src/domain/progress.ts";
import { anOnboarding, aReadyOnboarding, type Story } from "../support/an-onboarding.ts";
import { applied, assignCenters, billing, certify, granted, provisioning } from "../support/commands.ts";
import { at, daysLater, monday, on } from "../support/fixed-clock.ts";
import { lena, olga, rob, sam } from "../support/people.ts";

const fresh = anOnboarding();
const rows = ({ state }: Story) => stepIds.map((step) => rowStage(state, step));
const kinds = ({ state }: Story) => nextSteps(state).map((step) => step.kind);

describe("the six rows", () => {
  const table: readonly (readonly [string, Story, readonly string[]])[] = [
    ["at the start", fresh, ["active", "active", "active", "locked", "locked", "optional"]],
    [
      "with every state applied for",
      fresh.appliedIn("CO", "MN", "WA"),
      ["waiting", "active", "active", "locked", "locked", "optional"],
    ],
    [
      "with one state untouched",
      fresh.appliedIn("CO", "MN"),
      ["active", "active", "active", "locked", "locked", "optional"],
    ],
    [
      "with the rest certified",
      fresh.certifiedIn("CO", "MN").appliedIn("WA"),
      ["waiting", "active", "active", "locked", "locked", "optional"],
    ],
    [
      "with all OCNs on their way",
      fresh.withOcnRequested("CO").withOcnRequested("MN").withOcnRequested("WA"),
      ["active", "waiting", "active", "locked", "locked", "optional"],
    ],
    [
      "with the questionnaire submitted",
      fresh.withQuestionnaireSubmitted(),
      ["active", "active", "waiting", "waiting", "locked", "optional"],
    ],
    [
      "with a question out",
      fresh.withQuestionnaireSubmitted().withQuestion(),
      ["active", "active", "waiting", "active", "locked", "optional"],
    ],
    [
      "with the questionnaire returned",
      fresh.withQuestionnaireSubmitted().withQuestionnaireReturned(),
      ["active", "active", "active", "locked", "locked", "optional"],
    ],
    [
      "with the RSID issued",
      fresh.withQuestionnaireSubmitted().withRsid(),
      ["active", "active", "waiting", "done", "waiting", "optional"],
    ],
    ["with a course planned", fresh.withCourse(), ["active", "active", "active", "locked", "locked", "active"]],
    [
      "with it taken",
      fresh.withCourse().does({ type: "CompleteCourse", courseId: "c1" }, lena),
      ["active", "active", "active", "locked", "locked", "done"],
    ],
    ["with everything there", aReadyOnboarding(), ["done", "done", "done", "done", "done", "optional"]],
  ];
  for (const [when, story, stages] of table)
    it(when, () => {
      expect(rows(story)).toEqual(stages);
    });
  it("no certification needed is as good as one", () => {
    const notRequired = { status: "notRequired", rule: "Minn. R. 7812" } as const;
    expect(
      rowStage(anOnboarding({ states: ["MN"] }).does(certify("MN", notRequired), rob).state, "certification"),
    ).toBe("done");
  });
});

describe("what locks the RSID", () => {
  it("is the questionnaire alone, and nothing once it is issued", () => {
    const submitted = fresh.withQuestionnaireSubmitted();
    expect(rsidLock(fresh.state)).toBe("questionnaireNotSubmitted");
    expect(rsidLock(submitted.state)).toBeUndefined();
    expect(rsidLock(submitted.withQuestionnaireReturned().state)).toBe("questionnaireReturned");
    expect(rsidLock(submitted.withRsid().withQuestionnaireReturned().state)).toBeUndefined();
  });
});

describe("what comes next", () => {
  const table: readonly (readonly [string, Story, readonly string[]])[] = [
    ["at the start: three things side by side", fresh, ["certify", "getOcn", "submitQuestionnaire"]],
    [
      "after a denial: certify again",
      fresh.does(certify("MN", { status: "denied", on: on("2026-10-01"), reason: "No bond" }), rob),
      ["certify", "getOcn", "submitQuestionnaire"],
    ],
    [
      "half-way: some wait for the authorities",
      fresh.certifiedIn("CO").appliedIn("MN").withOcnRequested("CO"),
      ["certify", "awaitCertification", "getOcn", "awaitOcn", "submitQuestionnaire"],
    ],
    [
      "submitted with documents owed",
      fresh.withQuestionnaireSubmitted("Tariff"),
      ["certify", "getOcn", "reviewQuestionnaire", "sendDocuments", "issueRsid"],
    ],
    [
      "a question is out",
      fresh.withQuestionnaireSubmitted().withQuestion(),
      ["certify", "getOcn", "reviewQuestionnaire", "answerQuestion"],
    ],
    [
      "returned",
      fresh.withQuestionnaireSubmitted().withQuestionnaireReturned(),
      ["certify", "getOcn", "resubmitQuestionnaire"],
    ],
    [
      "issued",
      fresh.withQuestionnaireSubmitted().withRsid(),
      ["certify", "getOcn", "reviewQuestionnaire", "assignCenters"],
    ],
    ["ready, a course left", aReadyOnboarding().withCourse(), ["takeCourses"]],
    ["ready", aReadyOnboarding(), []],
    ["closed", fresh.closed(), []],
  ];
  for (const [when, story, expected] of table)
    it(when, () => {
      expect(kinds(story)).toEqual(expected);
    });

  it("names the person for it: their function's, else the lead; the service manager for the carrier's", () => {
    const { state } = fresh.withQuestionnaireSubmitted();
    expect(nextSteps(state).map((step) => [step.kind, step.turn, step.who?.name])).toEqual([
      ["certify", "reseller", rob.name],
      ["getOcn", "reseller", rob.name],
      ["reviewQuestionnaire", "carrier", sam.name],
      ["issueRsid", "carrier", sam.name],
    ]);
    expect(resellerPersonFor(state, "training").name).toBe(olga.name);
    expect(resellerPersonFor(fresh.ledBy(lena).state, "certification").name).toBe(lena.name);
    expect(resellerPersonFor(state, "questionnaire").name).toBe(lena.name);
  });
  it("names nobody where an authority has it", () => {
    const [, waiting] = nextSteps(fresh.appliedIn("MN").state);
    expect(waiting).toMatchObject({ kind: "awaitCertification", turn: "authority", states: ["MN"] });
    expect(waiting).not.toHaveProperty("who");
  });
  it("says whose turn it is, each side once, training aside", () => {
    expect(turns(fresh.appliedIn("MN").withQuestionnaireSubmitted().state)).toEqual([
      "reseller",
      "authority",
      "carrier",
    ]);
    expect(turns(aReadyOnboarding().withCourse().state)).toEqual([]);
  });
  it("counts the service manager's waiting anew from the reseller's answer", () => {
    const story = fresh.withQuestionnaireSubmitted().at(daysLater(monday, 2)).withQuestion();
    const answered = story.at(daysLater(monday, 7)).withAnswer();
    const since = nextSteps(answered.state).find((step) => step.kind === "issueRsid")?.since;
    expect(since).toBe(daysLater(monday, 7));
  });
  it("waits in the onboarding's own business days", () => {
    expect(waitingDays(fresh.state, monday, on("2026-10-13"))).toBe(5);
    // Sunday in Greenwich, still Saturday evening in Chicago; Monday is the first business day after both.
    expect(waitingDays(fresh.state, at("2026-10-11T03:00:00Z"), on("2026-10-13"))).toBe(1);
  });
  it("waits as long as the state that waits longest", () => {
    const story = fresh.appliedIn("MN").at(daysLater(monday, 10)).appliedIn("CO");
    expect(nextSteps(story.state).find((step) => step.kind === "awaitCertification")).toMatchObject({
      states: ["CO", "MN"],
      since: monday,
    });
  });
  it("does not say that a state added today has waited since the start", () => {
    const later = daysLater(monday, 30);
    const added = aReadyOnboarding().at(later).withStates("CO", "MN", "WA", "UT");
    for (const step of nextSteps(added.state)) {
      expect(step.states).toEqual(["UT"]);
      expect(step.since, step.kind).toBe(later);
    }
  });
});

describe("ready for the initial order", () => {
  it("lacks everything at the start, in the checklist's order; the questionnaire is no part of it", () => {
    expect(lacks(fresh.state, "MN")).toEqual(["certification", "ocn", "rsid", "centers"]);
  });
  it("comes state by state", () => {
    const story = fresh
      .certifiedIn("MN", "CO")
      .withOcn("MN", "508J")
      .withQuestionnaireSubmitted()
      .withRsid()
      .withCenters();
    expect(readyStates(story.state)).toEqual(["MN"]);
    expect(lacks(story.state, "CO")).toEqual(["ocn"]);
    expect(lacks(story.state, "WA")).toEqual(["certification", "ocn"]);
    expect(isComplete(story.state)).toBe(false);
  });
  it("is everywhere in the end, and no longer when a state is added", () => {
    expect(isComplete(aReadyOnboarding().state)).toBe(true);
    const added = aReadyOnboarding().withStates("CO", "MN", "WA", "UT");
    expect(isComplete(added.state)).toBe(false);
    expect(lacks(added.state, "UT")).toEqual(["certification", "ocn"]);
  });
  it("is lost with a certification that lapsed, and with an OCN that turns out to be only asked for", () => {
    const lapsed = { status: "lapsed", on: on("2026-10-01"), reason: "Annual report" } as const;
    expect(lacks(aReadyOnboarding().does(certify("MN", lapsed), rob).state, "MN")).toEqual(["certification"]);
    expect(lacks(aReadyOnboarding().withOcnRequested("MN").state, "MN")).toEqual(["ocn"]);
    expect(lacks(aReadyOnboarding().does(certify("MN", applied()), rob).state, "MN")).toEqual(["certification"]);
  });
  it("remembers what was recorded of a state that was taken out and comes back", () => {
    const story = aReadyOnboarding().withStates("CO", "MN").withStates("CO", "MN", "WA");
    expect(lacks(story.state, "WA")).toEqual([]);
  });
});

describe("which center serves a state", () => {
  const west = { name: "Billing desk East", phone: "555-0199" } as const;
  const name = (story: Story, state: "MN" | "CO" | "UT", center: "billing" | "provisioning" = "billing") =>
    centerFor(story.state, state, center)?.contact.name;

  it("“all” serves states that are added later, a list does not", () => {
    const later = (story: Story) => story.withStates("CO", "MN", "UT", "WA");
    expect(name(later(fresh.withCenters("all")), "UT")).toBe(billing.name);
    expect(name(later(fresh.withCenters(["CO", "MN", "WA"])), "UT")).toBeUndefined();
  });
  it("the newest assignment that names that center wins, center by center and state by state", () => {
    const story = fresh
      .withCenters("all")
      .does({ type: "AssignCenters", centers: { billing: west }, states: ["MN"] }, sam);
    expect(name(story, "MN")).toBe(west.name);
    expect(name(story, "CO")).toBe(billing.name);
    expect(name(story, "MN", "provisioning")).toBe(provisioning.name);
    expect(name(story.does(assignCenters("all"), sam), "MN")).toBe(billing.name);
  });
});

describe("what is late", () => {
  const owing = fresh.withQuestionnaireSubmitted("Tariff");

  it("are documents from the fifteenth day on", () => {
    expect(lateOn(owing.state, on("2026-10-19"))).toEqual([]);
    expect(lateOn(owing.state, on("2026-10-20"))).toEqual([
      { late: "documents", since: "2026-10-19", documents: ["Tariff"] },
    ]);
    const sent = owing.does({ type: "RecordDocuments", documents: ["Tariff"] }, lena);
    expect(lateOn(sent.state, on("2026-10-20"))).toEqual([]);
  });
  it("are certifications and OCNs after negotiations began, and what is not ready after the first order's day", () => {
    const story = fresh.plannedFor("2026-11-02", "2026-12-01").certifiedIn("MN").withOcn("MN", "508J");
    expect(lateOn(story.state, on("2026-11-02"))).toEqual([]);
    expect(lateOn(story.state, on("2026-11-03"))).toEqual([
      { late: "beforeNegotiations", since: "2026-11-02", states: ["CO", "WA"] },
    ]);
    expect(lateOn(story.state, on("2026-12-02"))).toEqual([
      { late: "beforeNegotiations", since: "2026-11-02", states: ["CO", "WA"] },
      { late: "firstOrder", since: "2026-12-01", states: ["CO", "MN", "WA"] },
    ]);
  });
  it("are certifications past their expiry, of states that still take part", () => {
    const story = fresh.does(certify("MN", granted({ expiresOn: on("2026-10-31") })), rob);
    expect(lateOn(story.state, on("2026-10-31"))).toEqual([]);
    expect(lateOn(story.state, on("2026-11-01"))).toEqual([
      { late: "certificationExpired", since: "2026-10-31", state: "MN" },
    ]);
    expect(lateOn(story.withStates("CO").state, on("2026-11-01"))).toEqual([]);
  });
  it("is nothing in a closed onboarding", () => {
    expect(lateOn(owing.closed().state, on("2027-01-01"))).toEqual([]);
  });
});
