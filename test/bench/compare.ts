/** The bot against the bare app in one run: each measurement of the bot stands between two of the bare app. */
import { type Loading, load, type Measured } from "./load.ts";
import type { Measurement, Platform } from "./platform.ts";
import type { Running } from "./processes.ts";
import type { Prepared } from "./request.ts";

const atOnce = 50;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const requestsOfRound = Number(process.env.BENCH_REQUESTS ?? 2_000);
const warmUp = 500;

let counter = 0;
export const nextNumber = (): number => {
  counter += 1;
  return counter;
};

/** Spread over all onboardings, as a day's people are. */
const made = ({ make }: Measurement, onboardings: number, count = requestsOfRound): readonly Prepared[] =>
  Array.from({ length: count }, () => {
    const number = nextNumber();
    return make((number * 7919) % onboardings, number);
  });

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

export interface Row {
  readonly ratio: number;
  /** Milliseconds of the processors that a request takes. */
  readonly cpu: { readonly bot: number; readonly bare: number };
  readonly bot: Measured;
  readonly bare: Measured;
}

export interface Opponents {
  readonly bot: Running;
  readonly bare: Running;
}

async function round(
  { bot, bare }: Opponents,
  { replyTo }: Platform,
  { isRight }: Measurement,
  requests: () => readonly Prepared[],
): Promise<Row> {
  const itsLoading: Loading = { atOnce, replyTo, isRight: () => true };
  const before = await load(bare.url, requests(), itsLoading);
  const [mine, its] = [bot.cpuMs(), bare.cpuMs()];
  const asked = requests();
  const measured = await load(bot.url, asked, { ...itsLoading, isRight });
  const after = await load(bare.url, requests(), itsLoading);
  return {
    ratio: measured.rate / ((before.rate + after.rate) / 2),
    cpu: { bot: (bot.cpuMs() - mine) / asked.length, bare: (bare.cpuMs() - its) / asked.length },
    bot: measured,
    bare: after,
  };
}

/** The round in the middle, after both have warmed up. */
export async function compare(
  opponents: Opponents,
  platform: Platform,
  measurement: Measurement,
  onboardings: number,
): Promise<Row> {
  const { replyTo } = platform;
  for (const { url } of [opponents.bot, opponents.bare])
    await load(url, made(measurement, onboardings, warmUp), { atOnce, replyTo, isRight: () => true });
  const rows: Row[] = [];
  for (let each = 0; each < rounds; each += 1)
    rows.push(await round(opponents, platform, measurement, () => made(measurement, onboardings)));
  const middle = median(rows.map((row) => row.ratio));
  return rows.find((row) => row.ratio === middle) ?? (rows[0] as Row);
}

/** The first look at each onboarding after a start, when its card has to be drawn. */
export const firstLooks = (opponents: Opponents, platform: Platform, onboardings: number): Promise<Row> =>
  round(opponents, platform, platform.look, () =>
    Array.from({ length: onboardings }, (_, index) => platform.look.make(index, nextNumber())),
  );
