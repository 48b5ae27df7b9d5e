/** Forms as Slack's modals: one function per word, errors beside their fields, nothing typed lost. */
import { createHash } from "node:crypto";
import type { types } from "@slack/bolt";
import type { Form, FormElement, FormValues, FormWords, Loss, Rendered } from "../../views/vocabulary.ts";
import { fitted } from "./fit.ts";
import { blockIdOf } from "./form-values.ts";
import { isOfSlack } from "./ids.ts";
import { type Field, input, listOf, menu, mostInGroups, optionsOf, picked, textOf } from "./inputs.ts";
import { limits } from "./limits.ts";
import { type Memory, writeMemory } from "./memory.ts";
import { blockOfValue, personField, pickedInSlack } from "./person-field.ts";
import { type Blocks, label, sharedWords } from "./render.ts";
import { shortened } from "./text.ts";

function typed(field: Extract<FormElement, { word: "line" | "lines" }>, form: Form): Rendered<Blocks> {
  const losses: Loss[] = [];
  const value = textOf(form, field);
  const most = Math.min(Math.max(field.maxLength, value.length, 1), limits.input.text);
  if (value.length > most) losses.push({ word: field.word, what: `the end of what stands in "${field.label}"` });
  return input(
    field,
    {
      type: "plain_text_input",
      action_id: "text",
      max_length: most,
      ...(field.word === "lines" ? { multiline: true } : {}),
      ...(field.placeholder
        ? { placeholder: label(field.word, field.placeholder, limits.input.placeholder, losses) }
        : {}),
      ...(value !== "" ? { initial_value: shortened(value, most) } : {}),
    },
    losses,
  );
}

/** Several of many. */
function several(field: Extract<FormElement, { word: "choices" | "ticks" }>, form: Form): Rendered<Blocks> {
  const losses: Loss[] = [];
  const options = optionsOf(field, mostInGroups, losses);
  const initial = picked(options, listOf(form, field));
  const chosen = initial.length > 0 ? { initial_options: initial } : {};
  return input(field, { type: "multi_static_select", action_id: "choices", ...menu(options), ...chosen }, losses);
}

export const formWords: FormWords<Blocks> = {
  line: typed,
  lines: typed,
  date: (field, form) => {
    const value = textOf(form, field);
    const real = /^\d{4}-\d{2}-\d{2}$/.test(value) ? { initial_date: value } : {};
    return input(field, { type: "datepicker", action_id: "date", ...real }, []);
  },
  choice: (field, form) => {
    const losses: Loss[] = [];
    const options = optionsOf(field, mostInGroups, losses);
    const [initial] = picked(options, [textOf(form, field)]);
    const chosen = initial ? { initial_option: initial } : {};
    const [action_id, more] = field.reshapes ? [choiceReshapes, { dispatch_action: true }] : ["choice", {}];
    return options.length <= limits.choices.shownInFull
      ? input(field, { type: "radio_buttons", action_id, options, ...chosen }, losses, more)
      : input(field, { type: "static_select", action_id, ...menu(options), ...chosen }, losses, more);
  },
  choices: several,
  ticks: (field, form) => {
    if (field.choices.length > limits.choices.checkboxes) return several(field, form);
    const losses: Loss[] = [];
    const options = optionsOf(field, limits.choices.checkboxes, losses);
    const initial = picked(options, listOf(form, field));
    const chosen = initial.length > 0 ? { initial_options: initial } : {};
    return input(field, { type: "checkboxes", action_id: "ticks", options, ...chosen }, losses);
  },
  person: personField,
  paragraph: ({ text }) => sharedWords.paragraph(text),
  facts: ({ rows }) => sharedWords.facts(rows),
  note: ({ tone, text }) => sharedWords.note(tone, text),
  divider: sharedWords.divider,
};

/** A field that tells us of a change while the form is still open. */
export const choiceReshapes = "reshapes";

const draw = (element: FormElement, form: Form): Rendered<Blocks> => {
  const word = formWords[element.word] as (one: FormElement, whole: Form) => Rendered<Blocks>;
  return word(element, form);
};

