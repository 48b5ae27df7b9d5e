/** What every store of conversations does. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversations } from "../../src/ports/conversations.ts";
import { NotKept } from "../../src/ports/journal.ts";

/** A place that outlives what is opened in it, by one at a time. */
export interface ConversationsPlace {
  open(): Promise<Conversations>;
  /** How often something was written so far. */
  writes(): number;
  /** From now on, until `mend`, nothing that is put can be kept. */
  breakDown(): void;
  mend(): void;
  remove(): Promise<void>;
}

const reference = {
  serviceUrl: "https://smba.trafficmanager.net/amer/",
  conversation: { id: "19:abc@thread.tacv2", name: "Prairie – “Nord” \u2028 ✓", isGroup: true },
  people: ["29:one", "29:two"],
  team: null,
};

export function conversationsContract(where: string, aPlace: () => Promise<ConversationsPlace>): void {
  describe(`conversations ${where}`, () => {
    let place: ConversationsPlace;
    let conversations: Conversations;

    const openAgain = async () => {
      await conversations.close();
      conversations = await place.open();
    };

    beforeEach(async () => {
      place = await aPlace();
      conversations = await place.open();
    });
    afterEach(async () => {
      place.mend();
      await conversations.close();
      await place.remove();
    });

    it("knows nothing at first", () => {
      expect(conversations.get("teams:t:19:abc@thread.tacv2")).toBeUndefined();
      expect([...conversations.entries()]).toEqual([]);
    });

    it("gives back what was put, also after it was opened again", async () => {
      await conversations.put("teams:t:19:abc@thread.tacv2", reference);
      expect(conversations.get("teams:t:19:abc@thread.tacv2")).toEqual(reference);
      await openAgain();
      expect(conversations.get("teams:t:19:abc@thread.tacv2")).toEqual(reference);
      expect([...conversations.entries()]).toEqual([["teams:t:19:abc@thread.tacv2", reference]]);
    });

    it("takes any key and any JSON", async () => {
      const odd: readonly [string, unknown][] = [
        ["", ""],
        ["__proto__", JSON.parse('{"__proto__":{"a":1},"b":2}')],
        ["../../lock-1", 0],
        ["a/b\\c\nd", null],
        ["ключ 🔑", [false, [], {}]],
        ["k".repeat(5_000), "v".repeat(50_000)],
      ];
      for (const [key, value] of odd) await conversations.put(key, value);
      await openAgain();
      for (const [key, value] of odd) expect(JSON.stringify(conversations.get(key))).toBe(JSON.stringify(value));
      expect(new Map(conversations.entries()).size).toBe(odd.length);
    });

    it("refuses what JSON cannot say", async () => {
      await expect(conversations.put("key", undefined)).rejects.toThrow("What is put at key is not JSON.");
      expect(conversations.get("key")).toBeUndefined();
    });

    it("keeps what was put, whatever becomes of the object afterwards", async () => {
      const own = { people: ["29:one"] };
      const put = conversations.put("key", own);
      own.people.push("29:two");
      await put;
      own.people.push("29:three");
      expect(conversations.get("key")).toEqual({ people: ["29:one"] });
    });

    it("writes nothing where the same stands already, in whatever order its members are named", async () => {
      await conversations.put("key", { a: 1, b: { c: [2] } });
      const before = place.writes();
      await conversations.put("key", { b: { c: [2] }, a: 1 });
      await openAgain();
      await conversations.put("key", { a: 1, b: { c: [2] } });
      expect(place.writes()).toBe(before);
    });

    it("keeps the last of many that are put at once, and each is there when its promise resolves", async () => {
      const seen = await Promise.all(
        Array.from({ length: 40 }, async (_, turn) => {
          await conversations.put("key", turn);
          return conversations.get("key");
        }),
      );
      for (const [turn, at] of seen.entries()) expect(at).toBeGreaterThanOrEqual(turn);
      await openAgain();
      expect(conversations.get("key")).toBe(39);
    });

    it("keeps what is put back to what it was while another value was on its way", async () => {
      await conversations.put("key", "one");
      await Promise.all([conversations.put("key", "two"), conversations.put("key", "one")]);
      await openAgain();
      expect(conversations.get("key")).toBe("one");
    });

    it("says so when something cannot be kept, stays as it was, and goes on when it can be again", async () => {
      await conversations.put("key", "before");
      place.breakDown();
      const refused = await Promise.allSettled(["one", "two", "two"].map((value) => conversations.put("key", value)));
      for (const result of refused) expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotKept) });
      expect(conversations.get("key")).toBe("before");
      await conversations.put("key", "before");
      place.mend();
      await conversations.put("other", "after");
      await openAgain();
      expect(new Map(conversations.entries())).toEqual(
        new Map([
          ["key", "before"],
          ["other", "after"],
        ]),
      );
    });

    it("waits for what is in hand when it is closed, and takes nothing more", async () => {
      const putting = Array.from({ length: 20 }, (_, each) => conversations.put(`key ${each}`, each));
      await conversations.close();
      await Promise.all(putting);
      await expect(conversations.put("late", 1)).rejects.toThrow(NotKept);
      conversations = await place.open();
      expect([...conversations.entries()]).toHaveLength(20);
    });
  });
}
