/** The bot in a local Teams, with an application that answers as each test says. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  connectTeams,
  createTeamsApp,
  type TeamsApp,
  type TeamsConnection,
  type TeamsOptions,
} from "../../../../src/adapters/teams/app.ts";
import type { Front } from "../../../../src/application/front.ts";
import { createLocalTeams, type LocalTeams, type LocalTeamsOptions } from "../../../../src/playground/teams/server.ts";
import type { Conversations } from "../../../../src/ports/conversations.ts";
import { memoryConversations } from "../../../support/memory-conversations.ts";
import { aFront, listeningLog } from "../../slack/support/bot.ts";

export { aCard, aFront, checking, listeningLog } from "../../slack/support/bot.ts";

type TeamsSettings = Awaited<ReturnType<LocalTeams["listen"]>>;

export const carrier = "0d1f6c3e-4a52-4b7e-9c21-6f0a3b8e7d10";
export const prairie = "7b2e9a44-1c3d-4f68-8e5b-2a9d0c71f3e2";
export const thirdLine = "c4f8d215-9e07-4a1b-b6d3-5e82f7a09c41";
export const channel = "Prairie Telecom";

export const optionsFor = (
  settings: TeamsSettings,
  more: Pick<TeamsOptions, "conversations" | "log"> & Partial<TeamsOptions>,
): TeamsOptions => {
  const { environment } = settings;
  return {
    appType: "SingleTenant",
    appId: settings.appId,
    appPassword: settings.appPassword,
    tenantId: settings.tenantId,
    clouds: {
      ToBotFromChannelOpenIdMetadataUrl: environment.ToBotFromChannelOpenIdMetadataUrl,
      ToBotFromChannelTokenIssuer: environment.ToBotFromChannelTokenIssuer,
      ToChannelFromBotOAuthScope: environment.ToChannelFromBotOAuthScope,
      ValidateAuthority: false,
    },
    tokenUrl: settings.tokenUrl,
    allowedTenants: [prairie],
    serviceHosts: [settings.serviceHost],
    ...more,
  };
};

export interface Bot {
  readonly teams: LocalTeams;
  readonly app: TeamsApp;
  readonly connection: TeamsConnection;
  readonly conversations: Conversations;
  readonly settings: TeamsSettings;
  readonly log: ReturnType<typeof listeningLog>;
  /** Where Teams' requests go. */
  readonly url: string;
  stop(): Promise<void>;
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

export interface BotOptions {
  readonly teams?: LocalTeamsOptions;
  readonly bot?: Partial<TeamsOptions>;
}

export async function aBot(front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> {
  const log = listeningLog();
  const teams = createLocalTeams({ invokeRetryDelays: [5, 10], activityRetryDelays: [5, 10], ...options.teams });
  const settings = await teams.listen();
  const conversations = options.bot?.conversations ?? memoryConversations();
  const connection = await connectTeams(optionsFor(settings, { log, ...options.bot, conversations }));
  const app = createTeamsApp(connection, aFront(front));
  const server = createServer((request, response) => app.listener(request, response));
  const url = `${await listening(server)}/api/messages`;
  teams.connectBot({ messagesUrl: url });
  await app.start();
  return {
    teams,
    app,
    connection,
    conversations,
    settings,
    log,
    url,
    async stop() {
      await app.stop();
      await teams.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
