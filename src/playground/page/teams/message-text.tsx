import { useMemo } from "react";
import type { TeamsMessageView } from "../../wire-teams.ts";
import { Markdown } from "../blocks/markdown.tsx";
import { teamsMarkdown } from "../mrkdwn/markdown.ts";
import { Paragraphs } from "../mrkdwn/mrkdwn.tsx";
import type { Paragraph } from "../mrkdwn/tree.ts";
import { parseXml } from "../mrkdwn/xml.ts";

const asTyped = (text: string): readonly Paragraph[] =>
  text.split("\n").map((line) => ({ kind: "line", children: line === "" ? [] : [{ kind: "text", text: line }] }));

/** A message's own words, in the format that they were sent in. */
export function MessageText({ text, format }: { text: string; format: TeamsMessageView["textFormat"] }) {
  const paragraphs = useMemo(
    () => (format === "xml" ? parseXml(text) : format === "plain" ? asTyped(text) : undefined),
    [text, format],
  );
  if (text.trim() === "") return null;
  return paragraphs ? <Paragraphs of={paragraphs} /> : <Markdown text={text} dialect={teamsMarkdown} />;
}
