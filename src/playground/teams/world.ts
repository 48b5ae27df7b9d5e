/**
 * The world of the local Teams as plain data: tenants, people, teams, conversations, messages, dialogs. The schema is
 * also what a saved world is read back with.
 */
import { z } from "zod";

const card = z.looseObject({ type: z.literal("AdaptiveCard") });

const tenant = z.object({ id: z.string(), name: z.string(), domain: z.string() });

const person = z.object({
  /** Entra object id, a GUID. */
  id: z.string(),
  /** Teams' own id of the person for this bot, `29:1…`. */
  teamsId: z.string(),
  /** The tenant that the account is in: for a guest, the tenant they are a guest of. */
  tenantId: z.string(),
  /** The tenant of the person's employer, where that is another one: guests only. */
  homeTenantId: z.string().optional(),
  guest: z.boolean().default(false),
  name: z.string(),
  title: z.string().default(""),
  email: z.string(),
  /** Whether the app is installed for them, so that the bot can write to them one to one. */
  personalApp: z.boolean().default(false),
  /** Id of the same human's seat in the local Slack. */
  slackSeat: z.string().optional(),
});

const team = z.object({
  /** Id of the team's General channel. */
  id: z.string(),
  /** Id of its Microsoft 365 group. */
  groupId: z.string(),
  name: z.string(),
  tenantId: z.string(),
  archived: z.boolean().default(false),
});

const conversation = z.object({
  /** Without `;messageid=…`. */
  id: z.string(),
  kind: z.enum(["channel", "groupChat", "personal"]),
  /** Of the person, in a personal chat. */
  name: z.string(),
  teamId: z.string().optional(),
  /** Tenants of a shared channel beside the host's. */
  sharedWith: z.array(z.string()).default([]),
  /** People, by id; the bot is not among them. */
  members: z.array(z.string()),
  /** The app is installed here. */
  hasBot: z.boolean().default(true),
  deleted: z.boolean().default(false),
  /** person id -> id of the last message seen. */
  readUpTo: z.record(z.string(), z.string()).default({}),
});

const personalView = z.object({
  /** The message's version that this view is of; a later version drops it. */
  version: z.number(),
  /** index of the card in the message -> the card in its place */
  cards: z.record(z.string(), card).default({}),
  /** What the app told this person alone about the message. */
  note: z.string().optional(),
});

const message = z.object({
  id: z.string(),
  /** The message of the channel whose thread this is in. */
  replyTo: z.string().optional(),
  /** A person's id, or the bot's. */
  author: z.string(),
  text: z.string().default(""),
  textFormat: z.enum(["xml", "markdown", "plain"]).default("markdown"),
  cards: z.array(card).default([]),
  /** Ids of the people whom the message notifies. */
  mentions: z.array(z.string()).default([]),
  at: z.string(),
  editedAt: z.string().optional(),
  version: z.number().default(0),
  /** person id -> what they see instead of the posted cards. */
  views: z.record(z.string(), personalView).default({}),
});

const dialog = z.object({
  id: z.string(),
  title: z.string(),
  card,
  conversationId: z.string(),
  /** The message whose button opened it. */
  messageId: z.string().optional(),
});

const worldSchema = z.object({
  counter: z.number().default(0),
  lastMessageId: z.number().default(0),
  /** Where the connector listened last: bots keep its address with every conversation. */
  port: z.number().optional(),
  app: z.object({ id: z.string(), name: z.string(), tenantId: z.string() }),
  tenants: z.array(tenant),
  people: z.array(person),
  teams: z.array(team),
  conversations: z.array(conversation),
  messages: z.record(z.string(), z.array(message)).default({}),
  /** person id -> the dialog that is open for them. */
  dialogs: z.record(z.string(), dialog).default({}),
});

export type World = z.infer<typeof worldSchema>;
/** How a world begins: as {@link World}, with everything that has a natural beginning left out. */
export type WorldSeed = z.input<typeof worldSchema>;
export type Tenant = World["tenants"][number];
export type TeamsPerson = World["people"][number];
export type Team = World["teams"][number];
export type Conversation = World["conversations"][number];
export type Message = z.infer<typeof message>;
export type Card = z.infer<typeof card>;
export type Dialog = z.infer<typeof dialog>;

export const cardSchema = card;

/** @returns a world of its own, so that a seed can be used again. */
export function growWorld(seed: WorldSeed): World {
  return worldSchema.parse(structuredClone(seed));
}
