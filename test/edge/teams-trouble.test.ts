/** Teams' connector in trouble, and people and places that can't be reached: what becomes of messages, in one table. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsIn, slotsIn } from "./support/product.ts";
import { rowsSoFar, tableOfRows } from "./support/rows.ts";
import { lostRows } from "./support/teams/lost-rows.ts";
import { troubleRows } from "./support/teams/trouble-rows.ts";
import {
  aWorkspace,
  lostChannels,
  troubledChannels,
  unreachableChannel,
  type Workspace,
  withOnboarding,
  wordsIn,
} from "./support/teams/workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
  for (const where of [...troubledChannels, ...lostChannels, unreachableChannel])
    await withOnboarding(workspace, where);
});
afterAll(() => workspace.close());

describe("Teams in trouble", () => {
  troubleRows(() => workspace);
});

describe("nobody there", () => {
  lostRows(() => workspace);
});

describe("in all rows", () => {
  it("nothing is answered with a failure of ours", () => {
    process.stdout.write(`\n${tableOfRows()}\n\n`);
    expect(rowsSoFar().length).toBeGreaterThan(45);
    expect(rowsSoFar().filter(({ http }) => /\b(5\d\d|0)\b/.test(String(http)))).toEqual([]);
    expect(workspace.teams.log.deliveries().filter(({ status = 0 }) => status === 0 || status >= 400)).toEqual([]);
  });

  it("every course is kept once, and told once where it can be known whether it was told", async () => {
    const { dataDir, teams } = workspace;
    const isShown = () => slotsIn(dataDir).every(({ wanted, shown, abandoned }) => wanted === shown || abandoned);
    await teams.until(isShown, "everything to be shown");
    const planned = eventsIn(dataDir).flatMap(({ event }) =>
      event.type === "CoursePlanned" ? (event.course as { title: string }).title : [],
    );
    expect(planned.length).toBeGreaterThan(25);
    expect(new Set(planned).size).toBe(planned.length);
    const places = [...troubledChannels, ...lostChannels];
    const news = places.flatMap((where) => teams.conversation(where).messages.map(({ cards }) => wordsIn(cards)));
    const times = (title: string) =>
      news.filter((words) => words.includes("planned the") && words.includes(`“${title}”`)).length;
    const toldOnce = planned.map((title) => [title, times(title)] as const);
    const inDoubt = /^Course of sendToConversation: .*(had its|after the) effect$/;
    expect(toldOnce.filter(([title, often]) => often !== (inDoubt.test(title) ? 2 : 1))).toEqual([]);
    const doubts = workspace.product.log.filter(({ msg }) => msg.includes("it may stand there twice"));
    expect(doubts.length).toBeGreaterThan(0);
  });

  it("no secret is in the log", () => {
    const { MicrosoftAppPassword: secret = "" } = workspace.settings;
    expect(secret).not.toBe("");
    const said = JSON.stringify(workspace.product.log) + workspace.product.complaints;
    for (const hidden of [secret, "Bearer ", "eyJ"]) expect(said).not.toContain(hidden);
  });
});
