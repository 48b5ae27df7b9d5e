/** How the product starts with Teams, with Slack, and with both; and how it says that it can't. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { aFolder } from "./support/folder.ts";
import { tellingModulesIn } from "./support/preloaded.ts";
import { Product } from "./support/product.ts";
import { ranWith } from "./support/ran.ts";
import { aSlack } from "./support/slack/workspace.ts";
import { aTeams } from "./support/teams/workspace.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const id = "3e9b7c58-2d64-4f1a-a0b7-91c5d8e6f024";
const secret = "a~client~secret~that~nobody~may~see";
const whole = {
  MicrosoftAppId: id,
  MicrosoftAppPassword: secret,
  MicrosoftAppTenantId: "0d1f6c3e-4a52-4b7e-9c21-6f0a3b8e7d10",
  CARRIER_NAME: "Northline",
};
const without = (name: keyof typeof whole): Readonly<Record<string, string>> => {
  const { [name]: _, ...rest } = whole;
  return rest;
};

const wrong: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  "no app id": [without("MicrosoftAppId"), /^MicrosoftAppId is missing, though MicrosoftAppPassword is set\. Copy/],
  "no password": [without("MicrosoftAppPassword"), /^MicrosoftAppPassword is missing.*Certificates & secrets/],
  "no tenant": [without("MicrosoftAppTenantId"), /^MicrosoftAppTenantId is missing.*App Tenant ID/],
  "an app id alone": [{ MicrosoftAppId: id }, /^MicrosoftAppPassword is missing.*\nMicrosoftAppTenantId is missing/],
  "an app id that is a name": [{ ...whole, MicrosoftAppId: "Onboarding" }, /^MicrosoftAppId must be the bot's/],
  "a tenant that is a domain": [
    { ...whole, MicrosoftAppTenantId: "northline.example" },
    /^MicrosoftAppTenantId must be the carrier's App Tenant ID/,
  ],
  "a type that is none": [{ ...whole, MicrosoftAppType: "Simple" }, /^MicrosoftAppType must be one of SingleTenant/],
  "no carrier's name": [without("CARRIER_NAME"), /^CARRIER_NAME is missing\. Set it/],
  "a login without an app": [
    { TEAMS_TOKEN_URL: "https://login.example/token" },
    /^TEAMS_TOKEN_URL is set without MicrosoftAppId/,
  ],
  "a cloud without an app": [{ OAuthUrl: "https://x.example/" }, /^OAuthUrl is set without MicrosoftAppId/],
  "a login over plain http": [
    { ...whole, TEAMS_TOKEN_URL: "http://login.example/token" },
    /^TEAMS_TOKEN_URL must be a full https/,
  ],
  "keys over plain http": [
    { ...whole, ToBotFromChannelOpenIdMetadataUrl: "http://login.example/keys" },
    /^ToBotFromChannelOpenIdMetadataUrl must be a full https/,
  ],
  "tenants by name": [{ ...whole, TEAMS_ALLOWED_TENANTS: "Prairie" }, /^TEAMS_ALLOWED_TENANTS must be tenant IDs/],
  "service hosts with a path": [
    { ...whole, TEAMS_SERVICE_HOSTS: "https://smba.trafficmanager.net/teams" },
    /^TEAMS_SERVICE_HOSTS must be host names/,
  ],
};

async function aTeamsOnly() {
  const { folder, remove } = aFolder();
  const { teams, settings, close } = await aTeams(join(folder, "data"));
  undo.push(remove, close);
  return { teams, settings, folder };
}

async function aSlackOnly() {
  const { folder, remove } = aFolder();
  const { slack, settings } = await aSlack(join(folder, "data"));
  undo.push(remove, () => slack.close());
  return { settings, folder };
}

/** Starts it, and waits until it is ready. */
async function running(settings: Readonly<Record<string, string>>, folder: string) {
  const product = new Product(settings, folder);
  undo.push(() => product.stop());
  const url = `http://127.0.0.1:${await product.ready()}`;
  const answer = async (path: string, method = "POST") => {
    const response = await fetch(`${url}${path}`, { method });
    return `${response.status} ${(await response.text()).trim()}`.trim();
  };
  const platforms = product.log.find(({ msg }) => msg === "The bot is ready.")?.platforms;
  return { product, answer, platforms: platforms?.map(({ name }) => name) };
}

