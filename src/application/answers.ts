/** What a visitor is answered, in the few ways there are. */
import { NotKept } from "../ports/journal.ts";
import { messageCard } from "../views/menu-card.ts";
import { type Card, say, type Text } from "../views/vocabulary.ts";
import type { Answer } from "./front.ts";

export const nothing: Answer = { kind: "nothing" };
export const shown = (card: Card): Answer => ({ kind: "card", card });
export const said = (text: Text): Answer => shown(messageCard(text));
/** To the visitor alone, even where they asked aloud. */
export const privately = (card: Card): Answer => ({ kind: "card", card, privately: true });

/** What can't be kept is said, and nothing is said as if it was. */
export async function keeping(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    return said(say`Not saved: ${error.message}`);
  }
}
