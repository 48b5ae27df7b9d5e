import { describe, expect, it } from "vitest";
import { mentionsIn, parseTyped, readable } from "../../src/playground/slack/mrkdwn.ts";
import { complaintsOf } from "../../src/playground/slack/required-inputs.ts";
import type { Block } from "../../src/playground/slack/world.ts";
import { input, option, select } from "./support/block-kit.ts";

describe("text that people type", () => {
  it.each([
    ["a < b & c > d", "a &lt; b &amp; c &gt; d"],
    ["<@U0BOT> hi <#C0DESK> <!channel>", "<@U0BOT> hi <#C0DESK> <!channel>"],
    ["<@nobody> <!everyone-else>", "&lt;@nobody&gt; &lt;!everyone-else&gt;"],
    ["see https://example.com/x?a=1&b=2.", "see <https://example.com/x?a=1&amp;b=2>."],
    ["write ines@prairie.example!", "write <mailto:ines@prairie.example|ines@prairie.example>!"],
    ["(https://example.com)", "(<https://example.com>)"],
  ])("%s", (typed, stored) => {
    expect(parseTyped(typed)).toBe(stored);
  });

  it("mentions people, and reads back with their names", () => {
    expect(mentionsIn("<@U0BOT> and <@U0SAM|sam> &lt;@U0X&gt;")).toEqual(["U0BOT", "U0SAM"]);
    expect(readable("<@U0BOT> &amp; <@U0X>", (id) => (id === "U0BOT" ? "onboarding" : undefined))).toBe(
      "@onboarding & @U0X",
    );
  });
});

/** What Slack's client says of one input with one value. */
function complaint(element: Record<string, unknown>, state: Record<string, unknown>, more = {}): string | undefined {
  const block = input({ action_id: "value", ...element }, more) as Block;
  return complaintsOf([block], { field: { value: state } }).field;
}

describe("what Slack's client checks before it sends a form", () => {
  it.each([
    ["nothing where something is asked", { type: "plain_text_input" }, { value: null }, "required"],
    ["no choice", select([option(1)], { action_id: "value" }), { selected_option: null }, "required"],
    ["no choices", { type: "checkboxes", options: [option(1)] }, { selected_options: [] }, "required"],
    ["too short", { type: "plain_text_input", min_length: 3 }, { value: "ab" }, "at least 3"],
    ["too long", { type: "plain_text_input", max_length: 3 }, { value: "abcd" }, "no more than 3"],
    ["no address", { type: "email_text_input" }, { value: "nadia" }, "valid email"],
    ["no URL", { type: "url_text_input" }, { value: "example" }, "valid URL"],
    ["no number", { type: "number_input", is_decimal_allowed: true }, { value: "many" }, "valid number"],
    ["half a thing", { type: "number_input", is_decimal_allowed: false }, { value: "1.5" }, "whole number"],
    ["too few", { type: "number_input", is_decimal_allowed: false, min_value: "2" }, { value: "1" }, "at least 2"],
    ["too many", { type: "number_input", is_decimal_allowed: false, max_value: "2" }, { value: "3" }, "at most 2"],
    [
      "a choice that is not offered",
      select([option(1)], { action_id: "value" }),
      { selected_option: option(2) },
      "one of the options",
    ],
  ])("%s", (_name, element, state, says) => {
    expect(complaint(element, state)).toContain(says);
  });

  it("lets through what fits, and nothing where nothing is asked", () => {
    expect(complaint({ type: "plain_text_input", min_length: 3, max_length: 3 }, { value: "abc" })).toBeUndefined();
    expect(complaint({ type: "email_text_input" }, { value: "nadia@prairie.example" })).toBeUndefined();
    expect(complaint({ type: "plain_text_input" }, { value: null }, { optional: true })).toBeUndefined();
    expect(complaint(select([option(1)], { action_id: "value" }), { selected_option: option(1) })).toBeUndefined();
  });
});
