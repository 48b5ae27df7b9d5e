/** The service manager's decisions: asked for, passed on, made once, and told to everybody. */
import { describe, expect, it } from "vitest";
import type { Command } from "../../src/domain/commands.ts";
import { agreementTo, doubtsOfRsid } from "../../src/domain/findings.ts";
import { parseRsid } from "../../src/domain/ids.ts";
import { sceneOf } from "../../src/views/scene.ts";
import { sentenceOfRefusal } from "../../src/views/wording.ts";
import * as commands from "../support/commands.ts";
import { ada, asPerson, dee, lena, otis, rob, type Someone, sam } from "../support/people.ts";
import {
  cardOf,
  elsewhere,
  first,
  formOf,
  place,
  type Running,
  second,
  started,
} from "../support/running-application.ts";
import { actionOf, buttonsOn, wordsOnCard } from "../support/words-on-card.ts";

const inChannel = `${first}/rsid:1@`;
const toHim = (who: Someone, round = 0) => `${first}/rsid:1.${round}@${who.account}`;

/** The questionnaire is in: the service manager has been asked. */
async function asked(): Promise<Running> {
  const running = await started();
  await running.does(commands.submitQuestionnaire(), lena);
  return running;
}

/** They have looked at these RSIDs once more. */
const sureOf = (...rsids: readonly string[]): readonly string[] =>
  rsids.flatMap((text) => {
    const parsed = parseRsid(text);
    return parsed.ok ? agreementTo(doubtsOfRsid(parsed.value)) : [];
  });

const labels = (running: Running, mark: string) =>
  buttonsOn(running.messenger.only(mark).card).map(({ label }) => label);

const deciding = ["Issue RSID", "Need more information", "Accept questionnaire", "Return questionnaire", "Hand over"];

describe("when the questionnaire is submitted", () => {
  it("the service manager is asked directly and by name in the channel, with the same decisions", async () => {
    const running = await asked();
    expect(labels(running, toHim(sam))).toEqual(deciding);
    expect(labels(running, inChannel)).toEqual(deciding);
    for (const mark of [toHim(sam), inChannel]) {
      const mentions = running.messenger
        .only(mark)
        .card.elements.flatMap((element) => (element.word === "paragraph" ? element.text : []))
        .filter((span) => span.span === "mention");
      expect(mentions).toMatchObject([{ account: sam.account }]);
    }
  });

  it("again, after it was returned, a new request comes and the old one says that it is over", async () => {
    const running = await asked();
    await running.does({ type: "ReturnQuestionnaire", reasons: "Section 4 is empty." }, sam);
    expect(labels(running, toHim(sam))).toEqual([]);
    expect(running.messenger.words(inChannel)).toContain("This request is over");
    await running.does(commands.submitQuestionnaire(), lena);
    expect(labels(running, `${first}/rsid:2.0@${sam.account}`)).toEqual(deciding);
    expect(labels(running, toHim(sam))).toEqual([]);
  });
});

