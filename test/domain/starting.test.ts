import { describe, it } from "vitest";
import { anOnboarding, nothing } from "../support/an-onboarding.ts";
import { start } from "../support/commands.ts";
import { given } from "../support/given-when-then.ts";
import { asPerson, colin, dee, gus, lena, olga, otis, rob, sam, samInTeams, tara } from "../support/people.ts";

describe("starting an onboarding", () => {
  const { type: _, ...facts } = start();

  it("is recorded with both companies and their people", () => {
    given(nothing())
      .when(start(), lena)
      .thenHappens({ type: "OnboardingStarted", ...facts });
  });
  it("is refused where one is open", () => {
    given(anOnboarding()).when(start(), sam).thenIsRefused({ refusal: "alreadyStarted" });
  });
  it("is possible again after the last one was closed", () => {
    given(anOnboarding().closed())
      .when(start(), sam)
      .thenHappens({ type: "OnboardingStarted", ...facts });
  });
  it("is refused to onlookers of a third company and to unnamed guests", () => {
    for (const who of [tara, gus])
      given(nothing()).when(start(), who).thenIsRefused({ refusal: "onlyForTheTwoCompanies" });
  });
  it("is refused to an onlooker who names themselves as the carrier's service manager", () => {
    given(nothing())
      .when(start({ carrierTeam: { serviceManager: asPerson(tara) } }), tara)
      .thenIsRefused({ refusal: "onlyForTheTwoCompanies" });
  });
  it("is for a guest of the carrier's workspace who is the reseller's lead", () => {
    const command = start({ resellerTeam: { lead: asPerson(gus), functions: {} } });
    const { type: _, ...theirs } = command;
    given(nothing())
      .when(command, gus)
      .thenHappens({ type: "OnboardingStarted", ...theirs });
  });
  it("needs a state", () => {
    given(nothing())
      .when(start({ states: [] }), sam)
      .thenIsInvalid({ invalid: "noStates" });
  });
  it("needs a delegate other than the service manager", () => {
    given(nothing())
      .when(start({ carrierTeam: { serviceManager: asPerson(sam), delegate: asPerson(sam) } }), sam)
      .thenIsInvalid({ invalid: "delegateIsManager" });
  });
  it("keeps the lead and every function off the carrier's side", () => {
    given(nothing())
      .when(start({ resellerTeam: { lead: asPerson(sam), functions: {} } }), sam)
      .thenIsInvalid({ invalid: "bothSides", person: asPerson(sam) });
    given(nothing())
      .when(start({ resellerTeam: { lead: asPerson(lena), functions: { billing: asPerson(dee) } } }), sam)
      .thenIsInvalid({ invalid: "bothSides", person: asPerson(dee) });
  });
  it("asks about states outside the carrier's territory and about California, and goes on when agreed", () => {
    const command = start({ states: ["CA", "MN", "NY", "RI"] });
    const { type: _, ...theirs } = command;
    given(nothing())
      .when(command, sam)
      .thenAsksAbout(
        { doubt: "outsideTerritory", states: ["NY", "RI"] },
        { doubt: "doubtfulTerritory", states: ["CA"] },
      )
      .whenAgreed()
      .thenHappens({ type: "OnboardingStarted", ...theirs });
  });
});

describe("before anything was started", () => {
  it("everything but a start is refused", () => {
    given(nothing()).when({ type: "AcceptQuestionnaire" }, sam).thenIsRefused({ refusal: "noOnboarding" });
  });
});

