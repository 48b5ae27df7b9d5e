/** What people do in Teams, and what comes back, over the local Teams. */
import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Front, SubmitAnswer, Visitor, Where } from "../../../src/application/front.ts";
import { placeId as asPlace, type PlaceId, type RequestKey } from "../../../src/domain/ids.ts";
import type { Action, FormRef } from "../../../src/views/actions.ts";
import { type Card, type Form, type FormValues, say } from "../../../src/views/vocabulary.ts";
import { aBot, aCard, type Bot, type BotOptions, carrier, channel, checking, prairie } from "./support/bot.ts";

let bot: Bot;
afterEach(() => bot?.stop());
const start = async (front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> => {
  bot = await aBot(front, options);
  return bot;
};

const wordsIn = (card: unknown): string => JSON.stringify(card ?? "");
const shown = (card: Card): Answer => ({ kind: "card", card });
const mark = "ob_aaaaaaaaaaaa/checklist@x";
const startRef: FormRef = { form: "start", place: asPlace("teams:t:c") };
const accept: Action = { do: "acceptQuestionnaire", onboarding: "ob_aaaaaaaaaaaa" as never };
const lookAtStatus: Action = { do: "look", at: "status" };
const place = (): string => bot.teams.conversation(channel).id;
const placeId = (): PlaceId => asPlace(`teams:${carrier}:${place()}`);

const aForm = (more: Partial<Form> = {}): Form => ({
  ref: startRef,
  title: "Start an onboarding",
  submit: "Start",
  cancel: "Cancel",
  elements: [
    { word: "line", id: "name", label: "Reseller", maxLength: 80 },
    { word: "person", id: "lead", label: "Lead", optional: true },
  ],
  values: {},
  errors: {},
  ...more,
});

const withButtons = (text: string, ...buttons: { label: string; action: Action }[]): Card =>
  aCard(text, { word: "buttons", buttons });

describe("words to the bot", () => {
  it("in a channel are answered in their thread, without the mention", async () => {
    const heard: { visitor: Visitor; text: string; where: Where; request: string }[] = [];
    const { teams } = await start({
      said: async (visitor, where, text, request) => {
        heard.push({ visitor, where, text, request });
        return shown(aCard("Here is the status."));
      },
    });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding  status please");
    const [question, answer] = sam.sees(channel).messages;
    expect(answer?.replyTo).toBe(question?.id);
    expect(wordsIn(answer?.cards)).toContain("Here is the status.");
    expect(heard).toEqual([
      {
        text: "status please",
        where: { in: "place", place: placeId() },
        request: `teams:message:${place()}:${question?.id}`,
        visitor: {
          account: `teams:${carrier}:${sam.id}`,
          name: "Sam Ortega",
          company: `teams:${carrier}`,
          installedAt: `teams:${carrier}`,
          platform: "teams",
        },
      },
    ]);
  });

  it("know the channel's name once Teams has told it", async () => {
    const names: unknown[] = [];
    const { teams } = await start({
      said: async (_visitor, where) => {
        names.push(where.in === "place" && where.name);
        return { kind: "nothing" };
      },
    });
    await teams.introduce();
    await teams.as("Sam Ortega").say(channel, "@Onboarding status");
    expect(names).toEqual([channel]);
  });

  it("in a group chat and one to one are answered there", async () => {
    const wheres: string[] = [];
    const { teams } = await start({
      said: async (_visitor, where) => {
        wheres.push(where.in);
        return shown(aCard("Yes."));
      },
    });
    const sam = teams.as("Sam Ortega");
    await sam.say("Northline x Prairie", "@Onboarding hello");
    await sam.say("@bot", "hello");
    expect(wheres).toEqual(["place", "direct"]);
    expect(wordsIn(sam.last("Northline x Prairie")?.cards)).toContain("Yes.");
    expect(wordsIn(sam.last("@bot")?.cards)).toContain("Yes.");
  });

  it("by somebody of another company carry that company, which the roster knows", async () => {
    const heard: Visitor[] = [];
    const { teams, connection } = await start({
      said: async (visitor) => {
        heard.push(visitor);
        return { kind: "nothing" };
      },
    });
    const [tom, nadia] = [teams.as("Tom Okafor"), teams.as("Nadia Brooks")];
    await tom.say(channel, "@Onboarding status");
    await nadia.say(channel, "@Onboarding status");
    expect(heard.map(({ company }) => company)).toEqual([`teams:${prairie}`, `teams:${carrier}`]);
    const guests = await Promise.all(heard.map(({ account }) => connection.directory.find(account)));
    expect(guests.map((entry) => entry?.guest)).toEqual([false, true]);
    await tom.say(channel, "@Onboarding again");
    expect(teams.log.calls("getConversationMember")).toHaveLength(2);
  });

  it("delivered twice have one effect and one answer", async () => {
    let effects = 0;
    const { teams } = await start({
      said: async () => {
        effects += 1;
        return shown(aCard("Once."));
      },
    });
    teams.faults.deliverTwice();
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding status");
    await teams.settled();
    const [first] = teams.log.deliveries("message");
    if (first) await teams.replay(first);
    expect(effects).toBe(1);
    expect(sam.sees(channel).messages).toHaveLength(2);
  });

  it("that end in a form get a button for it, since Teams opens a dialog only for a press", async () => {
    const opened: Action[] = [];
    const { teams } = await start({
      said: async () => ({ kind: "form", form: aForm({ values: { name: "Prairie" } }) }),
      press: async (_visitor, _where, action) => {
        opened.push(action);
        return { kind: "form", form: aForm() };
      },
    });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding start");
    await sam.press(channel, "Open the form");
    expect(sam.dialog()?.title).toBe("Start an onboarding");
    expect(opened).toEqual([{ do: "open", ref: startRef, values: { name: "Prairie" } }]);
  });

  it("that have to be checked are answered when they are", async () => {
    let finish = (_: Answer): void => {};
    const outcome = new Promise<Answer>((resolve) => {
      finish = resolve;
    });
    const { teams } = await start({ said: async () => checking(outcome) });
    const sam = teams.as("Sam Ortega");
    const saying = sam.say(channel, "@Onboarding status");
    finish(shown(aCard("Checked.")));
    await saying;
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Checked.");
  });

  it("are answered with a sentence where the application fails", async () => {
    const { teams, log } = await start({
      said: async () => {
        throw new Error("the disk is on fire");
      },
    });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding status");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("This went wrong on our side");
    expect(wordsIn(sam.last(channel))).not.toContain("fire");
    expect(log.lines.some(({ level, message }) => level === "error" && message.includes("fire"))).toBe(true);
  });

  it("of bots, edits, and words that do not name the bot are left alone", async () => {
    let effects = 0;
    const { teams } = await start({
      said: async () => {
        effects += 1;
        return { kind: "nothing" };
      },
    });
    const message = teams.activityOf("Sam Ortega", channel, "@Onboarding status");
    await teams.deliver({ ...message, type: "messageUpdate" });
    await teams.deliver({ ...message, entities: [], text: "status" });
    await teams.deliver({ ...message, from: { id: "28:another-bot", name: "Bot" } });
    await teams.deliver({ ...message, from: { ...(message.from as object), role: "bot" } });
    expect(effects).toBe(0);
  });
});

describe("an answer that is for one person alone", () => {
  const alone = (): Answer => ({ kind: "card", card: aCard("Between us."), privately: true });

  it("is written one to one, and the channel is told so", async () => {
    const { teams } = await start({ said: async () => alone() });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding status");
    expect(wordsIn(sam.last("@bot")?.cards)).toContain("Between us.");
    expect(wordsIn(teams.conversation(channel))).not.toContain("Between us.");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("I have written to you one to one.");
  });

  it("is behind a button where the bot can't write one to one", async () => {
    const texts: string[] = [];
    const { teams } = await start({
      said: async (_visitor, _where, text) => {
        texts.push(text);
        return alone();
      },
    });
    const tom = teams.as("Tom Okafor");
    await tom.say(channel, "@Onboarding status");
    expect(wordsIn(teams.conversation(channel))).not.toContain("Between us.");
    await tom.press(channel, "Show it to me");
    expect(wordsIn(tom.dialog()?.card)).toContain("Between us.");
    expect(texts).toEqual(["status", "status"]);
  });
});

describe("a button on a message", () => {
  const post = async (...buttons: { label: string; action: Action }[]) => {
    await bot.teams.introduce();
    bot.teams.log.clear();
    return bot.connection.messenger.create({
      address: { to: "place", place: placeId() },
      card: withButtons("The checklist", ...buttons),
      mark,
    });
  };

  it("that looks opens a dialog, and its buttons lead on in it", async () => {
    const pressed: Action[] = [];
    const { teams } = await start({
      press: async (_visitor, _where, action) => {
        pressed.push(action);
        return shown(withButtons(`Page ${pressed.length}`, { label: "Next", action: lookAtStatus }));
      },
    });
    await post({ label: "Status", action: lookAtStatus });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Status");
    expect(wordsIn(sam.dialog()?.card)).toContain("Page 1");
    await sam.press("dialog", "Next");
    expect(wordsIn(sam.dialog()?.card)).toContain("Page 2");
    expect(teams.log.deliveries().map(({ what }) => what)).toEqual(["task/fetch", "task/submit"]);
  });

  it("that decides answers with the card as it is then, and what came of it on top", async () => {
    const requests: RequestKey[] = [];
    const { teams } = await start({
      press: async (_visitor, where, _action, request) => {
        expect(where).toMatchObject({ in: "place", place: placeId() });
        requests.push(request);
        return shown(aCard("Accepted, thank you."));
      },
      redrawn: async (_visitor, of) => (of === mark ? aCard("The questionnaire is accepted.") : undefined),
    });
    const receipt = await post({ label: "Accept", action: accept });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Accept");
    const own = wordsIn(sam.last(channel)?.cards);
    expect(own).toContain("Accepted, thank you.");
    expect(own).toContain("The questionnaire is accepted.");
    const message = receipt.split("|")[1];
    expect(requests).toEqual([
      expect.stringMatching(new RegExp(`^teams:press:teams:${carrier}:${sam.id}:${message}:[\\w-]+:f:`)),
    ]);
  });

  it("that decides without more to say shows the card as it is then", async () => {
    const { teams } = await start({ redrawn: async () => aCard("Done and dusted.") });
    await post({ label: "Accept", action: accept });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Accept");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Done and dusted.");
  });

  it("has a whole answer also where there is nothing to show, and where the application fails", async () => {
    let fails = false;
    const { teams } = await start({
      press: async () => {
        if (fails) throw new Error("no");
        return { kind: "nothing" };
      },
    });
    await post({ label: "Accept", action: accept }, { label: "Status", action: lookAtStatus });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Accept");
    await sam.press(channel, "Status");
    expect(wordsIn(sam.dialog()?.card)).toContain("Done. It is recorded.");
    fails = true;
    await sam.press(channel, "Status");
    expect(wordsIn(sam.dialog()?.card)).toContain("This went wrong on our side");
    await sam.press(channel, "Accept");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("This went wrong on our side");
    for (const { attempt, status } of teams.log.deliveries()) expect([attempt, status]).toEqual([0, 200]);
  });

  it("that Teams sends again gets the same answer and has one effect", async () => {
    let effects = 0;
    const { teams } = await start({
      press: async () => {
        effects += 1;
        return shown(aCard(`Effect ${effects}`));
      },
    });
    await post({ label: "Accept", action: accept });
    teams.faults.deliverTwice();
    await teams.as("Sam Ortega").press(channel, "Accept");
    await teams.settled();
    const [first] = teams.log.deliveries("adaptiveCard/action");
    const again = first && (await teams.replay(first));
    expect(effects).toBe(1);
    expect(again?.kind === "answered" && again.body).toContain("Effect 1");
  });

  it("of an older version says so", async () => {
    const { teams } = await start();
    const sam = teams.as("Sam Ortega");
    await teams.deliver({
      ...teams.activityOf("Sam Ortega", channel, ""),
      type: "invoke",
      name: "task/fetch",
      value: { data: { a: { do: "dance" } } },
    });
    expect(teams.log.deliveries("task/fetch").at(-1)?.answer).toContain("belongs to an older message");
    expect(sam.dialog()).toBeUndefined();
  });

  it("that is still being checked after a while leaves a button to look again", async () => {
    let finish = (_: Answer): void => {};
    const outcome = new Promise<Answer>((resolve) => {
      finish = resolve;
    });
    const { teams } = await start({ press: async () => checking(outcome) }, { bot: { longestMs: 20 } });
    await post({ label: "Status", action: lookAtStatus });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Status");
    expect(wordsIn(sam.dialog()?.card)).toContain("still being checked");
    finish(shown(aCard("It is fine.")));
    await sam.press("dialog", "Look again");
    expect(wordsIn(sam.dialog()?.card)).toContain("It is fine.");
  });
});

