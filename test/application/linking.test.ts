/** A code takes the checklist to one more place: how it is made, brought, and what is wrong with one. */
import { describe, expect, it } from "vitest";
import type { Where } from "../../src/application/front.ts";
import { requestKey } from "../../src/domain/ids.ts";
import { start } from "../support/commands.ts";
import {
  dee,
  lena,
  lenaInTeams,
  otis,
  pia,
  prairieInTeams,
  rob,
  sam,
  samInTeams,
  tess,
  tim,
} from "../support/people.ts";
import {
  cardOf,
  direct,
  elsewhere,
  first,
  formOf,
  hereInTeams,
  otherPlace,
  place,
  Running,
  second,
  started,
  teamsPlace,
} from "../support/running-application.ts";
import { codeOn, inPlace, joins, mirrored, placeCode, wordsOf } from "../support/two-platforms.ts";
import { wordsOnCard } from "../support/words-on-card.ts";

const teamsChat: Where = { in: "place", place: "teams:NORTHLINE:19:chat@unq.gbl.spaces" as typeof place };
const places = (running: Running) => running.state().places.map((each) => each.place);
const notValid = /This code is not valid: it was used, ran out, or was mistyped\./;

describe("a code", () => {
  it("is made by the lead and by who decides for the carrier, for their own eyes", async () => {
    const running = await started();
    for (const who of [lena, sam, dee]) {
      const answer = await running.as(who).command("link");
      expect(answer).toMatchObject({ kind: "card", privately: true });
      expect(wordsOf(answer)).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4} is good for one use, until Oct 5, 2026, 09:15\./);
    }
    expect(running.events().filter((type) => type === "LinkCodeMade")).toHaveLength(3);
  });

  it("is made for nobody else, who sees where the checklist lives instead", async () => {
    const running = await started();
    for (const who of [rob, otis]) {
      const answer = await running.as(who).command("link");
      expect(answer).toMatchObject({ kind: "card", privately: true });
      expect(wordsOf(answer)).toContain("Where Prairie Telecom, LLC's checklist lives");
    }
    const pressed = await running.as(rob).press({ do: "makeCode", what: "place", onboarding: first });
    expect(wordsOf(pressed)).toContain("Only Lena Brandt (lead, Prairie Telecom, LLC), Sam Ortega");
    expect(running.events()).not.toContain("LinkCodeMade");
  });

  it("stands nowhere in what is kept, and in no channel", async () => {
    const running = await started();
    const code = await placeCode(running);
    const bare = code.replace("-", "");
    const kept = JSON.stringify([...running.world.memory.values()].map(({ history, slots }) => [history, [...slots]]));
    for (const text of [kept, JSON.stringify(running.messenger.standing)])
      for (const secret of [code, bare, bare.toLowerCase()]) expect(text).not.toContain(secret);
  });
});

