import { createServer } from "node:http";
import type { KnownEventFromType } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { defaultSeed } from "../../src/playground/slack/seed.ts";
import { DEFAULT_SCOPES } from "../../src/playground/slack/server.ts";
import { section, type Together, together } from "./support/bolt-app.ts";

let both: Together;
afterEach(() => both.stop());

interface Heard {
  readonly type: string;
  readonly text: string;
  readonly body: Record<string, unknown>;
  readonly retry: number | undefined;
}

const withPrivateChannel = {
  ...defaultSeed,
  channels: [
    ...defaultSeed.channels,
    { id: "C0AMONG", name: "among-us", kind: "private" as const, teamId: "T0CARRIER", members: ["U0BOT", "U0SAM"] },
  ],
};

/** An app that notes what it hears. */
async function listening(options: Parameters<typeof together>[1] = {}): Promise<Heard[]> {
  const heard: Heard[] = [];
  both = await together((app) => {
    app.event(/.*/, async ({ event, body, context }) => {
      const text = event as KnownEventFromType<"message"> as { text?: string };
      heard.push({
        type: event.type,
        text: text.text ?? "",
        body: body as unknown as Record<string, unknown>,
        retry: context.retryNum,
      });
    });
  }, options);
  return heard;
}

describe("events", () => {
  it("tell of a mention by a person of another company with Slack Connect's members", async () => {
    const heard = await listening();
    await both.slack
      .as("U0NADIA")
      .say("#prairie-telecom", "<@U0BOT> what's next? see https://example.com/a?b=1&c=2, <b> & nadia@prairie.example");
    await both.slack.until(() => heard.length === 1);
    expect(heard[0]?.body).toMatchObject({
      type: "event_callback",
      team_id: "T0PRAIRIE",
      context_team_id: "T0CARRIER",
      api_app_id: "A0ONBOARD",
      event_id: expect.stringMatching(/^Ev/),
      event_context: expect.any(String),
      is_ext_shared_channel: true,
      authorizations: [{ team_id: "T0CARRIER", user_id: "U0BOT", is_bot: true }],
      event: {
        type: "app_mention",
        user: "U0NADIA",
        team: "T0PRAIRIE",
        user_team: "T0PRAIRIE",
        channel: "C0PRAIRIE",
        text: "<@U0BOT> what's next? see <https://example.com/a?b=1&amp;c=2>, &lt;b&gt; &amp; <mailto:nadia@prairie.example|nadia@prairie.example>",
      },
    });
  });

  it("tell of direct messages, and nothing of talk in channels that the app did not ask for", async () => {
    const heard = await listening();
    const sam = both.slack.as("U0SAM");
    await sam.openHome();
    await sam.say("#wholesale-desk", "just talk");
    await sam.say("@bot", "hello");
    await both.slack.until(() => heard.length === 2);
    await both.slack.settled();
    expect(heard.map((one) => one.type).sort()).toEqual(["app_home_opened", "message"]);
    expect(heard.find((one) => one.type === "message")?.body).toMatchObject({
      is_ext_shared_channel: false,
      team_id: "T0CARRIER",
      event: { channel_type: "im", text: "hello", user: "U0SAM" },
    });
  });

  it("tell of people who come, and of channels that close", async () => {
    const heard = await listening();
    both.slack.join("U0OMAR", "#new-reseller");
    both.slack.archive("#new-reseller", "U0RILEY");
    await both.slack.until(() => heard.length === 2);
    expect(heard.map((one) => one.type).sort()).toEqual(["channel_archive", "member_joined_channel"]);
    expect(await both.slack.as("U0NADIA").say("#new-reseller", "x")).toMatchObject({ ok: false });
  });

  it("tell of the bot's own removal by an event that names nobody, and of other people's not by that one", async () => {
    const heard = await listening({ seed: withPrivateChannel });
    both.slack.leave("U0DANA", "#new-reseller");
    both.slack.leave("U0BOT", "#new-reseller");
    both.slack.leave("U0BOT", "#among-us");
    await both.slack.until(() => heard.length === 2);
    await both.slack.settled();
    expect(heard.map(({ body }) => body.event)).toEqual([
      { type: "channel_left", channel: "C0NEWRES", event_ts: expect.any(String) },
      { type: "group_left", channel: "C0AMONG", event_ts: expect.any(String) },
    ]);
    expect(heard[0]?.body).toMatchObject({
      authorizations: [{ team_id: "T0CARRIER", user_id: "U0BOT", is_bot: true }],
    });
  });

  it("tell of every public channel that is closed, opened again or deleted, and only of private ones with the bot", async () => {
    const heard = await listening({ seed: withPrivateChannel });
    for (const name of ["#new-reseller", "#among-us"]) {
      both.slack.archive(name, "U0RILEY");
      both.slack.archive(name, "U0RILEY", false);
      both.slack.leave("U0BOT", name);
      both.slack.archive(name, "U0RILEY");
      both.slack.delete(name);
    }
    both.slack.delete("#wholesale-desk");
    await both.slack.settled();
    const of = (channel: string) =>
      heard
        .filter(({ body }) => (body.event as { channel: string }).channel === channel)
        .map(({ type }) => type)
        .sort();
    expect(of("C0NEWRES")).toEqual([
      "channel_archive",
      "channel_archive",
      "channel_deleted",
      "channel_left",
      "channel_unarchive",
    ]);
    expect(of("C0AMONG")).toEqual(["group_archive", "group_left", "group_unarchive"]);
    expect(of("C0DESK")).toEqual(["channel_deleted"]);
    expect(() => both.slack.as("U0SAM").channel("#wholesale-desk")).toThrow("sees no #wholesale-desk");
  });

  it("need the scope and the subscription", async () => {
    const heard = await listening({ scopes: DEFAULT_SCOPES.filter((one) => one !== "app_mentions:read") });
    await both.slack.as("U0NADIA").say("#prairie-telecom", "<@U0BOT> hello");
    await both.slack.settled();
    expect(heard).toEqual([]);
  });

  it("come again up to three times, with the same id, until the bot takes them", async () => {
    const seen: unknown[] = [];
    await listening();
    const answers = [500, 0, 200];
    const flaky = createServer((req, res) => {
      seen.push([req.headers["x-slack-retry-num"], req.headers["x-slack-retry-reason"]]);
      const status = answers.shift() ?? 200;
      if (status === 0) req.socket.destroy();
      else res.writeHead(status).end();
    });
    await new Promise<void>((resolve) => flaky.listen(0, "127.0.0.1", resolve));
    const { port } = flaky.address() as { port: number };
    both.slack.connectBot({
      requestUrl: `http://127.0.0.1:${port}/`,
      signingSecret: "s",
      botToken: "xoxb-local",
      command: { name: "/onboard", hint: "", description: "" },
    });
    await both.slack.as("U0NADIA").say("#prairie-telecom", "<@U0BOT> hello");
    await both.slack.settled();
    expect(seen).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      ["2", "connection_failed"],
    ]);
    const ids = both.slack.log.deliveries("event").map((one) => one.payload.event_id);
    expect(new Set(ids).size).toBe(1);
    flaky.close();
  });

  it("give up after the third retry", async () => {
    await listening();
    both.slack.connectBot({
      requestUrl: "http://127.0.0.1:9/",
      signingSecret: "s",
      botToken: "xoxb-local",
      command: { name: "/onboard", hint: "", description: "" },
    });
    await both.slack.as("U0NADIA").say("#prairie-telecom", "<@U0BOT> hello");
    await both.slack.settled();
    expect(both.slack.log.deliveries("event").map((one) => one.attempt)).toEqual([0, 1, 2, 3]);
  });
});

describe("people of companies without the app", () => {
  it("have no command, no App Home, and no direct message that they could begin", async () => {
    await listening();
    const nadia = both.slack.as("U0NADIA");
    expect(await nadia.command("#prairie-telecom", "status")).toMatchObject({
      ok: false,
      problem: expect.stringContaining("/onboard is not a valid command"),
    });
    expect(await nadia.openHome()).toMatchObject({ ok: false });
    expect(() => nadia.say("@bot", "hello")).toThrow("sees no @bot");
    expect(both.slack.log.deliveries()).toEqual([]);
  });

  it("see only channels that they are in", async () => {
    await listening();
    await both.app.client.chat.postMessage({
      token: "xoxb-local",
      channel: "C0DESK",
      text: "among us",
      blocks: [section("among us")],
    });
    expect(() => both.slack.as("U0NADIA").channel("#wholesale-desk")).toThrow("is not in");
    expect(await both.slack.as("U0OMAR").say("#new-reseller", "hi")).toEqual({
      ok: false,
      problem: "You are not in this channel.",
    });
  });
});
