/** One human with an account on each platform, by a code that is made with one and used with the other. */
import { describe, expect, it } from "vitest";
import type { FormRef } from "../../src/views/actions.ts";
import * as commands from "../support/commands.ts";
import {
  ada,
  adaInTeams,
  asPerson,
  dee,
  gina,
  gus,
  lena,
  lenaInTeams,
  otis,
  pia,
  rob,
  type Someone,
  sam,
  samInTeams,
  tess,
} from "../support/people.ts";
import {
  cardOf,
  direct,
  first,
  formOf,
  hereInTeams,
  place,
  type Running,
  started,
  teamsPlace,
} from "../support/running-application.ts";
import { codeOn, joins, wordsOf } from "../support/two-platforms.ts";
import { buttonsOn, wordsOnCard } from "../support/words-on-card.ts";

const makesCode = (running: Running, who: Someone) => running.as(who).press({ do: "makeCode", what: "person" });
const uses = (running: Running, who: Someone, code: string) => running.as(who).command(`link ${code}`, direct);
const told = (running: Running, who: Someone) =>
  running.messenger.standing
    .filter(
      ({ mark, address }) => mark.includes("/joined@") && address.to === "person" && address.account === who.account,
    )
    .map(({ card }) => wordsOnCard(card));
const people = (running: Running) => [...running.world.memory.keys()].filter((id) => id.startsWith("person_"));
const across = "These accounts stand on different sides";

describe("two accounts joined by a code", () => {
  it("made with one and used with the other are one person's, and the first one hears of it", async () => {
    const running = await started();
    const answer = await joins(running, lena, lenaInTeams);
    expect(answer).toMatchObject({ kind: "card", privately: true });
    expect(wordsOf(answer)).toContain("Joined: you are Lena Brandt in Slack too. I write to you here from now on");
    expect(told(running, lena)).toEqual([
      expect.stringContaining("Your account was joined with Lena Brandt in Teams: each may do what the other may"),
    ]);
    expect(told(running, lenaInTeams)).toEqual([]);
    expect(formOf(await running.as(lenaInTeams).command("ocn MN", direct)).ref).toMatchObject({ onboarding: first });
  });

  it("have the rights of the one that is named, in both directions, and in the history stands who acted", async () => {
    const running = await started();
    await joins(running, sam, samInTeams);
    await running.does(commands.submitQuestionnaire(), lena);
    await running.as(samInTeams).press({ do: "acceptQuestionnaire", onboarding: first }, direct);
    expect(running.state().questionnaire).toMatchObject({
      status: "accepted",
      accepted: { by: { account: samInTeams.account } },
    });
    expect(running.journal.peek(first)?.history.at(-1)?.by).toMatchObject({ platform: "teams", side: "carrier" });
    await running.does(commands.handOver(asPerson(samInTeams)), dee);
    const opened = await running
      .as(sam)
      .press({ do: "open", ref: { form: "issueRsid", onboarding: first, request: 1 } });
    expect(formOf(opened).ref.form).toBe("issueRsid");
  });

  it("keep an admin's rights, also where the directory has to be asked about the admin's account first", async () => {
    const running = await started();
    await joins(running, ada, adaInTeams);
    running.directory.forgets(ada, adaInTeams);
    await running.does(commands.submitQuestionnaire(), lena);
    await running.as(adaInTeams).press({ do: "acceptQuestionnaire", onboarding: first }, hereInTeams);
    expect(running.state().questionnaire.status).toBe("accepted");
  });

  it("are told things once, where the code was used, until another account is preferred", async () => {
    const running = await started();
    await joins(running, sam, samInTeams);
    await running.does(commands.submitQuestionnaire(), lena);
    expect(running.messenger.with("rsid:1.0@").map(({ address }) => address)).toMatchObject([
      { to: "person", account: samInTeams.account },
    ]);
    await running.as(sam).press({ do: "preferAccount", account: sam.account });
    await running.does({ type: "ReturnQuestionnaire", reasons: "Section 4." }, sam);
    await running.does(commands.submitQuestionnaire(), lena);
    expect(running.messenger.with("rsid:2.0@").map(({ address }) => address)).toMatchObject([
      { to: "person", account: sam.account, fallback: place },
    ]);
    expect(wordsOnCard(running.messenger.only("rsid:1.0@").card)).toContain("This request is over");
  });

  it("see on their card who they are, where they are written to, and can part", async () => {
    const running = await started();
    await joins(running, lena, lenaInTeams);
    const card = cardOf(await running.as(lena).press({ do: "look", at: "link", onboarding: first }));
    expect(wordsOnCard(card)).toContain("You are also Lena Brandt in Teams. I write to you in Teams.");
    expect(buttonsOn(card).map(({ label }) => label)).toEqual(
      expect.arrayContaining(["Write to me in Slack", "Part my accounts"]),
    );
  });
});

