/** What tests of the bot in Teams have in common: cards, forms, and a bot that is told where it is. */
import type { Answer, Front } from "../../../../src/application/front.ts";
import { onboardingId, type PlaceId, placeId } from "../../../../src/domain/ids.ts";
import type { Action, FormRef } from "../../../../src/views/actions.ts";
import type { Card, Form } from "../../../../src/views/vocabulary.ts";
import { aBot, aCard, type Bot, type BotOptions, carrier, channel } from "./bot.ts";

export const wordsIn = (card: unknown): string => JSON.stringify(card ?? "");
export const shown = (card: Card): Answer => ({ kind: "card", card });
export const mark = "ob_aaaaaaaaaaaa/checklist@x";
export const startRef: FormRef = { form: "start" };
export const accept: Action = { do: "acceptQuestionnaire", onboarding: onboardingId("ob_aaaaaaaaaaaa") };
export const lookAtStatus: Action = { do: "look", at: "status" };

/** The channel that most of it happens in. */
export const placeIn = (bot: Bot): PlaceId => placeId(`teams:${carrier}:${bot.teams.conversation(channel).id}`);

export const aForm = (more: Partial<Form> = {}): Form => ({
  ref: startRef,
  title: "Start an onboarding",
  submit: "Start",
  cancel: "Cancel",
  elements: [
    { word: "line", id: "name", label: "Reseller", maxLength: 80 },
    { word: "person", id: "lead", label: "Lead", optional: true },
  ],
  values: {},
  errors: {},
  ...more,
});

export type Pressable = { readonly label: string; readonly action: Action };
export const withButtons = (text: string, ...buttons: readonly Pressable[]): Card =>
  aCard(text, { word: "buttons", buttons });

/** A bot that has been told where it is. */
export async function aBotThere(front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> {
  const bot = await aBot(front, options);
  await bot.teams.introduce();
  bot.teams.log.clear();
  return bot;
}

/** Posts a card in the channel, as the application does. @returns its receipt */
export const postIn = (bot: Bot, card: Card): Promise<string> =>
  bot.connection.messenger.create({ address: { to: "place", place: placeIn(bot) }, card, mark });
