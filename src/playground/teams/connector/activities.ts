/** Sending, changing and deleting: /v3/conversations/{id}/activities */
import type { Json } from "../activity.ts";
import { LIMITS } from "../limits.ts";
import { botId, messageOf, threadOf } from "../lookup.ts";
import { change, type Draft, draftFrom, post, remove } from "../messages.ts";
import type { Office } from "../office.ts";
import type { Conversation } from "../world.ts";
import { type Answer, REFUSALS } from "./answer.ts";
import { type Call, writablePlaceOf } from "./call.ts";

type Read = { readonly draft: Draft } | { readonly refusal: Answer };

export function readDraft(office: Office, body: Json, bytes: number): Read {
  if (bytes > LIMITS.message.bytes) return { refusal: REFUSALS.tooBig() };
  if (body.type !== "message") return { refusal: REFUSALS.badSyntax(`Unknown activity type ${String(body.type)}`) };
  const drafting = draftFrom(office, body);
  return drafting.ok ? { draft: drafting.draft } : { refusal: REFUSALS.badSyntax(drafting.fault) };
}

export function sendToConversation(call: Call): Answer {
  const found = writablePlaceOf(call);
  return "refusal" in found ? found.refusal : send(call, found.conversation, found.thread);
}

export function replyToActivity(call: Call): Answer {
  const found = writablePlaceOf(call);
  if ("refusal" in found) return found.refusal;
  const { conversation } = found;
  if (conversation.kind !== "channel") return send(call, conversation, undefined);
  const answered = messageOf(call.office.world, conversation.id, call.item);
  const thread = found.thread ?? (answered && threadOf(answered));
  return thread === undefined ? REFUSALS.noActivity() : send(call, conversation, thread);
}

function send({ office, body, bytes }: Call, conversation: Conversation, thread: string | undefined): Answer {
  // Shows that somebody is writing; nothing stays of it.
  if (body.type === "typing") return { status: 201, body: { id: office.nextMessageId() } };
  const read = readDraft(office, body, bytes);
  if ("refusal" in read) return read.refusal;
  if (thread !== undefined && !messageOf(office.world, conversation.id, thread)) return REFUSALS.noConversation();
  return { status: 201, body: { id: post(office, conversation, read.draft, thread).id } };
}

export function updateActivity(call: Call): Answer {
  const found = ownMessage(call);
  if ("refusal" in found) return found.refusal;
  const read = readDraft(call.office, call.body, call.bytes);
  if ("refusal" in read) return read.refusal;
  change(call.office, found.message, read.draft);
  return { status: 200, body: { id: found.message.id } };
}

export function deleteActivity(call: Call): Answer {
  const found = ownMessage(call);
  if ("refusal" in found) return found.refusal;
  remove(call.office, found.conversation, found.message);
  return { status: 200 };
}

function ownMessage(call: Call) {
  const found = writablePlaceOf(call);
  if ("refusal" in found) return found;
  const message = messageOf(call.office.world, found.conversation.id, call.item);
  if (!message) return { refusal: REFUSALS.noActivity() };
  if (message.author !== botId(call.office.world)) return { refusal: REFUSALS.forbidden("The message is another's.") };
  return { message, conversation: found.conversation };
}
