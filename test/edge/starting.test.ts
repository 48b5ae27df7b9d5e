/** How the product starts, and how it says that it can't. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createTrafficLog } from "../../src/playground/slack/traffic-log.ts";
import { aFolder } from "./support/folder.ts";
import { eventsIn, Product } from "./support/product.ts";
import { ranWith } from "./support/ran.ts";
import { aSlack, aWorkspace, type Workspace, withOnboarding } from "./support/slack/workspace.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** None where it is just being made anew. */
const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

async function aRunning(): Promise<Workspace> {
  const workspace = await aWorkspace();
  undo.push(() => workspace.close());
  return workspace;
}

const token = "xoxb-1-2-secretpart";
const secret = "feedfacefeedfacefeedfacefeedface";
const whole = { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, CARRIER_NAME: "Northline" };
const closed = "http://127.0.0.1:9/api/";

const halfSet: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  "a signing secret alone": [
    { SLACK_SIGNING_SECRET: secret },
    /^SLACK_BOT_TOKEN is missing.*SLACK_SIGNING_SECRET is set\. Copy/,
  ],
  "an app token alone": [{ SLACK_APP_TOKEN: "xapp-1" }, /^SLACK_BOT_TOKEN is missing.*SLACK_APP_TOKEN is set\. Copy/],
  "an API address alone": [{ SLACK_API_URL: closed }, /^SLACK_API_URL is set without SLACK_BOT_TOKEN\. Set both/],
  "a bot token alone": [
    { SLACK_BOT_TOKEN: token, CARRIER_NAME: "N" },
    /^SLACK_SIGNING_SECRET is missing.*Copy it.*Basic Information/,
  ],
  "no carrier's name": [{ ...whole, CARRIER_NAME: " " }, /^CARRIER_NAME is missing\. Set it/],
  "a person's token": [{ ...whole, SLACK_BOT_TOKEN: "xoxp-1" }, /^SLACK_BOT_TOKEN must begin with xoxb-\. Copy it/],
  "a bot token as app token": [
    { ...whole, SLACK_APP_TOKEN: token },
    /^SLACK_APP_TOKEN must begin with xapp-\. Copy it/,
  ],
  "plain http to elsewhere": [
    { ...whole, SLACK_API_URL: "http://slack.example/api/" },
    /^SLACK_API_URL must be a full https/,
  ],
  "a database": [{ DATABASE_URL: "postgres://x" }, /^DATABASE_URL is set, but.*Remove it/],
  "two wrong at once": [{ PORT: "x", DIGEST_TIME: "x" }, /PORT must be.*\nDIGEST_TIME must be/],
  "an address that is not ours": [
    { ...whole, HOST: "192.0.2.1" },
    /^HOST 192\.0\.2\.1 is not an address of this machine\. Set HOST/,
  ],
  "a Slack that is not there": [
    { ...whole, SLACK_API_URL: closed },
    /^SLACK_BOT_TOKEN could not be checked: .*Check the network/,
  ],
};

