/** What the second platform brings to Slack: its buttons carry what they do there and back, its cards and forms fit, codes stay private. */
import { afterEach, describe, expect, it } from "vitest";
import { cardAsHome, cardAsModal } from "../../../src/adapters/slack/cards-as-views.ts";
import { renderForm } from "../../../src/adapters/slack/forms.ts";
import { limits } from "../../../src/adapters/slack/limits.ts";
import { renderCard } from "../../../src/adapters/slack/render.ts";
import type { Answer, Where } from "../../../src/application/front.ts";
import { type AccountId, accountId, onboardingId, placeId } from "../../../src/domain/ids.ts";
import { placesLimit } from "../../../src/domain/linking.ts";
import type { Human } from "../../../src/domain/person.ts";
import type { Place } from "../../../src/domain/places.ts";
import { faultOfMessage, faultOfView } from "../../../src/playground/slack/block-kit/check.ts";
import type { Action, FormRef } from "../../../src/views/actions.ts";
import { drawForm } from "../../../src/views/forms/forms.ts";
import {
  accountsCard,
  joinCodeCard,
  joinedCard,
  linkCard,
  lostPlaceCard,
  placeCodeCard,
} from "../../../src/views/place-cards.ts";
import { sceneOf } from "../../../src/views/scene.ts";
import type { Card, Form, FormValues } from "../../../src/views/vocabulary.ts";
import { opened } from "../../support/a-form.ts";
import { chicago } from "../../support/fixed-clock.ts";
import { hostile, longestStart, longSam } from "../../support/longest-onboarding.ts";
import { asPerson } from "../../support/people.ts";
import { aBot, aCard, type Bot } from "./support/bot.ts";

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
});

const channel = "#prairie-telecom";
const onboarding = onboardingId(`ob_${"0".repeat(61)}`);
const inTeams = placeId(`teams:${"t".repeat(36)}:19:${"c".repeat(220)}@thread.tacv2`);
const account = accountId(`teams:${"t".repeat(36)}:${"o".repeat(36)}`);

const newActions: readonly Action[] = [
  { do: "makeCode", what: "place", onboarding },
  { do: "makeCode", what: "person" },
  { do: "unlinkPlace", onboarding, place: inTeams },
  { do: "repairPlace", onboarding, place: inTeams },
  { do: "preferAccount", account },
  { do: "partAccounts" },
  { do: "look", at: "link", onboarding },
  { do: "open", ref: { form: "joinAccounts", onboarding } },
];

const labelled = newActions.map((action, index) => ({ label: `Press ${index}`, action }));
const buttonsCard: Card = aCard("Two platforms", { word: "buttons", buttons: labelled });

