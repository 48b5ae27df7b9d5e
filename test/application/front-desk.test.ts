/** What people type and press, and what comes back to them alone. */
import { describe, expect, it } from "vitest";
import { type Subcommand, subcommandNames } from "../../src/views/subcommands.ts";
import * as commands from "../support/commands.ts";
import { gus, lena, rob, sam, stranger, tara } from "../support/people.ts";
import {
  cardOf,
  direct,
  elsewhere,
  first,
  formOf,
  otherPlace,
  place,
  Running,
  second,
  started,
} from "../support/running-application.ts";
import { actionOf, buttonsOn, wordsOnCard } from "../support/words-on-card.ts";

const elsewhereHere = { in: "place", place: otherPlace } as const;
const notYours = /belongs to the two companies working through it|find out just now which company you belong to/;

describe("a command word", () => {
  const shows: Readonly<Record<Exclude<Subcommand, "start">, RegExp>> = {
    status: /Prairie Telecom, LLC/,
    next: /What's next for Prairie/,
    certification: /CO.*MN.*WA|Colorado/s,
    ocn: /Colorado|CO/,
    questionnaire: /[Qq]uestionnaire/,
    rsid: /RSID/,
    centers: /[Cc]enters/,
    training: /[Tt]raining|course/,
    team: /Team of Prairie/,
    history: /started the onboarding/,
    list: /Prairie Telecom, LLC/,
    help: /\/onboard status/,
    link: /good for one use/,
  };
  it.each(Object.entries(shows))("/onboard %s shows what it says", async (word, pattern) => {
    const running = await started();
    expect(wordsOnCard(cardOf(await running.as(lena).command(word)))).toMatch(pattern);
  });

  it("start opens the form in an empty channel and says where there is one already", async () => {
    const running = await started();
    expect(formOf(await running.as(sam).command("start", elsewhereHere)).ref).toEqual({
      form: "start",
      place: otherPlace,
    });
    expect(wordsOnCard(cardOf(await running.as(sam).command("start")))).toContain("already has an onboarding");
    expect(wordsOnCard(cardOf(await running.as(sam).command("start", direct)))).toContain("both companies share");
  });

  it("of the wrong spelling gets the nearest right one with its usage", async () => {
    const running = await started();
    const typos: Readonly<Record<string, string>> = {
      statsu: "/onboard status",
      nxt: "/onboard next",
      ocm: "/onboard ocn [state]",
      certfication: "/onboard certification [state]",
      quest: "/onboard questionnaire",
      HISTROY: "/onboard history",
      traning: "/onboard training",
    };
    for (const [typed, usage] of Object.entries(typos)) {
      const words = wordsOnCard(cardOf(await running.as(lena).command(typed)));
      expect(words).toContain(`“${typed}” is not one of my commands. Did you mean ${usage}?`);
    }
  });

  it("that resembles none gets the whole list", async () => {
    const running = await started();
    const words = wordsOnCard(cardOf(await running.as(lena).command("xyzzy")));
    expect(words).toContain("“xyzzy” is not one of my commands. These are:");
    for (const name of subcommandNames) expect(words).toContain(`/onboard ${name}`);
  });

  it("with more than it takes gets its usage", async () => {
    const running = await started();
    expect(wordsOnCard(cardOf(await running.as(lena).command("rsid now please")))).toContain(
      "“now please” is more than /onboard rsid takes. Use /onboard rsid.",
    );
    expect(wordsOnCard(cardOf(await running.as(lena).command("ocn Atlantis")))).toContain(
      "“Atlantis” is not a state. Use /onboard ocn [state], for example /onboard ocn MN.",
    );
    expect(wordsOnCard(cardOf(await running.as(lena).command("ocn Colorda")))).toContain(
      "“Colorda” is not a state. Use /onboard ocn [state], for example /onboard ocn CO.",
    );
    expect(wordsOnCard(cardOf(await running.as(lena).command("ocn NY")))).toContain("one of this onboarding's states");
  });

  it("with a state opens that state's form for who may fill it in", async () => {
    const running = await started();
    expect(formOf(await running.as(rob).command("ocn Minnesota")).ref).toEqual({
      form: "ocn",
      onboarding: first,
      state: "MN",
    });
    expect(cardOf(await running.as(sam).command("ocn MN")).summary).not.toBe("");
  });
});

