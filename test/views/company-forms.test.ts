/** The forms about the reseller as a whole: questionnaire, RSID, centers, training, the end. */
import { describe, expect, it } from "vitest";
import type { Command } from "../../src/domain/commands.ts";
import type { FormName, FormRef } from "../../src/views/actions.ts";
import type { FormValues } from "../../src/views/vocabulary.ts";
import { fieldsOf, opened } from "../support/a-form.ts";
import { anOnboarding, type Story } from "../support/an-onboarding.ts";
import { billing, course, provisioning, submitQuestionnaire } from "../support/commands.ts";
import { on } from "../support/fixed-clock.ts";
import { lena, sam } from "../support/people.ts";

const fresh = anOnboarding();
const asked = fresh.certifiedIn("MN").withOcn("MN", "508J").withQuestionnaireSubmitted("Tariff", "Bond");
const issued = asked.withRsid("PT7");

interface Row {
  readonly form: FormName;
  readonly story: Story;
  readonly ref?: Partial<FormRef>;
  readonly opens: FormValues;
  readonly good: FormValues;
  readonly makes: Command;
  /** What is wrong, the field beside which it is said, the sentence. */
  readonly hard: readonly (readonly [FormValues, string, RegExp])[];
}

const long = "x".repeat(81);
const table: readonly Row[] = [
  {
    form: "questionnaire",
    story: fresh,
    opens: { on: "2026-10-05", submittedBy: lena.name, documents: "" },
    good: { on: "2026-10-05", submittedBy: ` ${lena.name}`, confirmation: "", documents: "Tariff\r\n\n Bond \nTariff" },
    makes: submitQuestionnaire({ documentsOwed: ["Tariff", "Bond"] }),
    hard: [
      [{ on: "", submittedBy: "Lena" }, "on", /day it was submitted/],
      [{ on: "yesterday", submittedBy: "Lena" }, "on", /year-month-day/],
      [{ on: "2026-10-05", submittedBy: " " }, "submittedBy", /who submitted/],
      [{ on: "2026-10-05", submittedBy: "Lena", documents: long }, "documents", /document's name within/],
      [{ on: "2026-10-05", submittedBy: "Lena", documents: "EIN 12-3456789" }, "documents", /looks like a tax id/],
      [{ on: "2026-10-05", submittedBy: "Lena 123-45-6789" }, "submittedBy", /looks like a tax id/],
      [
        { on: "2026-10-05", submittedBy: "Lena", documents: [...Array(21).keys()].join("\n") },
        "documents",
        /at most 20/,
      ],
    ],
  },
  {
    form: "questionnaire",
    story: asked.withQuestionnaireReturned(),
    opens: { on: "2026-10-05", submittedBy: lena.name, documents: "Tariff\nBond" },
    good: { on: "2026-10-04", submittedBy: lena.name, confirmation: " Q-1 ", documents: "Bond" },
    makes: submitQuestionnaire({ on: on("2026-10-04"), confirmation: "Q-1", documentsOwed: ["Bond"] }),
    hard: [],
  },
  {
    form: "documents",
    story: asked,
    opens: { documents: [] },
    good: { documents: ["Bond"] },
    makes: { type: "RecordDocuments", documents: ["Bond"] },
    hard: [[{ documents: [] }, "documents", /Tick the documents/]],
  },
  {
    form: "returnQuestionnaire",
    story: asked,
    opens: {},
    good: { reasons: "Section 4\nis empty." },
    makes: { type: "ReturnQuestionnaire", reasons: "Section 4\nis empty." },
    hard: [[{ reasons: "\n" }, "reasons", /what has to be corrected/]],
  },
  {
    form: "issueRsid",
    story: asked,
    ref: { request: 1 },
    opens: {},
    good: { rsid: " pt7 " },
    makes: { type: "IssueRsid", rsid: "PT7" as never, request: 1 },
    hard: [
      [{ rsid: "" }, "rsid", /Enter the RSID/],
      [{ rsid: "P" }, "rsid", /two to six/],
      [{ rsid: "PT-7" }, "rsid", /only letters and digits/],
    ],
  },
  {
    form: "correctRsid",
    story: issued,
    opens: {},
    good: { rsid: "pt8", reason: "Swapped" },
    makes: { type: "CorrectRsid", rsid: "PT8" as never, reason: "Swapped" },
    hard: [
      [{ rsid: "", reason: "Swapped" }, "rsid", /Enter the RSID/],
      [{ rsid: "PT8", reason: "" }, "reason", /why/],
    ],
  },
  {
    form: "askInformation",
    story: asked,
    ref: { request: 1 },
    opens: {},
    good: { question: "Which entity?" },
    makes: { type: "AskInformation", request: 1, question: "Which entity?" },
    hard: [[{ question: "" }, "question", /what you need/]],
  },
  {
    form: "giveInformation",
    story: asked.withQuestion("Which entity?"),
    ref: { request: 1 },
    opens: {},
    good: { answer: "This one." },
    makes: { type: "GiveInformation", request: 1, answer: "This one." },
    hard: [[{ answer: "" }, "answer", /answer/]],
  },
  {
    form: "centers",
    story: issued,
    opens: { states: [] },
    good: {
      states: [],
      billing_name: billing.name,
      billing_phone: billing.phone,
      billing_email: "",
      provisioning_name: provisioning.name,
      provisioning_email: provisioning.email,
    },
    makes: { type: "AssignCenters", centers: { billing, provisioning }, states: "all" },
    hard: [
      [{ billing_phone: "555-0100" }, "billing_name", /name/],
      [{ billing_name: "Desk", billing_phone: "abc" }, "billing_phone", /not a phone number/],
      [{ billing_name: "Desk", billing_phone: "1" }, "billing_phone", /not a phone number/],
      [{ billing_name: "Desk" }, "billing_phone", /phone number or an e-mail/],
      [{ provisioning_name: "Desk", provisioning_email: "desk at example" }, "provisioning_email", /name@example/],
    ],
  },
  {
    form: "centers",
    story: issued.withCenters(["MN"]),
    opens: {
      states: [],
      billing_name: billing.name,
      billing_phone: billing.phone,
      billing_email: "",
      billing_hours: "",
      provisioning_name: provisioning.name,
      provisioning_phone: "",
      provisioning_email: provisioning.email,
      provisioning_hours: "",
    },
    good: { states: ["CO", "ZZ"], billing_name: "Desk", billing_phone: "800-555-0142", billing_hours: "8 to 5" },
    makes: {
      type: "AssignCenters",
      centers: { billing: { name: "Desk", phone: "800-555-0142", hours: "8 to 5" } },
      states: ["CO"],
    },
    hard: [],
  },
  {
    form: "course",
    story: fresh,
    opens: { kind: "webBased" },
    good: { kind: "instructorLed", title: "Ordering", link: "", on: "2026-11-02", who: "Olga" },
    makes: {
      type: "PlanCourse",
      course: { ...course("course-1"), kind: "instructorLed", title: "Ordering", on: on("2026-11-02"), who: "Olga" },
    },
    hard: [
      [{ kind: "webBased", title: "" }, "title", /title/],
      [{ kind: "webBased", title: "Ordering", link: "ftp://x" }, "link", /https/],
      [{ kind: "webBased", title: "Ordering", on: "soon" }, "on", /year-month-day/],
    ],
  },
  {
    form: "close",
    story: fresh,
    opens: {},
    good: { reason: "Given up" },
    makes: { type: "CloseOnboarding", reason: "Given up" },
    hard: [[{ reason: " " }, "reason", /why/]],
  },
];

for (const { form: name, story, ref, opens, good, makes, hard } of table)
  describe(`the ${name} form on an onboarding at version ${story.state.version}`, () => {
    const form = opened(name, story, ref, lena);

    it("opens with what is known", () => {
      expect(form.initial).toEqual(opens);
    });
    it("makes the command", () => {
      expect(form.command(good)).toEqual(makes);
    });
    for (const [values, field, sentence] of hard)
      it(`says beside ${field} of ${JSON.stringify(values).slice(0, 60)} what is wrong, and keeps it all`, () => {
        const errors = form.errors(values);
        expect(Object.keys(errors)).toEqual([field]);
        expect(errors[field]).toMatch(sentence);
        const again = form.drawn(values, errors);
        expect(again).toMatchObject({ values, errors });
        expect(fieldsOf(again)).toContain(field);
      });
  });

describe("the command's own problems", () => {
  const rows: readonly (readonly [FormName, Story, Partial<FormRef>, FormValues, string, string])[] = [
    ["questionnaire", fresh, {}, { on: "2026-10-06", submittedBy: "Lena" }, "on", "inFuture"],
    ["issueRsid", asked, { request: 1 }, { rsid: "508J" }, "rsid", "rsidIsOcn"],
    ["correctRsid", issued, {}, { rsid: "508j", reason: "Swapped" }, "rsid", "rsidIsOcn"],
    ["correctRsid", issued, {}, { rsid: "pt7", reason: "Swapped" }, "rsid", "sameRsid"],
    ["centers", issued, {}, {}, "billing_name", "centersEmpty"],
    [
      "centers",
      issued,
      {},
      { states: ["TX"], billing_name: "Desk", billing_phone: "800-555-0142" },
      "states",
      "notAState",
    ],
  ];
  for (const [name, story, ref, values, field, problem] of rows)
    it(`${problem} stands beside ${field} of the ${name} form`, () => {
      const form = opened(name, story, ref);
      expect(form.problems(values, name === "questionnaire" ? lena : sam)).toEqual([[field, problem]]);
      expect(fieldsOf(form.drawn(values))).toContain(field);
    });
});

describe("what the forms show besides their fields", () => {
  const shows = (form: FormName, story: Story) =>
    JSON.stringify(opened(form, story, { request: 1 }).drawn({}).elements);

  it("issuing shows the facts that matter", () => {
    const text = shows("issueRsid", asked);
    for (const fact of ["Prairie Telecom, LLC", "508J", "Tariff"]) expect(text).toContain(fact);
  });
  it("answering shows the question, and documents only those still owed", () => {
    expect(shows("giveInformation", asked.withQuestion("Which entity?"))).toContain("Which entity?");
    const ticked = asked.does({ type: "RecordDocuments", documents: ["Bond"] }, lena);
    expect(shows("documents", ticked)).toContain("Tariff");
    expect(shows("documents", ticked)).not.toContain("Bond");
  });
  it("the questionnaire's form warns of tax, bank and credit data", () => {
    expect(shows("questionnaire", fresh)).toMatch(/Tax ids, bank and credit/);
  });
});
