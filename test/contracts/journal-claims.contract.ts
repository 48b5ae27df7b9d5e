/** Names that one stream holds at a time, in every journal. */
import { describe, expect, it } from "vitest";
import { ClaimTaken } from "../../src/ports/journal.ts";
import { aChange, always, anId } from "../support/journal-changes.ts";
import type { OpenedJournal } from "./opened-journal.ts";

export function claimsContract(opened: OpenedJournal): void {
  const { openAgain } = opened;
  const id = anId("first");
  const other = anId("second");

  describe("lets one stream at a time hold a name", () => {
    const claiming = (claim: string) => always(aChange({ claim: [claim] }));
    const releasing = (release: string) => always(aChange({ release: [release] }));

    it("and says who holds it", async () => {
      await opened.journal.change(id, claiming("rsid:AB1"));
      expect(opened.journal.holder("rsid:AB1")).toBe(id);
      const refused = await opened.journal.change(other, claiming("rsid:AB1")).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ClaimTaken);
      expect(refused).toMatchObject({ claim: "rsid:AB1", holder: id });
      expect(opened.journal.peek(other)).toBeUndefined();
    });

    it("the first of two that ask at once", async () => {
      const [first, second] = await Promise.allSettled([
        opened.journal.change(id, claiming("rsid:AB1")),
        opened.journal.change(other, claiming("rsid:AB1")),
      ]);
      expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    });

    it("which may claim it again", async () => {
      await opened.journal.change(id, claiming("rsid:AB1"));
      await opened.journal.change(id, claiming("rsid:AB1"));
      expect(opened.journal.holder("rsid:AB1")).toBe(id);
    });

    it("takes all the names of a change or none", async () => {
      await opened.journal.change(id, claiming("rsid:AB1"));
      await expect(opened.journal.change(other, always(aChange({ claim: ["place:C2", "rsid:AB1"] })))).rejects.toThrow(
        ClaimTaken,
      );
      await opened.journal.change(anId("third"), claiming("place:C2"));
      expect(opened.journal.holder("place:C2")).toBe(anId("third"));
    });

    it("and gives it to the next once its release is durable", async () => {
      await opened.journal.change(id, claiming("rsid:AB1"));
      const release = opened.journal.change(id, releasing("rsid:AB1"));
      await expect(opened.journal.change(other, claiming("rsid:AB1"))).rejects.toThrow(ClaimTaken);
      await release;
      expect(opened.journal.holder("rsid:AB1")).toBeUndefined();
      await opened.journal.change(other, claiming("rsid:AB1"));
      await openAgain();
      expect(opened.journal.holder("rsid:AB1")).toBe(other);
    });

    it("also when it is released and claimed again while the release is on its way", async () => {
      await opened.journal.change(id, claiming("rsid:AB1"));
      await Promise.all([
        opened.journal.change(id, releasing("rsid:AB1")),
        opened.journal.change(id, claiming("rsid:AB1")),
      ]);
      await expect(opened.journal.change(other, claiming("rsid:AB1"))).rejects.toThrow(ClaimTaken);
      expect(opened.journal.holder("rsid:AB1")).toBe(id);
    });
  });
}
