import { describe, expect, it } from "vitest";
import { createChannelNames } from "../../../src/adapters/teams/channel-names.ts";
import { createReferences } from "../../../src/adapters/teams/references.ts";
import { memoryConversations } from "../../support/memory-conversations.ts";
import { listeningLog } from "./support/bot.ts";

const serviceUrl = "https://smba.trafficmanager.net/amer/";
const [team, channel] = ["19:team@thread.tacv2", "19:prairie@thread.tacv2"];

async function namesBy(channels: () => Promise<unknown>) {
  const log = listeningLog();
  const references = createReferences(memoryConversations(), log);
  await references.keepPlace(team, { serviceUrl });
  await references.keepPlace(channel, { serviceUrl });
  return { log, references, names: createChannelNames({ references, channels, now: () => 0, log }) };
}

describe("what a channel is called", () => {
  it("is asked of its team, once for all its channels, and kept", async () => {
    let asked = 0;
    const { names, references } = await namesBy(async () => {
      asked += 1;
      return {
        conversations: [{ id: team, name: null }, { id: channel, name: "Prairie Telecom" }, { id: "19:other" }],
      };
    });
    expect(await names.nameOf(channel, team, serviceUrl)).toBe("Prairie Telecom");
    expect(await names.nameOf(team, team, serviceUrl)).toBe("General");
    expect(references.place("19:other")).toBeUndefined();
    expect(asked).toBe(1);
  });

  it("stays open where Teams does not say it", async () => {
    for (const answer of [() => Promise.reject(new Error("no")), async () => ({ nothing: true })]) {
      const { names, log } = await namesBy(answer);
      expect(await names.nameOf(channel, team, serviceUrl)).toBeUndefined();
      expect(log.lines.map(({ level }) => level)).toEqual(["debug"]);
    }
  });
});
