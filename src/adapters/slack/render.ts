/** Cards as Slack's blocks: one function per word, then what limits demand of the whole. */
import type { types } from "@slack/bolt";
import type { Button, Card, CardWords, Loss, Rendered, Text, Tone } from "../../views/vocabulary.ts";
import { fitted, type Room } from "./fit.ts";
import { limits } from "./limits.ts";
import { cleaned, escaped, isPlain, markup, piecesOf, plainWords, richText, shortened, textPieces } from "./text.ts";

export type Blocks = readonly types.KnownBlock[];

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: Blocks;
}

/** A shape and a word for each tone: never a colour or a sign alone. */
export const tones = {
  done: { sign: "✅", word: "done" },
  active: { sign: "▶️", word: "open" },
  waiting: { sign: "⏳", word: "waiting" },
  locked: { sign: "🔒", word: "locked" },
  late: { sign: "⏰", word: "late" },
  bad: { sign: "⛔", word: "needs attention" },
  plain: { sign: "▫️", word: "" },
} as const satisfies Record<Tone, { sign: string; word: string }>;

const noteSigns = {
  done: "✅",
  active: "👉",
  waiting: "⏳",
  locked: "🔒",
  late: "⏰",
  bad: "⚠️",
  plain: "ℹ️",
} as const satisfies Record<Tone, string>;

export const plainText = (text: string): types.PlainTextElement => ({ type: "plain_text", text, emoji: false });
const all = (payload: Blocks): Rendered<Blocks> => ({ payload, losses: [] });

const section = (elements: types.RichTextElement[]): types.RichTextSection => ({ type: "rich_text_section", elements });
const richBlock = (...elements: types.RichTextBlockElement[]): types.RichTextBlock => ({ type: "rich_text", elements });
const bold = (text: string): types.RichTextText => ({ type: "text", text, style: { bold: true } });
const bare = (text: string): types.RichTextText => ({ type: "text", text });

/** A text as paragraphs of rich text, in several blocks where one would be too long. */
function paragraphs(text: Text): Blocks {
  return textPieces(text, limits.richText)
    .map((piece) => richText(piece, "lines"))
    .filter((elements) => elements.length > 0)
    .map((elements) => richBlock(section(elements)));
}

/** Sections in as few blocks as the length of each allows. */
function grouped(
  sections: readonly types.RichTextSection[],
  wrap: (group: types.RichTextSection[]) => types.RichTextBlock,
) {
  const blocks: types.RichTextBlock[] = [];
  let group: types.RichTextSection[] = [];
  let length = 0;
  for (const one of sections) {
    const more = lengthOf(one);
    if (group.length > 0 && length + more > limits.richText) {
      blocks.push(wrap(group));
      group = [];
      length = 0;
    }
    group.push(one);
    length += more;
  }
  if (group.length > 0) blocks.push(wrap(group));
  return blocks;
}

const lengthOf = (one: types.RichTextSection): number =>
  one.elements.reduce((sum, element) => sum + ("text" in element ? (element.text ?? "").length : 12), 0);

const lines = (texts: readonly Text[]): types.RichTextSection[] =>
  texts
    .flatMap((text) => textPieces(text, limits.richText))
    .map((text) => section(richText(text, "oneLine")))
    .filter((line) => line.elements.length > 0);

const asLines = (group: types.RichTextSection[]): types.RichTextBlock => richBlock(...group);
const asList = (group: types.RichTextSection[]): types.RichTextBlock =>
  richBlock({ type: "rich_text_list", style: "bullet", elements: group });

/** What cards and forms both can say. */
export const sharedWords = {
  paragraph: (text: Text) => all(paragraphs(text)),
  facts: (rows: readonly { readonly label: string; readonly value: Text }[]) =>
    all(
      grouped(
        rows.map(({ label, value }) =>
          section([
            bold(`${cleaned(label, "oneLine")}:`),
            ...richText([{ span: "plain", text: " " }, ...value], "oneLine"),
          ]),
        ),
        asLines,
      ),
    ),
  note: (tone: Tone, text: Text) => all(paragraphs([{ span: "plain", text: `${noteSigns[tone]} ` }, ...text])),
  divider: () => all([{ type: "divider" }]),
};

/** A short label that Slack bounds; what is cut ends in "…" and is reported. */
export function label(word: string, text: string, max: number, losses: Loss[]): types.PlainTextElement {
  const words = cleaned(text, "oneLine").trim();
  if (words.length > max) losses.push({ word, what: `the end of "${words}"` });
  // An empty text is refused by Slack, a space is not.
  return plainText(shortened(words, max) || " ");
}

function confirmation(button: Button, losses: Loss[]): types.ConfirmationDialog | undefined {
  if (!button.confirm) return undefined;
  const { title, text, yes, no } = button.confirm;
  return {
    title: label("buttons", title, limits.confirm.title, losses),
    text: label("buttons", text, limits.confirm.text, losses),
    confirm: label("buttons", yes, limits.confirm.button, losses),
    deny: label("buttons", no, limits.confirm.button, losses),
    ...(button.weight ? { style: button.weight } : {}),
  };
}

