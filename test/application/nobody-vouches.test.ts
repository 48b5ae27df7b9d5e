/** While the platform does not say who somebody is, they are nobody's own: not the carrier's, and no reseller's. */
import { describe, expect, it } from "vitest";
import { companyKey } from "../../src/domain/ids.ts";
import type { FormRef } from "../../src/views/actions.ts";
import * as commands from "../support/commands.ts";
import { ada, gina, gus, lena, otis, rob, sam, someone } from "../support/people.ts";
import { direct, first, otherPlace, place, type Running, started, teamsPlace } from "../support/running-application.ts";
import { codeOn, placeCode, wordsOf } from "../support/two-platforms.ts";

const cannotTell = /find out just now which company you belong to/;
/** In a channel of Teams, of whatever company. */
const unplaced = someone(companyKey("teams:?"), "Uma Unplaced");
const another = someone(companyKey("teams:?"), "Noah Unplaced");

async function withoutDirectory(...forgotten: readonly (typeof gus)[]): Promise<Running> {
  const running = await started();
  await running.does(commands.submitQuestionnaire(), lena);
  running.directory.forgets(...forgotten);
  running.directory.down = true;
  return running;
}

const startForm: FormRef = { form: "start", place: otherPlace };
const start = {
  legalName: "Meadow Voice, Inc.",
  states: ["MN"],
  timeZone: "America/Chicago",
  serviceManager: sam.account,
  lead: lena.account,
};

describe("a guest of the carrier's whom the directory can't be asked about", () => {
  it.each([gus, gina])("sees and starts nothing", async (guest) => {
    const running = await withoutDirectory(guest);
    for (const text of ["status", "list", "start"])
      expect(wordsOf(await running.as(guest).command(text))).toMatch(cannotTell);
    expect(wordsOf(await running.as(guest).says("what's next?"))).toMatch(cannotTell);
    expect(wordsOf(await running.as(guest).press({ do: "look", at: "rsid", onboarding: first }))).toMatch(cannotTell);
    expect(await running.as(guest).submit(startForm, start)).toMatchObject({
      kind: "again",
      form: { values: start, errors: { legalName: expect.stringMatching(cannotTell) } },
    });
    expect(await running.application.front.redrawn(visitor(guest), `${first}/rsid:1@${place}`)).toBeUndefined();
    expect(running.events()).not.toContain("OnboardingClosed");
    expect(running.application.onboardings.at(otherPlace)).toBeUndefined();
  });

  it("makes no code that would take them for the carrier's own for good", async () => {
    const running = await withoutDirectory(gina);
    const press = { do: "makeCode", what: "person" } as const;
    expect(wordsOf(await running.as(gina).press(press, direct))).toMatch(cannotTell);
    running.directory.down = false;
    const code = codeOn(await running.as(gina).press(press, direct));
    running.directory.down = true;
    running.directory.forgets(gus);
    expect(wordsOf(await running.as(gus).command(`link ${code}`, direct))).toMatch(cannotTell);
    running.directory.down = false;
    expect(wordsOf(await running.as(gus).command(`link ${code}`, direct))).toContain("Joined");
    expect(wordsOf(await running.as(gus).command("status"))).not.toContain("Prairie Telecom");
  });
});

describe("a form of somebody who is not known yet", () => {
  it("waits for the directory, and is refused to a guest", async () => {
    const running = await started();
    running.directory.forgets(gus);
    const sent = await running.as(gus).submit(startForm, start);
    expect(wordsOf(sent)).toContain("An onboarding can be started by somebody");
    expect(running.application.onboardings.at(otherPlace)).toBeUndefined();
    running.directory.forgets(otis);
    expect(await running.as(otis).submit(startForm, start)).toEqual({ kind: "saved" });
  });
});

describe("somebody of the carrier's whom the directory can't be asked about", () => {
  it("goes on as what they are named, and as an admin who is listed", async () => {
    const running = await withoutDirectory(sam, ada);
    expect(wordsOf(await running.as(sam).command("status"))).toContain("Prairie Telecom, LLC");
    expect(wordsOf(await running.as(ada).command("status"))).toMatch(cannotTell);
    const listed = await started({}, { admins: new Set([ada.account]) });
    listed.directory.forgets(ada);
    listed.directory.down = true;
    expect(wordsOf(await listed.as(ada).command("status"))).toContain("Prairie Telecom, LLC");
  });
});

describe("somebody of no known company", () => {
  it("brings no company along with a code, and may use it when theirs is known", async () => {
    const running = await started();
    const code = await placeCode(running);
    expect(wordsOf(await running.as(unplaced).command(`link ${code}`))).toMatch(cannotTell);
    expect(running.state().places).toHaveLength(1);
    const resolved = { ...unplaced, account: someone(companyKey("teams:PRAIRIE"), "Uma").account };
    const known = { ...resolved, company: companyKey("teams:PRAIRIE"), companies: [companyKey("teams:PRAIRIE")] };
    expect(wordsOf(await running.as(known).command(`link ${code}`))).toContain("lives here now as well");
    expect(running.state().places.map((each) => each.place)).toEqual([place, teamsPlace]);
    expect(running.state().resellers).not.toContain("teams:?");
    expect(wordsOf(await running.as(another).command("status"))).toMatch(cannotTell);
    expect(wordsOf(await running.as(rob).command("status"))).toContain("Prairie Telecom");
  });

  it("makes no code, starts nothing, and hears why", async () => {
    const running = await started();
    expect(wordsOf(await running.as(unplaced).press({ do: "makeCode", what: "person" }, direct))).toMatch(cannotTell);
    expect(wordsOf(await running.as(unplaced).command("start", { in: "place", place: otherPlace }))).toMatch(
      cannotTell,
    );
    const sent = await running.as(unplaced).submit(startForm, { ...start, lead: unplaced.account });
    expect(sent).toMatchObject({ kind: "again" });
    expect([...running.world.memory.keys()].filter((id) => id.startsWith("person_"))).toEqual([]);
  });
});

function visitor({ account, name, company }: typeof gus) {
  const platform = company.startsWith("teams") ? ("teams" as const) : ("slack" as const);
  return { account, name, company, installedAt: company, platform };
}
