/** The signed HTTP edge of the built product: what each odd thing gives, in one table. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsIn, slotsIn } from "./support/product.ts";
import { rowsSoFar, tableOfRows } from "./support/rows.ts";
import { doorRows } from "./support/slack/door-rows.ts";
import { companyRows, repeatedRows } from "./support/slack/people-rows.ts";
import { troubleRows } from "./support/slack/trouble-rows.ts";
import { aWorkspace, channel, textsIn, type Workspace, withOnboarding } from "./support/slack/workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
  await withOnboarding(workspace);
});
afterAll(() => workspace.close());

describe("the door", () => {
  doorRows(() => workspace);
});

describe("the same again", () => {
  repeatedRows(() => workspace);
});

describe("companies", () => {
  companyRows(() => workspace);
});

describe("Slack in trouble", () => {
  troubleRows(() => workspace);
});

describe("in all rows", () => {
  it("nothing is answered with a failure of ours", () => {
    process.stdout.write(`\n${tableOfRows()}\n\n`);
    expect(rowsSoFar().length).toBeGreaterThan(80);
    expect(rowsSoFar().filter(({ http }) => /\b(5\d\d|0)\b/.test(String(http)))).toEqual([]);
  });

  it("every answer that was taken is kept once and told once, and everything shown is up to date", async () => {
    const { dataDir, slack } = workspace;
    const isShown = () => slotsIn(dataDir).every(({ wanted, shown }) => wanted === shown);
    await slack.until(isShown, "everything to be shown");
    const planned = eventsIn(dataDir).flatMap(({ event }) =>
      event.type === "CoursePlanned" ? (event.course as { title: string }).title : [],
    );
    expect(planned.length).toBeGreaterThan(10);
    expect(new Set(planned).size).toBe(planned.length);
    const news = slack
      .posted(channel)
      .filter(({ metadata }) => JSON.stringify(metadata ?? {}).includes("/said:"))
      .map(({ blocks }) => textsIn(blocks));
    // "planned the web-based course “…”": that it was ticked off later is news of its own.
    const planning = (title: string) => new RegExp(`planned the [\\w-]+ course “${title}”`);
    const toldOnce = planned.map((title) => [title, news.filter((text) => planning(title).test(text)).length]);
    expect(toldOnce.filter(([, times]) => times !== 1)).toEqual([]);
    expect(slack.log.deliveries().filter(({ status = 0 }) => status === 0 || status >= 500)).toEqual([]);
  });
});
