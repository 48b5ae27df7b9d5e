import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountId,
  companyOf,
  doubtsOfOcn,
  isOcnCategory,
  parseDate,
  parseOcn,
  parseRsid,
} from "../../src/domain/ids.ts";

const table = <Value>(
  parse: (text: string) => unknown,
  rows: readonly (readonly [typed: string, value: Value | undefined, problem?: string])[],
) => {
  for (const [typed, value, problem] of rows)
    it(`reads ${JSON.stringify(typed)} as ${problem ?? JSON.stringify(value)}`, () => {
      expect(parse(typed)).toEqual(problem ? { ok: false, problem } : { ok: true, value });
    });
};

describe("an OCN as it is typed", () => {
  table(parseOcn, [
    ["508J", "508J"],
    ["508j", "508J"],
    ["  508J\t", "508J"],
    ["0001", "0001"],
    ["abcd", "ABCD"],
    ["", undefined, "ocnEmpty"],
    ["   ", undefined, "ocnEmpty"],
    ["508", undefined, "ocnNotFour"],
    ["508JK", undefined, "ocnNotFour"],
    ["508-J", undefined, "ocnOtherCharacters"],
    ["5 8J", undefined, "ocnOtherCharacters"],
    ["50８J", undefined, "ocnOtherCharacters"],
    ["ÄÖÜß", undefined, "ocnOtherCharacters"],
  ]);
  it("comes out as four letters or digits or not at all, and reads the same a second time", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: "binary", maxLength: 6 })), (typed) => {
        const parsed = parseOcn(typed);
        if (!parsed.ok) return;
        expect(parsed.value).toMatch(/^[0-9A-Z]{4}$/);
        expect(parseOcn(parsed.value)).toEqual(parsed);
        expect(parseOcn(parsed.value.toLowerCase())).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what an OCN makes one wonder", () => {
  const rows = [
    ["508J", []],
    ["0912", []],
    ["99ZZ", []],
    ["ABCD", ["fourLetters"]],
    ["OOOO", ["fourLetters"]],
    ["0000", ["allTheSame"]],
    ["A123", ["doesNotStartWithTwoDigits"]],
    ["1A23", ["doesNotStartWithTwoDigits"]],
    ["12O4", ["letterO"]],
    ["O123", ["doesNotStartWithTwoDigits", "letterO"]],
  ] as const;
  for (const [ocn, doubts] of rows)
    it(`${ocn}: ${doubts.join(", ") || "nothing"}`, () => {
      const parsed = parseOcn(ocn);
      expect(parsed.ok && doubtsOfOcn(parsed.value)).toEqual(doubts);
    });
});

describe("an RSID as it is typed", () => {
  table(parseRsid, [
    ["PT7", "PT7"],
    [" pt7 ", "PT7"],
    ["AB", "AB"],
    ["ABCDEF", "ABCDEF"],
    ["007", "007"],
    ["", undefined, "rsidEmpty"],
    ["A", undefined, "rsidLength"],
    ["ABCDEFG", undefined, "rsidLength"],
    ["PT-7", undefined, "rsidOtherCharacters"],
    ["ＰＴ７", undefined, "rsidOtherCharacters"],
  ]);
});

describe("a date as it is typed", () => {
  table(parseDate, [
    ["2026-10-02", "2026-10-02"],
    [" 2026-10-02\n", "2026-10-02"],
    ["2028-02-29", "2028-02-29"],
    ["2026-02-29", undefined, "dateDoesNotExist"],
    ["2026-02-30", undefined, "dateDoesNotExist"],
    ["2026-13-01", undefined, "dateDoesNotExist"],
    ["2026-00-10", undefined, "dateDoesNotExist"],
    ["2026-1-2", undefined, "dateFormat"],
    ["10/02/2026", undefined, "dateFormat"],
    ["2 October 2026", undefined, "dateFormat"],
    ["", undefined, "dateFormat"],
    ["２０２６-10-02", undefined, "dateFormat"],
  ]);
  it("is read where the calendar has it", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(parseDate(day)).toEqual({ ok: true, value: day });
        },
      ),
    );
  });
});

describe("ids", () => {
  it("an account's company is all but its last part", () => {
    expect(companyOf(accountId("slack:T1:U1"))).toBe("slack:T1");
    expect(companyOf(accountId("teams:9a-b:0c-d"))).toBe("teams:9a-b");
  });
  it("knows NECA's categories, in capitals", () => {
    expect([isOcnCategory("LRSL"), isOcnCategory("lrsl"), isOcnCategory("CABLE")]).toEqual([true, false, false]);
  });
});
