/**
 * Texts for Teams. Everything with words of people in it is drawn as rich text, in which nothing is parsed: typed asterisks,
 * brackets and `<at>` stay what they are. A TextBlock is Markdown, and its clients do not agree on how to escape it, so it is
 * used for words that mean nothing in Markdown, and where a person is mentioned, since Teams looks for mentions only there.
 */
import { mentionPrefix, type Span, type Text, typedAfter, wordsOf } from "../../views/vocabulary.ts";
import type { Inline, MentionEntity, TextRun } from "./adaptive-card.ts";
import { aadOf, isTeamsAccount } from "./ids.ts";

/** What a text may hold: rows stay rows whatever was typed into them. */
export type Shape = "oneLine" | "lines";

/** Control characters, and marks that turn the direction of what follows, have no place in a message. */
const unseen = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** Adaptive Cards turn `{{DATE(…)}}` into a date wherever they find it; a sign without width keeps it as it was typed. */
const dateFunction = /\{\{(?=(DATE|TIME)\()/g;

/** Whatever any of these would change; most texts hold none of it, and one look at them is enough. */
const needsCleaning = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\{\{/u;

export function cleaned(text: string, shape: Shape): string {
  if (!needsCleaning.test(text)) return text;
  const readable = text.replace(/\r\n?/g, "\n").replace(unseen, "").replace(dateFunction, "{\u200B{");
  return shape === "lines" ? readable : readable.replace(/\s*\n\s*/g, " ");
}

/** The style that a whole block has. */
export type Look = Pick<TextRun, "size" | "isSubtle" | "weight" | "color">;

/** How a command is typed here. One to one the mention can be left out. */
const commandPrefix = mentionPrefix;

const webAddress = /^(https?:\/\/|mailto:)/i;

const spanLooks: Readonly<Record<Exclude<Span["span"], "link" | "command">, Partial<TextRun>>> = {
  plain: {},
  strong: { weight: "bolder" },
  quiet: { isSubtle: true },
  code: { fontType: "monospace" },
  mention: { weight: "bolder" },
};

function run(word: Span, shape: Shape, look: Look): TextRun | undefined {
  const span = typedAfter(commandPrefix, word);
  const text = cleaned("text" in span ? span.text : span.name, shape);
  if (text === "") return undefined;
  if (span.span !== "link") return { type: "TextRun", text, ...look, ...spanLooks[span.span] };
  if (!webAddress.test(span.url)) return { type: "TextRun", text, ...look };
  return { type: "TextRun", text, ...look, color: "accent", selectAction: { type: "Action.OpenUrl", url: span.url } };
}

const isOneStyle = (one: TextRun, other: TextRun): boolean =>
  one.weight === other.weight &&
  one.isSubtle === other.isSubtle &&
  one.fontType === other.fontType &&
  one.color === other.color &&
  one.size === other.size &&
  one.selectAction?.url === other.selectAction?.url;
const plain: TextRun = { type: "TextRun", text: "" };

/** The text as runs; neighbours of one style are one run, and a run without style is a bare string. */
export function inlines(text: Text, shape: Shape, look: Look = {}): readonly Inline[] {
  const runs: TextRun[] = [];
  for (const span of text) {
    const one = run(span, shape, look);
    const last = runs.at(-1);
    if (!one) continue;
    if (last && isOneStyle(last, one)) runs[runs.length - 1] = { ...last, text: last.text + one.text };
    else runs.push(one);
  }
  return runs.map((one) => (isOneStyle(one, plain) ? one.text : one));
}

/** Signs that some client takes for Markdown, HTML, or an entity. */
const risky = /[*_~`\\[\]<>]|&[#\w]+;|^\s*([-+#]|\d+[.)])\s/m;

/** Whether the words mean the same as Markdown as they do as words. */
export const isHarmless = (text: string): boolean => !risky.test(text);

const lineStart = /^(\s*)([-+#>]|\d+(?=[.)](\s|$)))/gm;

/** Typed words in Markdown: every sign that has a meaning there is escaped, at the beginning of lines also those of lists. */
export const escaped = (text: string): string =>
  text
    .replace(/[\\`*_~[\]<>]/g, "\\$&")
    .replace(/&(?=[#\w]+;)/g, "\\&")
    .replace(lineStart, (_, space: string, sign: string) => {
      if (!/\d/.test(sign)) return `${space ? " " : ""}\\${sign}`;
      return `${space ? " " : ""}${sign}\\`;
    })
    .replace(/^[ \t]+/gm, " ");

/** A name between `<at>` and `</at>` cannot be escaped, so what means something there gives way to a sign that looks like it. */
const alike: Readonly<Record<string, string>> = {
  "<": "‹",
  ">": "›",
  "*": "∗",
  _: "＿",
  "~": "∼",
  "`": "'",
  "[": "(",
  "]": ")",
  "\\": "∖",
  "&": "＆",
};
const nameInMention = (name: string): string =>
  cleaned(name, "oneLine").replace(/[<>*_~`[\]\\&]/g, (sign) => alike[sign] ?? sign);

/** Collects who is mentioned on a card. */
export class Mentions {
  private readonly byText = new Map<string, MentionEntity>();

  /** The words that mention the person; two people of one name are told apart. */
  of({ account, name }: Extract<Span, { span: "mention" }>): string {
    const id = aadOf(account);
    const shown = nameInMention(name) || "?";
    for (let number = 1; ; number += 1) {
      const label = number === 1 ? shown : `${shown} (${number})`;
      const text = `<at>${label}</at>`;
      const known = this.byText.get(text);
      if (known && known.mentioned.id !== id) continue;
      this.byText.set(text, { type: "mention", text, mentioned: { id, name: label } });
      return text;
    }
  }

  get entities(): readonly MentionEntity[] {
    return [...this.byText.values()];
  }
}

export const mentionsSomebody = (text: Text): boolean =>
  text.some((span) => span.span === "mention" && isTeamsAccount(span.account));

const addressIn = (url: string): string =>
  url.replace(/[()<>\s\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);

function markdownSpan(word: Span, shape: Shape, mentions: Mentions | undefined): string {
  const span = typedAfter(commandPrefix, word);
  if (span.span === "mention") {
    if (mentions && isTeamsAccount(span.account)) return mentions.of(span);
    return `**${escaped(cleaned(span.name, "oneLine"))}**`;
  }
  const words = escaped(cleaned(span.text, shape));
  if (span.span === "link" && webAddress.test(span.url)) return `[${words}](${addressIn(span.url)})`;
  // Signs around words that begin or end with a space, or hold lines, would be shown as signs.
  if (words.trim() !== words || words === "" || words.includes("\n")) return words;
  return span.span === "strong" || span.span === "code" ? `**${words}**` : words;
}

/** The text as Markdown; a line break needs an empty line. */
export const markdown = (text: Text, shape: Shape, mentions?: Mentions): string =>
  text
    .map((span) => markdownSpan(span, shape, mentions))
    .join("")
    .replace(/\n+/g, "\n\n");

export const plainWords = (text: Text, shape: Shape): string => cleaned(wordsOf(text), shape);

/** At most `max` characters; what was longer ends in "…". No character is cut in two. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, Math.max(0, max - 1));
  return `${head.replace(/[\uD800-\uDBFF]$/, "").trimEnd()}…`;
}
