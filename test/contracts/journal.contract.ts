/** What every journal does, whatever it keeps its streams in. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StreamId } from "../../src/ports/journal.ts";
import { ClaimTaken, type Journal, NotKept, type Stream } from "../../src/ports/journal.ts";
import { aChange, always, anId, aRequest, aSlot, aStart, documents } from "../support/journal-changes.ts";

/** A place that outlives its journals, opened by one at a time. */
export interface JournalPlace {
  open(): Promise<Journal>;
  /** From now on, until `mend`, nothing that is written can be kept. */
  breakDown(): void;
  mend(): void;
  remove(): Promise<void>;
}

export function journalContract(name: string, aPlace: () => Promise<JournalPlace>): void {
  describe(`the journal ${name}`, () => {
    const id = anId("first");
    const other = anId("second");
    const desk: StreamId = "desk_slack:T0:sam";
    let place: JournalPlace;
    let journal: Journal;

    beforeEach(async () => {
      place = await aPlace();
      journal = await place.open();
    });
    afterEach(async () => {
      place.mend();
      await journal.close();
      await place.remove();
    });

    const openAgain = async (): Promise<void> => {
      await journal.close();
      journal = await place.open();
    };

    describe("keeps what happened", () => {
      it("knows nothing of a stream where nothing happened", async () => {
        expect(await journal.read(id)).toBeUndefined();
        expect(journal.peek(id)).toBeUndefined();
        expect([...journal.ids()]).toEqual([]);
      });

      it("decides on an empty stream where nothing happened", async () => {
        const seen = await journal.change(id, (stream) => ({
          outcome: [stream.id, stream.version, stream.history.length, stream.slots.size],
        }));
        expect(seen).toEqual([id, 0, 0, 0]);
        expect(journal.peek(id)).toBeUndefined();
      });

      it("stamps each event with its version and with who, when and through which request", async () => {
        const change = aChange({ events: [aStart(), documents("W-9")] });
        await journal.change(id, always(change));
        const { at, by, request } = change;
        expect((await journal.read(id))?.history).toEqual([
          { version: 1, at, by, request, event: aStart() },
          { version: 2, at, by, request, event: documents("W-9") },
        ]);
        expect(journal.peek(id)?.version).toBe(2);
      });

      it("answers with the outcome of the decision", async () => {
        expect(await journal.change(id, () => ({ change: aChange(), outcome: "recorded" }))).toBe("recorded");
      });

      it("has everything when it is opened again", async () => {
        const slot = aSlot({ wanted: 4, shown: 2, receipt: "1.2", notBefore: aChange().at, abandoned: "gone" });
        await journal.change(id, always(aChange({ events: [aStart()], slots: [slot], claim: ["place:C1"] })));
        await journal.change(id, always(aChange()));
        await journal.change(desk, always(aChange()));
        const before = [id, desk].map((each) => journal.peek(each));
        await openAgain();
        for (const stream of before) {
          const again = journal.peek(stream?.id as StreamId);
          expect(again?.history).toEqual(stream?.history);
          expect(again?.slots).toEqual(stream?.slots);
        }
        expect(journal.holder("place:C1")).toBe(id);
      });

      it("goes on after what was there before it was opened again", async () => {
        await journal.change(id, always(aChange()));
        await openAgain();
        await journal.change(id, always(aChange()));
        await openAgain();
        expect(journal.peek(id)?.history.map(({ version }) => version)).toEqual([1, 2]);
      });

      it("lists the streams, oldest first", async () => {
        const day = (date: string) => aChange({ at: `2026-10-${date}T00:00:00.000Z` as never });
        await journal.change(other, always(day("01")));
        await journal.change(desk, always(day("02")));
        await journal.change(id, always(day("03")));
        await journal.change(other, always(day("04")));
        expect([...journal.ids()]).toEqual([other, desk, id]);
        await openAgain();
        expect([...journal.ids()]).toEqual([other, desk, id]);
      });

      it("keeps a long text with everything that people type", async () => {
        const typed = `"quotes" \\ \n\r\t \u2028 \u0000 \ud800 <b>&amp; 😀 ${"x".repeat(3_000)}`;
        await journal.change(id, always(aChange({ events: [documents(typed)] })));
        await openAgain();
        expect(journal.peek(id)?.history[0]?.event).toEqual(documents(typed));
      });
    });

    describe("gives the same stream until it changes", () => {
      it("which callers can remember things by", async () => {
        await journal.change(id, always(aChange()));
        const stream = journal.peek(id);
        await journal.change(other, always(aChange()));
        await journal.change(id, () => ({ outcome: "nothing to do" }));
        expect(journal.peek(id)).toBe(stream);
        await journal.change(id, always(aChange()));
        expect(journal.peek(id)).not.toBe(stream);
        expect(stream?.version).toBe(1);
      });
    });

    describe("keeps the messages that are to exist", () => {
      it("puts, replaces and forgets slots by key", async () => {
        await journal.change(id, always(aChange({ slots: [aSlot({ key: "a" }), aSlot({ key: "b" })] })));
        await journal.change(
          id,
          always(aChange({ events: [], slots: [aSlot({ key: "a", shown: 1 })], forget: ["b"] })),
        );
        expect([...(journal.peek(id)?.slots.values() ?? [])]).toEqual([aSlot({ key: "a", shown: 1 })]);
      });

      const dueness: readonly [string, Parameters<typeof aSlot>[0], boolean][] = [
        ["is stale", { wanted: 2, shown: 1 }, true],
        ["is to be made", { wanted: 1, shown: 0 }, true],
        ["is as wanted", { wanted: 2, shown: 2 }, false],
        ["was given up", { wanted: 2, shown: 1, abandoned: "the channel is gone" }, false],
        ["was being sent", { wanted: 1, shown: 1, sendingSince: aChange().at }, true],
      ];
      it.each(dueness)("says whether a message that %s is due", async (_, slot, due) => {
        await journal.change(id, always(aChange({ slots: [aSlot(slot)] })));
        expect([...journal.due()]).toEqual(due ? [id] : []);
        await openAgain();
        expect([...journal.due()]).toEqual(due ? [id] : []);
        await journal.change(id, always(aChange({ slots: [aSlot({ wanted: 3, shown: 3 })] })));
        expect([...journal.due()]).toEqual([]);
      });
    });

    describe("decides in order on the newest state", () => {
      it("though it is not durable yet", async () => {
        const seen = await Promise.all(
          Array.from({ length: 40 }, () =>
            journal.change(id, (stream) => ({ change: aChange(), outcome: stream.version })),
          ),
        );
        expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => index));
        await openAgain();
        expect(journal.peek(id)?.history.map(({ version }) => version)).toEqual(seen.map((version) => version + 1));
      });

      it("tells a request that came twice, while the first is on its way and afterwards", async () => {
        const request = aRequest("double click");
        const once = (stream: Stream) =>
          stream.hasRequest(request) ? { outcome: "already" } : { change: aChange({ request }), outcome: "recorded" };
        const both = await Promise.all([journal.change(id, once), journal.change(id, once)]);
        expect(both).toEqual(["recorded", "already"]);
        await openAgain();
        expect(await journal.change(id, once)).toBe("already");
        expect(journal.peek(id)?.version).toBe(1);
      });

      it("and shows readers only what is durable", async () => {
        const changing = journal.change(id, always(aChange({ claim: ["rsid:AB1"], slots: [aSlot()] })));
        expect(journal.peek(id)).toBeUndefined();
        expect(journal.holder("rsid:AB1")).toBeUndefined();
        expect([...journal.ids()]).toEqual([]);
        expect([...journal.due()]).toEqual([]);
        await changing;
        expect(journal.peek(id)?.version).toBe(1);
      });

      it("and passes on what a decision throws, which changes nothing", async () => {
        const wrong = new Error("a mistake");
        const joined = journal.change(id, always(aChange()));
        await expect(
          journal.change(id, () => {
            throw wrong;
          }),
        ).rejects.toBe(wrong);
        await joined;
        expect(journal.peek(id)?.version).toBe(1);
      });

      it("and refuses what it could not read back", async () => {
        const typo = { type: "DocumentsReceived", documents: ["W-9"], extra: true } as never;
        await expect(journal.change(id, always(aChange({ events: [typo] })))).rejects.toThrow(NotKept);
        await journal.change(id, always(aChange()));
        await openAgain();
        expect(journal.peek(id)?.version).toBe(1);
      });
    });

    describe("lets one stream at a time hold a name", () => {
      const claiming = (claim: string) => always(aChange({ claim: [claim] }));
      const releasing = (release: string) => always(aChange({ release: [release] }));

      it("and says who holds it", async () => {
        await journal.change(id, claiming("rsid:AB1"));
        expect(journal.holder("rsid:AB1")).toBe(id);
        const refused = await journal.change(other, claiming("rsid:AB1")).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(ClaimTaken);
        expect(refused).toMatchObject({ claim: "rsid:AB1", holder: id });
        expect(journal.peek(other)).toBeUndefined();
      });

      it("the first of two that ask at once", async () => {
        const [first, second] = await Promise.allSettled([
          journal.change(id, claiming("rsid:AB1")),
          journal.change(other, claiming("rsid:AB1")),
        ]);
        expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
      });

      it("which may claim it again", async () => {
        await journal.change(id, claiming("rsid:AB1"));
        await journal.change(id, claiming("rsid:AB1"));
        expect(journal.holder("rsid:AB1")).toBe(id);
      });

      it("takes all the names of a change or none", async () => {
        await journal.change(id, claiming("rsid:AB1"));
        await expect(journal.change(other, always(aChange({ claim: ["place:C2", "rsid:AB1"] })))).rejects.toThrow(
          ClaimTaken,
        );
        await journal.change(anId("third"), claiming("place:C2"));
        expect(journal.holder("place:C2")).toBe(anId("third"));
      });

      it("and gives it to the next once its release is durable", async () => {
        await journal.change(id, claiming("rsid:AB1"));
        const release = journal.change(id, releasing("rsid:AB1"));
        await expect(journal.change(other, claiming("rsid:AB1"))).rejects.toThrow(ClaimTaken);
        await release;
        expect(journal.holder("rsid:AB1")).toBeUndefined();
        await journal.change(other, claiming("rsid:AB1"));
        await openAgain();
        expect(journal.holder("rsid:AB1")).toBe(other);
      });

      it("also when it is released and claimed again while the release is on its way", async () => {
        await journal.change(id, claiming("rsid:AB1"));
        await Promise.all([journal.change(id, releasing("rsid:AB1")), journal.change(id, claiming("rsid:AB1"))]);
        await expect(journal.change(other, claiming("rsid:AB1"))).rejects.toThrow(ClaimTaken);
        expect(journal.holder("rsid:AB1")).toBe(id);
      });
    });

    describe("where nothing can be kept", () => {
      beforeEach(async () => {
        await journal.change(id, always(aChange({ claim: ["place:C1"], slots: [aSlot({ shown: 1 })] })));
      });

      it("refuses every change that was joined, with a sentence, and stays as it was", async () => {
        const before = journal.peek(id);
        place.breakDown();
        const results = await Promise.allSettled(
          Array.from({ length: 5 }, () =>
            journal.change(id, always(aChange({ claim: ["rsid:AB1"], slots: [aSlot({ wanted: 9 })] }))),
          ),
        );
        for (const result of results) {
          expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotKept) });
          expect(String((result as PromiseRejectedResult).reason.message)).toMatch(
            /nothing was recorded|not recorded/i,
          );
        }
        expect(journal.peek(id)).toBe(before);
        expect(journal.holder("rsid:AB1")).toBeUndefined();
        expect([...journal.due()]).toEqual([]);
      });

      it("goes on without a gap when it can be again", async () => {
        const request = aRequest("again");
        place.breakDown();
        await expect(journal.change(id, always(aChange({ request, claim: ["rsid:AB1"] })))).rejects.toThrow(NotKept);
        await expect(journal.change(other, always(aChange()))).rejects.toThrow(NotKept);
        place.mend();
        await journal.change(other, always(aChange({ claim: ["rsid:AB1"] })));
        const had = await journal.change(id, (stream) => ({
          change: aChange({ request }),
          outcome: stream.hasRequest(request),
        }));
        expect(had).toBe(false);
        await openAgain();
        expect(journal.peek(id)?.history.map(({ version }) => version)).toEqual([1, 2]);
        expect(journal.holder("rsid:AB1")).toBe(other);
        expect(journal.holder("place:C1")).toBe(id);
      });

      it("does not say that something is done which was decided on a state that was lost", async () => {
        place.breakDown();
        const request = aRequest("lost");
        const lost = journal.change(id, always(aChange({ request })));
        const already = journal.change(id, (stream) => ({ outcome: stream.hasRequest(request) }));
        await expect(lost).rejects.toThrow(NotKept);
        await expect(already).rejects.toThrow(NotKept);
      });

      it("decides again what was decided on top of a state that was lost", async () => {
        place.breakDown();
        const versions: number[] = [];
        const lost = journal.change(id, always(aChange({ claim: ["rsid:AB1"] })));
        // Once the first is being written, the second waits for the next flush.
        await Promise.resolve();
        await Promise.resolve();
        const follower = journal.change(id, (stream) => {
          versions.push(stream.version);
          if (versions.length === 2) place.mend();
          return { change: aChange(), outcome: stream.version };
        });
        await expect(lost).rejects.toThrow(NotKept);
        expect(await follower).toBe(1);
        expect(versions).toEqual([2, 1]);
        await openAgain();
        expect(journal.peek(id)?.version).toBe(2);
        await journal.change(other, always(aChange({ claim: ["rsid:AB1"] })));
      });
    });

    describe("tells its listeners", () => {
      it("of every durable change, until they stop", async () => {
        const heard: [StreamId, number][] = [];
        const stop = journal.onChange((stream) => heard.push([stream.id, stream.version]));
        await journal.change(id, always(aChange()));
        await journal.change(id, () => ({ outcome: "nothing" }));
        await journal.change(other, always(aChange({ events: [], slots: [aSlot()] })));
        stop();
        await journal.change(id, always(aChange()));
        expect(heard).toEqual([
          [id, 1],
          [other, 0],
        ]);
      });

      it("and is not disturbed by one that fails", async () => {
        const heard: number[] = [];
        journal.onChange(() => {
          throw new Error("a mistake");
        });
        journal.onChange((stream) => heard.push(stream.version));
        await journal.change(id, always(aChange()));
        expect(heard).toEqual([1]);
      });
    });

    describe("closes", () => {
      it("after what is in hand, and takes nothing more", async () => {
        const inHand = Array.from({ length: 20 }, (_, index) =>
          journal.change(anId(`${index % 3}`), always(aChange())),
        );
        const closed = journal.close();
        await expect(journal.change(id, always(aChange()))).rejects.toThrow(NotKept);
        await closed;
        await Promise.all(inHand);
        journal = await place.open();
        expect([...journal.ids()].map((each) => journal.peek(each)?.version)).toEqual([7, 7, 6]);
      });

      it("only once, however often it is told", async () => {
        await Promise.all([journal.close(), journal.close()]);
        await journal.close();
      });
    });
  });
}
