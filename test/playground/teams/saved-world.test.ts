import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocalTeams } from "../../../src/playground/teams/server.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "local-teams-"));
  file = join(folder, "teams.json");
});
afterEach(() => rm(folder, { recursive: true }));

describe("a world of Teams in a file", () => {
  it("is there again at the next start, at the same address, and time goes on from where it was", async () => {
    const first = createLocalTeams({ file, now: () => new Date("2026-03-02T15:00:00Z") });
    const { serviceUrl } = await first.listen();
    await first.as("U0NADIA").say("Northline x Prairie", "remember me");
    await first.close();
    expect(await readdir(folder)).toEqual(["teams.json"]);

    const second = createLocalTeams({ file, now: () => new Date("2026-03-01T00:00:00Z") });
    expect((await second.listen()).serviceUrl).toBe(serviceUrl);
    const before = second.as("U0NADIA").last("Northline x Prairie");
    expect(before).toMatchObject({ text: "remember me" });
    await second.as("U0NADIA").say("Northline x Prairie", "and me");
    expect(Number(second.as("U0NADIA").last("Northline x Prairie")?.id)).toBeGreaterThan(Number(before?.id));

    // Where the address is taken by now, another one will do.
    const copy = join(folder, "copy.json");
    await copyFile(file, copy);
    const third = createLocalTeams({ file: copy });
    expect((await third.listen()).serviceUrl).not.toBe(serviceUrl);
    await Promise.all([second.close(), third.close()]);
  });

  it("stops the start when it can't be read, and stays as it was", async () => {
    await writeFile(file, '{"half": ');
    expect(() => createLocalTeams({ file })).toThrow(`${file} does not hold a world`);
    expect(await readFile(file, "utf8")).toBe('{"half": ');
  });
});
