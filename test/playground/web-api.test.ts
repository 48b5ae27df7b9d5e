import { WebClient } from "@slack/web-api";
import { afterEach, describe, expect, it } from "vitest";
import {
  createLocalSlack,
  DEFAULT_SCOPES,
  type LocalSlack,
  type LocalSlackOptions,
} from "../../src/playground/slack/server.ts";
import { COMMAND, call, plain, SECRET, section, slackAlone, TOKEN } from "./support/bolt-app.ts";

let slack: LocalSlack;
let apiUrl: string;
afterEach(() => slack.close());

async function start(options: LocalSlackOptions = {}): Promise<void> {
  ({ slack, apiUrl } = await slackAlone(options));
}
const ask = (method: string, args: Record<string, unknown> = {}) => call(apiUrl, method, args);

describe("who may call", () => {
  it("wants a token, the right one, and a method that exists", async () => {
    await start();
    expect(await call(apiUrl, "auth.test", {}, null)).toMatchObject({ ok: false, error: "not_authed" });
    expect(await call(apiUrl, "auth.test", {}, "xoxb-other")).toMatchObject({ ok: false, error: "invalid_auth" });
    expect(await ask("auth.test")).toMatchObject({ ok: true, user_id: "U0BOT", bot_id: "B0BOT", team_id: "T0CARRIER" });
    expect(await ask("chat.shout")).toMatchObject({ ok: false, error: "unknown_method" });
    expect(await ask("toString")).toMatchObject({ ok: false, error: "unknown_method" });
    expect(await call(apiUrl, "api.test", { foo: "bar" }, null)).toEqual({ ok: true, args: { foo: "bar" } });
  });

  it.each([
    ["chat:write", "chat.postMessage", { channel: "C0DESK", text: "x" }],
    ["pins:write", "pins.add", { channel: "C0DESK", timestamp: "1" }],
    ["users:read", "users.info", { user: "U0SAM" }],
    ["users:read.email", "users.lookupByEmail", { email: "sam.ortega@carrier.example" }],
    ["im:write", "conversations.open", { users: "U0SAM" }],
    ["channels:history", "conversations.history", { channel: "C0DESK" }],
    ["channels:read", "conversations.info", { channel: "C0DESK" }],
  ])("wants %s for %s", async (scope, method, args) => {
    const rest = DEFAULT_SCOPES.filter((one) => one !== scope);
    await start({ scopes: rest });
    expect(await ask(method, args)).toEqual({
      ok: false,
      error: "missing_scope",
      needed: scope,
      provided: rest.join(","),
    });
  });

  it("takes forms as Bolt sends them, and JSON, and says what it can't read", async () => {
    await start();
    const form = (body: string, type = "application/x-www-form-urlencoded") =>
      fetch(`${apiUrl}chat.postMessage`, { method: "POST", headers: { "content-type": type }, body }).then((one) =>
        one.json(),
      );
    const client = new WebClient(TOKEN, { slackApiUrl: apiUrl });
    expect(await client.chat.postMessage({ channel: "C0DESK", text: "x", blocks: [section("x")] })).toMatchObject({
      ok: true,
    });
    expect(await form(`token=${TOKEN}&channel=C0DESK&text=x&blocks=${encodeURIComponent("[{")}`)).toMatchObject({
      error: "invalid_blocks_format",
    });
    expect(await form("{", "application/json")).toMatchObject({ error: "invalid_json" });
    expect(await form("[]", "application/json")).toMatchObject({ error: "json_not_object" });
    expect(await form("hello", "text/csv")).toMatchObject({ error: "invalid_post_type" });
  });
});

