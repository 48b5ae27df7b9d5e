/** What every journal does where what it writes cannot be kept. */
import { beforeEach, describe, expect, it } from "vitest";
import { NotKept } from "../../src/ports/journal.ts";
import { aChange, always, anId, aRequest, aSlot } from "../support/journal-changes.ts";
import type { OpenedJournal } from "./opened-journal.ts";

export function failuresContract(opened: OpenedJournal): void {
  const { openAgain } = opened;
  const id = anId("first");
  const other = anId("second");

  describe("where nothing can be kept", () => {
    beforeEach(async () => {
      await opened.journal.change(id, always(aChange({ claim: ["place:C1"], slots: [aSlot({ shown: 1 })] })));
    });

    it("refuses every change that was joined, with a sentence, and stays as it was", async () => {
      const before = opened.journal.peek(id);
      opened.place.breakDown();
      const results = await Promise.allSettled(
        Array.from({ length: 5 }, () =>
          opened.journal.change(id, always(aChange({ claim: ["rsid:AB1"], slots: [aSlot({ wanted: 9 })] }))),
        ),
      );
      for (const result of results) {
        expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotKept) });
        expect(String((result as PromiseRejectedResult).reason.message)).toMatch(/nothing was recorded|not recorded/i);
      }
      expect(opened.journal.peek(id)).toBe(before);
      expect(opened.journal.holder("rsid:AB1")).toBeUndefined();
      expect([...opened.journal.due()]).toEqual([]);
    });

    it("goes on without a gap when it can be again", async () => {
      const request = aRequest("again");
      opened.place.breakDown();
      await expect(opened.journal.change(id, always(aChange({ request, claim: ["rsid:AB1"] })))).rejects.toThrow(
        NotKept,
      );
      await expect(opened.journal.change(other, always(aChange()))).rejects.toThrow(NotKept);
      opened.place.mend();
      await opened.journal.change(other, always(aChange({ claim: ["rsid:AB1"] })));
      const had = await opened.journal.change(id, (stream) => ({
        change: aChange({ request }),
        outcome: stream.hasRequest(request),
      }));
      expect(had).toBe(false);
      await openAgain();
      expect(opened.journal.peek(id)?.history.map(({ version }) => version)).toEqual([1, 2]);
      expect(opened.journal.holder("rsid:AB1")).toBe(other);
      expect(opened.journal.holder("place:C1")).toBe(id);
    });

    it("does not say that something is done which was decided on a state that was lost", async () => {
      opened.place.breakDown();
      const request = aRequest("lost");
      const lost = opened.journal.change(id, always(aChange({ request })));
      const already = opened.journal.change(id, (stream) => ({ outcome: stream.hasRequest(request) }));
      await expect(lost).rejects.toThrow(NotKept);
      await expect(already).rejects.toThrow(NotKept);
    });

    it("decides again what was decided on top of a state that was lost", async () => {
      opened.place.breakDown();
      const versions: number[] = [];
      const lost = opened.journal.change(id, always(aChange({ claim: ["rsid:AB1"] })));
      // Once the first is being written, the second waits for the next flush.
      await Promise.resolve();
      await Promise.resolve();
      const follower = opened.journal.change(id, (stream) => {
        versions.push(stream.version);
        if (versions.length === 2) opened.place.mend();
        return { change: aChange(), outcome: stream.version };
      });
      await expect(lost).rejects.toThrow(NotKept);
      expect(await follower).toBe(1);
      expect(versions).toEqual([2, 1]);
      await openAgain();
      expect(opened.journal.peek(id)?.version).toBe(2);
      await opened.journal.change(other, always(aChange({ claim: ["rsid:AB1"] })));
    });
  });
}
