/** The figures of all runs, to be read in the test's output. */
import type { Ran } from "./chaos-run.ts";
import type { Verdict } from "./chaos-verdict.ts";
import { weatherNames } from "./chaos-weather.ts";

export interface Told {
  readonly ran: Ran;
  readonly verdict: Verdict;
  readonly ms: number;
}

const row = (name: string, ...cells: readonly (string | number)[]): string =>
  `  ${name.padEnd(52)}${cells.map((cell) => String(cell).padStart(9)).join("")}`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

export function chaosTable(told: readonly Told[]): string {
  const sum = (of: (one: Told) => number): number => told.reduce((total, one) => total + of(one), 0);
  const acts = told.flatMap(({ ran }) => ran.acts);
  const weather = told.flatMap(({ ran }) => ran.weather);
  const outages = told.flatMap(({ ran }) => ran.outages);
  const lags = outages.flatMap(({ lagsMs }) => lagsMs);
  const updates = outages.flatMap((outage) => outage.updates);
  const joined = (how: Ran["joined"]) => told.filter(({ ran }) => ran.joined === how).length;
  return [
    row(
      "runs; accounts joined by e-mail, by code, not",
      told.length,
      joined("by e-mail"),
      joined("by code"),
      joined("not"),
    ),
    row(
      "acts; of them in Slack, in Teams",
      acts.length,
      ...(["slack", "teams"] as const).map((on) => acts.filter(({ platform }) => platform === on).length),
    ),
    row(
      "events; decisions told apart, acknowledged",
      sum(({ verdict }) => verdict.events),
      sum(({ verdict }) => verdict.decided),
      sum(({ verdict }) => verdict.acknowledged),
    ),
    row("things that went wrong", weather.length),
    ...weatherNames.map((name) => row(`  ${name}`, weather.filter((one) => one === name).length)),
    row(
      "requests over the wire, in both directions",
      sum(({ ran }) => ran.requests),
    ),
    row(
      "messages posted; updates",
      sum(({ ran }) => ran.posted),
      sum(({ ran }) => ran.updated),
    ),
    row(
      "compared at the end; of an earlier day",
      sum(({ verdict }) => verdict.compared),
      sum(({ verdict }) => verdict.ofAnEarlierDay),
    ),
    row(
      "outages; changes meanwhile, updates afterwards",
      outages.length,
      outages.reduce((total, { changes }) => total + changes, 0),
      updates.length === 0 ? 0 : updates.reduce((total, count) => total + count, 0),
    ),
    row("  most updates of one message afterwards", Math.max(0, ...updates)),
    row("  how far the other lagged, median and longest", seconds(median(lags)), seconds(Math.max(0, ...lags))),
    row(
      "doubles in Teams that nobody can know; one to one",
      sum(({ verdict }) => verdict.unknowable),
      sum(({ verdict }) => verdict.unknowableDirect),
    ),
    row(
      "time, median and longest run",
      seconds(sum(({ ms }) => ms)),
      seconds(median(told.map(({ ms }) => ms))),
      seconds(Math.max(0, ...told.map(({ ms }) => ms))),
    ),
  ].join("\n");
}
