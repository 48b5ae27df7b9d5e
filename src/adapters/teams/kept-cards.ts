/** Cards that are asked for again and again, drawn once: the application hands out the same card until something changes. */
import type { Card, Rendered } from "../../views/vocabulary.ts";
import type { AdaptiveCardPayload } from "./adaptive-card.ts";
import { type CardView, renderCard } from "./render.ts";

type Drawn = Rendered<AdaptiveCardPayload>;

/** The newest ones: a drawing of the largest takes some 50 KB. */
const mostKept = 1_000;

const forAll = new WeakMap<Card, Card>();
const seenOnce = new WeakSet<Card>();
const kept = new Map<Card, Map<string, Drawn>>();

const isForSome = (element: Card["elements"][number]): boolean =>
  element.word === "buttons" && element.for !== undefined;

/** What tells drawings of one card apart; undefined where that is more than the view: who those are that see it on their own. */
function nameOf({ elements }: Card, { in: where, mark, quietly, viewer }: CardView): string | undefined {
  const name = `${where} ${quietly === true} ${mark ?? ""}`;
  if (!elements.some(isForSome)) return name;
  if (where === "message" && viewer === undefined) return undefined;
  return `${name} ${viewer ?? ""}`;
}

/** The card without what is for some only: the same one each time. */
export function cardForAll(card: Card): Card {
  if (!card.elements.some(isForSome)) return card;
  const known = forAll.get(card);
  if (known) return known;
  const made: Card = { ...card, elements: card.elements.filter((element) => !isForSome(element)) };
  forAll.set(card, made);
  return made;
}

/** The same as `renderCard`, from memory where the card was drawn so before. */
export function drawnCard(card: Card, view: CardView): Drawn {
  const name = nameOf(card, view);
  if (name === undefined) return renderCard(card, view);
  if (!seenOnce.has(card)) {
    // Most cards are shown once, and none of them is kept.
    seenOnce.add(card);
    return renderCard(card, view);
  }
  const drawings = kept.get(card) ?? new Map<string, Drawn>();
  const drawing = drawings.get(name) ?? renderCard(card, view);
  drawings.set(name, drawing);
  kept.delete(card);
  kept.set(card, drawings);
  const [oldest] = kept.size > mostKept ? kept.keys() : [];
  if (oldest) kept.delete(oldest);
  return drawing;
}
