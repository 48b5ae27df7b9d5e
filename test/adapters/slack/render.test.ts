import { describe, expect, it } from "vitest";
import { weightOf } from "../../../src/adapters/slack/fit.ts";
import { limits } from "../../../src/adapters/slack/limits.ts";
import { cardBlocks, messageRoom, renderCard, tightRoom } from "../../../src/adapters/slack/render.ts";
import type { AccountId } from "../../../src/domain/ids.ts";
import { faultOfMessage } from "../../../src/playground/slack/block-kit/check.ts";
import {
  type Button,
  type Card,
  type CardElement,
  code,
  link,
  mention,
  plain,
  quiet,
  say,
  strong,
  type Text,
  type Tone,
} from "../../../src/views/vocabulary.ts";

const card = (...elements: CardElement[]): Card => ({ summary: "Summary", elements });
const blocksOf = (...elements: CardElement[]) => cardBlocks(card(...elements), messageRoom).payload;
const lossesOf = (...elements: CardElement[]) => cardBlocks(card(...elements), messageRoom).losses;
const rich = (...elements: object[]) => ({ type: "rich_text", elements });
const section = (...elements: object[]) => ({ type: "rich_text_section", elements });
const words = (text: string) => ({ type: "text", text });
const bold = (text: string) => ({ type: "text", text, style: { bold: true } });
const nadia = { account: "slack:T0PRAIRIE:U0NADIA" as AccountId, name: "Nadia Brooks" };
const teamsPerson = { account: "teams:x:y" as AccountId, name: "Tom" };

const button = (label = "Next", more: Partial<Button> = {}): Button => ({
  label,
  action: { do: "look", at: "next" },
  ...more,
});

describe("a card in Slack", () => {
  it("says each word in its own way", () => {
    expect(blocksOf({ word: "heading", text: "Prairie Telecom" })).toEqual([
      { type: "header", text: { type: "plain_text", text: "Prairie Telecom", emoji: false } },
    ]);
    expect(
      blocksOf({
        word: "paragraph",
        text: say`Ask ${mention(nadia)} or ${mention(teamsPerson)}: ${strong("now")}, ${quiet("please")}, ${code("508J")} ${link("NECA", "https://neca.org")}`,
      }),
    ).toEqual([
      rich(
        section(
          words("Ask "),
          { type: "user", user_id: "U0NADIA" },
          words(" or "),
          bold("Tom"),
          words(": "),
          bold("now"),
          words(", "),
          { type: "text", text: "please", style: { italic: true } },
          words(", "),
          { type: "text", text: "508J", style: { code: true } },
          words(" "),
          { type: "link", url: "https://neca.org", text: "NECA" },
        ),
      ),
    ]);
    expect(
      blocksOf({
        word: "row",
        tone: "active",
        title: "1. Certification — 1 of 3 states",
        lines: [say`Granted: MN`, say`At the commission`],
      }),
    ).toEqual([
      rich(
        section(words("▶️ "), bold("1. Certification — 1 of 3 states"), words(" · open")),
        section(words("Granted: MN")),
        section(words("At the commission")),
      ),
    ]);
    expect(
      blocksOf({
        word: "facts",
        rows: [
          { label: "OCN", value: [code("508J")] },
          { label: "State", value: say`MN` },
        ],
      }),
    ).toEqual([
      rich(
        section(bold("OCN:"), words(" "), { type: "text", text: "508J", style: { code: true } }),
        section(bold("State:"), words(" MN")),
      ),
    ]);
    expect(blocksOf({ word: "list", items: [say`one`, say`two`] })).toEqual([
      rich({ type: "rich_text_list", style: "bullet", elements: [section(words("one")), section(words("two"))] }),
    ]);
    expect(blocksOf({ word: "note", tone: "bad", text: say`Late by two days.` })).toEqual([
      rich(section(words("⚠️ Late by two days."))),
    ]);
    expect(blocksOf({ word: "divider" })).toEqual([{ type: "divider" }]);
    expect(blocksOf({ word: "linkButton", label: "Open NECA", url: "https://neca.org" })).toEqual([
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "link:0",
            text: { type: "plain_text", text: "Open NECA", emoji: false },
            url: "https://neca.org",
          },
        ],
      },
    ]);
  });

  it("carries a button's action, weight and confirmation", () => {
    const confirm = { title: "Issue?", text: "Everybody sees it.", yes: "Issue", no: "Not yet" };
    const plainText = (text: string) => ({ type: "plain_text", text, emoji: false });
    expect(
      blocksOf({
        word: "buttons",
        buttons: [
          button("Issue RSID", {
            action: { do: "open", ref: { form: "issueRsid", request: 2 } },
            weight: "primary",
            confirm,
          }),
          button(),
        ],
      }),
    ).toEqual([
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "open:0",
            text: plainText("Issue RSID"),
            value: '{"do":"open","ref":{"form":"issueRsid","request":2}}',
            style: "primary",
            confirm: {
              title: plainText("Issue?"),
              text: plainText("Everybody sees it."),
              confirm: plainText("Issue"),
              deny: plainText("Not yet"),
              style: "primary",
            },
          },
          { type: "button", action_id: "look:1", text: plainText("Next"), value: '{"do":"look","at":"next"}' },
        ],
      },
    ]);
  });

  it("names a tone by a shape and a word, once", () => {
    const head = (tone: Tone, title: string) => JSON.stringify(blocksOf({ word: "row", tone, title, lines: [] }));
    expect(head("done", "OCN")).toContain("✅");
    expect(head("done", "OCN")).toContain(" · done");
    expect(head("locked", "RSID — locked")).not.toContain("·");
    expect(head("plain", "Training")).not.toContain("·");
    const signs = (["done", "active", "waiting", "locked", "late", "bad", "plain"] as const).map(
      (tone) => /"text":"(\S+) "/.exec(head(tone, "x"))?.[1],
    );
    expect(new Set(signs).size).toBe(7);
  });

  it("has a plain sentence for notifications, in which nobody is called by what somebody typed", () => {
    const { text } = renderCard({ summary: "Reseller <!channel> & <@U1>\nsays hi", elements: [] }).payload;
    expect(text).toBe("Reseller &lt;!channel&gt; &amp; &lt;@U1&gt; says hi");
  });
});

