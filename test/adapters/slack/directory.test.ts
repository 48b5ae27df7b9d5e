import { afterEach, describe, expect, it } from "vitest";
import { connectSlack } from "../../../src/adapters/slack/app.ts";
import { createDirectory } from "../../../src/adapters/slack/directory.ts";
import { identify, webClient } from "../../../src/adapters/slack/web.ts";
import type { AccountId } from "../../../src/domain/ids.ts";
import { DEFAULT_SCOPES, type LocalSlackOptions } from "../../../src/playground/slack/server.ts";
import { slackAlone, TOKEN } from "../../playground/support/bolt-app.ts";
import { listeningLog } from "./support/bot.ts";

type Alone = Awaited<ReturnType<typeof slackAlone>>["slack"];
let slack: Alone;
afterEach(() => slack.close());

const account = (team: string, user: string) => `slack:${team}:${user}` as AccountId;

async function aDirectory(options: LocalSlackOptions = {}) {
  const alone = await slackAlone(options);
  slack = alone.slack;
  let now = 0;
  const client = webClient({ botToken: TOKEN, slackApiUrl: alone.apiUrl, log: listeningLog() });
  const directory = createDirectory(client, await identify(client), { now: () => now });
  return {
    directory,
    calls: () => slack.log.calls("users.info").length,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe("the directory of Slack", () => {
  it("knows who is who, of which company, and who administers our own workspace", async () => {
    const { directory } = await aDirectory();
    expect(await directory.find(account("T0CARRIER", "U0RILEY"))).toEqual({
      account: "slack:T0CARRIER:U0RILEY",
      name: "Riley Chen",
      company: "slack:T0CARRIER",
      companyName: "Northline Carrier",
      workspaceAdmin: true,
      guest: false,
      bot: false,
      active: true,
    });
    expect(await directory.find(account("T0PRAIRIE", "U0NADIA"))).toMatchObject({
      company: "slack:T0PRAIRIE",
      workspaceAdmin: false,
    });
    expect(await directory.find(account("T0CARRIER", "U0BOT"))).toMatchObject({ bot: true });
  });

  it("gives an administrator of another company no rights in ours", async () => {
    const { directory } = await aDirectory();
    const nadia = slack.world.users.find(({ id }) => id === "U0NADIA");
    if (nadia) Object.assign(nadia, { isAdmin: true });
    expect(await directory.find(account("?", "U0NADIA"))).toMatchObject({ workspaceAdmin: false });
  });

  it("tells addresses where the app has the scope for them, and none of another company's people", async () => {
    const { directory } = await aDirectory({ scopes: [...DEFAULT_SCOPES, "users:read.email"] });
    expect((await directory.find(account("T0CARRIER", "U0SAM")))?.email).toBe("sam.ortega@carrier.example");
    expect(directory.colleagues()).toMatchObject([{ email: "sam.ortega@carrier.example" }]);
    expect(await directory.find(account("T0PRAIRIE", "U0NADIA"))).not.toHaveProperty("email");
  });

  it("knows nobody of another platform, and does not ask Slack for them", async () => {
    const { directory, calls } = await aDirectory();
    const stranger = "teams:T0CARRIER:U0SAM" as AccountId;
    expect(await directory.find(stranger)).toBeUndefined();
    await directory.find(account("T0CARRIER", "U0SAM"));
    expect(directory.known(stranger)).toBeUndefined();
    expect(calls()).toBe(1);
  });

  it("resolves a person whose company was not known", async () => {
    const { directory } = await aDirectory();
    expect((await directory.find(account("?", "U0NADIA")))?.account).toBe("slack:T0PRAIRIE:U0NADIA");
    expect(directory.known(account("?", "U0NADIA"))?.account).toBe("slack:T0PRAIRIE:U0NADIA");
  });

  it("asks once for many who ask at once, and again after ten minutes", async () => {
    const { directory, calls, pass } = await aDirectory();
    const sam = account("T0CARRIER", "U0SAM");
    expect(directory.known(sam)).toBeUndefined();
    await Promise.all([directory.find(sam), directory.find(sam), directory.find(sam)]);
    expect(calls()).toBe(1);
    expect(directory.known(sam)?.name).toBe("Sam Ortega");
    pass(9 * 60_000);
    await directory.find(sam);
    expect(calls()).toBe(1);
    pass(2 * 60_000);
    expect(directory.known(sam)).toBeUndefined();
    await directory.find(sam);
    expect(calls()).toBe(2);
  });

  it("remembers shortly that somebody does not exist, and not that Slack did not answer", async () => {
    const { directory, calls, pass } = await aDirectory();
    const ghost = account("T0CARRIER", "U0GHOST");
    expect(await directory.find(ghost)).toBeUndefined();
    expect(await directory.find(ghost)).toBeUndefined();
    expect(calls()).toBe(1);
    pass(31_000);
    expect(await directory.find(ghost)).toBeUndefined();
    expect(calls()).toBe(2);
    slack.faults.onCalls("users.info", 1, { kind: "status", status: 500 });
    const sam = account("T0CARRIER", "U0SAM");
    await expect(directory.find(sam)).rejects.toMatchObject({ kind: "unreachable" });
    expect(await directory.find(sam)).toMatchObject({ name: "Sam Ortega" });
  });
});

describe("connecting to Slack", () => {
  it("names the setting and the cure where Slack does not take the token, or does not answer", async () => {
    const alone = await slackAlone();
    slack = alone.slack;
    const log = listeningLog();
    await expect(connectSlack({ botToken: "xoxb-wrong", slackApiUrl: alone.apiUrl, log })).rejects.toThrow(
      /^Slack does not accept SLACK_BOT_TOKEN: .*invalid_auth.* copy the Bot User OAuth Token/,
    );
    await expect(connectSlack({ botToken: TOKEN, slackApiUrl: "http://127.0.0.1:9/api/", log })).rejects.toThrow(
      /^SLACK_BOT_TOKEN could not be checked: .*SLACK_API_URL/,
    );
    const { identity } = await connectSlack({ botToken: TOKEN, slackApiUrl: alone.apiUrl, log });
    expect(identity).toEqual({ team: "T0CARRIER", teamName: "Northline Carrier", botUser: "U0BOT", bot: "B0BOT" });
  });
});
