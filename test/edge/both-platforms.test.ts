/** One onboarding in a Slack channel and in a Teams channel: what one platform's trouble is to the other. */

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFolder } from "./support/folder.ts";
import { eventsIn } from "./support/product.ts";
import { row, rowsSoFar, tableOfRows } from "./support/rows.ts";
import * as inSlack from "./support/slack/workspace.ts";
import * as inTeams from "./support/teams/workspace.ts";

let teams: inTeams.Workspace;
let slack: inSlack.Workspace;

beforeAll(async () => {
  const { folder, remove } = aFolder();
  const local = await inSlack.aSlack(join(folder, "none"));
  const { DATA_DIR: _, ...settings } = local.settings;
  // Sam's two accounts are not joined: in Teams he is an administrator by the setting.
  const sam = "a1c4e7b0-53d2-4896-8f1e-0b6d9a2c3e11";
  teams = await inTeams.aWorkspace({ ...settings, CARRIER_ADMINS: `teams:${inTeams.carrier}:${sam}` });
  inSlack.connected(local.slack, `${teams.url}/slack/events`);
  const counted = () => {
    const there = local.slack.posted(inSlack.channel).filter(({ bot_id: bot }) => bot !== undefined).length;
    return { kept: eventsIn(teams.dataDir).length, posted: there + inTeams.postedIn(teams.teams) };
  };
  const fence = async () => {
    await local.slack.settled();
    await teams.fence();
  };
  const { product, url, dataDir } = teams;
  slack = {
    ...{ slack: local.slack, product, url, dataDir, folder, settings, counted, fence, until: local.slack.until },
    again: () => teams.again(),
    close: async () => {
      await teams.close();
      await local.slack.close();
      remove();
    },
  };
  await inSlack.withOnboarding(slack);
  await linked();
});
afterAll(() => slack.close());

/** Sam brings a code from Slack to Teams. */
async function linked(): Promise<void> {
  const sam = slack.slack.as("U0SAM");
  await sam.command(inSlack.channel, "link");
  const code = () => /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(inSlack.whispered(sam))?.[0];
  await slack.until(code, "a code");
  await teams.teams.as("Sam Ortega").say(inTeams.channel, `@Onboarding link ${code()}`);
  await teams.until(() => newsInTeams("Getting started as a reseller") > 0, "the checklist in Teams");
  await teams.until(() => newsInTeams("linked") > 0, "the news in Teams");
  await teams.until(() => newsInSlack("linked") > 0, "the news in Slack");
}

const newsInTeams = (words: string): number =>
  teams.teams.conversation(inTeams.channel).messages.filter(({ cards }) => inTeams.wordsIn(cards).includes(words))
    .length;
const newsInSlack = (words: string): number =>
  slack.slack.posted(inSlack.channel).filter(({ blocks }) => inSlack.textsIn(blocks).includes(words)).length;
const planned = (title: string): string => `“${title}”`;

