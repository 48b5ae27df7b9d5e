import { afterEach, describe, expect, it } from "vitest";
import { call, card, message, requestToken, type Together, teamsAlone, together, words } from "./support/bot.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function alone() {
  const made = await teamsAlone();
  ends.push(() => made.teams.close());
  const place = `/${made.idOf("Prairie Telecom")}/activities`;
  const post = () => call(made.settings, "POST", place, { type: "message", text: "x" });
  const texts = () => made.teams.conversation("Prairie Telecom").messages.length;
  return { ...made, post, texts };
}

async function withBot(wiring: Parameters<typeof together>[0] = {}): Promise<Together> {
  const running = await together(wiring);
  ends.push(running.stop);
  return running;
}

describe("a call that is made to fail", () => {
  it("meets 429 with Retry-After, 5xx, 412 and refusals, so often as ordered, and then is well", async () => {
    const { teams, post, texts } = await alone();
    teams.faults.onCalls("sendToConversation", 1, { kind: "rateLimited", retryAfter: 7 });
    teams.faults.onCalls("*", 2, { kind: "status", status: 502 });
    teams.faults.onCalls("*", 1, { kind: "status", status: 412, code: "PreconditionFailed" });
    teams.faults.onCalls("*", 1, { kind: "refusal", status: 403, code: "BotNotInConversationRoster" });
    const first = await post();
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    const rest = [await post(), await post(), await post(), await post(), await post()];
    expect(rest.map((one) => one.status)).toEqual([502, 502, 412, 403, 201]);
    expect(texts()).toBe(1);
    expect(teams.log.calls("sendToConversation").map((one) => one.effect)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it("breaks off before or after the effect", async () => {
    const { teams, post, texts } = await alone();
    teams.faults.onCalls("sendToConversation", 1, { kind: "drop", when: "beforeEffect" });
    await expect(post()).rejects.toThrow();
    expect(texts()).toBe(0);
    teams.faults.onCalls("sendToConversation", 1, { kind: "drop", when: "afterEffect" });
    await expect(post()).rejects.toThrow();
    expect(texts()).toBe(1);
    expect(teams.log.calls("sendToConversation").map((one) => [one.status, one.effect])).toEqual([
      [0, false],
      [0, true],
    ]);
  });

  it("waits until it is let go, with its effect first where told so", async () => {
    const { teams, post, texts } = await alone();
    let go = (): void => {};
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    teams.faults.onCalls("sendToConversation", 1, { kind: "hold", until, effect: "first" });
    const held = post();
    await teams.until(() => texts() === 1, "the effect");
    go();
    expect((await held).status).toBe(201);
    teams.faults.onCalls("sendToConversation", 1, { kind: "delay", millis: 5 });
    expect((await post()).status).toBe(201);
  });

  it("may be the one for a token", async () => {
    const { teams, settings } = await alone();
    teams.faults.onCalls("token", 1, { kind: "status", status: 503 });
    expect((await requestToken(settings)).status).toBe(503);
    expect((await requestToken(settings)).status).toBe(200);
  });

  it("fails altogether in an outage, until that is over", async () => {
    const { teams, post } = await alone();
    teams.faults.down("unavailable");
    expect((await post()).status).toBe(503);
    teams.faults.down("unreachable");
    await expect(post()).rejects.toThrow();
    teams.faults.down(false);
    expect((await post()).status).toBe(201);
  });
});

describe("a delivery", () => {
  it("can come twice", async () => {
    const { teams, heard } = await withBot();
    teams.faults.deliverTwice();
    await teams.as("U0SAM").say("@bot", "status");
    await teams.as("U0SAM").say("@bot", "next");
    const [first] = heard;
    expect(heard.map((one) => one.text)).toEqual(["status", "status", "next"]);
    expect(heard[1]?.id).toBe(first?.id);
  });

  it("can be held back and let go in another order", async () => {
    const { teams, heard } = await withBot();
    teams.faults.holdDeliveries(2);
    const first = teams.as("U0SAM").say("@bot", "first");
    await teams.until(() => teams.faults.held === 1, "the first to be held");
    const second = teams.as("U0SAM").say("@bot", "second");
    await teams.until(() => teams.faults.held === 2, "both to be held");
    expect(heard).toEqual([]);
    await teams.faults.releaseDeliveries("reversed");
    await Promise.all([first, second]);
    expect(heard.map((one) => one.text)).toEqual(["second", "first"]);
  });

  it("comes again with the same id when nobody answers", async () => {
    const { teams, heard } = await withBot();
    teams.connectBot({ messagesUrl: "http://127.0.0.1:9/api/messages" });
    expect(await teams.as("U0SAM").say("@bot", "status")).toEqual({ ok: true });
    const sent = teams.log.deliveries("message");
    expect(sent.map((one) => [one.attempt, one.status])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(new Set(sent.map((one) => one.activity.id)).size).toBe(1);
    expect(heard).toEqual([]);
  });
});

describe("what happens beside messages", () => {
  it("is told: where the app is, who comes and goes, what becomes of channels", async () => {
    const { teams, heard, settings } = await withBot();
    await teams.introduce();
    const added = heard.filter((one) => one.type === "installationUpdate");
    expect(added.map((one) => one.conversation.conversationType)).toEqual([
      ...["channel", "channel", "groupChat"],
      ...["personal", "personal", "personal", "personal"],
    ]);
    expect(added[0]).toMatchObject({
      action: "add",
      channelData: { team: { name: "Reseller onboarding" }, channel: { name: "Prairie Telecom", type: "shared" } },
    });
    expect(heard[1]).toMatchObject({ type: "conversationUpdate", membersAdded: [{ id: `28:${settings.appId}` }] });

    heard.splice(0);
    const channel = teams.conversation("New reseller");
    await teams.join("Omar Haddad", "New reseller");
    await teams.leave("Omar Haddad", "New reseller");
    await teams.archiveTeam("Reseller onboarding");
    await teams.archiveTeam("Reseller onboarding", false);
    await teams.deleteChannel("New reseller");
    await teams.uninstall("Northline x Prairie");
    await teams.install("Tom Okafor");
    expect(heard.map((one) => [one.type, one.channelData.eventType ?? one.action])).toEqual([
      ["conversationUpdate", "teamMemberAdded"],
      ["conversationUpdate", "teamMemberRemoved"],
      ["conversationUpdate", "teamArchived"],
      ["conversationUpdate", "teamUnarchived"],
      ["conversationUpdate", "channelDeleted"],
      ["installationUpdate", "remove"],
      ["conversationUpdate", undefined],
      ["installationUpdate", "add"],
      ["conversationUpdate", undefined],
    ]);
    expect(heard[0]?.membersAdded).toEqual([
      { id: teams.as("Omar Haddad").teamsId, aadObjectId: teams.as("Omar Haddad").id },
    ]);
    expect(heard[4]?.channelData).toMatchObject({ channel: { id: channel.id } });
    expect(heard[4]?.conversation.id).not.toBe(channel.id);
    expect(await teams.as("Tom Okafor").say("@bot", "now I can")).toEqual({ ok: true });
  });

  it("is said to a person whose team is archived or who is not there", async () => {
    const { teams } = await withBot();
    await teams.archiveTeam("Reseller onboarding");
    expect(await teams.as("U0SAM").say("Prairie Telecom", "x")).toMatchObject({ ok: false });
    expect(() => teams.as("U0TOM").sees("Northline x Prairie")).toThrow("Tom Okafor sees no conversation");
    expect(() => teams.as("Nobody")).toThrow("nobody here is Nobody; there are Sam Ortega");
  });

  it("is a message without words, when a plain Action.Submit is pressed", async () => {
    const more = { type: "Action.Submit", title: "More", data: { page: 2 } };
    const { teams, heard } = await withBot({
      message: async (context) => {
        if (context.activity.text) await context.sendActivity(message(card([words("List")], { actions: [more] })));
      },
    });
    await teams.as("U0SAM").say("@bot", "list");
    expect(await teams.as("U0SAM").press("@bot", "More")).toEqual({ ok: true });
    await teams.settled();
    expect(heard[1]).toMatchObject({
      type: "message",
      value: { page: 2 },
      replyToId: teams.as("U0SAM").last("@bot")?.id,
    });
  });
});
