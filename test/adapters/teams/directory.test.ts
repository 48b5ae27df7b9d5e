import { beforeEach, describe, expect, it } from "vitest";
import { createDirectory, type Met, type PeopleDirectory } from "../../../src/adapters/teams/directory.ts";
import { createReferences, type References } from "../../../src/adapters/teams/references.ts";
import { accountId } from "../../../src/domain/ids.ts";
import { PlatformTrouble } from "../../../src/ports/messenger.ts";
import { type ConversationsMemory, memoryConversations } from "../../support/memory-conversations.ts";
import { listeningLog } from "./support/bot.ts";

const serviceUrl = "https://smba.trafficmanager.net/amer/";
const channel = "19:a@thread.tacv2";
type Member = Record<string, unknown>;

let memory: ConversationsMemory;
let rosters: Map<string, Member[]>;
let asked: string[];
let trouble: Error | undefined;
let now: number;
let references: References;
let directory: PeopleDirectory;

function open(): void {
  references = createReferences(memoryConversations(memory), listeningLog());
  directory = createDirectory({
    references,
    tenant: "carrier",
    watch: { now: () => now, wait: async () => {} },
    log: listeningLog(),
    async member(conversation, _serviceUrl, person) {
      asked.push(`${conversation} ${person}`);
      if (trouble) throw trouble;
      const found = rosters.get(conversation)?.find(({ id, aadObjectId }) => id === person || aadObjectId === person);
      if (found) return found;
      throw new PlatformTrouble("gone", "not there");
    },
  });
}

beforeEach(() => {
  memory = new Map();
  asked = [];
  trouble = undefined;
  now = 0;
  rosters = new Map([
    [
      channel,
      [
        member("sam", "carrier", { email: "anybody@else.example", userPrincipalName: "sam@carrier.example" }),
        member("nadia", "carrier", { userPrincipalName: "nadia_prairie#EXT#@carrier.example" }),
        member("tom", "Reseller"),
      ],
    ],
    ["a:sam", [member("sam", "carrier")]],
  ]);
  open();
});

function member(aad: string, tenantId: string, more: Member = {}): Member {
  const own = { name: aad.toUpperCase(), userPrincipalName: `${aad}@${tenantId}.example`.toLowerCase() };
  return { id: `29:${aad}`, aadObjectId: aad, tenantId, userRole: "user", ...own, ...more };
}

const met = (aad: string, more: Partial<Met> = {}): Met => ({
  aad,
  userId: `29:${aad}`,
  name: aad,
  serviceUrl,
  conversation: channel,
  kind: "channel",
  isShared: true,
  ownTenant: undefined,
  tenant: "carrier",
  conversationTenant: "carrier",
  ...more,
});
const meeting = async (one: Met): Promise<string> => {
  const tenant = await directory.tenantOf(one);
  await directory.meet(one, tenant);
  return tenant;
};
const account = (aad: string, tenant = "carrier") => accountId(`teams:${tenant}:${aad}`);

describe("the home tenant of a person", () => {
  it("is what the activity says of the person themselves", async () => {
    expect(await meeting(met("tom", { ownTenant: "reseller" }))).toBe("reseller");
    expect(asked).toEqual([]);
  });

  it("is the activity's own tenant where that differs from the conversation's", async () => {
    expect(await meeting(met("tom", { tenant: "reseller" }))).toBe("reseller");
    expect(asked).toEqual([]);
  });

  it("is otherwise what the roster says, which is asked once, also over a restart", async () => {
    expect(await meeting(met("tom"))).toBe("reseller");
    expect(await meeting(met("tom"))).toBe("reseller");
    open();
    expect(await meeting(met("tom"))).toBe("reseller");
    expect(asked).toEqual([`${channel} 29:tom`]);
  });

  it("is nobody's in a shared channel where the roster does not answer, and the tenant's elsewhere", async () => {
    trouble = new PlatformTrouble("unreachable", "down");
    expect(await meeting(met("tom"))).toBe("?");
    expect(await meeting(met("sam", { isShared: false }))).toBe("carrier");
    trouble = undefined;
    expect(await meeting(met("tom"))).toBe("reseller");
  });
});

