import { unescapeHtml } from "./entities.ts";
import { safeAddress } from "./links.ts";
import type { Inline } from "./tree.ts";

/** One line of Markdown as read. */
export type MarkdownLine =
  | { readonly kind: "heading" | "quote" | "line"; readonly children: readonly Inline[] }
  | { readonly kind: "item"; readonly indent: string; readonly sign: string; readonly children: readonly Inline[] }
  | { readonly kind: "rule" }
  | { readonly kind: "code"; readonly text: string };

/** Where it is read: each place knows another part of Markdown, and shows the rest as typed. */
export interface Dialect {
  readonly marks: readonly Mark[];
  /** Headings, quotes, rules and code between fences. */
  readonly blocks: boolean;
  /** A single line end is no more than a space; a new line takes an empty one. */
  readonly softBreaks: boolean;
}

interface Mark {
  readonly pattern: RegExp;
  /** Also in the middle of a word. */
  readonly anywhere?: true;
  readonly read: (match: RegExpExecArray, dialect: Dialect) => Inline | undefined;
}

const escaped: Mark = {
  pattern: /^\\([!-/:-@[-`{-~])/,
  anywhere: true,
  read: (match) => ({ kind: "text", text: match[1] ?? "" }),
};
const code: Mark = { pattern: /^`([^`]+)`/, read: (match) => ({ kind: "code", text: match[1] ?? "" }) };
const bold: Mark = {
  pattern: /^\*\*((?:\\.|[^\\])+?)\*\*/,
  read: (match, dialect) => ({ kind: "bold", children: readInline(match[1] ?? "", dialect) }),
};
const strike: Mark = {
  pattern: /^~~(.+?)~~/,
  read: (match, dialect) => ({ kind: "strike", children: readInline(match[1] ?? "", dialect) }),
};
const italic: Mark = {
  pattern: /^([*_])(?=\S)((?:\\.|[^\\])+?)\1(?![\p{L}\p{N}])/u,
  read: (match, dialect) => ({ kind: "italic", children: readInline(match[2] ?? "", dialect) }),
};
const link: Mark = {
  pattern: /^\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)/,
  read: (match, dialect) => {
    const url = safeAddress(unescapeHtml(match[2] ?? ""));
    return url ? { kind: "link", url, children: readInline(match[1] ?? "", dialect) } : undefined;
  },
};
const emoji: Mark = { pattern: /^:([a-z0-9_+-]+):/, read: (match) => ({ kind: "emoji", name: match[1] ?? "" }) };
const mention: Mark = {
  pattern: /^<at(?: [^>]*)?>(.*?)<\/at>/i,
  anywhere: true,
  read: (match) => ({ kind: "named", text: unescapeHtml(match[1] ?? "") }),
};

/** https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export const slackMarkdown: Dialect = {
  marks: [escaped, code, bold, strike, italic, link, emoji],
  blocks: true,
  softBreaks: false,
};
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
export const teamsMarkdown: Dialect = {
  marks: [escaped, mention, code, bold, strike, italic, link],
  blocks: true,
  softBreaks: true,
};
/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
export const cardMarkdown: Dialect = {
  marks: [escaped, mention, code, bold, italic, link],
  blocks: false,
  softBreaks: true,
};

function readInline(text: string, dialect: Dialect): readonly Inline[] {
  const found: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) found.push({ kind: "text", text: unescapeHtml(plain) });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const inWord = /[\p{L}\p{N}]/u.test(text.charAt(at - 1));
    const mark = dialect.marks.find((each) => (each.anywhere || !inWord) && each.pattern.test(rest));
    const match = mark?.pattern.exec(rest);
    const inline = match && mark?.read(match, dialect);
    if (inline && match) {
      flush();
      found.push(inline);
      at += match[0].length;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  flush();
  return found;
}

/** Reads Markdown. Never fails: what it can't read is text. */
export function parseMarkdown(text: string, dialect: Dialect): readonly MarkdownLine[] {
  if (!dialect.blocks) return readLines(text, dialect);
  return text
    .split("```")
    .flatMap((piece, index): readonly MarkdownLine[] =>
      index % 2 === 1 ? [{ kind: "code", text: piece.replace(/^\w*\n|\n$/g, "") }] : readLines(piece, dialect),
    );
}

const listItem = /^(\s*)([-*+]|\d+[.)]) +(.*)$/;

function readLines(piece: string, dialect: Dialect): readonly MarkdownLine[] {
  const lines = piece.split(/\r\n|\r|\n/);
  return (dialect.softBreaks ? joinSoftly(lines) : lines).map((line) => readLine(line, dialect));
}

/** What is only broken softly is one line; the empty lines that break truly are not shown. */
function joinSoftly(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    const blank = line.trim() === "";
    const last = joined.at(-1);
    if (!blank && open && last !== undefined && !listItem.test(line))
      joined[joined.length - 1] = `${last} ${line.trim()}`;
    else if (!blank) joined.push(line);
    open = !blank;
  }
  return joined;
}

function readLine(line: string, dialect: Dialect): MarkdownLine {
  const read = (text: string | undefined) => readInline(text ?? "", dialect);
  const item = listItem.exec(line);
  if (item?.[2]) {
    const sign = /\d/.test(item[2]) ? item[2] : "•";
    return { kind: "item", indent: item[1] ?? "", sign, children: read(item[3]) };
  }
  if (!dialect.blocks) return { kind: "line", children: read(line) };
  const heading = /^#{1,6} +(.*)$/.exec(line);
  if (heading) return { kind: "heading", children: read(heading[1]) };
  if (/^(-{3,}|\*{3,})$/.test(line.trim())) return { kind: "rule" };
  const quote = /^> ?(.*)$/.exec(line);
  return quote ? { kind: "quote", children: read(quote[1]) } : { kind: "line", children: read(line) };
}
