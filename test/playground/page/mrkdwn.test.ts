import { describe, expect, it } from "vitest";
import { parseInline, parseMrkdwn } from "../../../src/playground/page/mrkdwn/parse.ts";
import type { Inline } from "../../../src/playground/page/mrkdwn/tree.ts";

/** The pieces in short: `bold(text)`. */
const short = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "link") return `link(${piece.url} ${short(piece.children)})`;
      if ("children" in piece) return `${piece.kind}(${short(piece.children)})`;
      if (piece.kind === "emoji") return `emoji(${piece.name})`;
      if ("id" in piece) return `${piece.kind}(${piece.id})`;
      return "text" in piece ? `${piece.kind}(${piece.text})` : piece.kind;
    })
    .join("");

describe("the page reads mrkdwn as Slack does", () => {
  it.each([
    ["*bold* and _italic_ and ~gone~", "bold(bold) and italic(italic) and strike(gone)"],
    ["*bold and _both_*", "bold(bold and italic(both))"],
    ["2 * 3 * 4, snake_case_name, a*b*c", "2 * 3 * 4, snake_case_name, a*b*c"],
    ["`*code*` stays", "code(*code*) stays"],
    ["<https://neca.org/a?b=1&amp;c=2|NECA>", "link(https://neca.org/a?b=1&c=2 NECA)"],
    ["see https://neca.org/x.", "see link(https://neca.org/x https://neca.org/x)."],
    ["<mailto:a@b.example|a@b.example>", "link(mailto:a@b.example a@b.example)"],
    ["<@U0NADIA> in <#C0PRAIRIE|prairie>", "user(U0NADIA) in channel(C0PRAIRIE)"],
    ["<!channel> wake up", "broadcast(@channel) wake up"],
    [":white_check_mark: done, 09:00:30 too", "emoji(white_check_mark) done, 09:00:30 too"],
    ["Fish &amp; Chips &lt;b&gt;", "Fish & Chips <b>"],
  ])("%s", (typed, read) => {
    expect(short(parseInline(typed))).toBe(read);
  });

  it("shows an address that a click must not follow as the text it is", () => {
    expect(short(parseInline("<javascript:alert(1)|click>"))).toBe("<javascript:alert(1)|click>");
    expect(short(parseInline("<data:text/html,x|click>"))).toBe("<data:text/html,x|click>");
  });

  it("does not make markup of escaped signs", () => {
    expect(short(parseInline("&lt;!channel&gt; &lt;@U0NADIA&gt;"))).toBe("<!channel> <@U0NADIA>");
  });

  it("joins quoted lines and keeps code as it was written", () => {
    const read = parseMrkdwn("before\n> one\n&gt; two\n```\n*MN* 508J\n```\nafter");
    expect(read.map((paragraph) => paragraph.kind)).toEqual(["line", "quote", "code", "line"]);
    expect(read[2]).toEqual({ kind: "code", text: "*MN* 508J" });
  });

  it("reads a fence that is never closed as text", () => {
    expect(parseMrkdwn("```not closed").map((paragraph) => paragraph.kind)).toEqual(["line"]);
  });
});
