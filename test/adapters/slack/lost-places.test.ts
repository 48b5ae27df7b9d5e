/** What Slack says of channels that the bot cannot write to any more, and of those that it can again. */
import { afterEach, describe, expect, it } from "vitest";
import { defaultSeed } from "../../../src/playground/slack/seed.ts";
import { aBot, aCard, type Bot } from "./support/bot.ts";

let bot: Bot;
afterEach(() => bot.stop());

const secret = "#prairie-secret";
const seed = {
  ...defaultSeed,
  channels: [
    ...defaultSeed.channels,
    {
      id: "C0SECRET",
      name: "prairie-secret",
      kind: "private" as const,
      teamId: "T0CARRIER",
      members: ["U0BOT", "U0SAM", "U0NADIA"],
    },
  ],
};

async function listening() {
  const heard: string[] = [];
  bot = await aBot(
    {
      left: async (place, why) => void heard.push(`${place} ${why}`),
      arrived: async (place) => {
        heard.push(`${place} arrived`);
        return aCard("Hello, I keep the checklist.");
      },
    },
    { seed },
  );
  return heard;
}

describe.each([
  ["a public channel", "#new-reseller", "slack:T0CARRIER:C0NEWRES"],
  ["a private channel", secret, "slack:T0CARRIER:C0SECRET"],
])("%s", (_, channel, place) => {
  it("is lost when the bot is removed from it, and found when it is invited again", async () => {
    const heard = await listening();
    bot.slack.leave("U0BOT", channel);
    await bot.slack.until(() => heard.length === 1);
    bot.slack.join("U0BOT", channel);
    await bot.slack.until(() => bot.slack.posted(channel).length === 1, "the greeting");
    expect(heard).toEqual([`${place} removed`, `${place} arrived`]);
  });

  it("is lost when it is archived, and found, without a greeting, when it is opened again", async () => {
    const heard = await listening();
    bot.slack.archive(channel, "U0SAM");
    await bot.slack.until(() => heard.length === 1);
    bot.slack.archive(channel, "U0SAM", false);
    await bot.slack.until(() => heard.length === 2);
    await bot.slack.settled();
    expect(heard).toEqual([`${place} archived`, `${place} arrived`]);
    expect(bot.slack.posted(channel)).toEqual([]);
  });

  it("is gone when it is deleted", async () => {
    const heard = await listening();
    bot.slack.delete(channel);
    await bot.slack.until(() => heard.length === 1);
    expect(heard).toEqual([`${place} gone`]);
  });
});

describe("a lost place", () => {
  it("is told of once, however often Slack says so, and other people who leave are nobody's loss", async () => {
    const heard = await listening();
    bot.slack.faults.deliverTwice();
    bot.slack.archive("#new-reseller", "U0SAM");
    bot.slack.leave("U0NADIA", "#prairie-telecom");
    await bot.slack.settled();
    expect(heard).toEqual(["slack:T0CARRIER:C0NEWRES archived"]);
  });

  it("that cannot be recorded is logged, since nobody waits for an answer", async () => {
    bot = await aBot({
      left: async () => {
        throw new Error("the disk is full");
      },
    });
    bot.slack.archive("#new-reseller", "U0SAM");
    await bot.slack.until(() => bot.log.lines.length > 0, "the log line");
    expect(bot.log.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "error: An event from Slack could not be handled: the disk is full",
    ]);
  });
});
