import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stateCodes } from "../../src/domain/states.ts";
import { readCertificationLine, readLines, readOcnLine } from "../../src/views/forms/pasted-lines.ts";
import { legalName } from "../support/commands.ts";

const here = ["MN", "CO", "WA", "NY", "WV", "DC", "IA"] as const;
const ocns = (text: string, states: readonly (typeof stateCodes)[number][] = here) =>
  readLines(text, readOcnLine, states);
const certifications = (text: string) => readLines(text, (words) => readCertificationLine(words, legalName), here);

const assigned = (state: string, ocn: string, category = "LRSL", notifiedOn = "2026-10-02") => ({
  state,
  record: { status: "assigned", ocn, category, notifiedOn },
});
const granted = (state: string, more: object) => ({
  state,
  certification: { status: "granted", authority: "certificate", legalName, ...more },
});

describe("pasted OCN lines that can be read", () => {
  const rows: readonly (readonly [string, string, ReturnType<typeof assigned>])[] = [
    ["as the example", "MN 508J LRSL 2026-10-02", assigned("MN", "508J")],
    ["in lower case", "mn 508j lrsl 2026-10-02", assigned("MN", "508J")],
    ["without a category", "MN 508J 2026-10-02", assigned("MN", "508J")],
    ["with another category", "MN 508J clec 2026-10-02", assigned("MN", "508J", "CLEC")],
    ["with tabs, as from a sheet", "MN\t508J\tLRSL\t2026-10-02", assigned("MN", "508J")],
    ["with commas", "MN, 508J, LRSL, 2026-10-02", assigned("MN", "508J")],
    ["with semicolons and bars", "MN;508J|LRSL ;| 2026-10-02", assigned("MN", "508J")],
    ["with spaces that do not break", "MN\u00a0508J\u00a02026-10-02", assigned("MN", "508J")],
    ["with a colon after the state", "MN: 508J 2026-10-02", assigned("MN", "508J")],
    ["as an item of a list", "- New York: 217C 2026-10-02", assigned("NY", "217C")],
    ["with a state's name", "Minnesota 508J 2026-10-02", assigned("MN", "508J")],
    ["with a name of two words", "new york 217C LRSL 2026-10-02", assigned("NY", "217C")],
    ["with a name that holds another", "West Virginia 217C 2026-10-02", assigned("WV", "217C")],
    ["with a name of three words", "District of Columbia 217C 2026-10-02", assigned("DC", "217C")],
    ["with the capital's everyday name", "Washington D.C. 217C 2026-10-02", assigned("DC", "217C")],
    ["with the state of the same name", "Washington 217C 2026-10-02", assigned("WA", "217C")],
  ];
  for (const [how, line, entry] of rows)
    it(how, () => {
      expect(ocns(line)).toEqual({ entries: [entry] });
    });
  it("several, with Windows' line ends and empty lines between", () => {
    expect(ocns("\r\nMN 508J 2026-10-02\r\n\r\n  \t\r\nCO 217C 2026-10-01\r\n")).toEqual({
      entries: [assigned("MN", "508J"), assigned("CO", "217C", "LRSL", "2026-10-01")],
    });
  });
  it("all 51 at once", () => {
    const text = stateCodes.map((code, index) => `${code} ${10 + index}AB LRSL 2026-10-02`).join("\n");
    const { entries, problem } = ocns(text, stateCodes);
    expect(problem).toBeUndefined();
    expect(entries.map((entry) => entry.state)).toEqual(stateCodes);
  });
});

