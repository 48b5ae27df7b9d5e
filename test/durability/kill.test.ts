/**
 * kill -9 at random moments of a running journey. KILL_SEED runs the same choices again, KILLS says how many;
 * what the machine does meanwhile is its own.
 */
import { writeSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { isBusinessDay, localTime } from "../../src/domain/calendar.ts";
import type { Instant, IsoDate, TimeZone } from "../../src/domain/ids.ts";
import { createLocalSlack, DEFAULT_SCOPES, type LocalSlack } from "../../src/playground/slack/server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type BotSettings, freePort } from "./support/bot-process.ts";
import { eventsOf, type Kept, leftoversIn } from "./support/kept.ts";
import { type MomentName, moments } from "./support/moments.ts";
import { postedIn } from "./support/posted.ts";
import { seeded } from "./support/random.ts";
import { type Ran, run } from "./support/run.ts";
import { table, windowTable } from "./support/table.ts";
import { isThrough, verdictOn } from "./support/verdict.ts";
import { measureWindows } from "./support/window.ts";
import { teamOf, workspace } from "./support/workspace.ts";

const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 2 ** 32));
const kills = Number(process.env.KILLS ?? 50);
const botToken = "xoxb-of-this-test";
const signingSecret = "the signing secret of this test";
const carrierName = "Northline Carrier";
const timeZone = "UTC";
const teams = 4;
/** Cannot be written to directly, which the bot complains of for the digest over several resellers. */
const shutOff = teamOf(teams - 1).manager;
const day = "2026-01-05";

const say = (text: string): void => void writeSync(1, `${text}\n`);

async function aTown(teams: number, channels: number, scopes: readonly string[], digestTime: string) {
  const slack: LocalSlack = createLocalSlack({ seed: workspace(teams, channels), scopes });
  const { apiUrl } = await slack.listen();
  onTestFinished(() => slack.close());
  const port = await freePort();
  const requestUrl = `http://127.0.0.1:${port}/slack/events`;
  slack.connectBot({ requestUrl, signingSecret, botToken, command: { name: "/onboard", hint: "", description: "" } });
  const folder = temporaryFolder();
  const bot: BotSettings = { folder, port, apiUrl, botToken, signingSecret, digestTime, timeZone };
  return { slack, bot };
}

/** The next full minute that is far enough away for a first onboarding to be there. */
function soon(): { readonly time: string; readonly at: number } {
  const minute = 60_000;
  const at = Math.ceil((Date.now() + 15_000) / minute) * minute;
  return { at, time: localTime(new Date(at).toISOString() as Instant, timeZone as TimeZone).time };
}

const startedBefore = (kept: Kept, at: number) =>
  kept.onboardings.filter((stream) => Date.parse(eventsOf(stream)[0]?.at ?? "") < at);
const digestsIn = (kept: Kept): number =>
  kept.onboardings.flatMap(eventsOf).filter(({ event }) => event.type === "DigestSent").length;

/** Every answer once, however often it was sent. */
const answersTwice = ({ kept, acknowledged }: Ran): readonly string[] =>
  acknowledged.flatMap((answer) => {
    const found = kept.onboardings
      .filter((stream) => JSON.stringify(eventsOf(stream)[0]?.event).includes(`:${answer.channel}"`))
      .flatMap(eventsOf)
      .filter(answer.is);
    return found.length > 1 ? [`${answer.channel} ${answer.what}`] : [];
  });

const asItShould = { missing: [], uncalledFor: [], untold: [], stale: [] };

describe("a bot that is killed at any moment", () => {
  it(`${kills} times, forgets no answer and leaves every message exactly once`, async () => {
    say(`KILL_SEED=${seed}`);
    const digest = soon();
    const { slack, bot } = await aTown(teams, 60, DEFAULT_SCOPES, digest.time);
    // A weekend or a holiday has no digest.
    const isBusiness = isBusinessDay(new Date(digest.at).toISOString().slice(0, 10) as IsoDate);
    const ran = await run({
      slack,
      bot,
      random: seeded(seed),
      kills,
      teams,
      channels: 60,
      moments: Object.keys(moments) as MomentName[],
      day,
      longestEndMs: 240_000,
      also: (kept) => !isBusiness || Date.now() < digest.at || digestsIn(kept) >= startedBefore(kept, digest.at).length,
    });
    const verdict = verdictOn(ran.kept, postedIn(slack), carrierName, shutOff);
    say(table(ran, verdict, digestsIn(ran.kept)));
    expect(ran.unsettled, "what never came to its end").toEqual([]);
    expect(ran.lost, "acknowledged answers that were lost").toEqual([]);
    expect(answersTwice(ran), "answers that were recorded twice").toEqual([]);
    expect(
      ran.errors.filter((line) => !line.includes(`${shutOff}"`)),
      "errors of the bot",
    ).toEqual([]);
    expect(verdict).toMatchObject(asItShould);
    expect({ doubled: [...verdict.doubled], toldTwice: verdict.toldTwice }).toEqual({ doubled: [], toldTwice: [] });
    expect(ran.kept.onboardings.filter((stream) => !isThrough(stream)).map(({ id }) => id)).toEqual([]);
    expect(leftoversIn(bot.folder).filter((name) => /\.tmp$/.test(name))).toEqual([]);
  }, 900_000);

  it("without the right to look into a channel, forgets nothing, and doubles only what was posted and not yet known", async () => {
    const scopes = DEFAULT_SCOPES.filter((scope) => !scope.endsWith(":history"));
    const { slack, bot } = await aTown(teams, 40, scopes, "23:59");
    const windows = measureWindows(slack, bot.folder);
    const ran = await run({
      slack,
      bot,
      random: seeded(seed + 1),
      kills: Math.ceil(kills / 4),
      teams,
      channels: 40,
      moments: ["a message is posted, its receipt unknown", "any moment"],
      day,
      longestEndMs: 240_000,
    });
    windows.end();
    const verdict = verdictOn(ran.kept, postedIn(slack), carrierName, shutOff);
    say(`${table(ran, verdict, 0)}\n${windowTable(windows.ms, ran, verdict)}`);
    expect(ran.unsettled, "what never came to its end").toEqual([]);
    expect(ran.lost, "acknowledged answers that were lost").toEqual([]);
    expect(answersTwice(ran), "answers that were recorded twice").toEqual([]);
    expect(ran.errors, "errors of the bot").toEqual([]);
    expect(verdict).toMatchObject(asItShould);
    const mayBeTwice = new Set(ran.kills.flatMap(({ begun }) => begun));
    expect([...verdict.doubled.keys()].filter((mark) => !mayBeTwice.has(mark))).toEqual([]);
  }, 900_000);
});
