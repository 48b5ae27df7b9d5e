/**
 * The bot's token for outgoing calls from an OAuth 2 endpoint of one's own choice. botbuilder asks Microsoft's login by way of
 * MSAL, which refuses any other address; this is the plain client-credentials grant (RFC 6749, 4.4).
 */
import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { z } from "zod";
import { PlatformTrouble } from "../../ports/messenger.ts";
import { retryAfterMs, troubleOf, troubleOfAnswer } from "./errors.ts";
import { isSafeUrl } from "./service-hosts.ts";

/** botbuilder exports the class by no name. */
export type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

export interface TokenOptions {
  readonly tokenUrl: string;
  readonly appId: string;
  readonly appPassword: string;
  /** Passing time in milliseconds. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export interface Tokens {
  /** A token for the audience, from memory while it is good. @throws PlatformTrouble */
  token(audience: string): Promise<string>;
  readonly factory: CredentialsFactory;
}

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const failureSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** Renewed this long before it ends, or after four fifths of its life where that is short. */
const marginMs = 5 * 60_000;
const shareUsed = 0.8;

interface Kept {
  readonly token: string;
  readonly until: number;
}

/** @throws Error where the address may not be used */
export function createTokens({ tokenUrl, appId, appPassword, now, timeoutMs = 10_000 }: TokenOptions): Tokens {
  if (!isSafeUrl(tokenUrl))
    throw new Error("TEAMS_TOKEN_URL must be an https:// address (plain http only on this machine).");
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<string>>();

  async function ask(audience: string): Promise<string> {
    const began = now();
    const scope = audience.endsWith("/.default") ? audience : `${audience}/.default`;
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(tokenUrl, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: appId,
          client_secret: appPassword,
          scope,
        }),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      body = await response.json().catch(() => undefined);
    } catch (error) {
      throw troubleOf(error, "token");
    }
    const { status, headers } = response;
    if (!response.ok) {
      const { data } = failureSchema.safeParse(body);
      throw troubleOfAnswer("token", {
        status,
        code: data?.error,
        message: data?.error_description,
        retryAfterMs: retryAfterMs(headers.get("retry-after")),
      });
    }
    const answer = answerSchema.safeParse(body);
    if (!answer.success)
      throw new PlatformTrouble("refused", "TEAMS_TOKEN_URL answered without a token; check that address.");
    const { access_token: token, expires_in: seconds } = answer.data;
    const life = seconds * 1000;
    kept.set(audience, { token, until: began + Math.max(life - marginMs, life * shareUsed) });
    return token;
  }

  function token(audience: string): Promise<string> {
    const known = kept.get(audience);
    if (known && known.until > now()) return Promise.resolve(known.token);
    const running = asked.get(audience);
    if (running) return running;
    const answer = ask(audience).finally(() => asked.delete(audience));
    asked.set(audience, answer);
    return answer;
  }

  return {
    token,
    factory: {
      isValidAppId: async (id) => id === appId,
      // Never, whatever the app id: who sent something is always checked.
      isAuthenticationDisabled: async () => false,
      createCredentials: async (_appId, audience = "https://api.botframework.com") => ({
        /** As botbuilder's own credentials have it. `fresh`: the connector did not take the one it was given. */
        getToken(fresh = false) {
          if (fresh) kept.delete(audience);
          return token(audience);
        },
        async signRequest(request) {
          request.headers.set("authorization", `Bearer ${await token(audience)}`);
          return request;
        },
      }),
    },
  };
}
