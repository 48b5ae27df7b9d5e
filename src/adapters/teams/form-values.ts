/**
 * What was typed and picked in a card, as the application's form values. Teams sends it beside a button's data as strings
 * under the inputs' ids, so an id says what kind of value its input holds, and none is mistaken for the data itself.
 */
import type { AccountId } from "../../domain/ids.ts";
import type { FormValues } from "../../views/vocabulary.ts";
import { cardDataSchema } from "./card-data.ts";
import { accountOf, isTeamsAccount, unknownTenant } from "./ids.ts";

/** Who has this object id in Microsoft Entra, as far as we know. */
type KnownAccount = (aad: string) => AccountId | undefined;
type Value = FormValues[string];

/** Several values come back with commas between them, so none may hold one. */
export const writeChoice = (value: string): string => value.replaceAll("%", "%25").replaceAll(",", "%2C");
const readChoice = (text: string): string => text.replaceAll("%2C", ",").replaceAll("%25", "%");

/** Teams' own picker answers with an object id; those whom it does not know are offered by their whole account. */
function person(text: string, known: KnownAccount): string {
  const picked = readChoice(text).trim();
  if (picked === "" || isAccount(picked)) return picked;
  return known(picked) ?? accountOf(unknownTenant, picked);
}

const isAccount = (text: string): boolean => isTeamsAccount(text) || /^slack:[^:]+:[^:]+$/.test(text);

/** One reader per kind of input. */
const readers = {
  text: (text: string) => text.replace(/\r\n?/g, "\n"),
  date: (text: string) => text.slice(0, "YYYY-MM-DD".length),
  choice: readChoice,
  several: (text: string) =>
    text
      .split(",")
      .filter((value) => value !== "")
      .map(readChoice),
  person,
  /** Beside a `person` where the people elsewhere have a field of their own; `Now`: with the one in it who is picked already. */
  elsewhere: person,
  elsewhereNow: person,
} as const satisfies Record<string, (text: string, known: KnownAccount) => Value>;
export type InputKind = keyof typeof readers;
const isKind = (text: string): text is InputKind => Object.hasOwn(readers, text);

export const inputIdOf = (kind: InputKind, field: string): string => `${kind}-${field}`;

/** Of two inputs for one field the later here counts, if somebody is picked in it: not the one where nothing was changed. */
const rank = (kind: InputKind): number => ["elsewhereNow", "person", "elsewhere"].indexOf(kind);

/** The values by field id; a field left empty is an empty string or list, although Teams then sends nothing for it. */
export function valuesOf(data: unknown, known: KnownAccount): FormValues {
  if (typeof data !== "object" || data === null) return {};
  const sent = new Map<string, unknown>(Object.entries(data));
  const drawn = cardDataSchema.safeParse(data).data?.n ?? [];
  const read = [...new Set([...drawn, ...sent.keys()])].flatMap((id) => {
    const [kind = "", ...rest] = id.split("-");
    const field = rest.join("-");
    if (!isKind(kind) || field === "") return [];
    const text = sent.get(id);
    return [{ kind, field, value: readers[kind](typeof text === "string" ? text : "", known) }];
  });
  const values = new Map<string, Value>();
  for (const { field, value } of read.sort((one, other) => rank(one.kind) - rank(other.kind)))
    if (value.length > 0 || !values.has(field)) values.set(field, value);
  return Object.fromEntries(values);
}
