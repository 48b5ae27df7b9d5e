import { afterEach, describe, expect, it } from "vitest";
import { createChannelNames } from "../../../src/adapters/slack/channel-names.ts";
import { webClient } from "../../../src/adapters/slack/web.ts";
import { defaultSeed } from "../../../src/playground/slack/seed.ts";
import type { LocalSlackOptions } from "../../../src/playground/slack/server.ts";
import { slackAlone, TOKEN } from "../../playground/support/bolt-app.ts";
import { listeningLog } from "./support/bot.ts";

type Alone = Awaited<ReturnType<typeof slackAlone>>["slack"];
let slack: Alone;
afterEach(() => slack.close());

const prairie = "C0PRAIRIE";

async function theNames(options: LocalSlackOptions = {}) {
  const alone = await slackAlone(options);
  slack = alone.slack;
  let now = 0;
  const log = listeningLog();
  const client = webClient({ botToken: TOKEN, slackApiUrl: alone.apiUrl, log });
  return {
    log,
    names: createChannelNames(client, { now: () => now }, log),
    calls: () => slack.log.calls("conversations.info").length,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe("what a channel is called", () => {
  it("is what Slack says with the command, and asked of nobody", async () => {
    const { names, calls } = await theNames();
    expect(await names.nameOf(prairie, "prairie-telecom")).toBe("prairie-telecom");
    expect(await names.nameOf("D0SAM", "directmessage")).toBeUndefined();
    expect(calls()).toBe(0);
  });

  it("is asked for a private channel, once an hour", async () => {
    const { names, calls, pass } = await theNames();
    for (const told of ["privategroup", null, undefined])
      expect(await names.nameOf(prairie, told)).toBe("prairie-telecom");
    expect(calls()).toBe(1);
    pass(3_600_001);
    expect(await names.nameOf(prairie)).toBe("prairie-telecom");
    expect(calls()).toBe(2);
  });

  it("is nobody's word where Slack made it up for a group conversation", async () => {
    const channels = defaultSeed.channels.map((one) =>
      one.id === prairie ? { ...one, name: "mpdm-sam--nadia-1" } : one,
    );
    const { names } = await theNames({ seed: { ...defaultSeed, channels } });
    expect(await names.nameOf(prairie, "privategroup")).toBeUndefined();
  });

  it("stays open where Slack does not let us ask, or does not say it in time", async () => {
    const { names, log } = await theNames({ scopes: ["chat:write"] });
    expect(await names.nameOf(prairie)).toBeUndefined();
    expect(log.lines.map(({ level }) => level)).toEqual(["debug"]);
    let goOn: (value?: unknown) => void = () => {};
    slack.faults.onCalls("conversations.info", 1, { kind: "hold", until: new Promise((resolve) => (goOn = resolve)) });
    expect(await names.nameOf("C0DESK")).toBeUndefined();
    goOn();
  });
});