describe("what people typed", () => {
  const hostile = [
    "<!channel> <@U0NADIA> <#C1> <https://evil.example|https://neca.org>",
    "*bold* _it_ ~gone~ `code` ```block``` > quote",
    ":fire: :white_check_mark:",
    "&lt;!here&gt; &amp;",
    "> at the start",
  ];

  it.each(hostile)("is letters wherever it stands: %s", (typed) => {
    const text: Text = [plain(typed)];
    const elements: CardElement[] = [
      { word: "heading", text: typed },
      { word: "paragraph", text },
      { word: "row", tone: "plain", title: typed, lines: [text] },
      { word: "facts", rows: [{ label: typed, value: text }] },
      { word: "list", items: [text] },
      { word: "note", tone: "plain", text },
      { word: "small", text },
      { word: "small", text: [...text, plain(" "), link("site", "https://ok.example")] },
      { word: "buttons", buttons: [button(typed)] },
    ];
    const drawn = JSON.stringify(blocksOf(...elements));
    expect(drawn).not.toMatch(/"type":"(broadcast|user|usergroup|channel|emoji)"/);
    // Where Slack's markup is used after all, only our own link is one.
    const marked = [...drawn.matchAll(/"type":"mrkdwn","text":"([^"]*)"/g)].map(([, text = ""]) => text);
    for (const text of marked) expect(text.match(/<[^>]*>/g)).toEqual(["<https://ok.example|site>"]);
    // Every word of the vocabulary shows it whole.
    const shown = drawn.split(JSON.stringify(typed.trim()).slice(1, -1)).length - 1;
    expect(shown + marked.length).toBeGreaterThanOrEqual(elements.length);
    expect(lossesOf(...elements)).toEqual([]);
  });

  it("goes small and grey as markup only when it holds no sign of markup", () => {
    expect(blocksOf({ word: "small", text: say`A & B <i>` })).toEqual([
      { type: "context", elements: [{ type: "plain_text", text: "A & B <i>", emoji: false }] },
    ]);
    expect(
      blocksOf({
        word: "small",
        text: say`A & B: ${strong("now")} ${link("a|b", "https://x.example/?a|b")} ${mention(nadia)}`,
      }),
    ).toEqual([
      {
        type: "context",
        elements: [
          {
            type: "mrkdwn",
            text: "A &amp; B: *now* <https://x.example/?a%7Cb|a|b> <@U0NADIA>",
            verbatim: true,
          },
        ],
      },
    ]);
    expect(blocksOf({ word: "small", text: say`5 * 4 ${strong("now")}` })).toEqual([
      rich(section(words("5 * 4 "), bold("now"))),
    ]);
  });

  it("keeps a row a row whatever line breaks, control characters or turned letters it has", () => {
    const typed = "one\r\n\n two\u0000\u202Ethree\tfour";
    expect(blocksOf({ word: "row", tone: "plain", title: typed, lines: [say`${typed}`] })).toEqual([
      rich(section(words("▫️ "), bold("one twothree\tfour")), section(words("one twothree\tfour"))),
    ]);
    expect(blocksOf({ word: "paragraph", text: say`${"one\r\ntwo"}` })).toEqual([rich(section(words("one\ntwo")))]);
  });

  it("makes no link to anything but the web and mail", () => {
    expect(blocksOf({ word: "paragraph", text: [link("click", "javascript:alert(1)")] })).toEqual([
      rich(section(words("click"))),
    ]);
  });
});

