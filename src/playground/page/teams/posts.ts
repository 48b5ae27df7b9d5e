import type { TeamsMessageView } from "../../wire-teams.ts";

export interface Post {
  readonly message: TeamsMessageView;
  readonly replies: readonly TeamsMessageView[];
}

/** A channel's posts with their replies. A reply whose post this person can't see stands by itself: nothing vanishes. */
export function postsIn(messages: readonly TeamsMessageView[]): readonly Post[] {
  const roots = new Set(messages.filter((message) => !message.replyTo).map((message) => message.id));
  return messages
    .filter((message) => !message.replyTo || !roots.has(message.replyTo))
    .map((message) => ({ message, replies: messages.filter((each) => each.replyTo === message.id) }));
}