describe("messages", () => {
  it("are refused with Slack's codes", async () => {
    await start();
    slack.archive("#new-reseller", "U0RILEY");
    const post = (args: Record<string, unknown>) => ask("chat.postMessage", { channel: "C0DESK", ...args });
    expect(await post({ channel: "C0NONE", text: "x" })).toMatchObject({ error: "channel_not_found" });
    expect(await post({ channel: "C0NEWRES", text: "x" })).toMatchObject({ error: "is_archived" });
    expect(await post({})).toMatchObject({ error: "no_text" });
    expect(await post({ text: "x".repeat(40_000) })).toMatchObject({ ok: true });
    expect(await post({ text: "x".repeat(40_001) })).toMatchObject({ error: "msg_too_long" });
    expect(await post({ text: "x", thread_ts: "1.1" })).toMatchObject({ error: "thread_not_found" });
    expect(await post({ text: "x", metadata: { event_type: "x" } })).toMatchObject({
      error: "invalid_metadata_format",
    });
    expect(await post({ text: "x", blocks: [{ type: "section" }] })).toMatchObject({
      error: "invalid_blocks",
      errors: [expect.stringContaining("[json-pointer:/blocks/0]")],
      response_metadata: { messages: [expect.stringMatching(/^\[ERROR\] .*\[json-pointer:\/blocks\/0\]$/)] },
    });
    slack.leave("U0BOT", "#wholesale-desk");
    expect(await post({ text: "x" })).toMatchObject({ error: "not_in_channel" });
    expect(await ask("conversations.join", { channel: "C0DESK" })).toMatchObject({ ok: true });
    expect(await post({ text: "x" })).toMatchObject({ ok: true });
  });

  it("are changed and deleted only by their author; what an update leaves out stays", async () => {
    await start();
    await slack.as("U0SAM").say("#wholesale-desk", "mine");
    const theirs = String(slack.posted("#wholesale-desk")[0]?.ts);
    const { ts } = await ask("chat.postMessage", { channel: "C0DESK", text: "one", blocks: [section("one")] });
    expect(await ask("chat.update", { channel: "C0DESK", ts, text: "two" })).toMatchObject({ ok: true, text: "two" });
    expect(slack.posted("#wholesale-desk")[1]).toMatchObject({
      text: "two",
      blocks: [{ type: "section" }],
      edited: { user: "U0BOT" },
    });
    expect(await ask("chat.update", { channel: "C0DESK", ts: theirs, text: "x" })).toMatchObject({
      error: "cant_update_message",
    });
    expect(await ask("chat.delete", { channel: "C0DESK", ts: theirs })).toMatchObject({ error: "cant_delete_message" });
    expect(await ask("chat.update", { channel: "C0DESK", ts: "1.1", text: "x" })).toMatchObject({
      error: "message_not_found",
    });
    expect(await ask("chat.delete", { channel: "C0DESK", ts })).toMatchObject({ ok: true });
    expect(slack.posted("#wholesale-desk")).toHaveLength(1);
  });

  it("only for one person are seen by that person, listed nowhere, and for members only", async () => {
    await start();
    const { message_ts: ts } = await ask("chat.postEphemeral", { channel: "C0PRAIRIE", user: "U0NADIA", text: "psst" });
    expect(slack.as("U0NADIA").last("#prairie-telecom")).toMatchObject({ ts, text: "psst", ephemeral: true });
    expect(slack.as("U0SAM").last("#prairie-telecom")).toBeUndefined();
    expect(await ask("conversations.history", { channel: "C0PRAIRIE" })).toMatchObject({ messages: [] });
    expect(await ask("chat.update", { channel: "C0PRAIRIE", ts, text: "x" })).toMatchObject({
      error: "message_not_found",
    });
    expect(await ask("chat.postEphemeral", { channel: "C0DESK", user: "U0NADIA", text: "x" })).toMatchObject({
      error: "user_not_in_channel",
    });
  });

  it("are listed newest first, in pages, between times, with threads and metadata on demand", async () => {
    const clock = { at: Date.parse("2026-03-02T15:00:00Z") };
    await start({ now: () => new Date(clock.at) });
    const ts: string[] = [];
    for (let n = 1; n <= 5; n += 1) {
      ts.push(
        String(
          (
            await ask("chat.postMessage", {
              channel: "C0DESK",
              text: `${n}`,
              metadata: { event_type: "m", event_payload: { n } },
            })
          ).ts,
        ),
      );
      if (n % 2 === 0) clock.at += 1000;
    }
    expect(new Set(ts).size, "every ts is unique though the clock stood still").toBe(5);
    expect(ts).toEqual([...ts].sort());
    expect(ts[0]).toMatch(/^1772463600\.\d{6}$/);
    await ask("chat.postMessage", { channel: "C0DESK", text: "reply", thread_ts: ts[0] });

    const texts = (answer: Record<string, unknown>) => (answer.messages as { text: string }[]).map((one) => one.text);
    const list = (args: Record<string, unknown>) => ask("conversations.history", { channel: "C0DESK", ...args });
    const first = await list({ limit: 3 });
    expect([texts(first), first.has_more]).toEqual([["5", "4", "3"], true]);
    const { next_cursor: cursor } = first.response_metadata as { next_cursor: string };
    expect(texts(await list({ limit: 3, cursor }))).toEqual(["2", "1"]);
    expect(await list({ cursor: "nonsense" })).toMatchObject({ error: "invalid_cursor" });
    expect(texts(await list({ oldest: ts[1], latest: ts[3] }))).toEqual(["3"]);
    expect(texts(await list({ oldest: ts[1], latest: ts[3], inclusive: true }))).toEqual(["4", "3", "2"]);
    expect(await list({ limit: 1 })).not.toHaveProperty("messages.0.metadata");
    expect(await list({ limit: 1, include_all_metadata: true })).toMatchObject({
      messages: [{ metadata: { event_type: "m", event_payload: { n: 5 } } }],
    });
    expect(texts(await ask("conversations.replies", { channel: "C0DESK", ts: ts[0] }))).toEqual(["1", "reply"]);
    expect(await list({})).toHaveProperty("messages.4.reply_count", 1);
  });

  it("are pinned once, listed, and let go", async () => {
    await start();
    const { ts: timestamp } = await ask("chat.postMessage", { channel: "C0DESK", text: "x" });
    const pin = { channel: "C0DESK", timestamp };
    expect(await ask("pins.add", pin)).toEqual({ ok: true });
    expect(await ask("pins.add", pin)).toMatchObject({ error: "already_pinned" });
    expect(await ask("pins.add", { ...pin, timestamp: "1.1" })).toMatchObject({ error: "message_not_found" });
    expect(slack.as("U0SAM").channel("#wholesale-desk").pinned).toEqual([timestamp]);
    expect(await ask("pins.list", pin)).toMatchObject({ items: [{ message: { ts: timestamp } }] });
    expect(await ask("pins.remove", pin)).toEqual({ ok: true });
    expect(await ask("pins.remove", pin)).toMatchObject({ error: "no_pin" });
  });
});

