/** What the journal makes of the files that it finds. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLowdbJournal } from "../../../src/adapters/storage/lowdb/journal.ts";
import { aChange, aJoinCode, always, anId, aSlot, aStart, documents } from "../../support/journal-changes.ts";
import { quietLog } from "../../support/quiet-log.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const open = (folder: string) => openLowdbJournal({ folder, log: quietLog });

/** A folder with one onboarding of three events, and the path of its document. */
async function aKeptOnboarding(): Promise<{ folder: string; path: string; text: string }> {
  const folder = temporaryFolder();
  const journal = await open(folder);
  const events = [aStart(), documents("W-9"), documents("articles")];
  await journal.change(anId("acme"), always(aChange({ events, slots: [aSlot()], claim: ["place:C1"] })));
  await journal.close();
  const path = join(folder, "onboardings", "ob_acme.json");
  return { folder, path, text: readFileSync(path, "utf8") };
}

describe("a document that is not what was written stops the start and stays as it is", () => {
  const linesOf = (text: string, change: (lines: string[]) => void): string => {
    const lines = text.split("\n");
    change(lines);
    return lines.join("\n");
  };
  const damages: readonly [what: string, damage: (text: string) => string, says: RegExp][] = [
    ["is empty", () => "", /it is empty/],
    ["is torn in the middle", (text) => text.slice(0, text.length / 2), /it is not JSON/],
    ["lost its last line", (text) => text.slice(0, text.lastIndexOf("\n", text.length - 2)), /it is not JSON/],
    ["is full of zeros", (text) => "\0".repeat(text.length), /it is not JSON/],
    ["is some other JSON", () => "[]", /expected object/],
    ["has a member that no version knows", (text) => text.replace('"since"', '"seance"'), /since|seance/],
    ["is of a newer format", (text) => text.replace('"format":1', '"format":2'), /format: format 2 is newer/],
    [
      "has an event of a newer format",
      (text) => text.replace('"format":1,"previous"', '"format":7,"previous"'),
      /history\[0\]/,
    ],
    ["has a changed event", (text) => text.replace("W-9", "W-8"), /history\[1\]: was changed after it was recorded/],
    ["has a changed author", (text) => text.replace("Person lea", "Person mal"), /history\[0\]: was changed/],
    ["has a changed time", (text) => text.replace(/(?<="at":")2026/, "2025"), /history\[0\]: was changed/],
    [
      "lost an event in the middle",
      (text) => linesOf(text, (lines) => lines.splice(2, 1)),
      /history\[1\]: is not linked/,
    ],
    ["lost its first event", (text) => linesOf(text, (lines) => lines.splice(1, 1)), /history\[0\]: is not linked/],
    [
      "has two events the other way round",
      (text) => linesOf(text, (lines) => lines.splice(1, 2, lines[2] ?? "", lines[1] ?? "")),
      /history\[0\]: is not linked/,
    ],
    [
      "has two histories",
      (text) => text.replace('"since"', '"history":[{}],"since"').replace('],"slots"', '],"history":[{}],"slots"'),
      /history/,
    ],
    ["is another one's", (text) => text.replaceAll("ob_acme", "ob_evil"), /history\[0\]: is not linked/],
    ["has a slot that makes no sense", (text) => text.replace('"wanted":1', '"wanted":"often"'), /slots\[0\]\.wanted/],
    ["has an event that makes no sense", (text) => text.replace('"MN"', '"ZZ"'), /history\[0\]/],
  ];
  it.each(damages)("that %s", async (_, damage, says) => {
    const { folder, path, text } = await aKeptOnboarding();
    const damaged = damage(text);
    expect(damaged).not.toBe(text);
    writeFileSync(path, damaged);
    const error = await open(folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "UnreadableDocument", path, message: expect.stringMatching(says) });
    expect(String(error)).toContain(path);
    expect(String(error)).toContain("backup");
    expect(readFileSync(path, "utf8")).toBe(damaged);
  });

  it("and the folder can be opened once it is mended", async () => {
    const { folder, path, text } = await aKeptOnboarding();
    writeFileSync(path, "");
    await expect(open(folder)).rejects.toThrow(path);
    writeFileSync(path, text);
    const journal = await open(folder);
    expect(journal.peek(anId("acme"))?.version).toBe(3);
    await journal.close();
  });

  it("nor is a document read that is called like another", async () => {
    const { folder, text } = await aKeptOnboarding();
    const copy = join(folder, "onboardings", "ob_copy.json");
    writeFileSync(copy, text);
    await expect(open(folder)).rejects.toThrow(`${copy} cannot be read: id: is ob_acme`);
  });
});

describe("a document that somebody laid out differently", () => {
  it("is read, since nothing in it was changed", async () => {
    const { folder, path, text } = await aKeptOnboarding();
    writeFileSync(path, JSON.stringify(JSON.parse(text), null, 4));
    const journal = await open(folder);
    await journal.change(anId("acme"), always(aChange()));
    await journal.close();
    const again = await open(folder);
    expect(again.peek(anId("acme"))?.version).toBe(4);
    await again.close();
  });

  it("is not, where an event in it was", async () => {
    const { folder, path, text } = await aKeptOnboarding();
    writeFileSync(path, JSON.stringify(JSON.parse(text.replace("W-9", "W-8")), null, 4));
    await expect(open(folder)).rejects.toThrow("history[1]: was changed after it was recorded");
  });
});

describe("other files in the folder", () => {
  it("are removed where a crash left them unfinished, and left alone otherwise", async () => {
    const { folder, path } = await aKeptOnboarding();
    writeFileSync(`${path}.tmp`, '{"format":1,"id":"ob_ac');
    writeFileSync(join(folder, "onboardings", "notes.txt"), "call them back");
    mkdirSync(join(folder, "desks", "old"));
    const journal = await open(folder);
    expect([...journal.ids()]).toEqual([anId("acme")]);
    await journal.close();
    expect(readdirSync(join(folder, "onboardings")).sort()).toEqual(["notes.txt", "ob_acme.json"]);
  });
});

describe("two documents that hold one name", () => {
  it("stop the start, with both their paths", async () => {
    const folder = temporaryFolder();
    const journal = await open(folder);
    await journal.change(anId("one"), always(aChange({ claim: ["rsid:AB1"] })));
    await journal.change(anId("two"), always(aChange({ claim: ["rsid:AB2"] })));
    await journal.close();
    const path = (name: string) => join(folder, "onboardings", `ob_${name}.json`);
    const damaged = readFileSync(path("two"), "utf8").replace("rsid:AB2", "rsid:AB1");
    writeFileSync(path("two"), damaged);
    const error = await open(folder).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(`${path("one")} and ${path("two")} both hold "rsid:AB1"`);
    expect(readFileSync(path("two"), "utf8")).toBe(damaged);
  });
});

describe("the files", () => {
  it("are one for each onboarding, each desk and each human's accounts, named after it", async () => {
    const folder = temporaryFolder();
    const journal = await open(join(folder, "made", "on", "the", "way"));
    await journal.change(anId("acme"), always(aChange()));
    await journal.change("desk_slack:T0:U1/../x", always(aChange()));
    await journal.change("person_7k3m9qxz", always(aChange({ events: [aJoinCode()] })));
    await journal.close();
    const inside = (name: string) => readdirSync(join(folder, "made", "on", "the", "way", name));
    expect([inside("onboardings"), inside("desks"), inside("people")]).toEqual([
      ["ob_acme.json"],
      ["desk_slack%3AT0%3AU1%2F..%2Fx.json"],
      ["person_7k3m9qxz.json"],
    ]);
  });

  it("still take a change when a history has grown long", async () => {
    const folder = temporaryFolder();
    const journal = await open(folder);
    const events = Array.from({ length: 5_000 }, (_, index) => documents(`paper ${index}`));
    await journal.change(anId("acme"), always(aChange({ events })));
    await Promise.all(Array.from({ length: 100 }, () => journal.change(anId("acme"), always(aChange()))));
    await journal.close();
    const again = await open(folder);
    expect(again.peek(anId("acme"))?.version).toBe(5_100);
    await again.close();
  });
});
