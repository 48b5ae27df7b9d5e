/** Places that the checklist leaves, one by one or all with its end. */
import { describe, expect, it } from "vitest";
import { lena, lenaInTeams, rob, sam, samInTeams } from "../support/people.ts";
import {
  cardOf,
  elsewhere,
  first,
  place,
  type Running,
  second,
  started,
  teamsPlace,
} from "../support/running-application.ts";
import { inPlace, mirrored, placeCode, wordsOf } from "../support/two-platforms.ts";
import { actionOf, wordsOnCard } from "../support/words-on-card.ts";

const places = (running: Running) => running.state().places.map((each) => each.place);

describe("unlinking", () => {
  it("leaves “not mirrored here any more” behind, in every message of ours, and the others go on", async () => {
    const running = await mirrored();
    await running.does(
      { type: "SubmitQuestionnaire", on: "2026-10-05" as never, submittedBy: "Lena", documentsOwed: [] },
      lena,
    );
    const card = cardOf(await running.as(lena).command("link"));
    const where = cardOf(await running.as(lena).press(actionOf(card, "Where it lives")));
    const after = await running.as(lena).press(actionOf(where, "Unlink “Prairie rollout” in Teams"));
    expect(wordsOf(after)).toContain("the channel in Slack");
    for (const key of ["checklist", "rsid:1"])
      expect(inPlace(running, key, teamsPlace).map(wordsOnCard)).toEqual([
        "Prairie Telecom, LLC's checklist is not mirrored here any more. Nothing that was recorded is lost.",
      ]);
    const standing = running.messenger.standing.length;
    await running.does({ type: "AcceptQuestionnaire" }, sam);
    expect(running.messenger.standing).toHaveLength(standing + 1);
    expect(wordsOnCard(inPlace(running, "said", place).at(-1) ?? where)).toContain("accepted the Resale Questionnaire");
    expect(wordsOf(await running.as(lenaInTeams).command("status"))).not.toContain("Minnesota");
  });

  it("frees the channel for another onboarding, and the checklist can come back to it later", async () => {
    const running = await mirrored();
    await running.as(lena).press({ do: "unlinkPlace", onboarding: first, place: teamsPlace });
    await running.as(lenaInTeams).command(`link ${await placeCode(running)}`);
    expect(places(running)).toEqual([place, teamsPlace]);
    const [old, now, ...more] = inPlace(running, "checklist", teamsPlace).map(wordsOnCard);
    expect(more).toEqual([]);
    expect(old).toContain("not mirrored here any more");
    expect(now).toEqual(inPlace(running, "checklist", place).map(wordsOnCard)[0]);
    await running.as(lena).press({ do: "unlinkPlace", onboarding: first, place: teamsPlace });
    await running.does(elsewhere({}, teamsPlace), samInTeams, second);
    expect(running.state(second).places[0]?.place).toBe(teamsPlace);
  });

  it("the last place is refused, with what to do instead", async () => {
    const running = await started();
    const words = wordsOf(await running.as(lena).press({ do: "unlinkPlace", onboarding: first, place }));
    expect(words).toContain("This is the only place where the checklist lives.");
    const rest = wordsOf(await running.as(rob).press({ do: "unlinkPlace", onboarding: first, place }));
    expect(rest).toContain("Only Lena Brandt (lead");
  });
});

describe("closing", () => {
  it("frees every place", async () => {
    const running = await mirrored();
    await running.does({ type: "CloseOnboarding", reason: "Wrong channel" }, sam);
    await running.does(elsewhere({}, place), sam, second);
    expect(running.state(second).places[0]?.place).toBe(place);
    expect(wordsOf(await running.as(lenaInTeams).command("next"))).not.toContain("What's next for");
  });
});
