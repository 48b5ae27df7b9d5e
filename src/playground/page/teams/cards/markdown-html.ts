import { escapeHtml } from "../../mrkdwn/entities.ts";
import { cardMarkdown, type MarkdownLine, parseMarkdown } from "../../mrkdwn/markdown.ts";
import type { Inline } from "../../mrkdwn/tree.ts";

/** The one place of the page that writes HTML, since cards take nothing else: every text in it is escaped here. */
const written = (of: readonly Inline[]): string => of.map(inlineHtml).join("");

function inlineHtml(piece: Inline): string {
  switch (piece.kind) {
    case "text":
      return escapeHtml(piece.text);
    case "bold":
      return `<strong>${written(piece.children)}</strong>`;
    case "italic":
      return `<em>${written(piece.children)}</em>`;
    case "strike":
      return `<s>${written(piece.children)}</s>`;
    case "code":
      return `<code class="code">${escapeHtml(piece.text)}</code>`;
    case "link":
      return `<a href="${escapeHtml(piece.url)}" rel="noopener noreferrer">${written(piece.children)}</a>`;
    case "named":
      return `<span class="mention">${escapeHtml(piece.text)}</span>`;
    case "break":
      return "<br>";
    case "broadcast":
      return escapeHtml(piece.text);
    // Slack's own, which no card of Teams is read to.
    case "user":
    case "channel":
    case "date":
    case "emoji":
      return "";
  }
}

type Item = Extract<MarkdownLine, { kind: "item" }>;

function listHtml(items: readonly Item[]): string {
  const first = Number.parseInt(items[0]?.sign ?? "", 10);
  const entries = items.map((item) => `<li>${written(item.children)}</li>`).join("");
  return Number.isNaN(first) ? `<ul>${entries}</ul>` : `<ol start="${first}">${entries}</ol>`;
}

const sameList = (one: Item, other: Item): boolean => /^\d/.test(one.sign) === /^\d/.test(other.sign);

/** The Markdown of a card as HTML. */
export function markdownHtml(text: string): string {
  const html: string[] = [];
  let items: Item[] = [];
  const endList = () => {
    if (items.length > 0) html.push(listHtml(items));
    items = [];
  };
  for (const line of parseMarkdown(text, cardMarkdown)) {
    if (line.kind === "item") {
      if (items[0] && !sameList(items[0], line)) endList();
      items.push(line);
      continue;
    }
    endList();
    if ("children" in line) html.push(`<p>${written(line.children)}</p>`);
  }
  endList();
  return html.join("");
}
