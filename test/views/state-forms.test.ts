/** The forms about one state: its certification and its OCN. */
import { describe, expect, it } from "vitest";
import type { FormValues } from "../../src/views/vocabulary.ts";
import { fieldsOf, opened } from "../support/a-form.ts";
import { anOnboarding } from "../support/an-onboarding.ts";
import { applied, assigned, certify, granted, legalName, recordOcn, requested } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { lena, rob } from "../support/people.ts";

const fresh = anOnboarding();

describe("the certification form", () => {
  it("opens on the state asked for, with the legal name proposed", () => {
    expect(opened("certification", fresh, { state: "MN" }).initial).toEqual({
      state: "MN",
      status: "granted",
      authority: "certificate",
      legalName,
    });
  });
  it("opens on a state that still needs it: first one untouched, then denied or lapsed, then applied for", () => {
    const denied = certify("CO", { status: "denied", on: on("2026-10-01"), reason: "No bond" });
    const stateOf = (story: typeof fresh) => opened("certification", story).initial.state;
    expect(stateOf(fresh.appliedIn("CO"))).toBe("MN");
    expect(stateOf(fresh.does(denied, rob).appliedIn("MN", "WA"))).toBe("CO");
    expect(stateOf(fresh.certifiedIn("CO").appliedIn("MN", "WA"))).toBe("MN");
    expect(stateOf(fresh.certifiedIn("CO", "MN", "WA"))).toBe("CO");
  });
  it("opens on a state of the onboarding, also when another one was asked for", () => {
    expect(opened("certification", fresh, { state: "TX" }).initial.state).toBe("CO");
  });
  it("proposes the grant where it was applied for, keeping the docket and the day", () => {
    const story = fresh.does(certify("MN", { ...applied(), docket: "24A" } as never), rob);
    expect(opened("certification", story, { state: "MN" }).initial).toEqual({
      state: "MN",
      status: "granted",
      authority: "certificate",
      appliedOn: "2026-09-20",
      docket: "24A",
      legalName,
    });
  });

  const full = granted({
    authority: "registration",
    docket: "24A-0123T",
    expiresOn: on("2028-09-01"),
    renewsYearly: true,
    document: "https://puc.example/order.pdf",
  });
  const whole = [
    ["granted", full],
    ["not required", { status: "notRequired", rule: "Minn. R. 7812" }],
    ["denied", { status: "denied", on: on("2026-10-01"), reason: "No bond\nAppeal is filed" }],
    ["lapsed", { status: "lapsed", on: on("2026-06-01"), reason: "Annual report" }],
  ] as const;
  for (const [name, certification] of whole)
    it(`sent again as it opened on what is ${name} makes the very same record`, () => {
      const form = opened("certification", fresh.does(certify("MN", certification), rob), { state: "MN" });
      expect(form.command(form.initial)).toEqual(certify("MN", certification));
    });
  it("reads an application, with what was typed around it trimmed away", () => {
    const values = {
      state: "MN",
      status: "applied",
      authority: "acknowledgement",
      appliedOn: " 2026-10-01 ",
      docket: " ",
    };
    expect(opened("certification", fresh).command(values)).toEqual(
      certify("MN", { status: "applied", authority: "acknowledgement", appliedOn: on("2026-10-01") }),
    );
  });

  const good: FormValues = {
    state: "MN",
    status: "granted",
    authority: "certificate",
    number: "C-77",
    legalName,
    effectiveOn: "2026-09-01",
  };
  const hard: readonly (readonly [string, FormValues, string, RegExp])[] = [
    ["no state", { ...good, state: "" }, "state", /Pick the state/],
    ["a state there is not", { ...good, state: "ZZ" }, "state", /Pick one of the states/],
    ["no status", { ...good, status: "" }, "status", /how far/],
    ["a status there is not", { ...good, status: "pending" }, "status", /how far/],
    ["a status of the machine's own", { ...good, status: "constructor" }, "status", /how far/],
    ["no legal name", { ...good, legalName: "  " }, "legalName", /legal name/],
    ["no effective date", { ...good, effectiveOn: "" }, "effectiveOn", /effective date/],
    ["an American date", { ...good, effectiveOn: "09/01/2026" }, "effectiveOn", /year-month-day/],
    ["a day in no calendar", { ...good, expiresOn: "2027-02-29" }, "expiresOn", /no such day/],
    ["half a link", { ...good, document: "puc.example/order" }, "document", /https/],
    ["a link that runs code", { ...good, document: "javascript:alert(1)" }, "document", /https/],
    ["applied on no day", { ...good, status: "applied" }, "appliedOn", /day you applied/],
    ["not required by no rule", { ...good, status: "notRequired" }, "rule", /rule/],
    ["denied on no day", { ...good, status: "denied", reason: "Bond" }, "on", /denial/],
    ["lapsed for no reason", { ...good, status: "lapsed", on: "2026-06-01" }, "reason", /why/],
  ];
  for (const [what, values, field, sentence] of hard)
    it(`says of ${what}, beside the field and only there, and keeps what was typed`, () => {
      const form = opened("certification", fresh);
      const errors = form.errors(values);
      expect(Object.keys(errors)).toEqual([field]);
      expect(errors[field]).toMatch(sentence);
      const again = form.drawn(values, errors);
      expect(again).toMatchObject({ values, errors });
      expect(fieldsOf(again)).toContain(field);
    });

  const domainProblems: readonly (readonly [string, FormValues, string])[] = [
    ["neither number nor docket", { ...good, number: "" }, "number"],
    ["an expiry before it begins", { ...good, expiresOn: "2026-08-01" }, "expiresOn"],
    ["an application tomorrow", { ...good, status: "applied", appliedOn: "2026-10-06" }, "appliedOn"],
    ["a denial tomorrow", { ...good, status: "denied", on: "2026-10-06", reason: "Bond" }, "on"],
    ["a state of another onboarding", { ...good, state: "TX" }, "state"],
  ];
  for (const [what, values, field] of domainProblems)
    it(`shows ${what} beside its field`, () => {
      const form = opened("certification", fresh);
      expect(form.problems(values).map(([where]) => where)).toEqual([field]);
      expect(fieldsOf(form.drawn(values))).toContain(field);
    });

  it("names the state's commission, and says where that is still to be checked", () => {
    const text = JSON.stringify(opened("certification", fresh).drawn({ ...good, state: "MN" }).elements);
    expect(text).toContain("Minnesota Public Utilities Commission");
  });
});

