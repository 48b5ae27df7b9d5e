import { describe, expect, it } from "vitest";
import type { Element } from "../../../src/adapters/teams/adaptive-card.ts";
import { carriedBy } from "../../../src/adapters/teams/card-data.ts";
import { limits } from "../../../src/adapters/teams/limits.ts";
import { type CardView, renderCard, summaryOf } from "../../../src/adapters/teams/render.ts";
import { type AccountId, accountId, onboardingId } from "../../../src/domain/ids.ts";
import {
  type Button,
  type Card,
  type CardElement,
  code,
  link,
  mention,
  plain,
  say,
  strong,
  type Text,
  type Tone,
} from "../../../src/views/vocabulary.ts";
import { faultsOfCard } from "../../support/adaptive-cards.ts";

const inMessage: CardView = { in: "message" };
const card = (...elements: CardElement[]): Card => ({ summary: "Summary", elements });
const drawn = (elements: readonly CardElement[], view = inMessage) => renderCard(card(...elements), view);
const bodyOf = (...elements: CardElement[]) => drawn(elements).payload.body;
const rich = (...inlines: (string | object)[]) => ({ type: "RichTextBlock", inlines });
const bold = (text: string, more = {}) => ({ type: "TextRun", text, weight: "bolder", ...more });

const sam = { account: accountId("teams:tenant:aad-sam"), name: "Sam Ortega" };
const nadia = { account: accountId("slack:T0PRAIRIE:U0NADIA"), name: "Nadia Brooks" };
const id = onboardingId("ob_prairie00001");
const look = (label = "Next"): Button => ({ label, action: { do: "look", at: "next" } });
const issue: Button = {
  label: "Issue RSID",
  weight: "primary",
  action: { do: "open", ref: { form: "issueRsid", onboarding: id, request: 2 } },
};
const accept: Button = { label: "Accept", action: { do: "acceptQuestionnaire", onboarding: id } };
const buttons = (...all: Button[]): CardElement => ({ word: "buttons", buttons: all });
const setsIn = (body: readonly Element[]) => body.flatMap((one) => (one.type === "ActionSet" ? [one.actions] : []));

describe("a card in Teams", () => {
  it("says each word in its own way", () => {
    expect(bodyOf({ word: "heading", text: "Prairie Telecom" })).toEqual([
      { type: "TextBlock", text: "Prairie Telecom", wrap: true, style: "heading", weight: "bolder", size: "large" },
    ]);
    expect(bodyOf({ word: "paragraph", text: say`Ask ${mention(nadia)}: ${strong("now")}` })).toEqual([
      rich("Ask ", bold("Nadia Brooks"), ": ", bold("now")),
    ]);
    expect(bodyOf({ word: "row", tone: "active", title: "1. OCN", lines: [say`CO 217C`, say`at NECA`] })).toEqual([
      {
        type: "ColumnSet",
        spacing: "medium",
        columns: [
          { type: "Column", width: "auto", items: [{ type: "TextBlock", text: "▶️", color: "accent" }] },
          {
            type: "Column",
            width: "stretch",
            items: [
              rich(bold("1. OCN"), { type: "TextRun", text: " · open", color: "accent" }),
              { ...rich("CO 217C"), spacing: "none" },
              { ...rich("at NECA"), spacing: "none" },
            ],
          },
        ],
      },
    ]);
    const facts = [
      { label: "OCN", value: [code("508J")] },
      { label: "State", value: say`MN` },
    ];
    expect(bodyOf({ word: "facts", rows: facts })).toEqual([
      {
        type: "FactSet",
        facts: [
          { title: "OCN", value: "**508J**" },
          { title: "State", value: "MN" },
        ],
      },
    ]);
    expect(bodyOf({ word: "list", items: [say`one`, say`two`] })).toEqual([
      { ...rich("• one"), spacing: "small" },
      { ...rich("• two"), spacing: "small" },
    ]);
    expect(bodyOf({ word: "note", tone: "late", text: say`Late by two days.` })).toEqual([
      { type: "Container", style: "warning", spacing: "medium", items: [rich("⏰ Late by two days.")] },
    ]);
    expect(bodyOf({ word: "small", text: say`by the way` })).toEqual([
      rich({ type: "TextRun", text: "by the way", size: "small", isSubtle: true }),
    ]);
    expect(bodyOf({ word: "linkButton", label: "Open NECA", url: "https://neca.org" })).toEqual([
      {
        type: "ActionSet",
        spacing: "medium",
        actions: [{ type: "Action.OpenUrl", title: "Open NECA", url: "https://neca.org" }],
      },
    ]);
  });

  it("draws a divider as the line above what follows, and none above or below everything", () => {
    const divider = { word: "divider" } as const;
    const text = { word: "paragraph", text: say`a` } as const;
    expect(bodyOf(divider, text, divider, divider, text, divider)).toEqual([
      rich("a"),
      { ...rich("a"), separator: true, spacing: "medium" },
    ]);
  });

  it("names a tone by a shape, a word and a colour, the word once", () => {
    const head = (tone: Tone, title: string) => JSON.stringify(bodyOf({ word: "row", tone, title, lines: [] }));
    expect(head("done", "OCN")).toContain('" · done","color":"good"');
    expect(head("locked", "RSID — locked")).not.toContain("·");
    expect(head("plain", "Training")).not.toContain("·");
    const signs = (["done", "active", "waiting", "locked", "late", "bad", "plain"] as const).map(
      (tone) => /"TextBlock","text":"(\S+?)"/.exec(head(tone, "x"))?.[1],
    );
    expect(new Set(signs).size).toBe(7);
  });

  it("uses the whole width where there is much to see", () => {
    expect(drawn([{ word: "list", items: [say`a`] }]).payload.msteams).toEqual({ width: "Full" });
    expect(drawn([{ word: "paragraph", text: say`a` }]).payload.msteams).toBeUndefined();
    expect(drawn([{ word: "list", items: [say`a`] }], { in: "dialog" }).payload.msteams).toBeUndefined();
  });

  it("has a plain sentence for notifications", () => {
    expect(summaryOf({ summary: " Reseller <b>\nsays hi ", elements: [] })).toBe("Reseller <b> says hi");
    expect(summaryOf({ summary: "x".repeat(900), elements: [] })).toHaveLength(limits.summary);
  });
});