describe("the buttons of the second platform", () => {
  it("carry what they do to Slack and back, from a message, a modal and the App Home", async () => {
    const pressed: Action[] = [];
    const started = await aBot({
      command: async () => ({ kind: "card", card: buttonsCard }),
      home: async () => buttonsCard,
      press: async (_, __, action) => {
        pressed.push(action);
        return pressed.length > newActions.length ? { kind: "nothing" } : { kind: "card", card: buttonsCard };
      },
    });
    bot = started;
    const sam = started.slack.as("U0SAM");
    await sam.command(channel, "link");
    for (const { label } of labelled) expect(await sam.press({ channel }, label)).toEqual({ ok: true });
    await started.slack.until(() => pressed.length === newActions.length);
    expect(pressed).toEqual(newActions);

    pressed.length = 0;
    await sam.openHome();
    await started.slack.until(() => sam.home(), "the App Home");
    for (const { label } of labelled) await sam.press("home", label);
    await started.slack.until(() => pressed.length === newActions.length);
    expect(pressed).toEqual(newActions);
    expect(started.log.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  });
});

const { state, now } = longestStart();
const places: readonly Place[] = Array.from({ length: placesLimit }, (_, index) => ({
  place: placeId(`${inTeams}${index}`),
  name: hostile(100),
  lost: { why: "gone", at: now, toldUntil: 0 },
}));
const scene = sceneOf({ ...state, places }, now, hostile(60));
const self = { ...asPerson(longSam), guest: false };
const twin = { ...self, account };
const made = { typed: "7K3M-9QXZ", until: now };
const human: Human = { members: [self, twin], preferred: account };

const cards: readonly [string, Card][] = [
  ["every place lost", linkCard(scene, ["carrierAdmin", "serviceManager"], longSam.account, human)],
  ["accounts not joined", accountsCard(longSam.account, undefined)],
  ["accounts joined", accountsCard(longSam.account, human)],
  ["a code for a place", placeCodeCard(made, state, hostile(100), false)],
  ["a code for a person", joinCodeCard(made, chicago)],
  ["a lost place", lostPlaceCard(scene, placeId(`${inTeams}0`))],
  ["told of joining", joinedCard(twin)],
];

describe.each(cards)("the card of %s", (_, card) => {
  it("loses nothing and keeps Slack's limits, everywhere where it can stand", () => {
    const message = renderCard(card);
    const [modal, home] = [cardAsModal(card), cardAsHome(card)];
    expect([...message.losses, ...modal.losses, ...home.losses]).toEqual([]);
    expect(faultOfMessage(message.payload.blocks)).toBeUndefined();
    expect(faultOfView(modal.payload, "modal")).toBeUndefined();
    expect(faultOfView(home.payload, "home")).toBeUndefined();
    const buttons = message.payload.blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
    const ids = buttons.map((button) => button.action_id ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(0, ...ids.map((id) => id.length))).toBeLessThan(limits.ids.action);
  });
});

describe("the forms of the second platform", () => {
  const lena = { value: account as string, label: "Lena Fischer (Teams)" };
  const asked = (ref: FormRef): Form =>
    drawForm({ ...opened(ref.form).context, ref, elsewhere: { carrier: [lena], reseller: [], alsoHere: [] } }, {});

  it.each<[FormRef["form"], FormValues, FormValues]>([
    ["link", { code: "7K3M-9QXZ" }, { code: "7K3M-9QXZ" }],
    ["joinAccounts", { here: "U0NADIA", there: account }, { here: "slack:T0PRAIRIE:U0NADIA", there: account }],
  ])("%s is filled in and read again", async (name, typed, read) => {
    const ref: FormRef = { form: name, onboarding, place: placeId("slack:T0CARRIER:C0PRAIRIE") };
    const form = asked(ref);
    expect(renderForm(form).losses).toEqual([]);
    const sent: [FormRef, FormValues][] = [];
    const started = await aBot({
      command: async () => ({ kind: "form", form }),
      submit: async (_, of, values) => {
        sent.push([of, values]);
        return { kind: "saved" };
      },
    });
    bot = started;
    const sam = started.slack.as("U0SAM");
    await sam.command(channel, name);
    await started.slack.until(() => sam.modal(), "the form");
    await sam.submit(typed);
    await started.slack.until(() => sent.length === 1);
    expect(sent).toEqual([[ref, read]]);
  });

  it("tells one to one what came of a form whose place is in Teams", async () => {
    const form = asked({ form: "link", place: inTeams });
    const started = await aBot({
      command: async () => ({ kind: "form", form }),
      submit: async () => ({ kind: "saved", card: aCard("Recorded.") }),
    });
    bot = started;
    const sam = started.slack.as("U0SAM");
    await started.connection.sender.directChannel("U0SAM");
    await sam.command("@bot", "link");
    await started.slack.until(() => sam.modal(), "the form");
    await sam.submit({ code: "7K3M-9QXZ" });
    await started.slack.until(() => sam.last("@bot")?.text === "Recorded.");
  });
});

describe("what is for one person's eyes", () => {
  const secret: Answer = { kind: "card", card: aCard("7K3M-9QXZ"), privately: true };
  const later: Answer = { kind: "checking", outcome: Promise.resolve(secret) };

  it.each<[string, Answer]>([
    ["at once", secret],
    ["after a check", later],
  ])("is shown to them alone, also where they asked aloud: %s", async (_, answer) => {
    const asked: Where[] = [];
    const started = await aBot({
      said: async (__, where) => {
        asked.push(where);
        return answer;
      },
      press: async () => answer,
    });
    bot = started;
    const nadia = started.slack.as("U0NADIA");
    await nadia.say(channel, "<@U0BOT> link");
    await started.slack.until(() => nadia.last(channel)?.text === "7K3M-9QXZ");
    expect(nadia.last(channel)).toMatchObject({ ephemeral: true });
    expect(asked).toEqual([{ in: "place", place: "slack:T0CARRIER:C0PRAIRIE", name: "#prairie-telecom" }]);

    await started.connection.messenger.create({
      address: { to: "place", place: placeId("slack:T0CARRIER:C0PRAIRIE") },
      card: buttonsCard,
      mark: "ob_1/checklist",
    });
    await nadia.press({ channel }, "Press 0");
    await started.slack.until(() => nadia.channel(channel).messages.filter(({ ephemeral }) => ephemeral).length === 2);
    expect(JSON.stringify(started.slack.posted(channel))).not.toContain("7K3M");
    expect(JSON.stringify(started.slack.as("U0SAM").channel(channel))).not.toContain("7K3M");
  });

  it("comes one to one where Slack shows nothing privately in the channel", async () => {
    const started = await aBot({ said: async () => secret });
    bot = started;
    started.slack.faults.onCalls("chat.postEphemeral", 1, { kind: "refusal", error: "user_not_in_channel" });
    const nadia = started.slack.as("U0NADIA");
    await nadia.say(channel, "<@U0BOT> link");
    await started.slack.until(() => started.slack.log.calls("chat.postMessage").length === 1);
    await started.slack.until(() => nadia.last("@bot")?.text === "7K3M-9QXZ");
    expect(JSON.stringify(started.slack.posted(channel))).not.toContain("7K3M");
  });
});

describe("an account of the other platform", () => {
  it("is never a mention in Slack, whatever it looks like", () => {
    const name = "Lena *Fischer* <@U0SAM>";
    const odd = ["teams:t:U0SAM", "teams:slack:T0:U0SAM", account] as AccountId[];
    for (const one of odd) {
      const text = [{ span: "mention", account: one, name } as const];
      const { blocks } = renderCard({
        summary: "S",
        elements: [
          { word: "paragraph", text },
          { word: "small", text },
          { word: "list", items: [text] },
        ],
      }).payload;
      expect(JSON.stringify(blocks)).not.toContain('"user_id"');
      expect(JSON.stringify(blocks)).not.toContain('"mrkdwn"');
      expect(JSON.stringify(blocks).match(/"style":\{"bold":true\}/g)).toHaveLength(3);
    }
    const small = renderCard({
      summary: "S",
      elements: [{ word: "small", text: [{ span: "mention", account, name: "Lena & Max" }] }],
    });
    expect(small.payload.blocks).toMatchObject([{ type: "context", elements: [{ text: "*Lena &amp; Max*" }] }]);
  });
});
