import { unescapeHtml } from "./entities.ts";
import { safeAddress } from "./links.ts";
import type { Inline, Paragraph } from "./tree.ts";

const styles = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  s: "strike",
  strike: "strike",
  del: "strike",
} as const;
const isStyle = (tag: string): tag is keyof typeof styles => Object.hasOwn(styles, tag);

const blocks: ReadonlySet<string> = new Set(["p", "div", "br", "li", "ul", "ol", "blockquote", "pre", "hr"]);
const token = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;

/** An element that has begun and not ended yet. */
interface Open {
  readonly tag: string;
  readonly url?: string | undefined;
  readonly children: Inline[];
}

const wordsOf = (pieces: readonly Inline[]): string =>
  pieces.map((piece) => ("children" in piece ? wordsOf(piece.children) : "text" in piece ? piece.text : "")).join("");

function closed({ tag, url, children }: Open): readonly Inline[] {
  if (children.length === 0) return [];
  if (isStyle(tag)) return [{ kind: styles[tag], children }];
  if (tag === "a" && url) return [{ kind: "link", url, children }];
  if (tag === "at") return [{ kind: "named", text: wordsOf(children) }];
  if (tag === "code") return [{ kind: "code", text: wordsOf(children) }];
  return children;
}

/**
 * Reads the HTML that Teams lets through in a message (`textFormat: "xml"`). Elements it doesn't know leave only their
 * text behind, so nothing that somebody sends can become more than words, links and mentions.
 */
export function parseXml(source: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let line: Inline[] = [];
  let open: Open[] = [];
  let numbered: number | undefined;

  const add = (pieces: readonly Inline[]) => (open.at(-1)?.children ?? line).push(...pieces);
  const close = () => {
    const last = open.pop();
    if (last) add(closed(last));
  };
  const endLine = () => {
    while (open.length > 0) close();
    if (line.length > 0) paragraphs.push({ kind: "line", children: line });
    line = [];
    open = [];
  };
  const block = (tag: string, ends: boolean) => {
    endLine();
    if (tag === "ol" || tag === "ul") numbered = tag === "ol" && !ends ? 0 : undefined;
    if (tag !== "li" || ends) return;
    if (numbered !== undefined) numbered += 1;
    line.push({ kind: "text", text: numbered === undefined ? "• " : `${numbered}. ` });
  };

  let at = 0;
  for (const match of source.matchAll(token)) {
    addText(source.slice(at, match.index));
    at = match.index + match[0].length;
    const tag = (match[2] ?? "").toLowerCase();
    const ends = match[1] === "/";
    if (blocks.has(tag)) block(tag, ends);
    else if (!ends) open.push({ tag, url: addressIn(match[3] ?? ""), children: [] });
    else if (open.some((each) => each.tag === tag)) {
      while (open.at(-1)?.tag !== tag) close();
      close();
    }
  }
  addText(source.slice(at));
  endLine();
  return paragraphs;

  function addText(text: string): void {
    const words = unescapeHtml(text.replace(/\s+/g, " "));
    if (words.trim() !== "" || (words !== "" && line.length > 0)) add([{ kind: "text", text: words }]);
  }
}

function addressIn(attributes: string): string | undefined {
  const address = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  return address ? safeAddress(unescapeHtml(address[1] ?? address[2] ?? "")) : undefined;
}
