import { describe, expect, it } from "vitest";
import type { CardAction, Element } from "../../../src/adapters/teams/adaptive-card.ts";
import { carriedBy } from "../../../src/adapters/teams/card-data.ts";
import { searched } from "../../../src/adapters/teams/choice-search.ts";
import { valuesOf } from "../../../src/adapters/teams/form-values.ts";
import { type FormView, renderForm } from "../../../src/adapters/teams/forms.ts";
import { limits } from "../../../src/adapters/teams/limits.ts";
import type { Visitor } from "../../../src/application/front.ts";
import { type AccountId, accountId } from "../../../src/domain/ids.ts";
import { type Choice, type Form, type FormElement, say } from "../../../src/views/vocabulary.ts";
import { faultsOfCard } from "../../support/adaptive-cards.ts";

const inDialog: FormView = { in: "dialog", instance: "i1" };
const inline: FormView = { in: "inline", instance: "i1", mark: "ob/rsid" };
const aForm = (elements: readonly FormElement[], more: Partial<Form> = {}): Form => ({
  ref: { form: "ocn" },
  title: "OCN",
  submit: "Save",
  cancel: "Cancel",
  elements,
  values: {},
  errors: {},
  ...more,
});
const line: FormElement = { word: "line", id: "ocn", label: "OCN", maxLength: 4 };
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choice ${index}` }));
const bodyOf = (form: Form, view = inDialog) => renderForm(form, view).payload.card.body;
const fieldsOf = (element: FormElement, values: Form["values"] = {}, view = inDialog) =>
  bodyOf(aForm([element], { values }), view).filter(({ type }) => type !== "ActionSet");
const actionsIn = (body: readonly Element[]): readonly CardAction[] =>
  body.flatMap((one) => (one.type === "ActionSet" ? one.actions : []));
const nobody = () => undefined;

describe("a form in Teams", () => {
  it("is a dialog whose button carries the form, its instance and its inputs", () => {
    const { payload, losses } = renderForm(aForm([line]), inDialog);
    expect(losses).toEqual([]);
    expect(payload).toEqual({
      title: "OCN",
      width: "medium",
      height: "medium",
      card: {
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        type: "AdaptiveCard",
        version: "1.5",
        body: [
          {
            type: "Input.Text",
            id: "text-ocn",
            label: "OCN",
            isRequired: true,
            errorMessage: "This is needed.",
            maxLength: 4,
            spacing: "medium",
          },
          {
            type: "ActionSet",
            spacing: "medium",
            actions: [
              {
                type: "Action.Submit",
                title: "Save",
                style: "positive",
                data: { f: { form: "ocn" }, i: "i1", n: ["text-ocn"] },
              },
              { type: "Action.Submit", title: "Cancel", associatedInputs: "none", data: { cancel: true } },
            ],
          },
        ],
      },
    });
    expect(faultsOfCard(payload.card)).toEqual([]);
  });

  it("stands in a message under its title, and is sent and left by what changes that message", () => {
    const { card } = renderForm(aForm([line]), inline).payload;
    expect(card.body[0]).toMatchObject({ inlines: [{ text: "OCN", size: "large" }] });
    expect(card.msteams).toEqual({ width: "Full" });
    const [save, cancel] = actionsIn(card.body);
    expect(save).toMatchObject({ type: "Action.Execute", verb: "form", data: { i: "i1", m: "ob/rsid" } });
    expect(cancel).toMatchObject({
      type: "Action.Execute",
      data: { cancel: true, m: "ob/rsid" },
      associatedInputs: "none",
    });
    expect(faultsOfCard(card)).toEqual([]);
  });

  it("is higher where it has many fields", () => {
    const heightOf = (count: number) =>
      renderForm(aForm(Array.from({ length: count }, (_, n) => ({ ...line, id: `f${n}` }))), inDialog).payload.height;
    expect(heightOf(limits.dialog.lowUpTo)).toBe("medium");
    expect(heightOf(limits.dialog.lowUpTo + 1)).toBe("large");
  });

  it.each<[string, FormElement, Form["values"], object[]]>([
    [
      "a line",
      { word: "line", id: "f", label: "F", hint: "Four", placeholder: "508J", optional: true, maxLength: 4 },
      { f: "508J" },
      [
        {
          type: "Input.Text",
          id: "text-f",
          label: "F (optional)",
          maxLength: 4,
          placeholder: "508J",
          value: "508J",
          spacing: "medium",
        },
        {
          type: "RichTextBlock",
          inlines: [{ type: "TextRun", text: "Four", size: "small", isSubtle: true }],
          spacing: "none",
        },
      ],
    ],
    [
      "lines",
      { word: "lines", id: "f", label: "F", maxLength: 3000 },
      { f: "a\nb" },
      [expect.objectContaining({ type: "Input.Text", isMultiline: true, maxLength: 3000, value: "a\nb" })],
    ],
    [
      "a date",
      { word: "date", id: "f", label: "F" },
      { f: "2026-10-02" },
      [expect.objectContaining({ type: "Input.Date", id: "date-f", value: "2026-10-02" })],
    ],
    [
      "a date that is none",
      { word: "date", id: "f", label: "F" },
      { f: "soon" },
      [expect.not.objectContaining({ value: expect.anything() })],
    ],
    [
      "one of a few",
      { word: "choice", id: "f", label: "F", choices: choices(5) },
      { f: "v1" },
      [expect.objectContaining({ type: "Input.ChoiceSet", id: "choice-f", style: "expanded", value: "v1" })],
    ],
    [
      "one of many",
      { word: "choice", id: "f", label: "F", choices: choices(6) },
      { f: "unknown" },
      [expect.not.objectContaining({ style: "expanded", value: expect.anything() })],
    ],
    [
      "several",
      { word: "choices", id: "f", label: "F", choices: choices(51) },
      { f: ["v3", "v50", "unknown"] },
      [expect.objectContaining({ id: "several-f", isMultiSelect: true, value: "v3,v50" })],
    ],
    [
      "ticks",
      { word: "ticks", id: "f", label: "F", choices: choices(2) },
      { f: ["v0"] },
      [expect.objectContaining({ isMultiSelect: true, style: "expanded", wrap: true, value: "v0" })],
    ],
  ])("asks for %s", (_, element, values, expected) => {
    expect(fieldsOf(element, values)).toEqual(expected);
    expect(faultsOfCard(renderForm(aForm([element], { values }), inDialog).payload.card)).toEqual([]);
  });

  it("writes typed words into choices as letters where clients read Markdown there", () => {
    const titles = (count: number) =>
      JSON.stringify(
        fieldsOf({
          word: "ticks",
          id: "f",
          label: "F",
          choices: [{ value: "a", label: "*Tariff*" }, ...choices(count)],
        }),
      );
    expect(titles(1)).toContain('"title":"\\\\*Tariff\\\\*"');
    expect(titles(20)).toContain('"title":"*Tariff*"');
  });

  it("keeps what does not fit as far as it fits, and reports it", () => {
    const long = "x".repeat(limits.input.text + 1);
    const { payload, losses } = renderForm(aForm([line], { values: { ocn: long } }), inDialog);
    expect(losses).toEqual([{ word: "line", what: 'the end of what stands in "OCN"' }]);
    expect(payload.card.body[0]).toMatchObject({ maxLength: limits.input.text });
    expect(renderForm(aForm([line], { values: { ocn: "12345" } }), inDialog).losses).toEqual([]);
  });
});

describe("a person picked in Teams", () => {
  const elsewhere = [{ value: "slack:T1:U1", label: "Nadia Brooks, in Slack" }];
  const field: FormElement = { word: "person", id: "lead", label: "Lead", elsewhere };
  const drawnWith = (value: string, view = inDialog) => fieldsOf(field, { lead: value }, view)[0];

  it("is found by Teams' own picker, or is one of the people elsewhere", () =>
    expect(drawnWith("")).toMatchObject({
      type: "Input.ChoiceSet",
      id: "person-lead",
      choices: [{ title: "Nadia Brooks, in Slack", value: "slack:T1:U1" }],
      "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users?scope=currentContext" },
    }));
  it("stays picked: one of Teams by the id that its picker knows, with the name where we know it", () => {
    expect(drawnWith("teams:tenant:aad-sam")).toMatchObject({ value: "aad-sam", choices: [{ value: "slack:T1:U1" }] });
    const nameOf = (account: AccountId) => (account === "teams:tenant:aad-sam" ? "Sam Ortega" : undefined);
    expect(drawnWith("teams:tenant:aad-sam", { ...inDialog, nameOf })).toMatchObject({
      value: "aad-sam",
      choices: [{ title: "Sam Ortega", value: "aad-sam" }, { value: "slack:T1:U1" }],
    });
  });
  it("stays picked: one of Slack by the whole account", () => {
    expect(drawnWith("slack:T1:U1")).toMatchObject({ value: "slack:T1:U1", choices: [{ value: "slack:T1:U1" }] });
    expect(drawnWith("slack:T1:U2")).toMatchObject({
      value: "slack:T1:U2",
      choices: [{ title: "The person picked now", value: "slack:T1:U2" }, { value: "slack:T1:U1" }],
    });
  });
});

describe("errors", () => {
  const form = aForm(
    [{ word: "note", tone: "bad", text: say`Sure?` }, line, { word: "date", id: "on", label: "On", hint: "The day" }],
    { values: { ocn: "12" }, errors: { ocn: "Four characters.", other: "Not today." } },
  );
  const { body } = renderForm(form, inDialog).payload.card;

  it("stand on top by the name of their field, and below the field itself, which keeps what was typed", () => {
    expect(body.map(({ type }) => type)).toEqual([
      "Container",
      "Container",
      "Input.Text",
      "RichTextBlock",
      "Input.Date",
      "RichTextBlock",
      "ActionSet",
    ]);
    expect(JSON.stringify(body[0])).toContain("Nothing was saved yet. Please look again at: OCN.");
    expect(JSON.stringify(body[0])).toContain("Not today.");
    expect(body[0]).toMatchObject({ style: "attention" });
    expect(body[2]).toMatchObject({ value: "12" });
    expect(body[3]).toMatchObject({ inlines: [{ text: "⚠️ Four characters.", color: "attention" }], spacing: "none" });
  });
});

describe("a form whose fields depend on a choice", () => {
  const state: FormElement = { word: "choice", id: "state", label: "State", reshapes: true, choices: choices(2) };
  const body = bodyOf(aForm([state, line]));

  it("has a button below the choice that shows its fields, and no field that holds that button back", () => {
    expect(body.map(({ type }) => type)).toEqual(["Input.ChoiceSet", "ActionSet", "Input.Text", "ActionSet"]);
    const [show, save] = actionsIn(body);
    expect(show).toMatchObject({ title: "Show the fields for this choice", data: { reshape: true, i: "i1" } });
    expect(JSON.stringify(body)).not.toContain("isRequired");
    expect(carriedBy((show as { data?: unknown }).data)).toMatchObject({ kind: "form", reshape: true });
    expect(carriedBy((save as { data?: unknown }).data)).toMatchObject({ kind: "form", reshape: false });
  });
});

describe("what was typed", () => {
  const sent = (values: object, n: readonly string[] = []) =>
    valuesOf({ f: { form: "ocn" }, i: "i1", n, ...values }, nobody);

  it("is read from every kind of input, under its field's id", () =>
    expect(
      sent({
        "text-line": "508J",
        "text-lines": "a\r\nb",
        "date-day": "2026-10-02",
        "choice-one": "a",
        "several-some": "a,b",
        "person-who": "aad-sam",
        "person-elsewhere": "slack:T1:U1",
        "person-here": "teams:tenant:aad-dee",
      }),
    ).toEqual({
      line: "508J",
      lines: "a\nb",
      day: "2026-10-02",
      one: "a",
      some: ["a", "b"],
      who: "teams:?:aad-sam",
      elsewhere: "slack:T1:U1",
      here: "teams:tenant:aad-dee",
    }));
  it("is empty where an input of the form did not come back", () =>
    expect(sent({}, ["text-line", "several-some", "person-who", "date-day"])).toEqual({
      line: "",
      some: [],
      who: "",
      day: "",
    }));
  it("names a person whom the directory knows by their own company", () =>
    expect(valuesOf({ "person-who": "aad-sam" }, (aad) => accountId(`teams:tenant:${aad}`))).toEqual({
      who: "teams:tenant:aad-sam",
    }));
  it("is never taken for what the button carries, nor the other way round", () => {
    expect(sent({ a: "x", "__proto__-x": "y", "text-__proto__": "z", strange: "s", "text-": "t" })).toEqual(
      Object.fromEntries([["__proto__", "z"]]),
    );
    expect(valuesOf(undefined, nobody)).toEqual({});
    expect(valuesOf({ "text-a": { deep: 1 } }, nobody)).toEqual({ a: "" });
  });
  it.each([
    ["with commas", ["Tariff, draft", "100% sure, %2C", ","]],
    ["plain", ["CO", "MN"]],
  ])("comes back as it was offered: several values %s", (_, values) => {
    const element: FormElement = {
      word: "ticks",
      id: "f",
      label: "F",
      choices: values.map((value) => ({ value, label: value })),
    };
    const [drawn] = fieldsOf(element, { f: values });
    expect(drawn).toMatchObject({ type: "Input.ChoiceSet" });
    const { id = "", value } = drawn as { id?: string; value?: string };
    expect(valuesOf({ [id]: value }, nobody)).toEqual({ f: values });
  });
});

describe("a list too long for the card", () => {
  const people = Array.from({ length: 100 }, (_, n) => ({
    value: `slack:T0NORTHLINE:U${String(n).padStart(10, "0")}`,
    label: `Colleague Number ${n} of a company with quite a long name (Slack)`,
  }));
  const field = (id: string): FormElement => ({ word: "person", id, label: "Lead", elsewhere: people });
  const person = (value: string) =>
    fieldsOf(field("lead"), { lead: value }).filter(({ type }) => type === "Input.ChoiceSet");
  const many = (values: Form["values"] = {}) =>
    bodyOf(aForm(["lead", "delegate", "billing"].map(field), { values })).filter(
      ({ id }) => id?.endsWith("-lead") === true,
    );
  const asked = { type: "Data.Query", dataset: 'choices?{"f":{"form":"ocn"},"q":"lead"}' };

  it("is sent along as long as it fits", () => expect(person("")).toMatchObject([{ choices: { length: 100 } }]));
  it("is asked for in a field of its own, beside Teams' own picker", () => {
    expect(many()).toMatchObject([
      { id: "person-lead", "choices.data": { dataset: "graph.microsoft.com/users?scope=currentContext" } },
      { id: "elsewhere-lead", choices: [], "choices.data": asked },
    ]);
    expect(faultsOfCard(renderForm(aForm([field("lead")]), inDialog).payload.card)).toEqual([]);
  });
  it("keeps who is picked in the field where they were picked", () => {
    const [here, elsewhere] = many({ lead: people[7]?.value ?? "" });
    expect(here).not.toHaveProperty("value");
    expect(elsewhere).toMatchObject({
      id: "elsewhereNow-lead",
      value: people[7]?.value,
      choices: [{ title: people[7]?.label }],
    });
    const [own, other] = many({ lead: "teams:tenant:aad-sam" });
    expect(own).toMatchObject({ value: "aad-sam" });
    expect(other).not.toHaveProperty("value");
  });
  it.each<[string, Record<string, string>, string]>([
    ["nobody was picked in either", { "person-lead": "", "elsewhere-lead": "" }, ""],
    [
      "somebody elsewhere takes the place of one of Teams",
      { "elsewhere-lead": "slack:T:U1", "person-lead": "a" },
      "slack:T:U1",
    ],
    [
      "one of Teams takes the place of somebody elsewhere",
      { "person-lead": "a", "elsewhereNow-lead": "slack:T:U1" },
      "teams:?:a",
    ],
    ["somebody elsewhere stays", { "person-lead": "", "elsewhereNow-lead": "slack:T:U1" }, "slack:T:U1"],
  ])("is read as one person: %s", (_, values, lead) => expect(valuesOf(values, nobody)).toEqual({ lead }));

  it("of a plain choice is asked for in its place, with what is chosen now", () => {
    const choice: FormElement = { word: "choice", id: "lead", label: "There", choices: [...people, ...people] };
    const values = { lead: people[3]?.value ?? "" };
    const [drawn] = bodyOf(aForm([choice], { values }));
    expect(drawn).toMatchObject({ id: "choice-lead", choices: [{ title: people[3]?.label }], "choices.data": asked });
  });

  const visitor = {} as Visitor;
  const front = { reshape: async (_: Visitor, ref: Form["ref"]) => ({ ...aForm([field("lead")]), ref }) };
  const search = async (dataset: string, queryText: string) =>
    (await searched(front, visitor, { dataset, queryText })).value.results;
  it("is found by the beginnings of its words, as many as Teams shows", async () => {
    expect(await search(asked.dataset, "coll 42")).toEqual([{ title: people[42]?.label, value: people[42]?.value }]);
    expect(await search(asked.dataset, "")).toHaveLength(limits.choices.found);
    expect(await search(asked.dataset, "olleague")).toEqual([]);
  });
  it.each(["choices?{", "choices?{}", "graph.microsoft.com/users", 'choices?{"f":{"form":"none"},"q":"lead"}'])(
    "is not found by a name that is none of ours: %s",
    async (dataset) => expect(await search(dataset, "coll")).toEqual([]),
  );
  it("that is empty says so, since an empty list cannot be drawn", () => {
    const [only] = fieldsOf({ word: "choice", id: "f", label: "There", choices: [] });
    expect(JSON.stringify(only)).toContain("There is nothing to choose from yet.");
  });
});
