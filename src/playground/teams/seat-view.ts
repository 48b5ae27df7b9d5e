/** What one person may see of this Teams, in the words of the page. */
import type {
  RawCard,
  TeamsConversationView,
  TeamsDialogView,
  TeamsMessageView,
  TeamsSeat,
  TeamsSeatList,
  TeamsView,
} from "../wire-teams.ts";
import { botId, companyOf, knownPerson, messagesIn, teamOf, tenantOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import { cardsFor, noteFor } from "./personal-views.ts";
import type { Conversation, Dialog, Message, TeamsPerson, World } from "./world.ts";

export function seatList({ world }: Office): TeamsSeatList {
  const seats = allSeats(world);
  return { seats, first: seats[0]?.id ?? "" };
}

function allSeats(world: World): readonly TeamsSeat[] {
  return world.people.map((one) => seatOf(world, one));
}

function seatOf(world: World, person: TeamsPerson): TeamsSeat {
  const company = companyOf(world, person);
  return {
    id: person.id,
    name: person.name,
    role: person.title ? `${person.title}, ${company}` : company,
    company,
    tenantId: person.tenantId,
    guest: person.guest,
    ...(person.slackSeat === undefined ? {} : { slackSeat: person.slackSeat }),
  };
}

export function conversationsOf(world: World, personId: string): readonly Conversation[] {
  return world.conversations.filter((one) => !one.deleted && one.members.includes(personId));
}

export function seatView(office: Office, personId: string, revision: number): TeamsView {
  const { world } = office;
  const person = knownPerson(world, personId);
  const dialog = world.dialogs[person.id];
  return {
    revision,
    seat: seatOf(world, person),
    now: office.now().toISOString(),
    timeZone: office.settings.timeZone,
    conversations: conversationsOf(world, person.id).map((one) => conversationView(world, one, person.id)),
    ...(dialog ? { dialog: dialogView(dialog) } : {}),
    waiting: waitingOf(world),
    people: allSeats(world),
    bot: { id: botId(world), name: world.app.name },
    commands: office.bot()?.commands ?? [],
  };
}

/** @param readerId somebody's id; without it, as everybody sees it: the posted cards. */
export function conversationView(world: World, conversation: Conversation, readerId?: string): TeamsConversationView {
  const messages = messagesIn(world, conversation.id);
  const team = teamOf(world, conversation);
  return {
    id: conversation.id,
    kind: conversation.kind,
    name: conversation.kind === "personal" ? world.app.name : conversation.name,
    ...(team ? { team: team.name } : {}),
    companies: companiesIn(world, conversation),
    unread: readerId === undefined ? 0 : unreadBy(conversation, messages, readerId).length,
    messages: messages.map((one) => messageView(world, one, readerId)),
  };
}

function companiesIn(world: World, conversation: Conversation): readonly string[] {
  const members = world.people.filter((one) => conversation.members.includes(one.id));
  const present = new Set([tenantOf(world, world.app.tenantId).name, ...members.map((one) => companyOf(world, one))]);
  return world.tenants.map((one) => one.name).filter((one) => present.has(one));
}

function messageView(world: World, message: Message, readerId: string | undefined): TeamsMessageView {
  const note = readerId === undefined ? undefined : noteFor(message, readerId);
  const cards = readerId === undefined ? message.cards : cardsFor(message, readerId);
  return {
    id: message.id,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    author: authorOf(world, message),
    text: message.text,
    textFormat: message.textFormat,
    // Copies, so that a reader holds what was true when they looked.
    cards: structuredClone(cards) as readonly RawCard[],
    ...(note === undefined ? {} : { note }),
    at: message.at,
    ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
    mentions: [...message.mentions],
  };
}

function authorOf(world: World, message: Message): TeamsMessageView["author"] {
  if (message.author === botId(world)) {
    const company = tenantOf(world, world.app.tenantId).name;
    return { id: message.author, name: world.app.name, company, bot: true };
  }
  const person = knownPerson(world, message.author);
  return { id: person.id, name: person.name, company: companyOf(world, person), bot: false };
}

function unreadBy(conversation: Conversation, messages: readonly Message[], readerId: string): readonly Message[] {
  const readUpTo = conversation.readUpTo[readerId] ?? "";
  return messages.filter((one) => one.id > readUpTo && one.author !== readerId);
}

/** For every seat what it has not read, and how much of that names it or was written to it alone. */
function waitingOf(world: World): TeamsView["waiting"] {
  const waiting: Record<string, { unread: number; addressed: number }> = {};
  for (const { id } of world.people) {
    const total = { unread: 0, addressed: 0 };
    for (const conversation of conversationsOf(world, id)) {
      const unread = unreadBy(conversation, messagesIn(world, conversation.id), id);
      total.unread += unread.length;
      total.addressed += unread.filter((one) => conversation.kind === "personal" || one.mentions.includes(id)).length;
    }
    waiting[id] = total;
  }
  return waiting;
}

export function dialogView(dialog: Dialog): TeamsDialogView {
  return { id: dialog.id, title: dialog.title, card: structuredClone(dialog.card) as RawCard };
}
