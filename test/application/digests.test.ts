/** One digest a local day, whatever happens to the process, the clock or the platform. */
import { describe, expect, it } from "vitest";
import { type Instant, timeZone } from "../../src/domain/ids.ts";
import * as commands from "../support/commands.ts";
import { at, FixedClock, on } from "../support/fixed-clock.ts";
import { asPerson, lena, otis, rob, sam, samInTeams } from "../support/people.ts";
import { elsewhere, first, type Running, second, settled, started } from "../support/running-application.ts";
import { joins } from "../support/two-platforms.ts";
import { wordsOnCard } from "../support/words-on-card.ts";

/** Chicago is five hours behind in early October. */
const clock = (day: string, time: string): Instant => at(`2026-${day}T${time}:00-05:00`);
const digest = `${first}/digest:`;
const desk = `desk_slack_TNORTHLINE_USAM/digest:`;

type Details = ReturnType<typeof commands.start>["details"];

/** Started on a Friday at noon; the first digest is due on Monday the 5th at 09:00. */
const fridayNoon = (details: Partial<Details> = {}, now = clock("10-02", "12:00")): Promise<Running> =>
  started({ details: { ...commands.start().details, ...details } }, { clock: new FixedClock(now) });

const dates = (running: Running, mark = digest) =>
  running.messenger.with(mark).map((one) => /digest:(\S+?)@/.exec(one.mark)?.[1]);
const wordsOf = (running: Running, date: string, mark = digest) => running.messenger.words(`${mark}${date}@`);

async function everyMinute(running: Running, from: Instant, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1)
    await running.tick(new Date(Date.parse(from) + minute * 60_000).toISOString() as Instant);
}

