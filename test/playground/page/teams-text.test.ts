import { describe, expect, it } from "vitest";
import {
  type Dialect,
  parseMarkdown,
  slackMarkdown,
  teamsMarkdown,
} from "../../../src/playground/page/mrkdwn/markdown.ts";
import type { Inline } from "../../../src/playground/page/mrkdwn/tree.ts";
import { parseXml } from "../../../src/playground/page/mrkdwn/xml.ts";
import { markdownHtml } from "../../../src/playground/page/teams/cards/markdown-html.ts";

/** The pieces in short: `bold(text)`. */
const short = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "link") return `link(${piece.url} ${short(piece.children)})`;
      if ("children" in piece) return `${piece.kind}(${short(piece.children)})`;
      return "text" in piece ? `${piece.kind}(${piece.text})` : piece.kind;
    })
    .join("");

const lines = (text: string, dialect: Dialect): readonly string[] =>
  parseMarkdown(text, dialect).map((line) =>
    "children" in line ? `${line.kind}: ${short(line.children)}` : line.kind,
  );

describe("the page reads the Markdown of Teams' messages", () => {
  it.each([
    ["**bold**, _italic_ and ~~gone~~", "line: bold(bold), italic(italic) and strike(gone)"],
    ["**bold and _both_**", "line: bold(bold and italic(both))"],
    ["see [NECA](https://neca.org/a?b=1&amp;c=2)", "line: see link(https://neca.org/a?b=1&c=2 NECA)"],
    ["<at>Tom Okafor</at>'s turn", "line: named(Tom Okafor)'s turn"],
    ["a\\*b\\* and \\[c\\](d)", "line: a*b* and [c](d)"],
    ["Fish &amp; Chips &#60;b&#62;", "line: Fish & Chips <b>"],
    [":white_check_mark: stays", "line: :white_check_mark: stays"],
  ])("%s", (typed, read) => {
    expect(lines(typed, teamsMarkdown)).toEqual([read]);
  });

  it("breaks lines only at an empty one, and at every item of a list", () => {
    expect(lines("one\ntwo\n\nthree\n- four\n- five", teamsMarkdown)).toEqual([
      "line: one two",
      "line: three",
      "item: four",
      "item: five",
    ]);
  });

  it("which is not how Slack breaks them", () => {
    expect(lines("one\ntwo", slackMarkdown)).toEqual(["line: one", "line: two"]);
  });
});

describe("the page writes the Markdown of cards as HTML", () => {
  it.each([
    ["**a** _b_", "<p><strong>a</strong> <em>b</em></p>"],
    ["one\n\ntwo", "<p>one</p><p>two</p>"],
    ["- a\r- b", "<ul><li>a</li><li>b</li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["# no heading in a card", "<p># no heading in a card</p>"],
    ["<at>Sam</at>", '<p><span class="mention">Sam</span></p>'],
  ])("%s", (text, html) => {
    expect(markdownHtml(text)).toBe(html);
  });

  it("never lets markup through, wherever it stands", () => {
    const attempt = '<img src=x onerror="alert(1)">';
    for (const text of [
      attempt,
      `**${attempt}**`,
      `\`${attempt}\``,
      `[${attempt}](https://neca.org)`,
      `<at>${attempt}</at>`,
    ])
      expect(markdownHtml(text)).not.toMatch(/<img|onerror="/);
    expect(markdownHtml('[a](https://neca.org/"onmouseover="x)')).not.toContain('"onmouseover');
  });

  it("makes no link of an address that a click must not follow", () => {
    expect(markdownHtml("[a](javascript:alert(1))")).not.toContain("<a ");
  });
});

describe("the page reads the HTML of Teams' messages", () => {
  const read = (text: string) =>
    parseXml(text).map((paragraph) => (paragraph.kind === "line" ? short(paragraph.children) : paragraph.kind));

  it.each([
    ["<at>Onboarding</at> what is <b>next</b>?", ["named(Onboarding) what is bold(next)?"]],
    ["<p>one</p><p>two<br/>three</p>", ["one", "two", "three"]],
    ["<ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>", ["1. a", "2. b", "• c"]],
    ['<a href="https://neca.org/?a=1&amp;b=2">NECA</a>', ["link(https://neca.org/?a=1&b=2 NECA)"]],
    ["Fish &amp; Chips &lt;b&gt;", ["Fish & Chips <b>"]],
    ["<b>never closed", ["bold(never closed)"]],
    ["1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]],
  ])("%s", (text, lines) => {
    expect(read(text)).toEqual(lines);
  });

  it("leaves only words of what it does not know", () => {
    expect(read('<div onclick="x"><custom>hello</custom></div>')).toEqual(["hello"]);
    expect(read('<a href="javascript:alert(1)">click</a>')).toEqual(["click"]);
  });
});
