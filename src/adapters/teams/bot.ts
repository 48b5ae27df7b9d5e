/** botbuilder, wired: who sent an activity, the turn it is handled in, and the way out to the Bot Connector. */
import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
} from "botbuilder";
import { type Connector, type ConnectorClient, createConnector, withoutRetries } from "./connector.ts";
import { type CredentialsFactory, createTokens, type Tokens } from "./credentials.ts";

/** What of botbuilder's settings says in which cloud the bot is; by the names that botbuilder gives them. */
export interface Clouds {
  readonly ToBotFromChannelOpenIdMetadataUrl?: string | undefined;
  readonly ToBotFromChannelTokenIssuer?: string | undefined;
  readonly ToBotFromEmulatorOpenIdMetadataUrl?: string | undefined;
  readonly ToChannelFromBotLoginUrl?: string | undefined;
  readonly ToChannelFromBotOAuthScope?: string | undefined;
  readonly OAuthUrl?: string | undefined;
  readonly ValidateAuthority?: boolean | string | undefined;
}

export interface Registration {
  readonly appType: "SingleTenant" | "MultiTenant" | "UserAssignedMSI";
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly clouds: Clouds;
  /** Where outgoing calls get their token, when it is not Microsoft's login. */
  readonly tokenUrl?: string | undefined;
}

/** If one address is set, botbuilder takes every other as it stands, also where it is empty: these are the public cloud's. */
const publicCloud = {
  ToBotFromChannelOpenIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  ToBotFromChannelTokenIssuer: "https://api.botframework.com",
  ToBotFromEmulatorOpenIdMetadataUrl: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
  ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
  ToChannelFromBotOAuthScope: "https://api.botframework.com",
  OAuthUrl: "https://api.botframework.com",
} as const;

/** The request does not come from Teams, or not to this bot. */
export class NotAuthentic extends Error {}
/** Who sent it could not be found out: the keys of whoever signs are not to be had. */
export class KeysUnavailable extends Error {}

export type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication["authenticateRequest"]>>;

export interface Bot {
  /** @throws NotAuthentic, KeysUnavailable */
  authenticate(activity: Activity, header: string): Promise<Authenticated>;
  /** For a body that cannot be read: whether at least its sender is who they should be. @throws NotAuthentic, KeysUnavailable */
  authenticateSender(header: string): Promise<void>;
  /** Handles the activity in a turn of botbuilder's. @throws whatever `handle` throws */
  turn(
    sender: Authenticated,
    activity: Activity,
    handle: () => Promise<InvokeResponse | undefined>,
  ): Promise<InvokeResponse | undefined>;
  connector(serviceUrl: string): Connector;
  /** Asks for a token, so that a wrong secret is found at the start. @throws PlatformTrouble, or MSAL's error */
  checkCredentials(): Promise<void>;
}

const teamsChannel = "msteams";
const longestKeysMs = 10_000;

const set = (settings: Clouds): Readonly<Record<string, string | boolean>> =>
  Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string | boolean] => entry[1] !== undefined && entry[1] !== "",
    ),
  );

