import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Front, SubmitAnswer, Visitor, Where } from "../../../src/application/front.ts";
import type { Action } from "../../../src/views/actions.ts";
import { type Card, type Form, type FormValues, say } from "../../../src/views/vocabulary.ts";
import { aBot, aCard, type Bot, checking } from "./support/bot.ts";

let bot: Bot;
afterEach(() => bot.stop());

const channel = "#prairie-telecom";
const desk = "#wholesale-desk";

const button = (label: string, action: Action): Card["elements"][number] => ({
  word: "buttons",
  buttons: [{ label, action }],
});
const opensForm: Action = { do: "open", ref: { form: "ocn" } };

const ocnForm = (more: Partial<Form> = {}): Form => ({
  ref: { form: "ocn" },
  title: "OCN for Minnesota",
  submit: "Save",
  cancel: "Cancel",
  elements: [
    { word: "line", id: "ocn", label: "OCN", maxLength: 10 },
    { word: "person", id: "who", label: "Who got it", optional: true },
  ],
  values: {},
  errors: {},
  ...more,
});

const card = (text: string): Answer => ({ kind: "card", card: aCard(text) });
const form = (more?: Partial<Form>): Answer => ({ kind: "form", form: ocnForm(more) });

/** Resolves when told to. */
function later<Value>(): { readonly promise: Promise<Value>; readonly come: (value: Value) => void } {
  let come: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    come = resolve;
  });
  return { promise, come };
}

