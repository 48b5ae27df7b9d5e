/** Where places and people are reached in Teams: kept durably, since the bot writes first and Teams tells no address twice. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Conversations } from "../../ports/conversations.ts";
import type { Log } from "../../ports/log.ts";

/** A channel or a group chat in which the bot is. */
const placeSchema = z.object({
  /** Without the thread. */
  conversation: z.string(),
  serviceUrl: z.string(),
  botId: z.string().optional(),
  name: z.string().optional(),
  /** The team that the channel belongs to. */
  team: z.string().optional(),
  /** The bot has said hello there. */
  greeted: z.boolean().optional(),
});
export type PlaceReference = z.infer<typeof placeSchema>;

/** A person whom the bot has met. */
const personSchema = z.object({
  /** Microsoft Entra's object id. */
  aad: z.string(),
  serviceUrl: z.string(),
  /** The person's home tenant; a guest carries the tenant they are a guest of. */
  tenant: z.string(),
  /** Whether Teams said the tenant itself, and not only where the person was met. */
  tenantIsCertain: z.boolean().optional(),
  /** Teams' own `29:…`. */
  userId: z.string().optional(),
  name: z.string().optional(),
  /** The conversation one to one with the bot. */
  personal: z.string().optional(),
  /** Where they were met last, for asking who they are. */
  lastConversation: z.string().optional(),
  /** What the roster of a conversation said of them. */
  roster: z.object({ guest: z.boolean(), email: z.string().optional() }).optional(),
  greeted: z.boolean().optional(),
});
export type PersonReference = z.infer<typeof personSchema>;

type Part<Whole, Id extends keyof Whole> = {
  readonly [Key in Exclude<keyof Whole, Id>]?: Whole[Key] | undefined;
};

export interface References {
  /** By the conversation's id, with or without the thread. */
  place(conversation: string): PlaceReference | undefined;
  person(aad: string): PersonReference | undefined;
  people(): Iterable<PersonReference>;
  places(): Iterable<PlaceReference>;
  /** The service that reaches a conversation; where it is not known, the one that was heard of last. */
  serviceUrlOf(conversation: string): string | undefined;
  /** Keeps what is new of it; `undefined` in a member forgets that member. Never throws: what could not be kept is put again. */
  keepPlace(conversation: string, part: Part<PlaceReference, "conversation">): Promise<void>;
  keepPerson(aad: string, part: Part<PersonReference, "aad">): Promise<void>;
}

const placePrefix = "teams/place/";
const personPrefix = "teams/person/";

export const withoutThread = (conversation: string): string => conversation.replace(/;messageid=.*$/, "");

/** Without the members that are undefined, so that it is JSON. */
const pruned = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));

/** Whether all of it stands there as it is: of nearly every activity. */
const isNothingNew = (before: object, part: object): boolean =>
  Object.entries(part).every(([name, value]) => {
    const known: unknown = Reflect.get(before, name);
    return known === value || isDeepStrictEqual(known, value);
  });

export function createReferences(conversations: Conversations, log: Log): References {
  const places = new Map<string, PlaceReference>();
  const people = new Map<string, PersonReference>();
  const byPersonal = new Map<string, string>();
  /** What stands in memory and could not be written. */
  const owed = new Set<string>();
  let lastServiceUrl: string | undefined;

  for (const [key, value] of conversations.entries()) {
    const place = key.startsWith(placePrefix) ? placeSchema.safeParse(value).data : undefined;
    if (place) places.set(place.conversation, place);
    const person = key.startsWith(personPrefix) ? personSchema.safeParse(value).data : undefined;
    if (person) people.set(person.aad, person);
    if (person?.personal) byPersonal.set(person.personal, person.aad);
    lastServiceUrl = place?.serviceUrl ?? person?.serviceUrl ?? lastServiceUrl;
  }

  async function put(key: string, value: object): Promise<void> {
    try {
      await conversations.put(key, value);
      owed.delete(key);
    } catch (error) {
      owed.add(key);
      const why = error instanceof Error ? error.message : String(error);
      log.error({ key }, `Where a conversation is reached could not be kept; it is put again: ${why}`);
    }
  }

  const place = (conversation: string) => places.get(withoutThread(conversation));

  return {
    place,
    person: (aad) => people.get(aad),
    people: () => people.values(),
    places: () => places.values(),

    serviceUrlOf(conversation) {
      const aad = byPersonal.get(conversation);
      return place(conversation)?.serviceUrl ?? (aad ? people.get(aad)?.serviceUrl : undefined) ?? lastServiceUrl;
    },

    async keepPlace(conversation, part) {
      const id = withoutThread(conversation);
      const before = places.get(id);
      const key = placePrefix + id;
      if (before && isNothingNew(before, part) && !owed.has(key)) {
        lastServiceUrl = before.serviceUrl;
        return;
      }
      const parsed = placeSchema.safeParse(pruned({ ...before, ...part, conversation: id }));
      if (!parsed.success) return;
      lastServiceUrl = parsed.data.serviceUrl;
      places.set(id, parsed.data);
      await put(key, parsed.data);
    },

    async keepPerson(aad, part) {
      const before = people.get(aad);
      const key = personPrefix + aad;
      if (before && isNothingNew(before, part) && !owed.has(key)) {
        lastServiceUrl = before.serviceUrl;
        return;
      }
      const parsed = personSchema.safeParse(pruned({ ...before, ...part, aad }));
      if (!parsed.success) return;
      lastServiceUrl = parsed.data.serviceUrl;
      people.set(aad, parsed.data);
      if (before?.personal && before.personal !== parsed.data.personal) byPersonal.delete(before.personal);
      if (parsed.data.personal) byPersonal.set(parsed.data.personal, aad);
      await put(key, parsed.data);
    },
  };
}
