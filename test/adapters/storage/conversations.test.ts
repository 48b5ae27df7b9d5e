/** The conversations' documents: what stands in the folder, and what becomes of it when the disk or the power fails. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openConversations } from "../../../src/adapters/storage/lowdb/conversations.ts";
import { type Disk, diskOver } from "../../../src/adapters/storage/lowdb/disk.ts";
import { diskThread } from "../../../src/adapters/storage/lowdb/disk-thread.ts";
import { emptyFolder } from "../../../src/adapters/storage/lowdb/empty.ts";
import { realFileSystem } from "../../../src/adapters/storage/lowdb/file-system.ts";
import { openLowdbJournal } from "../../../src/adapters/storage/lowdb/journal.ts";
import { NotKept } from "../../../src/ports/journal.ts";
import { faultyDisk, type Stage } from "../../support/faulty-disk.ts";
import { type Lie, type RecordedDisk, recordedDisk } from "../../support/power-cut.ts";
import { quietLog } from "../../support/quiet-log.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const open = (folder: string, disk: Disk = diskOver(realFileSystem)) =>
  openConversations({ folder, log: quietLog, disk });
const documentsIn = (folder: string) => readdirSync(join(folder, "conversations")).sort();

async function oneDocument(folder: string): Promise<string> {
  const conversations = await open(folder);
  await conversations.put("teams:t:19:abc", { serviceUrl: "https://smba.trafficmanager.net/amer/" });
  await conversations.close();
  const [name] = documentsIn(folder);
  return join(folder, "conversations", String(name));
}

describe("the documents of the conversations", () => {
  it("are few and small, and one put writes one of them", async () => {
    const folder = temporaryFolder();
    const disk = faultyDisk();
    const conversations = await open(folder, diskOver(disk));
    await Promise.all(Array.from({ length: 2_000 }, (_, each) => conversations.put(`teams:t:19:${each}`, { each })));
    expect(documentsIn(folder)).toHaveLength(64);
    const before = disk.done.length;
    await conversations.put("teams:t:19:7", { each: 8 });
    expect(disk.done.slice(before)).toEqual(["create", "write", "sync", "close", "rename", "syncFolder"]);
    await conversations.close();
    const again = await open(folder);
    expect([...again.entries()]).toHaveLength(2_000);
    expect(again.get("teams:t:19:7")).toEqual({ each: 8 });
  });

  it("share the writes of what is put while one is under way", async () => {
    const disk = faultyDisk();
    const conversations = await open(temporaryFolder(), diskOver(disk));
    await Promise.all(Array.from({ length: 100 }, (_, turn) => conversations.put("key", turn)));
    expect(disk.done.filter((stage) => stage === "rename")).toHaveLength(1);
    const first = conversations.put("key", "first");
    while (disk.done.filter((stage) => stage === "create").length < 2) await Promise.resolve();
    await Promise.all([first, ...Array.from({ length: 100 }, (_, turn) => conversations.put("key", turn))]);
    expect(disk.done.filter((stage) => stage === "rename")).toHaveLength(3);
  });

  it("are written by the thread that writes the journal's, too, and stand beside them under one lock", async () => {
    const folder = temporaryFolder();
    const disk = diskThread({
      execArgv: ["--import", new URL("../../support/typescript-thread.js", import.meta.url).href],
    });
    const journal = await openLowdbJournal({ folder, log: quietLog, disk });
    const conversations = await open(folder, disk);
    await conversations.put("key", "value");
    await conversations.close();
    await expect(emptyFolder(folder)).rejects.toThrow("is in use by process");
    await journal.close();
    expect((await open(folder)).get("key")).toBe("value");
    await emptyFolder(folder);
    expect(existsSync(join(folder, "conversations"))).toBe(false);
  });

  it("may have files beside them that are none of theirs; what a write left unfinished goes", async () => {
    const folder = temporaryFolder();
    const path = await oneDocument(folder);
    writeFileSync(`${path}.tmp`, "{");
    writeFileSync(join(folder, "conversations", "64.json"), "mine");
    writeFileSync(join(folder, "conversations", "notes.txt.tmp"), "mine");
    const conversations = await open(folder);
    expect(conversations.get("teams:t:19:abc")).toBeDefined();
    expect(documentsIn(folder).map((name) => join(folder, "conversations", name))).toEqual([
      ...[path, join(folder, "conversations", "64.json")].sort(),
      join(folder, "conversations", "notes.txt.tmp"),
    ]);
  });
});

describe("an unreadable document of conversations", () => {
  it.each<[string, (text: string) => string, RegExp]>([
    ["is empty", () => "", /Unexpected end/],
    ["is torn", (text) => text.slice(0, 50), /JSON/],
    ["is of a later version", (text) => text.replace('"format":1', '"format":2'), /format: /],
    ["says something else", () => "[]", /expected object/],
    ["holds half a conversation", (text) => text.replace(/,\{"serviceUrl[^}]*\}/, ""), /conversations\.0/],
    ["is another one's", (text) => text.replace(/"shard":\d+/, '"shard":1'), /shard: is 1, which is not what the file/],
    [
      "holds what belongs elsewhere",
      (text) => text.replace("19:abc", "19:abd"),
      /teams:t:19:abd belongs in \d\d\.json/,
    ],
    ["holds one twice", (text) => text.replace(/\n(\[.*\])\n/, "\n$1,\n$1\n"), /stands there twice/],
  ])("that %s stops the start with its path and is left as it is", async (_, spoil, says) => {
    const folder = temporaryFolder();
    const path = await oneDocument(folder);
    const spoilt = spoil(readFileSync(path, "utf8"));
    writeFileSync(path, spoilt);
    const refused = await open(folder).catch((error: unknown) => String(error));
    expect(refused).toContain(`${path} cannot be read: `);
    expect(refused).toMatch(says);
    expect(refused).toContain(
      "It was left as it is. Put back its copy from the backup, or move it out of the folder to go on without the conversations in it",
    );
    expect(readFileSync(path, "utf8")).toBe(spoilt);
    rmSync(path);
    expect((await open(folder)).get("teams:t:19:abc")).toBeUndefined();
  });
});

describe("a failed write of conversations", () => {
  it.each<[Stage, string, RegExp]>([
    ["create", "EMFILE", /too many files are open .*ulimit/],
    ["write", "ENOSPC", /the disk is full .*Free some space/],
    ["sync", "EIO", /the disk reports an error/],
    ["close", "EIO", /the disk reports an error/],
    ["rename", "EROFS", /read-only/],
    ["syncFolder", "EIO", /the disk reports an error/],
  ])("at %s with %s says why and what to do, and the old document stands", async (stage, code, says) => {
    const folder = temporaryFolder();
    const path = await oneDocument(folder);
    const before = readFileSync(path, "utf8");
    const disk = faultyDisk();
    const conversations = await open(folder, diskOver(disk));
    disk.fail(stage, code, 1);
    const refused = await conversations.put("teams:t:19:abc", "new").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotKept);
    expect(String(refused)).toMatch(says);
    expect(readFileSync(path, "utf8")).toBe(before);
    await conversations.close();
    expect(documentsIn(folder)).toHaveLength(1);
  });

  it("that may have taken the old document's place is put back before anything counts as kept", async () => {
    const folder = temporaryFolder();
    const path = await oneDocument(folder);
    const before = readFileSync(path, "utf8");
    const disk = faultyDisk();
    const conversations = await open(folder, diskOver(disk));
    const standing = conversations.get("teams:t:19:abc");
    disk.fail("syncFolder", "EIO");
    await expect(conversations.put("teams:t:19:abc", "new")).rejects.toThrow(NotKept);
    await expect(conversations.put("teams:t:19:abc", standing)).rejects.toThrow(NotKept);
    disk.mend();
    await conversations.put("teams:t:19:abc", standing);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("that could not be put back yet is put back when the conversations are closed", async () => {
    const folder = temporaryFolder();
    const path = await oneDocument(folder);
    const before = readFileSync(path, "utf8");
    const disk = faultyDisk();
    const conversations = await open(folder, diskOver(disk));
    disk.fail("syncFolder", "EIO", 2);
    await expect(conversations.put("teams:t:19:abc", "new")).rejects.toThrow(NotKept);
    await conversations.close();
    expect(readFileSync(path, "utf8")).toBe(before);
  });
});

interface Acknowledged {
  readonly key: string;
  readonly turn: number;
  readonly at: number;
}

/** Five keys are put again and again, at once. */
async function aBusyTime(folder: string, disk: RecordedDisk): Promise<readonly Acknowledged[]> {
  const conversations = await open(folder, diskOver(disk));
  const told: Acknowledged[] = [];
  const writer = async (key: string) => {
    for (let turn = 1; turn <= 4; turn++) {
      await conversations.put(key, turn);
      told.push({ key, turn, at: disk.now() });
    }
  };
  await Promise.all(["one", "two", "three", "four", "five"].map(writer));
  await conversations.close();
  return told;
}