describe("a form in a dialog", () => {
  const opened = async (submit: Front["submit"], more: Partial<Front> = {}) => {
    const { teams, connection } = await start({
      press: async () => ({ kind: "form", form: aForm() }),
      submit,
      ...more,
    });
    await teams.introduce();
    await connection.messenger.create({
      address: { to: "place", place: placeId() },
      card: withButtons("The checklist", { label: "Start", action: { do: "open", ref: startRef } }),
      mark,
    });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Start");
    return sam;
  };

  it("is sent with its values, people by their account, and closes", async () => {
    const sent: { ref: FormRef; values: FormValues; request: string }[] = [];
    const sam = await opened(async (_visitor, ref, values, request) => {
      sent.push({ ref, values, request });
      return { kind: "saved" };
    });
    await sam.submit({ "text-name": "Prairie", "person-lead": "Tom Okafor" });
    expect(sam.dialog()).toBeUndefined();
    expect(sent).toEqual([
      {
        ref: startRef,
        values: { name: "Prairie", lead: `teams:${prairie}:${bot.teams.as("Tom Okafor").id}` },
        request: expect.stringMatching(/^teams:submit:[\w-]+:[\w-]+$/),
      },
    ]);
  });

  it("comes back with its errors and all that was typed, and sent right then is another request", async () => {
    const requests: string[] = [];
    const sam = await opened(async (_visitor, _ref, values, request): Promise<SubmitAnswer> => {
      requests.push(request);
      if (values.name !== "Prairie Telecom")
        return { kind: "again", form: aForm({ values, errors: { name: "That is not the whole name." } }) };
      return { kind: "saved", card: aCard("Started.") };
    });
    await sam.submit({ "text-name": "Prairie" });
    expect(wordsIn(sam.dialog()?.card)).toContain("That is not the whole name.");
    expect(wordsIn(sam.dialog()?.card)).toContain('"value":"Prairie"');
    await sam.submit({ "text-name": "Prairie Telecom" });
    expect(wordsIn(sam.dialog()?.card)).toContain("Started.");
    expect(new Set(requests).size).toBe(2);
    expect(new Set(requests.map((request) => request.split(":")[2])).size).toBe(1);
  });

  it("gives way to a refusal", async () => {
    const sam = await opened(async () => ({ kind: "refused", card: aCard("It is decided already.") }));
    await sam.submit({ "text-name": "Prairie" });
    expect(wordsIn(sam.dialog()?.card)).toContain("It is decided already.");
  });

  it("stays with all that was typed where it could not be kept", async () => {
    const sam = await opened(
      async () => {
        throw new Error("no");
      },
      { reshape: async (_visitor, _ref, values) => aForm({ values }) },
    );
    await sam.submit({ "text-name": "Prairie" });
    expect(wordsIn(sam.dialog()?.card)).toContain("This went wrong on our side");
    expect(wordsIn(sam.dialog()?.card)).toContain('"value":"Prairie"');
  });

  it("that is left closes and records nothing", async () => {
    let sent = 0;
    const sam = await opened(async () => {
      sent += 1;
      return { kind: "saved" };
    });
    await sam.press("dialog", "Cancel");
    expect([sam.dialog(), sent]).toEqual([undefined, 0]);
  });

  it("shows the fields for a choice when asked to", async () => {
    const seen: FormValues[] = [];
    const choice = {
      word: "choice",
      id: "kind",
      label: "Kind",
      choices: [
        { value: "a", label: "One" },
        { value: "b", label: "Two" },
      ],
      reshapes: true,
    } as const;
    const { teams, connection } = await start({
      press: async () => ({ kind: "form", form: aForm({ elements: [choice] }) }),
      reshape: async (_visitor, _ref, values) => {
        seen.push(values);
        return aForm({ elements: [choice, { word: "note", tone: "plain", text: say`For two.` }], values });
      },
    });
    await teams.introduce();
    await connection.messenger.create({
      address: { to: "place", place: placeId() },
      card: withButtons("The checklist", { label: "Start", action: { do: "open", ref: startRef } }),
      mark,
    });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Start");
    await sam.press("dialog", "Show the fields for this choice", { "choice-kind": "b" });
    expect(seen).toEqual([{ kind: "b" }]);
    expect(wordsIn(sam.dialog()?.card)).toContain("For two.");
  });
});

