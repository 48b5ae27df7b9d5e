/** Writing, changing and removing the bot's messages. */
import { CARD_TYPE, isThing, type Json } from "./activity.ts";
import { faultOfCard } from "./cards/check.ts";
import { botId, messagesIn, personOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import { type Card, type Conversation, cardSchema, type Message } from "./world.ts";

export type Draft = Pick<Message, "text" | "textFormat" | "cards" | "mentions">;

export type Drafting = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly fault: string };

const FORMATS = ["markdown", "xml", "plain"] as const;

/** Reads what a bot wants to say out of a message activity, and checks it as Teams does. */
export function draftFrom(office: Office, activity: Json): Drafting {
  const text = typeof activity.text === "string" ? activity.text : "";
  const format = activity.textFormat ?? "markdown";
  const textFormat = FORMATS.find((one) => one === format);
  if (!textFormat) return no(`unknown textFormat ${String(format)}`);
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
  const cards: Card[] = [];
  for (const attachment of attachments) {
    if (!isThing(attachment) || attachment.contentType !== CARD_TYPE)
      return no(
        `this Teams shows Adaptive Cards only, not ${isThing(attachment) ? String(attachment.contentType) : "this"}`,
      );
    const fault = faultOfCard(attachment.content);
    if (fault) return no(fault);
    cards.push(cardSchema.parse(attachment.content));
  }
  if (text === "" && cards.length === 0) return no("the message has neither text nor attachments");
  const mentions = new Set<string>();
  const places = [
    { entities: activity.entities, shown: text },
    ...cards.map((card) => ({
      entities: isThing(card.msteams) ? card.msteams.entities : undefined,
      shown: JSON.stringify({ ...card, msteams: undefined }),
      inCard: true,
    })),
  ];
  for (const place of places) {
    const fault = gatherMentions(office, place, mentions);
    if (fault) return no(fault);
  }
  return { ok: true, draft: { text, textFormat, cards, mentions: [...mentions] } };
}

interface MentionPlace {
  readonly entities: unknown;
  readonly shown: string;
  readonly inCard?: boolean;
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards */
function gatherMentions(office: Office, place: MentionPlace, found: Set<string>): string | undefined {
  for (const entity of Array.isArray(place.entities) ? place.entities : []) {
    if (!isThing(entity) || entity.type !== "mention") continue;
    const mentioned = isThing(entity.mentioned) ? entity.mentioned : {};
    const person = personOf(office.world, String(mentioned.id));
    if (!person && mentioned.id !== botId(office.world)) return `the mention names nobody: ${String(mentioned.id)}`;
    const text = String(entity.text ?? "");
    const standing = place.inCard ? JSON.stringify(text).slice(1, -1) : text;
    if (!/^<at>[\s\S]+<\/at>$/.test(text) || !place.shown.includes(standing))
      return `the mention's text stands nowhere: ${text}`;
    if (person) found.add(person.id);
  }
  return undefined;
}

function no(fault: string): Drafting {
  return { ok: false, fault };
}

/** @returns the bot's message as it now stands at the end of the conversation or thread. */
export function post(office: Office, conversation: Conversation, draft: Draft, replyTo?: string): Message {
  return add(office, conversation, { ...draft, author: botId(office.world) }, replyTo);
}

export function add(
  office: Office,
  conversation: Conversation,
  said: Draft & Pick<Message, "author">,
  replyTo?: string,
): Message {
  const message: Message = {
    ...said,
    id: office.nextMessageId(),
    ...(replyTo === undefined ? {} : { replyTo }),
    at: office.now().toISOString(),
    version: 0,
    views: {},
  };
  messagesIn(office.world, conversation.id).push(message);
  office.changed();
  return message;
}

/** Everybody's own views of it are dropped; whoever looks gets theirs anew. */
export function change(office: Office, message: Message, draft: Draft): void {
  Object.assign(message, draft);
  message.version += 1;
  message.views = {};
  message.editedAt = office.now().toISOString();
  office.changed();
}

export function remove(office: Office, conversation: Conversation, message: Message): void {
  office.world.messages[conversation.id] = messagesIn(office.world, conversation.id).filter((one) => one !== message);
  office.changed();
}