describe("a decision", () => {
  it("takes the buttons from every copy and says on each who decided and when", async () => {
    const running = await asked();
    await running.does(commands.issueRsid("PT7"), dee);
    for (const mark of [toHim(sam), inChannel]) {
      expect(labels(running, mark)).toEqual(["Whole checklist"]);
      expect(running.messenger.words(mark)).toMatch(/RSID PT7 issued by Dee Marsh on .*9:00/);
    }
    expect(labels(running, `${first}/centers@${sam.account}`)).toEqual(["Assign centers", "Hand over"]);
    await running.does(commands.assignCenters(), sam);
    expect(labels(running, `${first}/centers@${sam.account}`)).toEqual([]);
    expect(running.messenger.words(`${first}/centers@${place}`)).toContain("Assigned by Sam Ortega");
  });

  const pairs: readonly (readonly [string, Command, Command, RegExp])[] = [
    ["accept", { type: "AcceptQuestionnaire" }, { type: "AcceptQuestionnaire" }, /already accepted, by \w+ \w+ on/],
    [
      "return",
      { type: "ReturnQuestionnaire", reasons: "One." },
      { type: "ReturnQuestionnaire", reasons: "Two." },
      /already returned, by \w+ \w+ on/,
    ],
    ["issue", commands.issueRsid("PT7"), commands.issueRsid("PT8"), /RSID PT7 was already issued by \w+ \w+ on/],
    [
      "ask",
      commands.askInformation("Which?"),
      commands.askInformation("Who?"),
      /information was already asked for by \w+ \w+ on/,
    ],
  ];
  it.each(pairs)(
    "to %s by two at once has one effect, and the other hears who and when",
    async (_, one, other, said) => {
      const running = await asked();
      const before = running.events().length;
      const outcomes = await Promise.all([
        running.asks(one, sam, first, sureOf("PT7", "PT8")),
        running.asks(other, dee, first, sureOf("PT7", "PT8")),
      ]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
      const happened = running.events().slice(before);
      expect(happened.filter((type) => type !== "RsidRequestWithdrawn")).toHaveLength(1);
      const scene = sceneOf(running.state(), running.world.clock.now(), "Northline");
      const told = outcomes.flatMap((each) =>
        each.kind === "refused" ? [sentenceOfRefusal(each.refusal, scene)] : [],
      );
      expect(told).toEqual([expect.stringMatching(said)]);
    },
  );
});

describe("a press that comes late", () => {
  it("on a button of a decided request says who decided, and opens no form", async () => {
    const running = await asked();
    const old = running.messenger.only(toHim(sam)).card;
    await running.does(commands.issueRsid("PT7"), dee);
    const before = running.events();
    for (const label of ["Issue RSID", "Need more information"]) {
      const answer = cardOf(await running.as(sam).press(actionOf(old, label)));
      expect(wordsOnCard(answer)).toMatch(/RSID PT7 was already issued by Dee Marsh on/);
    }
    await running.as(sam).press(actionOf(old, "Accept questionnaire"));
    const again = cardOf(await running.as(sam).press(actionOf(old, "Accept questionnaire")));
    expect(wordsOnCard(again)).toContain("already accepted, by Sam Ortega");
    expect(running.events()).toEqual([...before, "QuestionnaireAccepted"]);
  });

  it("on a request that was withdrawn decides nothing about the new one", async () => {
    const running = await asked();
    const old = running.messenger.only(toHim(sam)).card;
    await running.does({ type: "ReturnQuestionnaire", reasons: "Section 4 is empty." }, sam);
    await running.does(commands.submitQuestionnaire(), lena);
    const answer = cardOf(await running.as(sam).press(actionOf(old, "Issue RSID")));
    expect(wordsOnCard(answer)).toContain("This request is over");
    const sent = await running
      .as(sam)
      .submit({ form: "issueRsid", onboarding: first, request: 1, agreed: [...sureOf("PT7")] }, { rsid: "PT7" });
    expect(wordsOnCard(cardOf(sent))).toContain("This request is over");
    expect(running.state().rsid.status).toBe("requested");
  });

  it("by somebody who may not decide says privately who can", async () => {
    const running = await asked();
    const { card } = running.messenger.only(inChannel);
    for (const who of [lena, rob, otis]) {
      const answer = cardOf(await running.as(who).press(actionOf(card, "Issue RSID")));
      expect(wordsOnCard(answer)).toContain("Only Sam Ortega (service manager, Northline), Dee Marsh");
    }
    for (const who of [sam, dee, ada])
      expect(formOf(await running.as(who).press(actionOf(card, "Issue RSID"))).title).toBe("Issue RSID");
  });
});

describe("a hand-over", () => {
  it("takes the request to the new service manager and the buttons from the old one's copy", async () => {
    const running = await asked();
    await running.does(commands.handOver(asPerson(otis)), sam);
    expect(labels(running, toHim(otis))).toEqual(deciding);
    expect(labels(running, toHim(sam))).toEqual([]);
    expect(running.messenger.words(toHim(sam))).toContain("Otis Fry has taken this over");
    expect(running.messenger.words(inChannel)).toContain("Otis Fry (Northline), Prairie Telecom, LLC is ready");
  });

  it("leaves the decision with the new one alone", async () => {
    const running = await asked();
    await running.does(commands.handOver(asPerson(otis)), sam);
    expect((await running.does(commands.issueRsid("PT7"), sam)).kind).toBe("refused");
    expect((await running.does(commands.issueRsid("PT7"), otis)).kind).toBe("done");
  });

  it("after the RSID takes the centers along", async () => {
    const running = await asked();
    await running.does(commands.issueRsid("PT7"), sam);
    await running.does(commands.handOver(asPerson(otis)), sam);
    expect(labels(running, `${first}/centers@${otis.account}`)).toContain("Assign centers");
    expect(labels(running, `${first}/centers@${sam.account}`)).toEqual([]);
  });
});

describe("a question", () => {
  it("goes to the reseller's lead in the channel, and with the answer the request comes back as a new message", async () => {
    const running = await asked();
    await running.does(commands.askInformation("Which entity holds the Colorado certificate?"), sam);
    const question = `${first}/question:0@`;
    expect(labels(running, question)).toEqual(["Answer"]);
    expect(running.messenger.words(question)).toContain("Lena Brandt: Sam Ortega (Northline) asks");
    expect(labels(running, toHim(sam))).not.toContain("Need more information");

    await running.does(commands.giveInformation("Prairie Telecom, LLC itself."), lena);
    expect(labels(running, toHim(sam, 1))).toEqual(deciding);
    expect(running.messenger.words(toHim(sam, 1))).toContain("Prairie Telecom, LLC itself.");
    expect(labels(running, toHim(sam))).toEqual([]);
    expect(running.messenger.words(toHim(sam))).toContain("newer message");
    expect(labels(running, question)).toEqual([]);
    expect(running.messenger.words(question)).toMatch(/Lena Brandt answered on/);
  });

  it("asked a second time comes back a second time", async () => {
    const running = await asked();
    for (const round of [1, 2]) {
      await running.does(commands.askInformation(`Question ${round}?`), sam);
      await running.does(commands.giveInformation(`Answer ${round}.`), lena);
      expect(labels(running, toHim(sam, round))).toEqual(deciding);
    }
    expect(labels(running, toHim(sam, 1))).toEqual([]);
    expect(running.messenger.with(`${first}/question:`)).toHaveLength(2);
  });
});

describe("an RSID", () => {
  const ref = (id: typeof first) => ({ form: "issueRsid", onboarding: id, request: 1 }) as const;
  /** A second reseller waits for its RSID too. */
  async function two(): Promise<Running> {
    const running = await asked();
    const details = { ...elsewhere().details, legalName: "Meadow Voice, Inc." };
    await running.does(elsewhere({ details }), sam, second);
    await running.does(commands.submitQuestionnaire(), lena, second);
    return running;
  }
  const issueAgreed = async (running: Running, id: typeof first) => {
    const looked = formOf(await running.as(sam).submit(ref(id), { rsid: "PT7" }));
    return running.as(sam).submit(looked.ref, { rsid: "PT7" });
  };

  it("that another reseller has is refused in its field, naming the other one", async () => {
    const running = await two();
    expect(await issueAgreed(running, first)).toEqual({ kind: "saved" });
    const answer = await issueAgreed(running, second);
    expect(formOf(answer).errors.rsid).toContain("Prairie Telecom, LLC's");
    expect(formOf(answer).values).toEqual({ rsid: "PT7" });
    expect(running.state(second).rsid.status).toBe("requested");
  });

  it("issued to two resellers at the same moment goes to one of them", async () => {
    const running = await two();
    const looked = await Promise.all([first, second].map((id) => running.as(sam).submit(ref(id), { rsid: "PT7" })));
    const answers = await Promise.all(
      looked.map((answer) => running.as(sam).submit(formOf(answer).ref, { rsid: "PT7" })),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["again", "saved"]);
    expect([first, second].filter((id) => running.state(id).rsid.status === "issued")).toHaveLength(1);
  });

  it("that is corrected is superseded, stays in the history, and the wrong one is free again", async () => {
    const running = await two();
    await running.does(commands.issueRsid("PT7"), sam);
    await running.does(commands.correctRsid("PT9"), dee);
    expect(running.state().rsid).toMatchObject({
      rsid: "PT9",
      superseded: [{ rsid: "PT7", reason: "two digits were swapped", corrected: { by: { name: "Dee Marsh" } } }],
    });
    expect(running.messenger.words(toHim(sam))).toContain("RSID PT9, corrected by Dee Marsh");
    expect(await issueAgreed(running, second)).toEqual({ kind: "saved" });
    const back = await running.does(commands.correctRsid("PT7"), sam);
    expect(back).toMatchObject({ kind: "taken", claim: "rsid", holder: second });
  });
});
