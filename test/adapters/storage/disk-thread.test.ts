/** The thread that writes the documents: what it says when it can, and when it dies. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { diskThread } from "../../../src/adapters/storage/lowdb/disk-thread.ts";
import { openLowdbJournal } from "../../../src/adapters/storage/lowdb/journal.ts";
import { InDoubt } from "../../../src/adapters/storage/lowdb/replace.ts";
import { NotKept } from "../../../src/ports/journal.ts";
import { aChange, always, anId } from "../../support/journal-changes.ts";
import { quietLog } from "../../support/quiet-log.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const disk = diskThread({
  execArgv: ["--import", new URL("../../support/typescript-thread.js", import.meta.url).href],
});
afterEach(() => disk.close());

const caught = (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe("the disk's thread", () => {
  it("replaces and removes many files at once", async () => {
    const folder = temporaryFolder();
    const names = Array.from({ length: 100 }, (_, number) => `${number}.json`);
    writeFileSync(join(folder, "7.json"), "old");
    await Promise.all(names.map((name) => disk.replace(join(folder, name), Buffer.from(name))));
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toBe(name);
    await disk.remove(join(folder, "7.json"));
    expect(readdirSync(folder)).not.toContain("7.json");
  });

  it("says of each file apart why it could not be written, and whether that is in doubt", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "is-a-folder.json"));
    const [good, nowhere, folderInTheWay] = await Promise.all([
      caught(disk.replace(join(folder, "good.json"), Buffer.from("good"))),
      caught(disk.replace(join(folder, "nowhere", "one.json"), Buffer.from("one"))),
      caught(disk.replace(join(folder, "is-a-folder.json"), Buffer.from("two"))),
    ]);
    expect(good).toBeUndefined();
    expect(nowhere).not.toBeInstanceOf(InDoubt);
    expect(nowhere).toMatchObject({ code: "ENOENT" });
    expect(folderInTheWay).toBeInstanceOf(InDoubt);
    expect(folderInTheWay).toMatchObject({ cause: { code: "EISDIR" } });
    expect(readdirSync(folder).sort()).toEqual(["good.json", "is-a-folder.json"]);
  });

  it("leaves what was under way in doubt when it dies, and begins anew", async () => {
    const path = join(temporaryFolder(), "one.json");
    await disk.replace(path, Buffer.from("one"));
    const under = Array.from({ length: 50 }, (_, number) => caught(disk.replace(`${path}${number}`, Buffer.from("x"))));
    await disk.close();
    for (const outcome of await Promise.all(under)) expect(outcome).toBeInstanceOf(InDoubt);
    await disk.replace(path, Buffer.from("two"));
    expect(readFileSync(path, "utf8")).toBe("two");
  });

  it("makes nothing of a change whose write died under the journal, and takes the next one", async () => {
    const folder = temporaryFolder();
    const journal = await openLowdbJournal({ folder, log: quietLog, disk });
    const acme = anId("acme");
    await journal.change(acme, always(aChange()));
    const refused = caught(journal.change(acme, always(aChange())));
    await new Promise((resolve) => setImmediate(resolve));
    await disk.close();
    expect(await refused).toBeInstanceOf(NotKept);
    await journal.change(acme, always(aChange()));
    await journal.close();
    const again = await openLowdbJournal({ folder, log: quietLog });
    expect(again.peek(acme)?.version).toBe(2);
    await again.close();
  });
});
