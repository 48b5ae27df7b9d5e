/**
 * What can be done in Slack can be done in Teams: every command, form, look, action and message, shown on each platform and read
 * back by that platform's own reader. The table is made from the code's own lists, so that nothing new is left out of it.
 */
import type { types } from "@slack/bolt";
import { afterAll, describe, expect, it } from "vitest";
import { renderForm as slackForm } from "../../src/adapters/slack/forms.ts";
import { pressOf, submissionOf } from "../../src/adapters/slack/inbound.ts";
import { renderCard as slackCard } from "../../src/adapters/slack/render.ts";
import type { CardAction, Element } from "../../src/adapters/teams/adaptive-card.ts";
import { carriedBy } from "../../src/adapters/teams/card-data.ts";
import { valuesOf } from "../../src/adapters/teams/form-values.ts";
import { renderForm as teamsForm } from "../../src/adapters/teams/forms.ts";
import { renderCard as teamsCard } from "../../src/adapters/teams/render.ts";
import { intentSchema } from "../../src/application/notices.ts";
import { type Action, actionSchema, formNames, looks } from "../../src/views/actions.ts";
import { subcommandNames } from "../../src/views/subcommands.ts";
import type { Card, Form } from "../../src/views/vocabulary.ts";
import * as commands from "../support/commands.ts";
import { everyCard, formOf, lookOf, messageOf } from "../support/every-view.ts";
import { KnownPeople } from "../support/known-people.ts";
import { slackOutline, teamsOutline } from "../support/outlines.ts";
import { asPerson, lenaInTeams, northlineInTeams, prairieInTeams, sam, samInTeams, tess } from "../support/people.ts";
import { Running, started, teamsPlace } from "../support/running-application.ts";
import { buttonsOn } from "../support/words-on-card.ts";

interface Seen {
  /** What stands on the screen. */
  readonly lines: readonly string[];
  /** What the platform's reader makes of each button, pressed. */
  readonly actions: readonly (Action | undefined)[];
}
interface Sent {
  readonly lines: readonly string[];
  /** What the reader makes of the form, sent as it was drawn. */
  readonly ref: unknown;
  readonly fields: readonly string[];
}
interface Platform {
  readonly card: (card: Card) => Seen;
  readonly form: (form: Form) => Sent;
  /** Somebody of the carrier's, with an onboarding in their place, and before there is one. */
  readonly running: () => Promise<Running>;
  readonly who: typeof sam;
}

const json = <Thing>(thing: Thing): Thing => JSON.parse(JSON.stringify(thing)) as Thing;

// Slack
const us = { team: "TNORTHLINE", bot: "B1", botUser: "UBOT" };
const directory = new KnownPeople();
const user = { id: "USAM", team_id: "TNORTHLINE" };

function pressedInSlack(element: types.Button): Action | undefined {
  const { action_id = "", value } = json(element);
  const actions = [{ action_id, action_ts: "1", ...(value === undefined ? {} : { value }) }];
  return pressOf({ user, channel: { id: "C1" }, actions }, us, directory).action;
}

/** An input's part of a view's state, as Slack sends it where nothing was changed. */
const standingInSlack = (element: { type: string } & Record<string, unknown>) => ({
  type: element.type,
  value: element.initial_value ?? null,
  selected_date: element.initial_date ?? null,
  selected_user: element.initial_user ?? null,
  selected_option: element.initial_option ?? null,
  selected_options: element.initial_options ?? [],
});

function sentInSlack(form: Form): Sent {
  const view = json(slackForm(form).payload);
  const blocks = view.blocks as types.KnownBlock[];
  const values = blocks.flatMap((block) => {
    if (block.type !== "input") return [];
    const element = block.element as { type: string; action_id?: string } & Record<string, unknown>;
    return [[block.block_id ?? "", { [element.action_id ?? ""]: standingInSlack(element) }] as const];
  });
  const sent = { id: "V1", hash: "h", type: "modal", callback_id: "", private_metadata: view.private_metadata ?? "" };
  const { ref, values: read } = submissionOf(
    { user, view: { ...sent, state: { values: Object.fromEntries(values) } } },
    us,
    directory,
  );
  return { lines: slackOutline(blocks), ref, fields: view.submit ? Object.keys(read) : [] };
}

const slack: Platform = {
  who: sam,
  running: () => started(),
  form: sentInSlack,
  card: (card) => {
    const { blocks } = slackCard(card).payload;
    const buttons = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
    return {
      lines: slackOutline(blocks),
      actions: buttons.flatMap((one) => (one.type === "button" && !one.url ? [pressedInSlack(one)] : [])),
    };
  },
};

// Teams
const actionsIn = (elements: readonly Element[]): readonly CardAction[] =>
  elements.flatMap((element) => {
    if (element.type === "ActionSet") return element.actions;
    return element.type === "Container" ? actionsIn(element.items) : [];
  });
const dataOf = (action: CardAction): object | undefined => ("data" in action ? json(action.data) : undefined);

