/** https://docs.slack.dev/reference/methods?family=chat */
import { announceBotMessage } from "../happenings.ts";
import { isMember, messageAt, userOf } from "../lookup.ts";
import { change, draftFrom, isEmptyDraft, messageForApps, post, remove } from "../messages.ts";
import type { Office } from "../office.ts";
import type { Channel, Message } from "../world.ts";
import { writableChannel } from "./access.ts";
import { type Answer, type Args, type Methods, type Refusal, refuse, textOf } from "./method.ts";

const WRITE = ["chat:write"];

export const chatMethods: Methods = {
  "chat.postMessage": { tier: "special", scopes: WRITE, run: postMessage },
  "chat.postEphemeral": { tier: "tier4", scopes: WRITE, run: postEphemeral },
  "chat.update": { tier: "tier3", scopes: WRITE, run: update },
  "chat.delete": { tier: "tier3", scopes: WRITE, run: deleteMessage },
};

function postMessage(office: Office, args: Args): Answer {
  const channel = writableChannel(office, args);
  if ("ok" in channel) return channel;
  const read = draftFrom(args);
  if (!read.ok) return read;
  if (isEmptyDraft(read.draft)) return refuse("no_text");
  const threadTs = textOf(args, "thread_ts");
  if (threadTs && !messageAt(office.world, channel.id, threadTs)) return refuse("thread_not_found");
  const message = post(office, channel, read.draft, {
    user: office.world.app.botUserId,
    ...(threadTs ? { threadTs } : {}),
  });
  announceBotMessage(office, channel, message);
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    message: messageForApps(office.world, channel, message, { metadata: true }),
  };
}

function postEphemeral(office: Office, args: Args): Answer {
  const channel = writableChannel(office, args);
  if ("ok" in channel) return channel;
  const user = userOf(office.world, textOf(args, "user"));
  if (!user) return refuse("user_not_found");
  if (!isMember(channel, user.id)) return refuse("user_not_in_channel");
  const read = draftFrom(args);
  if (!read.ok) return read;
  if (isEmptyDraft(read.draft)) return refuse("no_text");
  const threadTs = textOf(args, "thread_ts");
  const message = post(office, channel, read.draft, {
    user: office.world.app.botUserId,
    onlyFor: user.id,
    ...(threadTs ? { threadTs } : {}),
  });
  return { ok: true, message_ts: message.ts };
}

/** A message of the bot's own, that is not ephemeral: those can't be reached by ts. */
function ownMessage(
  office: Office,
  args: Args,
  foreign: string,
): { readonly channel: Channel; readonly message: Message } | Refusal {
  const channel = writableChannel(office, args);
  if ("ok" in channel) return channel;
  const message = messageAt(office.world, channel.id, textOf(args, "ts"));
  if (!message || message.onlyFor) return refuse("message_not_found");
  if (message.user !== office.world.app.botUserId) return refuse(foreign);
  return { channel, message };
}

function update(office: Office, args: Args): Answer {
  const found = ownMessage(office, args, "cant_update_message");
  if ("ok" in found) return found;
  const read = draftFrom(args);
  if (!read.ok) return read;
  if (read.draft.text === undefined && read.draft.blocks === undefined && !read.draft.metadata)
    return refuse("no_text");
  const { channel, message } = found;
  change(office, message, read.draft);
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageForApps(office.world, channel, message, { metadata: true }),
  };
}

function deleteMessage(office: Office, args: Args): Answer {
  const found = ownMessage(office, args, "cant_delete_message");
  if ("ok" in found) return found;
  remove(office, found.channel, found.message);
  return { ok: true, channel: found.channel.id, ts: found.message.ts };
}
