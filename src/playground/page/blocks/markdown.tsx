import { Inlines } from "../mrkdwn/inlines.tsx";
import { type Dialect, type MarkdownLine, parseMarkdown, slackMarkdown } from "../mrkdwn/markdown.ts";

/** The common part of Markdown, which the `markdown` block is written in; what isn't read is shown as typed. */
export function Markdown({ text, dialect = slackMarkdown }: { text: string; dialect?: Dialect }) {
  return parseMarkdown(text, dialect).map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
    <LineView key={index} line={line} />
  ));
}

function LineView({ line }: { line: MarkdownLine }) {
  switch (line.kind) {
    case "code":
      return <pre className="code-block">{line.text}</pre>;
    case "rule":
      return <hr className="block-divider" />;
    case "heading":
      return (
        <h4 className="block-header">
          <Inlines of={line.children} />
        </h4>
      );
    case "quote":
      return (
        <blockquote>
          <Inlines of={line.children} />
        </blockquote>
      );
    case "item":
      return (
        <div className="line">
          {`${line.indent}${line.sign} `}
          <Inlines of={line.children} />
        </div>
      );
    case "line":
      return (
        <div className={line.children.length === 0 ? "line line-empty" : "line"}>
          <Inlines of={line.children} />
        </div>
      );
  }
}
