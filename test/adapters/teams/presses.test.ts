/** Buttons on the bot's messages in Teams, and what they open or change, over the local Teams. */
import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Front } from "../../../src/application/front.ts";
import { accountId, type RequestKey } from "../../../src/domain/ids.ts";
import type { Action } from "../../../src/views/actions.ts";
import { type Card, mention, say } from "../../../src/views/vocabulary.ts";
import { aCard, type Bot, type BotOptions, carrier, channel, checking } from "./support/bot.ts";
import {
  aBotThere,
  accept,
  aForm,
  lookAtStatus,
  mark,
  type Pressable,
  placeIn,
  postIn,
  shown,
  withButtons,
  wordsIn,
} from "./support/scenes.ts";

let bot: Bot;
afterEach(() => bot?.stop());
const start = async (front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> => {
  bot = await aBotThere(front, options);
  return bot;
};

describe("a button on a message", () => {
  const post = (...buttons: readonly Pressable[]) => postIn(bot, withButtons("The checklist", ...buttons));

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
        expect(where).toMatchObject({ in: "place", place: placeIn(bot) });
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

  it("answers naming people without notifying them, since Teams would refuse it all for one who is not there", async () => {
    const someone = { account: accountId(`teams:${carrier}:nobody-here`), name: "Ines Duarte" };
    const named: Card = {
      summary: "Whose turn",
      elements: [{ word: "paragraph", text: say`${mention(someone)}'s turn` }],
    };
    const { teams } = await start({ redrawn: async () => named });
    await post({ label: "Accept", action: accept });
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Accept");
    expect(wordsIn(sam.last(channel)?.cards)).toContain("Ines Duarte");
    const [delivery] = teams.log.deliveries("adaptiveCard/action");
    expect(delivery?.answer).toContain("Ines Duarte");
    expect(delivery?.answer).not.toContain('"mentioned"');
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

describe("buttons for some people", () => {
  const forSam = (text: string): Card => ({
    summary: text,
    elements: [
      { word: "paragraph", text: say`${text}` },
      {
        word: "buttons",
        buttons: [{ label: "Issue RSID", action: { do: "open", ref: { form: "issueRsid" } } }],
        for: [accountId(`teams:${carrier}:${bot.teams.as("Sam Ortega").id}`)],
      },
    ],
  });
  const aForSam = async (more: Partial<Front> = {}) => {
    let text = "Please issue.";
    const { teams } = await start({
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
    await postIn(bot, forSam(text));
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

  it("keep what was typed where it could not be kept, and say so in the message", async () => {
    const form = aForm({ title: "Issue the RSID", elements: aForm().elements.slice(0, 1) });
    const { sam } = await aForSam({
      submit: async () => {
        throw new Error("no");
      },
      reshape: async (_visitor, _ref, values) => ({ ...form, values }),
    });
    await sam.opens(channel);
    await sam.press(channel, "Issue RSID");
    await sam.press(channel, "Start", { "text-name": "AB12" });
    const own = wordsIn(sam.last(channel)?.cards);
    expect(own).toContain("This went wrong on our side");
    expect(own).toContain('"value":"AB12"');
  });

  it("one to one are on the card at once", async () => {
    const { teams } = await start();
    const account = accountId(`teams:${carrier}:${teams.as("Sam Ortega").id}`);
    await bot.connection.messenger.create({ address: { to: "person", account }, card: forSam("For you."), mark });
    expect(wordsIn(teams.as("Sam Ortega").last("@bot")?.cards)).toContain("Issue RSID");
  });
});