describe("a code that is brought to another channel", () => {
  const spelled = ["7K3M", "lower case", "no dash", "spaces around", "O for zero"];
  it.each(spelled)("works as people type it (%s)", async (how) => {
    const running = await started();
    const code = await placeCode(running);
    const typed = {
      "7K3M": code,
      "lower case": code.toLowerCase(),
      "no dash": code.replace("-", ""),
      "spaces around": ` ${code.replace("-", " ")}  `,
      "O for zero": code.replaceAll("0", "O").replaceAll("1", "l"),
    }[how];
    await running.as(lenaInTeams).command(`link ${typed}`);
    expect(places(running)).toEqual([place, teamsPlace]);
  });

  it("mirrors the checklist there, pinned, and both places hear of it", async () => {
    const running = await started();
    const answer = await running.as(lenaInTeams).command(`link ${await placeCode(running)}`);
    expect(wordsOf(answer)).toContain("Prairie Telecom, LLC's checklist lives here now as well.");
    expect(running.messenger.only(`checklist@${teamsPlace}`)).toMatchObject({ pinned: true });
    expect(inPlace(running, "checklist", teamsPlace).map(wordsOnCard)).toEqual(
      inPlace(running, "checklist", place).map(wordsOnCard),
    );
    for (const where of [place, teamsPlace])
      expect(wordsOnCard(inPlace(running, "said", where).at(-1) ?? cardOf(answer))).toContain(
        "Lena Brandt (Prairie Telecom, LLC) linked “Prairie rollout” in Teams: from now on the checklist lives there as well.",
      );
    expect(running.state().resellers).toContain(prairieInTeams);
  });

  it("makes the lead's company known, so that its people may look and record", async () => {
    const running = await started();
    await running.as(sam).command("status");
    expect(wordsOf(await running.as(pia).command("status"))).not.toContain("Prairie Telecom");
    await running.as(lenaInTeams).command(`link ${await placeCode(running)}`);
    expect(wordsOf(await running.as(pia).command("status"))).toContain("Prairie Telecom, LLC");
    expect(formOf(await running.as(pia).command("ocn MN")).ref).toMatchObject({ form: "ocn", state: "MN" });
    expect(wordsOf(await running.as(tim).command("status"))).toContain("as part of either");
  });

  it("can be said after a mention, and put into the form that link opens there", async () => {
    const running = await started();
    const opened = formOf(await running.as(samInTeams).says("link"));
    expect(opened.ref).toEqual({ form: "link", place: teamsPlace, placeName: "Prairie rollout" });
    const wrongOne = await running.as(samInTeams).submit(opened.ref, { code: "AAAA-AAAA" });
    expect(formOf(wrongOne)).toMatchObject({
      values: { code: "AAAA-AAAA" },
      errors: { code: expect.stringMatching(notValid) },
    });
    const saved = await running.as(samInTeams).submit(opened.ref, { code: await placeCode(running) });
    expect(saved).toMatchObject({ kind: "saved" });
    expect(wordsOf(saved)).toContain("lives here now as well");
    expect(running.state().places.at(-1)).toEqual({ place: teamsPlace, name: "Prairie rollout" });
    await running.as(tess).says(`link ${await placeCode(running)}`, teamsChat);
    expect(places(running)).toEqual([place, teamsPlace, "place" in teamsChat ? teamsChat.place : ""]);
  });

  it("is no code where somebody only says link in passing", async () => {
    const running = await mirrored();
    for (let time = 0; time < 6; time += 1)
      expect(wordsOf(await running.as(pia).says("link me to the tariff please"))).not.toMatch(/code/i);
    expect(wordsOf(await running.as(pia).command(`link ${await placeCode(running)}`, teamsChat))).toContain(
      "lives here",
    );
  });
});

describe("a code that can't be used", () => {
  it("one to one says that it links a channel, and stays good", async () => {
    const running = await started();
    const code = await placeCode(running);
    expect(wordsOf(await running.as(lenaInTeams).command(`link ${code}`, direct))).toContain(
      "This code links a channel. Use it in the channel or group chat",
    );
    await running.as(lenaInTeams).command(`link ${code}`);
    expect(places(running)).toHaveLength(2);
  });

  it("was used already, is too old, or never was", async () => {
    const running = await started();
    const code = await placeCode(running);
    await running.as(samInTeams).command(`link ${code}`);
    for (const typed of [code, "AAAA-AAAA", "x"])
      expect(wordsOf(await running.as(samInTeams).command(`link ${typed}`, teamsChat))).toMatch(notValid);
    const old = await placeCode(running);
    await running.timeGoesOn(15 * 60_000 + 1);
    expect(wordsOf(await running.as(samInTeams).command(`link ${old}`, teamsChat))).toMatch(notValid);
    expect(places(running)).toHaveLength(2);
  });

  it("is somebody's of a third company, who learns nothing of whose it is", async () => {
    const running = await mirrored();
    const words = wordsOf(await running.as(tim).command(`link ${await placeCode(running)}`, teamsChat));
    expect(words).toMatch(notValid);
    expect(words).not.toMatch(/Prairie|Northline/);
    expect(places(running)).toHaveLength(2);
  });

  it("after five wrong ones is not even looked at for a quarter of an hour, by that account alone", async () => {
    const running = await started();
    for (let time = 0; time < 5; time += 1)
      expect(wordsOf(await running.as(lenaInTeams).command("link AAAA-AAAA"))).toMatch(notValid);
    const code = await placeCode(running);
    expect(wordsOf(await running.as(lenaInTeams).command(`link ${code}`))).toContain(
      "Too many codes that were not valid",
    );
    expect(places(running)).toHaveLength(1);
    await running.timeGoesOn(15 * 60_000);
    await running.as(lenaInTeams).command(`link ${await placeCode(running)}`);
    expect(places(running)).toHaveLength(2);
  });

  it("finds another onboarding in the channel, and leaves it alone", async () => {
    const running = await started();
    await running.does(elsewhere({ details: { ...start().details, legalName: "Meadow Voice, Inc." } }), sam, second);
    const code = await placeCode(running);
    const words = wordsOf(await running.as(sam).command(`link ${code}`, { in: "place", place: otherPlace }));
    expect(words).toContain("This channel has a checklist of its own, Meadow Voice, Inc.'s.");
    expect(places(running)).toEqual([place]);
    expect(running.state(second).places).toHaveLength(1);
  });

  it("in the place where the checklist lives says so, and stays good", async () => {
    const running = await started();
    const code = await placeCode(running);
    expect(wordsOf(await running.as(lena).command(`link ${code}`))).toContain("lives in this channel already");
    await running.as(lenaInTeams).command(`link ${code}`);
    expect(places(running)).toHaveLength(2);
  });
});

