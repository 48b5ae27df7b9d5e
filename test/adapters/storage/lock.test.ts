/** One process to a folder, with real processes and real kills. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLifeline } from "../../../src/adapters/storage/lowdb/lifeline.ts";
import { FolderInUse, lockFolder } from "../../../src/adapters/storage/lowdb/lock.ts";
import { lifeOf, thisProcess } from "../../../src/adapters/storage/lowdb/running-process.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const script = fileURLToPath(new URL("../../support/holds-journal.ts", import.meta.url));

interface Instance {
  readonly pid: number;
  /** Tells it to open the journal, or, when it has, to close it; returns what it says. */
  next(): Promise<string>;
  kill(): Promise<void>;
}

async function anInstance(folder: string): Promise<Instance> {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, ["--import", "tsx", script, folder]);
  const ended = once(child, "exit");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const heard = async (): Promise<string> => String((await lines.next()).value);
  expect(await heard()).toBe("ready");
  return {
    pid: child.pid ?? 0,
    next: () => {
      child.stdin.write("\n");
      return heard();
    },
    kill,
  };
}

const instances = (folder: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => anInstance(folder)));

describe("a folder that a process has open", () => {
  it("is refused to a second one, with the first one's number and the path, until the first has closed it", async () => {
    const folder = temporaryFolder();
    const [first, second, third] = await instances(folder, 3);
    expect(await first?.next()).toBe("opened");
    expect(await second?.next()).toBe(
      `refused: ${folder} is in use by process ${first?.pid} (${join(folder, "lock-1")}). Stop that one first, or give this one another DATA_DIR.`,
    );
    expect(await first?.next()).toBe("closed");
    expect(await third?.next()).toBe("opened");
  }, 30_000);

  it("is free after a kill -9, for exactly one of several that start at once, again and again", async () => {
    const folder = temporaryFolder();
    for (let round = 0; round < 3; round++) {
      const all = await instances(folder, 4);
      const said = await Promise.all(all.map((each) => each.next()));
      expect(said.filter((line) => line === "opened")).toHaveLength(1);
      const winner = all[said.indexOf("opened")];
      for (const line of said) if (line !== "opened") expect(line).toContain(`in use by process ${winner?.pid}`);
      await Promise.all(all.map((each) => each.kill()));
    }
    expect(readdirSync(folder).filter((name) => /^lock-\d+$/.test(name))).toHaveLength(1);
  }, 60_000);
});

describe("a lock", () => {
  it("holds within one process, too", async () => {
    const folder = temporaryFolder();
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    lock.release();
    (await lockFolder(folder)).release();
  });

  it("that cannot be read is not taken away from anybody", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "lock-4"), "");
    await expect(lockFolder(folder)).rejects.toThrow(/lock-4 is not a lock.*remove it/);
    expect(readFileSync(join(folder, "lock-4"), "utf8")).toBe("");
  });

  it("of another machine is not, either: nobody can tell from here", async () => {
    const folder = temporaryFolder();
    const owner = { ...thisProcess(), host: "elsewhere", boot: "another" };
    writeFileSync(join(folder, "lock-1"), JSON.stringify({ owner, released: false }));
    await expect(lockFolder(folder)).rejects.toThrow(/on the machine or container "elsewhere".*remove .*lock-1/);
  });
});

describe.skipIf(process.platform !== "linux")("a lock of another container on the same machine", () => {
  /** As a process with a number of its own sees it that has nothing to do with ours. */
  const behindTheWall = { ...thisProcess(), pid: 1, host: "container", pidNamespace: "pid:[1]" };

  it("is respected while its owner lives", async () => {
    const folder = temporaryFolder();
    const lifeline = await openLifeline(join(folder, "lock-x.sock"));
    onTestFinished(() => lifeline?.cut());
    const lock = { owner: behindTheWall, lifeline: "lock-x.sock", released: false };
    writeFileSync(join(folder, "lock-1"), JSON.stringify(lock));
    await expect(lockFolder(folder)).rejects.toThrow("is in use by process 1");
  });

  it("is free once its owner was killed", async () => {
    const folder = temporaryFolder();
    const killed = await anInstance(folder);
    expect(await killed.next()).toBe("opened");
    await killed.kill();
    const lock = JSON.parse(readFileSync(join(folder, "lock-1"), "utf8")) as { lifeline: string };
    writeFileSync(join(folder, "lock-1"), JSON.stringify({ ...lock, owner: behindTheWall }));
    expect(readdirSync(folder)).toContain(lock.lifeline);
    (await lockFolder(folder)).release();
    expect(readdirSync(folder)).not.toContain(lock.lifeline);
  }, 30_000);

  it("is not taken away where that cannot be told", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "lock-1"), JSON.stringify({ owner: behindTheWall, released: false }));
    await expect(lockFolder(folder)).rejects.toThrow(/container "container".*cannot be looked into/);
  });
});

describe("a process", () => {
  const lives: readonly [string, Parameters<typeof lifeOf>[0], ReturnType<typeof lifeOf>][] = [
    ["itself", thisProcess(), "runs"],
    ["one whose number was given again", { ...thisProcess(), startedAt: "1" }, "ended"],
    ["one that is no more", { ...thisProcess(), pid: 2 ** 22 + 1 }, "ended"],
    ["one from before the machine was started again", { ...thisProcess(), boot: "earlier" }, "ended"],
    ["one in another container", { ...thisProcess(), host: "elsewhere", pidNamespace: "pid:[1]" }, "unseen"],
    ["one on another machine", { ...thisProcess(), host: "elsewhere", boot: "another" }, "unknown"],
  ];
  it.skipIf(process.platform !== "linux").each(lives)("that is %s is known as such", (_, other, life) => {
    expect(lifeOf(other)).toBe(life);
  });
});
