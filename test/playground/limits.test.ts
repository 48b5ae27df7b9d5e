import { describe, expect, it } from "vitest";
import { faultOfMessage, faultOfView } from "../../src/playground/slack/block-kit/check.ts";
import { LIMITS } from "../../src/playground/slack/limits.ts";
import { button, plain, section } from "./support/bolt-app.ts";

const x = (n: number): string => "x".repeat(n);
const many = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, index) => make(index));
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const option = (n: number) => ({ text: plain(`Option ${n}`), value: `v${n}` });
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const input = (element: unknown, more = {}) => ({
  type: "input",
  block_id: "field",
  label: plain("Field"),
  element,
  ...more,
});
const inMessage = (...blocks: unknown[]) => faultOfMessage(blocks);
const modal = (more: Record<string, unknown> = {}) => ({
  type: "modal",
  title: plain("Title"),
  submit: plain("Send"),
  blocks: [section("text")],
  ...more,
});
const inModal = (...blocks: unknown[]) => faultOfView(modal({ blocks }), "modal");
const select = (options: unknown[], more = {}) => ({ type: "static_select", action_id: "choose", options, ...more });

/** Each bound: the most that fits, one more, and where Slack would point. */
const BOUNDS: readonly (readonly [
  name: string,
  limit: number,
  at: (n: number) => { error: string; messages: readonly string[] } | undefined,
  pointer: string,
])[] = [
  ["blocks of a message", 50, (n) => inMessage(...many(n, () => section("."))), "/blocks"],
  ["blocks of a modal", 100, (n) => inModal(...many(n, () => section("."))), "/view/blocks"],
  [
    "blocks of the App Home",
    100,
    (n) => faultOfView({ type: "home", blocks: many(n, () => section(".")) }, "home"),
    "/view/blocks",
  ],
  ["section text", 3000, (n) => inMessage(section(x(n))), "/blocks/0/text/text"],
  [
    "fields of a section",
    10,
    (n) => inMessage({ type: "section", fields: many(n, () => mrkdwn("f")) }),
    "/blocks/0/fields",
  ],
  ["text of a field", 2000, (n) => inMessage({ type: "section", fields: [mrkdwn(x(n))] }), "/blocks/0/fields/0/text"],
  ["header", 150, (n) => inMessage({ type: "header", text: plain(x(n)) }), "/blocks/0/text/text"],
  ["button text", 75, (n) => inMessage(actions(button("a", x(n)))), "/blocks/0/elements/0/text/text"],
  ["button value", 2000, (n) => inMessage(actions(button("a", "A", x(n)))), "/blocks/0/elements/0/value"],
  ["action_id", 255, (n) => inMessage(actions(button(x(n), "A"))), "/blocks/0/elements/0/action_id"],
  ["block_id", 255, (n) => inMessage({ ...section("."), block_id: x(n) }), "/blocks/0/block_id"],
  [
    "elements of an actions block",
    25,
    (n) => inMessage(actions(...many(n, (i) => button(`a${i}`, "A")))),
    "/blocks/0/elements",
  ],
  [
    "elements of a context block",
    10,
    (n) => inMessage({ type: "context", elements: many(n, () => mrkdwn("c")) }),
    "/blocks/0/elements",
  ],
  ["options of a select", 100, (n) => inModal(input(select(many(n, option)))), "/view/blocks/0/element/options"],
  [
    "text of an option",
    75,
    (n) => inModal(input(select([{ text: plain(x(n)), value: "v" }]))),
    "/view/blocks/0/element/options/0/text/text",
  ],
  [
    "value of an option",
    150,
    (n) => inModal(input(select([{ text: plain("o"), value: x(n) }]))),
    "/view/blocks/0/element/options/0/value",
  ],
  [
    "options of an overflow",
    5,
    (n) => inMessage(actions({ type: "overflow", options: many(n, option) })),
    "/blocks/0/elements/0/options",
  ],
  [
    "checkboxes",
    10,
    (n) => inModal(input({ type: "checkboxes", options: many(n, option) })),
    "/view/blocks/0/element/options",
  ],
  [
    "radio buttons",
    10,
    (n) => inModal(input({ type: "radio_buttons", options: many(n, option) })),
    "/view/blocks/0/element/options",
  ],
  ["modal title", 24, (n) => faultOfView(modal({ title: plain(x(n)) }), "modal"), "/view/title/text"],
  ["modal submit", 24, (n) => faultOfView(modal({ submit: plain(x(n)) }), "modal"), "/view/submit/text"],
  ["modal close", 24, (n) => faultOfView(modal({ close: plain(x(n)) }), "modal"), "/view/close/text"],
  ["private_metadata", 3000, (n) => faultOfView(modal({ private_metadata: x(n) }), "modal"), "/view/private_metadata"],
  ["callback_id", 255, (n) => faultOfView(modal({ callback_id: x(n) }), "modal"), "/view/callback_id"],
  [
    "input label",
    2000,
    (n) => inModal(input({ type: "plain_text_input" }, { label: plain(x(n)) })),
    "/view/blocks/0/label/text",
  ],
  [
    "input hint",
    2000,
    (n) => inModal(input({ type: "plain_text_input" }, { hint: plain(x(n)) })),
    "/view/blocks/0/hint/text",
  ],
  [
    "placeholder",
    150,
    (n) => inModal(input({ type: "plain_text_input", placeholder: plain(x(n)) })),
    "/view/blocks/0/element/placeholder/text",
  ],
  [
    "confirm title",
    100,
    (n) => inMessage(confirming({ title: plain(x(n)) })),
    "/blocks/0/elements/0/confirm/title/text",
  ],
  ["confirm text", 300, (n) => inMessage(confirming({ text: plain(x(n)) })), "/blocks/0/elements/0/confirm/text/text"],
  [
    "confirm button",
    30,
    (n) => inMessage(confirming({ confirm: plain(x(n)) })),
    "/blocks/0/elements/0/confirm/confirm/text",
  ],
  [
    "confirm's other button",
    30,
    (n) => inMessage(confirming({ deny: plain(x(n)) })),
    "/blocks/0/elements/0/confirm/deny/text",
  ],
];