const textsIn = (blocks: readonly unknown[] | undefined): string =>
  [...JSON.stringify(blocks ?? []).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join(" | ");

describe("a command", () => {
  it("is answered in the acknowledgement's own body, which only the person sees", async () => {
    const asked: unknown[] = [];
    bot = await aBot({
      command: async (...all) => {
        asked.push(all);
        return card("Two of three states are ready.");
      },
    });
    bot.slack.log.clear();
    const sam = bot.slack.as("U0SAM");
    expect(await sam.command(desk, "status <&> now")).toEqual({ ok: true });
    expect(sam.last(desk)).toMatchObject({ text: "Two of three states are ready.", ephemeral: true });
    expect(bot.slack.log.calls()).toEqual([]);
    expect(bot.slack.log.deliveries("command")[0]?.status).toBe(200);
    expect(asked).toEqual([
      [
        {
          account: "slack:T0CARRIER:U0SAM",
          name: "sam.ortega",
          company: "slack:T0CARRIER",
          installedAt: "slack:T0CARRIER",
          platform: "slack",
        },
        { in: "place", place: "slack:T0CARRIER:C0DESK", name: desk },
        "status <&> now",
        expect.stringMatching(/^slack:command:/),
      ],
    ]);
  });

  it("opens a form, and where Slack would not, offers a button that does", async () => {
    bot = await aBot({ command: async () => form(), press: async () => form() });
    const sam = bot.slack.as("U0SAM");
    await sam.command(desk, "ocn");
    await bot.slack.until(() => sam.modal()?.title === "OCN for Minnesota");
    await sam.close();

    bot.slack.faults.expireTriggers();
    await sam.command(desk, "ocn");
    await bot.slack.until(() => sam.last(desk)?.ephemeral, "the button");
    expect(textsIn(sam.last(desk)?.blocks)).toContain("three seconds");
    bot.slack.faults.expireTriggers(false);
    await sam.press({ channel: desk }, "OCN for Minnesota");
    await bot.slack.until(() => sam.modal(), "the form after all");
  });

  it("that has to be checked first is acknowledged at once and answered afterwards", async () => {
    const { promise, come } = later<Answer>();
    bot = await aBot({ command: async () => checking(promise) });
    const sam = bot.slack.as("U0SAM");
    expect(await sam.command(desk, "status")).toEqual({ ok: true });
    expect(sam.last(desk)).toBeUndefined();
    come(card("Checked."));
    await bot.slack.until(() => sam.last(desk)?.text === "Checked.");
    expect(sam.last(desk)?.ephemeral).toBe(true);
  });

  it("that fails is answered all the same", async () => {
    bot = await aBot({
      command: async () => {
        throw new Error("broken on purpose");
      },
    });
    const sam = bot.slack.as("U0SAM");
    expect(await sam.command(desk, "status")).toEqual({ ok: true });
    expect(sam.last(desk)?.text).toContain("try again in a minute");
    expect(bot.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });

  it("in the direct conversation is answered there", async () => {
    const heard: Where[] = [];
    bot = await aBot({
      command: async (_, where) => {
        heard.push(where);
        return card("Yours alone.");
      },
    });
    const sam = bot.slack.as("U0SAM");
    await bot.connection.messenger.create({
      address: { to: "person", account: "slack:T0CARRIER:U0SAM" as Visitor["account"] },
      card: aCard("Hello"),
      mark: "ob_1/hello",
    });
    await sam.command("@bot", "status");
    expect(sam.last("@bot")?.text).toBe("Yours alone.");
    expect(heard).toEqual([{ in: "direct" }]);
  });
});

describe("a button", () => {
  const posted = async (text: string, ...elements: Card["elements"]) =>
    bot.connection.messenger.create({
      address: { to: "place", place: "slack:T0CARRIER:C0PRAIRIE" as never },
      card: aCard(text, ...elements),
      mark: "ob_1/checklist",
    });

  it("pressed by a person of the other company tells who they are, and is answered privately", async () => {
    const asked: unknown[] = [];
    bot = await aBot({
      press: async (...all) => {
        asked.push(all);
        return card("Only the service manager can.");
      },
    });
    await posted("Next step", button("Issue RSID", { do: "look", at: "rsid" }));
    const nadia = bot.slack.as("U0NADIA");
    expect(await nadia.press({ channel }, "Issue RSID")).toEqual({ ok: true });
    await bot.slack.until(() => nadia.last(channel)?.ephemeral);
    expect(nadia.last(channel)?.text).toBe("Only the service manager can.");
    expect(bot.slack.as("U0SAM").last(channel)?.text).toBe("Next step");
    expect(asked).toEqual([
      [
        expect.objectContaining({
          account: "slack:T0PRAIRIE:U0NADIA",
          company: "slack:T0PRAIRIE",
          installedAt: "slack:T0CARRIER",
        }),
        { in: "place", place: "slack:T0CARRIER:C0PRAIRIE", name: channel },
        { do: "look", at: "rsid" },
        expect.stringMatching(/^slack:press:U0NADIA:[\d.]+:look:0:[\d.]+$/),
      ],
    ]);
  });

  it("answers by a private message where the response address fails, and directly as a last resort", async () => {
    let asked = 0;
    bot = await aBot({ press: async () => card(`Answer ${++asked}`) });
    await posted("Next step", button("Look", { do: "look", at: "next" }));
    const sam = bot.slack.as("U0SAM");
    bot.slack.faults.onCalls("response_url", 2, { kind: "status", status: 503 });
    await sam.press({ channel }, "Look");
    await bot.slack.until(() => sam.last(channel)?.text === "Answer 1");
    expect(sam.last(channel)?.ephemeral).toBe(true);

    bot.slack.faults.onCalls("chat.postEphemeral", 1, { kind: "refusal", error: "user_not_in_channel" });
    await sam.press({ channel }, "Look");
    await bot.slack.until(() => bot.slack.log.calls("chat.postMessage").filter(({ done }) => done).length === 2);
    expect(sam.last("@bot")?.text).toBe("Answer 2");
    expect(bot.log.lines.filter(({ level }) => level === "warn").map(({ message }) => message)).toEqual([
      "An answer did not get through by response address: HTTP 503 from the response address. Another way is tried.",
      "An answer did not get through by response address: HTTP 503 from the response address. Another way is tried.",
      expect.stringMatching(/by private message in the channel: .*user_not_in_channel.* Another way is tried\.$/),
    ]);
  });

  it("of an older version says so instead of staying silent", async () => {
    bot = await aBot();
    await bot.connection.client.chat.postMessage({
      channel: "C0PRAIRIE",
      text: "old",
      blocks: [
        {
          type: "actions",
          elements: [
            { type: "button", action_id: "gone:0", text: { type: "plain_text", text: "Old" }, value: '{"do":"gone"}' },
          ],
        },
      ],
    });
    const sam = bot.slack.as("U0SAM");
    await sam.press({ channel }, "Old");
    await bot.slack.until(() => sam.last(channel)?.ephemeral);
    expect(sam.last(channel)?.text).toContain("older message");
  });

  it("in a direct conversation is answered by an ordinary message there", async () => {
    bot = await aBot({ press: async (_, where) => card(`You are in ${where.in}.`) });
    await bot.connection.messenger.create({
      address: { to: "person", account: "slack:T0PRAIRIE:U0NADIA" as Visitor["account"] },
      card: aCard("Hello", button("Look", { do: "look", at: "next" })),
      mark: "ob_1/hello",
    });
    const nadia = bot.slack.as("U0NADIA");
    await nadia.press({ channel: "@bot" }, "Look");
    await bot.slack.until(() => nadia.last("@bot")?.text === "You are in direct.");
    expect(nadia.last("@bot")?.ephemeral).toBe(false);
  });

  it("on App Home shows its answer in a window, where a further button goes on", async () => {
    bot = await aBot({
      home: async () => aCard("Your onboardings", button("History", { do: "look", at: "history" })),
      press: async (_, where, action) =>
        action.do === "open"
          ? form()
          : action.do === "look" && action.at === "history"
            ? { kind: "card", card: aCard(`History in ${where.in}`, button("Help", { do: "look", at: "help" })) }
            : { kind: "card", card: aCard("Help itself", button("OCN", opensForm)) },
    });
    const sam = bot.slack.as("U0SAM");
    await sam.openHome();
    await bot.slack.until(() => sam.home());
    expect(textsIn(sam.home())).toBe("Your onboardings | History");
    await sam.press("home", "History");
    await bot.slack.until(() => textsIn(sam.modal()?.blocks).includes("History in direct"));
    await sam.press("modal", "Help");
    await bot.slack.until(() => textsIn(sam.modal()?.blocks).includes("Help itself"));
    expect(sam.modals()).toHaveLength(1);
    await sam.press("modal", "OCN");
    await bot.slack.until(() => sam.modals().length === 2, "the form on top");
  });
});

describe("a form", () => {
  const withForm = async (front: Partial<Front>, more?: Partial<Form>, options?: Parameters<typeof aBot>[1]) => {
    bot = await aBot({ press: async () => form(more), ...front }, options);
    await bot.connection.messenger.create({
      address: { to: "place", place: "slack:T0CARRIER:C0PRAIRIE" as never },
      card: aCard("Next step", button("Record the OCN", opensForm)),
      mark: "ob_1/next",
    });
    const nadia = bot.slack.as("U0NADIA");
    await nadia.press({ channel }, "Record the OCN");
    await bot.slack.until(() => nadia.modal(), "the form");
    return nadia;
  };

  it("shows errors beside the fields by Slack's own means, keeps what was typed, and closes when it is saved", async () => {
    const sent: { values: FormValues; request: string }[] = [];
    const nadia = await withForm({
      submit: async (_, __, values, request): Promise<SubmitAnswer> => {
        sent.push({ values, request });
        return values.ocn === "508J"
          ? { kind: "saved", card: aCard("Recorded 508J.") }
          : { kind: "again", form: ocnForm({ values, errors: { ocn: "Four characters, please." } }) };
      },
    });
    const { viewId } = nadia.modal() ?? {};
    await nadia.submit({ OCN: "12" });
    expect(nadia.modal()).toMatchObject({ viewId, errors: { ocn: "Four characters, please." } });
    expect(bot.slack.log.deliveries("view_submission").at(-1)?.answer).toBe(
      '{"response_action":"errors","errors":{"ocn":"Four characters, please."}}',
    );
    await nadia.submit({ OCN: "508J" });
    expect(nadia.modals()).toEqual([]);
    await bot.slack.until(() => nadia.last(channel)?.ephemeral);
    expect(nadia.last(channel)?.text).toBe("Recorded 508J.");
    expect(sent.map(({ values }) => values)).toEqual([
      { ocn: "12", who: "" },
      { ocn: "508J", who: "" },
    ]);
    expect(new Set(sent.map(({ request }) => request)).size).toBe(2);
  });

  it("is drawn again where more than errors changed, with everything that was typed", async () => {
    const nadia = await withForm({
      submit: async (_, ref, values): Promise<SubmitAnswer> =>
        ref.agreed
          ? { kind: "saved" }
          : {
              kind: "again",
              form: ocnForm({
                ref: { form: "ocn", agreed: ["fourLetters"] },
                values,
                submit: "Save anyway",
                elements: [{ word: "note", tone: "late", text: say`Four letters are unusual.` }, ...ocnForm().elements],
              }),
            },
    });
    await nadia.submit({ OCN: "ABCD" });
    expect(nadia.modal()).toMatchObject({ submit: "Save anyway" });
    expect(textsIn(nadia.modal()?.blocks)).toContain("Four letters are unusual.");
    expect(nadia.modal()?.state["ocn~1"]).toMatchObject({ text: { value: "ABCD" } });
    await nadia.submit();
    expect(nadia.modals()).toEqual([]);
  });

  it("gives way to a card when it is refused", async () => {
    const nadia = await withForm({
      submit: async () => ({ kind: "refused", card: aCard("Sam decided it already.") }),
    });
    await nadia.submit({ OCN: "508J" });
    expect(textsIn(nadia.modal()?.blocks)).toBe("Sam decided it already.");
    expect(nadia.modal()?.submit).toBeUndefined();
    expect(nadia.modal()?.title).toBe("OCN for Minnesota");
  });

  it("that has to be checked waits in its window, and comes back with its errors or a last word", async () => {
    const checks = [later<SubmitAnswer>(), later<SubmitAnswer>()];
    let asked = 0;
    const nadia = await withForm({
      submit: async () => checking(checks[asked++]?.promise ?? Promise.reject(new Error("no more"))),
    });
    await nadia.submit({ OCN: "12" });
    expect(textsIn(nadia.modal()?.blocks)).toContain("One moment");
    checks[0]?.come({
      kind: "again",
      form: ocnForm({ values: { ocn: "12" }, errors: { ocn: "Four characters, please." } }),
    });
    await bot.slack.until(() => nadia.modal()?.submit, "the form again");
    expect(textsIn(nadia.modal()?.blocks)).toContain("Four characters, please.");
    expect(nadia.modal()?.state["ocn~1"]).toMatchObject({ text: { value: "12" } });
    await nadia.submit({ OCN: "508J" });
    checks[1]?.come({ kind: "saved", card: aCard("Recorded 508J.") });
    await bot.slack.until(() => textsIn(nadia.modal()?.blocks).includes("Recorded 508J."));
    await nadia.close();
  });

  it("closed while it is checked tells its person in the channel", async () => {
    const check = later<SubmitAnswer>();
    const nadia = await withForm({ submit: async () => checking(check.promise) });
    await nadia.submit({ OCN: "508J" });
    await nadia.close();
    check.come({ kind: "refused", card: aCard("Sam decided it already.") });
    await bot.slack.until(() => nadia.last(channel)?.ephemeral);
    expect(nadia.last(channel)?.text).toBe("Sam decided it already.");
  });

  it("that cannot be kept stays open with everything typed, and says so", async () => {
    const nadia = await withForm({
      submit: async () => {
        throw new Error("disk full");
      },
    });
    await nadia.submit({ OCN: "508J" });
    expect(nadia.modal()?.errors.ocn).toContain("try again in a minute");
    expect(nadia.modal()?.state.ocn).toMatchObject({ text: { value: "508J" } });
  });

  it("changes its shape with a choice, and keeps what was typed", async () => {
    const kind = (value: string): Form =>
      ocnForm({
        values: { kind: value },
        elements: [
          {
            word: "choice",
            id: "kind",
            label: "Kind",
            reshapes: true,
            choices: [
              { value: "one", label: "One" },
              { value: "two", label: "Two" },
            ],
          },
          { word: "line", id: "ocn", label: "OCN", maxLength: 10 },
          ...(value === "two" ? [{ word: "date" as const, id: "on", label: "Since" }] : []),
        ],
      });
    const nadia = await withForm({ reshape: async (_, __, values) => kind(String(values.kind)) }, kind("one"));
    nadia.fill({ OCN: "508J" });
    await nadia.press("modal", "Kind", "two");
    await bot.slack.until(() => nadia.modal()?.blocks.length === 3, "the date");
    expect(nadia.modal()?.state).toMatchObject({
      kind: { reshapes: { selected_option: { value: "two" } } },
      ocn: { text: { value: "508J" } },
    });
  });

  it("knows the company of a picked person, asked for as they are picked", async () => {
    const sent: FormValues[] = [];
    const nadia = await withForm({
      submit: async (_, __, values) => {
        sent.push(values);
        return { kind: "saved" };
      },
    });
    await nadia.press("modal", "Who got it", "U0TOM");
    await bot.slack.until(() => bot.slack.log.calls("users.info").some(({ done }) => done));
    nadia.fill({ OCN: "508J", who: "U0TOM" });
    await nadia.submit();
    expect(sent).toEqual([{ ocn: "508J", who: "slack:T0PRAIRIE:U0TOM" }]);
    expect(nadia.modals()).toEqual([]);
  });

  it("asks who a picked person is where it does not know yet, while the form waits", async () => {
    const sent: FormValues[] = [];
    const nadia = await withForm({
      submit: async (_, __, values) => {
        sent.push(values);
        return { kind: "saved" };
      },
    });
    await nadia.submit({ OCN: "508J", who: "U0DANA" });
    await bot.slack.until(() => sent.length > 0);
    expect(sent).toEqual([{ ocn: "508J", who: "slack:T0CARRIER:U0DANA" }]);
    await bot.slack.until(() => textsIn(nadia.modal()?.blocks).includes("It is recorded"));
  });
});

describe("words to the bot", () => {
  const echo: Partial<Front> = {
    said: async (visitor, where, text) => card(`${visitor.company} in ${where.in}: ${text}`),
  };

  it("are answered in a thread, and what is pressed there is answered there too, to the person alone", async () => {
    bot = await aBot({
      said: async () => ({
        kind: "card",
        card: { summary: "Next", elements: [button("Why?", { do: "look", at: "rsid" })] },
      }),
      press: async () => card("Because the questionnaire is missing."),
    });
    const nadia = bot.slack.as("U0NADIA");
    await nadia.say(channel, "<@U0BOT> what's next?");
    const [mention] = bot.slack.posted(channel).slice(-2);
    await bot.slack.until(() => bot.slack.posted(channel).at(-1)?.text === "Next");
    await nadia.press({ channel }, "Why?");
    await bot.slack.until(() => nadia.last(channel)?.ephemeral === true, "the private answer");
    expect(nadia.last(channel)).toMatchObject({ text: "Because the questionnaire is missing.", threadTs: mention?.ts });
  });

  it("are answered in a thread under a mention, for all to see", async () => {
    bot = await aBot(echo);
    const nadia = bot.slack.as("U0NADIA");
    await nadia.say(channel, "<@U0BOT> why is the RSID <locked>?");
    await bot.slack.until(() => nadia.channel(channel).messages.length === 2);
    const [mention, answer] = nadia.channel(channel).messages;
    expect(answer).toMatchObject({
      threadTs: mention?.ts,
      text: "slack:T0PRAIRIE in place: why is the RSID &lt;locked&gt;?",
      ephemeral: false,
    });
  });

  it("are answered one to one, with a button where the answer is a form", async () => {
    bot = await aBot({
      said: async (_, __, text) => (text === "ocn" ? form({ values: { ocn: "508J" } }) : card(text)),
    });
    const sam = bot.slack.as("U0SAM");
    await bot.connection.sender.directChannel("U0SAM");
    await sam.say("@bot", "what's next");
    await bot.slack.until(() => sam.last("@bot")?.text === "what's next" && sam.last("@bot")?.author.bot);
    await sam.say("@bot", "ocn");
    await bot.slack.until(() => textsIn(sam.last("@bot")?.blocks).includes("OCN for Minnesota"));
    expect(JSON.stringify(sam.last("@bot")?.blocks)).toContain('\\"values\\":{\\"ocn\\":\\"508J\\"}');
  });

  it("have one effect when Slack delivers them again", async () => {
    let asked = 0;
    bot = await aBot({
      said: async () => {
        asked += 1;
        return card("once");
      },
    });
    const sam = bot.slack.as("U0SAM");
    bot.slack.faults.deliverTwice();
    await sam.say(desk, "<@U0BOT> hello");
    await bot.slack.settled();
    const [delivery] = bot.slack.log.deliveries("event");
    if (delivery) await bot.slack.replay(delivery);
    await bot.slack.until(() => sam.last(desk)?.text === "once");
    expect(asked).toBe(1);
  });
});

describe("the bot", () => {
  it("says hello once where it is invited, and not for other people who join", async () => {
    const places: string[] = [];
    bot = await aBot({
      arrived: async (place) => {
        places.push(place);
        return aCard("Hello, I keep the checklist.");
      },
    });
    bot.slack.leave("U0BOT", desk);
    bot.slack.join("U0BOT", desk);
    await bot.slack.until(() => bot.slack.posted(desk).length === 1);
    bot.slack.leave("U0DANA", desk);
    bot.slack.join("U0DANA", desk);
    await bot.slack.settled();
    expect(places).toEqual(["slack:T0CARRIER:C0DESK"]);
  });

  it("finishes what is in hand before it stops, and takes nothing more", async () => {
    const check = later<Answer>();
    bot = await aBot({ command: async () => checking(check.promise) });
    const sam = bot.slack.as("U0SAM");
    await sam.command(desk, "status");
    let stopped = false;
    const stopping = bot.app.stop().then(() => {
      stopped = true;
    });
    expect(await sam.command(desk, "status")).toMatchObject({ ok: false });
    expect(stopped).toBe(false);
    check.come(card("Checked."));
    await stopping;
    expect(sam.last(desk)?.text).toBe("Checked.");
  });
});
