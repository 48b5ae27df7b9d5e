import { describe, expect, it } from "vitest";
import { requestKey } from "../../src/domain/ids.ts";
import * as commands from "../support/commands.ts";
import { asAuthor, asPerson, dee, lena, rob, sam, samInTeams } from "../support/people.ts";
import { elsewhere, first, type Running, second, settled, started } from "../support/running-application.ts";
import { joins } from "../support/two-platforms.ts";
import { wordsOnCard } from "../support/words-on-card.ts";

const checklist = `${first}/checklist@`;
const news = `${first}/said`;

describe("a message", () => {
  it("is created once, pinned where it is the checklist, and updated afterwards", async () => {
    const running = await started();
    const { receipt } = running.messenger.only(checklist);
    expect(running.messenger.only(checklist)).toMatchObject({ pinned: true, edits: 0 });
    expect(running.messenger.with(news)).toHaveLength(1);

    await running.does(commands.certify("MN"), rob);
    await running.does(commands.recordOcn("MN", commands.assigned("508J")), rob);
    expect(running.messenger.only(checklist)).toMatchObject({ receipt, edits: 2 });
    expect(running.messenger.words(checklist)).toContain("508J");
    expect(running.messenger.with(news).map(({ edits }) => edits)).toEqual([0, 0, 0]);
  });

  it("of news is forgotten when it is out, so that documents don't grow with what was said", async () => {
    const running = await started();
    await running.does(commands.certify("MN"), rob);
    expect(running.slot("said")).toBeUndefined();
    expect(running.slot("checklist")).toMatchObject({ wanted: 2, shown: 2 });
  });

  it("is kept as being sent before the platform hears of it", async () => {
    const running = await started();
    const goOn = running.messenger.holds("create", news, "before");
    await running.does(commands.certify("MN"), rob);
    expect(running.slot("said")).toMatchObject({ sendingSince: running.world.clock.now(), shown: 0 });
    goOn();
    await settled();
    expect(running.slot("said")).toBeUndefined();
  });

  it("that was deleted is created anew, pinned again", async () => {
    const running = await started();
    const { receipt } = running.messenger.only(checklist);
    running.messenger.deletes("checklist@");
    await running.does(commands.certify("MN"), rob);
    await running.timeGoesOn(0);
    expect(running.messenger.only(checklist)).toMatchObject({ pinned: true, edits: 0 });
    expect(running.messenger.only(checklist).receipt).not.toBe(receipt);
  });

  it("to a person names the channel as the place to say it where they can't be written to", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    expect(running.messenger.only(`rsid:1.0@${sam.account}`).address).toEqual({
      to: "person",
      account: sam.account,
      fallback: commands.start().place,
    });
  });
});

describe("order", () => {
  it("news stand in the order in which they happened", async () => {
    const running = await started();
    running.messenger.calls.length = 0;
    const goOn = running.messenger.holds("create", news, "before");
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.certify("CO"), rob);
    goOn();
    await settled();
    expect(running.messenger.calls.filter((call) => call.startsWith("create"))).toEqual([
      `create ${news}:2@slack:TNORTHLINE:C1`,
      `create ${news}:3@slack:TNORTHLINE:C1`,
    ]);
  });

  it("news do not wait behind an update that hangs", async () => {
    const running = await started();
    const goOn = running.messenger.holds("update", checklist, "before");
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.certify("CO"), rob);
    await settled();
    expect(running.messenger.with(news)).toHaveLength(3);
    expect(running.messenger.only(checklist).edits).toBe(0);
    goOn();
    await settled();
    expect(running.messenger.words(checklist)).toContain("2 of 3 states");
  });

  it("one channel that hangs does not hold up another", async () => {
    const running = await started();
    await running.does(elsewhere(), sam, second);
    const goOn = running.messenger.holds("create", news);
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.certify("CO"), rob, second);
    expect(running.messenger.with(`${second}/said`)).toHaveLength(2);
    expect(running.messenger.with(news)).toHaveLength(1);
    goOn();
    await settled();
    expect(running.messenger.with(news)).toHaveLength(2);
  });
});