function confirming(more: Record<string, unknown>): unknown {
  return actions({
    ...button("a", "A"),
    confirm: { title: plain("Sure?"), text: plain("Really?"), confirm: plain("Yes"), deny: plain("No"), ...more },
  });
}

describe("each limit lets the most through, and nothing more", () => {
  it.each(BOUNDS)("%s: %i", (_name, limit, at, pointer) => {
    expect(at(limit)).toBeUndefined();
    const fault = at(limit + 1);
    expect(fault?.error).toBe(pointer.startsWith("/view") ? "invalid_arguments" : "invalid_blocks");
    expect(fault?.messages.join()).toContain(`[json-pointer:${pointer}]`);
  });

  it("all text of a message together", () => {
    const full = LIMITS.messageTextTotal;
    const ofLength = (n: number) => faultOfMessage([...many(4, () => section(x(3000))), section(x(n - 12_000))]);
    expect(ofLength(full)).toBeUndefined();
    expect(ofLength(full + 1)).toEqual({ error: "msg_blocks_too_long", messages: [] });
  });

  it("the bytes of a view", () => {
    const big = many(100, () => ({ type: "section", fields: many(10, () => mrkdwn(x(300))) }));
    expect(faultOfView(modal({ blocks: big }), "modal")).toEqual({ error: "view_too_large", messages: [] });
  });
});

