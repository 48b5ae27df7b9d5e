/** A real botbuilder bot against a local Teams of its own: what each test begins with. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Activity,
  type Attachment,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from "botbuilder";
import {
  createLocalTeams,
  type LocalTeams,
  type LocalTeamsOptions,
  type TeamsSettings,
} from "../../../../src/playground/teams/server.ts";

/** What the bot does with an invoke; `undefined` as body is an empty answer. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Wiring {
  readonly message?: (context: TurnContext) => Promise<void>;
  readonly invoke?: (context: TurnContext, attempt: number) => Promise<InvokeAnswer> | InvokeAnswer;
  readonly other?: (context: TurnContext) => Promise<void>;
}

export interface Together {
  readonly teams: LocalTeams;
  readonly settings: TeamsSettings;
  readonly adapter: CloudAdapter;
  /** Every activity that passed the door, in order. */
  readonly heard: Activity[];
  /** Writes into the conversation of an activity heard before, unasked. */
  continued(activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const QUICK: LocalTeamsOptions = { invokeRetryDelays: [1, 1], activityRetryDelays: [1, 1], rateLimits: false };

export async function together(wiring: Wiring, options: LocalTeamsOptions = {}): Promise<Together> {
  const teams = createLocalTeams({ ...QUICK, ...options });
  const settings = await teams.listen();
  const { MicrosoftAppPassword: _secret, TEAMS_TOKEN_URL: _url, ...cloud } = settings.environment;
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(cloud, credentials(settings)));
  adapter.onTurnError = async (context, error) => {
    if (context.activity.type === "invoke")
      await context.sendActivity({ type: "invokeResponse", value: { status: 500, body: String(error) } });
  };
  const heard: Activity[] = [];
  const attempts = new Map<string, number>();

  async function turn(context: TurnContext): Promise<void> {
    const { activity } = context;
    heard.push(activity);
    if (activity.type === "message") return wiring.message?.(context);
    if (activity.type !== "invoke") return wiring.other?.(context);
    const attempt = attempts.get(activity.id ?? "") ?? 0;
    attempts.set(activity.id ?? "", attempt + 1);
    const answer = (await wiring.invoke?.(context, attempt)) ?? { status: 501 };
    await context.sendActivity({ type: "invokeResponse", value: answer });
  }

  const server = createServer((req, res) => {
    door(adapter, turn, req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  teams.connectBot({
    messagesUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    commands: [{ title: "status", description: "Where the onboarding stands" }],
  });
  return {
    teams,
    settings,
    adapter,
    heard,
    continued: (activity, logic) => {
      const { conversation, serviceUrl, channelId, recipient: bot, from: user } = activity;
      const reference = { conversation, serviceUrl, channelId, bot, user };
      return adapter.continueConversationAsync(settings.appId, reference, logic);
    },
    stop: async () => {
      await teams.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function door(
  adapter: CloudAdapter,
  turn: (context: TurnContext) => Promise<void>,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const body: unknown = JSON.parse(Buffer.concat(parts).toString());
  const response = {
    socket: res.socket,
    status: (code: number) => {
      res.statusCode = code;
      return response;
    },
    header: (name: string, value: string) => res.setHeader(name, value),
    send: (content: unknown) => {
      res.write(typeof content === "string" ? content : JSON.stringify(content));
      return response;
    },
    end: () => res.end(),
  };
  const request = { method: req.method ?? "", headers: req.headers, body };
  await adapter.process(request as never, response as never, turn);
}

/** Gets its tokens as the local Teams gives them out; anew after each 401 is the bot's own affair. */
function credentials(settings: TeamsSettings) {
  return {
    isValidAppId: async (id = "") => id === settings.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async <Request extends { headers: { set(name: string, value: string): void } }>(
        request: Request,
      ) => {
        request.headers.set("authorization", `Bearer ${await askForToken(settings)}`);
        return request;
      },
    }),
  } as never;
}

export async function askForToken(
  settings: TeamsSettings,
  changed: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await requestToken(settings, changed);
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

export function requestToken(
  settings: TeamsSettings,
  changed: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = {
    grant_type: "client_credentials",
    client_id: settings.appId,
    client_secret: settings.appPassword,
    scope: settings.oauthScope,
    ...changed,
  };
  return fetch(settings.tokenUrl, { method: "POST", body: new URLSearchParams(form) });
}

/** Calls the connector as a bot would, without botbuilder. */
export async function call(
  settings: TeamsSettings,
  method: string,
  path: string,
  body?: unknown,
  token?: string | null,
): Promise<{ readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers }> {
  const bearer = token === undefined ? await askForToken(settings) : token;
  const response = await fetch(`${settings.serviceUrl}v3/conversations${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text), headers: response.headers };
}

/** A local Teams that knows a bot which nobody runs: for what needs only the connector. */
export async function teamsAlone(options: LocalTeamsOptions = {}) {
  const teams = createLocalTeams({ ...QUICK, ...options });
  const settings = await teams.listen();
  const idOf = (name: string) => encodeURIComponent(teams.conversation(name).id);
  return { teams, settings, idOf };
}

export const card = (body: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) => ({
  contentType: "application/vnd.microsoft.card.adaptive",
  content: { type: "AdaptiveCard", version: "1.5", body, ...more },
});
export const words = (text: string) => ({ type: "TextBlock", text });
export const message = (...attachments: Attachment[]): Partial<Activity> => ({ type: "message", attachments });
