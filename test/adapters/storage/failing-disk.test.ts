/** A disk that fails at each stage of a write. */
import { readdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diskOver } from "../../../src/adapters/storage/lowdb/disk.ts";
import { openLowdbJournal } from "../../../src/adapters/storage/lowdb/journal.ts";
import { NotKept } from "../../../src/ports/journal.ts";
import { type FaultyDisk, faultyDisk, type Stage } from "../../support/faulty-disk.ts";
import { aChange, always, anId } from "../../support/journal-changes.ts";
import { quietLog } from "../../support/quiet-log.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const acme = anId("acme");
const other = anId("other");

async function aJournal(folder: string, disk: FaultyDisk = faultyDisk()) {
  const open = () => openLowdbJournal({ folder, log: quietLog, disk: diskOver(disk) });
  const textOf = (id: string) => readFileSync(join(folder, "onboardings", `${id}.json`), "utf8");
  return { disk, open, textOf, names: () => readdirSync(join(folder, "onboardings")).sort(), journal: await open() };
}

const failures: readonly [Stage, string, RegExp][] = [
  ["create", "EMFILE", /too many files are open .*ulimit/],
  ["create", "EACCES", /may not write there .*right to write/],
  ["write", "ENOSPC", /the disk is full .*Free some space/],
  ["write", "EDQUOT", /quota/],
  ["sync", "EIO", /the disk reports an error/],
  ["close", "EIO", /the disk reports an error/],
  ["rename", "EROFS", /read-only/],
  ["syncFolder", "EIO", /the disk reports an error/],
  ["syncFolder", "EWHATEVER", /the disk did not take it \(EWHATEVER/],
];

describe("a failed write", () => {
  it.each(failures)(
    "at %s with %s keeps the old document, says why and what to do, and lets later changes work",
    async (stage, code, says) => {
      const { journal, disk, textOf, names, open } = await aJournal(temporaryFolder());
      await journal.change(acme, always(aChange()));
      const before = textOf(acme);
      disk.fail(stage, code, 1);
      const refused = await journal.change(acme, always(aChange())).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(NotKept);
      expect(String(refused)).toMatch(says);
      expect(textOf(acme)).toBe(before);
      expect(names()).toEqual(["ob_acme.json"]);
      await journal.change(acme, always(aChange()));
      await journal.close();
      const again = await open();
      expect(again.peek(acme)?.version).toBe(2);
      await again.close();
    },
  );

  it.each(failures)("at %s with %s leaves nothing of an onboarding that it would have begun", async (stage, code) => {
    const { journal, disk, names, open } = await aJournal(temporaryFolder());
    disk.fail(stage, code, 1);
    await expect(journal.change(acme, always(aChange()))).rejects.toThrow(NotKept);
    expect(names()).toEqual([]);
    await journal.close();
    const again = await open();
    expect([...again.ids()]).toEqual([]);
    await again.close();
  });

  it("that may have taken the old document's place holds all others up until that is put back", async () => {
    const { journal, disk, open } = await aJournal(temporaryFolder());
    disk.fail("syncFolder", "EIO");
    await expect(journal.change(acme, always(aChange({ claim: ["rsid:AB1"] })))).rejects.toThrow(NotKept);
    await expect(journal.change(other, always(aChange({ claim: ["rsid:AB1"] })))).rejects.toThrow(NotKept);
    disk.mend();
    await journal.change(other, always(aChange({ claim: ["rsid:AB1"] })));
    await journal.close();
    const again = await open();
    expect([...again.ids()]).toEqual([other]);
    expect(again.holder("rsid:AB1")).toBe(other);
    await again.close();
  });

  it("does not touch those of other onboardings beside it", async () => {
    const { journal, disk } = await aJournal(temporaryFolder());
    disk.fail("write", "ENOSPC", 1);
    const results = await Promise.allSettled([acme, other].map((id) => journal.change(id, always(aChange()))));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await journal.close();
  });
});

describe("the real disk", () => {
  it.skipIf(process.platform !== "linux")(
    "without space refuses, and takes the change once there is some",
    async () => {
      const folder = temporaryFolder();
      const journal = await openLowdbJournal({ folder, log: quietLog });
      await journal.change(acme, always(aChange()));
      // The device that is always full: the next write goes there.
      symlinkSync("/dev/full", join(folder, "onboardings", "ob_acme.json.tmp"));
      await expect(journal.change(acme, always(aChange()))).rejects.toThrow(/the disk is full \(ENOSPC/);
      expect(journal.peek(acme)?.version).toBe(1);
      await journal.change(acme, always(aChange()));
      expect(journal.peek(acme)?.version).toBe(2);
      await journal.close();
    },
  );

  it("whose folder is gone refuses, and goes on when it is back", async () => {
    const folder = temporaryFolder();
    const { journal, open } = await aJournal(folder);
    await journal.change(acme, always(aChange()));
    renameSync(join(folder, "onboardings"), join(folder, "elsewhere"));
    await expect(journal.change(acme, always(aChange()))).rejects.toThrow(/the data folder is gone/);
    renameSync(join(folder, "elsewhere"), join(folder, "onboardings"));
    await journal.change(acme, always(aChange()));
    await journal.close();
    const again = await open();
    expect(again.peek(acme)?.version).toBe(2);
    await again.close();
  });
});

describe("flushes", () => {
  it("are joined where changes meet at one onboarding", async () => {
    const { journal, disk } = await aJournal(temporaryFolder());
    const written = () => disk.done.filter((stage) => stage === "rename").length;
    await Promise.all(Array.from({ length: 100 }, () => journal.change(acme, always(aChange()))));
    expect(written()).toBe(1);
    const first = journal.change(acme, always(aChange()));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, ...Array.from({ length: 99 }, () => journal.change(acme, always(aChange())))]);
    expect(written()).toBe(3);
    expect(journal.peek(acme)?.version).toBe(200);
    await journal.close();
  });

  it("of different onboardings go side by side and share the folder's fsync, each waiting for one that began after its rename", async () => {
    const { journal, disk } = await aJournal(temporaryFolder());
    await Promise.all(Array.from({ length: 200 }, (_, index) => journal.change(anId(`${index}`), always(aChange()))));
    const count = (stage: Stage) => disk.done.filter((each) => each === stage).length;
    expect([count("rename"), count("sync")]).toEqual([200, 200]);
    expect(count("syncFolder")).toBeLessThan(200);
    expect(disk.done.lastIndexOf("syncFolder")).toBeGreaterThan(disk.done.lastIndexOf("rename"));
    await journal.close();
  });
});
