/** A person's hands in the local Teams. */
import type { Instant } from "../../../src/domain/ids.ts";
import { isThing, type Json } from "../../../src/playground/teams/activity.ts";
import { actionsIn, inputsIn, type PlacedAction } from "../../../src/playground/teams/cards/actions.ts";
import type { Inputs } from "../../../src/playground/teams/person.ts";
import type { TeamsActResult } from "../../../src/playground/wire-teams.ts";
import type { Action } from "../../../src/views/actions.ts";
import { actionIn, type Hands, mostSendings, reshaping, type Typed } from "./chaos-hands.ts";
import { conversationOf, isIn, slackAccountOf, teamsIdOf, type Who } from "./chaos-people.ts";
import type { Town } from "./chaos-town.ts";

type Where = "dialog" | { readonly conversation: string; readonly message: string };

const dataOf = ({ action }: PlacedAction): Json => (isThing(action.data) ? action.data : {});
const isForm = (placed: PlacedAction): boolean => dataOf(placed).f !== undefined && dataOf(placed).reshape !== true;

export function teamsHands({ teams, time }: Town, who: Who, run: number, since: Instant): Hands {
  const person = teams.as(teamsIdOf(who, run));
  /** Where the form stands that was opened last. */
  let form: Where | undefined;

  async function inSight() {
    const direct = teams.world.conversations.find((one) => one.kind === "personal" && one.members[0] === person.id);
    const places = [conversationOf(run), ...(direct?.hasBot ? ["@bot"] : [])];
    const seen = [];
    for (const place of places)
      for (const message of (await time.during(person.opens(place))).messages
        .filter(({ at }) => at >= since)
        .toReversed())
        for (const card of message.cards)
          seen.push({ where: { conversation: place, message: message.id }, actions: actionsIn(card as Json) });
    return seen;
  }

  const titleOf = (placed: PlacedAction): string => String(placed.action.title);

  const pressed = async (where: Where, placed: PlacedAction, inputs: Inputs = {}): Promise<TeamsActResult> => {
    const result = await time.during(person.press(where, titleOf(placed), inputs));
    await time.quiet();
    return result;
  };

  const cardAt = (where: Where): Json | undefined => {
    if (where === "dialog") return person.dialog()?.card as Json | undefined;
    const message = person.sees(where.conversation).messages.find((one) => one.id === where.message);
    return message?.cards[0] as Json | undefined;
  };
  const actionsAt = (where: Where): readonly PlacedAction[] => {
    const card = cardAt(where);
    return card ? actionsIn(card) : [];
  };
  const sending = (where: Where): PlacedAction | undefined => actionsAt(where).find(isForm);

  /** By the card's own ids, which say what kind of value each holds. */
  function inputsFor(where: Where, typed: Typed): Inputs {
    const card = cardAt(where);
    const found: Record<string, string | readonly string[]> = {};
    for (const input of card ? inputsIn(card) : []) {
      const id = String(input.id);
      const value = typed[id.slice(id.indexOf("-") + 1)];
      if (value === undefined || id.startsWith("elsewhere")) continue;
      found[id] =
        typeof value === "object" && "person" in value
          ? isIn(value.person, "teams")
            ? teamsIdOf(value.person, run)
            : slackAccountOf(value.person, run)
          : value;
    }
    return found;
  }

  async function choose(where: Where, typed: Typed): Promise<void> {
    const button = actionsAt(where).find((placed) => dataOf(placed).reshape === true);
    const choices = Object.fromEntries(Object.entries(typed).filter(([field]) => reshaping.includes(field)));
    if (button && Object.keys(choices).length > 0) await pressed(where, button, inputsFor(where, choices));
  }

  async function pressAt(where: Where, wanted: (action: Action) => boolean): Promise<boolean | undefined> {
    const found = actionsAt(where).find((placed) => {
      const action = actionIn(dataOf(placed).a);
      return action !== undefined && wanted(action);
    });
    if (!found) return undefined;
    const { ok } = await pressed(where, found);
    form = person.dialog() ? "dialog" : where;
    return ok;
  }

  return {
    who,
    platform: "teams",
    async command(text) {
      await time.during(person.say(conversationOf(run), `@Onboarding ${text}`));
      await time.quiet();
    },
    async press(wanted) {
      const seen = await inSight();
      for (const { where } of seen) {
        const done = await pressAt(where, wanted);
        if (done !== undefined) return done;
      }
      // What only some may press stands in a dialog of their own.
      const own = seen.flatMap(({ where, actions }) =>
        actions.filter((placed) => dataOf(placed).again !== undefined).map((placed) => ({ where, placed })),
      )[0];
      if (!own) return false;
      await pressed(own.where, own.placed);
      return (person.dialog() && (await pressAt("dialog", wanted))) ?? false;
    },
    async send(typed) {
      const where = form;
      if (where === undefined) return "unknown";
      await choose(where, typed);
      for (let trial = 0; trial < mostSendings; trial += 1) {
        const button = sending(where);
        if (!button) return "unknown";
        const { ok, said } = await pressed(where, button, inputsFor(where, typed));
        if (!ok) continue;
        if (where === "dialog" && !person.dialog())
          return said === undefined || /^Done/.test(said) ? "taken" : "unknown";
        const again = sending(where);
        if (!again) return "unknown";
        // "Are you sure?" is asked by drawing the form again with another button.
        if (titleOf(again) === titleOf(button)) return "refused";
      }
      return "unknown";
    },
    async leave() {
      form = undefined;
      if (person.dialog()) await person.closeDialog();
    },
    async sees() {
      const direct = teams.world.conversations.some((one) => one.kind === "personal" && one.members[0] === person.id);
      return JSON.stringify([
        person.sees(conversationOf(run)),
        direct ? person.sees("@bot").messages.filter(({ at }) => at >= since) : [],
        person.dialog() ?? "",
      ]);
    },
  };
}