describe("the limits of a message", () => {
  const long = (length: number): string =>
    "word "
      .repeat(Math.ceil(length / 5))
      .slice(0, length - 1)
      .padEnd(length, "x");

  it.each<[string, number, (length: number) => CardElement]>([
    ["a button's label", limits.button.text, (length) => ({ word: "buttons", buttons: [button(long(length))] })],
    [
      "a confirmation's title",
      limits.confirm.title,
      (length) => ({
        word: "buttons",
        buttons: [button("x", { confirm: { title: long(length), text: "t", yes: "y", no: "n" } })],
      }),
    ],
    [
      "a confirmation's text",
      limits.confirm.text,
      (length) => ({
        word: "buttons",
        buttons: [button("x", { confirm: { title: "t", text: long(length), yes: "y", no: "n" } })],
      }),
    ],
    [
      "a confirmation's button",
      limits.confirm.button,
      (length) => ({
        word: "buttons",
        buttons: [button("x", { confirm: { title: "t", text: "t", yes: long(length), no: "n" } })],
      }),
    ],
  ])("%s is whole at %i characters, and cut with a report beyond", (_, most, element) => {
    expect(lossesOf(element(most))).toEqual([]);
    expect(JSON.stringify(blocksOf(element(most)))).not.toContain("…");
    expect(faultOfMessage(blocksOf(element(most)))).toBeUndefined();
    expect(lossesOf(element(most + 1))).toHaveLength(1);
    expect(JSON.stringify(blocksOf(element(most + 1)))).toContain("…");
    expect(faultOfMessage(blocksOf(element(most + 1)))).toBeUndefined();
  });

  it("a heading that is too long goes on in a second one, at a word's border", () => {
    const fits = blocksOf({ word: "heading", text: long(limits.header) });
    const over = blocksOf({ word: "heading", text: `${"word ".repeat(30)}end` });
    expect(fits).toHaveLength(1);
    expect(over.map((block) => (block.type === "header" ? block.text.text : ""))).toEqual([
      "word ".repeat(30).trimEnd(),
      "end",
    ]);
  });

  it("a paragraph that is too long goes on in a second block, at a line's border, in its own style", () => {
    const line = "x".repeat(99);
    const text: Text = [strong(Array.from({ length: 40 }, () => line).join("\n"))];
    const blocks = blocksOf({ word: "paragraph", text });
    expect(blocks).toHaveLength(2);
    const parts = blocks.map((block) => JSON.parse(JSON.stringify(block)).elements[0].elements[0]);
    expect(parts.map((part) => part.style)).toEqual([{ bold: true }, { bold: true }]);
    expect(parts[0].text.length).toBeLessThanOrEqual(limits.richText);
    expect(`${parts[0].text}\n${parts[1].text}`).toBe(text.map((span) => ("text" in span ? span.text : "")).join(""));
  });

  it("a button carries 2,000 characters, and opens the form empty where its values need more", () => {
    const opening = (parts: number): CardElement => ({
      word: "buttons",
      buttons: [
        button("Open", {
          action: {
            do: "open",
            ref: { form: "ocn" },
            values: Object.fromEntries(Array.from({ length: parts }, (_, index) => [`f${index}`, "x".repeat(190)])),
          },
        }),
      ],
    });
    expect(lossesOf(opening(9))).toEqual([]);
    expect(lossesOf(opening(11))).toEqual([{ word: "buttons", what: 'the values filled in by "Open"' }]);
    expect(JSON.stringify(blocksOf(opening(11)))).toContain('\\"ref\\":{\\"form\\":\\"ocn\\"}}');
  });

  it("buttons stand five in a row, and up to 25 where blocks are short", () => {
    const buttons = (count: number): CardElement => ({
      word: "buttons",
      buttons: Array.from({ length: count }, (_, index) => button(`B${index}`)),
    });
    const rows = (blocks: ReturnType<typeof blocksOf>) =>
      blocks.map((block) => (block.type === "actions" ? block.elements.length : 0));
    expect(rows(blocksOf(buttons(5)))).toEqual([5]);
    expect(rows(blocksOf(buttons(6)))).toEqual([5, 1]);
    expect(rows(blocksOf(buttons(2), { word: "linkButton", label: "x", url: "https://x.example" }))).toEqual([3]);
    const many = blocksOf(buttons(251));
    expect(many.length).toBeLessThanOrEqual(limits.message.blocks);
    expect(rows(many).reduce((sum, count) => sum + count, 0)).toBe(251);
    expect(Math.max(...rows(many))).toBeLessThanOrEqual(limits.actions.elements);
    const ids = many.flatMap((block) =>
      block.type === "actions" ? block.elements.map(({ action_id }) => action_id) : [],
    );
    expect(new Set(ids).size).toBe(251);
  });

  it("50 blocks are left as they are; more are joined without losing a word", () => {
    const paragraphs = (count: number) =>
      Array.from({ length: count }, (_, index): CardElement => ({ word: "paragraph", text: say`Line ${index}` }));
    expect(blocksOf(...paragraphs(50))).toHaveLength(50);
    const joined = cardBlocks(card(...paragraphs(51)), messageRoom);
    expect(joined.payload).toHaveLength(50);
    expect(joined.losses).toEqual([]);
    const many = cardBlocks(
      card(
        ...paragraphs(60).flatMap((one): CardElement[] => [{ word: "heading", text: "H" }, one, { word: "divider" }]),
      ),
      messageRoom,
    );
    expect(many.payload.length).toBeLessThanOrEqual(50);
    expect(many.losses).toEqual([]);
    for (let index = 0; index < 60; index += 1) expect(JSON.stringify(many.payload)).toContain(`"Line ${index}"`);
    expect(faultOfMessage(many.payload)).toBeUndefined();
  });

  it("leaves blocks out only when nothing more can be joined, from the end, buttons last, and says so", () => {
    const apart = Array.from({ length: 40 }, (_, index): CardElement[] => [
      { word: "small", text: say`small ${index}` },
      { word: "paragraph", text: say`Line ${index}` },
    ]).flat();
    const { payload, losses } = cardBlocks(card(...apart, { word: "buttons", buttons: [button()] }), messageRoom);
    expect(payload).toHaveLength(50);
    expect(payload.at(-1)?.type).toBe("actions");
    expect(losses).toHaveLength(31);
    expect(losses[0]).toEqual({ word: "card", what: '"Line 39"' });
  });

  it("keeps all text together below what Slack takes, and cuts the end with a report", () => {
    const paragraphs = (count: number) =>
      Array.from(
        { length: count },
        (_, index): CardElement => ({ word: "paragraph", text: say`${index} ${"x ".repeat(495)}` }),
      );
    const fits = cardBlocks(card(...paragraphs(11)), messageRoom);
    expect(fits.losses).toEqual([]);
    const over = cardBlocks(card(...paragraphs(15), { word: "buttons", buttons: [button()] }), messageRoom);
    expect(weightOf(over.payload)).toBeLessThanOrEqual(limits.messageText.aim);
    expect(over.losses.map(({ what }) => what.slice(0, 4))).toEqual(['"11 ', '"12 ', '"13 ', '"14 ']);
    expect(JSON.stringify(over.payload.at(-2))).toContain("…");
    expect(over.payload.at(-1)?.type).toBe("actions");
    expect(weightOf(cardBlocks(card(...paragraphs(15)), tightRoom).payload)).toBeLessThanOrEqual(
      limits.messageText.tight,
    );
    expect(faultOfMessage(over.payload)).toBeUndefined();
  });

  it("never cuts inside a character", () => {
    const text = `${"x".repeat(73)}😀😀`;
    expect(JSON.stringify(blocksOf({ word: "buttons", buttons: [button(text)] }))).not.toMatch(/\\ud83d(?!\\ude00)/i);
  });
});