describe("a code that does not join", () => {
  it("is refused with another account of the same platform, and stays good for the right one", async () => {
    const running = await started();
    const code = codeOn(await makesCode(running, lena));
    for (const who of [rob, lena]) expect(wordsOf(await uses(running, who, code))).toContain("on the same platform");
    expect(wordsOf(await uses(running, lenaInTeams, code))).toContain("Joined");
  });

  it("is refused across the two sides, either way round", async () => {
    const running = await started();
    for (const [one, other] of [
      [sam, lenaInTeams],
      [lena, samInTeams],
      [lenaInTeams, otis],
      [tess, rob],
    ] as const)
      expect(wordsOf(await joins(running, one, other))).toContain(across);
    expect(wordsOf(await joins(running, lena, lenaInTeams))).toContain("Joined");
  });

  it("is refused between a guest who is named for the reseller and anybody of the carrier's", async () => {
    const running = await started({ resellerTeam: { lead: asPerson(gus), functions: {} } });
    for (const who of [samInTeams, tess]) expect(wordsOf(await joins(running, gus, who))).toContain(across);
  });

  it("is used, too old, or none, in the same words", async () => {
    const running = await started();
    const code = codeOn(await makesCode(running, lena));
    await uses(running, lenaInTeams, code);
    expect(wordsOf(await uses(running, pia, code))).toContain("This code is not valid");
    const old = codeOn(await makesCode(running, rob));
    await running.timeGoesOn(16 * 60_000);
    expect(wordsOf(await uses(running, pia, old))).toContain("This code is not valid");
  });

  it("joins nobody who is joined already", async () => {
    const running = await started();
    await joins(running, lena, lenaInTeams);
    const code = codeOn(await makesCode(running, rob));
    expect(wordsOf(await uses(running, lenaInTeams, code))).toContain("joined with Lena Brandt in Slack already.");
    expect(wordsOf(await makesCode(running, lena))).toContain("joined with Lena Brandt in Teams already");
    expect(wordsOf(await uses(running, pia, code))).toContain("Joined");
  });

  it("of one's own, made with the account that now uses another's, is good no more", async () => {
    const running = await started();
    const mine = codeOn(await makesCode(running, lenaInTeams));
    await joins(running, lena, lenaInTeams);
    expect(wordsOf(await uses(running, rob, mine))).toContain("This code is not valid");
    expect(running.application.onboardings).toBeDefined();
  });
});

describe("what comes twice", () => {
  it("the same use of a code, also at once, joins once and says the same each time", async () => {
    const running = await started();
    const code = codeOn(await makesCode(running, lena));
    const ref: FormRef = { form: "link", place: teamsPlace };
    const request = "teams:submit:1" as never;
    const submit = () => running.as(lenaInTeams).submit(ref, { code }, request);
    for (const answer of [...(await Promise.all([submit(), submit()])), await submit()])
      expect(wordsOf(answer)).toContain("Joined: you are Lena Brandt");
    expect(told(running, lena)).toHaveLength(1);
  });

  it("a button for a code pressed twice at once makes one code", async () => {
    const running = await started();
    const both = await Promise.all([makesCode(running, lena), makesCode(running, lena)]);
    const codes = both.map(wordsOf).filter((words) => words.includes("good for one use"));
    expect(codes.length).toBeGreaterThan(0);
    expect(people(running)).toHaveLength(1);
  });

  it("two accounts that use one code at the same moment: one of them is joined", async () => {
    const running = await started();
    const code = codeOn(await makesCode(running, lena));
    const answers = await Promise.all([lenaInTeams, pia].map((who) => uses(running, who, code)));
    expect(answers.map(wordsOf).filter((words) => words.startsWith("Joined"))).toHaveLength(1);
  });

  it("two codes used across at the same moment leave two people joined once", async () => {
    const running = await started();
    const inSlack = codeOn(await makesCode(running, lena));
    const inTeams = codeOn(await makesCode(running, lenaInTeams));
    await Promise.all([uses(running, lenaInTeams, inSlack), uses(running, lena, inTeams)]);
    const again = await joins(running, lena, lenaInTeams).catch(() => undefined);
    const card = wordsOf(await running.as(lena).press({ do: "look", at: "link", onboarding: first }));
    expect(card, again ? wordsOf(again) : "").toContain("You are also Lena Brandt in Teams");
  });
});

describe("two accounts that are joined while one of them is named", () => {
  it.each(Array.from({ length: 16 }, (_, ticks) => ticks))(
    "after %i turns of the machine never stand on both sides",
    async (ticks) => {
      const running = await started();
      const code = codeOn(await makesCode(running, sam));
      const joining = uses(running, gina, code);
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      const resellerTeam = { lead: asPerson(lena), functions: { billing: asPerson(gina) } };
      const [answer, outcome] = await Promise.all([
        joining,
        running.asks({ type: "ChangeResellerTeam", resellerTeam }, lena),
      ]);
      const isJoined = wordsOf(answer).includes("Joined");
      expect([isJoined, outcome.kind]).toEqual(isJoined ? [true, "invalid"] : [false, "done"]);
    },
  );
});