describe("while the platform asks to wait", () => {
  it("many changes become one update of the newest state and one message of news", async () => {
    const running = await started();
    running.messenger.fails("create", "busy", { retryAfterMs: 30_000 });
    running.messenger.fails("update", "busy", { retryAfterMs: 30_000 });
    for (const state of ["CO", "MN", "WA"] as const) await running.does(commands.certify(state), rob);
    await running.does(commands.recordOcn("MN", commands.assigned("508J")), rob);
    expect(running.messenger.with(news)).toHaveLength(1);
    expect(running.messenger.only(checklist).edits).toBe(0);

    await running.timeGoesOn(30_000);
    expect(running.messenger.only(checklist).edits).toBe(1);
    const said = running.messenger.with(news);
    expect(said).toHaveLength(2);
    const words = wordsOnCard((said[1] ?? said[0])?.card ?? { summary: "", elements: [] });
    for (const fact of ["Colorado", "Minnesota", "Washington", "508J"]) expect(words).toContain(fact);
  });

  it("news that waits longer than later news is not told again by it, nor tells it again", async () => {
    const running = await started();
    running.messenger.fails("create", "unreachable", { about: "said:2" });
    running.messenger.fails("create", "busy", { about: "said:2", retryAfterMs: 30_000 });
    await running.does(commands.certify("CO"), rob);
    await running.does(commands.certify("MN"), rob);
    await running.timeGoesOn(2_000);
    await running.does(commands.certify("WA"), rob);
    await running.timeGoesOn(30_000);
    const words = running.messenger.with(news).map(({ card }) => wordsOnCard(card));
    for (const fact of ["Colorado", "Minnesota", "Washington"])
      expect(words.filter((text) => text.includes(`certification for ${fact}`))).toHaveLength(1);
    // Nor does late news tell what only later ones brought about.
    expect(words.filter((text) => text.includes("All certifications are in"))).toEqual([
      expect.stringContaining("Washington"),
    ]);
  });

  it("nothing is tried before the time it named, and then at that time", async () => {
    const running = await started();
    running.messenger.fails("update", "busy", { retryAfterMs: 30_000 });
    await running.does(commands.certify("MN"), rob);
    running.messenger.calls.length = 0;
    await running.timeGoesOn(29_000);
    await running.sweep();
    expect(running.messenger.calls).toEqual([]);
    await running.timeGoesOn(1_000);
    await running.sweep();
    expect(running.messenger.only(checklist).edits).toBe(1);
  });

  it("waits longer each time where it does not say how long, and never more than five minutes", async () => {
    const running = await started();
    const waits: number[] = [];
    running.messenger.fails("update", "unreachable", { times: 12 });
    await running.does(commands.certify("MN"), rob);
    for (let round = 0; round < 12; round += 1) {
      const slot = running.slot("checklist");
      const wait = Date.parse(slot?.notBefore ?? "") - Date.parse(running.world.clock.now());
      waits.push(wait / 1000);
      await running.timeGoesOn(wait);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
    expect(running.messenger.only(checklist).edits).toBe(1);
    expect(running.slot("checklist")).toMatchObject({ failures: 0 });
    expect(running.slot("checklist")).not.toHaveProperty("notBefore");
  });
});

describe("when the connection breaks", () => {
  const effects = [
    ["before the message arrived", "before"],
    ["after it arrived", "after"],
  ] as const;
  it.each(effects)("%s, it stands there once in the end", async (_, effect) => {
    const running = await started();
    running.messenger.fails("create", "unreachable", { about: "said", effect });
    await running.does(commands.certify("MN"), rob);
    expect(running.slot("said")).toMatchObject({ failures: 1, sendingSince: expect.any(String) });
    await running.timeGoesOn(2_000);
    expect(running.messenger.calls).toContain(`findSent ${news}:2@slack:TNORTHLINE:C1`);
    expect(running.messenger.with(news)).toHaveLength(2);
    expect(running.slot("said")).toBeUndefined();
  });
});

describe("a message that is refused", () => {
  it("is given up with the reason, not tried again, and comes with the next change", async () => {
    const running = await started();
    running.messenger.fails("update", "refused");
    running.messenger.fails("create", "refused");
    await running.does(commands.certify("MN"), rob);
    expect(running.slot("checklist")?.abandoned).toContain("Mend it.");
    expect(running.slot("said")?.abandoned).toContain("Mend it.");
    running.messenger.calls.length = 0;
    await running.timeGoesOn(3_600_000);
    await running.sweep();
    expect(running.messenger.calls).toEqual([]);

    await running.does(commands.certify("CO"), rob);
    expect(running.messenger.only(checklist).edits).toBe(1);
    expect(running.slot("checklist")).not.toHaveProperty("abandoned");
    // What was not told the first time is told now, in the same message.
    expect(running.messenger.with(news)).toHaveLength(2);
    expect(running.slot("said")).toBeUndefined();
    const words = wordsOnCard(running.messenger.with(news)[1]?.card ?? { summary: "", elements: [] });
    expect(words).toContain("Minnesota");
    expect(words).toContain("Colorado");
  });

  it("does not hold up the others", async () => {
    const running = await started();
    running.messenger.fails("create", "gone", { about: `@${sam.account}` });
    await running.does(commands.submitQuestionnaire(), lena);
    expect(running.slot(`rsid:1.0@${sam.account}`)).toMatchObject({ abandoned: expect.any(String) });
    expect(running.messenger.with(`${first}/rsid:1@`)).toHaveLength(1);
    expect(running.messenger.words(checklist)).toContain("RSID");
  });
});

describe("a conversation of which the platform says, as it does for moments of those that are there, that it is gone", () => {
  const gone = (times: number) => ({ about: "said", times, passing: true });

  it("is tried again, and nothing is missing", async () => {
    const running = await started();
    running.messenger.fails("create", "gone", gone(4));
    await running.does(commands.certify("MN"), rob);
    for (let seconds = 0; seconds < 40; seconds += 1) await running.timeGoesOn(1_000);
    expect(running.messenger.with(`${news}:2@`)).toHaveLength(1);
    expect(running.events()).not.toContain("PlaceLost");
  });

  it("is lost where it stays so", async () => {
    const running = await started();
    running.messenger.fails("create", "gone", gone(5));
    await running.does(commands.certify("MN"), rob);
    for (let seconds = 0; seconds < 20; seconds += 1) await running.timeGoesOn(1_000);
    expect(running.events()).not.toContain("PlaceLost");
    for (let seconds = 0; seconds < 20; seconds += 1) await running.timeGoesOn(1_000);
    expect(running.events()).toContain("PlaceLost");
  });
});

describe("where nobody answers, and nobody lets the bot look for what it sent", () => {
  it("a message is sent six times at most, and given up", async () => {
    const running = await started();
    running.messenger.fails("create", "unreachable", { about: "said", effect: "after", times: 100, unanswered: true });
    running.messenger.fails("findSent", "refused", { about: "said", times: 100 });
    await running.does(commands.certify("MN"), rob);
    for (let minutes = 0; minutes < 120; minutes += 1) await running.timeGoesOn(60_000);
    expect(running.messenger.with(`${news}:2@`)).toHaveLength(6);
    expect(running.slot("said")?.abandoned).toContain("It may stand there, and can't be looked for");
  });

  it("it is not sent again while the platform is away, and once when it is back", async () => {
    const running = await started();
    running.messenger.fails("create", "unreachable", { about: "said", unanswered: true });
    running.messenger.fails("findSent", "unreachable", { about: "said", times: 20, unanswered: true });
    running.messenger.fails("findSent", "refused", { about: "said" });
    await running.does(commands.certify("MN"), rob);
    for (let minutes = 0; minutes < 120; minutes += 1) await running.timeGoesOn(60_000);
    expect(running.messenger.with(`${news}:2@`)).toHaveLength(1);
    expect(running.slot("said")).toBeUndefined();
  });
});

describe("a platform that takes nothing from the bot", () => {
  it("is asked ever more seldom, and has all that was to be said once it does", async () => {
    const running = await started();
    for (const call of ["create", "update"] as const) running.messenger.fails(call, "lockedOut", { times: 1_000 });
    await running.does(commands.submitQuestionnaire(), lena);
    for (let minutes = 0; minutes < 60; minutes += 1) await running.timeGoesOn(60_000);
    running.messenger.calls.length = 0;
    await running.timeGoesOn(300_000);
    expect(new Set(running.messenger.calls).size).toBe(running.messenger.calls.length);
    expect(running.messenger.with("rsid:")).toEqual([]);
    running.messenger.mended();
    await running.timeGoesOn(300_000);
    expect(running.messenger.with("rsid:1.0@")).toHaveLength(1);
    expect(running.messenger.words(checklist)).toContain("Submitted");
  });
});

describe("a message that this version knows nothing of", () => {
  it("waits, and holds up no other", async () => {
    const running = await started();
    const strange = { key: "hologram@x", intent: { kind: "hologram" }, wanted: 1, shown: 0, failures: 0 };
    await running.journal.change(first, () => ({
      outcome: undefined,
      change: {
        events: [],
        by: asAuthor(sam),
        at: running.world.clock.now(),
        request: requestKey("strange"),
        slots: [strange],
      },
    }));
    await running.does(commands.certify("MN"), rob);
    expect(running.messenger.words(checklist)).toContain("Granted: MN");
    expect(running.slot("hologram")).toEqual(strange);
  });
});

describe("a message to somebody with two accounts", () => {
  const toSam = (running: Running) =>
    running.messenger.standing.flatMap(({ mark, address }) =>
      address.to === "person" && /rsid|digest/.test(mark) ? [address.account] : [],
    );

  it("that the account they are written to refuses goes to the other one, and is brought up to date there", async () => {
    const running = await started();
    await joins(running, sam, samInTeams);
    running.messenger.fails("create", "refused", { about: `@${samInTeams.account}` });
    await running.does(commands.submitQuestionnaire(), lena);
    await settled();
    expect(toSam(running)).toEqual([sam.account]);
    await running.does(commands.issueRsid("AB1"), sam);
    expect(running.messenger.words(`rsid:1.0@${sam.account}`)).toContain("AB1");
    // Teams takes messages again: the copy there is one more, as it was asked for at first.
    expect(running.slot(`rsid:1.0@${samInTeams.account}`)).not.toHaveProperty("abandoned");
  });

  it("that both refuse is given up, and tried no more", async () => {
    const running = await started();
    await joins(running, sam, samInTeams);
    for (const { account } of [sam, samInTeams]) running.messenger.fails("create", "gone", { about: `@${account}` });
    await running.does(commands.submitQuestionnaire(), lena);
    await settled();
    running.messenger.calls.length = 0;
    await running.timeGoesOn(3_600_000);
    await running.sweep();
    expect(running.messenger.calls).toEqual([]);
    for (const { account } of [sam, samInTeams])
      expect(running.slot(`rsid:1.0@${account}`)).toMatchObject({ abandoned: expect.any(String) });
  });

  it("is no reason to tell one account what was said of it to the other", async () => {
    const running = await started();
    running.messenger.fails("create", "refused", { about: "joined@" });
    await joins(running, sam, samInTeams);
    await settled();
    expect(running.messenger.with("/joined@")).toEqual([]);
  });
});

describe("stopping", () => {
  it("finishes what is in hand, begins nothing more, and the next start brings the rest", async () => {
    const running = await started();
    const goOn = running.messenger.holds("create", news);
    await running.does(commands.certify("MN"), rob);
    await running.does(commands.certify("CO"), rob);
    let stopped = false;
    const stopping = running.application.stop().then(() => {
      stopped = true;
    });
    await settled();
    expect(stopped).toBe(false);
    goOn();
    await stopping;
    expect(running.messenger.with(news)).toHaveLength(2);

    const again = await running.restarted();
    await settled();
    expect(again.messenger.with(news)).toHaveLength(3);
    expect(again.messenger.words(checklist)).toContain("2 of 3 states");
  });

  it("a card about somebody who has left the picture is brought up to date all the same", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    await running.does(commands.handOver(asPerson(dee)), sam);
    expect(running.messenger.words(`rsid:1.0@${sam.account}`)).toContain("Dee Marsh has taken this over");
  });
});
