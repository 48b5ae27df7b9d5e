/** Where the local Teams listens, and what a bot is told of it. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ISSUER } from "./issuer.ts";
import { SCOPE } from "./tokens.ts";
import type { World } from "./world.ts";

/** What a bot needs to know of this Teams. */
export interface TeamsSettings {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** The connector, as activities name it. */
  readonly serviceUrl: string;
  /** Host and port of it. */
  readonly serviceHost: string;
  /** OAuth 2 client credentials for the connector. */
  readonly tokenUrl: string;
  readonly oauthScope: string;
  /** Whoever signs the activities' tokens. */
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  /** All of it under the names of the bot's own environment variables. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Addresses {
  readonly origin: string;
  readonly serviceUrl: string;
  readonly login: string;
  readonly secret: string;
}

export function settingsOf(world: World, { origin, serviceUrl, login, secret }: Addresses): TeamsSettings {
  const { id: appId, tenantId } = world.app;
  const [openIdMetadataUrl, tokenUrl] = [`${login}/openid`, `${login}/token`];
  const serviceHost = new URL(origin).host;
  return {
    ...{ appId, tenantId, serviceUrl, serviceHost, tokenUrl, openIdMetadataUrl },
    ...{ appPassword: secret, oauthScope: SCOPE, issuer: ISSUER },
    environment: {
      MicrosoftAppType: "SingleTenant",
      MicrosoftAppId: appId,
      MicrosoftAppPassword: secret,
      MicrosoftAppTenantId: tenantId,
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToChannelFromBotLoginUrl: login,
      ToChannelFromBotOAuthScope: SCOPE,
      OAuthUrl: origin,
      ValidateAuthority: "false",
      TEAMS_TOKEN_URL: tokenUrl,
      TEAMS_SERVICE_HOSTS: serviceHost,
    },
  };
}

/** @param orAnother take any free port where this one is taken. @returns the port. */
export async function listenOn(server: Server, port: number, orAnother: boolean): Promise<number> {
  try {
    return await tryToListen(server, port);
  } catch (error) {
    if (!orAnother || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return tryToListen(server, 0);
  }
}

function tryToListen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
