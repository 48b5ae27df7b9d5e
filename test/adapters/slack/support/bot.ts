/** The bot in a local Slack, with an application that answers as each test says. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  connectSlack,
  createSlackApp,
  type SlackApp,
  type SlackConnection,
} from "../../../../src/adapters/slack/app.ts";
import type { Front } from "../../../../src/application/front.ts";
import { createLocalSlack, type LocalSlack, type LocalSlackOptions } from "../../../../src/playground/slack/server.ts";
import type { Log } from "../../../../src/ports/log.ts";
import { type Card, say } from "../../../../src/views/vocabulary.ts";

export const signingSecret = "a signing secret of this test";
export const botToken = "xoxb-local";

export const aCard = (text: string, ...more: Card["elements"]): Card => ({
  summary: text,
  elements: [{ word: "paragraph", text: say`${text}` }, ...more],
});

/** An answer that has to wait for a check. */
export const checking = <Answer>(
  answer: Promise<Answer>,
): { readonly kind: "checking"; readonly outcome: Promise<Answer> } => ({
  kind: "checking",
  outcome: answer,
});

/** An application that has nothing to say, but where told otherwise. */
export const aFront = (parts: Partial<Front> = {}): Front => ({
  command: async () => ({ kind: "nothing" }),
  press: async () => ({ kind: "nothing" }),
  submit: async () => ({ kind: "saved" }),
  reshape: async () => {
    throw new Error("nothing to reshape");
  },
  said: async () => ({ kind: "nothing" }),
  home: async () => aCard("Home"),
  arrived: async () => undefined,
  left: async () => {},
  redrawn: async () => undefined,
  ...parts,
});

export interface Line {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: object;
}

/** Keeps what was logged. */
export function listeningLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const line =
    (level: keyof Log) =>
    (fields: object, message: string): void => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}

export interface Bot {
  readonly slack: LocalSlack;
  readonly app: SlackApp;
  readonly connection: SlackConnection;
  readonly log: ReturnType<typeof listeningLog>;
  /** Where Slack's requests go. */
  readonly url: string;
  stop(): Promise<void>;
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

export async function aBot(front: Partial<Front> = {}, options: LocalSlackOptions = {}): Promise<Bot> {
  const log = listeningLog();
  const slack = createLocalSlack({ eventRetryDelays: [1, 2, 3], ...options });
  const { apiUrl } = await slack.listen();
  const settings = { signingSecret, botToken, command: { name: "/onboard", hint: "", description: "" } };
  slack.connectBot({ requestUrl: "http://127.0.0.1:9/", ...settings });
  const connection = await connectSlack({ botToken, slackApiUrl: apiUrl, log });
  const app = createSlackApp(connection, { signingSecret }, aFront(front));
  const server = createServer((request, response) => app.listener?.(request, response));
  const url = `${await listening(server)}/slack/events`;
  slack.connectBot({ requestUrl: url, ...settings });
  await app.start();
  return {
    slack,
    app,
    connection,
    log,
    url,
    async stop() {
      await slack.close();
      await app.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