describe("people and conversations", () => {
  it("says less of people from other companies", async () => {
    await start({ scopes: [...DEFAULT_SCOPES, "users:read.email"] });
    expect(await ask("users.info", { user: "U0RILEY" })).toMatchObject({
      user: { is_admin: true, team_id: "T0CARRIER", profile: { email: "riley.chen@carrier.example" } },
    });
    const { user } = await ask("users.info", { user: "U0NADIA" });
    expect(user).toMatchObject({ team_id: "T0PRAIRIE", is_stranger: false, profile: { real_name: "Nadia Brooks" } });
    expect(user).not.toHaveProperty("profile.email");
    expect(user).not.toHaveProperty("is_admin");
    slack.leave("U0OMAR", "#prairie-telecom");
    expect(await ask("users.info", { user: "U0OMAR" })).toMatchObject({ user: { is_stranger: true } });
    expect(await ask("users.info", { user: "U0NOBODY" })).toMatchObject({ error: "user_not_found" });
    expect(await ask("users.lookupByEmail", { email: "riley.chen@carrier.example" })).toMatchObject({
      user: { id: "U0RILEY" },
    });
    expect(await ask("users.lookupByEmail", { email: "nadia.brooks@prairie.example" })).toMatchObject({
      error: "users_not_found",
    });
  });

  it("opens direct messages, unless the person can't be written", async () => {
    await start();
    const open = (users: string) => ask("conversations.open", { users });
    const first = await open("U0SAM");
    expect(first).toMatchObject({ ok: true, channel: { id: expect.stringMatching(/^D/) } });
    expect(await open("U0SAM")).toEqual(first);
    expect(await open("U0PAUL")).toMatchObject({ error: "user_not_found" });
    expect(await open("U0BOT")).toMatchObject({ error: "cannot_dm_bot" });
    expect(await ask("conversations.open")).toMatchObject({ error: "users_list_not_supplied" });
    expect(await ask("chat.postMessage", { channel: "U0DANA", text: "to a person's id" })).toMatchObject({ ok: true });
    expect(slack.as("U0DANA").last("@bot")).toMatchObject({ text: "to a person's id" });
  });

  it("tells of shared channels with whom they are shared", async () => {
    await start();
    expect(await ask("conversations.info", { channel: "C0PRAIRIE", include_num_members: true })).toMatchObject({
      channel: {
        name: "prairie-telecom",
        is_ext_shared: true,
        is_shared: true,
        context_team_id: "T0CARRIER",
        connected_team_ids: ["T0PRAIRIE", "T0THIRD"],
        num_members: 9,
      },
    });
    expect(await ask("conversations.info", { channel: "C0DESK" })).toMatchObject({ channel: { is_ext_shared: false } });
    expect(await ask("conversations.members", { channel: "C0DESK" })).toMatchObject({
      members: ["U0BOT", "U0SAM", "U0DANA", "U0RILEY"],
    });
  });
});

