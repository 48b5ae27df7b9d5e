import { describe, expect, it } from "vitest";
import { activitySchema, type TeamsActivity } from "../../../src/adapters/teams/activities.ts";
import {
  invokeKey,
  isSaid,
  kindOf,
  metIn,
  pressRequest,
  submitRequest,
  tenantsOf,
  visitorOf,
  whereOf,
  wordsSaid,
} from "../../../src/adapters/teams/inbound.ts";
import { accountId } from "../../../src/domain/ids.ts";

const us = { appId: "app", tenant: "tenant-c", botId: "28:app" };
const mention = { type: "mention", text: "<at>Onboarding</at>", mentioned: { id: "28:app", name: "Onboarding" } };

const aMessage = (more: Record<string, unknown> = {}): TeamsActivity =>
  activitySchema.parse({
    type: "message",
    id: "1700",
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/amer/",
    from: { id: "29:1sam", name: "Sam", aadObjectId: "AAD-SAM" },
    recipient: { id: "28:app", name: "Onboarding" },
    conversation: {
      id: "19:abc@thread.tacv2;messageid=1700",
      conversationType: "channel",
      tenantId: "Tenant-C",
    },
    channelData: { tenant: { id: "tenant-c" }, channel: { id: "19:abc@thread.tacv2" } },
    text: "<at>Onboarding</at> status",
    entities: [mention],
    ...more,
  });

describe("the words of a message", () => {
  const words = (text: string, more: Record<string, unknown> = {}) => wordsSaid(us, aMessage({ text, ...more }));

  it("come without the mention of the bot", () => {
    expect(words("<at>Onboarding</at> status")).toBe("status");
    expect(words("  <at>Onboarding</at>,  ocn MN ")).toBe("ocn MN");
    expect(words("<at>Onboarding</at>")).toBe("");
  });

  it("name other people as they are seen", () => {
    expect(words("<at>Onboarding</at> ask <at>Dana Whitfield</at> please")).toBe("ask @Dana Whitfield please");
    expect(words('<at id="0">Onboarding</at> hi')).toBe("@Onboarding hi");
  });

  it("keep lines, brackets that were typed, and lose what only HTML needs", () => {
    expect(words("<at>Onboarding</at>&nbsp;a &amp; b &lt;c&gt;\nMN: 1234")).toBe("a & b <c>\nMN: 1234");
    expect(words("<at>Onboarding</at> the <MN> list")).toBe("the <MN> list");
    expect(words("<p><at>Onboarding</at> one<br/>two</p>", { textFormat: "xml" })).toBe("one\ntwo");
  });
});

describe("where something happens", () => {
  it("is the channel, whatever the thread, under the carrier's tenant", () => {
    expect(whereOf(us, aMessage(), "Prairie")).toEqual({
      in: "place",
      place: "teams:tenant-c:19:abc@thread.tacv2",
      name: "Prairie",
    });
  });

  it("is told by the id where Teams leaves the kind out", () => {
    const kind = (id: string) => kindOf(aMessage({ conversation: { id } }));
    expect(kind("19:abc@thread.tacv2")).toBe("channel");
    expect(kind("19:abc@thread.v2")).toBe("groupChat");
    expect(kind("a:1abc")).toBe("personal");
    expect(whereOf(us, aMessage({ conversation: { id: "a:1abc" } }), undefined)).toEqual({ in: "direct" });
  });
});

describe("who is behind an activity", () => {
  it("is known by the ids that were signed, in lower case", () => {
    const met = metIn(aMessage());
    expect(met).toMatchObject({ aad: "aad-sam", conversationTenant: "tenant-c", conversation: "19:abc@thread.tacv2" });
    expect(met && visitorOf(us, met, "tenant-r", undefined)).toEqual({
      account: "teams:tenant-r:aad-sam",
      name: "Sam",
      company: "teams:tenant-r",
      installedAt: "teams:tenant-c",
      platform: "teams",
    });
  });

  it("is nobody where a bot or Teams itself is behind it", () => {
    expect(metIn(aMessage({ from: { id: "28:other" } }))).toBeUndefined();
    expect(metIn(aMessage({ from: undefined }))).toBeUndefined();
  });

  it("carries every tenant it speaks of", () => {
    const from = { id: "29:1", aadObjectId: "x", tenantId: "tenant-r" };
    expect(tenantsOf(aMessage({ from }))).toEqual(["tenant-r", "Tenant-C", "tenant-c"]);
  });
});

describe("whether something is said to the bot", () => {
  it("depends on its name being called, except one to one", () => {
    expect(isSaid(us, aMessage())).toBe(true);
    expect(isSaid(us, aMessage({ entities: [] }))).toBe(false);
    expect(isSaid(us, aMessage({ entities: [{ ...mention, mentioned: { id: "29:1dana" } }] }))).toBe(false);
    expect(isSaid(us, aMessage({ entities: [], conversation: { id: "a:1", conversationType: "personal" } }))).toBe(
      true,
    );
  });
});

describe("the key of a request", () => {
  const press = (more: Record<string, unknown>, at: "status" | "next" = "status") =>
    pressRequest(accountId("teams:t:a"), aMessage(more), { do: "look", at });

  it("of a press is the same when Teams sends it again, and another for every other press", () => {
    const key = press({ id: "f:1", replyToId: "5" });
    expect(press({ id: "f:1", replyToId: "5" })).toBe(key);
    expect(press({ id: "f:2", replyToId: "5" })).not.toBe(key);
    expect(press({ id: "f:1", replyToId: "6" })).not.toBe(key);
    expect(press({ id: "f:1", replyToId: "5" }, "next")).not.toBe(key);
  });

  it("of a form depends on what was typed, and not on who presses how often", () => {
    expect(submitRequest("i1", { a: "1" })).toBe(submitRequest("i1", { a: "1" }));
    expect(submitRequest("i1", { a: "2" })).not.toBe(submitRequest("i1", { a: "1" }));
    expect(submitRequest("i2", { a: "1" })).not.toBe(submitRequest("i1", { a: "1" }));
  });

  it("of an invoke belongs to one person", () => {
    const other = { id: "29:1dana", aadObjectId: "aad-dana" };
    expect(invokeKey(aMessage({ name: "task/fetch" }))).not.toBe(
      invokeKey(aMessage({ name: "task/fetch", from: other })),
    );
    expect(invokeKey(aMessage({ id: undefined }))).toBeUndefined();
  });
});