describe("a start that cannot be", () => {
  const table: string[] = [];

  it.each(Object.entries(halfSet))(
    "with %s stops and says which setting and what to do",
    async (what, [settings, sentence]) => {
      const { code, said } = await ranWith(settings);
      table.push(`${what.padEnd(28)} | ${code} | ${said.replaceAll("\n", " / ").slice(0, 120)}`);
      expect(code).toBe(1);
      expect(said).toMatch(sentence);
      expect(said).not.toMatch(/^\s+at /m);
      for (const hidden of ["secretpart", secret]) expect(said).not.toContain(hidden);
    },
  );

  it("says so in a table", () => {
    process.stdout.write(`\n${table.join("\n")}\n\n`);
    expect(table).toHaveLength(Object.keys(halfSet).length);
  });

  it("since Slack does not take the token names the token", async () => {
    const { folder, remove } = aFolder();
    const { slack, settings } = await aSlack(join(folder, "data"));
    undo.push(remove, () => slack.close());
    const { code, said } = await ranWith({ ...settings, SLACK_BOT_TOKEN: "xoxb-revoked" });
    expect(code).toBe(1);
    expect(said).toMatch(/^Slack does not accept SLACK_BOT_TOKEN: .*invalid_auth.*OAuth & Permissions/);
    expect(said).not.toContain("xoxb-revoked");
  });

  it("since the port is taken names the port", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    undo.push(() => new Promise((resolve) => taken.close(resolve)));
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, said } = await ranWith({ ...whole, PORT: String(port) });
    expect(code).toBe(1);
    expect(said).toBe(
      `PORT ${port} is taken on 127.0.0.1: another program listens there. Stop it, or set PORT to another number.`,
    );
  });

  it("since another one uses the folder names the folder, and leaves the other one alone", async () => {
    const workspace = await aRunning();
    const { code, said } = await ranWith(workspace.settings);
    expect(code).toBe(1);
    expect(said).toContain(`${workspace.dataDir} is in use by process ${workspace.product.process.pid}`);
    expect(said).toContain("DATA_DIR");
    expect((await fetch(`${workspace.url}/readyz`)).status).toBe(200);
  });

  it("since a document cannot be read names it and leaves it as it is, byte for byte", async () => {
    const workspace = await aRunning();
    await withOnboarding(workspace);
    await workspace.product.stop();
    const [name = ""] = readdirSync(join(workspace.dataDir, "onboardings"));
    const path = join(workspace.dataDir, "onboardings", name);
    const torn = readFileSync(path).subarray(0, -20);
    writeFileSync(path, torn);
    const { code, said } = await ranWith(workspace.settings);
    expect(code).toBe(1);
    expect(said).toContain(path);
    expect(said).toContain("backup");
    expect(readFileSync(path).equals(torn)).toBe(true);
  });

  it("since --fresh was meant for the playground deletes nothing of a real platform's", async () => {
    const workspace = await aRunning();
    await withOnboarding(workspace);
    await workspace.product.stop();
    const { code, said } = await ranWith(workspace.settings, ["--fresh"]);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^--fresh begins the playground anew and is not for a configured platform: its data is kept\.$/,
    );
    expect(eventsIn(workspace.dataDir)).toHaveLength(1);
  });
});

describe("the doors", () => {
  it("say that it is alive before it is ready, and ready when it is", async () => {
    const { folder, remove } = aFolder();
    const { slack, settings } = await aSlack(join(folder, "data"));
    undo.push(remove, () => slack.close());
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const address = probe.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    let goOn: (value?: unknown) => void = () => {};
    slack.faults.onCalls("auth.test", 1, { kind: "hold", until: new Promise((resolve) => (goOn = resolve)) });
    const product = new Product({ ...settings, PORT: String(port) }, folder);
    undo.push(() => product.stop());
    await slack.until(() => slack.log.calls("auth.test").length === 1, "the question who it is");
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 503]);
    goOn();
    expect(await product.ready()).toBe(port);
    expect([await status("/healthz"), await status("/readyz"), await status("/")]).toEqual([200, 200, 404]);
  });
});

describe("a second playground on the same folder", () => {
  it("with --fresh deletes nothing under the feet of the first", async () => {
    const { folder, remove } = aFolder();
    const settings = { PORT: "0", DATA_DIR: join(folder, "data") };
    const running = new Product(settings, folder);
    undo.push(remove, () => running.stop());
    const kept = join(folder, "data", "playground");
    const { until } = createTrafficLog();
    const isThere = () => existsSync(join(kept, "onboardings")) && eventsIn(kept).length > 0;
    await until(isThere, "its first onboarding");
    const { code, said } = await ranWith(settings, ["--fresh"]);
    expect(code).toBe(1);
    expect(said).toContain(`is in use by process ${running.process.pid}`);
    expect(isThere()).toBe(true);
    expect(running.process.exitCode).toBeNull();
  });

  it("without another one --fresh begins anew", async () => {
    const { folder, remove } = aFolder();
    undo.push(remove);
    const kept = join(folder, "data", "playground");
    mkdirSync(join(kept, "onboardings"), { recursive: true });
    writeFileSync(join(kept, "onboardings", "ob_old.json"), "torn");
    const settings = { PORT: "0", DATA_DIR: join(folder, "data") };
    expect((await ranWith(settings)).said).toContain("ob_old.json");
    const fresh = new Product(settings, folder, ["--fresh"]);
    undo.push(() => fresh.stop());
    const { until } = createTrafficLog();
    await until(() => namesIn(join(kept, "onboardings")).some((name) => /^ob_.{12}\.json$/.test(name)), "a new one");
    expect(existsSync(join(kept, "onboardings", "ob_old.json"))).toBe(false);
  });
});
