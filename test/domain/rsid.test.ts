import { describe, expect, it } from "vitest";
import { agreementTo } from "../../src/domain/findings.ts";
import { anOnboarding } from "../support/an-onboarding.ts";
import { askInformation, correctRsid, giveInformation, issueRsid } from "../support/commands.ts";
import { given } from "../support/given-when-then.ts";
import { asPerson, dee, lena, sam } from "../support/people.ts";

const fresh = anOnboarding();
const asked = fresh.certifiedIn("CO", "MN").withOcn("MN", "508J").withQuestionnaireSubmitted();
const issued = asked.withRsid("PT7");
const stamp = (who: typeof sam) => ({ by: asPerson(who), at: fresh.now });

/** The three that speak about one request. */
const aboutRequest = [
  [issueRsid("PT7", 1), sam],
  [askInformation("Which entity?", 1), sam],
  [giveInformation("This one.", 1), lena],
] as const;

describe("the one hard gate", () => {
  it("locks everything about the RSID until the questionnaire is submitted", () => {
    for (const [command, who] of aboutRequest)
      given(fresh).when(command, who).thenIsRefused({ refusal: "rsidLocked", why: "questionnaireNotSubmitted" });
  });
  it("locks it again while the questionnaire is returned", () => {
    for (const [command, who] of aboutRequest)
      given(asked.withQuestionnaireReturned())
        .when(command, who)
        .thenIsRefused({ refusal: "rsidLocked", why: "questionnaireReturned" });
  });
});

describe("issuing the RSID", () => {
  it("asks to look at the facts once more, and then happens", () => {
    given(asked)
      .when(issueRsid("PT7"), sam)
      .thenAsksAbout({ doubt: "lookAtFacts", rsid: "PT7" })
      .whenAgreed()
      .thenHappens({ type: "RsidIssued", rsid: issueRsid("PT7").rsid, request: 1 });
  });
  it("asks also where it is not three long", () => {
    given(asked)
      .when(issueRsid("PT77"), dee)
      .thenAsksAbout({ doubt: "rsidNotThreeLong", rsid: "PT77" }, { doubt: "lookAtFacts", rsid: "PT77" });
  });
  it("takes a yes to one code for that code only", () => {
    given(asked)
      .when(issueRsid("PT8"), sam)
      .agreed(agreementTo([{ doubt: "lookAtFacts", rsid: "PT7" }]))
      .thenAsksAbout({ doubt: "lookAtFacts", rsid: "PT8" });
  });
  it("never takes one of the reseller's OCNs", () => {
    given(asked)
      .when(issueRsid("508J"), sam)
      .thenIsInvalid({ invalid: "rsidIsOcn", rsid: "508J", states: ["MN"] });
  });
  it("never takes the OCN of a state that was taken out either, since it can come back", () => {
    given(asked.withStates("CO", "WA"))
      .when(issueRsid("508J"), sam)
      .thenIsInvalid({ invalid: "rsidIsOcn", rsid: "508J", states: ["MN"] });
  });
  it("may happen while a question is out: the service manager found it elsewhere", () => {
    expect(given(asked.withQuestion()).when(issueRsid("PT7"), sam).agreeing().decision.kind).toBe("happened");
  });
  it("happens once: everything about the request is over then", () => {
    for (const [command, who] of aboutRequest)
      given(issued)
        .when(command, who)
        .thenIsRefused({ refusal: "rsidAlreadyIssued", rsid: "PT7", stamp: stamp(sam) });
  });
  it("for a request that was withdrawn and replaced is over", () => {
    const again = asked.withQuestionnaireReturned().withQuestionnaireSubmitted();
    for (const [command, who] of aboutRequest)
      given(again).when(command, who).thenIsRefused({ refusal: "requestIsOver", request: 1 });
  });
});

describe("asking for more information", () => {
  it("happens, and comes back with the answer", () => {
    given(asked)
      .when(askInformation("Which entity?"), sam)
      .thenHappens({ type: "InformationAsked", request: 1, question: "Which entity?" });
    given(asked.withQuestion("Which entity?"))
      .when(giveInformation("This one."), lena)
      .thenHappens({ type: "InformationGiven", request: 1, answer: "This one." });
    const { rsid, exchanges } = asked.withQuestion("Which entity?").withAnswer("This one.").state;
    expect(rsid).toMatchObject({ status: "requested", request: 1 });
    expect(exchanges).toEqual([
      {
        request: 1,
        question: "Which entity?",
        asked: stamp(sam),
        answer: "This one.",
        answered: stamp(lena),
      },
    ]);
  });
  it("twice waits for the first answer", () => {
    given(asked.withQuestion())
      .when(askInformation("And another?"), dee)
      .thenIsRefused({ refusal: "informationAlreadyAsked", stamp: stamp(sam) });
  });
  it("is answered once, and only when something was asked", () => {
    for (const story of [asked, asked.withQuestion().withAnswer()])
      given(story).when(giveInformation("This one."), lena).thenIsRefused({ refusal: "nothingAsked" });
  });
  it("can go on for as many rounds as it takes", () => {
    const { exchanges } = asked.withQuestion("One?").withAnswer("1").withQuestion("Two?").withAnswer("2").state;
    expect(exchanges.map(({ question, answer }) => [question, answer])).toEqual([
      ["One?", "1"],
      ["Two?", "2"],
    ]);
  });
  it("and a return leave the question of the old request unanswered for good", () => {
    const again = asked.withQuestion("One?").withQuestionnaireReturned().withQuestionnaireSubmitted();
    given(again).when(giveInformation("1", 2), lena).thenIsRefused({ refusal: "nothingAsked" });
    expect(again.state.exchanges).toEqual([{ request: 1, question: "One?", asked: stamp(sam) }]);
  });
});

describe("correcting the RSID", () => {
  it("supersedes the old one, which stays in the list", () => {
    given(issued)
      .when(correctRsid("PT8", "swapped"), sam)
      .thenAsksAbout({ doubt: "lookAtFacts", rsid: "PT8" })
      .whenAgreed()
      .thenHappens({
        type: "RsidCorrected",
        rsid: issueRsid("PT8").rsid,
        supersedes: issueRsid("PT7").rsid,
        reason: "swapped",
      });
    const { rsid } = issued.does(correctRsid("PT8", "swapped"), sam).does(correctRsid("PT9", "again"), dee).state;
    expect(rsid).toMatchObject({
      rsid: "PT9",
      issued: stamp(sam),
      superseded: [
        { rsid: "PT7", reason: "swapped", corrected: stamp(sam) },
        { rsid: "PT8", reason: "again", corrected: stamp(dee) },
      ],
    });
  });
  it("needs an issued one", () => {
    given(asked).when(correctRsid("PT8"), sam).thenIsRefused({ refusal: "rsidNotIssued" });
  });
  it("to itself is no correction", () => {
    given(issued).when(correctRsid("PT7"), sam).thenIsInvalid({ invalid: "sameRsid", rsid: "PT7" });
  });
  it("never takes one of the OCNs", () => {
    given(issued)
      .when(correctRsid("508J"), sam)
      .thenIsInvalid({ invalid: "rsidIsOcn", rsid: "508J", states: ["MN"] });
  });
  it("stays possible after the questionnaire was returned late", () => {
    const late = given(issued.withQuestionnaireReturned()).when(correctRsid("PT8"), sam);
    expect(late.agreeing().decision.kind).toBe("happened");
  });
});