describe("who a person is", () => {
  it.each([
    ["says so by their principal name alone", { userPrincipalName: "otto_other#ext#@carrier.example" }, true],
    ["says so by their role alone", { userRole: "guest", userPrincipalName: undefined }, true],
    ["names them as one of its own", { userPrincipalName: "otto@carrier.example" }, false],
    ["says neither", { userPrincipalName: undefined }, undefined],
  ])("is a guest of the carrier's, or is not, where the roster %s", async (_, more, guest) => {
    rosters.set(channel, [member("otto", "carrier", more)]);
    await directory.meet(met("otto"), "carrier");
    expect((await directory.find(account("otto")))?.guest).toBe(guest);
    expect(directory.known(account("otto"))?.guest).toBe(guest);
  });

  it("is asked of the team where the channel does not say it", async () => {
    rosters = new Map([["19:team@thread.tacv2", [member("sam", "carrier")]]]);
    await references.keepPlace(channel, { serviceUrl, team: "19:team@thread.tacv2" });
    await directory.meet(met("sam"), "carrier");
    expect((await directory.find(account("sam")))?.name).toBe("SAM");
    expect(asked).toEqual([`${channel} 29:sam`, "19:team@thread.tacv2 29:sam"]);
  });

  it("is not asked of people of other companies, whose own tenant answers for them", async () => {
    rosters.set(channel, [member("tom", "reseller", { userPrincipalName: undefined })]);
    await directory.meet(met("tom"), "reseller");
    expect((await directory.find(account("tom", "reseller")))?.guest).toBe(false);
  });

  it("is not known before a roster was asked, and is then", async () => {
    await directory.meet(met("sam"), "carrier");
    expect(directory.known(account("sam"))).toBeUndefined();
    const entry = await directory.find(account("sam"));
    expect(entry).toEqual({
      account: "teams:carrier:sam",
      name: "SAM",
      company: "teams:carrier",
      workspaceAdmin: false,
      guest: false,
      bot: false,
      active: true,
      email: "sam@carrier.example",
    });
    expect(directory.known(account("sam"))).toEqual(entry);
    open();
    expect(directory.known(account("sam"))).toEqual(entry);
  });

  it("says of guests that they are", async () => {
    await directory.meet(met("nadia"), "carrier");
    expect(await directory.find(account("nadia"))).toMatchObject({ guest: true, company: "teams:carrier" });
  });

  it("is asked anew after a while, and by many at once only once", async () => {
    await directory.meet(met("sam"), "carrier");
    await Promise.all([directory.find(account("sam")), directory.find(account("sam"))]);
    expect(asked).toHaveLength(1);
    now += 61 * 60_000;
    expect(directory.known(account("sam"))).toBeUndefined();
    await directory.find(account("sam"));
    expect(asked).toHaveLength(2);
  });

  it("is found where the bot is, for somebody it has not met, by the account with its true tenant", async () => {
    await references.keepPlace(channel, { serviceUrl });
    expect(await directory.find(account("tom", "?"))).toMatchObject({ account: "teams:reseller:tom" });
  });

  it("is nobody where no roster knows them, which is believed for a little while", async () => {
    await references.keepPlace(channel, { serviceUrl });
    expect(await directory.find(account("ghost"))).toBeUndefined();
    expect(await directory.find(account("ghost"))).toBeUndefined();
    expect(asked).toHaveLength(1);
    now += 31_000;
    await directory.find(account("ghost"));
    expect(asked).toHaveLength(2);
  });

  it("is trouble where Teams does not answer", async () => {
    await directory.meet(met("sam"), "carrier");
    trouble = new PlatformTrouble("unreachable", "down");
    await expect(directory.find(account("sam"))).rejects.toBe(trouble);
  });

  it("of another platform is not for Teams to say", async () => {
    expect(directory.known(accountId("slack:T1:U1"))).toBeUndefined();
    expect(await directory.find(accountId("slack:T1:U1"))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("is not taken from an answer about somebody else", async () => {
    rosters.set(channel, [{ ...member("mallory", "carrier"), id: "29:sam" }]);
    await directory.meet(met("sam"), "carrier");
    expect(await directory.find(account("sam"))).toBeUndefined();
  });
});

describe("colleagues", () => {
  it("are the carrier's own people who have written one to one, without guests", async () => {
    await meeting(met("sam", { kind: "personal", conversation: "a:sam" }));
    await meeting(met("nadia", { kind: "personal", conversation: "a:nadia" }));
    rosters.set("a:nadia", [member("nadia", "carrier", { userRole: "guest" })]);
    await directory.find(account("nadia"));
    await meeting(met("tom"));
    expect(directory.colleagues().map(({ name }) => name)).toEqual(["SAM"]);
  });
});

describe("where somebody was met last", () => {
  const elsewhere = { conversation: "19:b@thread.tacv2", isShared: false };

  it("is asked first, and kept durably once an hour", async () => {
    await directory.meet(met("tom"), "reseller");
    await directory.meet(met("tom", elsewhere), "reseller");
    expect(references.person("tom")?.lastConversation).toBe(channel);
    rosters.set(elsewhere.conversation, [member("tom", "Reseller")]);
    await directory.find(accountId("teams:reseller:tom"));
    expect(asked).toEqual([`${elsewhere.conversation} 29:tom`]);
    now += 60 * 60_000;
    await directory.meet(met("tom", elsewhere), "reseller");
    expect(references.person("tom")?.lastConversation).toBe(elsewhere.conversation);
  });

  it("is not all: where they were met before is asked as well", async () => {
    await directory.meet(met("tom"), "reseller");
    await directory.meet(met("tom", elsewhere), "reseller");
    expect(await directory.find(accountId("teams:reseller:tom"))).toMatchObject({ name: "TOM" });
    expect(asked).toEqual([`${elsewhere.conversation} 29:tom`, `${channel} 29:tom`]);
  });
});
