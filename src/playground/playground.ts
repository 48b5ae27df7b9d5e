/** The playground: a local Slack with two companies in it, a page to use it, and a clock that can be pushed forward. */
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
  /** What the bot is given instead of an account's settings. */
  readonly credentials: { readonly botToken: string; readonly signingSecret: string; readonly apiUrl: string };
  /** Nothing has happened here yet: the half-way onboarding is to be played. */
  readonly isNew: boolean;
  /** Tells the local Slack where the bot's door is. */
  connectBot(requestUrl: string): void;
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
    },
    onError: (error) => log.error({ error }, "The local Slack had a fault of its own."),
  });
  const { apiUrl } = await slack.listen();
  const credentials = {
    // Made for this run: nobody outside this process needs to know them.
    botToken: `xoxb-${randomBytes(12).toString("hex")}`,
    signingSecret: randomBytes(16).toString("hex"),
    apiUrl,
  };
  const files = pageFiles(settings.page);
  return {
    clock,
    slack,
    credentials,
    isNew,
    connectBot: (requestUrl) =>
      slack.connectBot({
        requestUrl,
        signingSecret: credentials.signingSecret,
        botToken: credentials.botToken,
        command: {
          name: "/onboard",
          hint: subcommandNames.join(", "),
          description: "Bring a new reseller on board",
        },
      }),
    onPushed: (listener) => {
      pushed = listener;
    },
    serve: async (request, response) => files(request, response) || slack.handlePage(request, response),
    close: () => slack.close(),
  };
}
