import type { MessageView } from "../../wire.ts";

const isReply = (message: MessageView): boolean => message.threadTs !== undefined && message.threadTs !== message.ts;

/** What stands in the channel itself. A reply whose first message this person can't see stands there too: nothing vanishes. */
export function topLevel(messages: readonly MessageView[]): readonly MessageView[] {
  const roots = new Set(messages.filter((message) => !isReply(message)).map((message) => message.ts));
  return messages.filter((message) => !isReply(message) || !roots.has(message.threadTs ?? ""));
}

export const repliesTo = (root: string, messages: readonly MessageView[]): readonly MessageView[] =>
  messages.filter((message) => isReply(message) && message.threadTs === root);
