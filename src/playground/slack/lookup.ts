/** Questions about the world that many ask: who is who, who sees what, which workspace a thing belongs to. */
import type { Channel, Message, Team, User, View, World } from "./world.ts";

export function userOf(world: World, id: unknown): User | undefined {
  return world.users.find((one) => one.id === id);
}

/** @throws when the world has no such person: an id that the caller wrote itself. */
export function knownUser(world: World, id: string): User {
  const user = userOf(world, id);
  if (!user) throw new Error(`no person ${id} in this Slack`);
  return user;
}

export function teamOf(world: World, user: User): Team {
  const team = world.teams.find((one) => one.id === user.teamId);
  if (!team) throw new Error(`no workspace ${user.teamId} for ${user.id}`);
  return team;
}

export function homeTeam(world: World): Team {
  const team = world.teams.find((one) => one.id === world.app.teamId);
  if (!team) throw new Error(`no workspace ${world.app.teamId} for the app`);
  return team;
}

/** The person is of another company than the one that installed the app. */
export function isForeign(world: World, user: User): boolean {
  return user.teamId !== world.app.teamId;
}

/** A channel by id, by `#name`, or by bare name. */
export function channelOf(world: World, reference: unknown): Channel | undefined {
  if (typeof reference !== "string") return undefined;
  const name = reference.replace(/^#/, "");
  return (
    world.channels.find((one) => one.id === reference) ??
    world.channels.find((one) => one.kind !== "im" && one.name === name)
  );
}

/** @throws when the world has no such channel. */
export function knownChannel(world: World, reference: string): Channel {
  const channel = channelOf(world, reference);
  if (!channel) throw new Error(`no channel ${reference} in this Slack`);
  return channel;
}

export function directChannel(world: World, userId: string): Channel | undefined {
  return world.channels.find(
    (one) => one.kind === "im" && one.members.includes(userId) && one.members.includes(world.app.botUserId),
  );
}

export function isMember(channel: Channel, userId: string): boolean {
  return channel.members.includes(userId);
}

/** Shared with another company: https://docs.slack.dev/apis/slack-connect */
export function isExternallyShared(channel: Channel): boolean {
  return channel.sharedWith.length > 0;
}

export function messagesIn(world: World, channelId: string): Message[] {
  const existing = world.messages[channelId];
  if (existing) return existing;
  const fresh: Message[] = [];
  world.messages[channelId] = fresh;
  return fresh;
}

export function messageAt(world: World, channelId: string, ts: unknown): Message | undefined {
  return messagesIn(world, channelId).find((one) => one.ts === ts);
}

export function isVisibleTo(message: Message, userId: string): boolean {
  return message.onlyFor === undefined || message.onlyFor === userId;
}

export function modalsOf(world: World, userId: string): View[] {
  const existing = world.modals[userId];
  if (existing) return existing;
  const fresh: View[] = [];
  world.modals[userId] = fresh;
  return fresh;
}

export function topModal(world: World, userId: string): View | undefined {
  return world.modals[userId]?.at(-1);
}

/** A view anywhere: in somebody's stack, or somebody's App Home. */
export function viewById(world: World, matches: (view: View) => boolean): View | undefined {
  for (const stack of Object.values(world.modals)) {
    const found = stack.find(matches);
    if (found) return found;
  }
  return Object.values(world.homes).find(matches);
}
