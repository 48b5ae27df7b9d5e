import { afterEach, describe, expect, it } from "vitest";
import { type Together, together } from "./support/bot.ts";

let running: Together | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

describe("a person who writes", () => {
  it("reaches the bot in a channel by a mention, and is answered in the thread", async () => {
    running = await together({ message: async (context) => void (await context.sendActivity("I am here.")) });
    const { teams, settings, heard } = running;
    expect(await teams.as("Tom Okafor").say("Prairie Telecom", "@Onboarding status")).toEqual({ ok: true });

    const [said, answer] = teams.conversation("Prairie Telecom").messages;
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      type: "message",
      id: said?.id,
      channelId: "msteams",
      serviceUrl: settings.serviceUrl,
      text: "<at>Onboarding</at> status",
      textFormat: "plain",
      locale: "en-US",
      from: { id: teams.as("U0TOM").teamsId, name: "Tom Okafor", aadObjectId: teams.as("U0TOM").id },
      recipient: { id: `28:${settings.appId}`, name: "Onboarding" },
      conversation: {
        id: `${teams.conversation("Prairie Telecom").id};messageid=${said?.id}`,
        conversationType: "channel",
        isGroup: true,
        tenantId: settings.tenantId,
      },
      channelData: { tenant: { id: settings.tenantId }, channel: { type: "shared" }, team: { id: expect.any(String) } },
    });
    expect(heard[0]?.entities).toContainEqual({
      type: "mention",
      text: "<at>Onboarding</at>",
      mentioned: { id: `28:${settings.appId}`, name: "Onboarding" },
    });
    expect(answer).toMatchObject({ text: "I am here.", replyTo: said?.id, author: { bot: true } });
  });

  it("is not heard in a channel or chat without a mention, and is one to one", async () => {
    running = await together({});
    const { teams, heard } = running;
    const sam = teams.as("U0SAM");
    await sam.say("Prairie Telecom", "among us");
    await sam.say("Northline x Prairie", "among us too");
    await sam.say("@bot", "status");
    expect(heard.map((one) => [one.text, one.conversation.conversationType])).toEqual([["status", "personal"]]);
    expect(heard[0]?.conversation).not.toHaveProperty("isGroup");
  });
});
