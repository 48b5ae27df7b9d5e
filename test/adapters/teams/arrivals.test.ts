/** The bot comes and goes in Teams, over the local Teams. */
import { afterEach, describe, expect, it } from "vitest";
import type { Front } from "../../../src/application/front.ts";
import { aBot, aCard, type Bot, type BotOptions, carrier, channel } from "./support/bot.ts";
import { placeIn, wordsIn } from "./support/scenes.ts";

let bot: Bot;
afterEach(() => bot?.stop());
const start = async (front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> => {
  bot = await aBot(front, options);
  return bot;
};

describe("the bot", () => {
  it("says hello once where it was added, and again after it was removed", async () => {
    const [arrived, left]: [string[], string[]] = [[], []];
    const { teams } = await start({
      arrived: async (at) => {
        arrived.push(at);
        return aCard("Hello!");
      },
      left: async (at, why) => void left.push(`${at} ${why}`),
    });
    await teams.install(channel);
    await teams.install(channel);
    expect(teams.conversation(channel).messages).toHaveLength(1);
    expect(arrived.length).toBeGreaterThan(0);
    expect(new Set(arrived)).toEqual(new Set([placeIn(bot)]));
    await teams.uninstall(channel);
    expect(new Set(left)).toEqual(new Set([`${placeIn(bot)} removed`]));
    await teams.install(channel);
    expect(teams.conversation(channel).messages).toHaveLength(2);
  });

  it("tells of channels that end and of teams that are archived", async () => {
    const left: string[] = [];
    const { teams } = await start({ left: async (at, why) => void left.push(`${at} ${why}`) });
    await teams.introduce();
    const other = `teams:${carrier}:${teams.conversation("New reseller").id}`;
    await teams.archiveTeam("Reseller onboarding");
    expect(left).toEqual(expect.arrayContaining([`${placeIn(bot)} archived`, `${other} archived`]));
    await teams.deleteChannel("New reseller");
    expect(left).toContain(`${other} gone`);
  });

  it("tells of what comes back out of the archive, and says nothing there by itself", async () => {
    const arrived: string[] = [];
    const { teams } = await start({
      arrived: async (at) => {
        arrived.push(at);
        return aCard("Hello!");
      },
    });
    await teams.introduce();
    await teams.archiveTeam("Reseller onboarding");
    const said = teams.conversation(channel).messages.length;
    arrived.length = 0;
    await teams.archiveTeam("Reseller onboarding", false);
    expect(arrived).toContain(placeIn(bot));
    expect(arrived).toContain(`teams:${carrier}:${teams.conversation("New reseller").id}`);
    expect(teams.conversation(channel).messages).toHaveLength(said);
  });

  it("welcomes a person with their own page, once", async () => {
    const { teams } = await start({ home: async () => aCard("Your page.") });
    const sam = teams.as("Sam Ortega");
    await teams.install(sam.id);
    await teams.install(sam.id);
    expect(sam.sees("@bot").messages).toHaveLength(1);
    expect(wordsIn(sam.last("@bot")?.cards)).toContain("Your page.");
  });
});