describe("one checklist in both", () => {
  it("is told in both, from Teams", () =>
    row(
      slack,
      "a form in Teams, told in both",
      { http: "200", sees: "told in Slack and Teams", kept: 1, posted: 2 },
      async () => {
        const http = await inTeams.planCourse(teams, teams.teams.as("Sam Ortega"), "From Teams");
        await teams.until(() => newsInSlack(planned("From Teams")) && newsInTeams(planned("From Teams")), "both");
        return { http, sees: "told in Slack and Teams" };
      },
    ));

  it("is told in both, from Slack", () =>
    row(
      slack,
      "a form in Slack, told in both",
      { http: 200, sees: "told in Slack and Teams", kept: 1, posted: 2 },
      async () => {
        const http = (await inSlack.planCourse(slack, slack.slack.as("U0SAM"), "From Slack")) ?? 0;
        await teams.until(() => newsInSlack(planned("From Slack")) && newsInTeams(planned("From Slack")), "both");
        return { http, sees: "told in Slack and Teams" };
      },
    ));

  for (const how of ["unavailable", "unreachable"] as const)
    it(`while Teams is ${how}, Slack waits for nothing`, () =>
      row(
        slack,
        `Teams' connector is ${how}: Slack is told at once, Teams when it is back`,
        { http: 200, sees: "told in Slack, then in Teams", kept: 1, posted: 2 },
        async () => {
          const title = `While Teams is ${how}`;
          teams.teams.faults.down(how);
          const http = (await inSlack.planCourse(slack, slack.slack.as("U0SAM"), title)) ?? 0;
          await slack.until(() => newsInSlack(planned(title)), "the news in Slack", 2_500);
          const meanwhile = newsInTeams(planned(title));
          teams.teams.faults.down(false);
          await teams.until(() => newsInTeams(planned(title)), "the news in Teams");
          return { http, sees: meanwhile === 0 ? "told in Slack, then in Teams" : "told in Teams" };
        },
      ));

  it("while Slack is down, Teams waits for nothing", () =>
    row(
      slack,
      "Slack's Web API drops every message: Teams is told at once, Slack when it is back",
      { http: "200", sees: "told in Teams, then in Slack", kept: 1, posted: 2 },
      async () => {
        const title = "While Slack is down";
        slack.slack.faults.onCalls("chat.postMessage", 1, { kind: "status", status: 503 });
        const http = await inTeams.planCourse(teams, teams.teams.as("Sam Ortega"), title);
        await teams.until(() => newsInTeams(planned(title)), "the news in Teams", 2_500);
        const meanwhile = newsInSlack(planned(title));
        await slack.until(() => newsInSlack(planned(title)), "the news in Slack");
        return { http, sees: meanwhile === 0 ? "told in Teams, then in Slack" : "told in Slack" };
      },
    ));

  it("that was put out of the Teams channel says so in Slack", () =>
    row(
      slack,
      "updateActivity: 403, the app is not in the Teams channel; told in Slack",
      { http: 200, sees: /can't be reached.*can't write to it any more/, kept: 2, posted: 3 },
      async () => {
        const { faults } = teams.teams;
        faults.onCalls("updateActivity", 1, { kind: "refusal", status: 403, code: "BotNotInConversationRoster" });
        const http = (await inSlack.planCourse(slack, slack.slack.as("U0SAM"), "Before Teams was lost")) ?? 0;
        const told = () =>
          slack.slack
            .posted(inSlack.channel)
            .map(({ blocks }) => inSlack.textsIn(blocks))
            .findLast((words) => words.includes("can't be reached"));
        return { http, sees: await slack.until(told, "the loss in Slack") };
      },
    ));

  it("comes back to the Teams channel when somebody speaks there", () =>
    row(
      slack,
      "somebody speaks in the lost Teams channel: found again, told in both",
      { http: "200", sees: /What's next for Prairie/, kept: 1, posted: 3 },
      async () => {
        const sam = teams.teams.as("Sam Ortega");
        await sam.say(inTeams.channel, "@Onboarding what's next?");
        const answer = () =>
          sam.sees(inTeams.channel).messages.findLast(({ replyTo, author }) => replyTo && author.bot);
        return { http: inTeams.statuses(teams, "message"), sees: inTeams.wordsIn(answer()?.cards) };
      },
    ));
});

describe("in all rows", () => {
  it("every course is told once in each", () => {
    process.stdout.write(`\n${tableOfRows()}\n\n`);
    expect(rowsSoFar()).toHaveLength(7);
    const titles = eventsIn(teams.dataDir).flatMap(({ event }) =>
      event.type === "CoursePlanned" ? (event.course as { title: string }).title : [],
    );
    expect(titles).toHaveLength(6);
    expect(titles.map((title) => [title, newsInSlack(planned(title)), newsInTeams(planned(title))])).toEqual(
      titles.map((title) => [title, 1, 1]),
    );
  });
});