describe("views", () => {
  const view = (more = {}) => ({ type: "modal", title: plain("T"), blocks: [section("x")], ...more });

  it("need a trigger that is known", async () => {
    await start();
    expect(await ask("views.open", { trigger_id: "1.2.3", view: view() })).toMatchObject({
      error: "invalid_trigger_id",
    });
    expect(await ask("views.open", { view: view() })).toMatchObject({ error: "invalid_arguments" });
    expect(await ask("views.update", { view_id: "V0", view: view() })).toMatchObject({ error: "not_found" });
    expect(
      await ask("views.open", { trigger_id: "1.2.3", view: view({ title: plain("x".repeat(25)) }) }),
    ).toMatchObject({
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"] },
    });
  });

  it("publishes the App Home, for people of the app's own company only", async () => {
    await start();
    const home = { type: "home", blocks: [section("Hello")] };
    const first = await ask("views.publish", { user_id: "U0SAM", view: home });
    expect(first).toMatchObject({ ok: true, view: { type: "home", hash: expect.any(String) } });
    expect(slack.as("U0SAM").home()).toMatchObject([{ type: "section" }]);
    expect(await ask("views.publish", { user_id: "U0SAM", view: home, hash: "1.old" })).toMatchObject({
      error: "hash_conflict",
    });
    expect(await ask("views.publish", { user_id: "U0NADIA", view: home })).toMatchObject({ error: "not_enabled" });
  });
});

describe("rate limits, when asked for", () => {
  it("answer 429 with Retry-After, per channel and per method", async () => {
    const clock = { millis: 0 };
    slack = createLocalSlack({ rateLimits: true, monotonic: () => clock.millis });
    ({ apiUrl } = await slack.listen());
    slack.connectBot({ requestUrl: "http://127.0.0.1:9/", signingSecret: SECRET, botToken: TOKEN, command: COMMAND });
    const post = (channel: string) =>
      fetch(`${apiUrl}chat.postMessage`, {
        method: "POST",
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify({ channel, text: "x" }),
      });
    expect((await post("C0DESK")).status).toBe(200);
    const second = await post("C0DESK");
    expect([second.status, second.headers.get("retry-after"), await second.json()]).toEqual([
      429,
      "1",
      { ok: false, error: "ratelimited" },
    ]);
    expect((await post("C0PRAIRIE")).status).toBe(200);
    clock.millis += 1000;
    expect((await post("C0DESK")).status).toBe(200);
    for (let n = 0; n < 20; n += 1) expect(await ask("users.list")).toMatchObject({ ok: true });
    expect(await ask("users.list")).toMatchObject({ error: "ratelimited" });
    clock.millis += 60_000;
    expect(await ask("users.list")).toMatchObject({ ok: true });
  });
});
