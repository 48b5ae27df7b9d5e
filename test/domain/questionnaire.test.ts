import { describe, expect, it } from "vitest";
import { documentsMissing } from "../../src/domain/progress.ts";
import { anOnboarding } from "../support/an-onboarding.ts";
import { submitQuestionnaire } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { given } from "../support/given-when-then.ts";
import { asPerson, colin, lena, sam } from "../support/people.ts";

const fresh = anOnboarding();
const { type: _, ...facts } = submitQuestionnaire();
const submitted = { type: "QuestionnaireSubmitted", ...facts } as const;
const by = (who: typeof sam) => ({ by: asPerson(who), at: fresh.now });

describe("submitting the Resale Questionnaire", () => {
  it("asks the service manager for the RSID in the same breath", () => {
    given(fresh).when(submitQuestionnaire(), lena).thenHappens(submitted, { type: "RsidRequested", request: 1 });
  });
  it("needs no certification and no OCN", () => {
    expect(fresh.withQuestionnaireSubmitted().state.rsid.status).toBe("requested");
  });
  it("can't have happened tomorrow", () => {
    given(fresh)
      .when(submitQuestionnaire({ on: on("2026-10-06") }), lena)
      .thenIsInvalid({ invalid: "inFuture", what: "submittedOn" });
  });
  it("is refused while it is with the carrier, and after it was accepted", () => {
    given(fresh.withQuestionnaireSubmitted())
      .when(submitQuestionnaire(), colin)
      .thenIsRefused({ refusal: "questionnaireAlready", status: "submitted", stamp: by(lena) });
    given(fresh.withQuestionnaireSubmitted().withQuestionnaireAccepted())
      .when(submitQuestionnaire(), lena)
      .thenIsRefused({ refusal: "questionnaireAlready", status: "accepted", stamp: by(sam) });
  });
  it("again after it was returned opens a new request", () => {
    given(fresh.withQuestionnaireSubmitted().withQuestionnaireReturned())
      .when(submitQuestionnaire(), lena)
      .thenHappens(submitted, { type: "RsidRequested", request: 2 });
  });
  it("again after a return that came later than the RSID asks for no second one", () => {
    given(fresh.withQuestionnaireSubmitted().withRsid().withQuestionnaireReturned())
      .when(submitQuestionnaire(), lena)
      .thenHappens(submitted);
  });
});

describe("accepting and returning it", () => {
  it("needs a submitted one", () => {
    for (const command of [{ type: "AcceptQuestionnaire" }, { type: "ReturnQuestionnaire", reasons: "Empty" }] as const)
      given(fresh).when(command, sam).thenIsRefused({ refusal: "questionnaireNotSubmitted" });
  });
  it("happens once", () => {
    const story = fresh.withQuestionnaireSubmitted();
    given(story).when({ type: "AcceptQuestionnaire" }, sam).thenHappens({ type: "QuestionnaireAccepted" });
    given(story.withQuestionnaireAccepted())
      .when({ type: "AcceptQuestionnaire" }, sam)
      .thenIsRefused({ refusal: "questionnaireAlready", status: "accepted", stamp: by(sam) });
    given(story.withQuestionnaireReturned())
      .when({ type: "ReturnQuestionnaire", reasons: "Empty" }, sam)
      .thenIsRefused({ refusal: "questionnaireAlready", status: "returned", stamp: by(sam) });
  });
  it("does not happen the other way round afterwards", () => {
    const story = fresh.withQuestionnaireSubmitted();
    given(story.withQuestionnaireReturned())
      .when({ type: "AcceptQuestionnaire" }, sam)
      .thenIsRefused({ refusal: "questionnaireAlready", status: "returned", stamp: by(sam) });
    given(story.withQuestionnaireAccepted())
      .when({ type: "ReturnQuestionnaire", reasons: "Empty" }, sam)
      .thenIsRefused({ refusal: "questionnaireAlready", status: "accepted", stamp: by(sam) });
  });
  it("by returning takes the open request away, also while a question is out", () => {
    const returned = { type: "QuestionnaireReturned", reasons: "Section 4 is empty." } as const;
    const story = fresh.withQuestionnaireSubmitted();
    for (const open of [story, story.withQuestion()])
      given(open)
        .when({ type: "ReturnQuestionnaire", reasons: "Section 4 is empty." }, sam)
        .thenHappens(returned, { type: "RsidRequestWithdrawn", request: 1 });
  });
  it("by returning leaves an issued RSID where it is", () => {
    given(fresh.withQuestionnaireSubmitted().withRsid())
      .when({ type: "ReturnQuestionnaire", reasons: "Section 4 is empty." }, sam)
      .thenHappens({ type: "QuestionnaireReturned", reasons: "Section 4 is empty." });
  });
});

describe("documents owed with the questionnaire", () => {
  const owing = fresh.withQuestionnaireSubmitted("Network diagram", "Tariff");
  const tick = (...documents: readonly string[]) => ({ type: "RecordDocuments", documents }) as const;

  it("need a questionnaire", () => {
    given(fresh).when(tick("Tariff"), lena).thenIsRefused({ refusal: "questionnaireNotSubmitted" });
  });
  it("are ticked off one by one", () => {
    given(owing)
      .when(tick("Tariff"), lena)
      .thenHappens({ type: "DocumentsReceived", documents: ["Tariff"] });
    expect(documentsMissing(owing.does(tick("Tariff"), lena).state)).toEqual(["Network diagram"]);
  });
  it("count once, and only where they are owed", () => {
    given(owing)
      .when(tick("Tariff", "Tariff", "Holiday photos"), lena)
      .thenHappens({ type: "DocumentsReceived", documents: ["Tariff"] });
  });
  it("that are all there, or were never owed, are refused", () => {
    given(owing.does(tick("Tariff"), lena))
      .when(tick("Tariff"), sam)
      .thenIsRefused({ refusal: "documentsAlreadyReceived" });
    given(owing).when(tick("Holiday photos"), lena).thenIsRefused({ refusal: "documentsAlreadyReceived" });
  });
  it("stay received when the questionnaire is accepted or returned", () => {
    const ticked = owing.does(tick("Tariff"), lena);
    expect(documentsMissing(ticked.withQuestionnaireAccepted().state)).toEqual(["Network diagram"]);
    expect(documentsMissing(ticked.withQuestionnaireReturned().state)).toEqual(["Network diagram"]);
  });
  it("start anew with the next submission", () => {
    const again = owing.withQuestionnaireReturned().withQuestionnaireSubmitted("Bond");
    expect(documentsMissing(again.state)).toEqual(["Bond"]);
  });
});
