/** Where a checklist lives: codes, the companies that come with them, places unlinked, lost and found. */
import { describe, expect, it } from "vitest";
import { rolesIn } from "../../src/domain/authority.ts";
import { type Instant, placeId } from "../../src/domain/ids.ts";
import { placesLimit } from "../../src/domain/linking.ts";
import { livePlaces } from "../../src/domain/places.ts";
import { anOnboarding, type Story } from "../support/an-onboarding.ts";
import {
  codeHash,
  inSlack,
  inTeams,
  inTeamsChat,
  linkPlace,
  makeLinkCode,
  repairPlace,
  unlinkPlace,
} from "../support/commands.ts";
import { given } from "../support/given-when-then.ts";
import {
  asPerson,
  colin,
  dee,
  gina,
  gus,
  joined,
  lena,
  lenaInTeams,
  pia,
  prairieInTeams,
  sam,
  samInTeams,
  stranger,
  tara,
  tim,
} from "../support/people.ts";

const fresh = anOnboarding();
const minutes = (count: number): Instant => new Date(Date.parse(fresh.now) + count * 60_000).toISOString() as Instant;
const codeNotValid = { refusal: "codeNotValid" } as const;
const withCode = fresh.withCode();
const mirrored = fresh.linkedTo(inTeams, lenaInTeams, "Prairie rollout");
const lost = (story: Story, place = inTeams) => story.noticed({ type: "PlaceLost", place, why: "removed" });

describe("a code for another channel", () => {
  it("is kept with its end, and the newest is the only one that is good", () => {
    given(fresh)
      .when(makeLinkCode(fresh.now), lena)
      .thenHappens({ type: "LinkCodeMade", code: codeHash, until: minutes(15) });
    const newer = withCode.does(makeLinkCode(fresh.now, "newer"), dee);
    given(newer).when(linkPlace(), lenaInTeams).thenIsRefused(codeNotValid);
    given(newer)
      .when(linkPlace(inTeams, undefined, "newer"), sam)
      .thenHappens({ type: "PlaceLinked", place: inTeams });
  });
  it("is good up to its last moment and not after it", () => {
    given(withCode.at(minutes(15)))
      .when(linkPlace(), sam)
      .thenHappens({ type: "PlaceLinked", place: inTeams });
    given(withCode.at(minutes(15.001)))
      .when(linkPlace(), sam)
      .thenIsRefused(codeNotValid);
  });
  it("is good once", () => {
    given(withCode.does(linkPlace(), sam)).when(linkPlace(inTeamsChat), sam).thenIsRefused(codeNotValid);
  });
  it("that was never made, or mistyped, is good for nothing", () => {
    given(fresh).when(linkPlace(), sam).thenIsRefused(codeNotValid);
    given(withCode)
      .when(linkPlace(inTeams, undefined, "another"), sam)
      .thenIsRefused(codeNotValid);
  });
  it("ends with the onboarding", () => {
    given(withCode.closed()).when(linkPlace(), sam).thenIsRefused(codeNotValid);
    expect(withCode.closed().state.linkCode).toBeUndefined();
  });
  it("used in a place where the checklist lives already says so and stays good", () => {
    given(withCode).when(linkPlace(inSlack), lena).thenIsRefused({ refusal: "placeAlreadyLinked" });
    given(withCode).when(linkPlace(), lena).thenHappens({ type: "PlaceLinked", place: inTeams });
  });
});

describe("the company that comes with a code", () => {
  it("is the reseller's on the other platform, and its people take part from then on", () => {
    given(withCode)
      .when(linkPlace(inTeams, "Prairie rollout"), lenaInTeams)
      .thenHappens({ type: "PlaceLinked", place: inTeams, name: "Prairie rollout", reseller: prairieInTeams });
    expect(rolesIn(withCode.state, pia)).toEqual(["outsider"]);
    expect(rolesIn(mirrored.state, pia)).toEqual(["member"]);
    expect(rolesIn(mirrored.state, tim)).toEqual(["outsider"]);
  });
  it("is none where somebody of the carrier, or who takes part already, brings the code", () => {
    for (const who of [samInTeams, sam, lena, colin, joined(lenaInTeams, lena)])
      given(withCode).when(linkPlace(), who).thenHappens({ type: "PlaceLinked", place: inTeams });
  });
  it("is none where a guest of the carrier brings it: nobody knows whose guest that is", () => {
    for (const who of [gina, gus]) {
      given(withCode).when(linkPlace(), who).thenHappens({ type: "PlaceLinked", place: inTeams });
      expect(rolesIn(withCode.does(linkPlace(), who).state, who)).toEqual(["outsider"]);
    }
  });
  it("is refused where the reseller's company on that platform is known to be another", () => {
    for (const who of [tara, stranger, joined(tim, tara)])
      given(withCode).when(linkPlace(), who).thenIsRefused(codeNotValid);
    const again = mirrored.withCode();
    given(again).when(linkPlace(inTeamsChat), tim).thenIsRefused(codeNotValid);
    given(again).when(linkPlace(inTeamsChat), pia).thenHappens({ type: "PlaceLinked", place: inTeamsChat });
  });
  it("is still open where a lead was only a guest of the carrier so far", () => {
    const byGuest = anOnboarding({ resellerTeam: { lead: asPerson(gus), functions: {} }, reseller: gus.company });
    given(byGuest.withCode())
      .when(linkPlace(), lena)
      .thenHappens({ type: "PlaceLinked", place: inTeams, reseller: lena.company });
  });
});

