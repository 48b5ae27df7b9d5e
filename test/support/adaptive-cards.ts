/** What is wrong with a card for Teams: by the published schema, by Microsoft's own package, and by Teams' stated limits. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as official from "adaptivecards";
import { Ajv } from "ajv";
import type { AdaptiveCardPayload } from "../../src/adapters/teams/adaptive-card.ts";
import { limits } from "../../src/adapters/teams/limits.ts";

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, "../schemas/adaptive-card-1.5.schema.json"), "utf8"),
) as { $schema?: string; id?: string };
// The schema is of an older draft, whose name and whose own name for itself the validator does not take; all else it reads alike.
delete schema.$schema;
delete schema.id;
const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Without what Teams adds to Adaptive Cards; where its picker offers people, somebody is offered. */
const standard = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(standard);
  if (typeof value !== "object" || value === null) return value;
  const { msteams: _, "choices.data": picker, ...rest } = value as { readonly [key: string]: Json };
  const members = Object.entries(rest).map(([key, member]): [string, Json] => [key, standard(member)]);
  const plain = Object.fromEntries(members);
  return picker && Array.isArray(plain.choices)
    ? { ...plain, choices: [...plain.choices, { title: "Somebody", value: "someone" }] }
    : plain;
};

/** What Microsoft's package says while it reads the card, and of the card as a whole. It draws in a page only. */
function officialFaults(card: Json): readonly string[] {
  const context = new official.SerializationContext(official.Versions.v1_5);
  const read = new official.AdaptiveCard();
  read.parse(card, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const validated = read.validateProperties().validationEvents;
  return [...parsed, ...validated].map(({ message }) => message);
}

const setsIn = (value: Json): number[] => {
  if (Array.isArray(value)) return value.flatMap(setsIn);
  if (typeof value !== "object" || value === null) return [];
  const { type, actions } = value as { readonly [key: string]: Json };
  const own = type === "ActionSet" && Array.isArray(actions) ? [actions.length] : [];
  return [...own, ...Object.values(value as { readonly [key: string]: Json }).flatMap(setsIn)];
};

export function faultsOfCard(payload: AdaptiveCardPayload): readonly string[] {
  const text = JSON.stringify(payload);
  const card = standard(JSON.parse(text) as Json);
  const faults: string[] = [];
  if (!valid(card)) faults.push(...(valid.errors ?? []).slice(0, 3).map((e) => `${e.instancePath} ${e.message}`));
  faults.push(...officialFaults(card));
  if (Buffer.byteLength(text) > limits.card.aimBytes) faults.push(`${Buffer.byteLength(text)} bytes`);
  if (setsIn(card).some((count) => count > limits.actions.inASet)) faults.push("too many actions in a set");
  return faults;
}