const isField = (element: FormElement): element is Field => "id" in element;
const errorNote = (sentence: string): Blocks => sharedWords.note("bad", [{ span: "strong", text: sentence }]).payload;

/** All that is drawn apart from what was typed and what is wrong with it. */
const printOf = ({ ref, title, submit, cancel, elements }: Form): string =>
  createHash("sha256")
    .update(JSON.stringify([ref, title, submit, cancel, elements]))
    .digest("base64url")
    .slice(0, 16);

const withRound = (block: types.KnownBlock, round: number): types.KnownBlock =>
  block.type === "input" && block.block_id !== undefined
    ? { ...block, block_id: blockIdOf(block.block_id, round) }
    : block;

export interface Drawing {
  /** Where the form was opened. */
  readonly place?: string | undefined;
  /** What the view remembered that this one takes the place of. */
  readonly before?: Memory;
  /** The person is still typing: what stands in the fields stays, whatever the form's values say. */
  readonly stillOpen?: true;
}

/** A form as a modal. */
export function renderForm(form: Form, { place, before, stillOpen }: Drawing = {}): Rendered<types.ModalView> {
  const losses: Loss[] = [];
  const round = before ? before.round + (stillOpen ? 0 : 1) : 0;
  const fields = new Set(form.elements.filter(isField).map(({ id }) => id));
  const elsewhere = Object.entries(form.errors).filter(([field]) => !fields.has(field));
  const blocks = [
    ...elsewhere.flatMap(([, sentence]) => errorNote(sentence)),
    ...form.elements.flatMap((element) => {
      const one = draw(element, form);
      losses.push(...one.losses);
      const error = isField(element) ? form.errors[element.id] : undefined;
      const wrong = isField(element) && error ? blockOfValue(element.id, form.values[element.id]) : undefined;
      return one.payload.flatMap((block) => [
        withRound(block, round),
        ...(error && block.block_id === wrong ? errorNote(error) : []),
      ]);
    }),
  ];
  const fit = fitted(blocks, { blocks: limits.view.blocks });
  const known = place ?? before?.place ?? (form.ref.place && isOfSlack(form.ref.place) ? form.ref.place : undefined);
  // Fields that stay as they are were drawn when they first came.
  const people = { ...pickedInSlack(form), ...(stillOpen ? before?.people : {}) };
  const memory: Memory = {
    ref: form.ref,
    round,
    print: printOf(form),
    ...(known ? { place: known } : {}),
    ...(Object.keys(people).length > 0 ? { people } : {}),
    ...(Object.keys(form.errors).length > 0 ? { drawn: true } : {}),
  };
  const view: types.ModalView = {
    type: "modal",
    callback_id: form.ref.form,
    title: label("form", form.title, limits.view.title, losses),
    submit: label("form", form.submit, limits.view.submit, losses),
    close: label("form", form.cancel, limits.view.close, losses),
    private_metadata: writeMemory(memory),
    blocks: [...fit.payload],
  };
  return { payload: view, losses: [...losses, ...fit.losses] };
}

const sameValue = (one: FormValues[string] | undefined, other: FormValues[string] | undefined): boolean =>
  JSON.stringify(one ?? "") === JSON.stringify(other ?? "") || ((one ?? "").length === 0 && (other ?? "").length === 0);

/**
 * The errors by block id, where Slack's own way of showing them is enough: nothing else in the form changed, and none of
 * them was drawn by us before. Undefined: the form has to be drawn again.
 */
export function nativeErrors(
  form: Form,
  memory: Memory,
  sent: FormValues,
): Readonly<Record<string, string>> | undefined {
  const fields = form.elements.filter(isField).map(({ id }) => id);
  const errors = Object.entries(form.errors);
  if (errors.length === 0 || memory.drawn || memory.print !== printOf(form)) return undefined;
  if (errors.some(([field]) => !fields.includes(field))) return undefined;
  if (fields.some((field) => !sameValue(form.values[field], sent[field]))) return undefined;
  return Object.fromEntries(
    errors.map(([field, sentence]) => [blockIdOf(blockOfValue(field, sent[field]), memory.round), sentence]),
  );
}
