/** Every setting, read once. The only reader of the environment; an error names the variable and the cure. */
import { z } from "zod";
import { type LogLevel, logLevels } from "./adapters/log.ts";
import { type TeamsSettings, teamsOf, teamsSchema } from "./config-teams.ts";
import { isTimeZone } from "./domain/calendar.ts";
import { type AccountId, accountId, type TimeZone } from "./domain/ids.ts";

export interface SlackSettings {
  readonly botToken: string;
  readonly apiUrl?: string;
  readonly door: { readonly signingSecret: string } | { readonly appToken: string };
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly carrierName: string;
  readonly admins: ReadonlySet<AccountId>;
  readonly digestTime: string;
  readonly timeZone: TimeZone;
  /** Accounts with one e-mail address are taken for one person's. */
  readonly joinByEmail: boolean;
  /** Where neither is configured, the playground is served. */
  readonly slack: SlackSettings | undefined;
  readonly teams: TeamsSettings | undefined;
}

/** Not an accident of the program but of its settings: the message is all there is to say. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
  }
}

/** An empty variable is one that was not set, as in a copied .env file. */
const setting = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value.trim() === "" ? [] : [[name, value.trim()]],
    ),
  );

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

const slackUrl = z
  .string()
  .optional()
  .refine((text) => {
    if (text === undefined) return true;
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname));
  }, "must be a full https:// address such as https://slack-gov.com/api/ (plain http only on this machine).");

const token = (prefix: string, where: string) =>
  z
    .string()
    .optional()
    .refine(
      (text) => text === undefined || text.startsWith(prefix),
      `must begin with ${prefix}. Copy it from the app's page, ${where}.`,
    );

const schema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z
    .string()
    .default("3000")
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, "must be a port number, such as 3000.")
    .transform(Number),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .optional()
    .refine((text) => text === undefined, "is set, but this version keeps its data in DATA_DIR only. Remove it."),
  LOG_LEVEL: z
    .string()
    .optional()
    .refine(
      (text): text is LogLevel | undefined => text === undefined || (logLevels as readonly string[]).includes(text),
      `must be one of ${logLevels.join(", ")}.`,
    ),
  CARRIER_NAME: z.string().max(60, "must be 60 characters or fewer: it stands in every card.").optional(),
  CARRIER_ADMINS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "")
        // Microsoft's ids are the same in either case.
        .map((each) => (each.startsWith("teams:") ? each.toLowerCase() : each)),
    )
    .refine(
      (list) => list.every((each) => /^(slack:[A-Z0-9]+:[A-Z0-9]+|teams:[0-9a-f-]{36}:[0-9a-f-]{36})$/.test(each)),
      "must be accounts such as slack:T0123ABC:U0456DEF or teams:TENANT:OBJECT-ID, separated by commas. Leave it empty for the Slack workspace's own admins.",
    ),
  DIGEST_TIME: z
    .string()
    .default("09:00")
    .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), "must be a time of day such as 09:00."),
  TIME_ZONE: z
    .string()
    .default("America/Chicago")
    .refine(isTimeZone, "must be a time zone of the IANA list, such as America/Chicago."),
  SLACK_BOT_TOKEN: token("xoxb-", "OAuth & Permissions, Bot User OAuth Token"),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: token("xapp-", "Basic Information, App-Level Tokens (scope connections:write)"),
  SLACK_API_URL: slackUrl,
  JOIN_ACCOUNTS_BY_EMAIL: z
    .string()
    .default("false")
    .refine((text) => text === "true" || text === "false", "must be true or false."),
  ...teamsSchema,
});

function slackOf(values: z.output<typeof schema>, problems: string[]): SlackSettings | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL,
  } = values;
  if (!botToken) {
    const half = signingSecret ? "SLACK_SIGNING_SECRET" : appToken ? "SLACK_APP_TOKEN" : undefined;
    if (half)
      problems.push(
        `SLACK_BOT_TOKEN is missing, though ${half} is set. Copy the Bot User OAuth Token from the app's page, OAuth & Permissions; or remove ${half} to try the playground.`,
      );
    else if (SLACK_API_URL) problems.push("SLACK_API_URL is set without SLACK_BOT_TOKEN. Set both, or neither.");
    return undefined;
  }
  const api = SLACK_API_URL ? { apiUrl: SLACK_API_URL } : {};
  if (appToken) return { botToken, ...api, door: { appToken } };
  if (signingSecret) return { botToken, ...api, door: { signingSecret } };
  problems.push(
    "SLACK_SIGNING_SECRET is missing, though SLACK_BOT_TOKEN is set. Copy it from the app's page, Basic Information; or set SLACK_APP_TOKEN to use Socket Mode.",
  );
  return undefined;
}

/** @throws ConfigError with a sentence for each setting that is not right */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const misspelt = Object.keys(setting(environment)).flatMap((name) => {
    const meant = Object.keys(schema.shape).find((known) => known.toLowerCase() === name.toLowerCase());
    return meant === undefined || name in schema.shape || !/^(microsoft|slack|teams|toc|tob|oauth|validate)/i.test(name)
      ? []
      : [`${name} is not a setting. Did you mean ${meant}? Names are told apart by capitals.`];
  });
  if (misspelt.length > 0) throw new ConfigError(misspelt);
  const parsed = schema.safeParse(setting(environment));
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  const values = parsed.data;
  const problems: string[] = [];
  const slack = slackOf(values, problems);
  const teams = teamsOf(values, problems);
  if ((slack || teams) && !values.CARRIER_NAME)
    problems.push(
      "CARRIER_NAME is missing. Set it to the carrier's name as resellers know it; it stands in every card.",
    );
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: values.DATA_DIR,
    // In the playground the terminal shows the address and what goes wrong; with a platform, what happens.
    logLevel: values.LOG_LEVEL ?? (slack || teams ? "info" : "warn"),
    carrierName: values.CARRIER_NAME ?? "Northline Carrier",
    admins: new Set(values.CARRIER_ADMINS.map(accountId)),
    digestTime: values.DIGEST_TIME,
    timeZone: values.TIME_ZONE as TimeZone,
    joinByEmail: values.JOIN_ACCOUNTS_BY_EMAIL === "true",
    slack,
    teams,
  };
}
