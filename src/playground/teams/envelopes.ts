/** Activities as Teams writes them: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
import { randomUUID } from "node:crypto";
import type { Activity, Json } from "./activity.ts";
import { botId, teamOf, threadOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import type { Conversation, Message, TeamsPerson } from "./world.ts";

const LOCALE = "en-US";

export interface Sender {
  readonly person: TeamsPerson;
  readonly conversation: Conversation;
  /** The message at the top of the thread, in a channel. */
  readonly thread?: string;
}

/** What every activity carries: who, where, when. */
export function envelope(office: Office, { person, conversation, thread }: Sender): Json {
  const { world, settings } = office;
  const at = office.now();
  return {
    timestamp: at.toISOString(),
    localTimestamp: at.toISOString(),
    localTimezone: settings.timeZone,
    locale: LOCALE,
    channelId: "msteams",
    serviceUrl: office.serviceUrl(),
    from: { id: person.teamsId, name: person.name, aadObjectId: person.id },
    recipient: { id: botId(world), name: world.app.name },
    conversation: conversationAccount(office, conversation, thread),
    channelData: channelData(office, conversation),
  };
}

function conversationAccount(office: Office, conversation: Conversation, thread: string | undefined): Json {
  return {
    ...(conversation.kind === "personal" ? {} : { isGroup: true }),
    conversationType: conversation.kind,
    tenantId: office.world.app.tenantId,
    id: thread === undefined ? conversation.id : `${conversation.id};messageid=${thread}`,
  };
}

/** `tenant` is where the app is installed, also for people who come from other tenants: the roster knows theirs. */
export function channelData(office: Office, conversation: Conversation): Json {
  const team = teamOf(office.world, conversation);
  const tenant = { id: office.world.app.tenantId };
  if (!team) return { tenant };
  return {
    teamsChannelId: conversation.id,
    teamsTeamId: team.id,
    channel: { id: conversation.id, ...(conversation.sharedWith.length > 0 ? { type: "shared" } : {}) },
    team: { id: team.id },
    tenant,
  };
}

const CLIENT: Json = { locale: LOCALE, country: "US", platform: "Web", type: "clientInfo" };

export interface Said {
  readonly text: string;
  readonly html: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
}

/** A message that a person wrote. */
export function messageActivity(
  office: Office,
  sender: Sender,
  message: Pick<Message, "id" | "replyTo">,
  said: Said,
): Activity {
  return {
    ...envelope(office, {
      ...sender,
      ...(sender.conversation.kind === "channel" ? { thread: threadOf(message) } : {}),
    }),
    type: "message",
    id: message.id,
    text: said.text,
    textFormat: "plain",
    attachments: [{ contentType: "text/html", content: said.html }],
    entities: [
      ...said.mentions.map((one) => ({ type: "mention", mentioned: one, text: `<at>${one.name}</at>` })),
      CLIENT,
    ],
    ...(message.replyTo ? { replyToId: message.replyTo } : {}),
  };
}

/** A press of a plain Action.Submit: a message without words. */
export function submitActivity(office: Office, sender: Sender, message: Message, value: Json): Activity {
  return {
    ...envelope(office, sender),
    type: "message",
    id: office.nextMessageId(),
    replyToId: message.id,
    value,
    entities: [CLIENT],
  };
}

export interface Invoke {
  readonly name: "task/fetch" | "task/submit" | "adaptiveCard/action" | "application/search";
  readonly value: Json;
  readonly replyToId?: string;
}

export function invokeActivity(office: Office, sender: Sender, invoke: Invoke): Activity {
  const base = envelope(office, sender);
  return {
    ...base,
    type: "invoke",
    id: `f:${randomUUID()}`,
    name: invoke.name,
    value: invoke.value,
    ...(invoke.replyToId === undefined ? {} : { replyToId: invoke.replyToId }),
    channelData: {
      ...(base.channelData as Json),
      source: { name: invoke.replyToId === undefined ? "dialog" : "message" },
    },
    entities: [CLIENT],
  };
}
