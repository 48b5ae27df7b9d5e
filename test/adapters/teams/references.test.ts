import { describe, expect, it } from "vitest";
import { createReferences } from "../../../src/adapters/teams/references.ts";
import { type ConversationsMemory, memoryConversations } from "../../support/memory-conversations.ts";
import { listeningLog } from "./support/bot.ts";

const serviceUrl = "https://smba.trafficmanager.net/amer/";

function opened(memory: ConversationsMemory = new Map()) {
  const log = listeningLog();
  const conversations = memoryConversations(memory);
  return { conversations, log, references: createReferences(conversations, log) };
}

describe("where a place is reached", () => {
  it("is known also after a restart, whatever the thread", async () => {
    const memory: ConversationsMemory = new Map();
    await opened(memory).references.keepPlace("19:a@thread.tacv2;messageid=1", { serviceUrl, name: "Prairie" });
    const { references } = opened(memory);
    expect(references.place("19:a@thread.tacv2")).toEqual({
      conversation: "19:a@thread.tacv2",
      serviceUrl,
      name: "Prairie",
    });
    expect(references.serviceUrlOf("19:a@thread.tacv2;messageid=7")).toBe(serviceUrl);
  });

  it("is written when it changes, and only then", async () => {
    const { references, conversations } = opened();
    const keep = (url: string) => references.keepPlace("19:a@thread.tacv2", { serviceUrl: url });
    await keep(serviceUrl);
    await keep(serviceUrl);
    expect(conversations.writes()).toBe(1);
    await keep("https://smba.trafficmanager.net/emea/");
    expect(conversations.writes()).toBe(2);
    expect(references.serviceUrlOf("19:a@thread.tacv2")).toBe("https://smba.trafficmanager.net/emea/");
  });

  it("that could not be kept is logged, and put again", async () => {
    const { references, conversations, log } = opened();
    conversations.breakDown();
    await references.keepPlace("19:a@thread.tacv2", { serviceUrl });
    expect(log.lines.map(({ level }) => level)).toEqual(["error"]);
    expect(references.place("19:a@thread.tacv2")?.serviceUrl).toBe(serviceUrl);
    conversations.mend();
    await references.keepPlace("19:a@thread.tacv2", { serviceUrl });
    expect(conversations.writes()).toBe(1);
  });

  it("is elsewhere assumed to be where Teams was heard of last", async () => {
    const { references } = opened();
    expect(references.serviceUrlOf("19:b@thread.tacv2")).toBeUndefined();
    await references.keepPerson("aad", { serviceUrl, tenant: "t" });
    expect(references.serviceUrlOf("19:b@thread.tacv2")).toBe(serviceUrl);
  });
});

describe("where a person is reached", () => {
  it("keeps what was known before, and forgets what is said to be gone", async () => {
    const { references } = opened();
    await references.keepPerson("aad", { serviceUrl, tenant: "t", personal: "a:1", name: "Sam" });
    await references.keepPerson("aad", { userId: "29:1" });
    expect(references.person("aad")).toMatchObject({ personal: "a:1", userId: "29:1", name: "Sam" });
    expect(references.serviceUrlOf("a:1")).toBe(serviceUrl);
    await references.keepPerson("aad", { personal: undefined });
    expect(references.person("aad")).not.toHaveProperty("personal");
  });

  it("does without entries that are none, and leaves other platforms' alone", () => {
    const memory: ConversationsMemory = new Map<string, unknown>([
      ["teams/person/x", { aad: 5 }],
      ["teams/place/y", "nothing"],
      ["slack/z", {}],
    ]);
    const { references } = opened(memory);
    expect([[...references.people()], [...references.places()]]).toEqual([[], []]);
  });
});