describe("a channel's digest", () => {
  it("comes once on a business day at its time, however often the clock is looked at", async () => {
    const running = await fridayNoon();
    await everyMinute(running, clock("10-05", "08:55"), 5);
    expect(dates(running)).toEqual([]);
    await everyMinute(running, clock("10-05", "09:00"), 180);
    expect(dates(running)).toEqual(["2026-10-05"]);
    expect(wordsOf(running, "2026-10-05")).toContain("Sam Ortega");
  });

  it("stays away on a weekend, on a federal holiday, and on a day with nothing to say", async () => {
    const running = await fridayNoon();
    for (const day of ["10-03", "10-04"]) await running.tick(clock(day, "10:00"));
    expect(dates(running)).toEqual([]);
    for (const day of ["10-05", "10-06", "10-07", "10-08", "10-09"]) await running.tick(clock(day, "09:00"));
    expect(dates(running)).toEqual(["2026-10-05"]);
    await running.does(commands.certify("MN"), rob);
    // Columbus Day.
    await running.tick(clock("10-12", "10:00"));
    expect(dates(running)).toEqual(["2026-10-05"]);
    await running.tick(clock("10-13", "09:00"));
    expect(dates(running)).toEqual(["2026-10-05", "2026-10-13"]);
  });

  it("comes once also when the bot is started anew at any moment of the morning", async () => {
    let running = await fridayNoon();
    for (let minute = 0; minute < 120; minute += 1) {
      const now = new Date(Date.parse(clock("10-05", "08:30")) + minute * 60_000).toISOString() as Instant;
      running.moveTo(now);
      running = minute % 2 === 0 ? await running.restarted() : await running.killed();
      await running.tick(now);
    }
    expect(dates(running)).toEqual(["2026-10-05"]);
    expect(dates(running, desk)).toEqual(["2026-10-05"]);
  });

  it("comes once when the process dies while it is being sent", async () => {
    const running = await fridayNoon();
    running.messenger.holds("create", digest, "after");
    await running.tick(clock("10-05", "09:00"));
    const again = await running.killed();
    await everyMinute(again, clock("10-05", "09:01"), 30);
    expect(dates(again)).toEqual(["2026-10-05"]);
  });

  it("comes late, once, after a night and a morning of downtime, and tells of nothing twice", async () => {
    const running = await fridayNoon();
    await running.tick(clock("10-05", "09:00"));
    await running.does(commands.certify("MN"), rob);
    const again = await running.restarted();
    await everyMinute(again, clock("10-06", "16:20"), 10);
    await again.tick(clock("10-07", "09:00"));
    expect(dates(again)).toEqual(["2026-10-05", "2026-10-06"]);
    expect(wordsOf(again, "2026-10-05")).not.toContain("Minnesota is");
    expect(wordsOf(again, "2026-10-06")).toMatch(/Rob Castillo .*Minnesota/);
  });

  it("after a long weekend of downtime is one digest with everything, not one for each day", async () => {
    const running = await fridayNoon();
    await running.tick(clock("10-05", "09:00"));
    running.moveTo(clock("10-08", "15:00"));
    await running.does(commands.certify("MN"), rob);
    const again = await running.restarted();
    await everyMinute(again, clock("10-13", "07:00"), 3);
    expect(dates(again)).toEqual(["2026-10-05"]);
    await everyMinute(again, clock("10-13", "13:37"), 60);
    expect(dates(again)).toEqual(["2026-10-05", "2026-10-13"]);
    expect(wordsOf(again, "2026-10-13")).toMatch(/Rob Castillo .*Minnesota/);
  });

  it("leaves to tomorrow what happens after its time, also where the bot only then comes to look", async () => {
    const running = await fridayNoon();
    await running.tick(clock("10-05", "09:00"));
    running.moveTo(clock("10-06", "09:05"));
    await running.does(commands.certify("MN"), rob);
    const again = await running.restarted();
    await again.tick(clock("10-06", "09:10"));
    expect(dates(again)).toEqual(["2026-10-05"]);
    await again.tick(clock("10-07", "09:00"));
    expect(dates(again)).toEqual(["2026-10-05", "2026-10-07"]);
  });

  it("leaves to tomorrow a lateness that a later change brought about", async () => {
    const running = await fridayNoon();
    await running.tick(clock("10-05", "09:00"));
    running.moveTo(clock("10-06", "11:00"));
    const { details } = commands.start();
    await running.does({ type: "ReviseDetails", details: { ...details, negotiationsOn: on("2026-10-05") } }, lena);
    const again = await running.restarted();
    await again.tick(clock("10-06", "15:00"));
    expect(dates(again)).toEqual(["2026-10-05"]);
  });

  it("says once that something has become late", async () => {
    const running = await fridayNoon({ negotiationsOn: on("2026-10-06") });
    for (const day of ["10-05", "10-06", "10-07", "10-08", "10-09"]) await running.tick(clock(day, "09:00"));
    expect(dates(running)).toEqual(["2026-10-05", "2026-10-07"]);
    expect(wordsOf(running, "2026-10-05")).not.toContain("Late");
    expect(wordsOf(running, "2026-10-07")).toContain("Late");
  });

  it("says on the next business day what became late over the weekend", async () => {
    const running = await fridayNoon({ negotiationsOn: on("2026-10-09") });
    for (const day of ["10-05", "10-09", "10-10", "10-11", "10-12", "10-13"]) await running.tick(clock(day, "09:00"));
    expect(dates(running)).toEqual(["2026-10-05", "2026-10-13"]);
  });

  it("reminds of open steps after five business days of silence, and five days later again", async () => {
    const running = await fridayNoon();
    const days = ["05", "06", "07", "08", "09", "13", "14", "15", "16", "19", "20", "21"];
    for (const day of days) await running.tick(clock(`10-${day}`, "09:00"));
    // The 12th is Columbus Day, so the fifth business day after the 5th is the 13th.
    expect(dates(running)).toEqual(["2026-10-05", "2026-10-13", "2026-10-20"]);
  });

  it("falls silent for good when the onboarding is closed", async () => {
    const running = await fridayNoon();
    await running.does({ type: "CloseOnboarding", reason: "Wrong channel" }, sam);
    for (const day of ["05", "06", "13"]) await running.tick(clock(`10-${day}`, "09:00"));
    expect(dates(running)).toEqual([]);
    expect(dates(running, desk)).toEqual([]);
  });

  it("that could not be kept is tried again in the next minute, and holds up no other", async () => {
    const running = await fridayNoon();
    await running.does(elsewhere(), sam, second);
    running.world.disk.full = true;
    await expect(running.tick(clock("10-05", "09:00"))).rejects.toThrow("tried again");
    running.world.disk.full = false;
    await running.tick(clock("10-05", "09:01"));
    await settled();
    expect(dates(running)).toEqual(["2026-10-05"]);
    expect(dates(running, `${second}/digest:`)).toEqual(["2026-10-05"]);
    expect(dates(running, desk)).toEqual(["2026-10-05"]);
  });

  it("is one after days on which the platform could not be reached, with all their news", async () => {
    const running = await fridayNoon();
    running.messenger.fails("create", "busy", { about: "digest:", times: 100, retryAfterMs: 60_000 });
    await running.tick(clock("10-05", "09:00"));
    running.moveTo(clock("10-05", "10:00"));
    await running.does(commands.certify("MN"), rob);
    await running.tick(clock("10-06", "09:00"));
    running.messenger.mended();
    await running.tick(clock("10-06", "09:05"));
    expect(dates(running)).toEqual(["2026-10-06"]);
    expect(wordsOf(running, "2026-10-06")).toContain("started the onboarding");
    expect(wordsOf(running, "2026-10-06")).toContain("Minnesota");
    expect(dates(running, desk)).toEqual(["2026-10-06"]);
  });
});

