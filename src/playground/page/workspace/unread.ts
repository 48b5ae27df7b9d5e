import type { ChannelView, MessageView } from "../../wire.ts";

/** The unread messages themselves: the newest ones by others, as many as the server counts. */
export function unreadIn(channel: ChannelView, seat: string): readonly MessageView[] {
  if (channel.unread === 0) return [];
  return channel.messages.filter((message) => message.author.id !== seat).slice(-channel.unread);
}

/** A mention in rich text or in markup; what a person typed that only looks like one is none. */
function mentionedIn(thing: unknown, seat: string): boolean {
  if (Array.isArray(thing)) return thing.some((one) => mentionedIn(one, seat));
  if (typeof thing !== "object" || thing === null) return false;
  if ("type" in thing && thing.type === "user") return "user_id" in thing && thing.user_id === seat;
  if ("type" in thing && thing.type === "mrkdwn") return "text" in thing && String(thing.text).includes(`<@${seat}`);
  return Object.values(thing).some((one) => mentionedIn(one, seat));
}

const names = (message: MessageView, seat: string): boolean =>
  message.text.includes(`<@${seat}`) || mentionedIn(message.blocks, seat);

/** How many unread messages are meant for this person: all of a direct message, those with a mention in a channel. */
export function addressedIn(channel: ChannelView, seat: string): number {
  if (channel.kind === "direct") return channel.unread;
  return unreadIn(channel, seat).filter((message) => names(message, seat)).length;
}
