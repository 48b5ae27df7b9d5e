/** "Are you sure?" and what a yes to it is worth. */
import { describe, expect, it } from "vitest";
import { agreementTo, type Doubt, isAgreed } from "../../src/domain/findings.ts";
import { stateCodes } from "../../src/domain/states.ts";
import { formRefSchema } from "../../src/views/actions.ts";
import { anOnboarding } from "../support/an-onboarding.ts";
import { assigned, certify, granted, recordOcn } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { given } from "../support/given-when-then.ts";
import { lena, rob } from "../support/people.ts";

const story = anOnboarding();
const nameDiffers = (name: string): Doubt => ({
  doubt: "nameDiffers",
  state: "MN",
  source: "certificate",
  name,
  legalName: "Prairie Telecom, LLC",
});

describe("a yes", () => {
  it("to one wrong name is no yes to the next wrong name", () => {
    const yes = agreementTo([nameDiffers("Prairie Telecom, Inc.")]);
    given(story)
      .when(certify("MN", granted({ legalName: "Prairie Telecom, Inc." })), rob)
      .agreed(yes)
      .thenHappens({
        type: "CertificationRecorded",
        state: "MN",
        certification: granted({ legalName: "Prairie Telecom, Inc." }),
      });
    given(story)
      .when(certify("MN", granted({ legalName: "Somebody Else Corp" })), rob)
      .agreed(yes)
      .thenAsksAbout(nameDiffers("Somebody Else Corp"));
  });
  it("to one day is no yes to another day", () => {
    const yes = agreementTo([{ doubt: "effectiveInFuture", state: "MN", on: on("2026-10-20") }]);
    given(story)
      .when(certify("MN", granted({ effectiveOn: on("2062-10-20") })), rob)
      .agreed(yes)
      .thenAsksAbout({ doubt: "effectiveInFuture", state: "MN", on: on("2062-10-20") });
  });
  it("to one category is no yes to another", () => {
    const yes = agreementTo([{ doubt: "otherCategory", state: "MN", category: "CLEC" }]);
    given(story.certifiedIn("MN"))
      .when(recordOcn("MN", assigned("508J", { category: "WIRE" })), rob)
      .agreed(yes)
      .thenAsksAbout({ doubt: "otherCategory", state: "MN", category: "WIRE" });
  });
  it("to losing one state's answers is no yes to losing another's", () => {
    const recorded = story.certifiedIn("CO", "MN", "WA");
    const yes = agreementTo([{ doubt: "stateLosesRecords", states: ["CO", "MN"] }]);
    given(recorded)
      .when({ type: "ReviseDetails", details: { ...recorded.state.details, states: ["MN"] } }, lena)
      .agreed(yes)
      .thenAsksAbout({ doubt: "stateLosesRecords", states: ["CO", "WA"] });
  });
  it("to the first of two doubts leaves both to be read again", () => {
    const before = anOnboarding();
    const [first] = agreementTo([{ doubt: "otherCategory", state: "MN", category: "CLEC" }]);
    given(before)
      .when(recordOcn("MN", assigned("508J", { category: "CLEC" })), rob)
      .agreed([first ?? ""])
      .thenAsksAbout(
        { doubt: "otherCategory", state: "MN", category: "CLEC" },
        { doubt: "ocnBeforeCertification", state: "MN" },
      );
  });
});

describe("many doubts at once", () => {
  const everywhere = anOnboarding({ states: stateCodes });
  const command = (states: typeof stateCodes) =>
    ({
      type: "RecordOcn",
      entries: states.map((state, index) => ({ state, record: assigned(`${10 + index}AB`) })),
    }) as const;
  const uncertified = (states: typeof stateCodes) =>
    states.map((state): Doubt => ({ doubt: "ocnBeforeCertification", state }));

  for (const many of [30, 31, 51])
    it(`${many} are agreed to together, and fit into what a form carries`, () => {
      const states = stateCodes.slice(0, many);
      given(everywhere)
        .when(command(states), rob)
        .thenAsksAbout(...uncertified(states))
        .whenAgreed()
        .thenHappens(...command(states).entries.map((entry) => ({ type: "OcnRecorded", ...entry }) as const));
      const ref = { form: "ocnLines", agreed: agreementTo(uncertified(states)) };
      expect(formRefSchema.safeParse(ref).success).toBe(true);
    });

  it("a yes to 31 of them is no yes to 31 others", () => {
    const yes = agreementTo(uncertified(stateCodes.slice(0, 31)));
    expect(yes).toHaveLength(1);
    expect(isAgreed(uncertified(stateCodes.slice(0, 31)), yes)).toBe(true);
    expect(isAgreed(uncertified(stateCodes.slice(1, 32)), yes)).toBe(false);
    expect(isAgreed(uncertified(stateCodes.slice(0, 32)), yes)).toBe(false);
  });
  it("the longest of them fits into what a form carries", () => {
    const longest: Doubt = { doubt: "doesNotStartWithTwoDigits", state: "MN", ocn: "AAA1" };
    expect(formRefSchema.safeParse({ form: "ocn", agreed: agreementTo([longest]) }).success).toBe(true);
  });
  it("no doubts need no yes", () => {
    expect(isAgreed([], [])).toBe(true);
  });
});