describe("time zones", () => {
  it("each onboarding has its digest at its own local time", async () => {
    const running = await fridayNoon({ timeZone: timeZone("America/New_York") });
    const details = { ...commands.start().details, timeZone: timeZone("Pacific/Honolulu") };
    await running.does(elsewhere({ details }), sam, second);
    await running.tick(at("2026-10-05T12:59:00Z"));
    expect(dates(running)).toEqual([]);
    await running.tick(at("2026-10-05T13:00:00Z"));
    expect(dates(running)).toEqual(["2026-10-05"]);
    await running.tick(at("2026-10-05T18:59:00Z"));
    expect(dates(running, `${second}/digest:`)).toEqual([]);
    await running.tick(at("2026-10-05T19:00:00Z"));
    expect(dates(running, `${second}/digest:`)).toEqual(["2026-10-05"]);
  });

  const nights = [
    ["the clock goes forward", "03-06", "2026-03-09T13:59:00Z", "2026-03-09T14:00:00Z", "2026-03-09"],
    ["the clock goes back", "10-30", "2026-11-02T14:59:00Z", "2026-11-02T15:00:00Z", "2026-11-02"],
  ] as const;
  it.each(nights)(
    "after the night in which %s it comes at nine all the same, once",
    async (_, from, before, nine, day) => {
      const running = await fridayNoon({}, at(`2026-${from}T20:00:00Z`));
      await running.tick(at(before));
      expect(dates(running)).toEqual([]);
      await everyMinute(running, at(nine), 120);
      expect(dates(running)).toEqual([day]);
    },
  );

  it("a zone that is changed during the day does not bring a second digest", async () => {
    const running = await fridayNoon();
    await running.tick(clock("10-05", "09:00"));
    const { details } = commands.start();
    const honolulu = { ...details, timeZone: timeZone("Pacific/Honolulu") };
    await running.does({ type: "ReviseDetails", details: honolulu }, lena);
    await everyMinute(running, at("2026-10-05T18:59:00Z"), 5);
    expect(dates(running)).toEqual(["2026-10-05"]);
    await running.tick(at("2026-10-06T19:00:00Z"));
    expect(dates(running)).toEqual(["2026-10-05", "2026-10-06"]);
  });
});

describe("a service manager's digest", () => {
  it("is one a day over all of theirs", async () => {
    const running = await fridayNoon();
    const details = { ...commands.start().details, legalName: "Meadow Voice, Inc." };
    await running.does(elsewhere({ details }), sam, second);
    await running.does(commands.submitQuestionnaire({ on: on("2026-10-02") }), lena);
    await everyMinute(running, clock("10-05", "08:59"), 60);
    expect(dates(running, desk)).toEqual(["2026-10-05"]);
    const words = wordsOf(running, "2026-10-05", desk);
    expect(words).toMatch(/Waiting for you\nPrairie Telecom, LLC: .*issue the RSID/);
    expect(words).toMatch(/Not your turn\nMeadow Voice, Inc\./);
    expect(running.messenger.only(`${desk}2026-10-05@`).address).toEqual({ to: "person", account: sam.account });
  });

  it("stays away when nothing changed and nothing waits for them", async () => {
    const running = await fridayNoon();
    for (const day of ["05", "06", "07"]) await running.tick(clock(`10-${day}`, "09:00"));
    expect(dates(running, desk)).toEqual(["2026-10-05"]);
  });

  it("tells tomorrow what happened between its time and the moment it went out", async () => {
    const running = await fridayNoon();
    running.moveTo(clock("10-05", "09:00"));
    await running.does(commands.certify("MN"), rob);
    running.moveTo(at("2026-10-05T14:00:20Z"));
    await running.does(commands.certify("CO"), rob);
    await running.tick(at("2026-10-05T14:00:40Z"));
    await running.tick(clock("10-06", "09:00"));
    expect(dates(running, desk)).toEqual(["2026-10-05", "2026-10-06"]);
  });

  it("reaches them by their other account where the one they prefer can't be written to, the next day as well", async () => {
    const running = await fridayNoon();
    await joins(running, sam, samInTeams);
    await running.does(commands.submitQuestionnaire({ on: on("2026-10-02") }), lena);
    running.messenger.fails("create", "refused", { about: `@${samInTeams.account}`, times: 2 });
    const slackDigests = () =>
      running.messenger.standing.filter(
        ({ mark, address }) => mark.startsWith("desk_") && address.to === "person" && address.account === sam.account,
      );
    for (const [index, day] of ["05", "06"].entries()) {
      await running.tick(clock(`10-${day}`, "09:00"));
      await settled();
      expect(slackDigests()).toHaveLength(index + 1);
    }
    await running.tick(clock("10-07", "09:00"));
    await settled();
    // What was refused at first is not told a second time by the account that can be written to again.
    expect(slackDigests()).toHaveLength(2);
    expect(running.messenger.standing.filter(({ mark }) => mark.startsWith("desk_"))).toHaveLength(3);
  });

  it("follows the hand-over", async () => {
    const running = await fridayNoon();
    await running.does(commands.submitQuestionnaire({ on: on("2026-10-02") }), lena);
    await running.tick(clock("10-05", "09:00"));
    await running.does(commands.handOver(asPerson(otis)), sam);
    await running.tick(clock("10-06", "09:00"));
    expect(dates(running, desk)).toEqual(["2026-10-05"]);
    const his = running.messenger.with("desk_slack_TNORTHLINE_UOTIS");
    expect(his.map(({ card }) => wordsOnCard(card).includes("issue the RSID"))).toEqual([true]);
  });
});