function sentInTeams(form: Form): Sent {
  const views = [
    { in: "dialog", instance: "i" },
    { in: "inline", instance: "i", mark: "m" },
  ] as const;
  const [inDialog, inMessage] = views.map((view) => {
    const { body } = teamsForm(form, view).payload.card;
    const typed = body.flatMap((one) => ("value" in one && one.id ? [[one.id, one.value] as const] : []));
    const submit = actionsIn(body).find((action) => "style" in action && action.style === "positive");
    const data = { ...(submit && dataOf(submit)), ...Object.fromEntries(typed) };
    const carried = carriedBy(data);
    const ref = carried?.kind === "form" ? carried.ref : undefined;
    return { lines: teamsOutline(body), ref, fields: Object.keys(valuesOf(data, () => undefined)) };
  });
  if (!inDialog || !inMessage) throw new Error("No form was drawn.");
  expect([inMessage.ref, inMessage.fields]).toEqual([inDialog.ref, inDialog.fields]);
  return inDialog;
}

const teams: Platform = {
  who: samInTeams,
  running: async () => {
    const running = await Running.on();
    const carrierTeam = { serviceManager: asPerson(samInTeams), delegate: asPerson(tess) };
    const resellerTeam = { lead: asPerson(lenaInTeams), functions: {} };
    const sides = { carrier: northlineInTeams, reseller: prairieInTeams };
    await running.does(commands.start({ place: teamsPlace, carrierTeam, resellerTeam, ...sides }), samInTeams);
    return running;
  },
  form: sentInTeams,
  card: (card) => {
    const { body } = teamsCard(card, { in: "message", mark: "m", viewer: sam.account }).payload;
    const actions = actionsIn(body).flatMap((action): (Action | undefined)[] => {
      const data = dataOf(action);
      if (data === undefined) return [];
      const carried = carriedBy(data);
      return [carried?.kind === "action" ? carried.action : undefined];
    });
    return { lines: teamsOutline(body), actions };
  },
};

const platforms = { Slack: slack, Teams: teams } as const;
type PlatformName = keyof typeof platforms;

const keys = (things: readonly unknown[]): readonly string[] => things.map((thing) => JSON.stringify(thing)).sort();

/** The card is seen, and each of its buttons does there what it is meant to. */
function showsCard(platform: Platform, card: Card): string {
  const { lines, actions } = platform.card(card);
  expect(lines.join("").trim()).not.toBe("");
  expect(keys(actions)).toEqual(keys(buttonsOn(card).map(({ action }) => action)));
  return "card";
}

/** The form is seen, and what is sent with it is the same form with each of its fields. */
function showsForm(platform: Platform, form: Form): string {
  const { lines, ref, fields } = platform.form(form);
  expect(lines.join("").trim()).not.toBe("");
  expect(ref).toEqual(json(form.ref));
  expect(fields).toEqual(expect.arrayContaining(form.elements.flatMap((one) => ("id" in one ? [one.id] : []))));
  return "form";
}

async function answers(platform: Platform, subcommand: string): Promise<string> {
  const running = subcommand === "start" ? await Running.on() : await platform.running();
  const answer = await running.as(platform.who).command(subcommand);
  if (answer.kind === "card") return showsCard(platform, answer.card);
  if (answer.kind === "form") return showsForm(platform, answer.form);
  throw new Error(`"${subcommand}" is answered with ${answer.kind}.`);
}

/** Any card with such a button shows that it can be pressed. */
function canBePressed(platform: Platform, what: Action["do"]): string {
  const [, card] = everyCard().find(([, one]) => buttonsOn(one).some(({ action }) => action.do === what)) ?? [];
  if (!card) throw new Error(`No card has a button that does ${what}.`);
  showsCard(platform, card);
  expect(platform.card(card).actions.some((action) => action?.do === what)).toBe(true);
  return "button";
}

type Row = readonly [group: string, what: string, prove: (platform: Platform) => string | Promise<string>];
const rows: readonly Row[] = [
  ...subcommandNames.map((name): Row => ["Command", name, (platform) => answers(platform, name)]),
  ...formNames.map((name): Row => ["Form", name, (platform) => showsForm(platform, formOf(name))]),
  ...looks.map((look): Row => ["Look", look, (platform) => showsCard(platform, lookOf(look))]),
  ...actionSchema.options.map(({ shape }): Row => {
    const what = shape.do.value;
    return ["Action", what, (platform) => canBePressed(platform, what)];
  }),
  ...intentSchema.options.map(({ shape }): Row => {
    const kind = shape.kind.value;
    return ["Message", kind, (platform) => showsCard(platform, messageOf(kind))];
  }),
];

const names = Object.keys(platforms) as readonly PlatformName[];
const cells = new Map<string, string>();
const cellOf = (group: string, what: string, name: PlatformName) => `${group} ${what} ${name}`;

function table(): string {
  const line = (columns: readonly string[]) => `| ${columns.join(" | ")} |`;
  const body = rows.map(([group, what]) =>
    line([group, `\`${what}\``, ...names.map((name) => cells.get(cellOf(group, what, name)) ?? "✗")]),
  );
  return [line(["", "What", ...names]), line(["", "", ...names].map(() => "---")), ...body].join("\n");
}

const page = () => `# What can be done where

Every command, form, look, action and message that the code knows. Each cell was proved: the platform's renderer shows it, and the
platform's own reader makes of every button and form what it was drawn from. A test writes this page and fails where a cell is missing.

${table()}
`;

describe("what is in Slack is in Teams", () => {
  for (const [group, what, prove] of rows)
    it.each(names)(`${group.toLowerCase()} ${what} in %s`, async (name) => {
      cells.set(cellOf(group, what, name), `✓ ${await prove(platforms[name])}`);
    });

  it("is written down", async () => {
    await expect(page()).toMatchFileSnapshot("../../docs/parity.md");
  });

  afterAll(() => console.info(table()));
});
