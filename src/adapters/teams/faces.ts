/**
 * What came of a press or a form, as the answer to an invoke: the next page of a dialog, or a message in the person's own view.
 * Teams sends an invoke again whose answer is empty or odd, so that every outcome has a whole body.
 */
import type { InvokeResponse } from "botbuilder";
import type { AccountId } from "../../domain/ids.ts";
import type { Log } from "../../ports/log.ts";
import { type Card, type Form, type Rendered, say } from "../../views/vocabulary.ts";
import type { AdaptiveCardPayload } from "./adaptive-card.ts";
import { looksAgain, withActions } from "./extra-buttons.ts";
import { renderForm } from "./forms.ts";
import { drawnCard } from "./kept-cards.ts";
import { limits } from "./limits.ts";
import { adaptiveCard } from "./sender.ts";
import {
  dialogTitle,
  done,
  leftWithoutSending,
  nothingToShow,
  sentence,
  stillChecking,
  withOutcome,
} from "./wording.ts";

export type Outcome =
  | { readonly kind: "nothing" }
  | { readonly kind: "card"; readonly card: Card }
  | { readonly kind: "form"; readonly form: Form; readonly instance: string }
  /** A form was kept; with what there is to say of it. */
  | { readonly kind: "saved"; readonly card: Card | undefined }
  /** A form was left without sending it. */
  | { readonly kind: "left" }
  /** The message is shown as it stands now, and nothing else. */
  | { readonly kind: "refreshed" }
  /** Still on its way; the token asks for it. */
  | { readonly kind: "late"; readonly token: string };

type Of<Kind extends Outcome["kind"]> = Extract<Outcome, { kind: Kind }>;
type Ways = { readonly [Kind in Outcome["kind"]]: (outcome: Of<Kind>) => Promise<object> | object };

export interface Face {
  /** The body with which an invoke is answered. */
  answer(outcome: Outcome): Promise<InvokeResponse>;
}

export interface Viewing {
  readonly viewer: AccountId;
  readonly userIds: (accounts: readonly AccountId[]) => readonly string[];
  readonly nameOf: (account: AccountId) => string | undefined;
  /** One to one with the bot. */
  readonly alone: boolean;
  readonly log: Log;
}

const ok = (body: object): InvokeResponse => ({ status: 200, body });

async function answered(ways: Ways, outcome: Outcome): Promise<InvokeResponse> {
  const way = ways[outcome.kind] as (one: Outcome) => Promise<object> | object;
  return ok(await way(outcome));
}

function reporting(log: Log) {
  return <Payload>({ payload, losses }: Rendered<Payload>): Payload => {
    if (losses.length > 0) log.warn({ losses }, "Some of a card or form did not fit into Teams and was left out.");
    return payload;
  };
}

/** The answers to `task/fetch` and `task/submit`: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export function dialogFace({ viewer, nameOf, alone, log }: Viewing): Face {
  const payloadOf = reporting(log);
  const { width, low, high, lowUpTo } = limits.dialog;
  const page = (value: { title: string; width: string; height: string; card: AdaptiveCardPayload }) => ({
    task: { type: "continue", value: { ...value, card: { contentType: adaptiveCard, content: value.card } } },
  });
  const ending = (text: string) => ({ task: { type: "message", value: text } });
  const shown = (card: Card, more: (payload: AdaptiveCardPayload) => AdaptiveCardPayload = (one) => one) =>
    page({
      title: dialogTitle,
      width,
      height: card.elements.length <= lowUpTo ? low : high,
      card: more(payloadOf(drawnCard(card, { in: "dialog", viewer }))),
    });

  const ways: Ways = {
    nothing: () => shown(sentence(done)),
    card: ({ card }) => shown(card),
    form: ({ form, instance }) => page(payloadOf(renderForm(form, { in: "dialog", instance, alone, nameOf }))),
    saved: ({ card }) => (card ? shown(card) : ending(done)),
    left: () => ending(leftWithoutSending),
    refreshed: () => ending(nothingToShow),
    late: ({ token }) =>
      shown(sentence(stillChecking), (card) => withActions(card, [looksAgain(token, { in: "dialog" })])),
  };
  return { answer: (outcome) => answered(ways, outcome) };
}

export interface Message {
  readonly mark: string | undefined;
  /** The card of the message as it stands now, where it still shows something. */
  readonly redrawn: () => Promise<Card | undefined>;
}

/** The answers to `adaptiveCard/action`: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards#response-format */
export function messageFace({ viewer, userIds, nameOf, alone, log }: Viewing, { mark, redrawn }: Message): Face {
  const payloadOf = reporting(log);
  const own = (value: AdaptiveCardPayload) => ({ statusCode: 200, type: adaptiveCard, value });
  const told = (value: string) => ({ statusCode: 200, type: "application/vnd.microsoft.activity.message", value });
  // Naming people notifies nobody here, and Teams refuses a whole answer for one who is not in the conversation.
  const drawn = (card: Card): AdaptiveCardPayload =>
    payloadOf(drawnCard(card, { in: "message", mark, viewer, userIds, quietly: true }));

  /** The message as it is now, with what came of the press on top; else that alone. */
  async function again(outcome: Card | undefined, otherwise: string): Promise<object> {
    const card = await redrawn();
    if (card) return own(drawn(withOutcome(card, outcome)));
    return outcome ? own(drawn(outcome)) : told(otherwise);
  }

  const ways: Ways = {
    nothing: () => again(undefined, done),
    card: ({ card }) => again(card, done),
    form: ({ form, instance }) =>
      own(payloadOf(renderForm(form, { in: "inline", instance, mark, alone, nameOf })).card),
    saved: ({ card }) => again(card, done),
    left: () => again(undefined, leftWithoutSending),
    refreshed: () => again(undefined, nothingToShow),
    async late({ token }) {
      const card = (await redrawn()) ?? { summary: stillChecking, elements: [] };
      const note = { word: "note", tone: "waiting", text: say`${stillChecking}` } as const;
      const top = drawn({ ...card, elements: [note, ...card.elements] });
      return own(withActions(top, [looksAgain(token, { in: "message", mark })]));
    },
  };
  return { answer: (outcome) => answered(ways, outcome) };
}

/** What is answered where even saying that something failed has failed. */
export const lastResort = (name: string | undefined, text: string): InvokeResponse =>
  ok(
    name === "adaptiveCard/action"
      ? { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text }
      : { task: { type: "message", value: text } },
  );