describe("buttons for some people", () => {
  const forSam = (text: string): Card => ({
    summary: text,
    elements: [
      { word: "paragraph", text: say`${text}` },
      {
        word: "buttons",
        buttons: [{ label: "Issue RSID", action: { do: "open", ref: { form: "issueRsid" } } }],
        for: [`teams:${carrier}:${bot.teams.as("Sam Ortega").id}` as never],
      },
    ],
  });
  const aForSam = async (more: Partial<Front> = {}) => {
    let text = "Please issue.";
    const { teams, connection } = await start({
      redrawn: async () => forSam(text),
      press: async () => ({
        kind: "form",
        form: aForm({ title: "Issue the RSID", elements: aForm().elements.slice(0, 1) }),
      }),
      submit: async () => {
        text = "Issued.";
        return { kind: "saved", card: aCard("The RSID is AB12.") };
      },
      ...more,
    });
    await teams.introduce();
    await connection.messenger.create({
      address: { to: "place", place: placeId() },
      card: forSam(text),
      mark,
    });
    return { sam: teams.as("Sam Ortega"), dana: teams.as("Dana Whitfield") };
  };

  it("are not on the card that everybody gets, and come with a view of one's own", async () => {
    const { sam, dana } = await aForSam();
    expect(wordsIn(bot.teams.conversation(channel))).not.toContain("Issue RSID");
    expect(wordsIn(await sam.opens(channel))).toContain("Issue RSID");
    expect(wordsIn(await dana.opens(channel))).not.toContain("Issue RSID");
  });

  it("that lead to a form open it in the message, and what came of it stands on top of the card", async () => {
    const { sam } = await aForSam();
    await sam.opens(channel);
    await sam.press(channel, "Issue RSID");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Issue the RSID");
    await sam.press(channel, "Start", { "text-name": "AB12" });
    const own = wordsIn(sam.last(channel)?.cards);
    expect(own).toContain("The RSID is AB12.");
    expect(own).toContain("Issued.");
  });

  it("lead back to the card when the form is left", async () => {
    const { sam } = await aForSam();
    await sam.opens(channel);
    await sam.press(channel, "Issue RSID");
    await sam.press(channel, "Cancel");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Please issue.");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Issue RSID");
  });
});

