/** One onboarding in two places: what happens in one shows in the other, and nobody is told twice. */
import { describe, expect, it } from "vitest";
import type { AccountId } from "../../src/domain/ids.ts";
import type { Card, Span } from "../../src/views/vocabulary.ts";
import * as commands from "../support/commands.ts";
import { at, FixedClock } from "../support/fixed-clock.ts";
import { asPerson, dee, lena, lenaInTeams, pia, rob, type Someone, sam, samInTeams, tess } from "../support/people.ts";
import { first, formOf, place, type Running, teamsPlace } from "../support/running-application.ts";
import { inBoth, inPlace, joins, mirrored, wordsOf } from "../support/two-platforms.ts";
import { actionOf, buttonsOn, wordsOnCard } from "../support/words-on-card.ts";

const only = (cards: readonly Card[]): Card => {
  const [card, ...more] = cards;
  if (!card || more.length > 0) throw new Error(`${cards.length} messages`);
  return card;
};
const last = (cards: readonly Card[]): Card => {
  const card = cards.at(-1);
  if (!card) throw new Error("no message");
  return card;
};
const labels = (card: Card) => buttonsOn(card).map(({ label }) => label);

/** Everybody whom a card names so that they are notified. */
const mentionedOn = (card: Card): readonly AccountId[] => {
  const found: AccountId[] = [];
  JSON.stringify(card, (_, value: unknown) => {
    const span = value as Span | null;
    if (typeof span === "object" && span?.span === "mention") found.push(span.account);
    return value;
  });
  return found;
};

/** Submitted in Teams by the lead's account there. */
async function asked(): Promise<Running> {
  const running = await mirrored();
  await running.does(commands.submitQuestionnaire(), lenaInTeams);
  return running;
}

describe("whatever happens in one place", () => {
  it("shows at once in both, the same and each once", async () => {
    const running = await mirrored();
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.recordOcn("MN", commands.assigned("508J")), pia);
    const [inSlack, inTeams] = [place, teamsPlace].map((where) => inPlace(running, "said", where).map(wordsOnCard));
    expect(inTeams).toEqual(inSlack?.slice(-3));
    for (const [, where] of inBoth) expect(wordsOnCard(only(inPlace(running, "checklist", where)))).toContain("508J");
  });

  it("is told with the companies' names, since the two companies meet on two platforms", async () => {
    const running = await mirrored();
    await running.does(commands.certify("MN"), pia);
    await running.does(commands.handOver(asPerson(dee)), sam);
    for (const [, where] of inBoth) {
      const words = inPlace(running, "said", where).map(wordsOnCard).join("\n");
      expect(words).toContain("Pia Lang (Prairie Telecom, LLC) recorded the certification");
      expect(words).toContain("Sam Ortega (Northline) handed over to Dee Marsh");
    }
    expect(wordsOf(await running.as(rob).command("history"))).toContain("Pia Lang (Prairie Telecom, LLC) recorded");
  });

  it("is told with the names alone where there is one place only", async () => {
    const running = await mirrored();
    await running.does(commands.unlinkPlace(), lena);
    await running.does(commands.certify("MN"), rob);
    expect(wordsOnCard(last(inPlace(running, "said", place)))).toMatch(/^Rob Castillo recorded/);
  });
});

describe("a decision in one place", () => {
  const deciding = ["Issue RSID", "Need more information", "Accept questionnaire", "Return questionnaire", "Hand over"];
  it("takes the buttons from every copy in the other, and says who made it", async () => {
    const running = await asked();
    for (const [, where] of inBoth) expect(labels(only(inPlace(running, "rsid:1", where)))).toEqual(deciding);
    await running.does(commands.issueRsid("PT7"), sam);
    for (const [, where] of inBoth) {
      const card = only(inPlace(running, "rsid:1", where));
      expect(labels(card)).toEqual(["Whole checklist"]);
      expect(wordsOnCard(card)).toMatch(/RSID PT7 issued by Sam Ortega/);
      expect(labels(only(inPlace(running, "centers", where)))).toEqual(["Assign centers", "Hand over"]);
    }
    await running.does(commands.assignCenters(), dee);
    for (const [, where] of inBoth) expect(labels(only(inPlace(running, "centers", where)))).toEqual([]);
  });

  it("has one effect where two people decide in two places at the same moment", async () => {
    const running = await asked();
    await joins(running, sam, samInTeams);
    const before = running.events().length;
    const press = (who: Someone) => running.as(who).press({ do: "acceptQuestionnaire", onboarding: first });
    const answers = await Promise.all([press(dee), press(samInTeams)]);
    expect(running.events().slice(before)).toEqual(["QuestionnaireAccepted"]);
    expect(answers.filter(({ kind }) => kind === "card").map(wordsOf)).toEqual([
      expect.stringMatching(/already accepted, by \w+ \w+ on/),
    ]);
  });

  it("is asked for in a place that is linked while it is open, with the question that is out", async () => {
    const running = await mirrored();
    await running.does(commands.unlinkPlace(), lena);
    await running.does(commands.submitQuestionnaire(), lena);
    await running.does(commands.askInformation("Which entity?"), sam);
    await running.does(commands.makeLinkCode(running.world.clock.now()), lena);
    await running.does(commands.linkPlace(), lenaInTeams);
    expect(labels(only(inPlace(running, "rsid:1", teamsPlace)))).not.toContain("Need more information");
    expect(labels(only(inPlace(running, "question:0", teamsPlace)))).toEqual(["Answer"]);
    await running.does(commands.giveInformation("This one."), pia);
    for (const [, where] of inBoth) {
      expect(labels(only(inPlace(running, "question:0", where)))).toEqual([]);
      expect(labels(only(inPlace(running, "rsid:1", where)))).toEqual(deciding);
    }
  });

  it("goes one to one to the service manager's own platform, once", async () => {
    const running = await mirrored({ carrierTeam: { serviceManager: asPerson(tess) } });
    await running.does(commands.submitQuestionnaire(), lena);
    const direct = running.messenger.standing.filter(({ address }) => address.to === "person");
    expect(direct.map(({ address }) => address)).toEqual([
      { to: "person", account: tess.account, fallback: teamsPlace },
    ]);
    const opened = await running.as(tess).press(actionOf(last(direct.map(({ card }) => card)), "Issue RSID"));
    expect(formOf(opened).ref).toMatchObject({ form: "issueRsid", request: 1 });
  });
});

