/** What every journal does, whatever it keeps its streams in. */
import { describe, expect, it } from "vitest";
import { NotKept, type Stream, type StreamId } from "../../src/ports/journal.ts";
import {
  aChange,
  aJoinCode,
  aJoining,
  always,
  anId,
  aRequest,
  aSlot,
  aStart,
  documents,
  placesCome,
} from "../support/journal-changes.ts";

import { claimsContract } from "./journal-claims.contract.ts";
import { failuresContract } from "./journal-failures.contract.ts";
import { type JournalPlace, openedJournal } from "./opened-journal.ts";

export function journalContract(name: string, aPlace: () => Promise<JournalPlace>): void {
  describe(`the journal ${name}`, () => {
    const id = anId("first");
    const other = anId("second");
    const desk: StreamId = "desk_slack:T0:sam";
    const person: StreamId = "person_7k3m9qxz";
    const opened = openedJournal(aPlace);
    const { openAgain } = opened;

    describe("keeps what happened", () => {
      it("knows nothing of a stream where nothing happened", async () => {
        expect(await opened.journal.read(id)).toBeUndefined();
        expect(opened.journal.peek(id)).toBeUndefined();
        expect([...opened.journal.ids()]).toEqual([]);
      });

      it("decides on an empty stream where nothing happened", async () => {
        const seen = await opened.journal.change(id, (stream) => ({
          outcome: [stream.id, stream.version, stream.history.length, stream.slots.size],
        }));
        expect(seen).toEqual([id, 0, 0, 0]);
        expect(opened.journal.peek(id)).toBeUndefined();
      });

      it("stamps each event with its version and with who, when and through which request", async () => {
        const change = aChange({ events: [aStart(), documents("W-9")] });
        await opened.journal.change(id, always(change));
        const { at, by, request } = change;
        expect((await opened.journal.read(id))?.history).toEqual([
          { version: 1, at, by, request, event: aStart() },
          { version: 2, at, by, request, event: documents("W-9") },
        ]);
        expect(opened.journal.peek(id)?.version).toBe(2);
      });

      it("answers with the outcome of the decision", async () => {
        expect(await opened.journal.change(id, () => ({ change: aChange(), outcome: "recorded" }))).toBe("recorded");
      });

      it("has everything when it is opened again", async () => {
        const slot = aSlot({ wanted: 4, shown: 2, receipt: "1.2", notBefore: aChange().at, abandoned: "gone" });
        await opened.journal.change(id, always(aChange({ events: [aStart()], slots: [slot], claim: ["place:C1"] })));
        await opened.journal.change(id, always(aChange()));
        await opened.journal.change(desk, always(aChange()));
        const before = [id, desk].map((each) => opened.journal.peek(each));
        await openAgain();
        for (const stream of before) {
          const again = opened.journal.peek(stream?.id as StreamId);
          expect(again?.history).toEqual(stream?.history);
          expect(again?.slots).toEqual(stream?.slots);
        }
        expect(opened.journal.holder("place:C1")).toBe(id);
      });

      it("has one human's accounts and an onboarding's places when it is opened again", async () => {
        const changes = [
          [person, [aJoinCode(), aJoining()], ["account:slack:T1:lea", "account:teams:T1:lea"]],
          [id, [aStart(), ...placesCome()], ["place:teams:T0:19:a@thread.tacv2"]],
        ] as const;
        for (const [stream, events, claim] of changes)
          await opened.journal.change(
            stream,
            always(aChange({ events, claim, by: { ...aChange().by, side: "reseller" } })),
          );
        await openAgain();
        for (const [stream, events, claim] of changes) {
          const again = opened.journal.peek(stream);
          expect(again?.history.map((each) => each.event)).toEqual(events);
          expect(again?.history.map((each) => each.by.side)).toEqual(events.map(() => "reseller"));
          for (const name of claim) expect(opened.journal.holder(name)).toBe(stream);
        }
        expect(new Set(opened.journal.ids())).toEqual(new Set([person, id]));
      });

      it("goes on after what was there before it was opened again", async () => {
        await opened.journal.change(id, always(aChange()));
        await openAgain();
        await opened.journal.change(id, always(aChange()));
        await openAgain();
        expect(opened.journal.peek(id)?.history.map(({ version }) => version)).toEqual([1, 2]);
      });

      it("lists the streams, oldest first", async () => {
        const day = (date: string) => aChange({ at: `2026-10-${date}T00:00:00.000Z` as never });
        await opened.journal.change(other, always(day("01")));
        await opened.journal.change(desk, always(day("02")));
        await opened.journal.change(id, always(day("03")));
        await opened.journal.change(other, always(day("04")));
        expect([...opened.journal.ids()]).toEqual([other, desk, id]);
        await openAgain();
        expect([...opened.journal.ids()]).toEqual([other, desk, id]);
      });

      it("keeps a long text with everything that people type", async () => {
        const typed = `"quotes" \\ \n\r\t \u2028 \u0000 \ud800 <b>&amp; 😀 ${"x".repeat(3_000)}`;
        await opened.journal.change(id, always(aChange({ events: [documents(typed)] })));
        await openAgain();
        expect(opened.journal.peek(id)?.history[0]?.event).toEqual(documents(typed));
      });
    });

    describe("gives the same stream until it changes", () => {
      it("which callers can remember things by", async () => {
        await opened.journal.change(id, always(aChange()));
        const stream = opened.journal.peek(id);
        await opened.journal.change(other, always(aChange()));
        await opened.journal.change(id, () => ({ outcome: "nothing to do" }));
        expect(opened.journal.peek(id)).toBe(stream);
        await opened.journal.change(id, always(aChange()));
        expect(opened.journal.peek(id)).not.toBe(stream);
        expect(stream?.version).toBe(1);
      });
    });

    describe("keeps the messages that are to exist", () => {
      it("puts, replaces and forgets slots by key", async () => {
        await opened.journal.change(id, always(aChange({ slots: [aSlot({ key: "a" }), aSlot({ key: "b" })] })));
        await opened.journal.change(
          id,
          always(aChange({ events: [], slots: [aSlot({ key: "a", shown: 1 })], forget: ["b"] })),
        );
        expect([...(opened.journal.peek(id)?.slots.values() ?? [])]).toEqual([aSlot({ key: "a", shown: 1 })]);
      });

      const dueness: readonly [string, Parameters<typeof aSlot>[0], boolean][] = [
        ["is stale", { wanted: 2, shown: 1 }, true],
        ["is to be made", { wanted: 1, shown: 0 }, true],
        ["is as wanted", { wanted: 2, shown: 2 }, false],
        ["was given up", { wanted: 2, shown: 1, abandoned: "the channel is gone" }, false],
        ["was being sent", { wanted: 1, shown: 1, sendingSince: aChange().at }, true],
      ];
      it.each(dueness)("says whether a message that %s is due", async (_, slot, due) => {
        await opened.journal.change(id, always(aChange({ slots: [aSlot(slot)] })));
        expect([...opened.journal.due()]).toEqual(due ? [id] : []);
        await openAgain();
        expect([...opened.journal.due()]).toEqual(due ? [id] : []);
        await opened.journal.change(id, always(aChange({ slots: [aSlot({ wanted: 3, shown: 3 })] })));
        expect([...opened.journal.due()]).toEqual([]);
      });
    });

    describe("decides in order on the newest state", () => {
      it("though it is not durable yet", async () => {
        const seen = await Promise.all(
          Array.from({ length: 40 }, () =>
            opened.journal.change(id, (stream) => ({ change: aChange(), outcome: stream.version })),
          ),
        );
        expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => index));
        await openAgain();
        expect(opened.journal.peek(id)?.history.map(({ version }) => version)).toEqual(
          seen.map((version) => version + 1),
        );
      });

      it("tells a request that came twice, while the first is on its way and afterwards", async () => {
        const request = aRequest("double click");
        const once = (stream: Stream) =>
          stream.hasRequest(request) ? { outcome: "already" } : { change: aChange({ request }), outcome: "recorded" };
        const both = await Promise.all([opened.journal.change(id, once), opened.journal.change(id, once)]);
        expect(both).toEqual(["recorded", "already"]);
        await openAgain();
        expect(await opened.journal.change(id, once)).toBe("already");
        expect(opened.journal.peek(id)?.version).toBe(1);
      });

      it("and shows readers only what is durable", async () => {
        const changing = opened.journal.change(id, always(aChange({ claim: ["rsid:AB1"], slots: [aSlot()] })));
        expect(opened.journal.peek(id)).toBeUndefined();
        expect(opened.journal.holder("rsid:AB1")).toBeUndefined();
        expect([...opened.journal.ids()]).toEqual([]);
        expect([...opened.journal.due()]).toEqual([]);
        await changing;
        expect(opened.journal.peek(id)?.version).toBe(1);
      });

      it("and passes on what a decision throws, which changes nothing", async () => {
        const wrong = new Error("a mistake");
        const joined = opened.journal.change(id, always(aChange()));
        await expect(
          opened.journal.change(id, () => {
            throw wrong;
          }),
        ).rejects.toBe(wrong);
        await joined;
        expect(opened.journal.peek(id)?.version).toBe(1);
      });

      it("and refuses what it could not read back", async () => {
        const typo = { type: "DocumentsReceived", documents: ["W-9"], extra: true } as never;
        await expect(opened.journal.change(id, always(aChange({ events: [typo] })))).rejects.toThrow(NotKept);
        await opened.journal.change(id, always(aChange()));
        await openAgain();
        expect(opened.journal.peek(id)?.version).toBe(1);
      });
    });

    claimsContract(opened);
    failuresContract(opened);

    describe("tells its listeners", () => {
      it("of every durable change, until they stop", async () => {
        const heard: [StreamId, number][] = [];
        const stop = opened.journal.onChange((stream) => heard.push([stream.id, stream.version]));
        await opened.journal.change(id, always(aChange()));
        await opened.journal.change(id, () => ({ outcome: "nothing" }));
        await opened.journal.change(other, always(aChange({ events: [], slots: [aSlot()] })));
        stop();
        await opened.journal.change(id, always(aChange()));
        expect(heard).toEqual([
          [id, 1],
          [other, 0],
        ]);
      });

      it("and is not disturbed by one that fails", async () => {
        const heard: number[] = [];
        opened.journal.onChange(() => {
          throw new Error("a mistake");
        });
        opened.journal.onChange((stream) => heard.push(stream.version));
        await opened.journal.change(id, always(aChange()));
        expect(heard).toEqual([1]);
      });
    });

    describe("closes", () => {
      it("after what is in hand, and takes nothing more", async () => {
        const inHand = Array.from({ length: 20 }, (_, index) =>
          opened.journal.change(anId(`${index % 3}`), always(aChange())),
        );
        const closed = opened.journal.close();
        await expect(opened.journal.change(id, always(aChange()))).rejects.toThrow(NotKept);
        await closed;
        await Promise.all(inHand);
        await opened.openAgain();
        expect([...opened.journal.ids()].map((each) => opened.journal.peek(each)?.version)).toEqual([7, 7, 6]);
      });

      it("only once, however often it is told", async () => {
        await Promise.all([opened.journal.close(), opened.journal.close()]);
        await opened.journal.close();
      });
    });
  });
}
