import { describe, expect, it } from "vitest";
import { formState } from "../../../src/playground/page/forms/element-state.ts";
import { fieldProblems } from "../../../src/playground/page/forms/field-problems.ts";
import type { RawBlock } from "../../../src/playground/wire.ts";

const input = (id: string, element: object, more: object = {}): RawBlock => ({
  type: "input",
  block_id: id,
  label: { type: "plain_text", text: id },
  element: { action_id: "a", ...element },
  ...more,
});

describe("what a form holds", () => {
  const blocks = [input("name", { type: "plain_text_input", initial_value: "from the app" })];
  const state = (value: string) => ({ name: { a: { type: "plain_text_input", value } } });

  it("begins with what the app filled in", () => {
    expect(formState(blocks, {}, {})).toEqual(state("from the app"));
  });
  it("is what Slack kept, once it kept something", () => {
    expect(formState(blocks, {}, state("kept"))).toEqual(state("kept"));
  });
  it("is what the person typed, before anything else", () => {
    expect(formState(blocks, state("typed"), state("kept"))).toEqual(state("typed"));
  });
  it("has an empty list where several may be chosen and none is", () => {
    const several = [input("states", { type: "multi_static_select", options: [] })];
    expect(formState(several, {}, {})).toEqual({
      states: { a: { type: "multi_static_select", selected_options: [] } },
    });
  });
});

describe("what the page asks to mend before a form is sent", () => {
  const problemsOf = (element: object, value: unknown, more: object = {}) => {
    const type = (element as { type: string }).type;
    return fieldProblems([input("field", element, more)], { field: { a: { type, value } } }).field;
  };

  it("a required field that is empty, and no optional one", () => {
    expect(problemsOf({ type: "plain_text_input" }, null)).toBe("Please complete this required field.");
    expect(problemsOf({ type: "plain_text_input" }, null, { optional: true })).toBeUndefined();
  });
  it("a text that is too short or too long, by how much", () => {
    expect(problemsOf({ type: "plain_text_input", min_length: 4 }, "abc")).toContain("at least 4");
    expect(problemsOf({ type: "plain_text_input", max_length: 4 }, "abcde")).toContain("by 1 character (");
  });
  it("a number that is none, not whole, or out of bounds", () => {
    const number = { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "9" };
    expect(problemsOf(number, "x")).toBe("Please enter a number.");
    expect(problemsOf(number, "1.5")).toBe("Please enter a whole number.");
    expect(problemsOf(number, "0")).toBe("Please enter 1 or more.");
    expect(problemsOf(number, "10")).toBe("Please enter 9 or less.");
    expect(problemsOf(number, "9")).toBeUndefined();
  });
});
