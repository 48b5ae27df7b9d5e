import { describe, expect, it } from "vitest";
import {
  cleaned,
  escaped,
  inlines,
  isHarmless,
  Mentions,
  markdown,
  mentionsSomebody,
  shortened,
} from "../../../src/adapters/teams/text.ts";
import { accountId } from "../../../src/domain/ids.ts";
import { code, link, mention, plain, quiet, say, strong } from "../../../src/views/vocabulary.ts";

const sam = { account: accountId("teams:tenant:aad-sam"), name: "Sam Ortega" };
const otherSam = { account: accountId("teams:tenant:aad-other"), name: "Sam Ortega" };
const nadia = { account: accountId("slack:T1:U1"), name: "Nadia Brooks" };

describe("rich text in Teams", () => {
  it("has one run for each style, and a bare string where there is none", () => {
    expect(
      inlines(
        say`Ask ${mention(nadia)}: ${strong("now")}, ${quiet("please")}, ${code("508J")} ${link("NECA", "https://neca.org")}`,
        "lines",
      ),
    ).toEqual([
      "Ask ",
      { type: "TextRun", text: "Nadia Brooks", weight: "bolder" },
      ": ",
      { type: "TextRun", text: "now", weight: "bolder" },
      ", ",
      { type: "TextRun", text: "please", isSubtle: true },
      ", ",
      { type: "TextRun", text: "508J", fontType: "monospace" },
      " ",
      {
        type: "TextRun",
        text: "NECA",
        color: "accent",
        selectAction: { type: "Action.OpenUrl", url: "https://neca.org" },
      },
    ]);
  });
  it("joins neighbours of one style", () =>
    expect(inlines(say`a${"b"}${strong("c")}${strong("d")}`, "lines")).toEqual([
      "ab",
      { type: "TextRun", text: "cd", weight: "bolder" },
    ]));
  it("makes no link of what is no web address", () =>
    expect(inlines([link("here", "javascript:alert(1)")], "lines")).toEqual(["here"]));
  it("keeps what was typed as it was typed", () =>
    expect(inlines([plain("*b* [l](http://e) <at>Sam</at> # 1. `c`")], "lines")).toEqual([
      "*b* [l](http://e) <at>Sam</at> # 1. `c`",
    ]));
});

describe("what may stand in a card", () => {
  it.each([
    ["control characters go", "a\u0000b\u0007c", "abc"],
    ["marks that turn the direction go", "abc\u202Edef", "abcdef"],
    ["lines of Windows are lines", "a\r\nb", "a\nb"],
    ["a typed date function stays text", "{{DATE(2026-01-01T00:00:00Z)}}", "{\u200B{DATE(2026-01-01T00:00:00Z)}}"],
  ])("%s", (_, text, kept) => expect(cleaned(text, "lines")).toBe(kept));
  it("is one line where a row is", () => expect(cleaned("a \n b\r\nc", "oneLine")).toBe("a b c"));
  it("ends in an ellipsis where it is cut, never inside a character", () => {
    expect(shortened("abcdef", 6)).toBe("abcdef");
    expect(shortened("abcdefg", 6)).toBe("abcde…");
    expect(shortened("abcd😀ef", 6)).toBe("abcd…");
  });
});

describe("typed words in Markdown", () => {
  it.each([
    ["stars", "*b* **c**", "\\*b\\* \\*\\*c\\*\\*"],
    ["underscores", "_i_", "\\_i\\_"],
    ["tildes", "~s~", "\\~s\\~"],
    ["backticks", "`c`", "\\`c\\`"],
    ["links", "[l](http://e)", "\\[l\\](http://e)"],
    ["mentions and HTML", "<at>Sam</at> <b>", "\\<at\\>Sam\\</at\\> \\<b\\>"],
    ["backslashes", "a\\*", "a\\\\\\*"],
    ["entities", "&lt; AT&T", "\\&lt; AT&T"],
    ["list signs", "- a\n+ b", "\\- a\n\\+ b"],
    ["headings and quotations", "# a\n> b", "\\# a\n\\> b"],
    ["numbered lists", "1. a\n22) b\n3 c", "1\\. a\n22\\) b\n3 c"],
    ["indented lines", "    code\n  - x", " code\n \\- x"],
  ])("%s are escaped", (_, typed, shown) => expect(escaped(typed)).toBe(shown));
  it.each(["Prairie Telecom, LLC", "Rob (lead) - ordering", "508J & more, 100%", "1.5 states"])(
    "%s means nothing there",
    (words) => {
      expect(isHarmless(words)).toBe(true);
      expect(escaped(words)).toBe(words);
    },
  );
  it.each(["*a*", "a_b", "`", "[x]", "<b>", "&amp;", "- a", "x\n1. a", "\\"])("%s does", (words) =>
    expect(isHarmless(words)).toBe(false),
  );
});

describe("Markdown of a text", () => {
  it("marks what is strong, links what is linked, and parts lines", () =>
    expect(markdown(say`${strong("Now")}: ${link("a*", "https://x.org/(a)")}\nnext`, "lines")).toBe(
      "**Now**: [a\\*](https://x.org/%28a%29)\n\nnext",
    ));
  it("mentions a person of Teams, and names a person of Slack", () => {
    const mentions = new Mentions();
    const text = say`${mention(sam)} and ${mention(nadia)}`;
    expect(mentionsSomebody(text)).toBe(true);
    expect(mentionsSomebody(say`${mention(nadia)}`)).toBe(false);
    expect(markdown(text, "lines", mentions)).toBe("<at>Sam Ortega</at> and **Nadia Brooks**");
    expect(mentions.entities).toEqual([
      { type: "mention", text: "<at>Sam Ortega</at>", mentioned: { id: "aad-sam", name: "Sam Ortega" } },
    ]);
  });
  it("mentions a person twice by one entity, and tells two people of one name apart", () => {
    const mentions = new Mentions();
    expect(markdown(say`${mention(sam)} ${mention(sam)} ${mention(otherSam)}`, "lines", mentions)).toBe(
      "<at>Sam Ortega</at> <at>Sam Ortega</at> <at>Sam Ortega (2)</at>",
    );
    expect(mentions.entities.map(({ mentioned }) => mentioned.id)).toEqual(["aad-sam", "aad-other"]);
  });
  it("mentions by a name in which nothing can be taken for anything else", () => {
    const mentions = new Mentions();
    const name = "S_m </at> *Ortega* [x]";
    expect(markdown([mention({ ...sam, name })], "lines", mentions)).toBe("<at>S＿m ‹/at› ∗Ortega∗ (x)</at>");
    expect(mentions.entities[0]?.text).toBe("<at>S＿m ‹/at› ∗Ortega∗ (x)</at>");
  });
});
