/**
 * One onboarding lives in Slack and in Teams at once, with the real adapters over HTTP, while people of both companies work on it
 * and the platforms, the network and the order of things fail by chance. CHAOS_RUNS says how many runs; CHAOS_SEED runs one alone.
 */
import { writeSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { aRun } from "./support/chaos-run.ts";
import { chaosTable, type Told } from "./support/chaos-table.ts";
import { aTown } from "./support/chaos-town.ts";
import { verdictOn } from "./support/chaos-verdict.ts";

const firstSeed = 20_260_105;
const alone = process.env.CHAOS_SEED;
const seeds =
  alone === undefined
    ? Array.from({ length: Number(process.env.CHAOS_RUNS ?? 40) }, (_, run) => firstSeed + run)
    : [Number(alone)];
/** People and places go by it, so that a seed alone meets the same ones. */
const runOf = (seed: number): number => Math.abs(seed - firstSeed);

/** On a machine that is busy with other things. */
const longestRunMs = 6_000;

const say = (text: string): void => void writeSync(1, `${text}\n`);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

describe("an onboarding in Slack and Teams at once, while things go wrong", () => {
  it(
    `shows the same everywhere, once, in ${seeds.length} runs`,
    async () => {
      const town = await aTown(seeds.map(runOf));
      onTestFinished(() => town.close());
      const told: Told[] = [];
      const wrong: string[] = [];
      for (const seed of seeds) {
        const began = performance.now();
        const ran = await aRun(town, runOf(seed), seed).catch((error: unknown) => {
          throw new Error(`CHAOS_SEED=${seed}: ${messageOf(error)}`, { cause: error });
        });
        const verdict = verdictOn(town, ran);
        wrong.push(...verdict.wrong.map((one) => `CHAOS_SEED=${seed}: ${one}`));
        told.push({ ran, verdict, ms: performance.now() - began });
        await ran.office.close();
      }
      say(chaosTable(told));
      expect(wrong).toEqual([]);
    },
    60_000 + seeds.length * longestRunMs,
  );
});