describe("the OCN form", () => {
  const good: FormValues = {
    state: "MN",
    status: "assigned",
    ocn: "508j ",
    category: "LRSL",
    notifiedOn: "2026-10-02",
  };

  it("opens where NECA was asked, else where nothing is, else on the first state", () => {
    const stateOf = (story: typeof fresh) => opened("ocn", story).initial.state;
    expect(stateOf(fresh)).toBe("CO");
    expect(stateOf(fresh.withOcnRequested("WA"))).toBe("WA");
    expect(stateOf(fresh.withOcn("CO", "217C"))).toBe("MN");
    expect(stateOf(fresh.withOcn("CO", "217C").withOcn("MN", "508J").withOcn("WA", "091B"))).toBe("CO");
  });
  it("proposes the assignment where NECA was asked, with the category asked for", () => {
    const story = fresh.does(recordOcn("MN", { ...requested(), category: "CLEC" }), rob);
    expect(opened("ocn", story).initial).toEqual({
      state: "MN",
      status: "assigned",
      category: "CLEC",
      requestedOn: "2026-09-28",
      companyName: legalName,
    });
  });
  it("sent again as it opened on what is assigned makes the very same record", () => {
    const record = assigned("508J", { companyName: legalName, evidence: "https://files.example/neca.pdf" });
    const form = opened("ocn", fresh.does(recordOcn("MN", record), rob), { state: "MN" });
    expect(form.command(form.initial)).toEqual(recordOcn("MN", record));
  });
  it("reads a code in any case, and what was asked of NECA", () => {
    expect(opened("ocn", fresh).command(good)).toEqual(recordOcn("MN", assigned("508J")));
    expect(
      opened("ocn", fresh).command({
        state: "MN",
        status: "requested",
        category: "LRSL",
        requestedOn: "2026-09-28",
        ocn: "??",
      }),
    ).toEqual(recordOcn("MN", requested()));
  });

  const hard: readonly (readonly [string, FormValues, string, RegExp])[] = [
    ["no state", { ...good, state: "" }, "state", /Pick the state/],
    ["no code", { ...good, ocn: "" }, "ocn", /Enter the OCN/],
    ["a code too short", { ...good, ocn: "508" }, "ocn", /exactly four/],
    ["a code with a dash", { ...good, ocn: "50-8" }, "ocn", /only letters and digits/],
    ["no date", { ...good, notifiedOn: "" }, "notifiedOn", /NECA's notification/],
    ["half a link", { ...good, evidence: "see mail" }, "evidence", /https/],
    ["asked of NECA on no day", { ...good, status: "requested" }, "requestedOn", /asked NECA/],
  ];
  for (const [what, values, field, sentence] of hard)
    it(`says of ${what}, beside the field and only there, and keeps what was typed`, () => {
      const form = opened("ocn", fresh);
      const errors = form.errors(values);
      expect(Object.keys(errors)).toEqual([field]);
      expect(errors[field]).toMatch(sentence);
      const again = form.drawn(values, errors);
      expect(again).toMatchObject({ values, errors });
      expect(fieldsOf(again)).toContain(field);
    });

  it("shows the RSID typed into its box, and days in the future, beside their fields", () => {
    const issued = fresh.withQuestionnaireSubmitted().withRsid("508J");
    expect(opened("ocn", issued).problems(good)).toEqual([["ocn", "ocnIsRsid"]]);
    expect(opened("ocn", fresh).problems({ ...good, notifiedOn: "2026-10-06" })).toEqual([["notifiedOn", "inFuture"]]);
    expect(opened("ocn", fresh).problems({ ...good, status: "requested", requestedOn: "2026-10-06" })).toEqual([
      ["requestedOn", "inFuture"],
    ]);
    expect(opened("ocn", fresh).problems({ ...good, state: "TX" }, lena)).toEqual([["state", "notAState"]]);
  });
});

describe("the forms for several states at once", () => {
  for (const name of ["ocnLines", "certificationLines"] as const) {
    it(`${name} opens empty and names the states still open`, () => {
      const story = fresh.certifiedIn("CO").withOcn("CO", "217C");
      const form = opened(name, story);
      expect(form.initial).toEqual({ lines: "" });
      expect(JSON.stringify(form.drawn(form.initial).elements)).toContain("MN, WA");
    });
    it(`${name} says beside the lines what is wrong, and keeps them all`, () => {
      const form = opened(name, fresh);
      for (const lines of ["", "MN nonsense"]) {
        const errors = form.errors({ lines });
        expect(Object.keys(errors)).toEqual(["lines"]);
        expect(form.drawn({ lines }, errors)).toMatchObject({ values: { lines }, errors });
      }
    });
  }
  it("read good lines", () => {
    expect(opened("ocnLines", fresh).command({ lines: "MN 508J 2026-10-02" })).toEqual(
      recordOcn("MN", assigned("508J")),
    );
    expect(opened("certificationLines", fresh).command({ lines: "MN granted C-77 2026-09-01" })).toEqual(certify("MN"));
  });
  it("show the command's own problems beside the lines", () => {
    expect(opened("ocnLines", fresh).problems({ lines: "MN 508J 2026-10-06" })).toEqual([["lines", "inFuture"]]);
    expect(opened("certificationLines", fresh).problems({ lines: "MN granted C-77 2026-09-01 2026-08-01" })).toEqual([
      ["lines", "expiresBeforeEffective"],
    ]);
  });
});
