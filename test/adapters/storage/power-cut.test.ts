/** Everything the journal asks of the disk is recorded, and the power is cut at each moment of it. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diskOver } from "../../../src/adapters/storage/lowdb/disk.ts";
import { openLowdbJournal } from "../../../src/adapters/storage/lowdb/journal.ts";
import type { OnboardingId } from "../../../src/domain/ids.ts";
import { aChange, anId, documents } from "../../support/journal-changes.ts";
import { type Lie, type RecordedDisk, recordedDisk } from "../../support/power-cut.ts";
import { quietLog } from "../../support/quiet-log.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ids = ["one", "two", "three"].map(anId);

interface Acknowledged {
  readonly id: OnboardingId;
  readonly version: number;
  readonly at: number;
}

/** Several people at work on three onboardings, each waiting for the answer before going on. */
async function aBusyTime(folder: string, disk: RecordedDisk): Promise<readonly Acknowledged[]> {
  const journal = await openLowdbJournal({ folder, log: quietLog, disk: diskOver(disk) });
  const acknowledged: Acknowledged[] = [];
  const person = async (offset: number): Promise<void> => {
    for (let turn = 0; turn < 4; turn++) {
      const id = ids[(turn + offset) % ids.length] ?? anId("one");
      const version = await journal.change(id, (stream) => ({
        change: aChange({ events: [documents(`${id} ${stream.version + 1}`)], claim: [`name ${id} ${turn}`] }),
        outcome: stream.version + 1,
      }));
      acknowledged.push({ id, version, at: disk.now() });
    }
  };
  await Promise.all([0, 1, 2, 0, 1].map(person));
  await journal.close();
  return acknowledged;
}

/** What is wrong after the power came back; undefined where all is well. */
async function wrongAfter(
  cut: number,
  disk: RecordedDisk,
  worked: string,
  told: readonly Acknowledged[],
  chance: () => number,
) {
  const folder = temporaryFolder();
  const documentsIn = join(folder, "onboardings");
  mkdirSync(documentsIn);
  for (const [name, content] of disk.after(cut, join(worked, "onboardings"), chance))
    writeFileSync(join(documentsIn, name), content);
  try {
    const journal = await openLowdbJournal({ folder, log: quietLog });
    const lost = told.filter(({ id, version, at }) => at <= cut && (journal.peek(id)?.version ?? 0) < version);
    const foreign = [...journal.ids()].flatMap((id) =>
      (journal.peek(id)?.history ?? []).filter(
        ({ event, version }) => JSON.stringify(event) !== JSON.stringify(documents(`${id} ${version}`)),
      ),
    );
    await journal.close();
    if (lost.length > 0) return `lost ${JSON.stringify(lost)}`;
    return foreign.length > 0 ? `made up ${JSON.stringify(foreign)}` : undefined;
  } catch (error) {
    return String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Numbers between 0 and 1 that are the same in every run. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function sameChances(): () => number {
  let seed = 20_261_002;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}

async function cutAtEachMoment(lies: readonly Lie[], times: number): Promise<{ cuts: number; wrong: string[] }> {
  const worked = temporaryFolder();
  const disk = recordedDisk(lies);
  const told = await aBusyTime(worked, disk);
  const chance = sameChances();
  const wrong: string[] = [];
  let cuts = 0;
  for (let cut = 0; cut <= disk.now(); cut++) {
    for (let time = 0; time < times; time++) {
      cuts++;
      const problem = await wrongAfter(cut, disk, worked, told, chance);
      if (problem !== undefined) wrong.push(`cut at ${cut}: ${problem}`);
    }
  }
  return { cuts, wrong };
}

describe("a power cut", () => {
  it("at any moment loses nothing that was acknowledged and leaves no document unreadable", async () => {
    const { cuts, wrong } = await cutAtEachMoment([], 6);
    expect(cuts).toBeGreaterThan(600);
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