describe("a mention", () => {
  const elements = [{ word: "paragraph", text: say`${mention(sam)}, it is *your* turn.` }] as const;
  it("notifies in a message, by an entity that Teams finds again in the text", () => {
    const { body, msteams } = drawn(elements).payload;
    expect(body).toEqual([{ type: "TextBlock", text: "<at>Sam Ortega</at>, it is \\*your\\* turn.", wrap: true }]);
    expect(msteams?.entities).toEqual([
      { type: "mention", text: "<at>Sam Ortega</at>", mentioned: { id: "aad-sam", name: "Sam Ortega" } },
    ]);
  });
  it.each<[string, CardView]>([
    ["in a dialog", { in: "dialog" }],
    ["where nobody is to be notified", { in: "message", quietly: true }],
  ])("is a name %s", (_, view) => {
    const { body, msteams } = drawn(elements, view).payload;
    expect(body).toEqual([rich(bold("Sam Ortega"), ", it is *your* turn.")]);
    expect(msteams).toBeUndefined();
  });
});

describe("a button", () => {
  it("opens a dialog of the person's own where it only shows or asks", () => {
    expect(setsIn(bodyOf(buttons(issue, look())))).toEqual([
      [
        {
          type: "Action.Submit",
          title: "Issue RSID",
          style: "positive",
          data: { msteams: { type: "task/fetch" }, a: issue.action },
        },
        { type: "Action.Submit", title: "Next", data: { msteams: { type: "task/fetch" }, a: look().action } },
      ],
    ]);
  });
  it("changes the message where it decides, and says which message that is", () => {
    const { payload } = drawn([buttons(accept)], { in: "message", mark: "ob/rsid" });
    expect(setsIn(payload.body)).toEqual([
      [{ type: "Action.Execute", title: "Accept", verb: "press", data: { a: accept.action, m: "ob/rsid" } }],
    ]);
  });
  it("is sent by the dialog in which it stands", () => {
    const { payload } = drawn([buttons(accept, look())], { in: "dialog" });
    expect(setsIn(payload.body)).toEqual([
      [
        { type: "Action.Submit", title: "Accept", data: { a: accept.action } },
        { type: "Action.Submit", title: "Next", data: { a: look().action } },
      ],
    ]);
  });
  it.each<[string, CardView, string]>([
    ["a message", { in: "message", mark: "m" }, "Action.Execute"],
    ["a dialog", { in: "dialog" }, "Action.Submit"],
  ])("that wants a second yes asks for it below itself in %s, and sends nothing before", (_, view, type) => {
    const confirm = { title: "Accept?", text: "Everybody sees it.", yes: "Yes, accept", no: "Not yet" };
    const { body } = drawn([buttons({ ...accept, weight: "danger", confirm })], view).payload;
    const toggle = (isVisible: boolean) => [{ elementId: "question-1", isVisible }];
    expect(body).toMatchObject([
      {
        type: "ActionSet",
        actions: [
          { type: "Action.ToggleVisibility", title: "Accept", style: "destructive", targetElements: toggle(true) },
        ],
      },
      {
        type: "Container",
        id: "question-1",
        isVisible: false,
        items: [
          rich(bold("Accept?")),
          rich("Everybody sees it."),
          {
            type: "ActionSet",
            actions: [
              { type, title: "Yes, accept", data: { a: accept.action } },
              { type: "Action.ToggleVisibility", title: "Not yet", targetElements: toggle(false) },
            ],
          },
        ],
      },
    ]);
    expect(faultsOfCard(drawn([buttons({ ...accept, confirm }, { ...accept, confirm })], view).payload)).toEqual([]);
  });
  it("stands in a row with others as far as the row is seen, at most five", () => {
    const rows = (...labels: string[]) => setsIn(bodyOf(buttons(...labels.map(look)))).map((row) => row.length);
    expect(rows("a", "b", "c", "d", "e")).toEqual([5]);
    expect(rows("a", "b", "c", "d", "e", "f")).toEqual([5, 1]);
    expect(rows("Record certification for WA", "Record OCN", "Accept questionnaire")).toEqual([2, 1]);
    expect(rows("x".repeat(200), "b")).toEqual([1, 1]);
    expect(setsIn(bodyOf(buttons(look("a")), buttons(look("b")))).map((row) => row.length)).toEqual([2]);
  });
});

