import { describe, expect, it } from "vitest";
import { everybody, personAt, standInsFor, waitingFor } from "../../../src/playground/page/frame/people.ts";
import type { Seat } from "../../../src/playground/wire.ts";
import type { TeamsSeat } from "../../../src/playground/wire-teams.ts";

const inSlack = (id: string, name: string, company: string): Seat => ({
  id,
  name,
  role: `Someone, ${company}`,
  company,
  teamId: "T1",
  appInstalled: company === "Northline",
});
const inTeams = (id: string, name: string, company: string, slackSeat?: string): TeamsSeat => ({
  id,
  name,
  role: `Someone, ${company}`,
  company,
  tenantId: "tenant",
  guest: false,
  ...(slackSeat && { slackSeat }),
});

const slack = { seats: [inSlack("U0SAM", "Sam", "Northline"), inSlack("U0INES", "Ines", "Prairie")], first: "U0SAM" };
const teams = {
  seats: [inTeams("tess", "Tess", "Northline"), inTeams("sam", "Sam", "Northline", "U0SAM")],
  first: "sam",
};
const people = everybody(slack, teams);
const [sam, ines, tess] = people;
if (!sam || !ines || !tess) throw new Error("Three people were expected at the table.");

describe("people at the table", () => {
  it("are there once each, with their accounts on either platform", () => {
    expect(people.map(({ name, slack: one, teams: other }) => [name, one?.id, other?.id])).toEqual([
      ["Sam", "U0SAM", "sam"],
      ["Ines", "U0INES", undefined],
      ["Tess", undefined, "tess"],
    ]);
  });
  it("are as before where there is no Teams", () => {
    expect(everybody(slack, undefined).map((person) => person.id)).toEqual(["U0SAM", "U0INES"]);
  });
  it("are found by either account, and else the first one is", () => {
    expect(personAt("sam", people, "U0SAM")).toBe(sam);
    expect(personAt("tess", people, "U0SAM")).toBe(tess);
    expect(personAt("nobody", people, "U0INES")).toBe(ines);
    expect(personAt(undefined, people, "U0SAM")).toBe(sam);
  });
  it("have one count of what waits for them on both platforms", () => {
    const waiting = waitingFor(
      people,
      { U0SAM: { unread: 2, addressed: 1 }, U0INES: { unread: 1, addressed: 0 } },
      { sam: { unread: 3, addressed: 2 }, tess: { unread: 0, addressed: 0 } },
    );
    expect(waiting).toEqual({
      U0SAM: { unread: 5, addressed: 3 },
      U0INES: { unread: 1, addressed: 0 },
      tess: { unread: 0, addressed: 0 },
    });
    expect(waitingFor(people, undefined, undefined)).toBeUndefined();
  });
  it("are stood in for by colleagues first", () => {
    expect(standInsFor(tess, "slack", people)).toEqual([sam, ines]);
    expect(standInsFor(ines, "teams", people)).toEqual([sam, tess]);
  });
});
