/** Buttons that no vocabulary of ours has, since only Teams' way of doing things calls for them. */
import type { AdaptiveCardPayload, CardAction, Element } from "./adaptive-card.ts";
import { opensDialog, verbs } from "./card-data.ts";
import { actionSets } from "./render.ts";
import { lookAgain, showIt } from "./wording.ts";

/** The card with these below everything else. */
export function withActions(card: AdaptiveCardPayload, actions: readonly CardAction[]): AdaptiveCardPayload {
  if (actions.length === 0) return card;
  const { body, ...around } = card;
  return { ...around, body: [...body, ...(actionSets(actions) as readonly Element[])] };
}

/** Asks a command again in a dialog, where its answer is for one person alone. */
export const showsAgain = (text: string): CardAction => ({
  type: "Action.Submit",
  title: showIt,
  data: { ...opensDialog, again: text.slice(0, 2000) },
});

/** Asks again for what was still being checked: its token stands alone, without a form. */
export const looksAgain = (
  token: string,
  where: { in: "dialog" } | { in: "message"; mark: string | undefined },
): CardAction =>
  where.in === "dialog"
    ? { type: "Action.Submit", title: lookAgain, data: { i: token } }
    : {
        type: "Action.Execute",
        title: lookAgain,
        verb: verbs.press,
        data: { i: token, ...(where.mark ? { m: where.mark } : {}) },
      };
