/** Forms as Adaptive Cards, in a dialog or inside a message: one function per word, errors beside their fields, nothing typed lost. */
import type { AccountId } from "../../domain/ids.ts";
import type { Choice, Form, FormElement, FormWords, Loss, Rendered } from "../../views/vocabulary.ts";
import {
  type AdaptiveCardPayload,
  type CardAction,
  cardOf,
  type Drawn,
  type Elements,
  type Input,
  type InputChoiceSet,
} from "./adaptive-card.ts";
import { type CardData, verbs } from "./card-data.ts";
import { fitted } from "./fit.ts";
import { type InputKind, inputIdOf, writeChoice } from "./form-values.ts";
import { aadOf, isTeamsAccount } from "./ids.ts";
import { limits } from "./limits.ts";
import { actionSets, block, sharedWords } from "./render.ts";
import { cleaned, escaped, inlines, isHarmless, shortened } from "./text.ts";

type Field = Extract<FormElement, { id: string }>;

export interface FormView {
  /** A dialog of the person's own, or their own view of a message. */
  readonly in: "dialog" | "inline";
  /** Made anew whenever the form is drawn, so that sending it twice has one effect. */
  readonly instance: string;
  /** The mark of the message in which the form stands, so that it can be drawn anew afterwards. */
  readonly mark?: string | undefined;
  /** The names of people who are picked already. */
  readonly nameOf?: ((account: AccountId) => string | undefined) | undefined;
}

/** What Teams opens a dialog with: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/invoking-task-modules */
export interface Dialog {
  readonly title: string;
  readonly height: "medium" | "large";
  readonly width: "medium";
  readonly card: AdaptiveCardPayload;
}

