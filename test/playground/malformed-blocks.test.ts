import { describe, expect, it } from "vitest";
import { faultOfMessage, faultOfView } from "../../src/playground/slack/block-kit/check.ts";
import { actions, confirming, inMessage, inModal, input, modal, mrkdwn, option, select } from "./support/block-kit.ts";
import { button, plain, section } from "./support/bolt-app.ts";

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
