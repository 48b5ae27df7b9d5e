/** Forms and requests: opened for whom, kept once, and never lost. */
import { describe, expect, it } from "vitest";
import { requestKey } from "../../src/domain/ids.ts";
import * as commands from "../support/commands.ts";
import { ada, colin, dee, lena, otis, rob, sam, tara } from "../support/people.ts";
import {
  cardOf,
  elsewhere,
  first,
  formOf,
  otherPlace,
  place,
  Running,
  second,
  started,
} from "../support/running-application.ts";
import { wordsOnCard } from "../support/words-on-card.ts";

const elsewhereHere = { in: "place", place: otherPlace } as const;

describe("a form", () => {
  it("opens only for who may send it, and others hear who may", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    const ref = { form: "issueRsid", onboarding: first, request: 1 } as const;
    const opens = async (who: typeof sam) => (await running.as(who).press({ do: "open", ref })).kind;
    expect(await Promise.all([sam, dee, ada].map(opens))).toEqual(["form", "form", "form"]);
    expect(await Promise.all([lena, rob, colin, otis, tara].map(opens))).toEqual(Array(5).fill("card"));
  });

  it("that could not be kept is shown again with all that was typed", async () => {
    const running = await started();
    running.world.disk.full = true;
    const values = { state: "MN", status: "assigned", ocn: "508J", category: "LRSL", notifiedOn: "2026-10-02" };
    const answer = formOf(await running.as(rob).submit({ form: "ocn", onboarding: first, agreed: [] }, values));
    // Nobody has said yes to the missing certification yet, and that needs no disk.
    const sure = formOf(await running.as(rob).submit(answer.ref, values));
    expect(Object.values(sure.errors)).toEqual([expect.stringContaining("Not saved: ")]);
    expect(sure.values).toEqual(values);
    expect(running.state().ocns).toEqual({});
    running.world.disk.full = false;
    expect(await running.as(rob).submit(sure.ref, values)).toEqual({ kind: "saved" });
    expect(running.state().ocns.MN?.value).toMatchObject({ ocn: "508J" });
  });

  it("for a decision without a form that could not be kept says so", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    running.world.disk.full = true;
    const answer = await running.as(sam).press({ do: "acceptQuestionnaire", onboarding: first });
    expect(wordsOnCard(cardOf(answer))).toContain("Not saved: ");
    expect(running.state().questionnaire.status).toBe("submitted");
  });

  it("about an onboarding that is not there says so", async () => {
    const running = await started();
    const answer = await running.as(sam).submit({ form: "issueRsid", onboarding: second, request: 1 }, { rsid: "PT7" });
    expect(wordsOnCard(cardOf(answer))).toContain("not here any more");
  });
});

describe("a request that comes again", () => {
  const start = {
    legalName: "Prairie Telecom, LLC",
    states: ["MN"],
    timeZone: "America/Chicago",
    serviceManager: sam.account,
    lead: lena.account,
  };
  const same = requestKey("the same request");

  it("to start has one effect and the same answer, one after the other or at once", async () => {
    const running = await Running.on();
    const ref = { form: "start", place } as const;
    const send = () => running.as(sam).submit(ref, start, same);
    expect(await Promise.all([send(), send(), send()])).toEqual(Array(3).fill({ kind: "saved" }));
    expect(await send()).toEqual({ kind: "saved" });
    expect([...running.journal.ids()]).toHaveLength(1);
    expect(running.messenger.with("checklist@")).toHaveLength(1);
    expect(running.messenger.with("said:")).toHaveLength(1);
  });

  it("by another person to start in the same channel is told that there is one", async () => {
    const running = await Running.on();
    const ref = { form: "start", place } as const;
    const answers = await Promise.all([
      running.as(sam).submit(ref, start),
      running.as(dee).submit(ref, { ...start, legalName: "Other" }),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(["saved", "refused"]);
    expect([...running.journal.ids()]).toHaveLength(1);
  });

  it("to accept or to tick off has one effect", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    const accept = { do: "acceptQuestionnaire", onboarding: first } as const;
    const answers = await Promise.all([1, 2, 3].map(() => running.as(sam).press(accept, undefined, same)));
    expect(answers.map(({ kind }) => kind)).toEqual(["nothing", "nothing", "nothing"]);
    expect(running.events().filter((type) => type === "QuestionnaireAccepted")).toHaveLength(1);
    expect(running.messenger.with("said:").filter(({ card }) => wordsOnCard(card).includes("accepted"))).toHaveLength(
      1,
    );
  });

  it("a start whose form names an onboarding itself begins a new one all the same", async () => {
    const running = await started();
    const ref = { form: "start", place: otherPlace, onboarding: "desk_x" as typeof first } as const;
    expect(await running.as(sam).submit(ref, start)).toEqual({ kind: "saved" });
    expect(running.journal.peek("desk_x")).toBeUndefined();
  });
});

describe("an RSID that is another reseller's", () => {
  it("is said at once, before anybody is asked whether it is right", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    await running.does(commands.issueRsid("ZZ9"), sam);
    await running.does(elsewhere(), sam, second);
    await running.does(commands.submitQuestionnaire(), lena, second);
    const ref = { form: "issueRsid", onboarding: second, request: 1 } as const;
    const again = formOf(await running.as(sam).submit(ref, { rsid: "ZZ9" }));
    expect(again.errors.rsid).toContain("This RSID is already Prairie Telecom, LLC's");
    expect(again.ref).not.toHaveProperty("agreed");
  });
});

describe("where the directory has to be asked first", () => {
  it("somebody of the carrier who is not named waits for it, and an admin is known as one afterwards", async () => {
    const running = await started();
    running.directory.forgets(ada, otis);
    const asked = await running.as(ada).asksFirst("start", elsewhereHere);
    expect(asked.kind).toBe("checking");
    const goOn = running.directory.holds();
    const pressing = running.as(ada).press({ do: "acceptQuestionnaire", onboarding: first });
    goOn();
    expect(wordsOnCard(cardOf(await pressing))).toContain("has not been submitted yet");
    expect(
      wordsOnCard(cardOf(await running.as(otis).press({ do: "acceptQuestionnaire", onboarding: first }))),
    ).toContain("Only Sam Ortega");
  });

  it("the people who are named, and those of other companies, never wait", async () => {
    const running = await started();
    running.directory.forgets(sam, lena, colin, tara);
    running.directory.holds();
    for (const who of [sam, lena, colin, tara]) expect((await running.as(who).asksFirst("status")).kind).toBe("card");
  });

  it("where it does not answer, nobody gets more rights than are known", async () => {
    const running = await started();
    await running.does(commands.submitQuestionnaire(), lena);
    running.directory.forgets(ada);
    running.directory.down = true;
    const answer = await running.as(ada).press({ do: "acceptQuestionnaire", onboarding: first });
    expect(wordsOnCard(cardOf(answer))).toContain("can't find out just now which company you belong to");
    expect(running.state().questionnaire.status).toBe("submitted");
  });

  it("a form that names people it does not know is checked, and kept when they are found", async () => {
    const running = await Running.on();
    running.directory.forgets(lena);
    const values = {
      legalName: "Prairie Telecom, LLC",
      states: ["MN"],
      timeZone: "America/Chicago",
      serviceManager: sam.account,
      lead: lena.account,
    };
    running.directory.down = true;
    const again = formOf(await running.as(sam).submit({ form: "start", place }, values));
    expect(again.errors.lead).toContain("can't be looked up just now");
    expect(again.values).toEqual(values);
    running.directory.down = false;
    expect(await running.as(sam).submit(again.ref, values)).toEqual({ kind: "saved" });
  });
});
