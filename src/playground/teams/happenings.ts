/** What the bot hears beside messages: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
import { randomUUID } from "node:crypto";
import type { Outcome } from "../outcome.ts";
import { type Activity, isThing, type Json } from "./activity.ts";
import { channelData, envelope } from "./envelopes.ts";
import { botId, teamOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import { sendUntilTaken } from "./sending.ts";
import type { Conversation, TeamsPerson } from "./world.ts";

/** Tells of something in a conversation. `by` is whoever did it. */
function announce(office: Office, by: TeamsPerson, conversation: Conversation, rest: Activity): Promise<Outcome> {
  const { channelData: more, ...members } = rest;
  return sendUntilTaken(office, {
    ...envelope(office, { person: by, conversation }),
    id: `f:${randomUUID()}`,
    ...members,
    channelData: { ...namedChannelData(office, conversation), ...(isThing(more) ? more : {}) },
  });
}

/** Events say the names that messages leave out. */
function namedChannelData(office: Office, conversation: Conversation): Json {
  const data = channelData(office, conversation);
  const team = teamOf(office.world, conversation);
  if (!team) return data;
  return {
    ...data,
    channel: { ...(data.channel as Json), name: conversation.name },
    team: { id: team.id, name: team.name, aadGroupId: team.groupId },
  };
}

export async function announceInstalled(office: Office, by: TeamsPerson, conversation: Conversation): Promise<void> {
  await announce(office, by, conversation, { type: "installationUpdate", action: "add" });
  const added = [...(conversation.kind === "channel" ? [] : accounts(office, conversation)), botAccount(office)];
  await announce(office, by, conversation, { type: "conversationUpdate", membersAdded: added });
}

export async function announceRemoved(office: Office, by: TeamsPerson, conversation: Conversation): Promise<void> {
  await announce(office, by, conversation, { type: "installationUpdate", action: "remove" });
  // A personal chat is over with the installation; nothing more is said of it.
  if (conversation.kind !== "personal")
    await announce(office, by, conversation, { type: "conversationUpdate", membersRemoved: [botAccount(office)] });
}

export async function announceJoined(office: Office, who: TeamsPerson, conversation: Conversation): Promise<void> {
  await announce(office, who, conversation, {
    type: "conversationUpdate",
    membersAdded: [{ id: who.teamsId, aadObjectId: who.id }],
    ...(conversation.kind === "channel" ? { channelData: { eventType: "teamMemberAdded" } } : {}),
  });
}

export async function announceLeft(office: Office, who: TeamsPerson, conversation: Conversation): Promise<void> {
  await announce(office, who, conversation, {
    type: "conversationUpdate",
    membersRemoved: [{ id: who.teamsId, aadObjectId: who.id }],
    ...(conversation.kind === "channel" ? { channelData: { eventType: "teamMemberRemoved" } } : {}),
  });
}

export type ChannelEvent = "channelDeleted" | "teamArchived" | "teamUnarchived";

/** Teams tells of a channel or of a team in the team's own conversation; which channel is meant stands in `channelData`. */
export async function announceEvent(
  office: Office,
  by: TeamsPerson,
  conversation: Conversation,
  eventType: ChannelEvent,
): Promise<void> {
  const { conversation: account } = envelope(office, { person: by, conversation });
  const id = conversation.teamId ?? conversation.id;
  await announce(office, by, conversation, {
    type: "conversationUpdate",
    conversation: { ...(account as Json), id },
    channelData: { eventType, ...(eventType.startsWith("team") ? { channel: undefined } : {}) },
  });
}

function botAccount(office: Office): Json {
  return { id: botId(office.world) };
}

function accounts(office: Office, conversation: Conversation): readonly Json[] {
  return office.world.people
    .filter((one) => conversation.members.includes(one.id))
    .map((one) => ({ id: one.teamsId, aadObjectId: one.id }));
}