describe("the bot", () => {
  it("says hello once where it was added, and again after it was removed", async () => {
    const [arrived, left]: [string[], string[]] = [[], []];
    const { teams } = await start({
      arrived: async (at) => {
        arrived.push(at);
        return aCard("Hello!");
      },
      left: async (at, why) => void left.push(`${at} ${why}`),
    });
    await teams.install(channel);
    await teams.install(channel);
    expect(teams.conversation(channel).messages).toHaveLength(1);
    expect(arrived.length).toBeGreaterThan(0);
    expect(new Set(arrived)).toEqual(new Set([placeId()]));
    await teams.uninstall(channel);
    expect(new Set(left)).toEqual(new Set([`${placeId()} removed`]));
    await teams.install(channel);
    expect(teams.conversation(channel).messages).toHaveLength(2);
  });

  it("tells of channels that end and of teams that are archived", async () => {
    const left: string[] = [];
    const { teams } = await start({ left: async (at, why) => void left.push(`${at} ${why}`) });
    await teams.introduce();
    const other = `teams:${carrier}:${teams.conversation("New reseller").id}`;
    await teams.archiveTeam("Reseller onboarding");
    expect(left).toEqual(expect.arrayContaining([`${placeId()} archived`, `${other} archived`]));
    await teams.deleteChannel("New reseller");
    expect(left).toContain(`${other} gone`);
  });

  it("welcomes a person with their own page, once", async () => {
    const { teams } = await start({ home: async () => aCard("Your page.") });
    const sam = teams.as("Sam Ortega");
    await teams.install(sam.id);
    await teams.install(sam.id);
    expect(sam.sees("@bot").messages).toHaveLength(1);
    expect(wordsIn(sam.last("@bot")?.cards)).toContain("Your page.");
  });
});
