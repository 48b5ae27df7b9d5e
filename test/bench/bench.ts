/**
 * The bot against a bare Bolt app and a bare CloudAdapter in the same run: `npm run bench`. Ratios count, since machines differ
 * and are noisy: each measurement of the bot stands between two of the bare app, and the median of the rounds is told.
 * `BENCH_PLATFORM=slack` or `teams` measures one of them, `BENCH_SIZES=1,1000` fewer onboardings, `BENCH_ROUNDS` and
 * `BENCH_REQUESTS` fewer requests, and `BENCH_ONLY=OCN` only what holds these words.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare, firstLooks, type Row } from "./compare.ts";
import type { Platform } from "./platform.ts";
import { type Environment, type Running, startBot } from "./processes.ts";
import { slack } from "./slack.ts";
import { teams } from "./teams.ts";

const sizes = (process.env.BENCH_SIZES ?? "1,1000,10000").split(",").map(Number);
const only = process.env.BENCH_ONLY ?? "";
const opened = { slack, teams };
const names = (["slack", "teams"] as const).filter((name) =>
  [undefined, "", name].includes(process.env.BENCH_PLATFORM),
);
if (names.length === 0) throw new Error("BENCH_PLATFORM is slack, teams, or nothing for both.");

const results: string[] = [];
const tell = (line: string): void => {
  results.push(line);
  process.stderr.write(`${line}\n`);
};
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const mebibytes = (rss: number): string => `${rss.toFixed(0)} MiB`;
const pair = (mine: number, its: number, digits = 1): string => `${mine.toFixed(digits)} / ${its.toFixed(digits)}`;

const row = (onboardings: number, what: string, { ratio, cpu, bot, bare }: Row): string =>
  `| ${[
    onboardings,
    what,
    ratio.toFixed(2),
    pair(bot.rate, bare.rate, 0),
    pair(bot.p50, bare.p50),
    pair(bot.p99, bare.p99),
    pair(cpu.bot, cpu.bare, 2),
  ].join(" | ")} |`;

const running: Running[] = [];
const stopped = () => Promise.all(running.splice(0).map((each) => each.stop()));

async function measured(platform: Platform, folder: string, onboardings: number): Promise<void> {
  const bot = await startBot(folder, platform.settings);
  running.push(bot);
  const idle = bot.rss();
  const bare = await platform.startBare(bot);
  running.push(bare);
  const { look, measurements, bareName } = platform;
  if (onboardings > 1 && look.what.includes(only))
    tell(row(onboardings, `${look.what}, the first look`, await firstLooks({ bot, bare }, platform, onboardings)));
  for (const measurement of measurements.filter(({ what }) => what.includes(only)))
    tell(row(onboardings, measurement.what, await compare({ bot, bare }, platform, measurement, onboardings)));
  const starts = `start ${seconds(bot.startMs)} (bare ${bareName} ${seconds(bare.startMs)})`;
  const memory = `memory idle ${mebibytes(idle)}, after load ${mebibytes(bot.rss())} (bare ${mebibytes(bare.rss())})`;
  tell(`| ${onboardings} | ${platform.name} only: ${starts}, ${memory} | | | | | |`);
  await stopped();
}

/** A start with every platform set up, on what is there already. */
async function together(settings: Environment, folder: string, onboardings: number): Promise<void> {
  const bot = await startBot(folder, settings);
  running.push(bot);
  tell(`| ${onboardings} | both: start ${seconds(bot.startMs)}, memory idle ${mebibytes(bot.rss())} | | | | | |`);
  await stopped();
}

const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "bench-"));
const platforms: Platform[] = [];
try {
  for (const name of names) platforms.push(await opened[name]());
  for (const onboardings of sizes) {
    for (const platform of platforms) {
      const data = join(folder, `${platform.name}-${onboardings}`);
      await platform.stage(data, onboardings);
      await measured(platform, data, onboardings);
    }
    const last = platforms.at(-1);
    if (last && platforms.length > 1)
      await together(
        Object.assign({}, ...platforms.map(({ settings }) => settings)),
        join(folder, `${last.name}-${onboardings}`),
        onboardings,
      );
  }
  process.stdout.write(
    [
      "| onboardings | what | ratio | a second, bot / bare | p50 ms | p99 ms | CPU ms |",
      "|---|---|---|---|---|---|---|",
    ]
      .concat(results, "")
      .join("\n"),
  );
} finally {
  await stopped();
  for (const platform of platforms) platform.close();
  rmSync(folder, { recursive: true, force: true });
}
