/** Tokens for the connector: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { jwtVerify, SignJWT } from "jose";
import { mediaType } from "../slack/http-bodies.ts";
import type { Answer } from "./connector/answer.ts";

export const SCOPE = "https://api.botframework.com/.default";
const AUDIENCE = "https://api.botframework.com";

export interface Tokens {
  /** Answers a request for a token, given its body. */
  grant(req: IncomingMessage, body: string): Promise<Answer>;
  /** Whether the request carries a token that this run gave out and that is still good. */
  isGood(authorization: string | undefined): Promise<boolean>;
  revoke(): void;
}

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly tokenSeconds: number;
}

export function createTokens(client: Client): Tokens {
  let key = randomBytes(32);

  return {
    grant: async (req, body) => {
      if (mediaType(req) !== "application/x-www-form-urlencoded")
        return problem(400, "invalid_request", "AADSTS900144: The request body must be a form.");
      const form = new URLSearchParams(body);
      if (form.get("grant_type") !== "client_credentials")
        return problem(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
      if (form.get("client_id") !== client.id)
        return problem(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
      if (form.get("client_secret") !== client.secret)
        return problem(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
      if (form.get("scope") !== SCOPE)
        return problem(400, "invalid_scope", `AADSTS1002012: The provided value for scope is not valid; use ${SCOPE}.`);
      const now = Math.trunc(Date.now() / 1000);
      const token = await new SignJWT({ appid: client.id })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + client.tokenSeconds)
        .sign(key);
      const expires = { expires_in: client.tokenSeconds, ext_expires_in: client.tokenSeconds };
      return { status: 200, body: { token_type: "Bearer", ...expires, access_token: token } };
    },
    isGood: async (authorization) => {
      const [, token] = /^Bearer (\S+)$/.exec(authorization ?? "") ?? [];
      if (token === undefined) return false;
      return jwtVerify(token, key, { audience: AUDIENCE, algorithms: ["HS256"] }).then(
        () => true,
        () => false,
      );
    },
    revoke: () => {
      key = randomBytes(32);
    },
  };
}

function problem(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}
