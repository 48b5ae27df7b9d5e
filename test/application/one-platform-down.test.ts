/** One platform fails or is slow: the other notices nothing, and afterwards the first shows the newest state, once. */
import { describe, expect, it } from "vitest";
import { stateCodes } from "../../src/domain/states.ts";
import type { TroubleKind } from "../../src/ports/messenger.ts";
import * as commands from "../support/commands.ts";
import { dee, lena, rob } from "../support/people.ts";
import { place, type Running, settled, teamsPlace } from "../support/running-application.ts";
import { inPlace, mirrored } from "../support/two-platforms.ts";
import { wordsOnCard } from "../support/words-on-card.ts";

const states = stateCodes.slice(0, 30);
const withStates = () => mirrored({ states });

/** Every call to Teams fails in this way until it is mended; a create that "arrived all the same" is none of them. */
function breaks(running: Running, kind: TroubleKind, retryAfterMs?: number): void {
  const more = retryAfterMs === undefined ? {} : { retryAfterMs };
  for (const call of ["create", "update"] as const)
    running.messenger.fails(call, kind, { about: "@teams:", times: 100_000, ...more });
}

const news = (running: Running, where: typeof place) => inPlace(running, "said", where).map(wordsOnCard);
const edits = (running: Running) => running.messenger.only(`checklist@${teamsPlace}`).edits;

const outages: readonly (readonly [string, TroubleKind, number | undefined])[] = [
  ["can't be reached", "unreachable", undefined],
  ["asks to wait for a minute each time", "busy", 60_000],
];

describe.each(outages)("while Teams %s for an hour in which 30 things happen", (_, kind, retryAfterMs) => {
  it("Slack shows every one at once, and Teams afterwards the newest state, in few messages", async () => {
    const running = await withStates();
    const before = { edits: edits(running), said: news(running, teamsPlace).length };
    breaks(running, kind, retryAfterMs);
    for (const [index, state] of states.entries()) {
      await running.does(commands.certify(state), rob);
      // At once: nothing was waited for.
      expect(news(running, place)).toHaveLength(3 + index);
      expect(inPlace(running, "checklist", place).map(wordsOnCard)[0]).toContain(`${index + 1} of 30 states`);
      await running.timeGoesOn(120_000);
    }
    expect(news(running, teamsPlace)).toHaveLength(before.said);
    expect(edits(running)).toBe(before.edits);

    running.messenger.mended();
    running.messenger.calls.length = 0;
    for (let minute = 0; minute < 6; minute += 1) await running.timeGoesOn(60_000);
    expect(inPlace(running, "checklist", teamsPlace).map(wordsOnCard)).toEqual(
      inPlace(running, "checklist", place).map(wordsOnCard),
    );
    expect(edits(running)).toBe(before.edits + 1);
    const late = news(running, teamsPlace).slice(before.said);
    // What was on its way when it broke, and all the rest in one go.
    expect(late.length).toBeLessThanOrEqual(2);
    expect(running.messenger.calls.filter((call) => call.includes("@teams:")).length).toBeLessThanOrEqual(3);
    expect(late.join("\n")).toMatch(/and 2\d more; the checklist has them all\./);
  });
});

describe("while Teams takes its time", () => {
  it("nothing in Slack waits for it, neither news nor the checklist nor a request to the service manager", async () => {
    const running = await withStates();
    const goOn = [
      running.messenger.holds("create", "@teams:"),
      running.messenger.holds("update", "@teams:"),
      running.messenger.holds("create", "@teams:"),
    ];
    await running.does(commands.certify("AL"), rob);
    await running.does(commands.submitQuestionnaire(), lena);
    await running.does({ type: "AcceptQuestionnaire" }, dee);
    expect(news(running, place)).toHaveLength(5);
    expect(inPlace(running, "rsid:1", place)).toHaveLength(1);
    expect(running.messenger.with("rsid:1.0@slack:")).toHaveLength(1);
    expect(inPlace(running, "checklist", place).map(wordsOnCard)[0]).toContain("1 of 30 states");
    expect(inPlace(running, "rsid:1", teamsPlace)).toEqual([]);
    for (const go of goOn) go();
    await settled();
    for (const fact of ["Alabama", "as submitted on", "Dee Marsh (Northline) accepted"])
      expect(
        news(running, teamsPlace).filter((words) => words.includes(fact)),
        fact,
      ).toHaveLength(1);
    expect(inPlace(running, "rsid:1", teamsPlace).map(wordsOnCard)).toEqual(
      inPlace(running, "rsid:1", place).map(wordsOnCard),
    );
  });

  it("and the other way round: Teams does not wait for Slack", async () => {
    const running = await withStates();
    const goOn = [running.messenger.holds("create", "@slack:"), running.messenger.holds("update", "@slack:")];
    await running.does(commands.certify("AL"), rob);
    expect(news(running, teamsPlace).at(-1)).toContain("Alabama");
    for (const go of goOn) go();
    await settled();
    expect(news(running, place).at(-1)).toContain("Alabama");
  });
});

describe("while Teams is not configured any more", () => {
  it("its messages are given up with what to do, Slack goes on, and with Teams they come back", async () => {
    const running = await withStates();
    breaks(running, "refused");
    await running.does(commands.certify("AL"), rob);
    expect(running.slot(`checklist@${teamsPlace}`)).toMatchObject({ abandoned: expect.any(String) });
    expect(news(running, place).at(-1)).toContain("Alabama");
    running.messenger.mended();
    await running.does(commands.certify("AK"), rob);
    expect(inPlace(running, "checklist", teamsPlace).map(wordsOnCard)).toEqual(
      inPlace(running, "checklist", place).map(wordsOnCard),
    );
    for (const fact of ["Alabama", "Alaska"]) expect(news(running, teamsPlace).join("\n")).toContain(fact);
  });
});
