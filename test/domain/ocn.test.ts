import { describe, it } from "vitest";
import { anOnboarding } from "../support/an-onboarding.ts";
import { assigned, recordOcn, requested } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { given } from "../support/given-when-then.ts";
import { rob } from "../support/people.ts";

const story = anOnboarding().certifiedIn("CO", "MN", "WA");
const issued = story.withQuestionnaireSubmitted().withRsid("508J");

describe("recording an OCN", () => {
  it("as asked of NECA, and later as assigned, happens", () => {
    given(story)
      .when(recordOcn("MN", requested()), rob)
      .thenHappens({ type: "OcnRecorded", state: "MN", record: requested() });
    given(story.withOcnRequested("MN"))
      .when(recordOcn("MN", assigned("508J")), rob)
      .thenHappens({ type: "OcnRecorded", state: "MN", record: assigned("508J") });
  });
  it("again as it stands changes nothing", () => {
    given(story.withOcn("MN", "508J"))
      .when(recordOcn("MN", assigned("508J")), rob)
      .thenNothingChanges();
  });
  it("keeps leading zeros", () => {
    given(story)
      .when(recordOcn("WA", assigned("0091")), rob)
      .thenHappens({ type: "OcnRecorded", state: "WA", record: assigned("0091") });
  });
});

describe("an OCN that can't be right", () => {
  it("is of a state outside the onboarding", () => {
    given(story)
      .when(recordOcn("TX", assigned("508J")), rob)
      .thenIsInvalid({ invalid: "notAState", state: "TX" });
  });
  it("names a state twice", () => {
    const entries = [
      { state: "MN", record: assigned("508J") },
      { state: "MN", record: requested() },
    ] as const;
    given(story).when({ type: "RecordOcn", entries }, rob).thenIsInvalid({ invalid: "stateTwice", state: "MN" });
  });
  it("was asked for or notified tomorrow", () => {
    given(story)
      .when(recordOcn("MN", requested("2026-10-06")), rob)
      .thenIsInvalid({ invalid: "inFuture", what: "requestedOn", state: "MN" });
    given(story)
      .when(recordOcn("MN", assigned("508J", { notifiedOn: on("2026-10-06") })), rob)
      .thenIsInvalid({ invalid: "inFuture", what: "notifiedOn", state: "MN" });
  });
  it("asks about a notification from before there were local resellers", () => {
    given(anOnboarding().certifiedIn("MN"))
      .when(recordOcn("MN", assigned("508J", { notifiedOn: on("1926-12-01") })), rob)
      .thenAsksAbout({ doubt: "notifiedTooEarly", state: "MN", on: on("1926-12-01") });
  });
  it("is the RSID typed into the OCN's box", () => {
    given(issued)
      .when(recordOcn("MN", assigned("508J")), rob)
      .thenIsInvalid({ invalid: "ocnIsRsid", state: "MN", ocn: "508J" });
  });
});

describe("an OCN worth a second look", () => {
  const asks = (record: Parameters<typeof recordOcn>[1], doubt: object, in_ = story) =>
    given(in_)
      .when(recordOcn("MN", record), rob)
      .thenAsksAbout({ state: "MN", ...doubt } as never)
      .whenAgreed()
      .thenHappens({ type: "OcnRecorded", state: "MN", record });

  it("has four letters: probably another code, and its O is no zero then", () => {
    asks(assigned("ATTX"), { doubt: "fourLetters", ocn: "ATTX" });
    asks(assigned("OHIO"), { doubt: "fourLetters", ocn: "OHIO" });
  });
  it("does not start with two digits", () => {
    asks(assigned("5A8J"), { doubt: "doesNotStartWithTwoDigits", ocn: "5A8J" });
  });
  it("has the letter O, perhaps for a zero", () => {
    asks(assigned("50O8"), { doubt: "letterO", ocn: "50O8" });
  });
  it("has an O among its first two, which is two doubts", () => {
    given(story)
      .when(recordOcn("MN", assigned("5O8J")), rob)
      .thenAsksAbout(
        { doubt: "doesNotStartWithTwoDigits", state: "MN", ocn: "5O8J" },
        { doubt: "letterO", state: "MN", ocn: "5O8J" },
      );
  });
  it("is another category's, asked for or assigned", () => {
    asks(assigned("508J", { category: "CLEC" }), { doubt: "otherCategory", category: "CLEC" });
    asks({ ...requested(), category: "WRSL" }, { doubt: "otherCategory", category: "WRSL" });
  });
  it("comes before the state's certification, asked for or assigned", () => {
    asks(requested(), { doubt: "ocnBeforeCertification" }, anOnboarding());
    asks(assigned("508J"), { doubt: "ocnBeforeCertification" }, anOnboarding().appliedIn("MN"));
  });
  it("is in another name", () => {
    asks(assigned("508J", { companyName: "Prairie Telekom LLC" }), {
      doubt: "nameDiffers",
      source: "neca",
      name: "Prairie Telekom LLC",
      legalName: "Prairie Telecom, LLC",
    });
  });
  it("is another state's too, recorded before", () => {
    asks(
      assigned("508J"),
      { doubt: "sameOcnElsewhere", ocn: "508J", others: ["CO", "WA"] },
      story.withOcn("CO", "508J").withOcn("WA", "508J"),
    );
  });
  it("is another state's too, in the same go; one that is replaced in the same go does not count", () => {
    const entries = [
      { state: "MN", record: assigned("508J") },
      { state: "CO", record: assigned("508J") },
    ] as const;
    given(story)
      .when({ type: "RecordOcn", entries }, rob)
      .thenAsksAbout(
        { doubt: "sameOcnElsewhere", state: "MN", ocn: "508J", others: ["CO"] },
        { doubt: "sameOcnElsewhere", state: "CO", ocn: "508J", others: ["MN"] },
      );
    const swapped = [
      { state: "MN", record: assigned("508J") },
      { state: "CO", record: assigned("217C") },
    ] as const;
    given(story.withOcn("CO", "508J"))
      .when({ type: "RecordOcn", entries: swapped }, rob)
      .thenHappens(
        { type: "OcnRecorded", state: "MN", record: assigned("508J") },
        { type: "OcnRecorded", state: "CO", record: assigned("217C") },
      );
  });
});
