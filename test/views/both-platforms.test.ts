/** What everybody sees in Slack and in Teams, side by side: each message, each look, each form, of one reseller in three states. */
import type { types } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { renderForm as slackForm } from "../../src/adapters/slack/forms.ts";
import { renderCard as slackCard } from "../../src/adapters/slack/render.ts";
import { renderForm as teamsForm } from "../../src/adapters/teams/forms.ts";
import { renderCard as teamsCard } from "../../src/adapters/teams/render.ts";
import type { Card, Form } from "../../src/views/vocabulary.ts";
import { everyForm, everyLook, explanations, messages, type Named, otherCards } from "../support/every-view.ts";
import { sideBySide, slackOutline, teamsOutline } from "../support/outlines.ts";
import { everybody, sam } from "../support/people.ts";

const page = (title: string, views: readonly string[]): string =>
  [`# ${title}`, "", "Left what Slack shows, right what Teams shows.", "", ...views].join("\n");

const view = (name: string, left: readonly string[], right: readonly string[]): string =>
  ["", `## ${name}`, "", "```text", sideBySide(["SLACK", "", ...left], ["TEAMS", "", ...right]), "```"].join("\n");

const nameOf = (account: string) => everybody.find((someone) => someone.account === account)?.name;

const cardView = ([name, card]: readonly [string, Card]): string =>
  view(
    name,
    slackOutline(slackCard(card).payload.blocks),
    teamsOutline(teamsCard(card, { in: "message", mark: "mark", viewer: sam.account }).payload.body),
  );

function formView([name, form]: readonly [string, Form]): string {
  const { payload: modal } = slackForm(form);
  const { payload: dialog } = teamsForm(form, { in: "dialog", instance: "instance", nameOf });
  return view(
    name,
    [
      `= ${modal.title.text} =`,
      ...slackOutline(modal.blocks as types.KnownBlock[]),
      `[${modal.submit?.text}] [${modal.close?.text}]`,
    ],
    [`= ${dialog.title} =`, ...teamsOutline(dialog.card.body)],
  );
}

const golden = (name: string): string => `goldens/${name}.md`;

describe("both platforms show the same", () => {
  it.each<[string, string, () => Named<Card>]>([
    ["messages", "Messages", messages],
    ["looks", "What a person looks at", everyLook],
    ["explanations", "How each thing is got", explanations],
    ["other-cards", "Other cards", otherCards],
  ])("%s", async (file, title, cards) => {
    await expect(page(title, cards().map(cardView))).toMatchFileSnapshot(golden(file));
  });
  it("forms", async () => {
    await expect(page("Forms", everyForm().map(formView))).toMatchFileSnapshot(golden("forms"));
  });
});
