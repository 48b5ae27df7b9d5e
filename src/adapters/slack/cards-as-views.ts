/** Cards inside a modal and on the App Home tab. */
import type { types } from "@slack/bolt";
import type { Card, Loss, Rendered } from "../../views/vocabulary.ts";
import { limits } from "./limits.ts";
import { writeMemory } from "./memory.ts";
import { cardBlocks, label } from "./render.ts";
import { viewWords } from "./wording.ts";

export const cardView = "card";

export interface Frame {
  readonly title?: string;
  readonly place?: string | undefined;
}

/** A card as a modal that only shows; its buttons work. */
export function cardAsModal(card: Card, { title = viewWords.title, place }: Frame = {}): Rendered<types.ModalView> {
  const losses: Loss[] = [];
  const { payload: blocks, losses: lost } = cardBlocks(card, { blocks: limits.view.blocks });
  const view: types.ModalView = {
    type: "modal",
    callback_id: cardView,
    title: label("card", title, limits.view.title, losses),
    close: label("card", viewWords.close, limits.view.close, losses),
    private_metadata: writeMemory({ round: 0, ...(place ? { place } : {}) }),
    blocks: [...blocks],
  };
  return { payload: view, losses: [...losses, ...lost] };
}

/** A card as a person's App Home tab. */
export function cardAsHome(card: Card): Rendered<types.HomeView> {
  const { payload: blocks, losses } = cardBlocks(card, { blocks: limits.view.blocks });
  return { payload: { type: "home", callback_id: "home", blocks: [...blocks] }, losses };
}
