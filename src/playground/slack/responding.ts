/** What a bot says through a response_url, or in the body of a command's acknowledgement. */

import { announceBotMessage } from "./happenings.ts";
import { channelOf, messageAt } from "./lookup.ts";
import { change, draftFrom, isEmptyDraft, post, remove } from "./messages.ts";
import { type Answer, type Args, refuse, textOf } from "./methods/method.ts";
import type { Office } from "./office.ts";
import type { OpenTarget } from "./response-urls.ts";

/** Applies one response. @returns Slack's answer to it. */
export function respond(office: Office, target: OpenTarget, body: Args): Answer {
  const channel = channelOf(office.world, target.channelId);
  if (!channel) return refuse("channel_not_found");
  const originalTs = target.messageTs ?? target.lastTs;
  const original = originalTs === undefined ? undefined : messageAt(office.world, channel.id, originalTs);

  if (body.delete_original === true || body.delete_original === "true") {
    if (original) remove(office, channel, original);
    return { ok: true };
  }
  const read = draftFrom(body);
  if (!read.ok) return read;
  if (isEmptyDraft(read.draft)) return refuse("no_text");
  if (replaces(target, body) && original) {
    // A replacement is whole: blocks that it leaves out are gone.
    change(office, original, { text: "", blocks: [], ...read.draft });
    return { ok: true };
  }
  const inChannel = body.response_type === "in_channel";
  const threadTs = textOf(body, "thread_ts");
  const message = post(office, channel, read.draft, {
    user: office.world.app.botUserId,
    ...(inChannel ? {} : { onlyFor: target.userId }),
    ...(threadTs ? { threadTs } : {}),
  });
  target.lastTs = message.ts;
  if (inChannel) announceBotMessage(office, channel, message);
  return { ok: true };
}

/** Answers to a press replace its message unless told otherwise; answers to a command don't unless told so. */
function replaces(target: OpenTarget, body: Args): boolean {
  const said = body.replace_original;
  if (said === undefined) return target.messageTs !== undefined && body.response_type === undefined;
  return said === true || said === "true";
}