/** The action as a button carries it. Filled-in values are left out where they don't fit: the form then opens empty. */
function carried({ action, label: name }: Button, losses: Loss[]): string | undefined {
  const whole = JSON.stringify(action);
  if (whole.length <= limits.button.value) return whole;
  if (action.do === "open" && action.values) {
    losses.push({ word: "buttons", what: `the values filled in by "${name}"` });
    const { values: _, ...bareAction } = action;
    const without = JSON.stringify(bareAction);
    if (without.length <= limits.button.value) return without;
  }
  losses.push({ word: "buttons", what: `the button "${name}"` });
  return undefined;
}

function pressable(button: Button, losses: Loss[]): types.Button[] {
  const value = carried(button, losses);
  if (value === undefined) return [];
  const confirm = confirmation(button, losses);
  return [
    {
      type: "button",
      action_id: button.action.do,
      text: label("buttons", button.label, limits.button.text, losses),
      value,
      ...(button.weight ? { style: button.weight } : {}),
      ...(confirm ? { confirm } : {}),
    },
  ];
}

function rowsOfButtons(buttons: readonly types.Button[]): types.ActionsBlock[] {
  const rows: types.ActionsBlock[] = [];
  for (let at = 0; at < buttons.length; at += limits.actions.inARow) {
    rows.push({ type: "actions", elements: buttons.slice(at, at + limits.actions.inARow) });
  }
  return rows;
}

export const cardWords: CardWords<Blocks> = {
  heading: ({ text }) =>
    all(
      piecesOf(cleaned(text, "oneLine").trim() || " ", limits.header).map((piece) => ({
        type: "header",
        text: plainText(piece),
      })),
    ),
  paragraph: ({ text }) => sharedWords.paragraph(text),
  row: ({ tone, title, lines: texts }) => {
    const { sign, word } = tones[tone];
    const told = title.toLowerCase().includes(word);
    const head = section([bare(`${sign} `), bold(cleaned(title, "oneLine")), ...(told ? [] : [bare(` · ${word}`)])]);
    return all(grouped([head, ...lines(texts)], asLines));
  },
  facts: ({ rows }) => sharedWords.facts(rows),
  list: ({ items }) => all(grouped(lines(items), asList)),
  note: ({ tone, text }) => sharedWords.note(tone, text),
  small: ({ text }) => all(textPieces(text, limits.context.text / 2).flatMap(smallPrint)),
  divider: sharedWords.divider,
  buttons: ({ buttons }) => {
    const losses: Loss[] = [];
    return { payload: rowsOfButtons(buttons.flatMap((button) => pressable(button, losses))), losses };
  },
  linkButton: ({ label: name, url }) => {
    const losses: Loss[] = [];
    if (url.length > limits.button.url)
      return { payload: [], losses: [{ word: "linkButton", what: `the link "${name}"` }] };
    const text = label("linkButton", name, limits.button.text, losses);
    return { payload: [{ type: "actions", elements: [{ type: "button", action_id: "link", text, url }] }], losses };
  },
};

/** Grey and small where Slack can be sure to show the words as they are; otherwise rich text, which is always right. */
function smallPrint(text: Text): Blocks {
  const words = plainWords(text, "oneLine").trim();
  if (words === "") return [];
  if (isPlain(text)) return [{ type: "context", elements: [plainText(words)] }];
  const marked = markup(text);
  if (marked === undefined || marked.length > limits.context.text)
    return [richBlock(section(richText(text, "oneLine")))];
  return [{ type: "context", elements: [{ type: "mrkdwn", text: marked, verbatim: true }] }];
}

/** Each element by the function of its word. */
function drawn(card: Card): Rendered<Blocks> {
  const losses: Loss[] = [];
  const payload = card.elements.flatMap((element) => {
    const draw = cardWords[element.word] as (one: typeof element) => Rendered<Blocks>;
    const one = draw(element);
    losses.push(...one.losses);
    return one.payload;
  });
  return { payload, losses };
}

/** The card's blocks within the room that a message or a view has. */
export function cardBlocks(card: Card, room: Room): Rendered<Blocks> {
  const { payload, losses } = drawn(card);
  const fit = fitted(payload, room);
  return { payload: fit.payload, losses: [...losses, ...fit.losses] };
}

export const messageRoom: Room = { blocks: limits.message.blocks, text: limits.messageText.aim };
/** For a second try, after Slack found a message too long all the same. */
export const tightRoom: Room = { blocks: limits.message.blocks, text: limits.messageText.tight };

/** A card as a message. */
export function renderCard(card: Card, room: Room = messageRoom): Rendered<SlackMessage> {
  const { payload: blocks, losses } = cardBlocks(card, room);
  const text = escaped(cleaned(card.summary, "oneLine"));
  return { payload: { text: shortened(text, limits.message.fallbackText), blocks }, losses };
}
