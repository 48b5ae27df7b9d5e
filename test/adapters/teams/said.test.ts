/** Words to the bot in Teams, and what comes back, over the local Teams. */
import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Front, Visitor, Where } from "../../../src/application/front.ts";
import { accountId } from "../../../src/domain/ids.ts";
import type { Action } from "../../../src/views/actions.ts";
import { say } from "../../../src/views/vocabulary.ts";
import { aBot, aCard, type Bot, type BotOptions, carrier, channel, checking, prairie } from "./support/bot.ts";
import { aForm, placeIn, shown, startRef, wordsIn } from "./support/scenes.ts";

let bot: Bot;
afterEach(() => bot?.stop());
const start = async (front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> => {
  bot = await aBot(front, options);
  return bot;
};

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
        where: { in: "place", place: placeIn(bot), name: channel },
        request: `teams:message:${bot.teams.conversation(channel).id}:${question?.id}`,
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

  it("wait for an answer where Teams asks the bot to wait a little", async () => {
    const waits: number[] = [];
    const stopwatch = { now: () => performance.now(), wait: async (ms: number) => void waits.push(ms) };
    const { teams } = await start({ said: async () => shown(aCard("Here.")) }, { bot: { stopwatch } });
    teams.faults.onCalls("replyToActivity", 1, { kind: "rateLimited", retryAfter: 3 });
    const sam = teams.as("Sam Ortega");
    await sam.say(channel, "@Onboarding status");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Here.");
    expect(waits).toEqual([3000]);
  });

  it("are answered one to one where the bot may not write any more", async () => {
    const { teams, log } = await start({ said: async () => shown(aCard("Here.")) });
    await teams.introduce();
    teams.faults.onCalls("replyToActivity", 1, { kind: "refusal", status: 403, code: "BotNotInConversationRoster" });
    const [sam, tom] = [teams.as("Sam Ortega"), teams.as("Tom Okafor")];
    await sam.say(channel, "@Onboarding status");
    expect(wordsIn(sam.last("@bot")?.cards)).toContain("Here.");
    teams.faults.onCalls("replyToActivity", 1, { kind: "refusal", status: 403, code: "BotNotInConversationRoster" });
    await tom.say(channel, "@Onboarding status");
    expect(log.lines.at(-1)).toMatchObject({ level: "error", message: expect.stringContaining("not installed") });
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

  it("leaves out of a reply what only some may press, and shows it to them in a dialog", async () => {
    const card = () =>
      ({
        summary: "Issue it",
        elements: [
          { word: "paragraph", text: say`Please issue it.` },
          {
            word: "buttons",
            buttons: [{ label: "Issue RSID", action: { do: "open", ref: { form: "issueRsid" } } }],
            for: [accountId(`teams:${carrier}:${bot.teams.as("Sam Ortega").id}`)],
          },
        ],
      }) as const;
    const { teams, log } = await start({ said: async () => shown(card()) });
    const [sam, dana] = [teams.as("Sam Ortega"), teams.as("Dana Whitfield")];
    await dana.say(channel, "@Onboarding rsid");
    expect(wordsIn(teams.conversation(channel))).not.toContain("Issue RSID");
    await dana.press(channel, "Show it to me");
    expect(wordsIn(dana.dialog()?.card)).not.toContain("Issue RSID");
    await sam.press(channel, "Show it to me");
    expect(wordsIn(sam.dialog()?.card)).toContain("Issue RSID");
    expect(log.lines.filter(({ level }) => level === "warn")).toEqual([]);
  });
});

describe("a button of an old message", () => {
  it("that Teams brings as a message is answered as such", async () => {
    const { teams } = await start();
    await teams.deliver({
      ...teams.activityOf("Sam Ortega", "@bot", ""),
      value: { old: true },
      text: undefined,
    });
    expect(wordsIn(teams.as("Sam Ortega").last("@bot")?.cards)).toContain("belongs to an older message");
  });
});
