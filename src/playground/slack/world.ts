/**
 * The world of the local Slack as plain data: workspaces, people, channels, messages, modals. The schema is also what
 * a saved world is read back with.
 */
import { z } from "zod";

const block = z.looseObject({ type: z.string(), block_id: z.string().optional() });

/** block_id -> action_id -> what Slack keeps of an element. */
const elementStates = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

const team = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string(),
  appInstalled: z.boolean(),
});

const user = z.object({
  id: z.string(),
  teamId: z.string(),
  /** The handle, such as `nadia.brooks`. */
  name: z.string(),
  realName: z.string(),
  title: z.string().default(""),
  email: z.string().optional(),
  tz: z.string().default("America/Chicago"),
  isAdmin: z.boolean().default(false),
  isOwner: z.boolean().default(false),
  /** A guest: https://slack.com/help/articles/201314026 */
  isRestricted: z.boolean().default(false),
  isBot: z.boolean().default(false),
  deactivated: z.boolean().default(false),
  /** Set: the bot can't write this person directly, and this is the code that it gets. */
  directMessagesRefusedWith: z.string().optional(),
});

const pin = z.object({ ts: z.string(), by: z.string(), at: z.number() });

const channel = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["public", "private", "im"]),
  /** The workspace that hosts it. */
  teamId: z.string(),
  /** Other workspaces that share it over Slack Connect. */
  sharedWith: z.array(z.string()).default([]),
  members: z.array(z.string()),
  topic: z.string().default(""),
  archived: z.boolean().default(false),
  created: z.number().default(0),
  pins: z.array(pin).default([]),
  /** user id -> ts of the last message seen. */
  readUpTo: z.record(z.string(), z.string()).default({}),
});

const metadata = z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) });

const message = z.object({
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(block).default([]),
  botId: z.string().optional(),
  threadTs: z.string().optional(),
  edited: z.object({ user: z.string(), ts: z.string() }).optional(),
  metadata: metadata.optional(),
  subtype: z.string().optional(),
  /** An ephemeral message: only this person sees it, and no API method lists it. */
  onlyFor: z.string().optional(),
});

const view = z.object({
  id: z.string(),
  userId: z.string(),
  type: z.enum(["modal", "home"]),
  rootId: z.string(),
  previousId: z.string().nullable(),
  hash: z.string(),
  /** What the bot sent, with the ids that Slack fills in. */
  content: z.looseObject({ type: z.string(), blocks: z.array(block) }),
  state: elementStates.default({}),
  errors: z.record(z.string(), z.string()).default({}),
});

const worldSchema = z.object({
  counter: z.number().default(0),
  lastTs: z.string().default("0000000000.000000"),
  app: z.object({ id: z.string(), name: z.string(), teamId: z.string(), botUserId: z.string(), botId: z.string() }),
  teams: z.array(team),
  users: z.array(user),
  channels: z.array(channel),
  messages: z.record(z.string(), z.array(message)).default({}),
  /** user id -> modals, the last on top. */
  modals: z.record(z.string(), z.array(view)).default({}),
  /** user id -> published App Home. */
  homes: z.record(z.string(), view).default({}),
  /** People who have opened the App Home before. */
  openedHome: z.array(z.string()).default([]),
});

export type World = z.infer<typeof worldSchema>;
/** How a world begins: as {@link World}, with everything that has a natural beginning left out. */
export type WorldSeed = z.input<typeof worldSchema>;
export type Team = World["teams"][number];
export type User = World["users"][number];
export type Channel = World["channels"][number];
export type Message = z.infer<typeof message>;
export type Block = z.infer<typeof block>;
export type View = z.infer<typeof view>;
export type ElementStates = z.infer<typeof elementStates>;
export type Metadata = z.infer<typeof metadata>;

export const metadataSchema = metadata;

/** @returns a world of its own, so that a seed can be used again. */
export function growWorld(seed: WorldSeed): World {
  return worldSchema.parse(structuredClone(seed));
}
