/** A real Bolt app against a local Slack of its own: what each test begins with. */
import type { AddressInfo } from "node:net";
import { App, type Authorize, type App as BoltApp, HTTPReceiver, LogLevel } from "@slack/bolt";
import type { BotCommand } from "../../../src/playground/slack/office.ts";
import { createLocalSlack, type LocalSlack, type LocalSlackOptions } from "../../../src/playground/slack/server.ts";

export const SECRET = "a signing secret of this test";
export const TOKEN = "xoxb-local";
export const COMMAND: BotCommand = { name: "/onboard", hint: "[status]", description: "Where the onboarding stands" };

export interface Together {
  readonly slack: LocalSlack;
  readonly app: BoltApp;
  readonly apiUrl: string;
  stop(): Promise<void>;
}

/** Starts both and makes them known to each other; events that fail are tried again after milliseconds. */
export async function together(wire: (app: BoltApp) => void, options: LocalSlackOptions = {}): Promise<Together> {
  const slack = createLocalSlack({ eventRetryDelays: [1, 2, 3], ...options });
  const { apiUrl } = await slack.listen();
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logLevel: LogLevel.ERROR });
  const authorize: Authorize<boolean> = async () => ({ botToken: TOKEN, botId: "B0BOT", botUserId: "U0BOT" });
  const app = new App({
    authorize,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
  wire(app);
  const server = (await app.start({ port: 0, host: "127.0.0.1" })) as unknown as { address(): AddressInfo };
  slack.connectBot({
    requestUrl: `http://127.0.0.1:${server.address().port}/slack/events`,
    signingSecret: SECRET,
    botToken: TOKEN,
    command: COMMAND,
  });
  return {
    slack,
    app,
    apiUrl,
    stop: async () => {
      await slack.close();
      await app.stop();
    },
  };
}

/** Calls a Web API method as a bot would, without Bolt. */
export async function call(
  apiUrl: string,
  method: string,
  args: Record<string, unknown> = {},
  token: string | null = TOKEN,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${apiUrl}${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** A local Slack that knows a bot which nobody runs: for what needs only the Web API. */
export async function slackAlone(options: LocalSlackOptions = {}): Promise<{ slack: LocalSlack; apiUrl: string }> {
  const slack = createLocalSlack(options);
  const { apiUrl } = await slack.listen();
  slack.connectBot({
    requestUrl: "http://127.0.0.1:9/slack/events",
    signingSecret: SECRET,
    botToken: TOKEN,
    command: COMMAND,
  });
  return { slack, apiUrl };
}

export const plain = (text: string) => ({ type: "plain_text" as const, text });
export const section = (text: string) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } });
export const button = (actionId: string, text: string, value = "1") => ({
  type: "button" as const,
  action_id: actionId,
  text: plain(text),
  value,
});
