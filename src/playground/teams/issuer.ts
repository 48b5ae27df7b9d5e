/**
 * Who signs what goes to the bot: an RSA key of this run, its OpenID metadata, and tokens, right ones and (for tests)
 * wrong ones: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
import { randomUUID } from "node:crypto";
import { base64url, type CryptoKey, exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from "jose";
import type { Json } from "./activity.ts";

/** How a raw delivery is signed: as it should be, or wrong in one way. */
export type TokenKind =
  | "valid"
  | "none"
  | "garbage"
  | "expired"
  | "notYetValid"
  | "wrongAudience"
  | "wrongIssuer"
  | "forgedSignature"
  | "algNone"
  /** Well signed, with a key that the metadata does not list. */
  | "wrongKey"
  | "otherServiceUrl";

export const ISSUER = "https://api.botframework.com";
const OTHER_ISSUER = "https://issuer.example";
const OTHER_APP = "00000000-0000-4000-8000-000000000000";
/** More than the five minutes that a bot forgives. */
const LONG_AGO_SECONDS = 3_600;
const LONG_AHEAD_SECONDS = 3_600;
const LIFE_SECONDS = 3_600;

export interface Issuer {
  readonly metadata: (keysUrl: string) => Json;
  readonly keys: () => Json;
  /** @returns the `authorization` header, or undefined for none. */
  authorization(
    kind: TokenKind,
    meant: { readonly appId: string; readonly serviceUrl: string },
  ): Promise<string | undefined>;
}

/** Made once in a run, since making them takes long: the one that the metadata lists, and one that it does not. */
let keys: Promise<readonly [GenerateKeyPairResult, GenerateKeyPairResult]> | undefined;

export async function createIssuer(): Promise<Issuer> {
  keys ??= Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const [own, stranger] = await keys;
  const kid = randomUUID();
  const jwk = await exportJWK(own.publicKey);

  type Claims = { issuer: string; audience: string; serviceurl: string; issuedAt: number };
  const sign = (claims: Claims, key: CryptoKey, keyId: string): Promise<string> =>
    new SignJWT({ serviceurl: claims.serviceurl })
      .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT", x5t: keyId })
      .setIssuer(claims.issuer)
      .setAudience(claims.audience)
      .setIssuedAt(claims.issuedAt)
      .setNotBefore(claims.issuedAt)
      .setExpirationTime(claims.issuedAt + LIFE_SECONDS)
      .sign(key);

  return {
    metadata: (keysUrl) => ({
      issuer: ISSUER,
      authorization_endpoint: "https://invalid.example",
      jwks_uri: keysUrl,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["private_key_jwt"],
    }),
    keys: () => ({ keys: [{ ...jwk, use: "sig", kid, x5t: kid, alg: "RS256", endorsements: ["msteams"] }] }),
    authorization: async (kind, meant) => {
      const right: Claims = {
        issuer: ISSUER,
        audience: meant.appId,
        serviceurl: meant.serviceUrl,
        issuedAt: Math.trunc(Date.now() / 1000) - 1,
      };
      const makers: Readonly<Record<TokenKind, () => Promise<string | undefined>>> = {
        valid: () => sign(right, own.privateKey, kid),
        none: async () => undefined,
        garbage: async () => "no token at all",
        expired: () =>
          sign({ ...right, issuedAt: right.issuedAt - LIFE_SECONDS - LONG_AGO_SECONDS }, own.privateKey, kid),
        notYetValid: () => sign({ ...right, issuedAt: right.issuedAt + LONG_AHEAD_SECONDS }, own.privateKey, kid),
        wrongAudience: () => sign({ ...right, audience: OTHER_APP }, own.privateKey, kid),
        wrongIssuer: () => sign({ ...right, issuer: OTHER_ISSUER }, own.privateKey, kid),
        forgedSignature: () => sign(right, stranger.privateKey, kid),
        algNone: async () => unsigned(await sign(right, own.privateKey, kid), kid),
        wrongKey: () => sign(right, stranger.privateKey, randomUUID()),
        otherServiceUrl: () => sign({ ...right, serviceurl: "https://elsewhere.example/" }, own.privateKey, kid),
      };
      const token = await makers[kind]();
      return token === undefined ? undefined : `Bearer ${token}`;
    },
  };
}

function unsigned(token: string, kid: string): string {
  const [, claims] = token.split(".");
  return `${base64url.encode(JSON.stringify({ alg: "none", typ: "JWT", kid }))}.${claims}.`;
}
