/** The buttons and inputs of a card, with what each button sends. */
import { isDeepStrictEqual } from "node:util";
import { isThing, type Json } from "../activity.ts";
import type { Card } from "../world.ts";

/** A button, and the inputs around it: those of the card it is on and of the cards that this one was shown in. */
export interface PlacedAction {
  readonly action: Json;
  readonly inputs: readonly Json[];
}

/** Every button of the card, in reading order; buttons of a Action.ShowCard's card too. */
export function actionsIn(card: Json): readonly PlacedAction[] {
  return actionsOf(card, []);
}

export function inputsIn(card: Json): readonly Json[] {
  return gather(card).inputs;
}

function actionsOf(card: Json, outer: readonly Json[]): readonly PlacedAction[] {
  const { inputs: own, actions } = gather(card);
  const inputs = [...outer, ...own];
  return actions.flatMap((action) => [
    { action, inputs },
    ...(action.type === "Action.ShowCard" && isThing(action.card) ? actionsOf(action.card, inputs) : []),
  ]);
}

/** What stands in this very card, not in cards that it shows on a press, nor in its refresh. */
function gather(card: Json): { readonly inputs: readonly Json[]; readonly actions: readonly Json[] } {
  const inputs: Json[] = [];
  const actions: Json[] = [];
  const visit = (thing: unknown): void => {
    if (Array.isArray(thing)) for (const one of thing) visit(one);
    if (!isThing(thing)) return;
    const type = String(thing.type);
    if (type.startsWith("Action.")) return void actions.push(thing);
    if (type.startsWith("Input.")) inputs.push(thing);
    for (const [name, value] of Object.entries(thing)) if (!UNSEEN.has(name)) visit(value);
  };
  visit({ ...card, type: "AdaptiveCard" });
  return { inputs, actions };
}

const UNSEEN = new Set(["refresh", "msteams", "data", "authentication", "fallback"]);

export function findAction(card: Card, action: Json): PlacedAction | undefined {
  return actionsIn(card).find((one) => isDeepStrictEqual(one.action, action));
}

/** What a button sends: its own data, and over it what was typed, by input id. */
export function dataOf({ action, inputs }: PlacedAction, values: Readonly<Record<string, string>>): Json {
  if (action.data !== undefined && !isThing(action.data))
    return { data: action.data, ...typed(action, inputs, values) };
  return { ...(isThing(action.data) ? action.data : {}), ...typed(action, inputs, values) };
}

function typed(action: Json, inputs: readonly Json[], values: Readonly<Record<string, string>>): Json {
  if (action.associatedInputs === "none") return {};
  return Object.fromEntries(inputs.map((one) => [String(one.id), standingIn(one, values)]));
}

/** What is in an input: as the person left it, or as the card had it. */
export function standingIn(input: Json, values: Readonly<Record<string, string>>): string {
  const given = values[String(input.id)];
  if (given !== undefined) return given;
  if (input.value !== undefined) return String(input.value);
  return input.type === "Input.Toggle" ? String(input.valueOff ?? "false") : "";
}
