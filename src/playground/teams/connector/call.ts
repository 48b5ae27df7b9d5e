/** A call by the bot, and what stands for it in the world. */
import type { Json } from "../activity.ts";
import { partsOf, teamOf } from "../lookup.ts";
import type { Office } from "../office.ts";
import type { Conversation } from "../world.ts";
import { type Answer, REFUSALS } from "./answer.ts";

export interface Call {
  readonly office: Office;
  /** As the path names it, thread and all. */
  readonly conversation: string;
  /** The activity or the member that the path names. */
  readonly item: string;
  readonly body: Json;
  /** Bytes of the body as it came. */
  readonly bytes: number;
  readonly query: URLSearchParams;
}

export type Found =
  | { readonly conversation: Conversation; readonly thread: string | undefined }
  | { readonly refusal: Answer };

/** The conversation of a call, if the bot may act there. */
export function placeOf({ office, conversation: reference }: Call): Found {
  const { id, thread } = partsOf(reference);
  const conversation = office.world.conversations.find((one) => one.id === id);
  if (!conversation || conversation.deleted) return { refusal: REFUSALS.noConversation() };
  if (!conversation.hasBot) return { refusal: REFUSALS.notInRoster() };
  return { conversation, thread };
}

/** As {@link placeOf}, where nothing may be written in an archived team. */
export function writablePlaceOf(call: Call): Found {
  const found = placeOf(call);
  if ("refusal" in found) return found;
  if (teamOf(call.office.world, found.conversation)?.archived)
    return { refusal: REFUSALS.forbidden("The team is archived.") };
  return found;
}
