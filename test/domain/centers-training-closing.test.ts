import { describe, expect, it } from "vitest";
import { anOnboarding, decideAs } from "../support/an-onboarding.ts";
import { assignCenters, billing, course, provisioning } from "../support/commands.ts";
import { commandTypes, everyCommand } from "../support/every-command.ts";
import { at } from "../support/fixed-clock.ts";
import { given } from "../support/given-when-then.ts";
import { asPerson, colin, everybody, lena, sam } from "../support/people.ts";

const fresh = anOnboarding();

describe("assigning the centers", () => {
  it("is recorded for every state or for some", () => {
    for (const states of ["all", ["MN", "CO"]] as const)
      given(fresh)
        .when(assignCenters(states), sam)
        .thenHappens({ type: "CentersAssigned", centers: { billing, provisioning }, states });
  });
  it("may name one of the two first", () => {
    given(fresh)
      .when({ type: "AssignCenters", centers: { billing }, states: "all" }, sam)
      .thenHappens({ type: "CentersAssigned", centers: { billing }, states: "all" });
  });
  it("needs at least one center", () => {
    given(fresh)
      .when({ type: "AssignCenters", centers: {}, states: "all" }, sam)
      .thenIsInvalid({ invalid: "centersEmpty" });
  });
  it("needs a state of this onboarding", () => {
    given(fresh).when(assignCenters([]), sam).thenIsInvalid({ invalid: "noStates" });
    given(fresh)
      .when(assignCenters(["MN", "TX"]), sam)
      .thenIsInvalid({ invalid: "notAState", state: "TX" });
  });
  it("again as it stands changes nothing", () => {
    given(fresh.withCenters(["MN"]))
      .when(assignCenters(["MN"]), sam)
      .thenNothingChanges();
  });
});

describe("training", () => {
  const planned = fresh.withCourse("c1");
  const completed = planned.does({ type: "CompleteCourse", courseId: "c1" }, colin);

  it("is planned; the same course twice is planned once", () => {
    given(fresh)
      .when({ type: "PlanCourse", course: course() }, lena)
      .thenHappens({ type: "CoursePlanned", course: course() });
    given(planned).when({ type: "PlanCourse", course: course() }, lena).thenNothingChanges();
  });
  it("is ticked off with the day in the onboarding's own zone", () => {
    // 03:30 in Greenwich is the evening before in Chicago.
    given(planned.at(at("2026-10-10T03:30:00Z")))
      .when({ type: "CompleteCourse", courseId: "c1" }, lena)
      .thenHappens({ type: "CourseCompleted", courseId: "c1", title: course().title, on: "2026-10-09" as never });
  });
  it("is ticked off once", () => {
    given(completed)
      .when({ type: "CompleteCourse", courseId: "c1" }, lena)
      .thenIsRefused({ refusal: "courseAlreadyDone", by: asPerson(colin) });
  });
  it("is dropped from the list, ticked off or not", () => {
    for (const story of [planned, completed]) {
      given(story)
        .when({ type: "DropCourse", courseId: "c1" }, lena)
        .thenHappens({ type: "CourseDropped", courseId: "c1", title: course().title });
      expect(story.does({ type: "DropCourse", courseId: "c1" }, lena).state.courses).toEqual([]);
    }
  });
  it("that is gone is gone", () => {
    const gone = planned.does({ type: "DropCourse", courseId: "c1" }, lena);
    for (const type of ["CompleteCourse", "DropCourse"] as const)
      given(gone).when({ type, courseId: "c1" }, lena).thenIsRefused({ refusal: "courseGone" });
  });
});

describe("closing", () => {
  it("is recorded with its reason", () => {
    given(fresh)
      .when({ type: "CloseOnboarding", reason: "Given up" }, sam)
      .thenHappens({ type: "OnboardingClosed", reason: "Given up" });
  });
  it("refuses every other command afterwards, saying who closed it and when", () => {
    const closed = { by: asPerson(sam), at: fresh.now, reason: "Started in the wrong channel" };
    // A code is good for nothing after the end; whoever brings one learns no more than that.
    for (const type of commandTypes.filter((each) => each !== "StartOnboarding" && each !== "LinkPlace")) {
      const { story, command } = everyCommand[type];
      const allowed = everybody.filter((who) => decideAs(command, story.state, who, story.now).kind !== "refused");
      expect(allowed.length, type).toBeGreaterThan(0);
      for (const who of allowed) given(story.closed()).when(command, who).thenIsRefused({ refusal: "closed", closed });
    }
    const { story, command } = everyCommand.LinkPlace;
    given(story.closed()).when(command, sam).thenIsRefused({ refusal: "codeNotValid" });
  });
});
