/** Slack's Web API as the bot calls it: no hidden retries, a bound on every wait, and who we are in it. */
import { type Logger, LogLevel, webApi } from "@slack/bolt";
import type { Log } from "../../ports/log.ts";
import { troubleOf } from "./errors.ts";

export type WebClient = webApi.WebClient;

export interface WebOptions {
  readonly botToken: string;
  /** Where Slack's Web API is, when it is not slack.com: GovSlack, a proxy, a local server. */
  readonly slackApiUrl?: string;
  readonly log: Log;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

/** Bolt's and WebClient's log lines through ours; what they find worth `info` is said once per request, so it is our `debug`. */
export function vendorLogger(log: Log): Logger {
  const line = (parts: readonly unknown[]): string =>
    parts
      .map((part) => (part instanceof Error ? part.message : typeof part === "string" ? part : ""))
      .join(" ")
      .trim();
  return {
    // Said many times per request and never read: dropped before it costs anything.
    debug: () => {},
    info: (...parts) => log.debug({ from: "slack sdk" }, line(parts)),
    warn: (...parts) => log.warn({ from: "slack sdk" }, line(parts)),
    error: (...parts) => log.error({ from: "slack sdk" }, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/**
 * Without settings WebClient retries for half an hour and sleeps through 429 with every other call behind it; whoever calls
 * here decides about trying again. https://github.com/slackapi/node-slack-sdk/issues/451
 */
export const clientOptions = ({
  slackApiUrl,
  log,
  timeoutMs = defaultTimeoutMs,
}: Omit<WebOptions, "botToken">): webApi.WebClientOptions => ({
  ...(slackApiUrl ? { slackApiUrl } : {}),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: timeoutMs,
  logger: vendorLogger(log),
});

export const webClient = (options: WebOptions): WebClient =>
  new webApi.WebClient(options.botToken, clientOptions(options));

/** The bot as Slack knows it. */
export interface Identity {
  /** The workspace that installed the app. */
  readonly team: string;
  /** The organisation of Enterprise Grid that the workspace belongs to, if any; all its workspaces are one company. */
  readonly enterprise?: string;
  readonly teamName: string;
  readonly botUser: string;
  readonly bot: string;
}

/** Asks Slack once who the token belongs to. @throws Error with a sentence that names the setting and the cure */
export async function identify(client: WebClient): Promise<Identity> {
  try {
    const {
      team_id: team,
      team: teamName,
      user_id: botUser,
      bot_id: bot,
      enterprise_id: enterprise,
    } = await client.auth.test();
    if (!team || !botUser || !bot) {
      throw new Error(
        "SLACK_BOT_TOKEN belongs to a person, not to a bot: copy the Bot User OAuth Token (xoxb-…) from the app's page OAuth & Permissions.",
      );
    }
    return { team, ...(enterprise ? { enterprise } : {}), teamName: teamName ?? team, botUser, bot };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("SLACK_BOT_TOKEN")) throw error;
    const trouble = troubleOf(error, "auth.test");
    const sentence =
      trouble.kind === "refused" || trouble.kind === "lockedOut"
        ? `Slack does not accept SLACK_BOT_TOKEN: ${trouble.message}`
        : `SLACK_BOT_TOKEN could not be checked: ${trouble.message}`;
    throw new Error(sentence, { cause: error });
  }
}