/** What Slack refuses for its shape, and where it points. */
const MALFORMED: readonly (readonly [
  name: string,
  fault: () => { error: string; messages: readonly string[] } | undefined,
  says: string,
])[] = [
  ["an unknown block", () => inMessage({ type: "setcion" }), "unsupported type: setcion [json-pointer:/blocks/0/type]"],
  ["a section with nothing in it", () => inMessage({ type: "section" }), "at least one of"],
  [
    "a member that doesn't exist",
    () => inMessage({ ...section("."), colour: "red" }),
    "invalid additional property: colour [json-pointer:/blocks/0]",
  ],
  [
    "mrkdwn in a header",
    () => inMessage({ type: "header", text: mrkdwn("no") }),
    "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
  ],
  [
    "mrkdwn on a button",
    () => inMessage(actions({ type: "button", text: mrkdwn("no") })),
    "[json-pointer:/blocks/0/elements/0/text/type]",
  ],
  [
    "text that is a bare string",
    () => inMessage({ type: "section", text: "no" }),
    "must provide an object [json-pointer:/blocks/0/text]",
  ],
  ["empty text", () => inMessage(section("")), "must be more than 0 characters"],
  [
    "an input element among actions",
    () => inMessage(actions({ type: "plain_text_input", action_id: "a" })),
    "unsupported type: plain_text_input",
  ],
  ["a button as input", () => inModal(input(button("a", "A"))), "unsupported type: button"],
  ["an empty actions block", () => inMessage(actions()), "no less than 1 items"],
  [
    "the same block_id twice",
    () => inMessage({ ...section("a"), block_id: "same" }, { ...section("b"), block_id: "same" }),
    "already exists for another block",
  ],
  [
    "the same action_id twice in a block",
    () => inMessage(actions(button("same", "A"), button("same", "B"))),
    "`action_id` same already exists",
  ],
  [
    "options and groups together",
    () => inModal(input(select([option(1)], { option_groups: [{ label: plain("G"), options: [option(1)] }] }))),
    "either `options` or `option_groups`",
  ],
  [
    "a select without options",
    () => inModal(input({ type: "static_select", action_id: "a" })),
    "either `options` or `option_groups`",
  ],
  [
    "an initial option that is not offered",
    () => inModal(input(select([option(1)], { initial_option: option(2) }))),
    "must match one of the options",
  ],
  [
    "a date that is none",
    () => inModal(input({ type: "datepicker", initial_date: "2026-13-01" })),
    "[json-pointer:/view/blocks/0/element/initial_date]",
  ],
  ["a style that is none", () => inMessage(actions({ ...button("a", "A"), style: "loud" })), "valid enum value"],
  [
    "a confirm without its second button",
    () => inMessage(confirming({ deny: undefined })),
    "missing required field: deny",
  ],
  [
    "inputs without a submit button",
    () => faultOfView(modal({ submit: undefined, blocks: [input({ type: "plain_text_input" })] }), "modal"),
    "missing required field: submit",
  ],
  [
    "a modal without title",
    () => faultOfView(modal({ title: undefined }), "modal"),
    "missing required field: title [json-pointer:/view]",
  ],
  [
    "a home with a title",
    () => faultOfView({ type: "home", title: plain("T"), blocks: [] }, "home"),
    "invalid additional property: title",
  ],
  [
    "two elements that want the focus",
    () =>
      inModal(input({ type: "plain_text_input", focus_on_load: true }), {
        ...input({ type: "plain_text_input", focus_on_load: true }),
        block_id: "b2",
      }),
    "focus_on_load",
  ],
  [
    "a table in a modal",
    () => inModal({ type: "table", rows: [[{ type: "raw_text", text: "a" }]] }),
    "unsupported type: table",
  ],
  ["an alert in a message", () => inMessage({ type: "alert", text: plain("a") }), "unsupported type: alert"],
];

describe("what is malformed at Slack is malformed here", () => {
  it.each(MALFORMED)("%s", (_name, fault, says) => {
    expect(fault()?.messages.join("\n")).toContain(says);
  });

  it("blocks that are no list of objects", () => {
    expect(faultOfMessage("nothing")).toEqual({ error: "invalid_blocks_format", messages: [] });
    expect(faultOfMessage(["nothing"])).toEqual({ error: "invalid_blocks_format", messages: [] });
  });

  it("takes every kind of block and input that is well made", () => {
    const inputs = [
      "plain_text_input",
      "email_text_input",
      "url_text_input",
      "datepicker",
      "timepicker",
      "datetimepicker",
      "users_select",
      "multi_users_select",
      "conversations_select",
      "channels_select",
      "file_input",
      "rich_text_input",
    ];
    const choices = ["static_select", "multi_static_select", "checkboxes", "radio_buttons"].map((type) => ({
      type,
      action_id: type,
      options: [{ text: plain("One"), value: "1", description: plain("first") }],
    }));
    const elements = [
      ...inputs.map((type) => ({ type, action_id: type })),
      { type: "number_input", is_decimal_allowed: false, action_id: "n" },
      ...choices,
    ];
    expect(
      inModal(
        ...elements.map((element, n) => ({
          ...input(element),
          block_id: `b${n}`,
          optional: true,
          dispatch_action: false,
          hint: plain("h"),
        })),
      ),
    ).toBeUndefined();
    const blocks = [
      { type: "header", text: { ...plain("Header"), emoji: true } },
      { type: "divider" },
      { ...section("*bold*"), accessory: button("acc", "Go"), expand: true },
      {
        type: "context",
        elements: [mrkdwn("c"), plain("p"), { type: "image", image_url: "https://example.com/a.png", alt_text: "a" }],
      },
      { type: "image", image_url: "https://example.com/a.png", alt_text: "a", title: plain("t") },
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "hi" }] }] },
      { type: "markdown", text: "# hi" },
      { type: "table", rows: [[{ type: "raw_text", text: "a" }]], column_settings: [{ align: "right" }] },
      { type: "card", title: mrkdwn("t"), actions: [button("c", "C")] },
      { type: "plan", title: "Plan", tasks: [{ type: "task_card", task_id: "1", title: "Task", status: "complete" }] },
      input({ type: "plain_text_input" }),
    ];
    expect(inMessage(...blocks)).toBeUndefined();
    expect(inModal({ type: "alert", text: mrkdwn("mind this"), level: "warning" })).toBeUndefined();
  });
});