/** What is wrong after the power came back; undefined where all is well. */
async function wrongAfter(
  cut: number,
  { disk, worked, told }: { disk: RecordedDisk; worked: string; told: readonly Acknowledged[] },
  chance: () => number,
): Promise<string | undefined> {
  const folder = temporaryFolder();
  const left = join(folder, "conversations");
  mkdirSync(left);
  for (const [name, content] of disk.after(cut, join(worked, "conversations"), chance))
    writeFileSync(join(left, name), content);
  try {
    const conversations = await open(folder);
    const lost = told.filter(({ key, turn, at }) => at <= cut && Number(conversations.get(key) ?? 0) < turn);
    return lost.length > 0 ? `lost ${JSON.stringify(lost)}` : undefined;
  } catch (error) {
    return String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function cutAtEachMoment(lies: readonly Lie[], times: number): Promise<{ cuts: number; wrong: string[] }> {
  const worked = temporaryFolder();
  const disk = recordedDisk(lies);
  const told = await aBusyTime(worked, disk);
  // The same chances in every run. https://en.wikipedia.org/wiki/Linear_congruential_generator
  let seed = 20_261_002;
  const chance = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const wrong: string[] = [];
  let cuts = 0;
  for (let cut = 0; cut <= disk.now(); cut++)
    for (let time = 0; time < times; time++) {
      cuts++;
      const problem = await wrongAfter(cut, { disk, worked, told }, chance);
      if (problem !== undefined) wrong.push(`cut at ${cut}: ${problem}`);
    }
  return { cuts, wrong };
}

describe("a power cut", () => {
  it("at any moment loses no conversation that was acknowledged and leaves no document unreadable", async () => {
    const { cuts, wrong } = await cutAtEachMoment([], 4);
    expect(cuts).toBeGreaterThan(300);
    expect(wrong).toEqual([]);
  }, 60_000);

  it.each<[Lie, RegExp]>([
    ["sync", /cannot be read/],
    ["syncFolder", /lost/],
  ])(
    "would be noticed here if %s did nothing",
    async (lie, says) => {
      const { wrong } = await cutAtEachMoment([lie], 1);
      expect(wrong.some((problem) => says.test(problem))).toBe(true);
    },
    60_000,
  );
});
