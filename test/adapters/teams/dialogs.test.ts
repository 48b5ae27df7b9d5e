/** Forms in dialogs of Teams, over the local Teams. */
import { afterEach, describe, expect, it } from "vitest";
import type { Front, SubmitAnswer } from "../../../src/application/front.ts";
import type { FormRef } from "../../../src/views/actions.ts";
import { type FormValues, say } from "../../../src/views/vocabulary.ts";
import { aCard, type Bot, type BotOptions, channel, checking, prairie } from "./support/bot.ts";
import { aBotThere, aForm, postIn, startRef, withButtons, wordsIn } from "./support/scenes.ts";

let bot: Bot;
afterEach(() => bot?.stop());
const start = async (front: Partial<Front> = {}, options: BotOptions = {}): Promise<Bot> => {
  bot = await aBotThere(front, options);
  return bot;
};

const toStart = withButtons("The checklist", { label: "Start", action: { do: "open", ref: startRef } });

describe("a form in a dialog", () => {
  const opened = async (submit: Front["submit"], more: Partial<Front> = {}, options: BotOptions = {}) => {
    const { teams } = await start(
      {
        press: async () => ({ kind: "form", form: aForm() }),
        submit,
        ...more,
      },
      options,
    );
    await postIn(bot, toStart);
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
    const { teams } = await start({
      press: async () => ({ kind: "form", form: aForm({ elements: [choice] }) }),
      reshape: async (_visitor, _ref, values) => {
        seen.push(values);
        return aForm({ elements: [choice, { word: "note", tone: "plain", text: say`For two.` }], values });
      },
    });
    await postIn(bot, toStart);
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Start");
    await sam.press("dialog", "Show the fields for this choice", { "choice-kind": "b" });
    expect(seen).toEqual([{ kind: "b" }]);
    expect(wordsIn(sam.dialog()?.card)).toContain("For two.");
  });

  it("that is checked for long says so, and tells when it is looked at again", async () => {
    let finish = (_: SubmitAnswer): void => {};
    const outcome = new Promise<SubmitAnswer>((resolve) => {
      finish = resolve;
    });
    const sam = await opened(async () => checking(outcome), {}, { bot: { longestMs: 20 } });
    await sam.submit({ "text-name": "Prairie" });
    expect(wordsIn(sam.dialog()?.card)).toContain("still being checked");
    finish({ kind: "again", form: aForm({ errors: { name: "Nobody knows them." }, values: { name: "Prairie" } }) });
    await sam.press("dialog", "Look again");
    expect(wordsIn(sam.dialog()?.card)).toContain("Nobody knows them.");
  });

  it("that was being checked before a restart is not taken for recorded", async () => {
    const { teams } = await start();
    const token = { ...teams.activityOf("Sam Ortega", channel, ""), type: "invoke", name: "task/submit" };
    await teams.deliver({ ...token, value: { data: { i: "a token of old" } } });
    expect(teams.log.deliveries("task/submit")[0]?.answer).toContain("I have been restarted since");
  });

  it("whose choices are too many is searched while somebody types", async () => {
    const choices = Array.from({ length: 1_000 }, (_, index) => ({
      value: `c${index}`,
      label: `A long name of a choice, which makes it ${index}`,
    }));
    const form = aForm({ elements: [{ word: "choice", id: "one", label: "One of many", choices }] });
    const { teams } = await start({ press: async () => ({ kind: "form", form }), reshape: async () => form });
    await postIn(bot, toStart);
    const sam = teams.as("Sam Ortega");
    await sam.press(channel, "Start");
    const found = await sam.search("choice-one", "makes 777");
    expect(found.ok && found.choices?.map(({ title }) => title)).toEqual([
      "A long name of a choice, which makes it 777",
    ]);
  });
});
