import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameLegalName, standingFindings } from "../../src/domain/findings.ts";
import { territory } from "../../src/domain/states.ts";
import { anOnboarding, aReadyOnboarding } from "../support/an-onboarding.ts";
import { assigned, certify, granted, recordOcn } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { lena, rob } from "../support/people.ts";

const today = on("2026-10-05");

describe("two ways to write one legal name", () => {
  const same = [
    ["Prairie Telecom, LLC", "Prairie Telecom LLC"],
    ["Prairie Telecom, LLC", "PRAIRIE TELECOM, L.L.C."],
    ["Prairie Telecom L. L. C.", "Prairie Telecom LLC"],
    ["Acme Incorporated", "ACME, Inc."],
    ["Acme Corporation", "Acme Corp."],
    ["Acme Company Limited", "Acme Co. Ltd"],
    ["Smith & Sons, Inc.", "Smith and Sons Inc"],
    ["The Phone Company", "Phone Co."],
    ["O’Brien Telecom", "O'Brien Telecom"],
    ["  North   Star  ", "North Star"],
    ["North-Star Telecom", "North Star Telecom"],
  ] as const;
  for (const [one, other] of same)
    it(`“${one}” is “${other}”`, () => {
      expect(sameLegalName(one, other)).toBe(true);
      expect(sameLegalName(other, one)).toBe(true);
    });

  const different = [
    ["Prairie Telecom, LLC", "Prairie Telecom, Inc."],
    ["Prairie Telecom, LLC", "Prairie Telecom"],
    ["Prairie Telecom, LLC", "Prairie Telecom of Minnesota, LLC"],
    ["Prairie Telecom, LLC", "Prairie Telecom, LLC d/b/a Prairie Voice"],
    ["Acme Corp.", "Acme Co."],
    ["Prairie Telecom, LLC", ""],
  ] as const;
  for (const [one, other] of different)
    it(`“${one}” is not “${other}”`, () => {
      expect(sameLegalName(one, other)).toBe(false);
      expect(sameLegalName(other, one)).toBe(false);
    });

  it("every name is its own, whatever its case and commas", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 ]{1,30}$/), (name) => {
        expect(sameLegalName(name, name.toUpperCase())).toBe(true);
        expect(sameLegalName(`${name}, LLC`, `${name} LLC`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the carrier's territory", () => {
  it("has 37 states, California among them", () => {
    expect(territory.size).toBe(37);
    expect([territory.has("CA"), territory.has("MN"), territory.has("NY"), territory.has("DC")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("what a service manager sees before issuing", () => {
  it("is everything that is still missing", () => {
    expect(standingFindings(anOnboarding().withQuestionnaireSubmitted("Tariff").state, today)).toEqual([
      { finding: "notCertified", states: ["CO", "MN", "WA"] },
      { finding: "noOcn", states: ["CO", "MN", "WA"] },
      { finding: "questionnaireNotAccepted" },
      { finding: "documentsMissing", documents: ["Tariff"] },
    ]);
  });
  it("is nothing where all is well", () => {
    expect(standingFindings(aReadyOnboarding().state, today)).toEqual([]);
  });
  it("repeats what was agreed to when it was recorded", () => {
    const story = aReadyOnboarding()
      .does(certify("MN", granted({ legalName: "Prairie Telecom, Inc." })), rob)
      .does(recordOcn("MN", assigned("50O8")), rob);
    expect(standingFindings(story.state, today)).toEqual([
      {
        doubt: "nameDiffers",
        state: "MN",
        source: "certificate",
        name: "Prairie Telecom, Inc.",
        legalName: "Prairie Telecom, LLC",
      },
      { doubt: "letterO", state: "MN", ocn: "50O8" },
    ]);
  });
  it("tells of a shared code once, not once a state", () => {
    const story = aReadyOnboarding().withOcn("CO", "508J").withOcn("WA", "508J");
    expect(standingFindings(story.state, today)).toEqual([
      { doubt: "sameOcnElsewhere", state: "CO", ocn: "508J", others: ["MN", "WA"] },
    ]);
  });
  it("grows when the legal name changes under what is recorded", () => {
    const story = aReadyOnboarding();
    const renamed = story.does(
      { type: "ReviseDetails", details: { ...story.state.details, legalName: "Prairie Voice, LLC" } },
      lena,
    );
    expect(standingFindings(renamed.state, today).map((found) => "doubt" in found && found.doubt)).toEqual([
      "nameDiffers",
      "nameDiffers",
      "nameDiffers",
    ]);
  });
  it("shrinks to the states that are left", () => {
    const story = anOnboarding().withStates("MN").withQuestionnaireSubmitted().withQuestionnaireAccepted();
    expect(standingFindings(story.state, today)).toEqual([
      { finding: "notCertified", states: ["MN"] },
      { finding: "noOcn", states: ["MN"] },
    ]);
  });
});
