import { afterEach, describe, expect, it } from "vitest";
import { card, type InvokeAnswer, message, type Together, together, words } from "./support/bot.ts";

let running: Together | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const open = { type: "Action.Submit", title: "Record", data: { msteams: { type: "task/fetch" }, a: 7 } };
const dialog = (title: string, body: readonly unknown[], actions: readonly unknown[]): InvokeAnswer => ({
  status: 200,
  body: { task: { type: "continue", value: { title, height: "medium", width: 500, card: card(body, { actions }) } } },
});
const form = (errors: readonly unknown[] = []) =>
  dialog(
    "Certification",
    [
      ...errors,
      {
        type: "Input.Text",
        id: "number",
        label: "Number",
        isRequired: true,
        errorMessage: "Which number?",
        regex: "^P-",
      },
      { type: "Input.Date", id: "on", label: "Effective on" },
      {
        type: "Input.ChoiceSet",
        id: "state",
        label: "State",
        value: "MN",
        choices: [
          { title: "Minnesota", value: "MN" },
          { title: "Colorado", value: "CO" },
        ],
      },
      {
        type: "Input.ChoiceSet",
        id: "who",
        choices: [],
        "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
      },
      {
        type: "Input.ChoiceSet",
        id: "here",
        isMultiSelect: true,
        choices: [],
        "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users?scope=currentContext" },
      },
      { type: "Input.Toggle", id: "sure", title: "Sure" },
    ],
    [
      { type: "Action.Submit", title: "Cancel", associatedInputs: "none", data: { cancel: true } },
      { type: "Action.Submit", title: "Save", style: "positive", data: { f: "certification" } },
    ],
  );

async function withButton(
  invoke: (attempt: number, name: string) => InvokeAnswer | Promise<InvokeAnswer>,
  options = {},
) {
  running = await together(
    {
      message: async (context) =>
        void (await context.sendActivity(message(card([words("Menu")], { actions: [open] })))),
      invoke: (context, attempt) => invoke(attempt, context.activity.name ?? ""),
    },
    options,
  );
  const tom = running.teams.as("Tom Okafor");
  await tom.say("Prairie Telecom", "@Onboarding menu");
  return { ...running, tom };
}

describe("a button that opens a dialog", () => {
  it("fetches the card and sends what was typed under the inputs' ids", async () => {
    const { tom, heard } = await withButton((_, name) => (name === "task/fetch" ? form() : { status: 200 }));
    expect(await tom.press("Prairie Telecom", "Record")).toEqual({ ok: true });
    expect(tom.dialog()).toMatchObject({ title: "Certification" });
    const top = tom.last("Prairie Telecom");
    expect(heard.at(-1)).toMatchObject({
      type: "invoke",
      name: "task/fetch",
      replyToId: top?.id,
      conversation: { id: expect.stringContaining(`;messageid=${top?.replyTo}`) },
      value: { data: { a: 7, msteams: { type: "task/fetch" } } },
    });

    expect(
      await tom.submit({ number: "P-7", state: "Colorado", who: "Sam Ortega", here: ["Tom Okafor", "Omar Haddad"] }),
    ).toEqual({ ok: true });
    const people = (name: string) => running?.teams.as(name).id;
    expect(heard.at(-1)).toMatchObject({
      name: "task/submit",
      value: {
        data: {
          ...{ f: "certification", number: "P-7", on: "", state: "CO", sure: "false" },
          who: people("Sam Ortega"),
          here: `${people("Tom Okafor")},${people("Omar Haddad")}`,
        },
      },
    });
    expect(tom.dialog()).toBeUndefined();
  });

  it("does not send before required inputs and patterns are right, unless the button minds no inputs", async () => {
    const { tom, teams } = await withButton((_, name) => (name === "task/fetch" ? form() : { status: 200 }));
    await tom.press("Prairie Telecom", "Record");
    expect(await tom.submit()).toEqual({ ok: false, problem: "Which number?" });
    expect(await tom.submit({ number: "7" })).toEqual({ ok: false, problem: "Which number?" });
    expect(await tom.submit({ number: "P-1", on: "tomorrow" })).toMatchObject({ ok: false });
    expect(await tom.submit({ number: "P-1", state: "TX" })).toMatchObject({ ok: false });
    // Tom's company has a directory of its own.
    expect(await tom.submit({ number: "P-1", who: "Tom Okafor" })).toMatchObject({ ok: false });
    expect(teams.log.deliveries("task/submit")).toEqual([]);
    expect(await tom.submit({}, "Cancel")).toEqual({ ok: true });
    expect(teams.log.deliveries("task/submit")[0]?.activity.value).toMatchObject({ data: { cancel: true } });
    expect(teams.log.deliveries("task/submit")[0]?.activity.value).not.toHaveProperty("data.number");
  });

  it("shows the next card, then the last words, and closes", async () => {
    const answers = [
      form(),
      form([words("No such number")]),
      { status: 200, body: { task: { type: "message", value: "Saved." } } },
    ];
    const { tom } = await withButton(() => answers.shift() ?? { status: 500 });
    await tom.press("Prairie Telecom", "Record");
    const first = tom.dialog()?.id;
    await tom.submit({ number: "P-1" });
    expect(tom.dialog()?.id).not.toBe(first);
    expect(JSON.stringify(tom.dialog()?.card)).toContain("No such number");
    expect(await tom.submit({ number: "P-2" })).toEqual({ ok: true, said: "Saved." });
    expect(tom.dialog()).toBeUndefined();
  });

  it.each([
    ["nothing", { status: 200 }],
    ["null for a task", { status: 200, body: { task: null } }],
    ["an empty object", { status: 200, body: {} }],
  ])("closes when a submit is answered with %s", async (_, answer) => {
    const { tom, teams } = await withButton((_attempt, name) => (name === "task/fetch" ? form() : answer));
    await tom.press("Prairie Telecom", "Record");
    await tom.submit({ number: "P-1" });
    expect(tom.dialog()).toBeUndefined();
    expect(teams.log.deliveries("task/submit")).toHaveLength(1);
  });

  it("can be closed by the person, of which the bot hears nothing", async () => {
    const { tom, teams } = await withButton(() => form());
    await tom.press("Prairie Telecom", "Record");
    const before = teams.log.deliveries().length;
    await tom.closeDialog();
    expect(tom.dialog()).toBeUndefined();
    expect(teams.log.deliveries()).toHaveLength(before);
    await expect(tom.submit()).rejects.toThrow("Tom Okafor has no dialog open");
  });
});

