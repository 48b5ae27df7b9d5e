/** Signed activities as Teams sends them, made before the clock runs. */
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { inputIdOf } from "../../src/adapters/teams/form-values.ts";
import { type Action, formRefSchema } from "../../src/views/actions.ts";
import { idOf, type Prepared } from "./request.ts";

export const carrierTenant = "0d1f6c3e-4a52-4b7e-9c21-6f0a3b8e7d10";
export const resellerTenant = "7b2e9a44-1c3d-4f68-8e5b-2a9d0c71f3e2";
export const appId = "3e9b7c58-2d64-4f1a-a0b7-91c5d8e6f024";
export const botId = `28:${appId}`;
export const teamId = "19:6f8a1c2d3e4b4a5f9d0c7b8e1a2f3c4d@thread.tacv2";

export interface Somebody {
  readonly aad: string;
  readonly name: string;
  readonly tenant: string;
}
export const sam: Somebody = {
  aad: "a1c4e7b0-53d2-4896-8f1e-0b6d9a2c3e11",
  name: "Sam Ortega",
  tenant: carrierTenant,
};
export const tom: Somebody = {
  aad: "f619dc05-a827-4d4b-9e63-50b2ef718d66",
  name: "Tom Okafor",
  tenant: resellerTenant,
};
export const nadia: Somebody = {
  aad: "e508cbf4-9716-4c3a-8d52-4fa1de607c55",
  name: "Nadia Brooks",
  tenant: resellerTenant,
};
/** As long as Teams' own. */
export const userIdOf = ({ aad }: Somebody): string => `29:1${aad.replaceAll("-", "").repeat(2)}`;

export const channelOf = (index: number): string => `19:${String(index).padStart(32, "0")}@thread.tacv2`;

const issuer = "https://api.botframework.com";
/** So many differ, as those of a day do. */
const tokensMade = 32;

export interface Signing {
  readonly keys: object;
  readonly metadata: (keysUrl: string) => object;
  /** The header of another token each time, for a while. */
  authorization(): string;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export async function createSigning(serviceUrl: string): Promise<Signing> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = "bench";
  const now = Math.trunc(Date.now() / 1000);
  const tokens = await Promise.all(
    Array.from({ length: tokensMade }, (_, number) =>
      new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: "RS256", kid, typ: "JWT", x5t: kid })
        .setIssuer(issuer)
        .setAudience(appId)
        .setNotBefore(now - number)
        .setExpirationTime(now - number + 24 * 3600)
        .sign(privateKey),
    ),
  );
  const jwk = await exportJWK(publicKey);
  let next = 0;
  return {
    keys: { keys: [{ ...jwk, use: "sig", kid, x5t: kid, alg: "RS256", endorsements: ["msteams"] }] },
    metadata: (keysUrl) => ({ issuer, jwks_uri: keysUrl, id_token_signing_alg_values_supported: ["RS256"] }),
    authorization() {
      next += 1;
      return `Bearer ${tokens[next % tokens.length]}`;
    },
  };
}

export interface TeamsRequests {
  /** `onboard status` by the carrier's service manager in the channel of onboarding `index`. */
  readonly statusMessage: (index: number, number: number) => Prepared;
  /** The service manager opens the status in a dialog. */
  readonly statusDialog: (index: number, number: number) => Prepared;
  /** The OCN form sent by the reseller's person; each number types another code, so that each is a change to be kept. */
  readonly ocnSubmission: (index: number, number: number) => Prepared;
}

const client = { locale: "en-US", country: "US", platform: "Web", type: "clientInfo" };

export function teamsRequests(serviceUrl: string, { authorization }: Signing): TeamsRequests {
  const envelope = (who: Somebody, index: number, thread?: string) => {
    const channel = channelOf(index);
    return {
      timestamp: new Date().toISOString(),
      localTimezone: "America/Chicago",
      locale: "en-US",
      channelId: "msteams",
      serviceUrl,
      from: { id: userIdOf(who), name: who.name, aadObjectId: who.aad },
      recipient: { id: botId, name: "Onboarding" },
      conversation: {
        isGroup: true,
        conversationType: "channel",
        tenantId: carrierTenant,
        id: thread === undefined ? channel : `${channel};messageid=${thread}`,
      },
      channelData: {
        teamsChannelId: channel,
        teamsTeamId: teamId,
        channel: { id: channel, type: "shared" },
        team: { id: teamId },
        tenant: { id: carrierTenant },
      },
    };
  };
  const signed = (activity: object, message?: string): Prepared => ({
    path: "/api/messages",
    body: JSON.stringify(activity),
    headers: { authorization: authorization(), "content-type": "application/json; charset=utf-8" },
    ...(message === undefined ? {} : { message }),
  });
  const messageId = (number: number): string => String(1_790_000_000_000 + number);

  const invoke = (name: string, who: Somebody, data: object, index: number, number: number): Prepared =>
    signed({
      ...envelope(who, index),
      type: "invoke",
      id: `f:${String(number).padStart(12, "0")}-6d2a-4c1b-9e7f-bench`,
      name,
      value: { data, context: { theme: "default" } },
      replyToId: messageId(0),
      entities: [client],
    });

  return {
    statusMessage(index, number) {
      const id = messageId(number);
      const activity = {
        ...envelope(sam, index, id),
        type: "message",
        id,
        text: "<at>Onboarding</at> status",
        textFormat: "plain",
        attachments: [{ contentType: "text/html", content: "<p><span>Onboarding</span>&nbsp;status</p>" }],
        entities: [
          { type: "mention", mentioned: { id: botId, name: "Onboarding" }, text: "<at>Onboarding</at>" },
          client,
        ],
      };
      return signed(activity, id);
    },
    statusDialog(index, number) {
      const look: Action = { do: "look", at: "status" };
      return invoke("task/fetch", sam, { msteams: { type: "task/fetch" }, a: look }, index, number);
    },
    ocnSubmission(index, number) {
      const ref = formRefSchema.parse({ form: "ocn", onboarding: idOf(index), state: "MN" });
      const typed = {
        [inputIdOf("choice", "state")]: "MN",
        [inputIdOf("choice", "status")]: "assigned",
        [inputIdOf("text", "ocn")]: `${100 + (number % 900)}A`,
        [inputIdOf("choice", "category")]: "LRSL",
        [inputIdOf("date", "notifiedOn")]: "2026-10-02",
        [inputIdOf("text", "companyName")]: "Prairie Telecom, LLC",
      };
      const drawn = [...Object.keys(typed), inputIdOf("text", "evidence")];
      return invoke("task/submit", tom, { f: ref, i: `bench-${number}`, n: drawn, ...typed }, index, number);
    },
  };
}
