import { describe, it } from "vitest";
import type { Certification } from "../../src/domain/events.ts";
import { anOnboarding } from "../support/an-onboarding.ts";
import { applied, certify, type Granted, granted } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { given } from "../support/given-when-then.ts";
import { rob } from "../support/people.ts";

const tomorrow = "2026-10-06";
const story = anOnboarding();
const recordedIn = (state: "CO" | "MN", certification: Certification) =>
  ({ type: "CertificationRecorded", state, certification }) as const;

/** A grant without a member that the good one has. */
const grantedWithout = (...members: readonly (keyof Granted)[]): Granted =>
  Object.fromEntries(
    Object.entries(granted()).filter(([name]) => !members.includes(name as keyof Granted)),
  ) as unknown as Granted;

describe("recording a certification", () => {
  const whole: readonly (readonly [string, Certification])[] = [
    ["applied for", applied()],
    ["granted", granted()],
    ["not required", { status: "notRequired", rule: "Minn. R. 7812" }],
    ["denied", { status: "denied", on: on("2026-10-01"), reason: "No bond was filed" }],
    ["lapsed", { status: "lapsed", on: on("2026-06-01"), reason: "The annual report was late" }],
  ];
  for (const [name, certification] of whole)
    it(`as ${name} happens`, () => {
      given(story).when(certify("MN", certification), rob).thenHappens(recordedIn("MN", certification));
    });

  it("again as it stands changes nothing", () => {
    given(story.certifiedIn("MN")).when(certify("MN"), rob).thenNothingChanges();
  });
  it("of several states records only what is new", () => {
    given(story.certifiedIn("MN"))
      .when(
        {
          type: "RecordCertification",
          entries: [
            { state: "MN", certification: granted() },
            { state: "CO", certification: applied() },
          ],
        },
        rob,
      )
      .thenHappens(recordedIn("CO", applied()));
  });
  it("of no state changes nothing", () => {
    given(story).when({ type: "RecordCertification", entries: [] }, rob).thenNothingChanges();
  });
});

describe("a certification that can't be right", () => {
  it("is of a state outside the onboarding", () => {
    given(story).when(certify("TX"), rob).thenIsInvalid({ invalid: "notAState", state: "TX" });
  });
  it("names a state twice", () => {
    const entries = [
      { state: "MN", certification: granted() },
      { state: "MN", certification: applied() },
    ] as const;
    given(story)
      .when({ type: "RecordCertification", entries }, rob)
      .thenIsInvalid({ invalid: "stateTwice", state: "MN" });
  });
  it("was applied for tomorrow", () => {
    given(story)
      .when(certify("MN", applied(tomorrow)), rob)
      .thenIsInvalid({ invalid: "inFuture", what: "appliedOn", state: "MN" });
  });
  it("was denied or lapsed tomorrow", () => {
    for (const status of ["denied", "lapsed"] as const)
      given(story)
        .when(certify("MN", { status, on: on(tomorrow), reason: "No bond" }), rob)
        .thenIsInvalid({ invalid: "inFuture", what: "deniedOn", state: "MN" });
  });
  it("is granted with neither number nor docket", () => {
    given(story)
      .when(certify("MN", grantedWithout("number")), rob)
      .thenIsInvalid({ invalid: "numberOrDocket", state: "MN" });
  });
  it("expires on or before the day it begins", () => {
    for (const expiresOn of ["2026-09-01", "2026-08-31"])
      given(story)
        .when(certify("MN", granted({ expiresOn: on(expiresOn) })), rob)
        .thenIsInvalid({ invalid: "expiresBeforeEffective", state: "MN" });
  });
  it("is told of with every other trouble of the same go", () => {
    const entries = [
      { state: "TX", certification: granted() },
      { state: "MN", certification: applied(tomorrow) },
    ] as const;
    given(story)
      .when({ type: "RecordCertification", entries }, rob)
      .thenIsInvalid({ invalid: "notAState", state: "TX" }, { invalid: "inFuture", what: "appliedOn", state: "MN" });
  });
  it("was applied for today, which is fine", () => {
    given(story)
      .when(certify("MN", applied("2026-10-05")), rob)
      .thenHappens(recordedIn("MN", applied("2026-10-05")));
  });
});

describe("a certification worth a second look", () => {
  const asks = (certification: Granted, doubt: object) =>
    given(story)
      .when(certify("MN", certification), rob)
      .thenAsksAbout({ state: "MN", ...doubt } as never)
      .whenAgreed()
      .thenHappens(recordedIn("MN", certification));

  it("is in another name", () => {
    asks(granted({ legalName: "Prairie Telecom, Inc." }), {
      doubt: "nameDiffers",
      source: "certificate",
      name: "Prairie Telecom, Inc.",
      legalName: "Prairie Telecom, LLC",
    });
  });
  it("has a docket where its number belongs", () => {
    for (const number of ["12-3456", "Docket 9917", "case 24A"])
      asks(granted({ number }), { doubt: "numberLooksLikeDocket", number });
  });
  it("has both, and then the number is taken as it is", () => {
    const both = granted({ number: "12-3456", docket: "24A-0123T" });
    given(story).when(certify("MN", both), rob).thenHappens(recordedIn("MN", both));
  });
  it("has only a docket, which is enough", () => {
    const docketOnly: Granted = { ...grantedWithout("number"), docket: "24A-0123T" };
    given(story).when(certify("MN", docketOnly), rob).thenHappens(recordedIn("MN", docketOnly));
  });
  it("becomes effective in the future", () => {
    asks(granted({ effectiveOn: on(tomorrow) }), { doubt: "effectiveInFuture", on: tomorrow });
  });
  it("has expired already", () => {
    asks(granted({ effectiveOn: on("2024-01-01"), expiresOn: on("2026-10-04") }), {
      doubt: "alreadyExpired",
      on: "2026-10-04",
    });
  });
  it("expires today, which is still in time", () => {
    const lastDay = granted({ effectiveOn: on("2024-01-01"), expiresOn: on("2026-10-05") });
    given(story).when(certify("MN", lastDay), rob).thenHappens(recordedIn("MN", lastDay));
  });
});
