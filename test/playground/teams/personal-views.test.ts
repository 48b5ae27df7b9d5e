import type { TurnContext } from "botbuilder";
import { afterEach, describe, expect, it } from "vitest";
import { card, type InvokeAnswer, message, type Together, together, words } from "./support/bot.ts";

let running: Together | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const here = "Prairie Telecom";
const approve = { type: "Action.Execute", title: "Approve", verb: "approve", data: { m: "mark" } };
const base = (userIds: readonly string[], version = 1) =>
  card([words(`Request ${version}`)], {
    actions: [{ type: "Action.Execute", title: "Ask", verb: "ask" }],
    refresh: { action: { type: "Action.Execute", verb: "refresh", data: { m: "mark" } }, userIds },
  });
const answerCard = (text: string, actions: readonly unknown[] = []): InvokeAnswer => ({
  status: 200,
  body: {
    statusCode: 200,
    type: "application/vnd.microsoft.card.adaptive",
    value: card([words(text)], { actions }).content,
  },
});
const told = (text: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text },
});

async function withRequest(invoke: (context: TurnContext) => InvokeAnswer | Promise<InvokeAnswer>) {
  running = await together({
    message: async (context) => {
      const ids = running?.teams.as("Sam Ortega").teamsId ?? "";
      await context.sendActivity(message(base([ids])));
    },
    invoke,
  });
  const [sam, tom] = [running.teams.as("Sam Ortega"), running.teams.as("Tom Okafor")];
  await tom.say(here, "@Onboarding rsid");
  return { ...running, sam, tom };
}

const shown = (view: { readonly messages: readonly { readonly cards: readonly unknown[] }[] }) =>
  JSON.stringify(view.messages.at(-1)?.cards);

describe("a card with a refresh", () => {
  it("is shown with its own view to those it names, once they look, and to nobody else", async () => {
    const { sam, tom, teams, heard } = await withRequest(() => answerCard("For Sam", [approve]));
    expect(shown(await tom.opens(here))).toContain("Request 1");
    expect(teams.log.deliveries("adaptiveCard/action")).toEqual([]);

    expect(shown(sam.sees(here))).toContain("Request 1");
    await teams.until(() => shown(sam.sees(here)).includes("For Sam"), "Sam's own view");
    expect(shown(tom.sees(here))).toContain("Request 1");
    expect(shown(teams.conversation(here))).toContain("Request 1");
    expect(heard.at(-1)).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      from: { aadObjectId: sam.id },
      value: { trigger: "automatic", action: { type: "Action.Execute", verb: "refresh", data: { m: "mark" } } },
    });
    await sam.opens(here);
    expect(teams.log.deliveries("adaptiveCard/action")).toHaveLength(1);
  });

  it("is refreshed anew after each update of the message", async () => {
    let n = 0;
    const { sam, teams, continued, heard } = await withRequest(() => answerCard(`Sam's ${++n}`, [approve]));
    expect(shown(await sam.opens(here))).toContain("Sam's 1");
    const [asked] = heard;
    if (!asked) throw new Error("the bot heard nothing");
    const id = teams.conversation(here).messages.at(-1)?.id ?? "";
    await continued(asked, async (context) => {
      await context.updateActivity({ ...message(base([sam.teamsId], 2)), id });
    });
    expect(shown(teams.conversation(here))).toContain("Request 2");
    expect(teams.conversation(here).messages.at(-1)?.editedAt).toBeDefined();
    expect(shown(await sam.opens(here))).toContain("Sam's 2");
  });

  it("is asked for by `8:orgid:` ids as well, and stays as posted when the bot does not know better", async () => {
    const { sam, teams, heard, continued } = await withRequest(() => told("nothing new"));
    const [asked] = heard;
    if (!asked) throw new Error("the bot heard nothing");
    await continued(asked, async (context) => {
      await context.sendActivity(message(base([`8:orgid:${sam.id}`], 3)));
    });
    expect(shown(await sam.opens(here))).toContain("Request 3");
    expect(teams.log.deliveries("adaptiveCard/action")).toHaveLength(2);
  });
});

describe("an Action.Execute", () => {
  it("gives whoever pressed it the answered card as their own view", async () => {
    const { tom, sam, heard } = await withRequest((context) =>
      answerCard(context.activity.value.trigger === "manual" ? "Asked by you" : "Sam's"),
    );
    expect(await tom.press(here, "Ask")).toEqual({ ok: true });
    expect(shown(tom.sees(here))).toContain("Asked by you");
    expect(shown(await sam.opens(here))).toContain("Sam's");
    expect(heard[1]?.value).toMatchObject({ trigger: "manual", action: { verb: "ask" } });
  });

  it("shows a form inline, sends it, and keeps the answer although the message was updated meanwhile", async () => {
    const save = { type: "Action.Execute", title: "Save", verb: "save", data: { f: 1 } };
    const { tom, heard, teams } = await withRequest(async (context) => {
      if (context.activity.value.action.verb === "ask")
        return {
          status: 200,
          body: {
            statusCode: 200,
            type: "application/vnd.microsoft.card.adaptive",
            value: card([{ type: "Input.Text", id: "rsid", label: "RSID", isRequired: true }], { actions: [save] })
              .content,
          },
        };
      await context.updateActivity({ ...message(card([words("Issued")])), id: context.activity.replyToId ?? "" });
      return answerCard("You issued it");
    });
    await tom.press(here, "Ask");
    expect(await tom.press(here, "Save")).toMatchObject({ ok: false });
    expect(await tom.press(here, "Save", { rsid: "AB12" })).toEqual({ ok: true });
    expect(heard.at(-1)?.value.action).toMatchObject({ verb: "save", data: { f: 1, rsid: "AB12" } });
    expect(shown(teams.conversation(here))).toContain("Issued");
    expect(shown(tom.sees(here))).toContain("You issued it");
  });

  it("may be answered with words for that person alone", async () => {
    const { tom, sam } = await withRequest(() => told("Only the service manager may."));
    expect(await tom.press(here, "Ask")).toEqual({ ok: true, said: "Only the service manager may." });
    expect(tom.last(here)).toMatchObject({ note: "Only the service manager may." });
    expect(sam.last(here)).not.toHaveProperty("note");
  });

  it("says that something went wrong when the bot says so, without asking again", async () => {
    const { tom, teams } = await withRequest(() => ({
      status: 200,
      body: { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "Bad", message: "no" } },
    }));
    expect(await tom.press(here, "Ask")).toMatchObject({ ok: false });
    expect(teams.log.deliveries("adaptiveCard/action")).toHaveLength(1);
  });

  it("that is no longer there can't be pressed", async () => {
    const { tom } = await withRequest(() => answerCard("Gone"));
    await tom.press(here, "Ask");
    await expect(tom.press(here, "Ask")).rejects.toThrow(
      "nothing to press named Ask in Prairie Telecom; there is: nothing",
    );
  });
});