describe("somebody who is named", () => {
  it("is mentioned on their own platform, and called by name on the other", async () => {
    const running = await asked();
    expect(mentionedOn(only(inPlace(running, "rsid:1", place)))).toEqual([sam.account]);
    expect(mentionedOn(only(inPlace(running, "rsid:1", teamsPlace)))).toEqual([]);
    expect(wordsOnCard(only(inPlace(running, "rsid:1", teamsPlace)))).toContain("Sam Ortega");
  });

  it("is mentioned once where they have an account on both, by the one that is named", async () => {
    const running = await mirrored();
    await joins(running, sam, samInTeams);
    await running.does(commands.submitQuestionnaire(), lena);
    expect(mentionedOn(only(inPlace(running, "rsid:1", place)))).toEqual([sam.account]);
    expect(mentionedOn(only(inPlace(running, "rsid:1", teamsPlace)))).toEqual([]);
  });

  it("is mentioned by their other account where the named one's platform does not hear of it", async () => {
    const running = await mirrored();
    await joins(running, lena, lenaInTeams);
    await running.does(commands.unlinkPlace(place), lena);
    await running.does(commands.submitQuestionnaire(), lena);
    await running.does(commands.askInformation("Which entity?"), sam);
    expect(mentionedOn(only(inPlace(running, "question:0", teamsPlace)))).toEqual([lenaInTeams.account]);
  });

  it("sees the buttons that are theirs with either account", async () => {
    const running = await asked();
    await joins(running, sam, samInTeams);
    await running.does({ type: "AcceptQuestionnaire" }, dee);
    for (const [, where] of inBoth) {
      const whose = only(inPlace(running, "rsid:1", where)).elements.flatMap((element) =>
        element.word === "buttons" && element.for ? element.for : [],
      );
      expect(new Set(whose)).toEqual(new Set([sam.account, samInTeams.account, dee.account]));
    }
  });

  it("never is named with a mention that the message's platform does not know", async () => {
    const running = await asked();
    await joins(running, sam, samInTeams);
    await running.does(commands.askInformation("Which entity?"), sam);
    await running.does(commands.giveInformation("This one."), pia);
    await running.does({ type: "ReturnQuestionnaire", reasons: "Section 4." }, sam);
    for (const { address, card } of running.messenger.standing) {
      const platform = (address.to === "place" ? address.place : address.account).split(":")[0];
      for (const account of mentionedOn(card)) expect(account).toMatch(new RegExp(`^${platform}:`));
    }
  });
});

describe("the daily digest", () => {
  const friday = new FixedClock(at("2026-10-02T17:00:00Z"));
  const digests = (running: Running, where: typeof place) => inPlace(running, "digest:", where).map(wordsOnCard);

  it("comes to both places, the same, once a day", async () => {
    const running = await mirrored({}, { clock: friday });
    for (const time of ["2026-10-05T14:00:00Z", "2026-10-05T14:01:00Z", "2026-10-05T20:00:00Z"])
      await running.tick(at(time));
    expect(digests(running, place)).toHaveLength(1);
    expect(digests(running, teamsPlace)).toEqual(digests(running, place));
  });

  it("that one place did not get for days is one there afterwards with all of their news, and each day's in the other", async () => {
    const running = await mirrored({}, { clock: new FixedClock(at("2026-10-02T17:00:00Z")) });
    running.messenger.fails("create", "busy", { about: "@teams:", times: 1_000, retryAfterMs: 60_000 });
    await running.tick(at("2026-10-05T14:00:00Z"));
    await running.does(commands.certify("MN"), rob);
    await running.tick(at("2026-10-06T14:00:00Z"));
    running.messenger.mended();
    await running.tick(at("2026-10-06T14:05:00Z"));
    expect(digests(running, place)).toHaveLength(2);
    const [late, ...more] = digests(running, teamsPlace);
    expect(more).toEqual([]);
    expect(late).toContain("started the onboarding");
    expect(late).toContain("Minnesota");
    expect(digests(running, place)[1]).not.toContain("started the onboarding");
  });

  it("is not told to a place that can't be reached, and with the place come the news it missed", async () => {
    const running = await mirrored({}, { clock: new FixedClock(at("2026-10-02T17:00:00Z")) });
    await running.application.front.left(teamsPlace, "removed");
    await running.does(commands.certify("MN"), rob);
    await running.tick(at("2026-10-05T14:00:00Z"));
    expect(digests(running, place)).toHaveLength(1);
    expect(digests(running, teamsPlace)).toEqual([]);
    await running.as(pia).command("status");
    expect(wordsOnCard(last(inPlace(running, "said", teamsPlace)))).toContain(
      "recorded the certification for Minnesota",
    );
  });
});
