/** The parts that we read of what Slack sends: https://docs.slack.dev/interactivity and https://docs.slack.dev/apis/events-api */
import { z } from "zod";

const id = z.string().min(1).max(64);

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const commandSchema = z.object({
  team_id: id,
  /** The organisation of Enterprise Grid that the workspace belongs to. */
  enterprise_id: id.nullish(),
  channel_id: id,
  channel_name: z.string().nullish(),
  user_id: id,
  user_name: z.string().default(""),
  text: z.string().default(""),
  trigger_id: z.string().min(1),
  response_url: z.string().optional(),
});
export type CommandPayload = z.infer<typeof commandSchema>;

const person = z.object({
  id,
  /** The person's own workspace; the only place where a shared channel's payload says it. */
  team_id: id.optional(),
  name: z.string().optional(),
  username: z.string().optional(),
});

const stateElement = z.looseObject({ type: z.string() });

export const viewSchema = z.object({
  id,
  hash: z.string().default(""),
  type: z.string(),
  callback_id: z.string().default(""),
  private_metadata: z.string().default(""),
  title: z.object({ text: z.string() }).nullish(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), stateElement)) }).optional(),
  app_installed_team_id: id.nullish(),
});
export type ViewPayload = z.infer<typeof viewSchema>;

export const pressSchema = z.object({
  user: person,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: z.object({ id, name: z.string().nullish() }).optional(),
  container: z
    .object({
      type: z.string(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  view: viewSchema.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().default(""),
        value: z.string().optional(),
        selected_user: z.string().nullish(),
      }),
    )
    .min(1),
});
export type PressPayload = z.infer<typeof pressSchema>;

export const submissionSchema = z.object({ user: person, view: viewSchema });
export type SubmissionPayload = z.infer<typeof submissionSchema>;

/**
 * The events that the app is subscribed to. Of its own removal Slack tells a bot by `channel_left` and `group_left`, and not
 * by `member_left_channel`: https://github.com/slackapi/bolt-js/issues/1847
 */
export const eventTypes = [
  "message",
  "app_mention",
  "app_home_opened",
  "member_joined_channel",
  "channel_left",
  "group_left",
  "channel_archive",
  "group_archive",
  "channel_unarchive",
  "group_unarchive",
  "channel_deleted",
  "group_deleted",
] as const;
export type EventType = (typeof eventTypes)[number];

/** https://docs.slack.dev/reference/events */
export const eventSchema = z.object({
  event_id: z.string().min(1),
  is_ext_shared_channel: z.boolean().optional(),
  event: z.object({
    type: z.enum(eventTypes),
    subtype: z.string().optional(),
    user: id.optional(),
    /** The author's own workspace, where the channel is shared. */
    user_team: id.optional(),
    bot_id: z.string().optional(),
    text: z.string().default(""),
    channel: id.optional(),
    channel_type: z.string().optional(),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
    tab: z.string().optional(),
    edited: z.unknown().optional(),
  }),
});
export type EventPayload = z.infer<typeof eventSchema>;

/** What says for which installation a payload is meant. Anything may be missing or null. */
export const installationSchema = z.object({
  view: z.object({ app_installed_team_id: id.nullish() }).nullish(),
  authorizations: z.array(z.object({ team_id: id.nullish() })).nullish(),
  message: z.object({ bot_id: z.string().optional() }).nullish(),
  team: z.object({ id }).nullish(),
  team_id: id.nullish(),
});
