/** What forms' fields are made of: an input with its label and hint, and the choices that a menu offers. */
import type { types } from "@slack/bolt";
import type { Choice, Form, FormElement, Loss, Rendered } from "../../views/vocabulary.ts";
import { limits } from "./limits.ts";
import { type Blocks, label, plainText } from "./render.ts";
import { cleaned, piecesOf, shortened } from "./text.ts";

export type Field = Extract<FormElement, { id: string }>;
type Input = types.InputBlock["element"];
type OptionGroup = { label: types.PlainTextElement; options: types.PlainTextOption[] };

export const textOf = (form: Form, field: Field): string => {
  const value = form.values[field.id];
  return typeof value === "string" ? value : "";
};
export const listOf = (form: Form, field: Field): readonly string[] => {
  const value = form.values[field.id];
  return typeof value === "string" ? [value] : (value ?? []);
};

/** An input with its label and hint. */
export function input(
  field: Field,
  element: Input,
  losses: Loss[],
  more: Partial<types.InputBlock> = {},
): Rendered<Blocks> {
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

/** The choices that Slack can offer; a value that it would refuse cannot be offered, and that is reported. */
export function optionsOf(
  field: { word: string; choices: readonly Choice[] },
  most: number,
  losses: Loss[],
): types.PlainTextOption[] {
  const fit = field.choices.filter(({ value }) => value.length <= limits.option.value).slice(0, most);
  for (const choice of field.choices) {
    if (!fit.includes(choice)) losses.push({ word: field.word, what: `the choice "${choice.label}"` });
  }
  return fit.map(({ value, label: name }) => ({ ...named(field.word, name, losses), value }));
}

/** What does not fit into an option's text, such as the end of a long name, goes on in the line below it. */
function named(word: string, name: string, losses: Loss[]): Pick<types.PlainTextOption, "text" | "description"> {
  const words = cleaned(name, "oneLine").trim();
  const [head = ""] = piecesOf(words, limits.option.text);
  const tail = words.slice(head.length).trim();
  const text = label(word, head, limits.option.text, losses);
  return tail === "" ? { text } : { text, description: label(word, tail, limits.option.description, losses) };
}

export const picked = (options: readonly types.PlainTextOption[], values: readonly string[]): types.PlainTextOption[] =>
  options.filter((option) => option.value !== undefined && values.includes(option.value));

/** More than a menu holds are offered in groups of a hundred. */
export function menu(
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

export const mostInGroups = limits.choices.menu * limits.choices.groups;