describe("a code that comes twice", () => {
  it("with the same request, also at once, links once and says the same", async () => {
    const running = await started();
    const { front } = running.application;
    const code = await placeCode(running);
    const { account, name, company } = lenaInTeams;
    const visitor = { account, name, company, installedAt: samInTeams.company, platform: "teams" } as const;
    const press = () => front.command(visitor, hereInTeams, `link ${code}`, requestKey("teams:message:1"));
    const final = async () => {
      let answer = await press();
      while (answer.kind === "checking") answer = await answer.outcome;
      return wordsOf(answer);
    };
    const both = await Promise.all([final(), final()]);
    for (const words of [...both, await final()]) expect(words).toContain("lives here now as well");
    expect(running.events().filter((type) => type === "PlaceLinked")).toHaveLength(1);
  });

  it("by two people in two channels goes to the first of them", async () => {
    const running = await started();
    const code = await placeCode(running);
    const answers = await Promise.all([
      running.as(samInTeams).command(`link ${code}`),
      running.as(tess).command(`link ${code}`, teamsChat),
    ]);
    expect(answers.map(wordsOf).filter((words) => words.includes("lives here now"))).toHaveLength(1);
    expect(answers.map(wordsOf).filter((words) => notValid.test(words))).toHaveLength(1);
    expect(places(running)).toHaveLength(2);
  });

  it("of two onboardings to one channel goes to the first of them, and the other's stays good", async () => {
    const running = await started();
    await running.does(elsewhere(), sam, second);
    const codes = [
      codeOn(await running.as(sam).command("link")),
      codeOn(await running.as(sam).command("link", { in: "place", place: otherPlace })),
    ];
    const answers = await Promise.all(codes.map((code) => running.as(samInTeams).command(`link ${code}`)));
    expect(answers.map(wordsOf).filter((words) => words.includes("lives here now"))).toHaveLength(1);
    expect([first, second].map((id) => running.state(id).places.length).sort()).toEqual([1, 2]);
  });
});

it("an onboarding that is started in Teams comes to Slack in the same way", async () => {
  const running = await Running.on();
  await running.does(start({ place: teamsPlace, carrier: samInTeams.company }), samInTeams);
  await joins(running, sam, samInTeams);
  const code = codeOn(await running.as(samInTeams).command("link"));
  await running.as(lena).command(`link ${code}`, { in: "place", place, name: "prairie" });
  expect(places(running)).toEqual([teamsPlace, place]);
  expect(
    wordsOnCard(inPlace(running, "said", teamsPlace).at(-1) ?? cardOf(await running.as(lena).command("status"))),
  ).toContain("linked “prairie” in Slack");
});
