/** Teams under load: who signs for it, a connector that says yes, and what is asked of the bot. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openConversations } from "../../src/adapters/storage/lowdb/conversations.ts";
import { diskOver } from "../../src/adapters/storage/lowdb/disk.ts";
import { realFileSystem } from "../../src/adapters/storage/lowdb/file-system.ts";
import { accountOf, companyOf, placeOf } from "../../src/adapters/teams/ids.ts";
import { createReferences } from "../../src/adapters/teams/references.ts";
import { quietLog } from "../support/quiet-log.ts";
import type { Platform } from "./platform.ts";
import { startBare } from "./processes.ts";
import type { Prepared } from "./request.ts";
import { type Cast, stage } from "./stage.ts";
import {
  appId,
  botId,
  carrierTenant,
  channelOf,
  createSigning,
  nadia,
  resellerTenant,
  type Signing,
  type Somebody,
  sam,
  teamId,
  teamsRequests,
  tom,
  userIdOf,
} from "./teams-requests.ts";

const personOf = ({ tenant, aad, name }: Somebody) => ({ account: accountOf(tenant, aad), name });
const personalOf = ({ aad }: Somebody): string => `a:1${aad.replaceAll("-", "").repeat(2)}`;

const cast: Cast = {
  platform: "teams",
  sam: personOf(sam),
  tom: personOf(tom),
  nadia: personOf(nadia),
  carrier: companyOf(carrierTenant),
  reseller: companyOf(resellerTenant),
  placeOf: (index) => placeOf(carrierTenant, channelOf(index)),
  receipt: `${channelOf(0)}|1790000000000`,
};

/** The bot gives up after less. */
const longestWaitMs = 60_000;

interface World {
  readonly url: string;
  readonly signing: Signing;
  /** The next answer to the message. */
  replyTo(message: string): Promise<string>;
  close(): void;
}

/** Whoever signs, the login and the connector in one: it knows everybody, and takes every message. */
async function agreeableTeams(): Promise<World> {
  const waiting = new Map<string, (reply: string) => void>();
  let signing: Signing | undefined;
  let url = "";

  const memberOf = (path: string): object => {
    const asked = decodeURIComponent(path.split("/").at(-1) ?? "");
    const who = [sam, tom, nadia].find((one) => asked === one.aad || asked === userIdOf(one)) ?? sam;
    const userPrincipalName = `${who.aad}@example.com`;
    return { id: userIdOf(who), name: who.name, aadObjectId: who.aad, tenantId: who.tenant, userPrincipalName };
  };
  const answers: readonly (readonly [RegExp, (path: string) => object | undefined])[] = [
    [/^\/openid/, () => signing?.metadata(`${url}keys`)],
    [/^\/keys/, () => signing?.keys],
    [/^\/token/, () => ({ token_type: "Bearer", access_token: "bench", expires_in: 24 * 3600 })],
    [/\/members\//, memberOf],
    [/\/activities/, () => ({ id: "1790000000000" })],
    [/^\/v3\/conversations$/, () => ({ id: personalOf(sam) })],
  ];

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = answers.find(([like]) => like.test(path))?.[1](path) ?? {};
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      const message = path.split("/").at(-1) ?? "";
      waiting.get(message)?.(Buffer.concat(chunks).toString());
      waiting.delete(message);
    });
  });
  // Nobody's connection ends just when it is used again.
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  signing = await createSigning(url);
  return {
    url,
    signing,
    replyTo: (message) =>
      new Promise((resolve, reject) => {
        const tooLong = setTimeout(() => reject(new Error(`no answer to message ${message}`)), longestWaitMs);
        waiting.set(message, (reply) => {
          clearTimeout(tooLong);
          resolve(reply);
        });
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the bot knows of places and people after it was used for a while. */
async function fillConversations(folder: string, onboardings: number, serviceUrl: string): Promise<void> {
  const kept = await openConversations({ folder, log: quietLog, disk: diskOver(realFileSystem) });
  const references = createReferences(kept, quietLog);
  await Promise.all([
    ...Array.from({ length: onboardings }, (_, index) =>
      references.keepPlace(channelOf(index), {
        serviceUrl,
        botId,
        name: `Reseller ${index}`,
        team: teamId,
        greeted: true,
      }),
    ),
    ...[sam, tom, nadia].map((one) =>
      references.keepPerson(one.aad, {
        serviceUrl,
        tenant: one.tenant,
        tenantIsCertain: true,
        userId: userIdOf(one),
        name: one.name,
        ...(one === sam ? { personal: personalOf(one), greeted: true } : {}),
        lastConversation: channelOf(0),
        roster: { guest: false },
      }),
    ),
  ]);
  await kept.close();
}

export async function teams(): Promise<Platform> {
  const world = await agreeableTeams();
  const { url, signing, replyTo } = world;
  const { statusMessage, statusDialog, ocnSubmission } = teamsRequests(url, signing);
  const clouds = {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: "bench",
    MicrosoftAppTenantId: carrierTenant,
    ToBotFromChannelOpenIdMetadataUrl: `${url}openid`,
  };
  const post = async (to: string, { path, body, headers }: Prepared): Promise<string> => {
    const answer = await fetch(`${to}${path}`, { method: "POST", body, headers });
    return answer.text();
  };
  const isStatus = (answer: string) => answer.includes("Getting started as a reseller");
  const look = { what: "`@Onboarding status`, until its answer is there", make: statusMessage, isRight: isStatus };

  return {
    name: "teams",
    bareName: "CloudAdapter",
    settings: {
      ...clouds,
      TEAMS_TOKEN_URL: `${url}token`,
      TEAMS_SERVICE_HOSTS: "127.0.0.1",
      TEAMS_ALLOWED_TENANTS: resellerTenant,
    },
    async stage(folder, onboardings) {
      await stage(folder, onboardings, cast);
      await fillConversations(folder, onboardings, url);
    },
    async startBare(bot) {
      const said = statusMessage(0, -1);
      const reply = replyTo(said.message ?? "");
      await post(bot.url, said);
      return startBare("bare-cloud-adapter", {
        ...clouds,
        MicrosoftAppType: "SingleTenant",
        // With one address set, botbuilder takes the others as they stand.
        ToBotFromChannelTokenIssuer: "https://api.botframework.com",
        ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${carrierTenant}`,
        ToChannelFromBotOAuthScope: "https://api.botframework.com",
        ToBotFromEmulatorOpenIdMetadataUrl: `${url}openid`,
        OAuthUrl: "https://api.botframework.com",
        REPLY: await reply,
        FETCH_BODY: await post(bot.url, statusDialog(0, -2)),
        SUBMIT_BODY: await post(bot.url, ocnSubmission(0, 0)),
      });
    },
    look,
    measurements: [
      look,
      { what: "status in a dialog (task/fetch)", make: statusDialog, isRight: isStatus },
      {
        what: "OCN form (task/submit), durable",
        make: ocnSubmission,
        isRight: (answer) => answer.includes("It is recorded."),
      },
    ],
    replyTo,
    close: world.close,
  };
}