describe("buttons that are some people's affair", () => {
  const dee = accountId("teams:tenant:aad-dee");
  const own: CardElement = { word: "buttons", buttons: [issue], for: [sam.account, dee] };
  const userIds = (accounts: readonly AccountId[]) => accounts.map((account) => `29:${account}`);
  const view: CardView = { in: "message", mark: "ob/rsid", userIds };

  it("are not on the card that everybody gets, which Teams draws anew for those people", () => {
    const { payload, losses } = drawn([own, buttons(look())], view);
    expect(setsIn(payload.body).flat()).toMatchObject([{ title: "Next" }]);
    expect(payload.refresh).toEqual({
      action: { type: "Action.Execute", verb: "refresh", data: { m: "ob/rsid" } },
      userIds: [`29:${sam.account}`, `29:${dee}`],
    });
    expect(losses).toEqual([]);
    expect(carriedBy(payload.refresh?.action.data)).toEqual({ kind: "refresh", mark: "ob/rsid" });
  });
  it("are on the card of one of them, and open their form in the message itself", () => {
    const { payload } = drawn([own], { ...view, viewer: dee });
    expect(setsIn(payload.body)).toEqual([
      [
        {
          type: "Action.Execute",
          title: "Issue RSID",
          style: "positive",
          verb: "press",
          data: { a: issue.action, m: "ob/rsid" },
        },
      ],
    ]);
    expect(payload.refresh).toBeUndefined();
  });
  it("are not on anybody else's", () => {
    for (const where of ["message", "dialog"] as const)
      expect(setsIn(drawn([own], { ...view, in: where, viewer: nadia.account }).payload.body)).toEqual([]);
  });
  it("are for at most sixty people, each once", () => {
    const many = Array.from({ length: 70 }, (_, n) => accountId(`teams:tenant:${n}`));
    const { payload } = drawn([{ ...own, for: [...many, ...many] }], view);
    expect(new Set(payload.refresh?.userIds).size).toBe(60);
  });
  it("are reported where the message could not be drawn anew", () =>
    expect(drawn([own]).losses).toEqual([expect.objectContaining({ word: "buttons" })]));
});

describe("what people typed", () => {
  const hostile = [
    "<at>Sam Ortega</at> <b>bold</b> <script>",
    "**bold** _it_ ~gone~ `code` [link](https://evil.example)",
    "# heading\n- item\n1. first\n> quote",
    "&lt;b&gt; \\* {{x}}",
  ];
  it.each(hostile)("is letters wherever it stands: %s", (typed) => {
    const text: Text = [plain(typed)];
    const line = typed.replaceAll("\n", " ");
    const { body } = drawn([
      { word: "heading", text: typed },
      { word: "paragraph", text },
      { word: "row", tone: "plain", title: typed, lines: [text] },
      { word: "facts", rows: [{ label: typed, value: text }] },
      { word: "list", items: [text] },
      { word: "note", tone: "plain", text },
      { word: "small", text: [...text, link("site", "https://ok.example")] },
    ]).payload;
    // Only the sign of the row is Markdown; the rest is rich text with the words as they are.
    const all = JSON.stringify(body);
    expect(all.match(/"type":"(TextBlock|FactSet)"/g)).toHaveLength(1);
    const shown = [typed, line].map((words) => all.split(JSON.stringify(words).slice(1, -1)).length - 1);
    expect(shown[0] === shown[1] ? shown[0] : (shown[0] ?? 0) + (shown[1] ?? 0)).toBe(9);
  });
  it("beside a mention is escaped", () => {
    const { body } = drawn([
      { word: "paragraph", text: say`${mention(sam)} ${"*a* <at>Sam Ortega</at> [x](y)"}` },
    ]).payload;
    expect(body).toMatchObject([{ text: "<at>Sam Ortega</at> \\*a\\* \\<at\\>Sam Ortega\\</at\\> \\[x\\](y)" }]);
  });
});
