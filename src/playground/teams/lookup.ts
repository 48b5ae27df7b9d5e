/** Finding things in the world, and the ids by which the connector knows them. */
import type { Conversation, Message, Team, TeamsPerson, Tenant, World } from "./world.ts";

/** Teams' id of the bot in its conversations. */
export function botId(world: World): string {
  return `28:${world.app.id}`;
}

/** A person by Entra object id, `29:1…`, `8:orgid:…`, name or Slack seat. */
export function personOf(world: World, reference: string): TeamsPerson | undefined {
  const id = reference.startsWith("8:orgid:") ? reference.slice("8:orgid:".length) : reference;
  return world.people.find((one) => [one.id, one.teamsId, one.name, one.slackSeat].includes(id));
}

/** @throws when there is no such person */
export function knownPerson(world: World, reference: string): TeamsPerson {
  const found = personOf(world, reference);
  if (!found)
    throw new Error(`nobody here is ${reference}; there are ${world.people.map((one) => one.name).join(", ")}`);
  return found;
}

export function conversationOf(world: World, reference: string): Conversation | undefined {
  const { id } = partsOf(reference);
  return world.conversations.find((one) => one.id === id || (one.kind !== "personal" && one.name === reference));
}

/** @throws when there is no such conversation */
export function knownConversation(world: World, reference: string): Conversation {
  const found = conversationOf(world, reference);
  if (!found) throw new Error(`there is no conversation ${reference}`);
  return found;
}

export function personalChat(world: World, personId: string): Conversation | undefined {
  return world.conversations.find((one) => one.kind === "personal" && one.members.includes(personId));
}

/** The conversation and, in a channel, the thread of an id such as `19:…@thread.tacv2;messageid=1700000000000`. */
export function partsOf(reference: string): { readonly id: string; readonly thread?: string } {
  const [id = "", thread] = reference.split(";messageid=");
  return thread === undefined ? { id } : { id, thread };
}

export function teamOf(world: World, conversation: Conversation): Team | undefined {
  return world.teams.find((one) => one.id === conversation.teamId);
}

/** @throws when the world names a tenant that it has not */
export function tenantOf(world: World, id: string): Tenant {
  const found = world.tenants.find((one) => one.id === id);
  if (!found) throw new Error(`there is no tenant ${id}`);
  return found;
}

/** The company a person works for, which for a guest is not the tenant of the account. */
export function companyOf(world: World, person: TeamsPerson): string {
  return tenantOf(world, person.homeTenantId ?? person.tenantId).name;
}

export function messagesIn(world: World, conversationId: string): Message[] {
  const messages = world.messages[conversationId] ?? [];
  world.messages[conversationId] = messages;
  return messages;
}

export function messageOf(world: World, conversationId: string, id: string): Message | undefined {
  return messagesIn(world, conversationId).find((one) => one.id === id);
}

/** The message at the top of the thread that a message is in. */
export function threadOf(message: Pick<Message, "id" | "replyTo">): string {
  return message.replyTo ?? message.id;
}