describe("changing the details", () => {
  const story = anOnboarding();
  const { details } = story.state;

  it("is recorded", () => {
    const renamed = { ...details, legalName: "Prairie Telecom of Minnesota, LLC" };
    given(story)
      .when({ type: "ReviseDetails", details: renamed }, lena)
      .thenHappens({ type: "DetailsRevised", details: renamed, before: details });
  });
  it("changes nothing where it says what stands, whatever order its members come in", () => {
    const { legalName, states, timeZone } = details;
    given(story).when({ type: "ReviseDetails", details }, lena).thenNothingChanges();
    given(story).when({ type: "ReviseDetails", details: { timeZone, states, legalName } }, lena).thenNothingChanges();
  });
  it("needs a state", () => {
    given(story)
      .when({ type: "ReviseDetails", details: { ...details, states: [] } }, lena)
      .thenIsInvalid({ invalid: "noStates" });
  });
  it("asks only about the states that are new", () => {
    const withNewYork = anOnboarding({ states: ["MN", "NY"] });
    const wider = { ...withNewYork.state.details, states: ["MN", "NY", "VT"] } as const;
    given(withNewYork)
      .when({ type: "ReviseDetails", details: wider }, lena)
      .thenAsksAbout({ doubt: "outsideTerritory", states: ["VT"] });
  });
  it("asks before a state with recorded answers goes, and not about one without", () => {
    const fewer = { ...details, states: ["MN"] } as const;
    given(story.certifiedIn("CO").withOcnRequested("CO"))
      .when({ type: "ReviseDetails", details: fewer }, lena)
      .thenAsksAbout({ doubt: "stateLosesRecords", states: ["CO"] })
      .whenAgreed()
      .thenHappens({ type: "DetailsRevised", details: fewer, before: details });
    given(story)
      .when({ type: "ReviseDetails", details: fewer }, lena)
      .thenHappens({ type: "DetailsRevised", details: fewer, before: details });
  });
});

describe("changing the reseller's team", () => {
  const team = { lead: asPerson(lena), functions: { billing: asPerson(colin) } };

  it("is recorded", () => {
    given(anOnboarding())
      .when({ type: "ChangeResellerTeam", resellerTeam: team }, lena)
      .thenHappens({ type: "ResellerTeamChanged", resellerTeam: team });
  });
  it("changes nothing where the same people are named in another order", () => {
    given(anOnboarding())
      .when(
        {
          type: "ChangeResellerTeam",
          resellerTeam: { functions: { ordering: asPerson(olga), regulatory: asPerson(rob) }, lead: asPerson(lena) },
        },
        lena,
      )
      .thenNothingChanges();
  });
  it("keeps the carrier's two people off the reseller's side", () => {
    given(anOnboarding())
      .when(
        { type: "ChangeResellerTeam", resellerTeam: { lead: asPerson(sam), functions: { billing: asPerson(dee) } } },
        lena,
      )
      .thenIsInvalid({ invalid: "bothSides", person: asPerson(sam) }, { invalid: "bothSides", person: asPerson(dee) });
  });
});

describe("handing over", () => {
  it("names the new service manager, keeps who it came from and drops the old delegate, if that is meant", () => {
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(otis), briefing: "Colorado is late." }, sam)
      .thenAsksAbout({ doubt: "delegateLeaves", ...asPerson(dee) })
      .whenAgreed()
      .thenHappens({
        type: "HandedOver",
        carrierTeam: { serviceManager: asPerson(otis) },
        from: asPerson(sam),
        briefing: "Colorado is late.",
      });
  });
  it("may change the delegate alone", () => {
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(sam), delegate: asPerson(otis) }, sam)
      .thenHappens({
        type: "HandedOver",
        carrierTeam: { serviceManager: asPerson(sam), delegate: asPerson(otis) },
        from: asPerson(sam),
      });
  });
  it("to the delegate needs no second yes: nobody is left out", () => {
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(dee) }, sam)
      .thenHappens({
        type: "HandedOver",
        carrierTeam: { serviceManager: asPerson(dee) },
        from: asPerson(sam),
      });
  });
  it("to oneself by one's other account is no hand-over either", () => {
    const other = [sam.account, samInTeams.account];
    const acting = { ...sam, accounts: other };
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(samInTeams), delegate: asPerson(dee) }, acting)
      .thenIsInvalid({ invalid: "samePeople" });
  });
  it("to the same two people is no hand-over", () => {
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(sam), delegate: asPerson(dee) }, sam)
      .thenIsInvalid({ invalid: "samePeople" });
  });
  it("needs a delegate other than the service manager", () => {
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(otis), delegate: asPerson(otis) }, sam)
      .thenIsInvalid({ invalid: "delegateIsManager" });
  });
  it("never goes to the reseller's people", () => {
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(rob) }, sam)
      .thenIsInvalid({ invalid: "bothSides", person: asPerson(rob) });
    given(anOnboarding())
      .when({ type: "HandOver", serviceManager: asPerson(otis), delegate: asPerson(lena) }, sam)
      .thenIsInvalid({ invalid: "bothSides", person: asPerson(lena) });
  });
});
