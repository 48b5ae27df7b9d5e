import type { TeamsConversationView, TeamsMessageView } from "../../wire-teams.ts";

/** The unread messages themselves: the newest ones by others, as many as the server counts. */
export function unreadIn(conversation: TeamsConversationView, seat: string): readonly TeamsMessageView[] {
  if (conversation.unread === 0) return [];
  const byTime = [...conversation.messages].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return byTime.filter((message) => message.author.id !== seat).slice(-conversation.unread);
}

/** How many unread messages are meant for this person: all one to one, those with a mention elsewhere. */
export function addressedIn(conversation: TeamsConversationView, seat: string): number {
  if (conversation.kind === "personal") return conversation.unread;
  return unreadIn(conversation, seat).filter((message) => message.mentions.includes(seat)).length;
}