describe("pasted OCN lines that can't be read say why, by their number", () => {
  const rows: readonly (readonly [string, string, RegExp])[] = [
    ["no state", "508J LRSL 2026-10-02", /Begin with the state/],
    ["a state that is none", "ZZ 508J 2026-10-02", /Begin with the state, such as MN/],
    ["a mistyped state", "Minesota 508J 2026-10-02", /is it Minnesota \(MN\)\?/],
    ["a mistyped state of two words", "New Jersy 508J 2026-10-02", /is it New Jersey \(NJ\)\?/],
    ["nothing after the state", "MN", /Add the OCN after MN/],
    ["an OCN that is too long", "MN 508JK 2026-10-02", /exactly four characters/],
    ["an OCN with a dash", "MN 50-J 2026-10-02", /only letters and digits/],
    ["no date", "MN 508J LRSL", /Add the date of NECA's notification/],
    ["no category of NECA's", "MN 508J LOCAL 2026-10-02", /LOCAL.* is no category of NECA's.*LRSL/],
    ["an American date", "MN 508J LRSL 10/02/2026", /Write “10\/02\/2026” as 2026-10-02, year first/],
    ["a day that is in no calendar", "MN 508J LRSL 2026-02-30", /no such day/],
    ["more than belongs there", "MN 508J LRSL 2026-10-02 thanks a lot", /thanks a lot.* is more than belongs here/],
    ["a state of another onboarding", "TX 508J 2026-10-02", /TX is not one of this onboarding's states/],
  ];
  for (const [what, line, why] of rows)
    it(what, () => {
      const { problem } = ocns(`CO 217C 2026-10-02\n\n${line}`);
      expect(problem).toMatch(/^Line 3 \(/);
      expect(problem).toMatch(why);
      expect(problem?.split("\n")).toHaveLength(1);
    });
  it("a state that stands there twice, with both line numbers", () => {
    const { problem } = ocns("MN 508J 2026-10-02\nCO 217C 2026-10-02\nminnesota 508K 2026-10-02");
    expect(problem).toMatch(/^Line 3 .*MN is already in line 1/);
  });
  it("one line of each trouble, in order; the good ones among them are no trouble", () => {
    const { problem } = ocns("MN\nCO 217C 2026-10-02\nWA 5 2026-10-02");
    expect(problem?.split("\n").map((line) => line.slice(0, 6))).toEqual(["Line 1", "Line 3"]);
  });
  it("at most twelve at once, and how many more there are", () => {
    const { problem } = ocns(Array.from({ length: 51 }, () => "??").join("\n"));
    const lines = problem?.split("\n") ?? [];
    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toContain("39 more lines");
  });
});

describe("pasted certification lines that can be read", () => {
  const rows: readonly (readonly [string, string, object])[] = [
    ["granted", "MN granted C-77 2026-09-01", granted("MN", { number: "C-77", effectiveOn: "2026-09-01" })],
    ["date first", "MN granted 2026-09-01 C-77", granted("MN", { number: "C-77", effectiveOn: "2026-09-01" })],
    [
      "a docket only",
      "MN granted docket:24A-0123T 2026-09-01",
      granted("MN", { docket: "24A-0123T", effectiveOn: "2026-09-01" }),
    ],
    [
      "a number of two words",
      "MN GRANTED Order 77 2026-09-01",
      granted("MN", { number: "Order 77", effectiveOn: "2026-09-01" }),
    ],
    [
      "with an expiry and a kind",
      "MN granted registration C-77 2026-09-01 2028-09-01",
      granted("MN", { authority: "registration", number: "C-77", effectiveOn: "2026-09-01", expiresOn: "2028-09-01" }),
    ],
    [
      "applied",
      "CO applied 2026-10-01",
      { state: "CO", certification: { status: "applied", authority: "certificate", appliedOn: "2026-10-01" } },
    ],
    [
      "applied with a docket",
      "CO applied 2026-10-01 docket:24A",
      {
        state: "CO",
        certification: { status: "applied", authority: "certificate", appliedOn: "2026-10-01", docket: "24A" },
      },
    ],
    [
      "not required",
      "IA not-required Iowa Code 476.29",
      { state: "IA", certification: { status: "notRequired", rule: "Iowa Code 476.29" } },
    ],
    [
      "not required, as people write it",
      "IA Not required Iowa Code 476.29",
      { state: "IA", certification: { status: "notRequired", rule: "Iowa Code 476.29" } },
    ],
    [
      "a number that is a word of the machine's",
      "MN granted constructor 2026-09-01",
      granted("MN", { number: "constructor", effectiveOn: "2026-09-01" }),
    ],
  ];
  for (const [what, line, entry] of rows)
    it(what, () => {
      expect(certifications(line)).toEqual({ entries: [entry] });
    });
});

describe("pasted certification lines that can't be read say why", () => {
  const rows: readonly (readonly [string, string, RegExp])[] = [
    ["no state", "granted C-77 2026-09-01", /Begin with the state/],
    ["nothing after the state", "MN", /Say how far MN is/],
    ["a word that says nothing", "MN pending 2026-09-01", /pending.* is not understood/],
    ["denied, which needs a reason", "MN denied 2026-09-01", /Record MN as denied in the form/],
    ["granted without a date", "MN granted C-77", /Add the effective date/],
    ["granted without a number", "MN granted 2026-09-01", /Add the certificate number/],
    ["granted on no day", "MN granted C-77 2026-02-30", /no such day/],
    ["applied without a date", "MN applied", /Add the day you applied/],
    ["not required by no rule", "MN not-required", /Add the rule/],
    ["a number as long as a letter", `MN granted ${"7".repeat(81)} 2026-09-01`, /within 80 characters/],
    ["a docket as long as a letter", `MN applied docket:${"7".repeat(81)} 2026-09-01`, /within 80 characters/],
    ["a rule as long as a book", `MN not-required ${"7".repeat(1001)}`, /within 1000 characters/],
  ];
  for (const [what, line, why] of rows)
    it(what, () => {
      expect(certifications(line).problem).toMatch(why);
    });
});

describe("whatever is pasted", () => {
  const word = fc.oneof(
    fc.constantFrom("MN", "mn", "new york", "granted", "applied", "not-required", "508J", "LRSL", "2026-10-02"),
    fc.constantFrom("2026-02-30", "docket:", "__proto__", "constructor", "cpcn", "\u0000", "🎉", "—"),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  const separator = fc.constantFrom(" ", "\t", ",", ";", "|", "\n", "\r\n", "\u2028");
  const pasted = fc
    .array(fc.tuple(word, separator), { maxLength: 60 })
    .map((pieces) => pieces.map(([each, between]) => each + between).join(""));

  it("is read or told why not, never thrown at, and never told at great length", () => {
    fc.assert(
      fc.property(pasted, (text) => {
        for (const { entries, problem } of [ocns(text), certifications(text)]) {
          for (const entry of entries) expect(here).toContain(entry.state);
          expect(new Set(entries.map((entry) => entry.state)).size).toBe(entries.length);
          expect(problem ?? "Line").toMatch(/^Line/);
          expect(problem ?? "").not.toContain("undefined");
          expect((problem ?? "").length).toBeLessThan(13 * 200);
        }
      }),
      { numRuns: 1000 },
    );
  });
  it("at 100,000 characters, in one line or in many, is answered at once and briefly", () => {
    for (const text of ["x".repeat(100_000), "MN ".repeat(33_000), "MN 508J\n".repeat(12_000), " ".repeat(100_000)])
      for (const { problem } of [ocns(text), certifications(text)])
        expect((problem ?? "").length).toBeLessThan(13 * 200);
  });
});
