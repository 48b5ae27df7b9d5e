import { describe, expect, it } from "vitest";
import { cardAsHome, cardAsModal } from "../../../src/adapters/slack/cards-as-views.ts";
import { valuesOf } from "../../../src/adapters/slack/form-values.ts";
import { nativeErrors, renderForm } from "../../../src/adapters/slack/forms.ts";
import { limits } from "../../../src/adapters/slack/limits.ts";
import { readMemory } from "../../../src/adapters/slack/memory.ts";
import type { AccountId } from "../../../src/domain/ids.ts";
import { faultOfView } from "../../../src/playground/slack/block-kit/check.ts";
import { type Choice, type Form, type FormElement, say } from "../../../src/views/vocabulary.ts";

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
const blocksOf = (element: FormElement, values: Form["values"] = {}) =>
  renderForm(aForm([element], { values })).payload.blocks;
const lossesOf = (element: FormElement, values: Form["values"] = {}) => renderForm(aForm([element], { values })).losses;
const text = (words: string) => ({ type: "plain_text", text: words, emoji: false });
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choice ${index}` }));

describe("a form in Slack", () => {
  it("is a modal that remembers its form, its place and its round", () => {
    const form = aForm([{ word: "line", id: "ocn", label: "OCN", maxLength: 4 }]);
    const { payload, losses } = renderForm(form, { place: "slack:T:C" });
    expect(losses).toEqual([]);
    expect(payload).toEqual({
      type: "modal",
      callback_id: "ocn",
      title: text("OCN"),
      submit: text("Save"),
      close: text("Cancel"),
      private_metadata: expect.any(String),
      blocks: [
        {
          type: "input",
          block_id: "ocn",
          label: text("OCN"),
          element: { type: "plain_text_input", action_id: "text", max_length: 4 },
        },
      ],
    });
    expect(readMemory(payload.private_metadata ?? "")).toEqual({
      ref: { form: "ocn" },
      place: "slack:T:C",
      round: 0,
      print: expect.any(String),
    });
    expect(faultOfView(payload, "modal")).toBeUndefined();
  });

  it.each<[string, FormElement, Form["values"], object]>([
    [
      "a line",
      { word: "line", id: "f", label: "F", hint: "Four", placeholder: "508J", optional: true, maxLength: 4 },
      { f: "508J" },
      {
        type: "input",
        block_id: "f",
        label: text("F"),
        hint: text("Four"),
        optional: true,
        element: {
          type: "plain_text_input",
          action_id: "text",
          max_length: 4,
          placeholder: text("508J"),
          initial_value: "508J",
        },
      },
    ],
    [
      "lines",
      { word: "lines", id: "f", label: "F", maxLength: 9000 },
      { f: "a\nb" },
      {
        type: "input",
        block_id: "f",
        label: text("F"),
        element: {
          type: "plain_text_input",
          action_id: "text",
          max_length: 3000,
          multiline: true,
          initial_value: "a\nb",
        },
      },
    ],
    [
      "a date",
      { word: "date", id: "f", label: "F" },
      { f: "2026-10-02" },
      {
        type: "input",
        block_id: "f",
        label: text("F"),
        element: { type: "datepicker", action_id: "date", initial_date: "2026-10-02" },
      },
    ],
    [
      "a person",
      { word: "person", id: "f", label: "F" },
      { f: "slack:T0PRAIRIE:U0NADIA" },
      {
        type: "input",
        block_id: "f",
        label: text("F"),
        dispatch_action: true,
        element: { type: "users_select", action_id: "person", initial_user: "U0NADIA" },
      },
    ],
    [
      "a choice of a few, that reshapes",
      { word: "choice", id: "f", label: "F", choices: choices(2), reshapes: true },
      { f: "v1" },
      {
        type: "input",
        block_id: "f",
        label: text("F"),
        dispatch_action: true,
        element: {
          type: "radio_buttons",
          action_id: "reshapes",
          options: [
            { text: text("Choice 0"), value: "v0" },
            { text: text("Choice 1"), value: "v1" },
          ],
          initial_option: { text: text("Choice 1"), value: "v1" },
        },
      },
    ],
    [
      "ticks",
      { word: "ticks", id: "f", label: "F", choices: choices(2) },
      { f: ["v0"] },
      {
        type: "input",
        block_id: "f",
        label: text("F"),
        element: {
          type: "checkboxes",
          action_id: "ticks",
          options: [
            { text: text("Choice 0"), value: "v0" },
            { text: text("Choice 1"), value: "v1" },
          ],
          initial_options: [{ text: text("Choice 0"), value: "v0" }],
        },
      },
    ],
  ])("asks for %s", (_, element, values, block) => {
    expect(blocksOf(element, values)).toEqual([block]);
    expect(faultOfView(renderForm(aForm([element], { values })).payload, "modal")).toBeUndefined();
  });

  it.each<[string, FormElement["word"] & ("choice" | "choices" | "ticks"), number, string]>([
    ["five choices in full", "choice", 5, "radio_buttons"],
    ["six in a menu", "choice", 6, "static_select"],
    ["several in a menu", "choices", 3, "multi_static_select"],
    ["ten ticks in full", "ticks", 10, "checkboxes"],
    ["eleven in a menu", "ticks", 11, "multi_static_select"],
  ])("shows %s", (_, word, count, type) => {
    expect(blocksOf({ word, id: "f", label: "F", choices: choices(count) })).toMatchObject([{ element: { type } }]);
  });

  it("offers more than a hundred choices in groups, all of them", () => {
    const grouped = blocksOf({ word: "choices", id: "f", label: "F", choices: choices(101) }, { f: ["v100"] });
    expect(grouped).toMatchObject([
      {
        element: {
          option_groups: [{ label: text("Choice 0 – Choice 99") }, { label: text("Choice 100 – Choice 100") }],
          initial_options: [{ value: "v100" }],
        },
      },
    ]);
    expect(blocksOf({ word: "choices", id: "f", label: "F", choices: choices(100) })).toMatchObject([
      { element: { options: { length: 100 } } },
    ]);
  });

  it.each<[string, number, (length: number) => Form]>([
    ["the title", limits.view.title, (length) => aForm([], { title: "x".repeat(length) })],
    ["the button that sends", limits.view.submit, (length) => aForm([], { submit: "x".repeat(length) })],
    ["the button that closes", limits.view.close, (length) => aForm([], { cancel: "x".repeat(length) })],
    ["a label", limits.input.label, (length) => aForm([{ word: "date", id: "f", label: "x".repeat(length) }])],
    ["a hint", limits.input.hint, (length) => aForm([{ word: "date", id: "f", label: "F", hint: "x".repeat(length) }])],
    [
      "a placeholder",
      limits.input.placeholder,
      (length) => aForm([{ word: "line", id: "f", label: "F", maxLength: 4, placeholder: "x".repeat(length) }]),
    ],
    [
      "what stands in a field",
      limits.input.text,
      (length) =>
        aForm([{ word: "lines", id: "f", label: "F", maxLength: 9000 }], { values: { f: "x".repeat(length) } }),
    ],
    [
      "the label of a choice",
      limits.option.text + limits.option.description,
      (length) =>
        aForm([{ word: "choice", id: "f", label: "F", choices: [{ value: "v", label: "x".repeat(length) }] }]),
    ],
    [
      "the value of a choice",
      limits.option.value,
      (length) =>
        aForm([
          {
            word: "choice",
            id: "f",
            label: "F",
            choices: [
              { value: "x".repeat(length), label: "X" },
              { value: "v", label: "V" },
            ],
          },
        ]),
    ],
  ])("holds %s up to %i characters, and reports what is more", (_, most, form) => {
    expect(renderForm(form(most)).losses).toEqual([]);
    expect(renderForm(form(most + 1)).losses).toHaveLength(1);
    for (const length of [most, most + 1])
      expect(faultOfView(renderForm(form(length)).payload, "modal")).toBeUndefined();
  });

  it("leaves out a value that the field cannot show, instead of being refused", () => {
    expect(blocksOf({ word: "date", id: "f", label: "F" }, { f: "soon" })).toMatchObject([
      { element: { type: "datepicker" } },
    ]);
    expect(JSON.stringify(blocksOf({ word: "date", id: "f", label: "F" }, { f: "soon" }))).not.toContain("initial");
    expect(JSON.stringify(blocksOf({ word: "person", id: "f", label: "F" }, { f: "nobody" }))).not.toContain("initial");
    expect(
      JSON.stringify(blocksOf({ word: "choice", id: "f", label: "F", choices: choices(2) }, { f: "no" })),
    ).not.toContain("initial");
    expect(lossesOf({ word: "date", id: "f", label: "F" }, { f: "soon" })).toEqual([]);
  });

  it("goes on in an option's second line with a name that is too long for the first", () => {
    const [block] = blocksOf(
      { word: "choice", id: "f", label: "F", choices: [{ value: "v", label: `${"Long ".repeat(20)}(Teams)` }] },
      { f: "v" },
    );
    const option = {
      text: text("Long ".repeat(15).trim()),
      description: text(`${"Long ".repeat(5)}(Teams)`),
      value: "v",
    };
    expect(block).toMatchObject({ element: { options: [option], initial_option: option } });
  });

  it("draws errors below their fields, others on top, and gives the fields new ids", () => {
    const form = aForm(
      [
        { word: "line", id: "ocn", label: "OCN", maxLength: 9 },
        { word: "date", id: "on", label: "On" },
      ],
      {
        values: { ocn: "12" },
        errors: { ocn: "Four characters.", elsewhere: "Not today." },
      },
    );
    const { payload } = renderForm(form, { before: { round: 1, place: "slack:T:C" } });
    expect(
      payload.blocks.map((block) => block.block_id ?? JSON.stringify(block).match(/"text":"(?!⚠️ )([^"]*)"/)?.[1]),
    ).toEqual(["Not today.", "ocn~2", "Four characters.", "on~2"]);
    expect(readMemory(payload.private_metadata ?? "")).toMatchObject({ round: 2, drawn: true, place: "slack:T:C" });
  });
});

describe("errors by Slack's own means", () => {
  const field: FormElement = { word: "line", id: "ocn", label: "OCN", maxLength: 9 };
  const sent = { ocn: "12" };
  const form = aForm([field], { values: sent, errors: { ocn: "Four characters." } });
  const memory = readMemory(renderForm(aForm([field])).payload.private_metadata ?? "");

  it("are enough where only they are new", () => {
    expect(nativeErrors(form, memory, sent)).toEqual({ ocn: "Four characters." });
    expect(nativeErrors(form, { ...memory, round: 3 }, sent)).toEqual({ "ocn~3": "Four characters." });
    expect(nativeErrors({ ...form, values: {} }, memory, { ocn: "" })).toEqual({ ocn: "Four characters." });
  });

  it.each<[string, Form, Partial<typeof memory>]>([
    ["there are none", { ...form, errors: {} }, {}],
    ["one belongs to no field", { ...form, errors: { other: "No." } }, {}],
    ["earlier ones are drawn", form, { drawn: true }],
    ["a value was changed", { ...form, values: { ocn: "0012" } }, {}],
    [
      "the form has another shape",
      { ...form, elements: [field, { word: "note", tone: "late", text: say`Sure?` }] },
      {},
    ],
    ["the form remembers more", { ...form, ref: { form: "ocn", agreed: ["fourLetters"] } }, {}],
  ])("are not where %s", (_, changed, more) => {
    expect(nativeErrors(changed, { ...memory, ...more }, sent)).toBeUndefined();
  });
});

describe("what was typed", () => {
  const nobody = () => undefined;
  it("is read from every element, under its field's id", () => {
    const option = (value: string) => ({ text: text(value), value });
    expect(
      valuesOf(
        {
          "line~2": { text: { type: "plain_text_input", value: "508J" } },
          empty: { text: { type: "plain_text_input", value: null } },
          day: { date: { type: "datepicker", selected_date: "2026-10-02" } },
          one: { choice: { type: "radio_buttons", selected_option: option("a") } },
          menu: { choice: { type: "static_select", selected_option: null } },
          some: { choices: { type: "multi_static_select", selected_options: [option("a"), option("b")] } },
          ticks: { ticks: { type: "checkboxes", selected_options: [] } },
          who: { person: { type: "users_select", selected_user: "U1" } },
          nobody: { person: { type: "users_select", selected_user: null } },
          strange: { other: { type: "file_input" } },
        },
        nobody,
      ),
    ).toEqual({
      line: "508J",
      empty: "",
      day: "2026-10-02",
      one: "a",
      menu: "",
      some: ["a", "b"],
      ticks: [],
      who: "slack:?:U1",
      nobody: "",
    });
  });

  it("names a person whom the directory knows by their own company", () => {
    const known = (user: string) => `slack:T0PRAIRIE:${user}` as AccountId;
    expect(valuesOf({ who: { person: { type: "users_select", selected_user: "U1" } } }, known)).toEqual({
      who: "slack:T0PRAIRIE:U1",
    });
  });
});

describe("a card as a view", () => {
  const card = { summary: "S", elements: [{ word: "paragraph" as const, text: say`Hello` }] };
  it("is a modal that only closes, or the App Home tab", () => {
    expect(cardAsModal(card, { place: "slack:T:C" }).payload).toEqual({
      type: "modal",
      callback_id: "card",
      title: text("Reseller onboarding"),
      close: text("Close"),
      private_metadata: '{"round":0,"place":"slack:T:C"}',
      blocks: [
        { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Hello" }] }] },
      ],
    });
    expect(cardAsHome(card).payload).toMatchObject({ type: "home", callback_id: "home" });
    expect(faultOfView(cardAsModal(card).payload, "modal")).toBeUndefined();
    expect(faultOfView(cardAsHome(card).payload, "home")).toBeUndefined();
  });

  it("has room for a hundred blocks", () => {
    const blocks = (count: number) =>
      cardAsModal({
        summary: "S",
        elements: Array.from({ length: count }, (_, n) => ({ word: "paragraph" as const, text: say`${n}` })),
      });
    expect(blocks(100).payload.blocks).toHaveLength(100);
    expect(blocks(101).payload.blocks).toHaveLength(100);
    expect(blocks(101).losses).toEqual([]);
  });
});
