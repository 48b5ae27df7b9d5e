/** Whether Teams would take a card. */
import { isThing, type Json } from "../activity.ts";
import { LIMITS } from "../limits.ts";
import { ACTIONS, ELEMENTS, type Holding, type Kind, PARTS, type Shape } from "./elements.ts";

const KINDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  id: (value) => typeof value === "string" && value !== "",
  list: Array.isArray,
  thing: isThing,
};

/** @returns what is wrong with the card and where, or undefined. */
export function faultOfCard(card: unknown): string | undefined {
  if (!isThing(card) || card.type !== "AdaptiveCard") return "the content is no AdaptiveCard";
  if (Buffer.byteLength(JSON.stringify(card)) > LIMITS.message.bytes) return "the card is larger than 28 KB";
  return faultOfContent(card, "card", new Set(), true);
}

function faultOfContent(card: Json, path: string, inputs: Set<string>, outermost: boolean): string | undefined {
  const { version, body, actions, refresh } = card;
  if (outermost && !(typeof version === "string" && /^1\.\d$/.test(version)))
    return `${path}.version is missing or no version: ${String(version)}`;
  if (version !== undefined && Number(version) > LIMITS.card.version)
    return `${path}.version ${String(version)} is newer than Teams' 1.5`;
  if (refresh !== undefined) {
    const fault = faultOfRefresh(refresh, `${path}.refresh`);
    if (fault) return fault;
  }
  return (
    (body === undefined ? undefined : faultOfHeld(body, "elements", `${path}.body`, inputs)) ??
    (actions === undefined ? undefined : faultOfHeld(actions, "actions", `${path}.actions`, inputs))
  );
}

function faultOfRefresh(refresh: unknown, path: string): string | undefined {
  if (!isThing(refresh) || !isThing(refresh.action) || refresh.action.type !== "Action.Execute")
    return `${path} has no Action.Execute`;
  const { userIds } = refresh;
  if (userIds === undefined) return undefined;
  if (!Array.isArray(userIds) || !userIds.every((one) => typeof one === "string"))
    return `${path}.userIds is no list of ids`;
  return userIds.length > LIMITS.personalViews.people ? `${path}.userIds names more than 60 people` : undefined;
}

function faultOfHeld(held: unknown, holding: Holding, path: string, inputs: Set<string>): string | undefined {
  if (holding === "card") return isThing(held) ? faultOfContent(held, path, inputs, false) : `${path} is no card`;
  if (holding === "action") return faultOfThing(held, ACTIONS, undefined, path, inputs);
  if (!Array.isArray(held)) return `${path} is no list`;
  if (holding === "actions" && held.length > LIMITS.card.actions) return `${path} has more than 5 actions`;
  for (const [index, one] of held.entries()) {
    const at = `${path}[${index}]`;
    if (holding === "inlines" && typeof one === "string") continue;
    const fault =
      holding === "elements"
        ? faultOfThing(one, ELEMENTS, undefined, at, inputs)
        : holding === "actions"
          ? faultOfThing(one, ACTIONS, undefined, at, inputs)
          : faultOfThing(one, PARTS[holding], Object.keys(PARTS[holding])[0], at, inputs);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfThing(
  thing: unknown,
  known: Readonly<Record<string, Shape>>,
  usual: string | undefined,
  path: string,
  inputs: Set<string>,
): string | undefined {
  if (!isThing(thing)) return `${path} is nothing to show`;
  const type = String(thing.type ?? usual);
  const shape = Object.hasOwn(known, type) ? known[type] : undefined;
  if (!shape) return `${path} has the unknown type ${type}`;
  for (const [member, kind] of Object.entries(shape.needs ?? {}))
    if (!KINDS[kind](thing[member])) return `${path} (${type}) lacks ${member}`;
  if (type.startsWith("Input.")) {
    const id = String(thing.id);
    if (inputs.has(id)) return `${path} repeats the input id ${id}`;
    inputs.add(id);
    const fault = faultOfInput(thing, path);
    if (fault) return fault;
  }
  for (const [member, holding] of Object.entries(shape.holds ?? {})) {
    if (thing[member] === undefined) continue;
    const fault = faultOfHeld(thing[member], holding, `${path}.${member}`, inputs);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfInput(input: Json, path: string): string | undefined {
  if (typeof input.regex === "string" && !isPattern(input.regex)) return `${path}.regex is no regular expression`;
  if (input.type !== "Input.ChoiceSet") return undefined;
  const { choices } = input;
  if (choices === undefined) return input["choices.data"] === undefined ? `${path} lacks choices` : undefined;
  const areChoices =
    Array.isArray(choices) &&
    choices.every((one) => isThing(one) && typeof one.title === "string" && typeof one.value === "string");
  return areChoices ? undefined : `${path}.choices are not all a title and a value`;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}
