/** A place that the bot can't write to any more: told elsewhere, and brought back. */
import { describe, expect, it } from "vitest";
import type { Loss } from "../../src/domain/events.ts";
import * as commands from "../support/commands.ts";
import { asPerson, lena, lenaInTeams, otis, pia, rob, sam, stranger, tess } from "../support/people.ts";
import { cardOf, first, place, type Running, started, teamsPlace } from "../support/running-application.ts";
import { inPlace, mirrored, placeCode, wordsOf } from "../support/two-platforms.ts";
import { actionOf, buttonsOn, wordsOnCard } from "../support/words-on-card.ts";

const losses = (running: Running) => running.events().filter((type) => type === "PlaceLost" || type === "PlaceFound");
const toldInSlack = (running: Running) => inPlace(running, "lostPlace:", place);
const inSlack = (running: Running) => toldInSlack(running).map(wordsOnCard);
const lastNews = (running: Running, where: typeof place) => inPlace(running, "said", where).map(wordsOnCard).at(-1);

/** Put out of the Teams channel. */
async function lost(why: Loss = "removed"): Promise<Running> {
  const running = await mirrored();
  await running.application.front.left(teamsPlace, why);
  await running.sweep();
  return running;
}

describe("a place that is lost", () => {
  const reasons: readonly (readonly [Loss, string])[] = [
    ["removed", "I was removed from it"],
    ["archived", "it was archived"],
    ["gone", "I can't write to it any more"],
  ];
  it.each(reasons)("(%s) is told in the other place, with what can be done about it", async (why, words) => {
    const running = await lost(why);
    expect(inSlack(running)).toEqual([
      expect.stringContaining(`the checklist is not shown in “Prairie rollout” in Teams: ${words}.`),
    ]);
    expect(inSlack(running)[0]).toContain("Everything goes on here.");
    expect(
      toldInSlack(running)
        .flatMap(buttonsOn)
        .map(({ label }) => label),
    ).toEqual(["Try it again", "Unlink “Prairie rollout” in Teams"]);
  });

  it("is noticed when a message comes back from it, and recorded once however many do", async () => {
    const running = await mirrored();
    running.messenger.fails("create", "gone", { about: "@teams:", times: 10 });
    running.messenger.fails("update", "gone", { about: "@teams:", times: 10 });
    await running.does(commands.certify("MN"), rob);
    await running.application.front.left(teamsPlace, "removed");
    expect(losses(running)).toEqual(["PlaceLost"]);
    expect(inSlack(running)).toHaveLength(1);
  });

  it("is not written to, and the other goes on", async () => {
    const running = await lost();
    running.messenger.calls.length = 0;
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.submitQuestionnaire(), lena);
    expect(running.messenger.calls.filter((call) => call.includes("@teams:"))).toEqual([]);
    expect(lastNews(running, place)).toContain("Resale Questionnaire as submitted");
  });

  it("that was the only one is told to the service manager, one to one, with a way out", async () => {
    const running = await started();
    await running.application.front.left(place, "archived");
    await running.sweep();
    const { address, card } = running.messenger.only("lostPlace:");
    expect(address).toEqual({ to: "person", account: sam.account });
    expect(wordsOnCard(card)).toContain("It lives nowhere else at the moment.");
    expect(buttonsOn(card).map(({ label }) => label)).toEqual(["Try it again", "Code for another channel"]);
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(
      wordsOf(await running.as(sam).press(actionOf(card, "Code for another channel"), { in: "direct" })),
    )?.[0];
    await running.as(lenaInTeams).command(`link ${code}`);
    expect(inPlace(running, "checklist", teamsPlace)).toHaveLength(1);
  });

  it("together with the other is told to the service manager too, once each", async () => {
    const running = await mirrored({ carrierTeam: { serviceManager: asPerson(tess) } });
    await running.application.front.left(teamsPlace, "removed");
    await running.application.front.left(place, "removed");
    await running.sweep();
    const direct = running.messenger.with("lostPlace:").filter(({ address }) => address.to === "person");
    expect(direct.map(({ address }) => address)).toEqual([{ to: "person", account: tess.account }]);
  });

  it("of no onboarding, or of one that is closed, is nobody's business", async () => {
    const running = await mirrored();
    await running.application.front.left("slack:TNORTHLINE:CNONE" as typeof place, "gone");
    await running.does({ type: "CloseOnboarding", reason: "Wrong channel" }, sam);
    await running.application.front.left(teamsPlace, "removed");
    expect(losses(running)).toEqual([]);
  });
});

