/** Forms as Slack's modals: one function per word, errors beside their fields, nothing typed lost. */
import { createHash } from "node:crypto";
import type { types } from "@slack/bolt";
import type { Choice, Form, FormElement, FormValues, FormWords, Loss, Rendered } from "../../views/vocabulary.ts";
import { fitted } from "./fit.ts";
import { blockIdOf } from "./form-values.ts";
import { isSlackAccount, userOf } from "./ids.ts";
import { limits } from "./limits.ts";
import { type Memory, writeMemory } from "./memory.ts";
import { type Blocks, label, plainText, sharedWords } from "./render.ts";
import { shortened } from "./text.ts";

type Field = Extract<FormElement, { id: string }>;
type Input = types.InputBlock["element"];
type OptionGroup = { label: types.PlainTextElement; options: types.PlainTextOption[] };

const textOf = (form: Form, field: Field): string => {
  const value = form.values[field.id];
  return typeof value === "string" ? value : "";
};
const listOf = (form: Form, field: Field): readonly string[] => {
  const value = form.values[field.id];
  return typeof value === "string" ? [value] : (value ?? []);
};

/** An input with its label and hint. */
function input(field: Field, element: Input, losses: Loss[], more: Partial<types.InputBlock> = {}): Rendered<Blocks> {
  const block: types.InputBlock = {
    type: "input",
    block_id: field.id,
    label: label(field.word, field.label, limits.input.label, losses),
    element,
    ...(field.hint ? { hint: label(field.word, field.hint, limits.input.hint, losses) } : {}),
    ...(field.optional ? { optional: true } : {}),
    ...more,
  };
  return { payload: [block], losses };
}

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

/** The choices that Slack can offer; a value that it would refuse cannot be offered, and that is reported. */
function optionsOf(
  field: { word: string; choices: readonly Choice[] },
  most: number,
  losses: Loss[],
): types.PlainTextOption[] {
  const fit = field.choices.filter(({ value }) => value.length <= limits.option.value).slice(0, most);
  for (const choice of field.choices) {
    if (!fit.includes(choice)) losses.push({ word: field.word, what: `the choice "${choice.label}"` });
  }
  return fit.map(({ value, label: name }) => ({ text: label(field.word, name, limits.option.text, losses), value }));
}

const picked = (options: readonly types.PlainTextOption[], values: readonly string[]): types.PlainTextOption[] =>
  options.filter((option) => option.value !== undefined && values.includes(option.value));

/** More than a menu holds are offered in groups of a hundred. */
function menu(
  options: readonly types.PlainTextOption[],
): { options: types.PlainTextOption[] } | { option_groups: OptionGroup[] } {
  if (options.length <= limits.choices.menu) return { options: [...options] };
  const groups: OptionGroup[] = [];
  for (let at = 0; at < options.length; at += limits.choices.menu) {
    const part = options.slice(at, at + limits.choices.menu);
    const name = `${part[0]?.text.text ?? ""} – ${part.at(-1)?.text.text ?? ""}`;
    groups.push({ label: plainText(shortened(name, limits.option.text)), options: part });
  }
  return { option_groups: groups };
}

const mostInGroups = limits.choices.menu * limits.choices.groups;

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
  person: (field, form) => {
    const value = textOf(form, field);
    const chosen = isSlackAccount(value) ? { initial_user: userOf(value as Parameters<typeof userOf>[0]) } : {};
    // Told of the choice as it is made, we know the person's company before the form is sent.
    return input(field, { type: "users_select", action_id: personPicked, ...chosen }, [], { dispatch_action: true });
  },
  paragraph: ({ text }) => sharedWords.paragraph(text),
  facts: ({ rows }) => sharedWords.facts(rows),
  note: ({ tone, text }) => sharedWords.note(tone, text),
  divider: sharedWords.divider,
};

/** Elements that tell us of a change while the form is still open. */
export const personPicked = "person";
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
      return [...one.payload.map((block) => withRound(block, round)), ...(error ? errorNote(error) : [])];
    }),
  ];
  const fit = fitted(blocks, { blocks: limits.view.blocks });
  const known = place ?? before?.place ?? form.ref.place;
  const memory: Memory = {
    ref: form.ref,
    round,
    print: printOf(form),
    ...(known ? { place: known } : {}),
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
  return Object.fromEntries(errors.map(([field, sentence]) => [blockIdOf(field, memory.round), sentence]));
}
