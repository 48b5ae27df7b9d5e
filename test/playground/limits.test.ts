import { describe, expect, it } from "vitest";
import { faultOfMessage, faultOfView } from "../../src/playground/slack/block-kit/check.ts";
import { LIMITS } from "../../src/playground/slack/limits.ts";
import {
  actions,
  confirming,
  inMessage,
  inModal,
  input,
  many,
  modal,
  mrkdwn,
  option,
  select,
  x,
} from "./support/block-kit.ts";
import { button, plain, section } from "./support/bolt-app.ts";

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
