import { afterEach, describe, expect, it, vi } from "vitest";
import { connectSlack, createSlackApp, type SlackApp } from "../../../src/adapters/slack/app.ts";
import { writeMemory } from "../../../src/adapters/slack/memory.ts";
import type { Front } from "../../../src/application/front.ts";
import type { Card, Form } from "../../../src/views/vocabulary.ts";
import { aCard, aFront, botToken, listeningLog } from "./support/bot.ts";
import { aSocketSlack, type SocketSlack } from "./support/socket-slack.ts";

let slack: SocketSlack;
let app: SlackApp;
afterEach(async () => {
  await app.stop(500);
  await slack.close();
});

const asked = (): number => slack.called("apps.connections.open");
const patience = { timeout: 30_000 };
const us = { ok: true, team_id: "T0CARRIER", team: "Northline", user_id: "U0BOT", bot_id: "B0BOT" };

async function anApp(front: Partial<Front>, answers: Record<string, object> = {}) {
  slack = await aSocketSlack(Object.assign(answers, { "auth.test": us }));
  const log = listeningLog();
  const connection = await connectSlack({ botToken, slackApiUrl: slack.apiUrl, log });
  app = createSlackApp(connection, { appToken: "xapp-local" }, aFront(front));
  return log;
}

const command = (text: string) => ({
  envelope_id: `e-${text}`,
  type: "slash_commands",
  accepts_response_payload: true,
  payload: {
    command: "/onboard",
    text,
    team_id: "T0CARRIER",
    user_id: "U0SAM",
    channel_id: "C0DESK",
    trigger_id: "1.2",
  },
});

describe("Socket Mode", () => {
  it("opens a connection of its own and answers a command in the acknowledgement", async () => {
    await anApp({
      command: async (visitor, _, text) => ({ kind: "card", card: aCard(`${visitor.account}: ${text}`) }),
    });
    expect(app.listener).toBeUndefined();
    await app.start();
    expect(slack.connected).toBe(1);
    slack.send(command("status"));
    expect(await slack.answer("e-status")).toEqual({
      envelope_id: "e-status",
      payload: { response_type: "ephemeral", text: "slack:T0CARRIER:U0SAM: status", blocks: [expect.anything()] },
    });
  });

  it("finishes what is in hand before it closes the connection", async () => {
    let answer: (text: string) => void = () => {};
    const asked = new Promise<string>((resolve) => {
      answer = resolve;
    });
    let heard: () => void = () => {};
    const hears = new Promise<void>((resolve) => {
      heard = resolve;
    });
    await anApp({
      command: async () => {
        heard();
        return { kind: "card", card: aCard(await asked) };
      },
    });
    await app.start();
    slack.send(command("slow"));
    await hears;
    const stopped = app.stop();
    answer("after all");
    await stopped;
    expect(await slack.answer("e-slow")).toMatchObject({ payload: { text: "after all" } });
  });

  it("names the setting and the cure where Slack does not take the app's token", async () => {
    await anApp({}, { "apps.connections.open": { ok: false, error: "invalid_auth" } });
    await expect(app.start()).rejects.toThrow(/SLACK_APP_TOKEN \(invalid_auth\): .*xapp-/);
  });

  it.each(["closed", "broken"] as const)("opens its connection again where it was %s", async (how) => {
    await anApp({ command: async (_, __, text) => ({ kind: "card", card: aCard(text) }) });
    await app.start();
    for (const connected of [2, 3]) {
      slack.drop(how);
      await vi.waitFor(() => expect(slack.connected).toBe(connected), patience);
      slack.send(command(`after ${connected}`));
      expect(await slack.answer(`e-after ${connected}`)).toMatchObject({ payload: { text: `after ${connected}` } });
    }
  });

  it("goes on trying where Slack refuses it for a while, says so, and ends nothing", async () => {
    const answers: Record<string, object> = {};
    const log = await anApp({ command: async (_, __, text) => ({ kind: "card", card: aCard(text) }) }, answers);
    await app.start();
    answers["apps.connections.open"] = { ok: false, error: "invalid_auth" };
    slack.drop("closed");
    await vi.waitFor(() => expect(asked()).toBe(3), patience);
    delete answers["apps.connections.open"];
    await vi.waitFor(() => expect(slack.connected).toBe(2), patience);
    const told = log.lines.map(({ message }) => message).filter((message) => /invalid_auth\)\. /.test(message));
    expect(told).toEqual([
      "Slack does not open the connection again (invalid_auth). It is tried again in 1 s.",
      "Slack does not open the connection again (invalid_auth). It is tried again in 2 s.",
    ]);
    slack.send(command("again"));
    expect(await slack.answer("e-again")).toMatchObject({ payload: { text: "again" } });
  });

  it("stops at once where it waits for its connection", async () => {
    const answers: Record<string, object> = {};
    await anApp({}, answers);
    await app.start();
    answers["apps.connections.open"] = { ok: false, error: "internal_error" };
    slack.drop("broken");
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(2), patience);
    await app.stop(60_000);
    const before = asked();
    delete answers["apps.connections.open"];
    await slack.close();
    expect(asked()).toBe(before);
    expect(slack.connected).toBe(1);
  });

  it("acknowledges with nothing what is too large for the socket, and says it otherwise", async () => {
    const long: Card = {
      summary: "Everything",
      elements: Array.from({ length: 20 }, () => ({
        word: "list",
        items: Array.from({ length: 10 }, () => [
          { span: "strong", text: "a" },
          { span: "plain", text: " or " },
          { span: "code", text: "b" },
        ]),
      })),
    };
    const form: Form = {
      ref: { form: "details" },
      title: "Details",
      submit: "Save",
      cancel: "Cancel",
      elements: Array.from({ length: 40 }, (_, index) => ({
        word: "line" as const,
        id: `line${index}`,
        label: `Line ${index}`,
        hint: "What is meant by it. ".repeat(20),
        maxLength: 100,
      })),
      values: {},
      errors: {},
    };
    await anApp(
      {
        command: async () => ({ kind: "card", card: long }),
        submit: async () => ({ kind: "again", form }),
      },
      { "chat.postEphemeral": { ok: true, message_ts: "1.2" }, "views.update": { ok: true } },
    );
    await app.start();
    slack.send(command("everything"));
    expect(await slack.answer("e-everything")).toEqual({ envelope_id: "e-everything", payload: {} });
    await vi.waitFor(() => expect(slack.called("chat.postEphemeral")).toBe(1), patience);
    const view = {
      ...{ id: "V1", type: "modal", hash: "1", callback_id: "details", app_installed_team_id: "T0CARRIER" },
      ...{ private_metadata: writeMemory({ ref: form.ref, round: 0 }), state: { values: {} } },
    };
    const sent = {
      type: "view_submission",
      team: { id: "T0CARRIER" },
      user: { id: "U0SAM", team_id: "T0CARRIER" },
      view,
    };
    slack.send({ envelope_id: "e-form", type: "interactive", accepts_response_payload: true, payload: sent });
    const { payload } = (await slack.answer("e-form")) as { payload: object };
    expect(payload).toMatchObject({ response_action: "update" });
    expect(JSON.stringify(payload).length).toBeLessThan(2_000);
    await vi.waitFor(() => expect(slack.called("views.update")).toBe(1), patience);
  });
});
