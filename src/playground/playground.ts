/** The playground: a local Slack and a local Teams with two companies in them, a page to use them, and a clock that can be pushed forward. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { TimeZone } from "../domain/ids.ts";
import type { Log } from "../ports/log.ts";
import { subcommandNames } from "../views/subcommands.ts";
import { createPushableClock, type PushableClock } from "./clock.ts";
import { pageFiles } from "./page-files.ts";
import { createLocalSlack, type LocalSlack } from "./slack/server.ts";
import { createLocalTeams, type LocalTeams } from "./teams/server.ts";

export interface PlaygroundSettings {
  /** Everything the playground keeps. */
  readonly folder: string;
  /** The built page. */
  readonly page: string;
  readonly timeZone: TimeZone;
  readonly log: Log;
}

export interface Playground {
  readonly clock: PushableClock;
  readonly slack: LocalSlack;
  readonly teams: LocalTeams;
  /** What the bot is given instead of accounts' settings, by the names of its own environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Nothing has happened here yet: the half-way onboarding is to be played. */
  readonly isNew: boolean;
  /** Tells the local Slack and Teams where the bot's doors are. */
  connectBot(base: string): void;
  /** Called after the clock was pushed. */
  onPushed(listener: () => Promise<void>): void;
  serve(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

export async function openPlayground(settings: PlaygroundSettings): Promise<Playground> {
  const { folder, log, timeZone } = settings;
  mkdirSync(folder, { recursive: true });
  const worldFile = join(folder, "slack.json");
  const isNew = !existsSync(worldFile);
  const clock = createPushableClock(join(folder, "clock.json"), timeZone);
  let pushed: () => Promise<void> = async () => {};
  const slack = createLocalSlack({
    file: worldFile,
    now: () => new Date(clock.now()),
    timeZone,
    onClock: async (to) => {
      clock.push(to);
      await pushed();
      slack.touch();
      teams.touch();
    },
    onError: (error) => log.error({ error }, "The local Slack had a fault of its own."),
  });
  const teams = createLocalTeams({
    file: join(folder, "teams.json"),
    now: () => new Date(clock.now()),
    timeZone,
    onError: (error) => log.error({ error }, "The local Teams had a fault of its own."),
  });
  const [{ apiUrl }, teamsSettings] = await Promise.all([slack.listen(), teams.listen()]);
  // Made for this run: nobody outside this process needs to know them.
  const botToken = `xoxb-${randomBytes(12).toString("hex")}`;
  const signingSecret = randomBytes(16).toString("hex");
  const environment = {
    ...teamsSettings.environment,
    // Everybody here may be listened to; who takes no part is told so.
    TEAMS_ALLOWED_TENANTS: teams.world.tenants.map((tenant) => tenant.id).join(","),
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  };
  const files = pageFiles(settings.page);
  return {
    clock,
    slack,
    teams,
    environment,
    isNew,
    connectBot: (base) => {
      teams.connectBot({ messagesUrl: `${base}/api/messages` });
      slack.connectBot({
        requestUrl: `${base}/slack/events`,
        signingSecret,
        botToken,
        command: {
          name: "/onboard",
          hint: subcommandNames.join(", "),
          description: "Bring a new reseller on board",
        },
      });
    },
    onPushed: (listener) => {
      pushed = listener;
    },
    serve: async (request, response) =>
      (await files(request, response)) ||
      (await teams.handlePage(request, response)) ||
      slack.handlePage(request, response),
    close: async () => {
      await Promise.all([slack.close(), teams.close()]);
    },
  };
}