const words = {
  needed: "This is needed.",
  showFields: "Show the fields for this choice",
  pickedNow: "The person picked now",
  pick: "Type a name",
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

const one = (text: string): string => cleaned(text, "oneLine").trim() || " ";

const reshapes = (element: FormElement): boolean => element.word === "choice" && element.reshapes === true;

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

function several(field: Extract<FormElement, { word: "choices" | "ticks" }>, form: Form): Rendered<Elements> {
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

/** Who can be picked besides those whom Teams' picker finds: people of the other platform, and who is picked already. */
function peopleOffered(field: Extract<FormElement, { word: "person" }>, value: string, view: FormView) {
  const offered = (field.elsewhere ?? []).map((choice) => ({
    title: one(choice.label),
    value: writeChoice(choice.value),
  }));
  const name = value === "" ? undefined : view.nameOf?.(value as AccountId);
  const picked = isTeamsAccount(value) ? aadOf(value) : writeChoice(value);
  if (picked === "" || offered.some((choice) => choice.value === picked)) return { choices: offered, picked };
  // Teams finds the name of one of its own by itself.
  if (name === undefined && isTeamsAccount(value)) return { choices: offered, picked };
  return { choices: [{ title: one(name ?? words.pickedNow), value: picked }, ...offered], picked };
}

export const formWords = (view: FormView): FormWords<Elements> => {
  const shared = sharedWords(undefined);
  return {
    line: typed,
    lines: typed,
    date: (field, form) => {
      const value = textOf(form, field);
      const real = /^\d{4}-\d{2}-\d{2}$/.test(value) ? { value } : {};
      return input(field, { type: "Input.Date", ...base("date", field, form), ...real });
    },
    choice: (field, form) => {
      const value = textOf(form, field);
      const inFull = field.choices.length <= limits.choices.shownInFull;
      const element: InputChoiceSet = {
        type: "Input.ChoiceSet",
        ...base("choice", field, form),
        ...(inFull ? { style: "expanded", wrap: true } : {}),
        choices: choicesOf(field.choices, inFull),
        ...(field.choices.some((choice) => choice.value === value) ? { value: writeChoice(value) } : {}),
      };
      return input(field, element);
    },
    choices: several,
    ticks: several,
    person: (field, form) => {
      const { choices, picked } = peopleOffered(field, textOf(form, field), view);
      return input(field, {
        type: "Input.ChoiceSet",
        ...base("person", field, form),
        choices,
        "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users?scope=currentContext" },
        placeholder: words.pick,
        ...(picked === "" ? {} : { value: picked }),
      });
    },
    paragraph: ({ text }) => shared.paragraph(text),
    facts: ({ rows }) => shared.facts(rows),
    note: ({ tone, text }) => shared.note(tone, text),
    divider: shared.divider,
  };
};

const isField = (element: FormElement): element is Field => "id" in element;

const errorLine = (sentence: string): Elements =>
  block([{ span: "plain", text: `⚠️ ${sentence}` }], "lines", {
    look: { color: "attention", weight: "bolder" },
    spacing: "none",
  });

/** Which fields to look at again, and what is wrong with none of them alone. */
function summaryOfErrors(form: Form): Elements {
  const errors = Object.entries(form.errors);
  if (errors.length === 0) return [];
  const wrong = form.elements.filter(isField).filter(({ id }) => Object.hasOwn(form.errors, id));
  const elsewhere = errors.filter(([field]) => !wrong.some(({ id }) => id === field));
  const names = wrong.map(({ label }) => one(label)).join(", ");
  const head = names === "" ? words.nothing : `${words.another} ${names}.`;
  const lines = [head, ...elsewhere.map(([, sentence]) => sentence)];
  const items = lines.map((line, index) => ({
    type: "RichTextBlock" as const,
    inlines: inlines([{ span: "plain", text: index === 0 ? `⚠️ ${line}` : line }], "lines", { weight: "bolder" }),
  }));
  return [{ type: "Container", style: "attention", spacing: "medium", items }];
}

/** A button of the form, as a dialog or a message carries it. */
function sending(
  view: FormView,
  title: string,
  data: CardData,
  more: Pick<CardAction & { type: "Action.Submit" }, "style" | "associatedInputs"> = {},
): CardAction {
  const shown = { title: one(title), ...more };
  return view.in === "dialog"
    ? { type: "Action.Submit", ...shown, data }
    : { type: "Action.Execute", ...shown, verb: verbs.form, data };
}

const inputIdsIn = (elements: Elements): string[] =>
  elements.flatMap((element) =>
    "id" in element && element.type.startsWith("Input.") && element.id ? [element.id] : [],
  );

function fieldsOf(form: Form, view: FormView, losses: Loss[]): Elements {
  const draws = formWords(view);
  const last = form.elements.findLastIndex(reshapes);
  const drawn = form.elements.map((element) => {
    const draw = draws[element.word] as (one: FormElement, whole: Form) => Rendered<Elements>;
    const { payload, losses: lost } = draw(element, form);
    losses.push(...lost);
    const error = isField(element) ? form.errors[element.id] : undefined;
    return [...payload, ...(error ? errorLine(error) : [])];
  });
  const carried = { ...carriedBy(form, view), n: inputIdsIn(drawn.flat()) };
  return drawn.flatMap((elements, index): readonly Drawn[] =>
    index === last
      ? [...elements, ...actionSets([sending(view, words.showFields, { ...carried, reshape: true })])]
      : elements,
  );
}

const carriedBy = (form: Form, { instance, mark }: FormView): CardData => ({
  f: form.ref,
  i: instance,
  ...(mark ? { m: mark } : {}),
});

/** A form as a card, with what a dialog needs around it. */
export function renderForm(form: Form, view: FormView): Rendered<Dialog> {
  const losses: Loss[] = [];
  const fields = fieldsOf(form, view, losses);
  const heading: Elements =
    view.in === "inline"
      ? [
          {
            type: "RichTextBlock",
            inlines: inlines([{ span: "plain", text: form.title }], "oneLine", { weight: "bolder", size: "large" }),
          },
        ]
      : [];
  const buttons = actionSets([
    sending(view, form.submit, { ...carriedBy(form, view), n: inputIdsIn(fields) }, { style: "positive" }),
    sending(view, form.cancel, { cancel: true, ...(view.mark ? { m: view.mark } : {}) }, { associatedInputs: "none" }),
  ]);
  const around = view.in === "inline" ? { msteams: { width: "Full" as const } } : {};
  const room = limits.card.aimBytes - Buffer.byteLength(JSON.stringify(cardOf([], around)));
  const fit = fitted([...heading, ...summaryOfErrors(form), ...fields, ...buttons], room);
  return {
    payload: {
      title: one(form.title),
      width: limits.dialog.width,
      height: form.elements.filter(isField).length <= limits.dialog.lowUpTo ? limits.dialog.low : limits.dialog.high,
      card: cardOf(fit.payload, around),
    },
    losses: [...losses, ...fit.losses],
  };
}
