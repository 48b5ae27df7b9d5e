import { afterEach, describe, expect, it } from "vitest";
import type { Stopwatch } from "../../../src/adapters/chat/stopwatch.ts";
import { createMessenger } from "../../../src/adapters/slack/messenger.ts";
import { createPacer } from "../../../src/adapters/slack/pace.ts";
import { createSender } from "../../../src/adapters/slack/sender.ts";
import { webClient } from "../../../src/adapters/slack/web.ts";
import type { AccountId, Instant, PlaceId } from "../../../src/domain/ids.ts";
import type { LocalSlackOptions } from "../../../src/playground/slack/server.ts";
import { DEFAULT_SCOPES } from "../../../src/playground/slack/server.ts";
import type { Messenger, Outgoing } from "../../../src/ports/messenger.ts";
import { say } from "../../../src/views/vocabulary.ts";
import { slackAlone, TOKEN } from "../../playground/support/bolt-app.ts";
import { aCard, listeningLog } from "./support/bot.ts";

type Alone = Awaited<ReturnType<typeof slackAlone>>["slack"];
let slack: Alone;
afterEach(() => slack.close());

const place = "slack:T0CARRIER:C0PRAIRIE" as PlaceId;
const channel = "#prairie-telecom";
const longAgo = "2020-01-01T00:00:00.000Z" as Instant;
const atOnce: Stopwatch = { now: () => performance.now(), wait: async () => {} };

const inPlace = (text: string, more: Partial<Outgoing> = {}): Outgoing => ({
  address: { to: "place", place },
  card: aCard(text),
  mark: "ob_1/checklist",
  ...more,
});
const toPerson = (user: string, more: Partial<Outgoing> = {}): Outgoing => ({
  address: { to: "person", account: `slack:T0PRAIRIE:${user}` as AccountId, fallback: place },
  card: aCard("For you"),
  mark: "ob_1/ask",
  ...more,
});

async function aMessenger(options: LocalSlackOptions = {}) {
  const alone = await slackAlone(options);
  slack = alone.slack;
  const log = listeningLog();
  const client = webClient({ botToken: TOKEN, slackApiUrl: alone.apiUrl, log });
  const messenger: Messenger = createMessenger(createSender(client, createPacer(atOnce), log), log);
  return { messenger, log };
}

