/** What the connector answers, and its refusals: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#status-codes-from-bot-conversational-apis */

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refuse(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: { error: { code, message } }, headers };
}

export const REFUSALS = {
  unauthorized: () => refuse(401, "Unauthorized", "Authorization has been denied for this request."),
  noConversation: () => refuse(404, "ConversationNotFound", "Conversation not found."),
  noActivity: () => refuse(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation."),
  noMember: () => refuse(404, "MemberNotFoundInConversation", "Member not found in the conversation."),
  notInRoster: () => refuse(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."),
  notInstalled: () => refuse(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope"),
  forbidden: (why: string) => refuse(403, "ForbiddenOperationException", why),
  badSyntax: (why: string) => refuse(400, "BadSyntax", why),
  tooBig: () => refuse(413, "MessageSizeTooBig", "Message size too large."),
  tooMany: (seconds: number) =>
    refuse(429, "TooManyRequests", "API calls quota exceeded.", { "retry-after": String(seconds) }),
  unavailable: () => refuse(503, "ServiceUnavailable", "Service is unavailable."),
} as const;
