import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { createLocalSlack, type LocalSlack } from "../../src/playground/slack/server.ts";
import { COMMAND, call, SECRET, section, TOKEN } from "./support/bolt-app.ts";

const APP_TOKEN = "xapp-local";
let slack: LocalSlack;
let app: App;
afterEach(async () => {
  await app.stop();
  await slack.close();
});

async function connected(wire: (app: App) => void): Promise<string> {
  slack = createLocalSlack({ eventRetryDelays: [1] });
  const { apiUrl } = await slack.listen();
  slack.connectBot({ requestUrl: "", appToken: APP_TOKEN, signingSecret: SECRET, botToken: TOKEN, command: COMMAND });
  const clientOptions = { slackApiUrl: apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
  app = new App({ token: TOKEN, receiver, logLevel: LogLevel.ERROR, clientOptions });
  wire(app);
  await app.start();
  return apiUrl;
}

describe("Socket Mode", () => {
  it("carries commands with their answer, events, and long payloads both ways", async () => {
    const heard: string[] = [];
    await connected((one) => {
      one.command("/onboard", async ({ ack, command }) =>
        ack({ text: "here", blocks: [section(command.text.slice(0, 3000))] }),
      );
      one.event("app_mention", async ({ event }) => void heard.push(event.text));
    });
    const sam = slack.as("U0SAM");
    for (const length of [1, 200, 70_000]) {
      expect(await sam.command("#wholesale-desk", "x".repeat(length))).toEqual({ ok: true });
    }
    expect(sam.channel("#wholesale-desk").messages.map((one) => one.text)).toEqual(["here", "here", "here"]);
    await sam.say("#wholesale-desk", "<@U0BOT> hello");
    await slack.until(() => heard.length === 1);
    await slack.until(() => slack.log.deliveries("event")[0]?.done, "the acknowledgement");
    expect(slack.log.deliveries("event")[0]).toMatchObject({ status: 200, attempt: 0 });
  });

  it("reaches nobody once the bot has gone, and takes app tokens only where they belong", async () => {
    const apiUrl = await connected(() => {});
    expect(await call(apiUrl, "apps.connections.open")).toMatchObject({ error: "not_allowed_token_type" });
    expect(await call(apiUrl, "auth.test", {}, APP_TOKEN)).toMatchObject({ error: "not_allowed_token_type" });
    await app.stop();
    expect(await slack.as("U0SAM").command("#wholesale-desk", "")).toMatchObject({
      problem: expect.stringContaining("dispatch_failed"),
    });
  });
});