describe("a place that is found again", () => {
  it("by the button shows the newest checklist, and is told what it missed", async () => {
    const running = await lost();
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.recordOcn("MN", commands.assigned("508J")), rob);
    const [card] = toldInSlack(running);
    if (!card) throw new Error("Nobody was told.");
    const answer = cardOf(await running.as(rob).press(actionOf(card, "Try it again")));
    expect(wordsOnCard(answer)).not.toContain("I was removed");
    expect(inPlace(running, "checklist", teamsPlace).map(wordsOnCard)[0]).toContain("508J");
    const news = lastNews(running, teamsPlace);
    for (const fact of ["Minnesota", "508J", "brought the checklist back to “Prairie rollout” in Teams"])
      expect(news).toContain(fact);
    expect(inSlack(running)).toEqual([expect.stringContaining("“Prairie rollout” in Teams can be reached again.")]);
    expect(lastNews(running, place)).toContain("Rob Castillo (Prairie Telecom, LLC) brought the checklist back");
  });

  it("by somebody who is heard there, or by the bot being added again", async () => {
    for (const finds of [
      (running: Running) => running.as(pia).command("status"),
      (running: Running) => running.as(pia).says("what's next?"),
      (running: Running) => running.application.front.arrived(teamsPlace),
    ]) {
      const running = await lost();
      await finds(running);
      await running.sweep();
      expect(losses(running)).toEqual(["PlaceLost", "PlaceFound"]);
      expect(lastNews(running, teamsPlace)).toContain("brought the checklist back");
    }
  });

  it("and lost once more is told once more, in the same message", async () => {
    const running = await lost();
    await running.application.front.arrived(teamsPlace);
    await running.application.front.left(teamsPlace, "archived");
    await running.sweep();
    expect(inSlack(running)).toEqual([expect.stringContaining("it was archived.")]);
  });

  it("where it still can't be written to, is lost again", async () => {
    const running = await lost();
    running.messenger.fails("update", "gone", { about: "@teams:", times: 10 });
    running.messenger.fails("create", "gone", { about: "@teams:", times: 10 });
    await running.as(lena).press({ do: "repairPlace", onboarding: first, place: teamsPlace });
    await running.sweep();
    expect(losses(running)).toEqual(["PlaceLost", "PlaceFound", "PlaceLost"]);
    expect(inSlack(running)).toEqual([expect.stringContaining("I can't write to it any more.")]);
  });

  it("is nothing that an outsider brings about by pressing, and everybody of the two companies may", async () => {
    const running = await lost();
    await running.as(stranger).press({ do: "repairPlace", onboarding: first, place: teamsPlace });
    expect(losses(running)).toEqual(["PlaceLost"]);
    await running.as(otis).press({ do: "repairPlace", onboarding: first, place: teamsPlace });
    expect(losses(running)).toEqual(["PlaceLost", "PlaceFound"]);
  });

  it("is asked for the decision that came up meanwhile", async () => {
    const running = await lost();
    await running.does(commands.submitQuestionnaire(), lena);
    expect(inPlace(running, "rsid:1", teamsPlace)).toEqual([]);
    await running.application.front.arrived(teamsPlace);
    await running.sweep();
    expect(inPlace(running, "rsid:1", teamsPlace).flatMap(buttonsOn).length).toBeGreaterThan(0);
  });
});

describe("a lost place that is unlinked", () => {
  it("is told of no more, and its channel can take the checklist again", async () => {
    const running = await lost();
    await running.as(lena).press({ do: "unlinkPlace", onboarding: first, place: teamsPlace });
    expect(inSlack(running)).toEqual([expect.stringContaining("It was unlinked.")]);
    await running.as(lenaInTeams).command(`link ${await placeCode(running)}`);
    expect(running.state().places.map((each) => [each.place, each.lost])).toEqual([
      [place, undefined],
      [teamsPlace, undefined],
    ]);
  });
});
