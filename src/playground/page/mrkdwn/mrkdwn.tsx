import { useMemo } from "react";
import { Inlines } from "./inlines.tsx";
import { parseMrkdwn } from "./parse.ts";
import type { Inline, Paragraph } from "./tree.ts";

/** Text as Slack draws mrkdwn. It makes elements only, never markup from the text, so no text can break the page. */
export function Mrkdwn({ text }: { text: string }) {
  const paragraphs = useMemo(() => parseMrkdwn(text), [text]);
  return <Paragraphs of={paragraphs} />;
}

export function Paragraphs({ of }: { of: readonly Paragraph[] }) {
  return of.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no identity but their place.
    <ParagraphView key={index} paragraph={paragraph} />
  ));
}

function ParagraphView({ paragraph }: { paragraph: Paragraph }) {
  switch (paragraph.kind) {
    case "code":
      return <pre className="code-block">{paragraph.text}</pre>;
    case "quote":
      return (
        <blockquote>
          {paragraph.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
            <Line key={index} of={line} />
          ))}
        </blockquote>
      );
    case "line":
      return <Line of={paragraph.children} />;
  }
}

const Line = ({ of }: { of: readonly Inline[] }) => (
  <div className={of.length === 0 ? "line line-empty" : "line"}>
    <Inlines of={of} />
  </div>
);
