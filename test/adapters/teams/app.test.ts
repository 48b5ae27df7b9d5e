/** How the bot in Teams begins and ends. */
import { afterEach, describe, expect, it } from "vitest";
import { connectTeams } from "../../../src/adapters/teams/app.ts";
import type { Answer } from "../../../src/application/front.ts";
import { memoryConversations } from "../../support/memory-conversations.ts";
import { aBot, aCard, type Bot, carrier, channel, listeningLog, optionsFor } from "./support/bot.ts";
import { shown, wordsIn } from "./support/scenes.ts";

let bot: Bot;
afterEach(() => bot?.stop());

describe("the bot", () => {
  it("does not start with a wrong secret, and says which setting it is", async () => {
    bot = await aBot();
    const options = optionsFor(bot.settings, { conversations: memoryConversations(), log: listeningLog() });
    await expect(connectTeams({ ...options, appPassword: "wrong" })).rejects.toThrow(/MicrosoftAppPassword/);
    await expect(connectTeams({ ...options, appId: "" })).rejects.toThrow(/MicrosoftAppId/);
    await expect(connectTeams({ ...options, tenantId: "" })).rejects.toThrow(/MicrosoftAppTenantId/);
  });

  it("starts where nobody answers about its secret, and says so", async () => {
    bot = await aBot();
    const log = listeningLog();
    const tokenUrl = "http://127.0.0.1:9/token";
    const connection = await connectTeams({
      ...optionsFor(bot.settings, { conversations: memoryConversations(), log }),
      tokenUrl,
    });
    expect(connection.identity).toMatchObject({ tenant: carrier, botId: `28:${bot.settings.appId}` });
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
      ["warn", expect.stringContaining("could not be checked yet")],
    ]);
  });

  it("finishes what is in hand before it ends", async () => {
    let finish = (_: Answer): void => {};
    let begun = (): void => {};
    const said = new Promise<void>((resolve) => {
      begun = resolve;
    });
    bot = await aBot({
      said: () => {
        begun();
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    const saying = bot.teams.as("Sam Ortega").say(channel, "@Onboarding status");
    await said;
    const stopped = bot.app.stop();
    finish(shown(aCard("Just in time.")));
    await Promise.all([stopped, saying]);
    expect(wordsIn(bot.teams.conversation(channel))).toContain("Just in time.");
  });
});
