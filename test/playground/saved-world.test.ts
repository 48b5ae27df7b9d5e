import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocalSlack } from "../../src/playground/slack/server.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "local-slack-"));
  file = join(folder, "slack.json");
});
afterEach(() => rm(folder, { recursive: true }));

describe("a world in a file", () => {
  it("is there again at the next start, and time goes on from where it was", async () => {
    const first = createLocalSlack({ file, now: () => new Date("2026-03-02T15:00:00Z") });
    await first.as("U0NADIA").say("#prairie-telecom", "remember me");
    first.archive("#new-reseller", "U0RILEY");
    await first.close();
    expect(await readdir(folder)).toEqual(["slack.json"]);

    const second = createLocalSlack({ file, now: () => new Date("2026-03-01T00:00:00Z") });
    const before = second.as("U0NADIA").last("#prairie-telecom");
    expect(before).toMatchObject({ text: "remember me" });
    await second.as("U0NADIA").say("#prairie-telecom", "and me");
    expect(Number(second.as("U0NADIA").last("#prairie-telecom")?.ts)).toBeGreaterThan(Number(before?.ts));
    expect(await second.as("U0NADIA").say("#new-reseller", "x")).toMatchObject({ ok: false });
    await second.close();
  });

  it("is saved without closing, soon after a change", async () => {
    const slack = createLocalSlack({ file });
    await slack.as("U0NADIA").say("#prairie-telecom", "soon");
    await expect.poll(() => readFile(file, "utf8").catch(() => "")).toContain("soon");
    await slack.close();
  });

  it("stops the start when it can't be read, and stays as it was", async () => {
    await writeFile(file, '{"half": ');
    expect(() => createLocalSlack({ file })).toThrow(`${file} does not hold a world`);
    expect(await readFile(file, "utf8")).toBe('{"half": ');
  });

  it("grows each world anew from the seed", async () => {
    const [one, other] = [createLocalSlack(), createLocalSlack()];
    await one.as("U0NADIA").say("#prairie-telecom", "here");
    expect(other.as("U0NADIA").channel("#prairie-telecom").messages).toEqual([]);
    await Promise.all([one.close(), other.close()]);
  });
});
