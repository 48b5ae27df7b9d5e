/** A person field where people are on two platforms: two menus, one value. */
import { afterEach, describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/adapters/slack/form-values.ts";
import { nativeErrors, renderForm } from "../../../src/adapters/slack/forms.ts";
import { limits } from "../../../src/adapters/slack/limits.ts";
import { readMemory } from "../../../src/adapters/slack/memory.ts";
import { faultOfView } from "../../../src/playground/slack/block-kit/check.ts";
import type { Choice, Form, FormElement, FormValues } from "../../../src/views/vocabulary.ts";
import { aBot, type Bot } from "./support/bot.ts";

const nadia = "slack:T0PRAIRIE:U0NADIA";
const tom = "slack:T0PRAIRIE:U0TOM";
const lena = { value: "teams:tenant:lena", label: "Lena Fischer (Teams)" };
const max = { value: "teams:tenant:max", label: "Max Weber (Teams)" };
const text = (words: string) => ({ type: "plain_text", text: words, emoji: false });

const lead = (more: object = {}): FormElement => ({
  word: "person",
  id: "lead",
  label: "Reseller lead",
  hint: "Speaks for the reseller.",
  elsewhere: [lena, max],
  ...more,
});
const aForm = (values: FormValues = {}, more: Partial<Form> = {}): Form => ({
  ref: { form: "team" },
  title: "Team",
  submit: "Save",
  cancel: "Cancel",
  elements: [lead(), { word: "line", id: "note", label: "Note", maxLength: 100, optional: true }],
  values,
  errors: {},
  ...more,
});
const memoryOf = (form: Form, drawing?: Parameters<typeof renderForm>[1]) =>
  readMemory(renderForm(form, drawing).payload.private_metadata ?? "");

describe("a person field in Slack", () => {
  it("has a second menu below Slack's own where people are on the other platform, and neither is needed for Slack", () => {
    const { payload, losses } = renderForm(aForm());
    expect(losses).toEqual([]);
    expect(payload.blocks.slice(0, 2)).toEqual([
      {
        type: "input",
        block_id: "lead",
        label: text("Reseller lead"),
        hint: text("Speaks for the reseller."),
        optional: true,
        dispatch_action: true,
        element: { type: "users_select", action_id: "person" },
      },
      {
        type: "input",
        block_id: "lead@elsewhere",
        label: text("Reseller lead, in Teams"),
        optional: true,
        element: {
          type: "static_select",
          action_id: "elsewhere",
          placeholder: text("Or somebody who is in Teams only"),
          options: [
            { text: text("Lena Fischer (Teams)"), value: lena.value },
            { text: text("Max Weber (Teams)"), value: max.value },
          ],
        },
      },
    ]);
    expect(faultOfView(payload, "modal")).toBeUndefined();
  });

  it("is Slack's own picker alone, and needed, where nobody is on another platform", () => {
    const alone = renderForm(aForm({ lead: nadia }, { elements: [lead({ elsewhere: undefined })] })).payload.blocks;
    expect(alone).toMatchObject([{ block_id: "lead", element: { type: "users_select", initial_user: "U0NADIA" } }]);
    expect(alone[0]).not.toHaveProperty("optional");
  });

  it("begins with whoever is picked, in the menu that knows them", () => {
    const [own, other] = renderForm(aForm({ lead: lena.value })).payload.blocks;
    expect(own).not.toHaveProperty("element.initial_user");
    expect(other).toMatchObject({ element: { initial_option: { value: lena.value } } });
    const [mine, theirs] = renderForm(aForm({ lead: nadia })).payload.blocks;
    expect(mine).toMatchObject({ element: { initial_user: "U0NADIA" } });
    expect(theirs).not.toHaveProperty("element.initial_option");
  });

  it.each([[[max]], [[]], [undefined]])(
    "shows and keeps somebody of the other platform whom nobody offers any more: %j",
    (elsewhere) => {
      const { payload } = renderForm(aForm({ lead: lena.value }, { elements: [lead({ elsewhere })] }));
      const option = { text: text("The person picked now"), value: lena.value };
      expect(payload.blocks[1]).toMatchObject({ block_id: "lead@elsewhere", element: { initial_option: option } });
      expect(payload.blocks[1]).toMatchObject({ element: { options: { length: 1 + (elsewhere?.length ?? 0) } } });
      expect(faultOfView(payload, "modal")).toBeUndefined();
    },
  );

  it.each([
    ["as many as a menu holds", limits.choices.menu, lena.value],
    ["one more, in groups", limits.choices.menu, "teams:tenant:somebody-else"],
  ])("offers %s, with names of any length", (_, count, value) => {
    const many: Choice[] = Array.from({ length: count }, (__, index) => ({
      value: index === 0 ? lena.value : `teams:${"t".repeat(36)}:${"0".repeat(30)}${index}`,
      label: `${"Name ".repeat(20)}${index} (Teams)`,
    }));
    const { payload, losses } = renderForm(aForm({ lead: value }, { elements: [lead({ elsewhere: many })] }));
    expect(losses).toEqual([]);
    expect(faultOfView(payload, "modal")).toBeUndefined();
    expect(payload.blocks[1]).toMatchObject({ element: { initial_option: { value } } });
  });
});

describe("who was picked", () => {
  const known = () => undefined;
  const state = (user: string | null, elsewhere: string | null, round = 0) => {
    const mark = round === 0 ? "" : `~${round}`;
    return {
      [`lead@elsewhere${mark}`]: {
        elsewhere: {
          type: "static_select",
          selected_option: elsewhere === null ? null : { text: text("x"), value: elsewhere },
        },
      },
      [`lead${mark}`]: { person: { type: "users_select", selected_user: user } },
    };
  };
  const unresolved = (user: string) => `slack:?:${user}`;

  it.each<[string, string | null, string | null, string | undefined, string]>([
    ["nobody", null, null, undefined, ""],
    ["somebody in Slack", "U1", null, undefined, unresolved("U1")],
    ["somebody in Teams", null, lena.value, undefined, lena.value],
    ["both, in a fresh form: Slack's own goes first", "U1", lena.value, "", unresolved("U1")],
    ["another one in Slack, over somebody in Teams", "U2", lena.value, "", unresolved("U2")],
    ["somebody in Teams, below a picker that was left as it was", "U1", lena.value, "U1", lena.value],
    ["another one in both: Slack's own goes first", "U2", lena.value, "U1", unresolved("U2")],
    ["nobody any more", null, null, "U1", ""],
  ])("is %s", (_, user, elsewhere, drawn, value) => {
    const people = drawn === undefined ? undefined : { lead: drawn };
    expect(valuesOf(state(user, elsewhere), known, people)).toEqual({ lead: value });
    expect(valuesOf(state(user, elsewhere, 3), known, people)).toEqual({ lead: value });
    const reversed = Object.fromEntries(Object.entries(state(user, elsewhere)).reverse());
    expect(valuesOf(reversed, known, people)).toEqual({ lead: value });
  });

  it("is told by what the form remembers of its drawing, also after a change of its shape", () => {
    expect(memoryOf(aForm({ lead: nadia })).people).toEqual({ lead: "U0NADIA" });
    expect(memoryOf(aForm({ lead: lena.value })).people).toEqual({ lead: "" });
    expect(memoryOf(aForm({ lead: nadia }, { elements: [lead({ elsewhere: [] })] })).people).toBeUndefined();
    const before = memoryOf(aForm({ lead: nadia }));
    const changed = aForm({ lead: tom, other: tom }, { elements: [lead(), lead({ id: "other" })] });
    // The first menu stands as it did; the second is new.
    expect(memoryOf(changed, { before, stillOpen: true }).people).toEqual({ lead: "U0NADIA", other: "U0TOM" });
    expect(memoryOf(changed, { before }).people).toEqual({ lead: "U0TOM", other: "U0TOM" });
  });

  it("is written down in the room that Slack gives, with every menu doubled", () => {
    const elements = Array.from({ length: 12 }, (_, index) => lead({ id: `function-of-a-person-${index}` }));
    const values = Object.fromEntries(elements.map((element) => ["id" in element ? element.id : "", nadia]));
    const { payload } = renderForm(aForm(values, { elements }));
    expect((payload.private_metadata ?? "").length).toBeLessThan(limits.view.privateMetadata / 2);
    expect(faultOfView(payload, "modal")).toBeUndefined();
  });
});

describe("what is wrong with a person field", () => {
  const wrong = { lead: "Pick one of the reseller's own people." };

  it.each<[string, FormValues[string], string]>([
    ["somebody in Slack", nadia, "lead"],
    ["somebody in Teams", lena.value, "lead@elsewhere"],
    ["nobody", "", "lead"],
  ])("stands beside the menu in which %s was picked", (_, value, block) => {
    const values = { lead: value, note: "" };
    const form = aForm(values, { errors: wrong });
    const memory = memoryOf(aForm(values));
    expect(nativeErrors(form, memory, values)).toEqual({ [block]: wrong.lead });
    expect(nativeErrors(form, { ...memory, round: 2 }, values)).toEqual({ [`${block}~2`]: wrong.lead });
    const drawn = renderForm(form, { before: memory }).payload.blocks;
    const at = drawn.findIndex(({ block_id }) => block_id === `${block}~1`);
    expect(JSON.stringify(drawn[at + 1])).toContain(wrong.lead);
    expect(drawn.filter((each) => JSON.stringify(each).includes(wrong.lead))).toHaveLength(1);
  });
});

describe("a form with people of two platforms, in Slack", () => {
  let bot: Bot;
  afterEach(() => bot.stop());
  const channel = "#prairie-telecom";

  async function opened(values: FormValues, answers: Parameters<typeof aBot>[0]) {
    bot = await aBot({ command: async () => ({ kind: "form", form: aForm(values) }), ...answers });
    const sam = bot.slack.as("U0SAM");
    await sam.command(channel, "team");
    await bot.slack.until(() => sam.modal(), "the form");
    return sam;
  }

  it("is sent with the one person who was picked last, and shown again with them and the error beside them", async () => {
    const sent: FormValues[] = [];
    const sam = await opened(
      { lead: nadia },
      {
        submit: async (_, __, values) => {
          sent.push(values);
          if (sent.length === 3) return { kind: "saved" };
          const errors = { lead: "Lena is of another company." };
          const more = sent.length === 2 ? { title: "Team, again" } : {};
          return { kind: "again", form: aForm(values, { errors, ...more }) };
        },
      },
    );
    await sam.submit({ "lead@elsewhere": lena.value });
    await bot.slack.until(() => sent.length === 1);
    expect(sam.modal()?.errors).toEqual({ "lead@elsewhere": "Lena is of another company." });

    await sam.submit();
    await bot.slack.until(() => sam.modal()?.title === "Team, again");
    const [own, other] = sam.modal()?.blocks ?? [];
    expect(own).not.toHaveProperty("element.initial_user");
    expect(other).toMatchObject({ element: { initial_option: { value: lena.value } } });

    await sam.submit({ "lead~1": "U0SAM" });
    await bot.slack.until(() => sent.length === 3);
    expect(sent.map(({ lead: who }) => who)).toEqual([lena.value, lena.value, "slack:T0CARRIER:U0SAM"]);
  });

  it("keeps whom it shows when it changes its shape, also somebody whom nobody offers", async () => {
    const gone = "teams:tenant:somebody-who-left";
    const shaped = (values: FormValues): Form =>
      aForm(values, {
        elements: [
          {
            word: "choice",
            id: "kind",
            label: "Kind",
            reshapes: true,
            choices: [
              { value: "one", label: "One person" },
              { value: "two", label: "Two persons" },
            ],
          },
          lead(),
          ...(values.kind === "two" ? [lead({ id: "billing", label: "Billing" })] : []),
        ],
      });
    const sent: FormValues[] = [];
    const sam = await opened(
      {},
      {
        command: async () => ({ kind: "form", form: shaped({ kind: "one", lead: gone }) }),
        reshape: async (_, __, values) => shaped(values),
        submit: async (_, __, values) => {
          sent.push(values);
          return { kind: "saved" };
        },
      },
    );
    await sam.press("modal", "reshapes", "two");
    await bot.slack.until(() => sam.modal()?.blocks.length === 5, "the second person");
    await sam.submit({ "billing@elsewhere": max.value });
    await bot.slack.until(() => sent.length === 1);
    expect(sent).toEqual([{ kind: "two", lead: gone, billing: max.value }]);
  });

  it("may be sent with nobody in a field that is needed: the application says so", async () => {
    const sent: FormValues[] = [];
    const sam = await opened(
      {},
      {
        submit: async (_, __, values) => {
          sent.push(values);
          return { kind: "again", form: aForm(values, { errors: { lead: "Pick the lead." } }) };
        },
      },
    );
    await sam.submit();
    expect(sent).toEqual([{ lead: "", note: "" }]);
    expect(sam.modal()?.errors).toEqual({ lead: "Pick the lead." });
  });
});
