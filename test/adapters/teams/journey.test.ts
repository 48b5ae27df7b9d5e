/** What people do in Teams, and what comes back, over the local Teams. */
import { afterEach, describe, expect, it } from "vitest";
import type { Front, Visitor } from "../../../src/application/front.ts";
import { aBot, aCard, type Bot, type BotOptions, carrier, channel, prairie } from "./support/bot.ts";

let bot: Bot;
afterEach(() => bot?.stop());
const start = async (front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> => {
  bot = await aBot(front, options);
  return bot;
};
const textsIn = (card: unknown): string => JSON.stringify(card);

describe("a message to the bot", () => {
  it("in a channel is answered in its thread", async () => {
    const heard: { visitor: Visitor; text: string; where: unknown }[] = [];
    const { teams } = await start({
      said: async (visitor, where, text) => {
        heard.push({ visitor, where, text });
        return { kind: "card", card: aCard("Here is the status.") };
      },
    });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding  status please");
    const [question, answer] = sam.sees(channel).messages;
    expect(answer?.replyTo).toBe(question?.id);
    expect(textsIn(answer?.cards[0])).toContain("Here is the status.");
    expect(heard).toEqual([
      {
        text: "status please",
        where: { in: "place", place: expect.stringMatching(`^teams:${carrier}:19:`) },
        visitor: {
          account: `teams:${carrier}:${sam.id}`,
          name: "Sam Ortega",
          company: `teams:${carrier}`,
          installedAt: `teams:${carrier}`,
          platform: "teams",
        },
      },
    ]);
  });

  it("by somebody of another company carries that company, which the roster knows", async () => {
    const heard: Visitor[] = [];
    const { teams } = await start({
      said: async (visitor) => {
        heard.push(visitor);
        return { kind: "nothing" };
      },
    });
    await teams.as("Tom Okafor").say(channel, "@Onboarding status");
    expect(heard.map(({ company }) => company)).toEqual([`teams:${prairie}`]);
  });
});

describe("a button", () => {
  it("that looks opens a dialog", async () => {
    const { teams } = await start({
      said: async () => ({
        kind: "card",
        card: aCard("Look:", {
          word: "buttons",
          buttons: [{ label: "Status", action: { do: "look", at: "status" } }],
        }),
      }),
      press: async () => ({ kind: "card", card: aCard("All is well.") }),
    });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding hello");
    await sam.press(channel, "Status");
    expect(textsIn(sam.dialog()?.card)).toContain("All is well.");
  });
});
