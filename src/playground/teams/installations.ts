/** Where the app is installed, who belongs where, and what becomes of channels and teams. */
import { announceEvent, announceInstalled, announceJoined, announceLeft, announceRemoved } from "./happenings.ts";
import { conversationOf, knownConversation, knownPerson, personalChat, personOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import { personalChatId } from "./seed.ts";
import type { Conversation, TeamsPerson } from "./world.ts";

export interface Installations {
  /** Tells the bot of every conversation that the app is installed in, as installing does. */
  introduce(): Promise<void>;
  /** Installs the app in a team, chat or for a person (`as(…).id`), or takes it away. */
  install(reference: string): Promise<void>;
  uninstall(reference: string): Promise<void>;
  join(person: string, conversation: string): Promise<void>;
  leave(person: string, conversation: string): Promise<void>;
  deleteChannel(reference: string): Promise<void>;
  archiveTeam(team: string, archived?: boolean): Promise<void>;
}

export function createInstallations(office: Office): Installations {
  const { world } = office;

  /** Whoever of the carrier's tenant is there does what has to be done. */
  function admin(conversation: Conversation): TeamsPerson {
    const own = world.people.find(
      (one) => one.tenantId === world.app.tenantId && conversation.members.includes(one.id),
    );
    return own ?? knownPerson(world, conversation.members[0] ?? "");
  }

  /** @throws when there is nothing of that name */
  function placesOf(reference: string): readonly Conversation[] {
    const team = world.teams.find((one) => [one.id, one.name].includes(reference));
    if (team) return world.conversations.filter((one) => one.teamId === team.id && !one.deleted);
    const found = conversationOf(world, reference);
    return [found ?? chatOf(knownPerson(world, reference))];
  }

  function chatOf(person: TeamsPerson): Conversation {
    const before = personalChat(world, person.id);
    if (before) return before;
    const chat: Conversation = {
      ...{ id: personalChatId(world.app.id, person.id), kind: "personal", name: "", members: [person.id] },
      ...{ sharedWith: [], hasBot: false, deleted: false, readUpTo: {} },
    };
    world.conversations.push(chat);
    return chat;
  }

  function set(conversation: Conversation, hasBot: boolean): void {
    conversation.hasBot = hasBot;
    const person = conversation.kind === "personal" ? personOf(world, conversation.members[0] ?? "") : undefined;
    if (person) person.personalApp = hasBot;
    office.changed();
  }

  return {
    introduce: async () => {
      for (const one of world.conversations)
        if (one.hasBot && !one.deleted) await announceInstalled(office, admin(one), one);
    },
    install: async (reference) => {
      for (const one of placesOf(reference)) {
        set(one, true);
        await announceInstalled(office, admin(one), one);
      }
    },
    uninstall: async (reference) => {
      for (const one of placesOf(reference)) {
        set(one, false);
        await announceRemoved(office, admin(one), one);
      }
    },
    join: async (who, reference) => {
      const [person, conversation] = [knownPerson(world, who), knownConversation(world, reference)];
      if (conversation.members.includes(person.id)) return;
      conversation.members.push(person.id);
      office.changed();
      await announceJoined(office, person, conversation);
    },
    leave: async (who, reference) => {
      const [person, conversation] = [knownPerson(world, who), knownConversation(world, reference)];
      conversation.members = conversation.members.filter((one) => one !== person.id);
      office.changed();
      await announceLeft(office, person, conversation);
    },
    deleteChannel: async (reference) => {
      const conversation = knownConversation(world, reference);
      conversation.deleted = true;
      office.changed();
      await announceEvent(office, admin(conversation), conversation, "channelDeleted");
    },
    archiveTeam: async (reference, archived = true) => {
      const team = world.teams.find((one) => [one.id, one.name].includes(reference));
      const channel = world.conversations.find((one) => one.teamId === team?.id);
      if (!team || !channel) throw new Error(`there is no team ${reference}`);
      team.archived = archived;
      office.changed();
      await announceEvent(office, admin(channel), channel, archived ? "teamArchived" : "teamUnarchived");
    },
  };
}
