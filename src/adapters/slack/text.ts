/**
 * Texts for Slack. Everything with words of people in it is drawn as rich text: Slack parses nothing there, so that typed
 * asterisks, `<!channel>`, `<@U1>`, `:emoji:` and `<https://fake|links>` stay what they are, letters. Slack's own markup
 * (mrkdwn) has no way to escape `* _ ~` and backticks, so it is used for the small print only, and only when harmless.
 */
import type { types } from "@slack/bolt";
import { type Span, type Text, typedAfter, wordsOf } from "../../views/vocabulary.ts";
import { isSlackAccount, userOf } from "./ids.ts";

type RichElement = types.RichTextElement;
type Style = NonNullable<types.RichTextText["style"]>;

/** What a text may hold: rows stay rows whatever was typed into them. */
export type Shape = "oneLine" | "lines";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** https://docs.slack.dev/messaging/formatting-message-text#escaping: in markup these three, and only these, are escaped. */
export const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** Control characters, and marks that turn the direction of what follows, have no place in a message. */
const unseen = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** Most texts need nothing done to them, and this is asked of every one. */
const remarkable = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

export function cleaned(text: string, shape: Shape): string {
  if (!remarkable.test(text)) return text;
  const readable = text.replace(/\r\n?/g, "\n").replace(unseen, "");
  return shape === "lines" ? readable : readable.replace(/\s*\n\s*/g, " ");
}

const styles: Readonly<Record<"plain" | "strong" | "quiet" | "code", Style | undefined>> = {
  plain: undefined,
  strong: { bold: true },
  quiet: { italic: true },
  code: { code: true },
};

/** How a command is typed here. */
const commandPrefix = "/onboard ";

const webAddress = /^(https?:\/\/|mailto:)/i;

function richSpan(word: Span, shape: Shape): RichElement | undefined {
  const span = typedAfter(commandPrefix, word);
  if (span.span === "mention") {
    if (isSlackAccount(span.account)) return { type: "user", user_id: userOf(span.account) };
    // Of another platform: Slack can notify nobody, so that the name stands for the person.
    const name = cleaned(span.name, "oneLine").trim();
    return name === "" ? undefined : { type: "text", text: name, style: { bold: true } };
  }
  const text = cleaned(span.text, shape);
  if (text === "") return undefined;
  if (span.span === "link")
    return webAddress.test(span.url) ? { type: "link", url: span.url, text } : { type: "text", text };
  const style = styles[span.span];
  return style ? { type: "text", text, style } : { type: "text", text };
}

/** The text as elements of rich text; neighbours of one style are one element, since each counts towards Slack's limit. */
export function richText(text: Text, shape: Shape): RichElement[] {
  const elements: RichElement[] = [];
  for (const span of text) {
    const element = richSpan(span, shape);
    if (!element) continue;
    const last = elements.at(-1);
    if (last?.type === "text" && element.type === "text" && sameStyle(last.style, element.style)) {
      elements[elements.length - 1] = { ...last, text: last.text + element.text };
    } else elements.push(element);
  }
  return elements;
}

const sameStyle = (one: Style | undefined, other: Style | undefined): boolean =>
  one?.bold === other?.bold && one?.italic === other?.italic && one?.code === other?.code;

/** Signs that Slack's markup would take for formatting, an emoji, or a quotation. */
const risky = /[*_~`]|^\s*>|:[a-z0-9_+-]+:/im;

/** The text as Slack's markup; undefined where the words could be taken for markup. */
export function markup(text: Text): string | undefined {
  if (text.some((span) => risky.test("text" in span ? span.text : span.name))) return undefined;
  return text.map(markupSpan).join("");
}

const addressIn = (url: string): string => url.replace(/[<>|\s]/g, (sign) => encodeURIComponent(sign));

function markupSpan(word: Span): string {
  const span = typedAfter(commandPrefix, word);
  if (span.span === "mention") {
    if (isSlackAccount(span.account)) return `<@${userOf(span.account)}>`;
    const name = escaped(cleaned(span.name, "oneLine").trim());
    return name === "" ? "" : `*${name}*`;
  }
  const words = escaped(cleaned(span.text, "oneLine"));
  if (span.span === "link" && webAddress.test(span.url)) return `<${addressIn(span.url)}|${words}>`;
  if (words.trim() !== words || words === "") return words;
  if (span.span === "strong") return `*${words}*`;
  return span.span === "code" ? `\`${words}\`` : words;
}

export const isPlain = (text: Text): boolean => text.every((span) => span.span === "plain" || span.span === "quiet");
export const plainWords = (text: Text, shape: Shape): string => cleaned(wordsOf(text), shape);

/** Where to cut so that at most `max` characters come before: a line's end, else a word's, else anywhere but inside a character. */
function cutAt(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  const line = head.lastIndexOf("\n");
  if (line > max / 2) return line;
  const word = head.lastIndexOf(" ");
  if (word > max / 2) return word;
  const before = text.charCodeAt(max - 1);
  return before >= 0xd800 && before <= 0xdbff ? Math.max(1, max - 1) : max;
}

/** At most `max` characters; what was longer ends in "…". */
export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, cutAt(text, max - 1)).trimEnd()}…`;
}

/** The text in pieces of at most `max` characters, broken between lines or words. */
export function piecesOf(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const at = cutAt(rest, max);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).replace(/^[ \n]/, "");
  }
  if (rest !== "" || pieces.length === 0) pieces.push(rest);
  return pieces;
}

/** The same for a text of spans; a long span goes on in the next piece with its own style. */
export function textPieces(text: Text, max: number): Text[] {
  const pieces: Span[][] = [[]];
  let used = 0;
  for (const span of text) {
    let rest: Span | undefined = span;
    while (rest) {
      const length: number = "text" in rest ? rest.text.length : rest.name.length;
      if (used + length <= max || (used === 0 && !("text" in rest))) {
        pieces.at(-1)?.push(rest);
        used += length;
        break;
      }
      const [head, tail]: [Span | undefined, Span | undefined] = broken(rest, max - used, used === 0);
      if (head) pieces.at(-1)?.push(head);
      pieces.push([]);
      used = 0;
      rest = tail;
    }
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** A span in two at `room`; nothing fits where no border is near and the piece has something already. */
function broken(span: Span, room: number, must: boolean): [Span | undefined, Span | undefined] {
  if (!("text" in span)) return [undefined, span];
  const at = room > 0 ? cutAt(span.text, room) : 0;
  const border = /[ \n]/.test(span.text.charAt(at));
  if (at === 0 || (!must && !border)) return [undefined, span];
  const tail = span.text.slice(at).replace(/^[ \n]/, "");
  return [{ ...span, text: span.text.slice(0, at) }, tail === "" ? undefined : { ...span, text: tail }];
}
