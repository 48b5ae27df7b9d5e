/**
 * Durable changes a second, start and memory of the lowdb journal at 1, 1,000 and 10,000 onboardings: `npx tsx test/bench/journal.ts`.
 * The folder is a temporary one on the disk of the system's temp folder; `BENCH_DIR` puts it on another disk.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realFileSystem } from "../../src/adapters/storage/lowdb/file-system.ts";
import { folderAt } from "../../src/adapters/storage/lowdb/folder.ts";
import { openLowdbJournal } from "../../src/adapters/storage/lowdb/journal.ts";
import { replaceDurably } from "../../src/adapters/storage/lowdb/replace.ts";
import type { AnyEvent } from "../../src/domain/events.ts";
import { accountId, companyKey, type Instant, type IsoDate, onboardingId, requestKey } from "../../src/domain/ids.ts";
import type { Change, Journal } from "../../src/ports/journal.ts";
import { aPerson, aStart } from "../support/journal-changes.ts";
import { quietLog } from "../support/quiet-log.ts";

const sizes = [1, 1_000, 10_000];
const eventsOfEach = 12;
const measuredChanges = 6_000;
const atOnce = 50;

const idOf = (number: number) => onboardingId(`ob_${String(number).padStart(12, "0")}`);

function change(number: number): Change {
  const granted: AnyEvent = {
    type: "CertificationRecorded",
    state: "MN",
    certification: {
      status: "granted",
      authority: "certificate",
      number: `P-${number}/NA-26-114`,
      docket: "26-114",
      legalName: "North Star Telecom Resale LLC",
      effectiveOn: "2026-03-01" as IsoDate,
    },
  };
  return {
    events: [number < 0 ? aStart() : granted],
    by: {
      ...aPerson("U02AB34CD56"),
      account: accountId("slack:T02AB34CD5:U02AB34CD56"),
      company: companyKey("slack:T02AB34CD5"),
      platform: "slack",
    },
    at: new Date(1_790_000_000_000 + number).toISOString() as Instant,
    request: requestKey(`slack:view:V02AB34CD56:${number}`),
    slots: [
      {
        key: "checklist@slack:T02AB34CD5:C02AB34CD56",
        intent: { is: "checklist" },
        wanted: 3,
        shown: 3,
        receipt: "1790000000.000100",
        failures: 0,
      },
    ],
  };
}

async function inTurns(count: number, each: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await each(next++);
    }),
  );
}

/** Changes a second, and the slowest of each hundred. */
async function measure(journal: Journal, onboardings: number): Promise<{ rate: number; p50: number; p99: number }> {
  const times: number[] = [];
  const started = performance.now();
  await inTurns(measuredChanges, async (number) => {
    const before = performance.now();
    await journal.change(idOf((number * 7_919) % onboardings), () => ({ change: change(number), outcome: undefined }));
    times.push(performance.now() - before);
  });
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { rate: measuredChanges / seconds, p50: at(0.5), p99: at(0.99) };
}

/** The same documents replaced by as many bytes in the same way, with no journal around it. */
async function bareDisk(path: string): Promise<number> {
  const folder = folderAt(path, realFileSystem);
  const names = readdirSync(path);
  // One document cannot be replaced fifty times at once; fifty can.
  const nameOf = (number: number) =>
    `${names[(number * 7_919) % names.length]}${names.length < atOnce ? number % atOnce : ""}`;
  const bytes = Buffer.alloc(8_000, "x");
  const started = performance.now();
  await inTurns(measuredChanges, (number) => replaceDurably(realFileSystem, folder, join(path, nameOf(number)), bytes));
  return measuredChanges / ((performance.now() - started) / 1000);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

for (const onboardings of sizes) {
  const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "journal-bench-"));
  try {
    const filling = await openLowdbJournal({ folder, log: quietLog });
    await inTurns(onboardings, (number) =>
      filling.change(idOf(number), () => {
        const changes = Array.from({ length: eventsOfEach }, (_, index) => change(index === 0 ? -1 : index));
        return { change: { ...change(-1), events: changes.flatMap(({ events }) => events) }, outcome: undefined };
      }),
    );
    await filling.close();
    global.gc?.();
    const before = process.memoryUsage();
    const started = performance.now();
    const journal = await openLowdbJournal({ folder, log: quietLog });
    const start = performance.now() - started;
    global.gc?.();
    const after = process.memoryUsage();
    const { rate, p50, p99 } = await measure(journal, onboardings);
    await journal.close();
    const bare = await bareDisk(join(folder, "onboardings"));
    console.log(
      [
        `${onboardings.toLocaleString("en")} onboardings`.padEnd(20),
        `${Math.round(rate).toLocaleString("en")} changes/s at ${atOnce} at once`,
        `${(rate / bare).toFixed(2)} of the bare disk (${Math.round(bare).toLocaleString("en")}/s)`,
        `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
        `start ${Math.round(start)} ms`,
        `heap +${megabytes(after.heapUsed - before.heapUsed)}, resident ${megabytes(process.memoryUsage().rss)}`,
      ].join(" · "),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
