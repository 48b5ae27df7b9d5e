/** The messenger port over the local Teams: created once, updated where it stands, and what Teams refuses or is too busy for. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readReceipt, receiptOf } from "../../../src/adapters/teams/messenger.ts";
import { accountId, instant, placeId } from "../../../src/domain/ids.ts";
import type { Address, Outgoing } from "../../../src/ports/messenger.ts";
import { mention, say } from "../../../src/views/vocabulary.ts";
import { aBot, aCard, type Bot, carrier, channel, prairie } from "./support/bot.ts";

let bot: Bot;
const waits: number[] = [];
beforeEach(async () => {
  waits.length = 0;
  const stopwatch = {
    now: () => performance.now(),
    wait: async (ms: number) => void waits.push(ms),
  };
  bot = await aBot({}, { teams: { rateLimits: false }, bot: { stopwatch } });
  await bot.teams.introduce();
  bot.teams.log.clear();
});
afterEach(() => bot.stop());

const wordsIn = (value: unknown): string => JSON.stringify(value ?? "");
const here = () => placeId(`teams:${carrier}:${bot.teams.conversation(channel).id}`);
const account = (name: string, tenant = carrier) => accountId(`teams:${tenant}:${bot.teams.as(name).id}`);
const toPlace = (): Address => ({ to: "place", place: here() });
const mark = "ob_aaaaaaaaaaaa/checklist@x";
const message = (address: Address, text = "The checklist", more: Partial<Outgoing> = {}): Outgoing => ({
  address,
  card: aCard(text),
  mark,
  ...more,
});
const { create, update } = {
  create: (one: Outgoing) => bot.connection.messenger.create(one),
  update: (receipt: string, one: Outgoing) => bot.connection.messenger.update(receipt, one),
};

describe("a message to a place", () => {
  it("is created once and updated where it stands", async () => {
    const receipt = await create(message(toPlace(), "Two of five"));
    expect(await update(receipt, message(toPlace(), "Three of five"))).toBe(receipt);
    const { messages } = bot.teams.conversation(channel);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.replyTo).toBeUndefined();
    expect(wordsIn(messages[0]?.cards)).toContain("Three of five");
  });

  it("has words for notifications", async () => {
    await create(message(toPlace(), "Two of five"));
    expect(bot.teams.log.calls("sendToConversation")[0]?.body).toMatchObject({
      type: "message",
      summary: "Two of five",
    });
  });

  it("that was deleted is to be created anew", async () => {
    const receipt = receiptOf({ conversation: bot.teams.conversation(channel).id, message: "1", instead: false });
    await expect(update(receipt, message(toPlace()))).rejects.toMatchObject({ kind: "messageGone" });
  });

  it("from which the bot was removed is gone, and the sentence says what to do", async () => {
    await bot.teams.uninstall(channel);
    await expect(create(message(toPlace()))).rejects.toMatchObject({
      kind: "gone",
      message: expect.stringContaining("add it to the channel again"),
    });
  });

  it("that was deleted is gone", async () => {
    await bot.teams.deleteChannel(channel);
    await expect(create(message(toPlace()))).rejects.toMatchObject({ kind: "gone" });
  });

  it("on another platform is refused without asking anybody", async () => {
    const address: Address = { to: "place", place: placeId("slack:T1:C1") };
    await expect(create(message(address))).rejects.toMatchObject({ kind: "refused" });
    expect(bot.teams.log.calls()).toEqual([]);
  });

  it("names people whom Teams refuses to notify all the same", async () => {
    bot.teams.faults.onCalls("sendToConversation", 1, { kind: "refusal", status: 400, code: "BadSyntax" });
    const card = {
      summary: "For Sam",
      elements: [
        { word: "paragraph", text: say`${mention({ account: account("Sam Ortega"), name: "Sam Ortega" })}, look.` },
      ],
    } as const;
    await create(message(toPlace(), "", { card }));
    const [first, second] = bot.teams.log.calls("sendToConversation");
    expect(wordsIn(first?.body)).toContain('"entities"');
    expect(wordsIn(second?.body)).not.toContain('"mentioned"');
    expect(wordsIn(second?.body)).toContain("Sam Ortega");
  });
});

describe("a message to a person", () => {
  const toSam = (): Address => ({ to: "person", account: account("Sam Ortega") });

  it("goes to the conversation that is known, without opening one", async () => {
    const receipt = await create(message(toSam(), "For you"));
    expect(bot.teams.log.calls("createConversation")).toEqual([]);
    const alerting = { channelData: { notification: { alert: true } } };
    expect(bot.teams.log.calls("sendToConversation").at(-1)?.body).toMatchObject(alerting);
    await create(message(toPlace(), "For all"));
    expect(bot.teams.log.calls("sendToConversation").at(-1)?.body).not.toHaveProperty("channelData");
    await update(receipt, message(toSam(), "For you, newer"));
    expect(bot.teams.log.calls("updateActivity").at(-1)?.body).not.toHaveProperty("channelData");
    expect(wordsIn(bot.teams.as("Sam Ortega").last("@bot")?.cards)).toContain("For you, newer");
  });

  it("opens the conversation where none is known, once", async () => {
    const sam = bot.teams.as("Sam Ortega");
    await bot.connection.references.keepPerson(sam.id, { personal: undefined });
    await Promise.all([create(message(toSam(), "One")), create(message(toSam(), "Two"))]);
    await create(message(toSam(), "Three"));
    const opened = bot.teams.log.calls("createConversation");
    expect(opened).toHaveLength(1);
    expect(opened[0]?.body).toMatchObject({ tenantId: carrier, isGroup: false });
    const said = sam.sees("@bot").messages.map(({ cards }) => wordsIn(cards));
    for (const word of ["One", "Two", "Three"]) expect(said.filter((each) => each.includes(word))).toHaveLength(1);
  });

  it("who put the conversation away finds the message in one that is opened anew", async () => {
    bot.teams.faults.onCalls("sendToConversation", 3, { kind: "refusal", status: 404, code: "ConversationNotFound" });
    const receipt = await create(message({ ...toSam(), fallback: here() } as Address, "For you"));
    expect(readReceipt(receipt).instead).toBe(false);
    expect(bot.teams.log.calls("createConversation")).toHaveLength(1);
    expect(wordsIn(bot.teams.as("Sam Ortega").last("@bot")?.cards)).toContain("For you");
  });

  it("whom an administrator does not let use the app is told in the channel", async () => {
    const blocked = { kind: "refusal", status: 403, code: "BotDisabledByAdmin" } as const;
    bot.teams.faults.onCalls("sendToConversation", 1, blocked);
    const receipt = await create(message({ ...toSam(), fallback: here() } as Address, "For you"));
    expect(readReceipt(receipt).instead).toBe(true);
    bot.teams.faults.onCalls("sendToConversation", 1, blocked);
    await expect(create(message(toSam(), "For you"))).rejects.toMatchObject({ kind: "refused" });
    bot.teams.faults.onCalls("sendToConversation", 1, blocked);
    await expect(create(message(toPlace()))).rejects.toMatchObject({ kind: "lockedOut" });
  });

  it("who has not installed the app is told in the channel, with their name, and updated there", async () => {
    const address: Address = { to: "person", account: account("Nadia Brooks"), fallback: here() };
    await bot.teams.as("Nadia Brooks").say(channel, "@Onboarding hello");
    const receipt = await create(message(address, "For Nadia"));
    expect(readReceipt(receipt).instead).toBe(true);
    const posted = bot.teams.conversation(channel).messages.at(-1);
    expect(wordsIn(posted?.cards)).toContain("For Nadia");
    expect(posted?.mentions).toEqual([bot.teams.as("Nadia Brooks").id]);
    await update(receipt, message(address, "For Nadia, newer"));
    const updated = bot.teams.conversation(channel).messages.at(-1);
    expect(wordsIn(updated?.cards)).toContain("For Nadia, newer");
    expect(wordsIn(updated?.cards)).toContain("Nadia Brooks");
  });

  it("who has not installed the app is gone where there is no channel of Teams to fall back to", async () => {
    const nadia = account("Tom Okafor", prairie);
    await expect(create(message({ to: "person", account: nadia }))).rejects.toMatchObject({
      kind: "gone",
      message: expect.stringContaining("not installed for that person"),
    });
    const elsewhere: Address = { to: "person", account: nadia, fallback: placeId("slack:T1:C1") };
    await expect(create(message(elsewhere))).rejects.toMatchObject({ kind: "gone" });
  });

  it("on another platform is refused without asking anybody", async () => {
    const address: Address = { to: "person", account: accountId("slack:T1:U1") };
    await expect(create(message(address))).rejects.toMatchObject({ kind: "refused" });
    expect(bot.teams.log.calls()).toEqual([]);
  });
});

describe("where Teams is out of breath", () => {
  it("and does not know a conversation that is there, it is asked again, twice at most", async () => {
    const unknown = { kind: "refusal", status: 404, code: "ConversationNotFound" } as const;
    bot.teams.faults.onCalls("sendToConversation", 2, unknown);
    await create(message(toPlace()));
    expect(bot.teams.log.calls("sendToConversation")).toHaveLength(3);
    bot.teams.faults.onCalls("sendToConversation", 3, unknown);
    await expect(create(message(toPlace()))).rejects.toMatchObject({ kind: "gone", passing: true });
  });

  it.each([412, 502, 504])("a call that failed with %i is made again, twice at most", async (status) => {
    bot.teams.faults.onCalls("sendToConversation", 2, { kind: "status", status });
    await create(message(toPlace()));
    expect(bot.teams.log.calls("sendToConversation")).toHaveLength(3);
    const pauses = waits.filter((ms) => ms > 200);
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThan(pauses[0] ?? Number.NaN);
    bot.teams.faults.onCalls("sendToConversation", 3, { kind: "status", status });
    await expect(create(message(toPlace()))).rejects.toMatchObject({ kind: status === 412 ? "busy" : "unreachable" });
  });

  it("and says how long to wait, nothing is tried before and the caller is told", async () => {
    bot.teams.faults.onCalls("sendToConversation", 1, { kind: "rateLimited", retryAfter: 7 });
    await expect(create(message(toPlace()))).rejects.toMatchObject({ kind: "busy", retryAfterMs: 7000 });
    expect(bot.teams.log.calls("sendToConversation")).toHaveLength(1);
    await create(message(toPlace()));
    expect(waits.some((ms) => ms > 6000 && ms <= 7000)).toBe(true);
  });

  it("a broken connection is told as unreachable, and not tried blindly", async () => {
    bot.teams.faults.onCalls("sendToConversation", 1, { kind: "drop", when: "afterEffect" });
    await expect(create(message(toPlace()))).rejects.toMatchObject({ kind: "unreachable" });
    expect(bot.teams.log.calls("sendToConversation")).toHaveLength(1);
  });

  it("a token that is not taken any more is replaced", async () => {
    await create(message(toPlace()));
    bot.teams.revokeTokens();
    await create(message(toPlace()));
    expect(bot.teams.log.calls("token")).toHaveLength(1);
    expect(bot.teams.conversation(channel).messages).toHaveLength(2);
  });
});

describe("a message that may have arrived", () => {
  it("can't be looked for, which is said only while Teams is there", async () => {
    const since = instant(new Date(0));
    const find = (one: Outgoing) => bot.connection.messenger.findSent(one, since);
    await expect(find(message(toPlace()))).rejects.toMatchObject({ kind: "refused" });
    bot.teams.faults.down("unreachable");
    await expect(find(message(toPlace()))).rejects.toMatchObject({ kind: "unreachable" });
    bot.teams.faults.down(false);
    await expect(find(message(toPlace()))).rejects.toMatchObject({ kind: "refused" });
    expect(bot.teams.conversation(channel).messages).toEqual([]);
  });

  it("is nowhere where no conversation was ever opened", async () => {
    const tom = account("Tom Okafor", prairie);
    expect(await bot.connection.messenger.findSent(message({ to: "person", account: tom }), instant(new Date(0)))).toBe(
      undefined,
    );
  });
});
