import { describe, expect, it } from "vitest";
import type { CardAction, Element } from "../../../src/adapters/teams/adaptive-card.ts";
import { carriedBy } from "../../../src/adapters/teams/card-data.ts";
import { type FormView, renderForm } from "../../../src/adapters/teams/forms.ts";
import { limits } from "../../../src/adapters/teams/limits.ts";
import type { AccountId } from "../../../src/domain/ids.ts";
import { type Choice, type Form, type FormElement, say } from "../../../src/views/vocabulary.ts";
import { faultsOfCard } from "../../support/adaptive-cards.ts";
import { aForm } from "./support/a-form.ts";

const inDialog: FormView = { in: "dialog", instance: "i1" };
const inline: FormView = { in: "inline", instance: "i1", mark: "ob/rsid" };
const line: FormElement = { word: "line", id: "ocn", label: "OCN", maxLength: 4 };
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choice ${index}` }));
const bodyOf = (form: Form, view = inDialog) => renderForm(form, view).payload.card.body;
const fieldsOf = (element: FormElement, values: Form["values"] = {}, view = inDialog) =>
  bodyOf(aForm([element], { values }), view).filter(({ type }) => type !== "ActionSet");
const actionsIn = (body: readonly Element[]): readonly CardAction[] =>
  body.flatMap((one) => (one.type === "ActionSet" ? one.actions : []));

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
  it("is found in the whole company one to one, where nobody else is", () =>
    expect(drawnWith("", { ...inDialog, alone: true })).toMatchObject({
      "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
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
