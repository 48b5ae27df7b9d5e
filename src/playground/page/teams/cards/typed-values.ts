import type { RawCard } from "../../../wire-teams.ts";

/** What a person typed or chose on a card and did not send yet: values by the input's id. */
export type TypedValues = Readonly<Record<string, string>>;

export interface CardDraft {
  readonly values: TypedValues;
  /** The card as it stood when its values were sent: what the next card brings is the answer, and holds what it wants kept. */
  readonly sentFrom?: string | undefined;
}

export const emptyDraft: CardDraft = { values: {} };

/** What goes on into the card that is drawn now. */
export function carriedOver(draft: CardDraft, card: string): CardDraft {
  return draft.sentFrom !== undefined && draft.sentFrom !== card ? emptyDraft : draft;
}

const isRecord = (thing: unknown): thing is Readonly<Record<string, unknown>> =>
  typeof thing === "object" && thing !== null && !Array.isArray(thing);

const isInput = (thing: Readonly<Record<string, unknown>>): boolean =>
  typeof thing.type === "string" && thing.type.startsWith("Input.") && typeof thing.id === "string";

/** Members of an action that come back to the bot as they are: nothing in them is an element of the card. */
const notElements: ReadonlySet<string> = new Set(["data", "msteams", "refresh"]);

function filled(thing: unknown, values: TypedValues): unknown {
  if (Array.isArray(thing)) return thing.map((one) => filled(one, values));
  if (!isRecord(thing)) return thing;
  const entries = Object.entries(thing).map(([name, member]) => [
    name,
    notElements.has(name) ? member : filled(member, values),
  ]);
  const value = isInput(thing) ? values[String(thing.id)] : undefined;
  return { ...Object.fromEntries(entries), ...(value !== undefined && { value: valueFor(thing, value) }) };
}

const valueFor = (input: Readonly<Record<string, unknown>>, value: string): unknown =>
  input.type === "Input.Number" && value !== "" ? Number(value) : value;

/** The card with what was typed standing in its inputs. */
export function withTyped(card: RawCard, values: TypedValues): RawCard {
  return Object.keys(values).length === 0 ? card : (filled(card, values) as RawCard);
}