describe("/onboard alone", () => {
  it("in an empty channel opens the form that starts one", async () => {
    const running = await Running.on();
    expect(formOf(await running.as(sam).command("")).ref).toEqual({ form: "start", place });
  });

  it("where there is one says where it stands and what this very person can do next", async () => {
    const running = await started();
    const hers = wordsOnCard(cardOf(await running.as(lena).command("")));
    const his = wordsOnCard(cardOf(await running.as(sam).command("")));
    expect(hers).toContain("[Questionnaire submitted]");
    expect(his).toContain("Nothing waits for you right now.");
    expect(his).not.toContain("[Questionnaire submitted]");
  });

  it("one to one means the person's only onboarding, offers the list of many, and says so where there is none", async () => {
    const running = await started();
    expect(wordsOnCard(cardOf(await running.as(lena).command("", direct)))).toContain("What's next for Prairie");
    await running.does(
      elsewhere({ details: { ...elsewhere().details, legalName: "Meadow Voice, Inc." } }),
      sam,
      second,
    );
    const list = wordsOnCard(cardOf(await running.as(lena).command("", direct)));
    expect(list).toContain("Prairie Telecom, LLC");
    expect(list).toContain("Meadow Voice, Inc.");
    expect(wordsOnCard(cardOf(await running.as(tara).command("", direct)))).toContain("You take part in no onboarding");
  });
});

describe("one to one, somebody with several onboardings", () => {
  it("is understood to speak of the only one in that state", async () => {
    const running = await started();
    const details = { ...commands.start().details, legalName: "Meadow Voice, Inc.", states: ["TX", "MN"] as const };
    await running.does(elsewhere({ details }), sam, second);
    const said = async (text: string) => wordsOnCard(cardOf(await running.as(lena).says(text, direct)));
    expect(await said("the OCN for Texas is 611A")).toContain("OCN for Texas: 611A. Check the form");
    expect(await said("how far is Colorado")).toContain("Colorado: Prairie Telecom, LLC");
    expect(await said("how far is Minnesota")).toContain("Meadow Voice, Inc.");
  });
});

describe("somebody who takes no part", () => {
  const outsiders = [
    ["of a third company", tara],
    ["whose company nobody knows", stranger],
    ["who is a guest at the carrier's", gus],
  ] as const;
  it.each(outsiders)(
    "%s is refused privately, whatever they type, press or send, and learns nothing",
    async (_, who) => {
      const running = await started();
      await running.does(commands.submitQuestionnaire(), lena);
      const secrets = /Prairie|Lena|Ortega|508J|\bCO\b|Colorado/;
      const before = running.events();
      const typed = ["", "status", "help", "start", "xyzzy", "statsu", "ocn", "ocn NY", "rsid now", "team", "history"];
      for (const text of typed) {
        const words = wordsOnCard(cardOf(await running.as(who).command(text)));
        expect([text, words]).toEqual([text, expect.stringMatching(notYours)]);
        expect([text, words]).toEqual([text, expect.not.stringMatching(secrets)]);
      }
      for (const text of [
        "what's next?",
        "why is the RSID locked?",
        "the OCN for Minnesota is 508J",
        "hello",
        "thanks",
      ])
        expect(wordsOnCard(cardOf(await running.as(who).says(text)))).not.toMatch(secrets);

      const cards = running.messenger.standing.map(({ card }) => card);
      for (const { action, label } of cards.flatMap(buttonsOn)) {
        const words = wordsOnCard(cardOf(await running.as(who).press(action)));
        expect([label, words]).toEqual([label, expect.stringMatching(notYours)]);
        expect([label, words]).toEqual([label, expect.not.stringMatching(secrets)]);
      }
      const sent = await running
        .as(who)
        .submit({ form: "issueRsid", onboarding: first, request: 1 }, { rsid: "not an RSID at all" });
      expect(wordsOnCard(cardOf(sent))).toMatch(notYours);
      expect(wordsOnCard(cardOf(await running.as(who).command("list")))).not.toMatch(secrets);
      expect(wordsOnCard(await running.as(who).home())).not.toMatch(secrets);
      expect(running.events()).toEqual(before);
    },
  );
});

describe("the bot that comes into a channel", () => {
  it("says hello with the start where there is no onboarding, and nothing where there is one", async () => {
    const running = await started();
    const hello = await running.application.front.arrived(otherPlace);
    expect(hello && actionOf(hello, "Start an onboarding")).toEqual({
      do: "open",
      ref: { form: "start", place: otherPlace },
    });
    expect(await running.application.front.arrived(place)).toBeUndefined();
  });
});
