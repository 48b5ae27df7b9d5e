import { describe, expect, it } from "vitest";
import type { AdaptiveCardPayload } from "../../../src/adapters/teams/adaptive-card.ts";
import { bytesOf } from "../../../src/adapters/teams/fit.ts";
import { limits } from "../../../src/adapters/teams/limits.ts";
import { renderCard } from "../../../src/adapters/teams/render.ts";
import { type CardElement, say } from "../../../src/views/vocabulary.ts";
import { faultsOfCard } from "../../support/adaptive-cards.ts";

const drawn = (elements: readonly CardElement[]) => renderCard({ summary: "Summary", elements }, { in: "message" });
const buttons: CardElement = { word: "buttons", buttons: [{ label: "Next", action: { do: "look", at: "next" } }] };

describe("a card that grows too large", () => {
  const row = (length: number): CardElement => ({
    word: "row",
    tone: "done",
    title: "Title",
    lines: [say`${"x".repeat(length)}`, say`second`],
  });
  const ofRows = (count: number, length: number) =>
    drawn([...Array.from({ length: count }, () => row(length)), buttons]);
  const words = (payload: AdaptiveCardPayload): number => JSON.stringify(payload).split("xxxxxxxxxx").length;

  it("moves its lines together before anything is lost", () => {
    const { payload, losses } = ofRows(60, 100);
    expect(losses).toEqual([]);
    expect(payload.body[0]).toEqual({
      type: "RichTextBlock",
      inlines: [
        "✅ ",
        { type: "TextRun", text: "Title", weight: "bolder" },
        { type: "TextRun", text: " · done", color: "good" },
        `\n${"x".repeat(100)}\nsecond`,
      ],
      spacing: "medium",
    });
    expect(words(payload)).toBeGreaterThan(60 * 9);
    expect(faultsOfCard(payload)).toEqual([]);
  });
  it("is cut at the end with a report, and keeps what can be pressed", () => {
    const { payload, losses } = ofRows(60, 600);
    expect(losses.length).toBeGreaterThan(20);
    expect(losses[0]).toEqual({ word: "card", what: expect.stringContaining("xxx") });
    expect(bytesOf(payload)).toBeLessThanOrEqual(limits.card.aimBytes);
    expect(bytesOf(payload)).toBeGreaterThan(limits.card.aimBytes * 0.9);
    expect(payload.body.filter(({ type }) => type === "ActionSet")).toHaveLength(1);
    expect(JSON.stringify(payload)).toContain("…");
    expect(faultsOfCard(payload)).toEqual([]);
  });
});
