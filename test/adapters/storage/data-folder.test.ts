import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { prepareDataFolder } from "../../../src/adapters/storage/lowdb/data-folder.ts";

const root = mkdtempSync(join(tmpdir(), "data-folder-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the data folder", () => {
  it("is made with all the folders above it, and may be there already", () => {
    const folder = join(root, "a", "b", "c");
    prepareDataFolder(folder);
    prepareDataFolder(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it("is not a file, nor inside one", () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    for (const path of [file, join(file, "deeper")])
      expect(() => prepareDataFolder(path)).toThrow(
        `DATA_DIR ${path} can't be used: a part of it is a file. Give it a folder.`,
      );
  });

  it("is told at once where no folder can be made", () => {
    expect(() => prepareDataFolder("/proc/nowhere/data")).toThrow("DATA_DIR /proc/nowhere/data can't be used: ");
  });
});
