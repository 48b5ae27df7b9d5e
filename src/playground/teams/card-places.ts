/** A card where a person sees it: in a message or in the open dialog. */
import type { TeamsPressPlace } from "../wire-teams.ts";
import type { Sender } from "./envelopes.ts";
import { messageOf, threadOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import { cardsFor } from "./personal-views.ts";
import type { Card, Conversation, Message, TeamsPerson } from "./world.ts";

export interface ShownCard {
  readonly sender: Sender;
  readonly card: Card;
  /** The message that it is in, or whose button opened the dialog that it is in. */
  readonly message: Message | undefined;
}

export type Shown = { readonly shown: ShownCard } | { readonly problem: string };

const NOT_THERE = { problem: "You are not in this conversation." };

/** The conversation, if the person is in it. */
export function own(office: Office, person: TeamsPerson, conversationId: string): Conversation | undefined {
  const found = office.world.conversations.find((one) => one.id === conversationId && !one.deleted);
  return found?.members.includes(person.id) ? found : undefined;
}

export function cardAt(office: Office, person: TeamsPerson, place: TeamsPressPlace): Shown {
  if (place.kind === "message") {
    const conversation = own(office, person, place.conversation);
    if (!conversation) return NOT_THERE;
    const message = messageOf(office.world, conversation.id, place.message);
    const card = message && cardsFor(message, person.id)[place.card];
    if (!card) return { problem: "This card is no longer there." };
    return { shown: { sender: senderOf(person, conversation, message), card, message } };
  }
  const dialog = office.world.dialogs[person.id];
  if (dialog?.id !== place.dialog) return { problem: "This dialog is no longer open." };
  const conversation = own(office, person, dialog.conversationId);
  if (!conversation) return NOT_THERE;
  const message =
    dialog.messageId === undefined ? undefined : messageOf(office.world, conversation.id, dialog.messageId);
  return { shown: { sender: senderOf(person, conversation, message), card: dialog.card, message } };
}

function senderOf(person: TeamsPerson, conversation: Conversation, message: Message | undefined): Sender {
  const isThreaded = conversation.kind === "channel" && message;
  return { person, conversation, ...(isThreaded ? { thread: threadOf(message) } : {}) };
}
