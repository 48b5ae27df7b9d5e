import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { limits } from "../../../src/adapters/slack/limits.ts";
import { aBot, aCard, type Bot, signingSecret } from "./support/bot.ts";

let bot: Bot;
afterEach(() => bot.stop());

const formType = "application/x-www-form-urlencoded";

interface Request {
  readonly body: string;
  readonly type?: string;
  readonly method?: string;
  readonly ageSeconds?: number;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function knock({
  body,
  type = "application/json",
  method = "POST",
  ageSeconds = 0,
  secret = signingSecret,
  headers,
}: Request) {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  const response = await fetch(bot.url, {
    method,
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
      ...headers,
    },
    ...(method === "GET" ? {} : { body }),
  });
  return { status: response.status, body: await response.text(), type: response.headers.get("content-type") };
}

const command = (more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({
    command: "/onboard",
    text: "status",
    team_id: "T0CARRIER",
    user_id: "U0SAM",
    user_name: "sam",
    channel_id: "C0DESK",
    trigger_id: "1.2.3",
    ...more,
  }).toString();

const payload = (value: unknown): string => new URLSearchParams({ payload: JSON.stringify(value) }).toString();

const press = (more: Readonly<Record<string, unknown>>) => ({
  type: "block_actions",
  user: { id: "U0NADIA", team_id: "T0PRAIRIE" },
  team: { id: "T0PRAIRIE" },
  trigger_id: "1.2.3",
  actions: [
    { type: "button", action_id: "look:0", block_id: "b", action_ts: "1.0", value: '{"do":"look","at":"next"}' },
  ],
  ...more,
});

describe("Slack's door", () => {
  const answering = async () => {
    const heard: string[] = [];
    bot = await aBot({
      command: async (visitor) => {
        heard.push(visitor.account);
        return { kind: "card", card: aCard("Here it stands.") };
      },
      press: async (visitor) => {
        heard.push(visitor.account);
        return { kind: "nothing" };
      },
    });
    return heard;
  };

  it("lets in what Slack signed, and answers a command with JSON", async () => {
    const heard = await answering();
    const { status, type, body } = await knock({ body: command(), type: formType });
    expect({ status, type }).toEqual({ status: 200, type: "application/json; charset=utf-8" });
    expect(JSON.parse(body)).toEqual({
      response_type: "ephemeral",
      text: "Here it stands.",
      blocks: [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Here it stands." }] }],
        },
      ],
    });
    expect(heard).toEqual(["slack:T0CARRIER:U0SAM"]);
  });

  it.each<[string, number, Partial<Request>]>([
    ["a wrong signature", 401, { secret: "another secret" }],
    ["an old timestamp", 401, { ageSeconds: 301 }],
    ["no signature", 401, { headers: { "x-slack-signature": "" } }],
    ["a signature of another kind", 401, { headers: { "x-slack-signature": "v1=00" } }],
    ["no timestamp", 401, { headers: { "x-slack-request-timestamp": "" } }],
    ["a timestamp that is no number", 401, { headers: { "x-slack-request-timestamp": "yesterday" } }],
    ["another method", 405, { method: "GET" }],
    ["a body that is too large", 413, { body: "x".repeat(limits.requestBody + 1) }],
    ["JSON that ends too early", 400, { body: '{"type":', type: "application/json" }],
    ["null", 400, { body: "null", type: "application/json" }],
    ["a list", 400, { body: "[]", type: "application/json" }],
    ["a number", 400, { body: "7", type: "application/json" }],
    ["an empty object", 400, { body: "{}", type: "application/json" }],
    ["an empty body", 400, { body: "", type: "application/json" }],
    ["an event without an event", 400, { body: '{"type":"event_callback","event":null}', type: "application/json" }],
    ["a payload that is no JSON", 400, { body: "payload=%7B" }],
    ["a payload that is null", 400, { body: payload(null) }],
    ["a press of nobody", 400, { body: payload({ ...press({ team: { id: "T0CARRIER" } }), user: null }) }],
    ["a command without a person", 400, { body: command({ user_id: "" }) }],
  ])("answers %s with %i, and nothing comes of it", async (_, status, request) => {
    const heard = await answering();
    expect(await knock({ body: command(), type: formType, ...request })).toMatchObject({ status });
    expect(heard).toEqual([]);
  });

  it("takes a timestamp of just under five minutes ago", async () => {
    await answering();
    expect(await knock({ body: command(), type: formType, ageSeconds: 295 })).toMatchObject({ status: 200 });
  });

  it("says yes to Slack's own checks", async () => {
    await answering();
    const body = JSON.stringify({ type: "url_verification", challenge: "abc" });
    expect(await knock({ body })).toMatchObject({ status: 200, body: '{"challenge":"abc"}' });
    expect(await knock({ body: "ssl_check=1", type: formType })).toMatchObject({ status: 200, body: "" });
  });

  it("acknowledges what nothing here answers, such as a shortcut, and says so in the log", async () => {
    await answering();
    const shortcut = { type: "shortcut", callback_id: "x", team: { id: "T0CARRIER" }, user: { id: "U0SAM" } };
    expect(await knock({ body: payload(shortcut), type: formType })).toMatchObject({ status: 200, body: "" });
    expect(bot.log.lines.at(-1)).toMatchObject({ level: "warn", fields: { type: "shortcut" } });
  });

  it("denies a workspace that did not install this bot, loudly", async () => {
    const heard = await answering();
    expect(await knock({ body: command({ team_id: "T0ELSE" }), type: formType })).toMatchObject({
      status: 200,
      body: "",
    });
    expect(await knock({ body: payload(press({})), type: formType })).toMatchObject({ status: 200, body: "" });
    expect(heard).toEqual([]);
    const errors = bot.log.lines.filter(({ level }) => level === "error");
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining("workspace T0ELSE, but the bot serves T0CARRIER (Northline Carrier) only"),
      expect.stringContaining("workspace T0PRAIRIE"),
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      "in a modal, where the team is the person's own",
      { view: { id: "V1", type: "modal", app_installed_team_id: "T0CARRIER" } },
    ],
    ["on a message of our own", { message: { ts: "1.0", bot_id: "B0BOT" }, channel: { id: "C0PRAIRIE" } }],
    ["on a message, where the team is the app's", { team: { id: "T0CARRIER" }, channel: { id: "C0PRAIRIE" } }],
  ])("knows a press of another company's person as its own %s", async (_, more) => {
    const heard = await answering();
    expect(await knock({ body: payload(press(more)), type: formType })).toMatchObject({ status: 200 });
    await bot.slack.until(() => heard.length === 1);
    expect(heard).toEqual(["slack:T0PRAIRIE:U0NADIA"]);
  });
});
