import { describe, expect, it } from "vitest";
import { cardForAll, drawnCard } from "../../../src/adapters/teams/kept-cards.ts";
import { type CardView, renderCard } from "../../../src/adapters/teams/render.ts";
import { type AccountId, accountId, onboardingId } from "../../../src/domain/ids.ts";
import type { Card, CardElement } from "../../../src/views/vocabulary.ts";

const sam = accountId("teams:tenant:aad-sam");
const tom = accountId("teams:tenant:aad-tom");
const accept: CardElement = {
  word: "buttons",
  buttons: [{ label: "Accept", action: { do: "acceptQuestionnaire", onboarding: onboardingId("ob_prairie00001") } }],
  for: [sam],
};
const aCard = (...more: CardElement[]): Card => ({
  summary: "Summary",
  elements: [{ word: "heading", text: "Prairie Telecom" }, ...more],
});

/** Often enough for it to come from memory. */
const drawnAgain = (card: Card, view: CardView) => [1, 2, 3].map(() => drawnCard(card, view)).at(-1);

describe("a card that is shown again", () => {
  it("is not drawn again, and looks as it did", () => {
    const card = aCard();
    for (const view of [{ in: "message" }, { in: "dialog" }, { in: "message", mark: "ob/checklist" }] as const) {
      expect(drawnAgain(card, view)).toEqual(renderCard(card, view));
      expect(drawnCard(card, view)).toBe(drawnAgain(card, view));
    }
  });

  it("shows everybody only what is theirs", () => {
    const card = aCard(accept);
    for (const viewer of [sam, tom, sam]) {
      const view = { in: "dialog", viewer } as const;
      expect(drawnAgain(card, view)).toEqual(renderCard(card, view));
    }
    expect(drawnCard(card, { in: "dialog", viewer: tom })).not.toEqual(drawnCard(card, { in: "dialog", viewer: sam }));
  });

  it("names those with a view of their own as they are known now", () => {
    const card = aCard(accept);
    const seenAs = (id: string) =>
      drawnAgain(card, { in: "message", mark: "ob/rsid", userIds: (all: readonly AccountId[]) => all.map(() => id) })
        ?.payload.refresh?.userIds;
    expect([seenAs("8:orgid:aad-sam"), seenAs("29:sam")]).toEqual([["8:orgid:aad-sam"], ["29:sam"]]);
  });

  it("without what is for some is one card, too", () => {
    const card = aCard(accept);
    expect(cardForAll(card)).toEqual(aCard());
    expect(cardForAll(card)).toBe(cardForAll(card));
    const plain = aCard();
    expect(cardForAll(plain)).toBe(plain);
  });
});
