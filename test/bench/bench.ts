/**
 * The bot against a bare Bolt app in the same run: `npm run bench`. Ratios count, since machines differ and are noisy: each
 * measurement of the bot stands between two of the bare app, and the median of the rounds is told.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformWithOxc } from "vite";
import { load, type Measured } from "./load.ts";
import { agreeableSlack, type Running, startBare, startBot } from "./processes.ts";
import { ocnSubmission, type Signed, statusCommand } from "./requests.ts";
import { stage } from "./stage.ts";

const sizes = (process.env.BENCH_SIZES ?? "1,1000,10000").split(",").map(Number);
const atOnce = 50;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const requestsOfRound = Number(process.env.BENCH_REQUESTS ?? 2_000);

let counter = 0;
/** Spread over all onboardings, as a day's people are. */
const made = (make: (index: number, number: number) => Signed, onboardings: number): readonly Signed[] =>
  Array.from({ length: requestsOfRound }, () => {
    counter += 1;
    return make((counter * 7919) % onboardings, counter);
  });

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

interface Row {
  readonly ratio: number;
  readonly bot: Measured;
  readonly bare: Measured;
}

async function compare(
  bot: Running,
  bare: Running,
  make: (index: number, number: number) => Signed,
  onboardings: number,
  isRight: (body: string) => boolean,
): Promise<Row> {
  const anything = () => true;
  await load(bot.url, made(make, onboardings).slice(0, 500), atOnce, isRight);
  await load(bare.url, made(make, onboardings).slice(0, 500), atOnce, anything);
  const rows: Row[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await load(bare.url, made(make, onboardings), atOnce, anything);
    const measured = await load(bot.url, made(make, onboardings), atOnce, isRight);
    const after = await load(bare.url, made(make, onboardings), atOnce, anything);
    rows.push({ ratio: measured.rate / ((before.rate + after.rate) / 2), bot: measured, bare: after });
  }
  const middle = median(rows.map((row) => row.ratio));
  return rows.find((row) => row.ratio === middle) ?? (rows[0] as Row);
}

/** The first look at each onboarding after a start, when its card has to be drawn. */
async function firstLooks(
  bot: Running,
  bare: Running,
  onboardings: number,
  isRight: (body: string) => boolean,
): Promise<Row> {
  const each = Array.from({ length: onboardings }, (_, index) => {
    counter += 1;
    return statusCommand(index, counter);
  });
  const before = await load(bare.url, each, atOnce, () => true);
  const measured = await load(bot.url, each, atOnce, isRight);
  const after = await load(bare.url, each, atOnce, () => true);
  return { ratio: measured.rate / ((before.rate + after.rate) / 2), bot: measured, bare: after };
}

const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "bench-"));
const slack = await agreeableSlack();
const results: string[] = [];
const running: Running[] = [];
try {
  const source = fileURLToPath(new URL("./bare-bolt.ts", import.meta.url));
  // Beside the packages it imports, and plain JavaScript as the bot's own build is.
  const bareFile = join(fileURLToPath(new URL("../../dist/", import.meta.url)), "bare-bolt.js");
  const { readFileSync } = await import("node:fs");
  const { code } = await transformWithOxc(readFileSync(source, "utf8"), source);
  writeFileSync(bareFile, code);
  for (const onboardings of sizes) {
    const data = join(folder, String(onboardings));
    await stage(data, onboardings);
    const bot = await startBot(data, slack.url);
    running.push(bot);
    const idle = bot.rss();
    const answer = statusCommand(0, -1);
    const acknowledgement = await (
      await fetch(`${bot.url}/slack/events`, { method: "POST", body: answer.body, headers: answer.headers })
    ).text();
    const bare = await startBare(bareFile, acknowledgement);
    running.push(bare);
    const isStatus = (body: string) => body.includes("Getting started as a reseller");
    const first = onboardings > 1 ? await firstLooks(bot, bare, onboardings, isStatus) : undefined;
    const status = await compare(bot, bare, statusCommand, onboardings, isStatus);
    const submission = await compare(bot, bare, ocnSubmission, onboardings, (body) => body.includes('"clear"'));
    const row = (what: string, { ratio, bot: mine, bare: its }: Row) =>
      `| ${onboardings} | ${what} | ${ratio.toFixed(2)} | ${mine.rate.toFixed(0)} / ${its.rate.toFixed(0)} | ${mine.p50.toFixed(1)} / ${its.p50.toFixed(1)} | ${mine.p99.toFixed(1)} / ${its.p99.toFixed(1)} |`;
    if (first) results.push(row("/onboard status, the first look", first));
    results.push(row("/onboard status", status), row("OCN form, durable", submission));
    results.push(
      `| ${onboardings} | start ${(bot.startMs / 1000).toFixed(2)} s (bare ${(bare.startMs / 1000).toFixed(2)} s), memory idle ${idle.toFixed(0)} MiB, after load ${bot.rss().toFixed(0)} MiB (bare ${bare.rss().toFixed(0)} MiB) | | | | |`,
    );
    process.stderr.write(`${results.slice(-4).join("\n")}\n`);
    await Promise.all(running.splice(0).map((each) => each.stop()));
  }
  process.stdout.write(
    [
      "| onboardings | what | ratio | a second, bot / bare Bolt | p50 ms | p99 ms |",
      "|---|---|---|---|---|---|",
      ...results,
      "",
    ].join("\n"),
  );
} finally {
  await Promise.all(running.map((each) => each.stop()));
  slack.server.close();
  rmSync(folder, { recursive: true, force: true });
}
