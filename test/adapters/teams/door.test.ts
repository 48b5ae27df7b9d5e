/** Who gets in at `POST /api/messages`, and what everybody else is told: a number, and no word. */
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectTeams, createTeamsApp } from "../../../src/adapters/teams/app.ts";
import type { Outcome } from "../../../src/playground/outcome.ts";
import type { LocalTeams } from "../../../src/playground/teams/server.ts";
import { memoryConversations } from "../../support/memory-conversations.ts";
import { aBot, aFront, type Bot, channel, listeningLog, optionsFor, prairie, thirdLine } from "./support/bot.ts";

type TokenKind = NonNullable<NonNullable<Parameters<LocalTeams["deliver"]>[1]>["token"]>;

let bot: Bot;
let effects = 0;
beforeEach(async () => {
  effects = 0;
  bot = await aBot({
    said: async () => {
      effects += 1;
      return { kind: "nothing" };
    },
  });
});
afterEach(() => bot.stop());

const seen = (outcome: Outcome): { status: number; body: string } =>
  outcome.kind === "answered" ? { status: outcome.status, body: outcome.body } : { status: 0, body: outcome.kind };

const post = async (body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(bot.url, { method: "POST", body, headers });
  return { status: response.status, body: await response.text() };
};

/** A token that is good for this bot. */
async function goodToken(): Promise<string> {
  await bot.teams.deliver(bot.teams.activityOf("Sam Ortega", channel, "hello there"));
  const last = bot.teams.log.deliveries().at(-1);
  return last?.request.headers.authorization ?? "";
}

const aMessage = (more: Record<string, unknown> = {}) => ({
  ...bot.teams.activityOf("Sam Ortega", channel, "@Onboarding status"),
  ...more,
});

describe("a request with a token", () => {
  it("that is good is answered and has its effect", async () => {
    expect(seen(await bot.teams.deliver(aMessage()))).toEqual({ status: 200, body: "" });
    expect(effects).toBe(1);
  });

  const bad: readonly TokenKind[] = [
    "none",
    "garbage",
    "expired",
    "wrongAudience",
    "wrongIssuer",
    "forgedSignature",
    "algNone",
    "wrongKey",
    "otherServiceUrl",
  ];
  it.each(bad)("that is bad (%s) is answered 401 without a word, and has no effect", async (token) => {
    expect(seen(await bot.teams.deliver(aMessage(), { token }))).toEqual({ status: 401, body: "" });
    expect(effects).toBe(0);
  });

  it("that is bad is answered 401 also where the body cannot be read", async () => {
    expect(await post("{}", { authorization: "Bearer no.real.token" })).toEqual({ status: 401, body: "" });
    expect(await post("[", { authorization: "Bearer no.real.token" })).toEqual({ status: 401, body: "" });
    expect(await post("{}")).toEqual({ status: 401, body: "" });
    expect(await post("{}", { authorization: "Basic abc" })).toEqual({ status: 401, body: "" });
  });

  it("that is good and a body that is none is answered 400 without a word", async () => {
    const authorization = await goodToken();
    for (const body of ["", "{}", "null", "[]", "{", '{"type":5}', '"text"'])
      expect(await post(body, { authorization })).toEqual({ status: 400, body: "" });
    expect(effects).toBe(0);
  });
});

describe("a request", () => {
  it("larger than any of Teams' is answered 413", async () => {
    const status = await new Promise((resolve, reject) => {
      const sending = request(bot.url, { method: "POST" }, (response) => {
        resolve(response.statusCode);
        sending.destroy();
      });
      sending.on("error", reject);
      sending.write("x".repeat(1024 * 1024 + 1));
    });
    expect(status).toBe(413);
  });

  it("of another method is answered 405", async () => {
    const response = await fetch(bot.url);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("is answered 503 once the bot stops", async () => {
    await bot.app.stop();
    expect((await post("{}")).status).toBe(503);
  });

  it("is answered 503 where nobody has the keys to check it with", async () => {
    const log = listeningLog();
    const connection = await connectTeams(
      optionsFor(bot.settings, {
        log,
        conversations: memoryConversations(),
        clouds: {
          ToBotFromChannelOpenIdMetadataUrl: `${bot.settings.tokenUrl}/nothing-here`,
          ToBotFromChannelTokenIssuer: bot.settings.issuer,
        },
      }),
    );
    const app = createTeamsApp(connection, aFront());
    const server = createServer((one, other) => app.listener(one, other));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const authorization = await goodToken();
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      method: "POST",
      body: JSON.stringify(aMessage()),
      headers: { authorization },
    });
    expect([response.status, await response.text()]).toEqual([503, ""]);
    expect(log.lines.some(({ level, message }) => level === "error" && message.includes("signing keys"))).toBe(true);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("an activity that Teams signed", () => {
  const refused = async (more: Record<string, unknown>) => seen(await bot.teams.deliver(aMessage(more)));
  const whyRefused = () => bot.log.lines.findLast(({ level }) => level === "warn")?.message;

  it("from a tenant that is not served is answered 403, has no effect, and is logged", async () => {
    const channelData = { tenant: { id: thirdLine } };
    expect(await refused({ channelData })).toEqual({ status: 403, body: "" });
    expect(whyRefused()).toContain(`the tenant ${thirdLine}; add it to TEAMS_ALLOWED_TENANTS`);
    expect(effects).toBe(0);
  });

  it("by a person whose company is not served, as the roster says, is answered 403", async () => {
    const omar = bot.teams.activityOf("Omar Haddad", channel, "@Onboarding status");
    expect(seen(await bot.teams.deliver(omar)).status).toBe(403);
    expect(effects).toBe(0);
  });

  it("from a tenant that is listed has its effect", async () => {
    const channelData = { tenant: { id: prairie.toUpperCase() } };
    expect((await refused({ channelData })).status).toBe(200);
    expect(effects).toBe(1);
  });

  it("that names no tenant is answered 403", async () => {
    const { tenantId: _, ...conversation } = aMessage().conversation as Record<string, unknown>;
    expect((await refused({ channelData: {}, conversation })).status).toBe(403);
  });

  it("of another kind of channel is answered 401, since Teams' key does not stand for it", async () => {
    expect((await refused({ channelId: "webchat" })).status).toBe(401);
    expect(effects).toBe(0);
  });

  it("through a service that is not listed is answered 403", async () => {
    const serviceUrl = "https://smba.trafficmanager.net.attacker.example/";
    expect((await refused({ serviceUrl })).status).toBe(403);
    expect(whyRefused()).toContain("TEAMS_SERVICE_HOSTS");
  });

  it("with members of odd shapes is read as far as it makes sense", async () => {
    const odd = { entities: "none", membersAdded: 5, channelData: { tenant: 5, channel: [] }, replyToId: 7 };
    expect((await refused(odd)).status).toBe(200);
  });

  it("of a kind that nobody asked for is taken and ignored", async () => {
    for (const type of ["messageUpdate", "messageDelete", "messageReaction", "typing", "endOfConversation", "trace"])
      expect((await refused({ type })).status).toBe(200);
    expect(effects).toBe(0);
  });
});
