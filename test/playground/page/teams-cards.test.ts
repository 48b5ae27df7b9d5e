import { describe, expect, it } from "vitest";
import { carriedOver, emptyDraft, withTyped } from "../../../src/playground/page/teams/cards/typed-values.ts";
import type { RawCard } from "../../../src/playground/wire-teams.ts";

const card: RawCard = {
  type: "AdaptiveCard",
  version: "1.5",
  body: [
    { type: "TextBlock", text: "number" },
    { type: "Container", items: [{ type: "Input.Text", id: "number", value: "from the bot" }] },
    { type: "Input.Number", id: "many" },
  ],
  actions: [
    { type: "Action.Submit", title: "Save", data: { type: "Input.Text", id: "number" } },
    { type: "Action.ShowCard", card: { type: "AdaptiveCard", body: [{ type: "Input.Date", id: "on" }] } },
  ],
};

describe("a card that is drawn anew", () => {
  it("has what was typed in its inputs, however deep they stand", () => {
    expect(withTyped(card, { number: "C26", on: "2026-11-02" })).toMatchObject({
      body: [{}, { items: [{ value: "C26" }] }, {}],
      actions: [{}, { card: { body: [{ value: "2026-11-02" }] } }],
    });
  });
  it("has numbers as numbers, and an input that was emptied empty", () => {
    expect(withTyped(card, { many: "7", number: "" })).toMatchObject({
      body: [{}, { items: [{ value: "" }] }, { value: 7 }],
    });
  });
  it("carries the data of its actions as the bot sent them", () => {
    const { actions } = withTyped(card, { number: "C26" });
    expect((actions as readonly unknown[])[0]).toEqual((card.actions as readonly unknown[])[0]);
  });
  it("is the very same where nothing was typed", () => {
    expect(withTyped(card, {})).toBe(card);
  });
});

describe("what was typed", () => {
  const typed = { values: { number: "C26" } };

  it("stays when somebody else's doing changes the card", () => {
    expect(carriedOver(typed, "another card")).toBe(typed);
  });
  it("stays when it was sent and the card did not change", () => {
    const sent = { ...typed, sentFrom: "the card" };
    expect(carriedOver(sent, "the card")).toBe(sent);
  });
  it("gives way to the card that answers it", () => {
    expect(carriedOver({ ...typed, sentFrom: "the card" }, "the answer")).toBe(emptyDraft);
  });
});
