import type { ChannelView, MessageView } from "../../wire.ts";

/** The unread messages themselves: the newest ones by others, as many as the server counts. */
export function unreadIn(channel: ChannelView, seat: string): readonly MessageView[] {
  if (channel.unread === 0) return [];
  return channel.messages.filter((message) => message.author.id !== seat).slice(-channel.unread);
}

const names = (message: MessageView, seat: string): boolean =>
  message.text.includes(`<@${seat}`) || JSON.stringify(message.blocks).includes(`<@${seat}`);

/** How many unread messages are meant for this person: all of a direct message, those with a mention in a channel. */
export function addressedIn(channel: ChannelView, seat: string): number {
  if (channel.kind === "direct") return channel.unread;
  return unreadIn(channel, seat).filter((message) => names(message, seat)).length;
}
