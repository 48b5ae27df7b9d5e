/** The fields of forms for Teams: one function per word, with what is typed and picked kept in them. */
import type { AccountId } from "../../domain/ids.ts";
import type { Choice, Form, FormElement, FormWords, Loss, Rendered } from "../../views/vocabulary.ts";
import type { Elements, Input, InputChoiceSet } from "./adaptive-card.ts";
import { datasetOf } from "./card-data.ts";
import { type InputKind, inputIdOf, writeChoice } from "./form-values.ts";
import { aadOf, isTeamsAccount } from "./ids.ts";
import { limits } from "./limits.ts";
import { block, sharedWords } from "./render.ts";
import { cleaned, escaped, isHarmless, shortened } from "./text.ts";

export type Field = Extract<FormElement, { id: string }>;
export const isField = (element: FormElement): element is Field => "id" in element;

export interface FormView {
  /** A dialog of the person's own, or their own view of a message. */
  readonly in: "dialog" | "inline";
  /** One to one with the bot, where nobody else is who could be picked. */
  readonly alone?: boolean | undefined;
  /** Made anew whenever the form is drawn, so that sending it twice has one effect. */
  readonly instance: string;
  /** The mark of the message in which the form stands, so that it can be drawn anew afterwards. */
  readonly mark?: string | undefined;
  /** The names of people who are picked already. */
  readonly nameOf?: ((account: AccountId) => string | undefined) | undefined;
}

/** How the form is drawn this time. */
export interface FieldView extends FormView {
  /** Long lists are not sent along: Teams asks for what fits to the words typed (`choice-search.ts`). */
  readonly searching: boolean;
}

export const words = {
  needed: "This is needed.",
  showFields: "Show the fields for this choice",
  pickedNow: "The person picked now",
  pick: "Type a name",
  search: "Type to search",
  orElsewhere: "or somebody on another platform",
  noChoices: "There is nothing to choose from yet.",
  optional: "optional",
  another: "Nothing was saved yet. Please look again at:",
  nothing: "Nothing was saved yet.",
} as const;

const textOf = (form: Form, field: Field): string => {
  const value = form.values[field.id];
  return typeof value === "string" ? value : "";
};
const listOf = (form: Form, field: Field): readonly string[] => {
  const value = form.values[field.id];
  return typeof value === "string" ? [value] : (value ?? []);
};

export const one = (text: string): string => cleaned(text, "oneLine").trim() || " ";

export const reshapes = (element: FormElement): boolean => element.word === "choice" && element.reshapes === true;

/**
 * What every input has. Teams itself holds a form back where a needed field is empty; not so in a form that may have to
 * change its fields first, since the button for that would be held back as well.
 */
const base = (kind: InputKind, field: Field, form: Form) => ({
  id: inputIdOf(kind, field.id),
  label: field.optional ? `${one(field.label)} (${words.optional})` : one(field.label),
  ...(field.optional || form.elements.some(reshapes) ? {} : { isRequired: true as const, errorMessage: words.needed }),
});

const hintOf = ({ hint }: Field): Elements =>
  hint === undefined
    ? []
    : block([{ span: "plain", text: hint }], "oneLine", { look: { size: "small", isSubtle: true }, spacing: "none" });

const input = (field: Field, element: Input, losses: readonly Loss[] = []): Rendered<Elements> => ({
  payload: [{ ...element, spacing: "medium" }, ...hintOf(field)],
  losses,
});

function typed(field: Extract<FormElement, { word: "line" | "lines" }>, form: Form): Rendered<Elements> {
  const value = textOf(form, field);
  const most = Math.min(Math.max(field.maxLength, value.length, 1), limits.input.text);
  return input(
    field,
    {
      type: "Input.Text",
      ...base("text", field, form),
      maxLength: most,
      ...(field.word === "lines" ? { isMultiline: true } : {}),
      ...(field.placeholder ? { placeholder: one(field.placeholder) } : {}),
      ...(value === "" ? {} : { value: shortened(value, most) }),
    },
    value.length > most ? [{ word: field.word, what: `the end of what stands in "${field.label}"` }] : [],
  );
}

/** Titles shown in full are Markdown to some clients; those in a menu to none. */
const choicesOf = (choices: readonly Choice[], inFull: boolean) =>
  choices.map(({ label, value }) => ({
    title: inFull && !isHarmless(label) ? escaped(one(label)) : one(label),
    value: writeChoice(value),
  }));

/** More than a card can hold beside the rest of the form. */
const isLong = (field: Field & { word: "choice" | "person" }, offered: readonly unknown[]): boolean =>
  offered.length > limits.choices.sentAlong[field.word];

const asked = (form: Form, field: Field) => ({
  "choices.data": { type: "Data.Query", dataset: datasetOf(form.ref, field.id) } as const,
});

