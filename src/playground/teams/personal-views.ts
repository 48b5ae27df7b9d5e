/**
 * Each person's own view of a card: what the bot answered to their press or their automatic refresh, until the message
 * changes: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
 */
import { isThing, type Json } from "./activity.ts";
import { dataOf } from "./cards/actions.ts";
import { invoke } from "./invokes.ts";
import { LIMITS } from "./limits.ts";
import { messageOf, messagesIn, threadOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import type { Card, Conversation, Message, TeamsPerson } from "./world.ts";

/** A card whose refresh failed is asked for again when somebody looks later than this. */
const TRY_AGAIN_MILLIS = 5_000;
/** A playground runs for days: beyond so many it is forgotten what was refreshed, and what is in sight refreshes once more. */
const MOST_REMEMBERED = 5_000;

export function cardsFor(message: Message, personId: string): readonly Card[] {
  const own = message.views[personId];
  if (own?.version !== message.version) return message.cards;
  return message.cards.map((posted, index) => own.cards[index] ?? posted);
}

export function noteFor(message: Message, personId: string): string | undefined {
  const own = message.views[personId];
  return own?.version === message.version ? own.note : undefined;
}

/** From now on, and until the message changes, the person sees this. */
export function showOwn(
  office: Office,
  message: Message,
  personId: string,
  shown: { readonly card?: { readonly index: number; readonly card: Card }; readonly note?: string },
): void {
  const before = message.views[personId];
  const kept = before?.version === message.version ? before.cards : {};
  message.views[personId] = {
    version: message.version,
    cards: shown.card ? { ...kept, [shown.card.index]: shown.card.card } : kept,
    ...(shown.note === undefined ? {} : { note: shown.note }),
  };
  office.changed();
}

export interface Refreshing {
  /** The person sees the conversation: their cards refresh where they have not. Resolves when all are answered. */
  look(person: TeamsPerson, conversation: Conversation): Promise<void>;
}

export function createRefreshing(office: Office): Refreshing {
  /** Refreshes begun, by person, message, version and card. */
  const begun = new Map<string, { readonly done: Promise<void>; readonly failedAt?: number }>();

  function refresh(person: TeamsPerson, conversation: Conversation, message: Message, index: number): Promise<void> {
    const action = refreshFor(message.cards[index], person, conversation);
    if (!action || !conversation.hasBot || !office.bot()) return Promise.resolve();
    const key = [person.id, conversation.id, message.id, message.version, index].join(" ");
    const before = begun.get(key);
    if (before && (before.failedAt === undefined || office.monotonic() - before.failedAt < TRY_AGAIN_MILLIS))
      return before.done;
    const done = ask(person, conversation, message, index, action).then((isWell) => {
      if (!isWell) begun.set(key, { done, failedAt: office.monotonic() });
    });
    if (begun.size >= MOST_REMEMBERED) begun.clear();
    begun.set(key, { done });
    office.background(done);
    return done;
  }

  async function ask(
    person: TeamsPerson,
    conversation: Conversation,
    message: Message,
    index: number,
    action: Json,
  ): Promise<boolean> {
    const version = message.version;
    const thread = conversation.kind === "channel" ? { thread: threadOf(message) } : {};
    const answered = await invoke(
      office,
      { person, conversation, ...thread },
      {
        name: "adaptiveCard/action",
        value: { action: { ...action, data: dataOf({ action, inputs: [] }, {}) }, trigger: "automatic" },
        replyToId: message.id,
      },
    );
    if (answered.kind === "problem") return false;
    const isStale = message.version !== version || messageOf(office.world, conversation.id, message.id) !== message;
    if (!isStale && answered.kind === "card" && !message.views[person.id]?.cards[index])
      showOwn(office, message, person.id, { card: { index, card: answered.card } });
    return true;
  }

  return {
    look: async (person, conversation) => {
      const inSight = messagesIn(office.world, conversation.id)
        .flatMap((message) => message.cards.map((card, index) => ({ message, card, index })))
        .filter((one) => one.card.refresh !== undefined)
        .slice(-LIMITS.inSight.cards);
      await Promise.all(inSight.map(({ message, index }) => refresh(person, conversation, message, index)));
    },
  };
}

/** The card's refresh, if this person's Teams runs it by itself. */
function refreshFor(card: Card | undefined, person: TeamsPerson, conversation: Conversation): Json | undefined {
  const refresh = card?.refresh;
  if (!isThing(refresh) || !isThing(refresh.action)) return undefined;
  const { userIds } = refresh;
  const isMeant = Array.isArray(userIds)
    ? [person.teamsId, `8:orgid:${person.id}`, person.id].some((one) => userIds.includes(one))
    : conversation.members.length <= LIMITS.personalViews.people;
  return isMeant ? refresh.action : undefined;
}
