/** The figures of a run, to be read in the test's output. */
import type { Kill, Ran } from "./run.ts";
import type { Verdict } from "./verdict.ts";

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const row = (name: string, ...cells: readonly (string | number)[]): string =>
  `  ${name.padEnd(48)}${cells.map((cell) => String(cell).padStart(10)).join("")}`;

/** What a kill found posted and unknown, and what was posted once more after it. */
const doubledBy = ({ posted }: Kill, { doubled }: Verdict): readonly string[] =>
  [...posted].filter(([mark, copies]) => (doubled.get(mark) ?? 0) > copies).map(([mark]) => mark);

export function table(ran: Ran, verdict: Verdict, digests: number): string {
  const byMoment = new Map<string, Kill[]>();
  for (const kill of ran.kills) byMoment.set(kill.moment, [...(byMoment.get(kill.moment) ?? []), kill]);
  const sum = (kills: readonly Kill[], of: (kill: Kill) => number) =>
    kills.reduce((total, kill) => total + of(kill), 0);
  const cells = (kills: readonly Kill[]) => [
    kills.length,
    sum(kills, ({ begun }) => begun.length),
    sum(kills, ({ posted }) => posted.size),
    sum(kills, (kill) => doubledBy(kill, verdict).length),
  ];
  return [
    row("killed", "kills", "begun", "posted", "doubled"),
    ...[...byMoment]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, kills]) => row(name, ...cells(kills))),
    row("all", ...cells(ran.kills)),
    "  (begun: messages at the kill whose sending was begun; posted: those of them that stood in Slack, their receipt unknown)",
    row("onboardings", ran.ways),
    row("acknowledged answers, lost", ran.acknowledged.length, ran.lost.length),
    row("messages called for, missing", verdict.expected, verdict.missing.length),
    row("news, changes untold, told twice", verdict.news, verdict.untold.length, verdict.toldTwice.length),
    row("digests in channels", digests),
    row("doubles", verdict.doubled.size),
    row("start-up, median and longest", seconds(median(ran.startsMs)), seconds(Math.max(...ran.startsMs))),
    row("all was out after the last kill", seconds(ran.settledAfterMs)),
  ].join("\n");
}

/** What it means that the bot may not look: how long the window is, and how many kills found it open. */
export function windowTable(windowsMs: readonly number[], { kills }: Ran, verdict: Verdict): string {
  const inWindow = (moment: (name: string) => boolean) => kills.filter((kill) => moment(kill.moment));
  const rowOf = (name: string, of: readonly Kill[]): string => {
    const hit = of.filter(({ posted }) => posted.size > 0);
    return row(name, of.length, hit.length, hit.filter((kill) => doubledBy(kill, verdict).length > 0).length);
  };
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    row("without the right to look", "kills", "hit", "doubling"),
    rowOf(
      "aimed between post and receipt",
      inWindow((name) => name.startsWith("a message is posted")),
    ),
    rowOf(
      "at any other moment",
      inWindow((name) => !name.startsWith("a message is posted")),
    ),
    row(`the window, median and longest of ${windowsMs.length}`, ms(median(windowsMs)), ms(Math.max(0, ...windowsMs))),
  ].join("\n");
}
