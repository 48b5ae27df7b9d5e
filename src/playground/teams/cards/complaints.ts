/** What Teams' own client checks before a button sends; the bot hears nothing of a card that fails here. */
import { isThing, type Json } from "../activity.ts";
import { personOf } from "../lookup.ts";
import type { Conversation, TeamsPerson, World } from "../world.ts";
import { type PlacedAction, standingIn } from "./actions.ts";

export interface Surroundings {
  readonly world: World;
  /** Where the card is shown. */
  readonly conversation: Conversation;
  /** Values that the person's searches found in a dataset of the bot's. */
  readonly found: (dataset: string) => readonly string[];
}

type Check = (input: Json, value: string, around: Surroundings) => boolean;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const CHECKS: Readonly<Record<string, Check>> = {
  "Input.Text": (input, value) =>
    (typeof input.regex !== "string" || new RegExp(input.regex).test(value)) &&
    (typeof input.maxLength !== "number" || value.length <= input.maxLength),
  "Input.Number": (input, value) =>
    Number.isFinite(Number(value)) &&
    (input.min === undefined || Number(value) >= Number(input.min)) &&
    (input.max === undefined || Number(value) <= Number(input.max)),
  "Input.Date": (input, value) =>
    DATE.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    (input.min === undefined || value >= String(input.min)) &&
    (input.max === undefined || value <= String(input.max)),
  "Input.Time": (_, value) => /^\d{2}:\d{2}$/.test(value),
  "Input.Toggle": (input, value) =>
    [String(input.valueOn ?? "true"), String(input.valueOff ?? "false")].includes(value),
  "Input.ChoiceSet": (input, value, around) =>
    (input.isMultiSelect === true ? value.split(",") : [value]).every((one) => isOnOffer(input, one, around)),
};

function isOnOffer(input: Json, value: string, around: Surroundings): boolean {
  // What the card came with is as good as the bot thinks it is.
  if (value === String(input.value)) return true;
  if (offered(input, around).includes(value)) return true;
  const choices = Array.isArray(input.choices) ? input.choices : [];
  return choices.some((one) => isThing(one) && one.value === value);
}

const DIRECTORY = "graph.microsoft.com/users";
const HERE = `${DIRECTORY}?scope=currentContext`;

function offered(input: Json, around: Surroundings): readonly string[] {
  const dataset = datasetOf(input);
  if (dataset === undefined) return [];
  return pickable(dataset, around)?.map((one) => one.id) ?? around.found(dataset);
}

/** What the choices of an input are searched in; undefined where the card has them all. */
export function datasetOf(input: Json): string | undefined {
  const data = input["choices.data"];
  return isThing(data) && data.type === "Data.Query" && typeof data.dataset === "string" ? data.dataset : undefined;
}

/**
 * Whom a people picker offers; undefined where the dataset is none of people but the bot's own:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
export function pickable(
  dataset: string,
  { world, conversation }: Omit<Surroundings, "found">,
): readonly TeamsPerson[] | undefined {
  if (dataset === HERE) return world.people.filter((one) => conversation.members.includes(one.id));
  return dataset === DIRECTORY ? world.people.filter((one) => one.tenantId === world.app.tenantId) : undefined;
}

/** @returns input id -> sentence; empty when the button may send. */
export function complaintsOf(
  around: Surroundings,
  { action, inputs }: PlacedAction,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (action.associatedInputs === "none") return {};
  const complaints: Record<string, string> = {};
  for (const input of inputs) {
    const value = standingIn(input, values);
    const isEmpty = input.type === "Input.Toggle" ? value !== String(input.valueOn ?? "true") : value === "";
    const isWell = isEmpty ? input.isRequired !== true : (CHECKS[String(input.type)]?.(input, value, around) ?? true);
    if (!isWell)
      complaints[String(input.id)] = String(input.errorMessage ?? `${String(input.label)} is not filled in right.`);
  }
  return complaints;
}

/** What a person typed or picked, as the card sends it: people by name become ids, choices by title their values. */
export function toValue(world: World, input: Json, given: string | readonly string[] | boolean): string {
  if (typeof given === "boolean") return String(given ? (input.valueOn ?? "true") : (input.valueOff ?? "false"));
  const pick = (text: string): string => {
    if (input.type !== "Input.ChoiceSet") return text;
    const choices = (Array.isArray(input.choices) ? input.choices : []).filter(isThing);
    if (choices.some((one) => one.value === text)) return text;
    const byTitle = choices.find((one) => one.title === text)?.value;
    if (byTitle !== undefined) return String(byTitle);
    return (input["choices.data"] === undefined ? undefined : personOf(world, text)?.id) ?? text;
  };
  return typeof given === "string" ? pick(given) : given.map(pick).join(",");
}