/** A failure to get the keys, and not a token that is wrong: HTTP, the network, or an answer that is no JSON. */
function isKeysTrouble(error: unknown): boolean {
  if (error instanceof KeysUnavailable) return true;
  if (typeof error !== "object" || error === null) return false;
  const status: unknown = Reflect.get(error, "statusCode");
  return (typeof status === "number" && status >= 500) || Reflect.get(error, "name") === "FetchError";
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type UserTokens = ReturnType<ConfigurationBotFrameworkAuthentication["createUserTokenClient"]>;

/** Every turn of botbuilder's has a client for the tokens of users, which takes long to make. We have no such tokens: one is enough. */
class Authentication extends ConfigurationBotFrameworkAuthentication {
  private userTokens: UserTokens | undefined;

  override createUserTokenClient(
    identity: Parameters<CloudAdapter["botFrameworkAuthentication"]["createUserTokenClient"]>[0],
  ): UserTokens {
    this.userTokens ??= super.createUserTokenClient(identity).catch((error: unknown) => {
      this.userTokens = undefined;
      throw error;
    });
    return this.userTokens;
  }
}

class TeamsAdapter extends CloudAdapter {
  private turns: { readonly serviceUrl: string; readonly client: Promise<ConnectorClient> } | undefined;

  authenticated(activity: Activity, header: string): Promise<Authenticated> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, header);
  }

  senderAuthenticated(header: string): Promise<unknown> {
    return this.botFrameworkAuthentication.authenticateStreamingRequest(header, teamsChannel);
  }

  turn(
    sender: Authenticated,
    activity: Activity,
    handle: () => Promise<InvokeResponse | undefined>,
  ): Promise<InvokeResponse | undefined> {
    const connectorFactory = { create: (serviceUrl: string) => this.clientOfTurn(sender, serviceUrl) };
    return this.processActivity({ ...sender, connectorFactory }, activity, async (context) => {
      const value = await handle();
      if (value) await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
    });
  }

  /** Every turn has a client for answers, too; ours go out by a `Connector`, so that the one of the turn before will do. */
  private clientOfTurn({ connectorFactory, audience }: Authenticated, serviceUrl: string): Promise<ConnectorClient> {
    if (this.turns?.serviceUrl === serviceUrl) return this.turns.client;
    if (!connectorFactory) throw new Error("botbuilder found out who sent an activity, and not how to answer it.");
    const client = connectorFactory.create(serviceUrl, audience);
    this.turns = { serviceUrl, client };
    client.catch(() => {
      this.turns = undefined;
    });
    return client;
  }

  async client(appId: string, serviceUrl: string, audience: string) {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(appId));
    return withoutRetries(await factory.create(serviceUrl, audience));
  }
}

function credentialsOf(
  registration: Registration,
  now: () => number,
): { factory: CredentialsFactory; tokens?: Tokens } {
  const { appType, appId, appPassword, tenantId, tokenUrl } = registration;
  if (tokenUrl) {
    const tokens = createTokens({ tokenUrl, appId, appPassword, now });
    return { factory: tokens.factory, tokens };
  }
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: appType,
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
  });
  return { factory };
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeysUnavailable("they did not come in time")), longestKeysMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Error where the settings do not go together */
export function createBot(registration: Registration, now: () => number): Bot {
  const { appId, tenantId, clouds } = registration;
  if (appId === "") throw new Error("MicrosoftAppId is empty: without it nobody's identity would be checked.");
  const configured = set(clouds);
  const { factory, tokens } = credentialsOf(registration, now);
  const audience = clouds.ToChannelFromBotOAuthScope || publicCloud.ToChannelFromBotOAuthScope;
  const login = clouds.ToChannelFromBotLoginUrl || publicCloud.ToChannelFromBotLoginUrl;
  const adapter = new TeamsAdapter(
    new Authentication(
      {
        MicrosoftAppId: appId,
        MicrosoftAppTenantId: tenantId,
        ...(Object.keys(configured).length > 0 ? { ...publicCloud, ...configured } : {}),
      },
      factory,
    ),
  );
  // What fails in a turn is the caller's; by itself the adapter would write it to the console and go on.
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  const connectors = new Map<string, Connector>();

  const proven = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await inTime(work);
    } catch (error) {
      throw isKeysTrouble(error) ? new KeysUnavailable(messageOf(error)) : new NotAuthentic(messageOf(error));
    }
  };

  return {
    authenticate: (activity, header) => proven(adapter.authenticated(activity, header)),
    async authenticateSender(header) {
      await proven(adapter.senderAuthenticated(header));
    },
    turn: (sender, activity, handle) => adapter.turn(sender, activity, handle),

    connector(serviceUrl) {
      const known = connectors.get(serviceUrl);
      if (known) return known;
      let client: ReturnType<TeamsAdapter["client"]> | undefined;
      const connector = createConnector(serviceUrl, () => {
        client ??= adapter.client(appId, serviceUrl, audience);
        return client;
      });
      connectors.set(serviceUrl, connector);
      return connector;
    },

    async checkCredentials() {
      if (tokens) return void (await tokens.token(audience));
      const credentials = await factory.createCredentials(appId, audience, login, true);
      const getToken: unknown = Reflect.get(credentials, "getToken");
      if (typeof getToken === "function") await Reflect.apply(getToken, credentials, []);
    },
  };
}
