/** Teams' settings: what botbuilder calls them, and ours beside these. Part of `config.ts`, which reads them. */
import { z } from "zod";
import { isSafeUrl, microsoftServiceHosts } from "./adapters/teams/service-hosts.ts";

export const appTypes = ["SingleTenant", "MultiTenant", "UserAssignedMSI"] as const;

/** botbuilder's own names for what differs between Microsoft's clouds. */
const cloudNames = [
  "ToBotFromChannelOpenIdMetadataUrl",
  "ToBotFromChannelTokenIssuer",
  "ToBotFromEmulatorOpenIdMetadataUrl",
  "ToChannelFromBotLoginUrl",
  "ToChannelFromBotOAuthScope",
  "OAuthUrl",
] as const;
type CloudName = (typeof cloudNames)[number];

export interface TeamsSettings {
  readonly appType: (typeof appTypes)[number];
  readonly appId: string;
  readonly appPassword: string;
  /** The carrier's tenant. */
  readonly tenantId: string;
  readonly clouds: Readonly<Partial<Record<CloudName, string>>> & { readonly ValidateAuthority?: string };
  readonly tokenUrl?: string;
  readonly allowedTenants: readonly string[];
  readonly serviceHosts: readonly string[];
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isGuid = (text: string | undefined): boolean => text === undefined || guid.test(text);

/** Microsoft's ids are the same in either case; they are told in lower case. */
const lower = (text: string): string => text.toLowerCase();

const list = (text: string): readonly string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

const address = z
  .string()
  .optional()
  .refine(
    (text) => text === undefined || isSafeUrl(text),
    "must be a full https:// address (plain http only on this machine).",
  );

/** https://learn.microsoft.com/azure/bot-service/bot-service-quickstart-registration */
export const teamsSchema = {
  MicrosoftAppType: z
    .string()
    .default("SingleTenant")
    .refine(
      (text): text is TeamsSettings["appType"] => (appTypes as readonly string[]).includes(text),
      `must be one of ${appTypes.join(", ")}. A bot for one carrier is SingleTenant.`,
    ),
  MicrosoftAppId: z
    .string()
    .optional()
    .refine(isGuid, "must be the bot's Microsoft App ID, such as 1f2e3d4c-0000-4000-8000-0123456789ab.")
    .transform((text) => text?.toLowerCase()),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z
    .string()
    .optional()
    .refine(isGuid, "must be the carrier's App Tenant ID, such as 1f2e3d4c-0000-4000-8000-0123456789ab.")
    .transform((text) => text?.toLowerCase()),
  ToBotFromChannelOpenIdMetadataUrl: address,
  ToBotFromChannelTokenIssuer: z.string().optional(),
  ToBotFromEmulatorOpenIdMetadataUrl: address,
  ToChannelFromBotLoginUrl: address,
  ToChannelFromBotOAuthScope: z.string().optional(),
  OAuthUrl: address,
  ValidateAuthority: z
    .string()
    .optional()
    .refine((text) => text === undefined || text === "true" || text === "false", "must be true or false."),
  TEAMS_TOKEN_URL: address,
  TEAMS_ALLOWED_TENANTS: z
    .string()
    .default("")
    .transform((text) => list(lower(text)))
    .refine((tenants) => tenants.every(isGuid), "must be tenant IDs, separated by commas."),
  TEAMS_SERVICE_HOSTS: z
    .string()
    .default("")
    .transform(list)
    .refine(
      (hosts) => hosts.every((host) => /^(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i.test(host)),
      "must be host names such as smba.trafficmanager.net or *.botframework.com, separated by commas.",
    ),
};

type Values = z.output<z.ZodObject<typeof teamsSchema>>;

const whereFrom = {
  MicrosoftAppId: "Copy the Microsoft App ID from the bot's page in Azure, Configuration",
  MicrosoftAppPassword: "Make a client secret in Azure, Certificates & secrets, and copy its Value",
  MicrosoftAppTenantId: "Copy the App Tenant ID from the bot's page in Azure, Configuration",
} as const;

/** Undefined where Teams is not configured; half a configuration is a problem, told by the name of what is missing. */
export function teamsOf(values: Values, problems: string[]): TeamsSettings | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: appPassword, MicrosoftAppTenantId: tenantId } = values;
  const set = (Object.keys(whereFrom) as (keyof typeof whereFrom)[]).filter((name) => values[name] !== undefined);
  const [first] = set;
  if (first === undefined) {
    const lonely = cloudNames.find((name) => values[name] !== undefined);
    const name = lonely ?? (values.TEAMS_TOKEN_URL === undefined ? undefined : "TEAMS_TOKEN_URL");
    if (name) problems.push(`${name} is set without MicrosoftAppId. Set up Teams wholly, or remove ${name}.`);
    return undefined;
  }
  const needed = (Object.keys(whereFrom) as (keyof typeof whereFrom)[]).filter(
    (name) => name !== "MicrosoftAppPassword" || values.MicrosoftAppType !== "UserAssignedMSI",
  );
  const missing = needed.filter((name) => values[name] === undefined);
  for (const name of missing)
    problems.push(`${name} is missing, though ${first} is set. ${whereFrom[name]}; or remove ${first}.`);
  if (missing.length > 0 || !appId || !tenantId) return undefined;
  const clouds = Object.fromEntries(
    [...cloudNames, "ValidateAuthority" as const].flatMap((name) =>
      values[name] === undefined ? [] : [[name, values[name]]],
    ),
  );
  const { TEAMS_SERVICE_HOSTS: hosts, TEAMS_TOKEN_URL: tokenUrl } = values;
  return {
    appType: values.MicrosoftAppType,
    appId,
    appPassword: appPassword ?? "",
    tenantId,
    clouds,
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    allowedTenants: values.TEAMS_ALLOWED_TENANTS,
    serviceHosts: hosts.length > 0 ? hosts : microsoftServiceHosts,
  };
}