/** A field without choices cannot be drawn; that there are none is said in its place. */
const nothingToChoose = (field: Field): Rendered<Elements> => ({
  payload: block(
    [
      { span: "strong", text: `${one(field.label)}: ` },
      { span: "quiet", text: words.noChoices },
    ],
    "oneLine",
  ),
  losses: [],
});

function several(field: Extract<FormElement, { word: "choices" | "ticks" }>, form: Form): Rendered<Elements> {
  if (field.choices.length === 0) return nothingToChoose(field);
  const inFull = field.choices.length <= limits.choices.ticksShownInFull;
  const offered = new Set(field.choices.map(({ value }) => value));
  const picked = listOf(form, field).filter((value) => offered.has(value));
  return input(field, {
    type: "Input.ChoiceSet",
    ...base("several", field, form),
    isMultiSelect: true,
    ...(inFull ? { style: "expanded", wrap: true } : {}),
    choices: choicesOf(field.choices, inFull),
    ...(picked.length > 0 ? { value: picked.map(writeChoice).join(",") } : {}),
  });
}

function chosen(field: Extract<FormElement, { word: "choice" }>, form: Form, view: FieldView): Rendered<Elements> {
  if (field.choices.length === 0) return nothingToChoose(field);
  const picked = field.choices.find((choice) => choice.value === textOf(form, field));
  const value = picked ? { value: writeChoice(picked.value) } : {};
  const inFull = field.choices.length <= limits.choices.shownInFull;
  const element: InputChoiceSet = { type: "Input.ChoiceSet", ...base("choice", field, form), choices: [], ...value };
  if (view.searching && isLong(field, field.choices))
    return input(field, {
      ...element,
      choices: choicesOf(picked ? [picked] : [], false),
      ...asked(form, field),
      placeholder: words.search,
    });
  return input(field, {
    ...element,
    ...(inFull ? { style: "expanded", wrap: true } : {}),
    choices: choicesOf(field.choices, inFull),
  });
}

/** Whom Teams' own picker offers: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker */
const everybody = "graph.microsoft.com/users";
const hereOnly = `${everybody}?scope=currentContext`;

/**
 * Teams' own picker, with the people of the other platform among those it offers. Where they are too many for the card
 * they have a field of their own below, which asks for them; picking somebody new in either is what counts.
 */
function person(field: Extract<FormElement, { word: "person" }>, form: Form, view: FieldView): Rendered<Elements> {
  const value = textOf(form, field);
  const elsewhere = field.elsewhere ?? [];
  const name = value === "" ? undefined : view.nameOf?.(value as AccountId);
  const known = elsewhere.find((choice) => choice.value === value);
  const isOurs = value === "" || isTeamsAccount(value);
  // Teams finds the name of one of its own by itself.
  const now: readonly Choice[] =
    value === "" || (isOurs && name === undefined)
      ? []
      : [known ?? { value: isOurs ? aadOf(value as AccountId) : value, label: name ?? words.pickedNow }];
  const standing = { value: isOurs && value !== "" ? aadOf(value as AccountId) : writeChoice(value) };
  const apart = view.searching && isLong(field, elsewhere);
  const offered = apart ? (isOurs ? now : []) : [...now, ...elsewhere.filter((choice) => choice !== known)];
  const { isRequired, errorMessage, ...alone } = base("person", field, form);
  const main = input(field, {
    type: "Input.ChoiceSet",
    ...alone,
    ...(isRequired && !apart ? { isRequired, errorMessage } : {}),
    choices: choicesOf(offered, false),
    "choices.data": { type: "Data.Query", dataset: view.alone ? everybody : hereOnly },
    placeholder: words.pick,
    ...(value === "" || (apart && !isOurs) ? {} : standing),
  });
  if (!apart) return main;
  const other: InputChoiceSet = {
    type: "Input.ChoiceSet",
    id: inputIdOf(isOurs ? "elsewhere" : "elsewhereNow", field.id),
    label: `… ${words.orElsewhere}`,
    choices: isOurs ? [] : choicesOf(now, false),
    ...asked(form, field),
    placeholder: words.pick,
    ...(isOurs ? {} : standing),
  };
  return { payload: [...main.payload, { ...other, spacing: "small" }], losses: main.losses };
}

export const formWords = (view: FieldView): FormWords<Elements> => {
  const shared = sharedWords(undefined);
  return {
    line: typed,
    lines: typed,
    date: (field, form) => {
      const value = textOf(form, field);
      const real = /^\d{4}-\d{2}-\d{2}$/.test(value) ? { value } : {};
      return input(field, { type: "Input.Date", ...base("date", field, form), ...real });
    },
    choice: (field, form) => chosen(field, form, view),
    choices: several,
    ticks: several,
    person: (field, form) => person(field, form, view),
    paragraph: ({ text }) => shared.paragraph(text),
    facts: ({ rows }) => shared.facts(rows),
    note: ({ tone, text }) => shared.note(tone, text),
    divider: shared.divider,
  };
};