describe("the messenger in Slack", () => {
  it("posts with a mark, pins, and updates the same message with the mark kept", async () => {
    const { messenger } = await aMessenger();
    const receipt = await messenger.create(inPlace("One of three", { pin: true }));
    const [posted] = slack.posted(channel);
    expect(receipt).toBe(`C0PRAIRIE:${String(posted?.ts)}`);
    expect(posted).toMatchObject({
      text: "One of three",
      metadata: { event_type: "onboarding_message", event_payload: { mark: "ob_1/checklist" } },
    });
    await slack.until(() => slack.channel(channel).pinned.length > 0, "the pin");
    expect(slack.channel(channel).pinned).toEqual([posted?.ts]);
    expect(await messenger.update(receipt, inPlace("Two of three"))).toBe(receipt);
    expect(slack.posted(channel)).toMatchObject([
      { text: "Two of three", metadata: { event_payload: { mark: "ob_1/checklist" } } },
    ]);
  });

  it("does not mind a message that may not be pinned, and says why", async () => {
    const { messenger, log } = await aMessenger({ scopes: DEFAULT_SCOPES.filter((scope) => scope !== "pins:write") });
    await messenger.create(inPlace("One", { pin: true }));
    expect(slack.posted(channel)).toHaveLength(1);
    await slack.until(() => log.lines.length > 0, "the reason");
    expect(log.lines.map(({ message }) => message)).toEqual([
      "A message could not be pinned: Slack refused pins.add (missing_scope; needs the scope pins:write). Add the scope under OAuth & Permissions, then reinstall the app.",
    ]);
  });

  it("takes the pin away again, and does not mind one that is gone", async () => {
    const { messenger, log } = await aMessenger();
    const receipt = await messenger.create(inPlace("One", { pin: true }));
    await slack.until(() => slack.channel(channel).pinned.length === 1, "the pin");
    for (const _ of ["once", "twice"]) await messenger.update(receipt, inPlace("Closed", { unpin: true }));
    await slack.until(() => slack.log.calls("pins.remove").length === 2, "two tries");
    expect(slack.channel(channel).pinned).toEqual([]);
    expect(log.lines).toEqual([]);
  });

  it("writes to a person, and to the channel with their name where Slack lets it not", async () => {
    const { messenger, log } = await aMessenger();
    const direct = await messenger.create(toPerson("U0NADIA"));
    expect(slack.as("U0NADIA").last("@bot")).toMatchObject({ text: "For you", ephemeral: false });
    expect(direct).toMatch(/^D\w+:[\d.]+$/);

    const instead = await messenger.create(toPerson("U0PAUL"));
    expect(instead).toMatch(/^C0PRAIRIE:[\d.]+:instead$/);
    expect(slack.posted(channel)).toHaveLength(1);
    const mention = {
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "user", user_id: "U0PAUL" }] }],
    };
    expect(slack.channel(channel).messages.at(-1)?.blocks[0]).toMatchObject(mention);
    expect(log.lines.at(-1)?.message).toContain("in the channel instead of directly");

    await messenger.update(instead, toPerson("U0PAUL", { card: aCard("Decided") }));
    expect(slack.channel(channel).messages.at(-1)).toMatchObject({ text: "Decided", blocks: [mention, {}] });
    const { fallback: _, ...alone } = toPerson("U0PAUL").address as Extract<Outgoing["address"], { to: "person" }>;
    await expect(messenger.create(toPerson("U0PAUL", { address: alone }))).rejects.toMatchObject({ kind: "gone" });
  });

  it.each<[string, Outgoing["address"]]>([
    ["a channel in Teams", { to: "place", place: "teams:t:19:abc@thread.tacv2" as PlaceId }],
    ["somebody in Teams", { to: "person", account: "teams:t:U0NADIA" as AccountId, fallback: place }],
  ])("refuses %s, and asks Slack nothing", async (_, address) => {
    const { messenger } = await aMessenger();
    const message = inPlace("For the other platform", { address });
    const cause = { kind: "refused", message: expect.stringMatching(/^Slack cannot reach teams:t:.*that platform's/) };
    await expect(messenger.create(message)).rejects.toMatchObject(cause);
    await expect(messenger.update("C0PRAIRIE:1.000000", message)).rejects.toMatchObject(cause);
    await expect(messenger.findSent(message, longAgo)).rejects.toMatchObject(cause);
    expect(slack.log.calls()).toEqual([]);
  });

  it("falls back to no place of another platform", async () => {
    const { messenger } = await aMessenger();
    const fallback = "teams:t:C0PRAIRIE" as PlaceId;
    const to = (user: string) =>
      toPerson(user, { address: { to: "person", account: `slack:T0PRAIRIE:${user}` as AccountId, fallback } });
    await expect(messenger.create(to("U0PAUL"))).rejects.toMatchObject({ kind: "gone" });
    expect(await messenger.findSent(to("U0NADIA"), longAgo)).toBeUndefined();
    expect(slack.posted(channel)).toEqual([]);
    expect(await messenger.create(to("U0NADIA"))).toMatch(/^D/);
  });

  it("finds a message whose receipt was never learned, wherever it may stand", async () => {
    const { messenger } = await aMessenger();
    expect(await messenger.findSent(inPlace("x"), longAgo)).toBeUndefined();
    slack.faults.onCalls("chat.postMessage", 1, { kind: "drop", when: "afterEffect" });
    await expect(messenger.create(inPlace("One"))).rejects.toMatchObject({ kind: "unreachable" });
    expect(await messenger.findSent(inPlace("x"), longAgo)).toBe(`C0PRAIRIE:${String(slack.posted(channel)[0]?.ts)}`);
    expect(await messenger.findSent(inPlace("x", { mark: "ob_2/checklist" }), longAgo)).toBeUndefined();

    expect(await messenger.findSent(toPerson("U0NADIA"), longAgo)).toBeUndefined();
    const direct = await messenger.create(toPerson("U0NADIA"));
    expect(await messenger.findSent(toPerson("U0NADIA"), longAgo)).toBe(direct);
    const instead = await messenger.create(toPerson("U0PAUL"));
    expect(await messenger.findSent(toPerson("U0PAUL"), longAgo)).toBe(instead);
  });

  it("looks through several pages, and no further back than asked", async () => {
    const { messenger } = await aMessenger();
    const receipt = await messenger.create(inPlace("the one"));
    for (let n = 0; n < 250; n += 1) await slack.as("U0SAM").say(channel, `chatter ${n}`);
    expect(await messenger.findSent(inPlace("x"), longAgo)).toBe(receipt);
    expect(slack.log.calls("conversations.history")).toHaveLength(2);
    const later = new Date(Date.now() + 3_600_000).toISOString() as Instant;
    expect(await messenger.findSent(inPlace("x"), later)).toBeUndefined();
  });

  it("names the scope where it may not look", async () => {
    const { messenger } = await aMessenger({ scopes: DEFAULT_SCOPES.filter((scope) => !scope.endsWith(":history")) });
    await expect(messenger.findSent(inPlace("x"), longAgo)).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("channels:history"),
    });
    await expect(messenger.findSent(toPerson("U0NADIA"), longAgo)).rejects.toMatchObject({ kind: "refused" });
  });

  it("says that a message is gone, or its place", async () => {
    const { messenger } = await aMessenger();
    await expect(messenger.update("C0PRAIRIE:1.000000", inPlace("x"))).rejects.toMatchObject({ kind: "messageGone" });
    const receipt = await messenger.create(inPlace("One"));
    slack.archive(channel, "U0SAM");
    await expect(messenger.create(inPlace("Two"))).rejects.toMatchObject({ kind: "gone" });
    slack.archive(channel, "U0SAM", false);
    slack.leave("U0BOT", channel);
    await expect(messenger.create(inPlace("Three"))).rejects.toMatchObject({
      kind: "gone",
      message: expect.stringContaining("/invite"),
    });
    expect(receipt).toBeTruthy();
    const nowhere = inPlace("x", { address: { to: "place", place: "slack:T0CARRIER:C0NONE" as PlaceId } });
    await expect(messenger.create(nowhere)).rejects.toMatchObject({ kind: "gone" });
  });

  it("tries nothing again by itself: 429, faults of the server and broken connections are the caller's", async () => {
    const { messenger } = await aMessenger();
    slack.faults.onCalls("chat.postMessage", 1, { kind: "rateLimited", retryAfter: 7 });
    await expect(messenger.create(inPlace("One"))).rejects.toMatchObject({ kind: "busy", retryAfterMs: 7000 });
    slack.faults.onCalls("chat.postMessage", 1, { kind: "status", status: 503 });
    await expect(messenger.create(inPlace("One"))).rejects.toMatchObject({ kind: "unreachable" });
    slack.faults.onCalls("chat.postMessage", 1, { kind: "drop", when: "beforeEffect" });
    await expect(messenger.create(inPlace("One"))).rejects.toMatchObject({ kind: "unreachable" });
    expect(slack.log.calls("chat.postMessage")).toHaveLength(3);
    expect(slack.posted(channel)).toEqual([]);
  });

  it("sends fewer words where Slack counts them otherwise, and reports what was left out", async () => {
    const { messenger, log } = await aMessenger();
    slack.faults.onCalls("chat.postMessage", 1, { kind: "refusal", error: "msg_blocks_too_long" });
    const paragraphs = Array.from({ length: 9 }, (_, n) => ({
      word: "paragraph" as const,
      text: say`${n} ${"x ".repeat(495)}`,
    }));
    await messenger.create(inPlace("Long", { card: { summary: "Long", elements: paragraphs } }));
    expect(slack.posted(channel)).toHaveLength(1);
    expect(log.lines.at(-1)).toMatchObject({ level: "warn", message: expect.stringContaining("fewer words") });
  });
});
