/** What a person sees of a card or a form on each platform, as plain lines: headings, rows, fields with labels, buttons in brackets. */
import type { types } from "@slack/bolt";
import type {
  CardAction,
  Element,
  Inline,
  InputChoiceSet,
  RichTextBlock,
} from "../../src/adapters/teams/adaptive-card.ts";

type Lines = readonly string[];
const rule = "────";

/** A field: what stands in it, or what can be picked. */
const field = (label: string, kind: string, standing: string | undefined, offered: Lines = []): Lines => [
  `${label}  ${standing ? `[${standing}]` : "[          ]"} ${kind}`,
  ...(offered.length > 0 ? [`    ${offered.join(" | ")}`] : []),
];
/** More than this are counted. */
const shown = 6;
const fewOf = (labels: Lines): Lines =>
  labels.length > shown ? [...labels.slice(0, shown), `${labels.length - shown} more`] : labels;

function slackInlines(elements: readonly types.RichTextElement[]): string {
  return elements
    .map((element) => {
      if (element.type === "user") return `@${element.user_id}`;
      if (element.type === "link") return `${element.text ?? ""} <${element.url}>`;
      return "text" in element ? (element.text ?? "") : "";
    })
    .join("");
}

function slackRich({ elements }: types.RichTextBlock): Lines {
  return elements.flatMap((part) => {
    if (part.type === "rich_text_list")
      return part.elements.map((item) => `• ${slackInlines(item.type === "rich_text_section" ? item.elements : [])}`);
    return "elements" in part ? slackInlines(part.elements as types.RichTextElement[]).split("\n") : [];
  });
}

const labelsOf = (options: readonly { text: { text: string } }[] | undefined): Lines =>
  (options ?? []).map((option) => option.text.text);

function slackField({ label, element, hint, optional }: types.InputBlock): Lines {
  const name = `${label.text}${optional ? " (optional)" : ""}`;
  const { type, ...more } = element as { type: string } & Record<string, unknown>;
  const options = (more.options ??
    (more.option_groups as { options: unknown[] }[] | undefined)?.flatMap((group) => group.options)) as
    | { text: { text: string } }[]
    | undefined;
  const initial = [more.initial_option, more.initial_options].flat().filter(Boolean) as { text: { text: string } }[];
  const standing =
    more.initial_value ?? more.initial_date ?? more.initial_user ?? (labelsOf(initial).join(", ") || undefined);
  return [
    ...field(name, type.replaceAll("_", " "), standing as string | undefined, fewOf(labelsOf(options))),
    ...(hint ? [`    ${hint.text}`] : []),
  ];
}

const slackButtons = (elements: types.ActionsBlock["elements"]): string =>
  elements.map((one) => (one.type === "button" ? `[${one.text.text}${one.confirm ? "?" : ""}]` : one.type)).join(" ");

export function slackOutline(blocks: readonly types.KnownBlock[]): Lines {
  return blocks.flatMap((block): Lines => {
    if (block.type === "header") return [`# ${block.text.text}`];
    if (block.type === "divider") return [rule];
    if (block.type === "rich_text") return slackRich(block);
    if (block.type === "context") return block.elements.map((one) => ("text" in one ? (one.text ?? "") : one.type));
    if (block.type === "actions") return [slackButtons(block.elements)];
    if (block.type === "input") return slackField(block);
    throw new Error(`There is no outline of a ${block.type}.`);
  });
}

const inlineText = (inline: Inline): string => {
  if (typeof inline === "string") return inline;
  return inline.selectAction ? `${inline.text} <${inline.selectAction.url}>` : inline.text;
};

const isPicker = ({ "choices.data": data }: InputChoiceSet): boolean => data !== undefined;

function choiceField(element: InputChoiceSet): Lines {
  const { label, choices, value, isMultiSelect, style } = element;
  const picked = value?.split(isMultiSelect ? "," : "\n") ?? [];
  const standing = picked.map((one) => choices.find((choice) => choice.value === one)?.title ?? one).join(", ");
  const kind = isPicker(element) ? "people picker" : `${isMultiSelect ? "several" : "one"}, ${style ?? "menu"}`;
  return field(label, kind, standing || undefined, fewOf(choices.map(({ title }) => title)));
}

/** Opens a question below itself. */
const asks = (action: CardAction): boolean =>
  action.type === "Action.ToggleVisibility" && action.targetElements.some(({ isVisible }) => isVisible);
const teamsButton = (action: CardAction): string => `[${action.title ?? ""}${asks(action) ? "?" : ""}]`;

const isHint = ({ inlines, spacing }: RichTextBlock): boolean =>
  spacing === "none" && inlines.every((inline) => typeof inline !== "string" && inline.size === "small");

function teamsLines(element: Element): Lines {
  switch (element.type) {
    case "TextBlock":
      return [`${element.style === "heading" ? "# " : ""}${element.text.replace(/<at>(.*?)<\/at>/g, "@$1")}`];
    case "RichTextBlock":
      return `${isHint(element) ? "    " : ""}${element.inlines.map(inlineText).join("")}`.split("\n");
    case "FactSet":
      return element.facts.map(({ title, value }) => `${title}: ${value}`);
    case "Container":
      return element.isVisible === false
        ? teamsOutline(element.items).map((line) => `    ? ${line}`)
        : teamsOutline(element.items);
    case "ColumnSet": {
      const [sign, said] = element.columns.map((column) => teamsOutline(column.items));
      return (said ?? []).map((line, index) => (index === 0 ? `${sign?.join("") ?? ""} ${line}` : line));
    }
    case "ActionSet":
      return [element.actions.map(teamsButton).join(" ")];
    case "Input.Text":
      return field(element.label, element.isMultiline ? "lines" : "line", element.value?.replaceAll("\n", " / "));
    case "Input.Date":
      return field(element.label, "date", element.value);
    case "Input.ChoiceSet":
      return choiceField(element);
  }
}

export const teamsOutline = (elements: readonly Element[]): Lines =>
  elements.flatMap((element) => [...(element.separator ? [rule] : []), ...teamsLines(element)]);

/** A line in pieces of at most so many characters. */
function wrapped(line: string, width: number): Lines {
  const pieces: string[] = [];
  let rest = line;
  while ([...rest].length > width) {
    const space = rest.lastIndexOf(" ", width);
    const at = space > width / 3 ? space : width;
    pieces.push(rest.slice(0, at));
    rest = `  ${rest.slice(at).trimStart()}`;
  }
  return [...pieces, rest];
}

const column = 76;

/** Two outlines beside each other, line by line. */
export function sideBySide(left: Lines, right: Lines): string {
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const [one, other] = [wrapped(left[at] ?? "", column), wrapped(right[at] ?? "", column)];
    return Array.from({ length: Math.max(one.length, other.length) }, (__, line) =>
      `${(one[line] ?? "").padEnd(column)} │ ${other[line] ?? ""}`.trimEnd(),
    );
  });
  return rows.flat().join("\n");
}
