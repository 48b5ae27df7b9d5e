/** The signed HTTP edge of the built product in Teams: what each odd thing gives, in one table. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsSoFar, tableOfRows } from "./support/rows.ts";
import { cardRows } from "./support/teams/card-rows.ts";
import { doorRows } from "./support/teams/door-rows.ts";
import { peopleRows } from "./support/teams/people-rows.ts";
import { repeatedRows } from "./support/teams/repeated-rows.ts";
import { aWorkspace, channel, troubledChannels, type Workspace, withOnboarding } from "./support/teams/workspace.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
  for (const where of [channel, ...troubledChannels]) await withOnboarding(workspace, where);
});
afterAll(() => workspace.close());

describe("the door", () => {
  doorRows(() => workspace);
});

describe("what cards carry", () => {
  cardRows(() => workspace);
});

describe("the same again", () => {
  repeatedRows(() => workspace);
});

describe("companies", () => {
  peopleRows(() => workspace);
});

describe("in all rows", () => {
  it("nothing is answered with a failure of ours", () => {
    process.stdout.write(`\n${tableOfRows()}\n\n`);
    expect(rowsSoFar().length).toBeGreaterThan(150);
    // Where nobody can say who knocks, Teams is to come again: nothing else may have it do that.
    const failures = rowsSoFar().filter(({ http }) => /\b(5\d\d|0)\b/.test(String(http)));
    expect(failures.filter(({ what }) => !/signing keys/.test(what))).toEqual([]);
  });

  it("no secret and no token is in the log", () => {
    const { MicrosoftAppPassword: secret = "" } = workspace.settings;
    expect(secret).not.toBe("");
    const said = JSON.stringify(workspace.product.log) + workspace.product.complaints;
    for (const hidden of [secret, "Bearer ", "eyJ"]) expect(said).not.toContain(hidden);
  });
});
