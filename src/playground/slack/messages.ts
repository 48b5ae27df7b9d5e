/** Writing, changing and removing messages, and the form in which Slack shows them to apps. */
import { faultOfMessage } from "./block-kit/check.ts";
import { elementsOf } from "./block-kit/elements.ts";
import { LIMITS } from "./limits.ts";
import { isExternallyShared, knownUser, messagesIn, userOf } from "./lookup.ts";
import { type Args, type Refusal, refuse, refuseFault, textOf } from "./methods/method.ts";
import type { Office } from "./office.ts";
import { type Block, type Channel, type Message, type Metadata, metadataSchema, type World } from "./world.ts";

/** What a bot wants to say; a member left out was not given. */
export interface Draft {
  readonly text?: string;
  readonly blocks?: readonly Block[];
  readonly metadata?: Metadata;
}

/** Reads text, blocks and metadata from a call, a response_url body or an acknowledgement, and checks them. */
export function draftFrom(args: Args): { readonly ok: true; readonly draft: Draft } | Refusal {
  const text = textOf(args, "text");
  if (text !== undefined && text.length > LIMITS.message.text) return refuse("msg_too_long");
  const { blocks, metadata } = args;
  if (blocks !== undefined) {
    const fault = faultOfMessage(blocks);
    if (fault) return refuseFault(fault);
  }
  const parsed = metadata === undefined ? undefined : metadataSchema.safeParse(metadata);
  if (parsed && !parsed.success) return refuse("invalid_metadata_format");
  if (parsed && JSON.stringify(parsed.data).length > LIMITS.message.metadataPayload)
    return refuse("metadata_too_large");
  return {
    ok: true,
    draft: {
      ...(text === undefined ? {} : { text }),
      ...(blocks === undefined ? {} : { blocks: blocks as Block[] }),
      ...(parsed ? { metadata: parsed.data } : {}),
    },
  };
}

export function isEmptyDraft(draft: Draft): boolean {
  return !draft.text && (draft.blocks ?? []).length === 0;
}

/** What Slack puts where a message has blocks and no text. */
const NO_TEXT = "This content can't be displayed.";

export interface Posting {
  readonly user: string;
  readonly threadTs?: string;
  readonly onlyFor?: string;
}

/** @returns the message as it now stands at the end of the channel. */
export function post(office: Office, channel: Channel, draft: Draft, posting: Posting): Message {
  const author = userOf(office.world, posting.user);
  const message: Message = {
    ts: office.nextTs(),
    user: posting.user,
    text: draft.text || NO_TEXT,
    blocks: withIds(office, draft.blocks ?? []),
    ...(author?.isBot ? { botId: office.world.app.botId } : {}),
    ...(posting.threadTs === undefined ? {} : { threadTs: posting.threadTs }),
    ...(posting.onlyFor === undefined ? {} : { onlyFor: posting.onlyFor }),
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
  };
  messagesIn(office.world, channel.id).push(message);
  office.changed();
  return message;
}

/** Members that the draft leaves out stay as they are: https://docs.slack.dev/reference/methods/chat.update */
export function change(office: Office, message: Message, draft: Draft): void {
  if (draft.text !== undefined) message.text = draft.text || NO_TEXT;
  if (draft.blocks !== undefined) message.blocks = withIds(office, draft.blocks);
  if (draft.metadata !== undefined) message.metadata = draft.metadata;
  message.edited = { user: message.user, ts: office.nextTs() };
  office.changed();
}

export function remove(office: Office, channel: Channel, message: Message): void {
  office.world.messages[channel.id] = messagesIn(office.world, channel.id).filter((one) => one !== message);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  office.changed();
}

/** Slack fills in the ids that were left out, so that every press can say where it was. */
export function withIds(office: Office, blocks: readonly Block[]): Block[] {
  return structuredClone(blocks).map((block) => {
    const given = { ...block, block_id: block.block_id || office.nextId("b") };
    for (const element of elementsOf(given)) {
      const filled = element as Record<string, unknown>;
      filled.action_id ??= office.nextId("a");
    }
    return given;
  });
}

/** A message as the Web API and payloads show it: https://docs.slack.dev/reference/objects/message-object */
export function messageForApps(
  world: World,
  channel: Channel,
  message: Message,
  options: { readonly metadata?: boolean } = {},
): Record<string, unknown> {
  const author = knownUser(world, message.user);
  const replies = messagesIn(world, channel.id).filter(
    (one) => one.threadTs === message.ts && one.ts !== message.ts && !one.onlyFor,
  );
  return {
    type: "message",
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: author.teamId,
    ...(isExternallyShared(channel) ? { user_team: author.teamId, source_team: author.teamId } : {}),
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.botId ? { bot_id: message.botId, app_id: world.app.id, bot_profile: botProfile(world) } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          latest_reply: replies.at(-1)?.ts,
          reply_users: [...new Set(replies.map((one) => one.user))],
        }
      : {}),
    ...(channel.pins.some((pin) => pin.ts === message.ts) ? { pinned_to: [channel.id] } : {}),
    ...(options.metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

function botProfile(world: World): Record<string, unknown> {
  const { botId, name, id, teamId } = world.app;
  return { id: botId, app_id: id, name, team_id: teamId, deleted: false, updated: 0 };
}