describe("a start that cannot be", () => {
  const table: string[] = [];

  it.each(Object.entries(wrong))(
    "with %s stops and says which setting and what to do",
    async (what, [settings, sentence]) => {
      const { code, said } = await ranWith(settings);
      table.push(`${what.padEnd(28)} | ${code} | ${said.replaceAll("\n", " / ").slice(0, 120)}`);
      expect(code).toBe(1);
      expect(said).toMatch(sentence);
      expect(said).not.toMatch(/^\s+at /m);
      expect(said).not.toContain(secret);
    },
  );

  it.each([
    ["a wrong password", { MicrosoftAppPassword: secret }, /Invalid client secret/],
    ["an app that the login does not know", { MicrosoftAppId: id.replace("3", "4") }, /not found in the directory/],
  ])("since the login refuses %s names the settings", async (what, changes, why) => {
    const { settings } = await aTeamsOnly();
    const { code, said } = await ranWith({ ...settings, ...changes });
    table.push(`${what.padEnd(28)} | ${code} | ${said.slice(0, 120)}`);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The bot gets no token for Teams: .*Check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId/,
    );
    expect(said).toMatch(why);
    expect(said.split("\n")).toHaveLength(1);
    expect(said).not.toContain(secret);
  });

  it("since Teams is right but Slack is not names Slack's setting", async () => {
    const { settings } = await aTeamsOnly();
    const slack = await aSlackOnly();
    const { code, said } = await ranWith({ ...slack.settings, ...settings, SLACK_BOT_TOKEN: "xoxb-revoked" });
    expect(code).toBe(1);
    expect(said).toMatch(/^Slack does not accept SLACK_BOT_TOKEN/);
  });

  it("says so in a table", () => {
    process.stdout.write(`\n${table.join("\n")}\n\n`);
    expect(table).toHaveLength(Object.keys(wrong).length + 2);
  });
});

describe("a start", () => {
  it("with Slack alone is ready, and Teams' door says that it is not configured", async () => {
    const { settings, folder } = await aSlackOnly();
    const { answer, platforms } = await running(settings, folder);
    expect(platforms).toEqual(["slack"]);
    expect(await answer("/readyz", "GET")).toBe("200 ready");
    expect(await answer("/slack/events")).toMatch(/^401/);
    for (const method of ["POST", "GET"])
      expect(await answer("/api/messages", method)).toBe("404 Teams is not configured to call this address.");
  });

  it("with Teams alone is ready, and Slack's door says that it is not configured", async () => {
    const { settings, folder } = await aTeamsOnly();
    const { answer, platforms } = await running(settings, folder);
    expect(platforms).toEqual(["teams"]);
    expect(await answer("/readyz", "GET")).toBe("200 ready");
    expect(await answer("/api/messages")).toBe("401");
    for (const method of ["POST", "GET"])
      expect(await answer("/slack/events", method)).toBe("404 Slack is not configured to call this address.");
  });

  it("with both is ready, and both doors ask who is there", async () => {
    const { settings, folder } = await aTeamsOnly();
    const slack = await aSlackOnly();
    const { answer, platforms } = await running({ ...slack.settings, ...settings }, folder);
    expect(platforms).toEqual(["slack", "teams"]);
    expect(await answer("/readyz", "GET")).toBe("200 ready");
    expect(await answer("/slack/events")).toMatch(/^401/);
    expect(await answer("/api/messages")).toBe("401");
    expect(await answer("/", "GET")).toBe("404 There is nothing here.");
  });

  it.each([
    ["does not answer", { TEAMS_TOKEN_URL: "http://127.0.0.1:9/token" }],
    ["fails", undefined],
  ])("while the login %s goes on, and the log says so", async (_, changes) => {
    const { teams, settings, folder } = await aTeamsOnly();
    if (!changes) teams.faults.onCalls("token", 1, { kind: "status", status: 503 });
    const { product, answer } = await running({ ...settings, ...changes }, folder);
    expect(await answer("/readyz", "GET")).toBe("200 ready");
    const warned = product.log.filter(
      ({ level, msg }) => level === "warn" && /credentials could not be checked yet/.test(msg),
    );
    expect(warned).toHaveLength(1);
  });
});

describe("botbuilder", () => {
  /** Every module that a start and an end load. */
  async function loadedBy(settings: Readonly<Record<string, string>>, folder: string): Promise<readonly string[]> {
    const file = join(folder, "modules.txt");
    const { product } = await running({ ...settings, ...tellingModulesIn(file) }, folder);
    expect(await product.stop()).toEqual({ code: 0, signal: null });
    return readFileSync(file, "utf8").split("\n");
  }
  const ofMicrosoft = /\/node_modules\/(botbuilder|botframework-|@azure\/)/;
  const ofOurs = /\/dist\/adapters\/teams\/(?!service-hosts)/;

  it("is not loaded without Teams, nor is anything of ours that needs it", async () => {
    const { settings, folder } = await aSlackOnly();
    const modules = await loadedBy(settings, folder);
    expect(modules.filter((name) => /\/node_modules\/@slack\/bolt\//.test(name)).length).toBeGreaterThan(0);
    expect(modules.filter((name) => ofMicrosoft.test(name) || ofOurs.test(name))).toEqual([]);
  });

  it("is loaded with it", async () => {
    const { settings, folder } = await aTeamsOnly();
    const modules = await loadedBy(settings, folder);
    expect(modules.filter((name) => ofMicrosoft.test(name)).length).toBeGreaterThan(100);
    expect(modules.filter((name) => ofOurs.test(name)).length).toBeGreaterThan(10);
  });
});