describe("a field whose choices are searched", () => {
  const states = ["Colorado", "Connecticut", "Texas"];
  const found = (typed: string): InvokeAnswer => ({
    status: 200,
    body: {
      type: "application/vnd.microsoft.search.searchResponse",
      value: {
        results: states.filter((one) => one.startsWith(typed)).map((one) => ({ title: one, value: one.slice(0, 2) })),
      },
    },
  });
  const searching = () =>
    dialog(
      "State",
      [
        {
          type: "Input.ChoiceSet",
          id: "state",
          value: "MN",
          choices: [{ title: "Minnesota", value: "MN" }],
          "choices.data": { type: "Data.Query", dataset: "the states" },
        },
        {
          type: "Input.ChoiceSet",
          id: "who",
          choices: [],
          "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
        },
      ],
      [{ type: "Action.Submit", title: "Save" }],
    );

  async function opened() {
    const made = await withButton((_, name) => {
      if (name === "task/fetch") return searching();
      return name === "application/search" ? found(String(made.heard.at(-1)?.value.queryText)) : { status: 200 };
    });
    await made.tom.press("Prairie Telecom", "Record");
    return made;
  }

  it("asks the bot while somebody types, and takes only what was found", async () => {
    const { tom, heard } = await opened();
    expect(await tom.search("state", "Co")).toEqual({
      ok: true,
      choices: [
        { title: "Colorado", value: "Co" },
        { title: "Connecticut", value: "Co" },
      ],
    });
    expect(heard.at(-1)).toMatchObject({
      name: "application/search",
      value: { kind: "search", queryText: "Co", queryOptions: { skip: 0, top: 15 }, dataset: "the states" },
    });
    expect(await tom.submit({ state: "Utah" })).toMatchObject({ ok: false });
    expect(await tom.submit({ state: "Texas" })).toEqual({ ok: true });
    expect(heard.at(-1)?.value.data).toMatchObject({ state: "Te" });
  });

  it("sends what the card came with unchanged, and finds people without the bot", async () => {
    const { tom, heard, teams } = await opened();
    expect(await tom.search("who", "sam")).toEqual({
      ok: true,
      choices: [{ title: "Sam Ortega (Northline Carrier)", value: teams.as("U0SAM").id }],
    });
    expect(await tom.search("number", "x")).toMatchObject({ ok: false });
    expect(await tom.submit()).toEqual({ ok: true });
    expect(heard.at(-1)?.value.data).toMatchObject({ state: "MN", who: "" });
    expect(teams.log.deliveries("application/search")).toEqual([]);
  });
});

describe("an invoke that is answered badly", () => {
  it.each([
    ["with nothing", { status: 200 }],
    ["with something odd", { status: 200, body: "fine" }],
    ["with a card that Teams can't show", dialog("x", [{ type: "Hologram" }], [])],
    ["with a 5xx", { status: 503 }],
  ])("%s comes again under the same id, a few times", async (_, answer) => {
    const { tom, teams } = await withButton(() => answer);
    expect(await tom.press("Prairie Telecom", "Record")).toEqual({
      ok: false,
      problem: "Something went wrong. Please try again.",
    });
    const sent = teams.log.deliveries("task/fetch");
    expect(sent.map((one) => one.attempt)).toEqual([0, 1, 2]);
    expect(new Set(sent.map((one) => one.activity.id)).size).toBe(1);
  });

  it("is not asked for again after a 4xx", async () => {
    const { tom, teams } = await withButton(() => ({ status: 403 }));
    expect(await tom.press("Prairie Telecom", "Record")).toMatchObject({ ok: false });
    expect(teams.log.deliveries("task/fetch")).toHaveLength(1);
  });

  it("is well again when the second answer is right", async () => {
    const { tom } = await withButton((attempt) => (attempt === 0 ? { status: 200 } : form()));
    expect(await tom.press("Prairie Telecom", "Record")).toEqual({ ok: true });
    expect(tom.dialog()).toBeDefined();
  });

  it("comes again when it takes too long", async () => {
    let answer = (_: InvokeAnswer): void => {};
    const late = new Promise<InvokeAnswer>((resolve) => {
      answer = resolve;
    });
    const { tom, teams } = await withButton((attempt) => (attempt === 0 ? late : form()), { answerWithinMillis: 800 });
    expect(await tom.press("Prairie Telecom", "Record")).toEqual({ ok: true });
    answer(form());
    const statuses = teams.log.deliveries("task/fetch").map((one) => one.status);
    expect([statuses[0], statuses.at(-1)]).toEqual([0, 200]);
  });
});
