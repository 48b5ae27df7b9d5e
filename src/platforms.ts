/** Connects the platforms that are set up: part of the composition root, with all that differs between them. */

import type { Doors } from "./adapters/http/doors.ts";
import type { Front } from "./application/front.ts";
import type { Platform, Platforms } from "./application/platforms.ts";
import type { SlackSettings } from "./config.ts";
import type { TeamsSettings } from "./config-teams.ts";
import { type ChatPlatform, type CompanyKey, companyKey } from "./domain/ids.ts";
import type { Conversations } from "./ports/conversations.ts";
import type { Log } from "./ports/log.ts";

export interface Connected {
  readonly name: ChatPlatform;
  /** The carrier's company there. */
  readonly carrier: CompanyKey;
  /** What the log calls it. */
  readonly facts: object;
  readonly platform: Platform;
  /** Opens its door to what the application answers. */
  open(front: Front, doors: Doors): Promise<{ stop(): Promise<void> }>;
}

export interface PlatformSettings {
  readonly slack: SlackSettings | undefined;
  readonly teams: TeamsSettings | undefined;
  /** Only called where Teams is set up: only Teams needs what is kept there. */
  readonly conversations: () => Promise<Conversations>;
  readonly log: Log;
}

async function slackPlatform({ botToken, apiUrl, door }: SlackSettings, log: Log): Promise<Connected> {
  // Bolt, as botbuilder below, takes long to load and much room: whoever has none of the platform does without.
  const { connectSlack, createSlackApp } = await import("./adapters/slack/app.ts");
  const connection = await connectSlack({ botToken, log, ...(apiUrl ? { slackApiUrl: apiUrl } : {}) });
  const { identity, messenger, directory } = connection;
  return {
    name: "slack",
    carrier: companyKey(`slack:${identity.team}`),
    facts: { workspace: identity.teamName },
    platform: { messenger, directory },
    open: async (front, doors) => {
      const app = createSlackApp(connection, door, front);
      if (app.listener) doors.mountSlack(app.listener);
      await app.start();
      return app;
    },
  };
}

async function teamsPlatform(settings: TeamsSettings, conversations: Conversations, log: Log): Promise<Connected> {
  const { connectTeams, createTeamsApp } = await import("./adapters/teams/app.ts");
  const connection = await connectTeams({ ...settings, conversations, log });
  const { messenger, directory } = connection;
  return {
    name: "teams",
    carrier: companyKey(`teams:${settings.tenantId}`),
    facts: { tenant: settings.tenantId },
    platform: { messenger, directory },
    open: async (front, doors) => {
      const app = createTeamsApp(connection, front);
      doors.mountTeams(app.listener);
      await app.start();
      return app;
    },
  };
}

/** @throws Error with a sentence naming the setting that a platform does not take */
export async function connectPlatforms(settings: PlatformSettings): Promise<readonly Connected[]> {
  const { slack, teams, conversations, log } = settings;
  return Promise.all([
    ...(slack ? [slackPlatform(slack, log)] : []),
    ...(teams ? [conversations().then((kept) => teamsPlatform(teams, kept, log))] : []),
  ]);
}

export const platformsOf = (connected: readonly Connected[]): Platforms =>
  Object.fromEntries(connected.map(({ name, platform }) => [name, platform]));
