import { Inlines } from "../mrkdwn/inlines.tsx";
import { safeAddress } from "../mrkdwn/links.ts";
import type { Inline } from "../mrkdwn/tree.ts";

/** The common part of Markdown, which the `markdown` block is written in; what isn't read is shown as typed. */
const inlineMarks: readonly {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Inline | undefined;
}[] = [
  { pattern: /^`([^`]+)`/, read: (match) => ({ kind: "code", text: match[1] ?? "" }) },
  { pattern: /^\*\*(.+?)\*\*/, read: (match) => ({ kind: "bold", children: readInline(match[1] ?? "") }) },
  { pattern: /^~~(.+?)~~/, read: (match) => ({ kind: "strike", children: readInline(match[1] ?? "") }) },
  {
    pattern: /^[*_](?=\S)(.+?)[*_](?![\p{L}\p{N}])/u,
    read: (match) => ({ kind: "italic", children: readInline(match[1] ?? "") }),
  },
  {
    pattern: /^\[([^\]]+)\]\(([^)\s]+)\)/,
    read: (match) => {
      const url = safeAddress(match[2] ?? "");
      return url ? { kind: "link", url, children: readInline(match[1] ?? "") } : undefined;
    },
  },
  { pattern: /^:([a-z0-9_+-]+):/, read: (match) => ({ kind: "emoji", name: match[1] ?? "" }) },
];

function readInline(text: string): readonly Inline[] {
  const found: Inline[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const inWord = /[\p{L}\p{N}]/u.test(text.charAt(at - 1));
    const mark = inWord ? undefined : inlineMarks.find((each) => each.pattern.test(rest));
    const match = mark?.pattern.exec(rest);
    const inline = match && mark?.read(match);
    if (inline && match) {
      if (plain) found.push({ kind: "text", text: plain });
      plain = "";
      found.push(inline);
      at += match[0].length;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  return plain ? [...found, { kind: "text", text: plain }] : found;
}

export function Markdown({ text }: { text: string }) {
  return text.split("```").map((piece, index) => {
    if (index % 2 === 1)
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
        <pre key={index} className="code-block">
          {piece.replace(/^\w*\n|\n$/g, "")}
        </pre>
      );
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place.
    return piece.split("\n").map((line, row) => <MarkdownLine key={`${index} ${row}`} line={line} />);
  });
}

function MarkdownLine({ line }: { line: string }) {
  const heading = /^#{1,6} +(.*)$/.exec(line);
  const item = /^(\s*)([-*+]|\d+[.)]) +(.*)$/.exec(line);
  const quote = /^> ?(.*)$/.exec(line);
  if (heading)
    return (
      <h4 className="block-header">
        <Inlines of={readInline(heading[1] ?? "")} />
      </h4>
    );
  if (/^(-{3,}|\*{3,})$/.test(line.trim())) return <hr className="block-divider" />;
  if (quote)
    return (
      <blockquote>
        <Inlines of={readInline(quote[1] ?? "")} />
      </blockquote>
    );
  const sign = item?.[2] && (/\d/.test(item[2]) ? item[2] : "•");
  return (
    <div className={line.trim() === "" ? "line line-empty" : "line"}>
      {item ? `${item[1]}${sign} ` : ""}
      <Inlines of={readInline(item?.[3] ?? line)} />
    </div>
  );
}
