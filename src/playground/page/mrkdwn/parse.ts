import { readAngle } from "./angle.ts";
import { emojiNamed } from "./emoji.ts";
import { unescapeEntities } from "./entities.ts";
import { safeAddress } from "./links.ts";
import type { Inline, Paragraph } from "./tree.ts";

const styles = { "*": "bold", _: "italic", "~": "strike" } as const;
type Marker = keyof typeof styles;
const isMarker = (sign: string): sign is Marker => Object.hasOwn(styles, sign);

const wordSign = /[\p{L}\p{N}]/u;
const bareAddress = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]}'"*_~`]/;
const emojiName = /^:([a-z0-9_+'-]+(?:::[a-z0-9-]+)?):/;
const quoteStart = /^(?:&gt;|>) ?/;

/** Reads Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text). Never fails: what it can't read is text. */
export function parseMrkdwn(source: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  // Every other piece stands between code fences; without a closing fence the last one is ordinary text.
  const pieces = source.split("```");
  const closed = pieces.length % 2 === 1 ? pieces : [...pieces.slice(0, -2), pieces.slice(-2).join("```")];
  closed.forEach((piece, index) => {
    if (index % 2 === 1) paragraphs.push({ kind: "code", text: unescapeEntities(piece.replace(/^\n|\n$/g, "")) });
    else if (piece !== "") paragraphs.push(...parseLines(trimAroundCode(piece, index, closed.length)));
  });
  return paragraphs;
}

/** A code block is a block of its own: the line end that sets it off isn't an empty line. */
function trimAroundCode(piece: string, index: number, pieces: number): string {
  const start = index > 0 ? piece.replace(/^\n/, "") : piece;
  return index < pieces - 1 ? start.replace(/\n$/, "") : start;
}

function parseLines(piece: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of piece.split("\n")) {
    const previous = paragraphs.at(-1);
    if (!quoteStart.test(line)) {
      paragraphs.push({ kind: "line", children: parseInline(line) });
      continue;
    }
    const quoted = parseInline(line.replace(quoteStart, ""));
    if (previous?.kind === "quote")
      paragraphs[paragraphs.length - 1] = { kind: "quote", lines: [...previous.lines, quoted] };
    else paragraphs.push({ kind: "quote", lines: [quoted] });
  }
  return paragraphs;
}

/** Reads one line: what stands in it may nest, `*bold and _italic_*`. */
export function parseInline(line: string): readonly Inline[] {
  const found: Inline[] = [];
  let text = "";
  const flush = () => {
    if (text) found.push({ kind: "text", text: unescapeEntities(text) });
    text = "";
  };
  for (let at = 0; at < line.length; ) {
    const piece = readPiece(line, at);
    if (piece) {
      flush();
      found.push(piece.inline);
      at = piece.end;
    } else {
      text += line.charAt(at);
      at += 1;
    }
  }
  flush();
  return found;
}

type Piece = { readonly inline: Inline; readonly end: number };

function readPiece(line: string, at: number): Piece | undefined {
  const sign = line.charAt(at);
  const before = line.charAt(at - 1);
  if (sign === "<") return readAngled(line, at);
  if (sign === "`") return readCode(line, at);
  if (sign === ":") {
    const name = emojiName.exec(line.slice(at));
    return name?.[1] && emojiNamed(name[1])
      ? { inline: { kind: "emoji", name: name[1] }, end: at + name[0].length }
      : undefined;
  }
  if (sign === "h" && !wordSign.test(before)) return readBareAddress(line, at);
  return isMarker(sign) && !wordSign.test(before) ? readStyled(line, at, sign) : undefined;
}

function readAngled(line: string, at: number): Piece | undefined {
  const end = line.indexOf(">", at);
  const inline = end > at + 1 ? readAngle(line.slice(at + 1, end)) : undefined;
  return inline && { inline, end: end + 1 };
}

function readCode(line: string, at: number): Piece | undefined {
  const end = line.indexOf("`", at + 1);
  if (end <= at + 1) return undefined;
  return { inline: { kind: "code", text: unescapeEntities(line.slice(at + 1, end)) }, end: end + 1 };
}

function readBareAddress(line: string, at: number): Piece | undefined {
  const typed = bareAddress.exec(line.slice(at))?.[0];
  const url = typed && safeAddress(unescapeEntities(typed));
  if (!typed || !url) return undefined;
  return {
    inline: { kind: "link", url, children: [{ kind: "text", text: unescapeEntities(typed) }] },
    end: at + typed.length,
  };
}

/** Styles start and end at the edge of a word, and not with a space inside: `2 * 3 * 4` and `a_b_c` stay text. */
function readStyled(line: string, at: number, marker: Marker): Piece | undefined {
  if (/^\s?$/.test(line.charAt(at + 1)) || line.charAt(at + 1) === marker) return undefined;
  for (let end = at + 1; end < line.length; end += 1) {
    const sign = line.charAt(end);
    if (sign === "<" || sign === "`") {
      const skipped = sign === "<" ? readAngled(line, end) : readCode(line, end);
      if (skipped) end = skipped.end - 1;
      continue;
    }
    if (sign !== marker || /\s/.test(line.charAt(end - 1)) || wordSign.test(line.charAt(end + 1))) continue;
    return { inline: { kind: styles[marker], children: parseInline(line.slice(at + 1, end)) }, end: end + 1 };
  }
  return undefined;
}
