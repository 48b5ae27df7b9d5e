/** Bot Framework activities, as far as the bot reads them. Teams adds members without notice, so unknown ones are let through. */
import { z } from "zod";

const text = z.string();
/** Members that the bot can do without are dropped where they are odd, since Teams repeats what is refused. */
const optionalText = text.optional().catch(undefined);

const accountSchema = z.object({
  id: text,
  name: optionalText,
  aadObjectId: optionalText,
  tenantId: optionalText,
  role: optionalText,
});

const named = z.object({ id: text, name: optionalText });

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics */
const channelDataSchema = z.object({
  tenant: z.object({ id: text }).optional().catch(undefined),
  team: z.object({ id: text, name: optionalText }).optional().catch(undefined),
  channel: z.object({ id: text, name: optionalText, type: optionalText }).optional().catch(undefined),
  eventType: optionalText,
  /** Where the app was when it was added to a team. */
  settings: z
    .object({ selectedChannel: named.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const entitySchema = z.object({
  type: text,
  text: optionalText,
  mentioned: z.object({ id: text, name: optionalText }).optional().catch(undefined),
});

const members = z
  .array(z.object({ id: text }))
  .catch([])
  .default([]);

export const activitySchema = z.object({
  type: text,
  id: optionalText,
  /** Of an invoke. */
  name: optionalText,
  channelId: text,
  serviceUrl: text,
  from: accountSchema.optional(),
  recipient: named.optional(),
  conversation: z.object({
    id: text.min(1).max(600),
    conversationType: z.enum(["channel", "groupChat", "personal"]).optional().catch(undefined),
    tenantId: optionalText,
    name: optionalText,
    isGroup: z.boolean().optional().catch(undefined),
  }),
  channelData: channelDataSchema.optional().catch(undefined),
  replyToId: optionalText,
  text: optionalText,
  textFormat: optionalText,
  entities: z.array(z.unknown()).catch([]).default([]),
  value: z.unknown().optional(),
  membersAdded: members,
  membersRemoved: members,
  /** Of an installationUpdate. */
  action: optionalText,
});
export type TeamsActivity = z.infer<typeof activitySchema>;

/** The people and bots that a message names. */
export const mentionsIn = ({ entities }: TeamsActivity): readonly z.infer<typeof entitySchema>[] =>
  entities.flatMap((entity) => {
    const { data } = entitySchema.safeParse(entity);
    return data?.type === "mention" ? [data] : [];
  });

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export const taskSchema = z.object({ data: z.unknown().optional() });

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards */
export const cardActionSchema = z.object({
  action: z.object({ type: optionalText, verb: optionalText, data: z.unknown().optional() }),
  trigger: optionalText,
});