describe("the company that comes with a lead", () => {
  const ledFromTeams = (who: typeof lenaInTeams) =>
    ({
      type: "ChangeResellerTeam",
      resellerTeam: { lead: asPerson(who), functions: {} },
      ...(who.guest ? {} : { reseller: who.company }),
    }) as const;
  it("takes part from then on", () => {
    given(fresh)
      .when(ledFromTeams(lenaInTeams), lena)
      .thenHappens({ ...ledFromTeams(lenaInTeams), type: "ResellerTeamChanged", reseller: prairieInTeams });
    const { state } = fresh.does(ledFromTeams(lenaInTeams), lena);
    expect(rolesIn(state, pia)).toEqual(["member"]);
    expect(rolesIn(state, colin)).toEqual(["member"]);
  });
  it("that is known already is not told again", () => {
    const command = { ...ledFromTeams(lenaInTeams), resellerTeam: { lead: asPerson(colin), functions: {} } };
    given(fresh)
      .when({ ...command, reseller: lena.company }, lena)
      .thenHappens({ type: "ResellerTeamChanged", resellerTeam: command.resellerTeam });
  });
  it("takes the place of a wrong one, if the carrier says so and is sure; the wrong one's people are out", () => {
    const wrong = anOnboarding({ resellerTeam: { lead: asPerson(tara), functions: {} }, reseller: tara.company });
    const right = {
      type: "ChangeResellerTeam",
      resellerTeam: { lead: asPerson(lena), functions: {} },
      reseller: lena.company,
    } as const;
    given(wrong)
      .when(right, tara)
      .thenIsRefused({ refusal: "notAllowed", command: "HandOver", held: ["lead"] });
    given(wrong)
      .when(right, sam)
      .thenAsksAbout({ doubt: "otherCompany", account: lena.account, name: lena.name })
      .whenAgreed()
      .thenHappens({ ...right, type: "ResellerTeamChanged" });
    const { state } = wrong.does(right, sam);
    expect(rolesIn(state, colin)).toEqual(["member"]);
    expect(rolesIn(state, tara)).toEqual(["outsider"]);
  });
  it("is nobody's where the lead is a guest, whose fellows stay outside", () => {
    const { state } = fresh.does(ledFromTeams(gina), lena);
    expect(rolesIn(state, gina)).toEqual(["lead"]);
    expect(rolesIn(state, { ...gina, account: tim.account, accounts: [tim.account] })).toEqual(["outsider"]);
    expect(state.resellers).toEqual([lena.company]);
  });
});

describe("places", () => {
  it("come one after the other, up to a limit", () => {
    const many = Array.from({ length: placesLimit - 1 }, (_, index) => placeId(`slack:TNORTHLINE:M${index}`));
    const full = many.reduce((story, place) => story.linkedTo(place), fresh);
    expect(livePlaces(full.state)).toEqual([inSlack, ...many]);
    given(full.withCode()).when(linkPlace(), lena).thenIsRefused({ refusal: "tooManyPlaces", limit: placesLimit });
    given(full.does(unlinkPlace(many[0]), lena).withCode())
      .when(linkPlace(), lena)
      .thenHappens({ type: "PlaceLinked", place: inTeams });
  });
  it("are unlinked one by one, never the last, also where the last can't be reached", () => {
    given(mirrored).when(unlinkPlace(inSlack), lena).thenHappens({ type: "PlaceUnlinked", place: inSlack });
    const moved = mirrored.does(unlinkPlace(inSlack), sam);
    expect(moved.state.places).toEqual([{ place: inTeams, name: "Prairie rollout" }]);
    given(moved).when(unlinkPlace(inTeams), sam).thenIsRefused({ refusal: "lastPlace" });
    given(lost(moved)).when(unlinkPlace(inTeams), sam).thenIsRefused({ refusal: "lastPlace" });
    given(moved).when(unlinkPlace(inSlack), sam).thenIsRefused({ refusal: "placeNotLinked" });
  });
  it("can be linked again after that, and the company stays known", () => {
    const again = mirrored.does(unlinkPlace(inTeams), lena).linkedTo(inTeams, pia);
    expect(again.state.places.map(({ place }) => place)).toEqual([inSlack, inTeams]);
    expect(again.state.resellers).toEqual([lena.company, prairieInTeams]);
  });
});

describe("a place that is lost", () => {
  it("is one of the places and written to no more, until it is found", () => {
    const without = lost(mirrored);
    expect(livePlaces(without.state)).toEqual([inSlack]);
    expect(without.state.places[1]).toEqual({
      place: inTeams,
      name: "Prairie rollout",
      lost: { why: "removed", at: fresh.now, toldUntil: mirrored.history.length },
    });
    given(without)
      .when(repairPlace(), pia)
      .thenHappens({ type: "PlaceFound", place: inTeams, name: "Prairie rollout" });
    expect(without.does(repairPlace(), pia).state.places).toEqual(mirrored.state.places);
  });
  it("that was not lost, or is none, has nothing to be repaired", () => {
    given(mirrored).when(repairPlace(), lena).thenNothingChanges();
    given(fresh).when(repairPlace(), lena).thenIsRefused({ refusal: "placeNotLinked" });
  });
  it("keeps its name and its company when it is unlinked and linked again", () => {
    const again = lost(mirrored).does(unlinkPlace(), lena).linkedTo(inTeams, pia, "Rollout");
    expect(again.state.places[1]).toEqual({ place: inTeams, name: "Rollout" });
  });
});
