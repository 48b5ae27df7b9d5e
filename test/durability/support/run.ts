/** A town that works while the bot is killed and started again, and what came of it. */
import { onTestFinished } from "vitest";
import type { LocalSlack } from "../../../src/playground/slack/server.ts";
import { type BotProcess, type BotSettings, startBot } from "./bot-process.ts";
import { walk } from "./journey.ts";
import { eventsOf, inFlightIn, type Kept, keptIn, streamAt, unsettledIn } from "./kept.ts";
import { amongDigests, type MomentName, msToTheMinute, waitFor } from "./moments.ts";
import type { Answer, Town } from "./people.ts";
import { copiesAmong, postedIn } from "./posted.ts";
import type { Random } from "./random.ts";
import { channelNumbered, placeOf, teamOf } from "./workspace.ts";

export interface Kill {
  readonly moment: MomentName | "among digests";
  /** Messages whose sending was begun and whose receipt was not kept. */
  readonly begun: readonly string[];
  /** Those of them that came to stand in Slack in this life of the bot, with the number of copies there are now. */
  readonly posted: ReadonlyMap<string, number>;
}

export interface Ran {
  readonly kills: readonly Kill[];
  readonly acknowledged: readonly Answer[];
  /** Acknowledged answers that were not there after a kill. */
  readonly lost: readonly string[];
  readonly startsMs: readonly number[];
  readonly settledAfterMs: number;
  /** What was not through in the time given: messages with their slots, and the bot's last warnings. */
  readonly unsettled: readonly string[];
  readonly kept: Kept;
  /** The bot's own lines at level error, of all its lives. */
  readonly errors: readonly string[];
  readonly ways: number;
}

interface Plan {
  readonly slack: LocalSlack;
  readonly bot: BotSettings;
  readonly random: Random;
  readonly kills: number;
  readonly teams: number;
  readonly channels: number;
  readonly moments: readonly MomentName[];
  readonly day: string;
  /** After the last kill, people get this long to come to their ends. */
  readonly longestEndMs: number;
  /** Asked after everything is through, for what only time brings. */
  readonly also?: (kept: Kept) => boolean;
}

const lookAgainMs = 80;

export async function run(plan: Plan): Promise<Ran> {
  const { slack, random } = plan;
  const { folder } = plan.bot;
  const deal = random.deck(plan.moments);
  const acknowledged: Answer[] = [];
  const kills: Kill[] = [];
  const startsMs: number[] = [];
  const lost = new Set<string>();
  const errors: string[] = [];
  let bot: BotProcess = startBot(plan.bot);
  // Also where the test fails half-way, no bot lives on.
  onTestFinished(() => bot.kill());
  let lives = 1;
  let killing = true;
  let over = false;
  let ways = 0;
  let copies: ReadonlyMap<string, number> = new Map();
  let seen: { readonly at: number; readonly kept: Kept } | undefined;

  const kept = (): Kept => {
    if (!seen || performance.now() - seen.at > lookAgainMs) seen = { at: performance.now(), kept: keptIn(folder) };
    return seen.kept;
  };
  const isIn = (all: Kept, answer: Answer): boolean => {
    const stream = streamAt(all, placeOf(answer.channel));
    return stream !== undefined && eventsOf(stream).some(answer.is);
  };
  const town: Town = {
    slack,
    awake: () => slack.until(() => over || bot.isReady(), "the bot to be there", 30_000),
    isAwake: () => bot.isReady(),
    life: () => lives,
    isKept: (answer) => isIn(kept(), answer),
    acknowledged: (answer) => void acknowledged.push(answer),
    over: () => over,
  };

  /** One way after the other, each in a channel of its own, as long as there are kills to come. */
  async function team(number: number): Promise<void> {
    while (killing && ways < plan.channels) {
      const way = ways++;
      await walk(town, { channel: channelNumbered(way), team: teamOf(number), number: way, day: plan.day });
    }
  }

  function look(moment: Kill["moment"]): void {
    const now = keptIn(folder);
    for (const answer of acknowledged) if (!isIn(now, answer)) lost.add(`${answer.channel} ${answer.what}`);
    const posted = postedIn(slack);
    const begun = inFlightIn(now);
    const before = copies;
    copies = copiesAmong(posted);
    const isNew = (mark: string): boolean => (copies.get(mark) ?? 0) > (before.get(mark) ?? 0);
    kills.push({ moment, begun, posted: new Map(begun.filter(isNew).map((mark) => [mark, copies.get(mark) ?? 0])) });
  }

  function ended(): void {
    const after = bot.readyAfter();
    if (after !== undefined) startsMs.push(after);
    errors.push(...bot.lines.filter(({ level }) => level === "error").map((line) => JSON.stringify(line)));
    if (bot.complaint() !== "" || bot.exitCode() !== null)
      errors.push(`It ended by itself (${bot.exitCode()}): ${bot.complaint()}`);
  }

  const teams = Promise.all(Array.from({ length: plan.teams }, (_, number) => team(number)));
  // A kill while people are at work must not leave a rejection that nobody holds.
  teams.catch(() => undefined);
  await bot.ready;
  for (let kill = 0; kill < plan.kills; kill += 1) {
    const startMs = bot.readyAfter() ?? startsMs.at(-1) ?? 500;
    const all = { slack, random, bot, startMs };
    const digests = msToTheMinute() < 2_000;
    const moment = digests ? "among digests" : deal();
    const after = digests ? void (await amongDigests(all)) : await waitFor(moment as MomentName, all);
    await bot.kill();
    ended();
    after?.();
    look(moment);
    lives += 1;
    bot = startBot(plan.bot);
    slack.touch();
    void bot.ready.then(() => slack.touch());
  }
  killing = false;
  if (!(await bot.ready)) errors.push(`It did not start again: ${bot.complaint()}`);
  const began = performance.now();
  const through = (look: () => boolean, what: string): Promise<boolean> =>
    slack.until(look, what, plan.longestEndMs - (performance.now() - began)).catch(() => false);
  let walked = false;
  void teams.then(() => {
    walked = true;
  });
  const settled =
    (await through(() => walked, "all people to be done")) &&
    (await through(() => unsettledIn(kept()).length === 0 && (plan.also?.(kept()) ?? true), "all messages to be out"));
  const unsettled = settled
    ? []
    : [`people done: ${walked}`, ...unsettledIn(kept()).map((each) => JSON.stringify(each)), ...warningsOf(bot)];
  over = true;
  slack.touch();
  await teams;
  const settledAfterMs = performance.now() - began;
  const code = await bot.stop();
  if (code !== 0) errors.push(`Asked to end, it ended with ${code}: ${bot.complaint()}`);
  errors.push(...bot.lines.filter(({ level }) => level === "error").map((line) => JSON.stringify(line)));
  const end = keptIn(folder);
  for (const answer of acknowledged) if (!isIn(end, answer)) lost.add(`${answer.channel} ${answer.what}`);
  return { kills, acknowledged, lost: [...lost], startsMs, settledAfterMs, unsettled, kept: end, errors, ways };
}

const warningsOf = (bot: BotProcess): readonly string[] =>
  bot.lines
    .filter(({ level }) => level === "warn" || level === "error")
    .slice(-12)
    .map((line) => JSON.stringify(line));
