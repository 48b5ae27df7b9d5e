/** Teams' activities as visitors, places, words and request keys. */
import { createHash } from "node:crypto";
import type { Visitor, Where } from "../../application/front.ts";
import { type AccountId, type PlaceId, type RequestKey, requestKey } from "../../domain/ids.ts";
import type { Action } from "../../views/actions.ts";
import type { FormValues } from "../../views/vocabulary.ts";
import { mentionsIn, type TeamsActivity } from "./activities.ts";
import type { Met } from "./directory.ts";
import { accountOf, companyOf, placeOf } from "./ids.ts";
import { withoutThread } from "./references.ts";

/** The bot, and the company that it is the bot of. */
export interface Identity {
  readonly appId: string;
  /** The tenant that the app belongs to: the carrier's. */
  readonly tenant: string;
  /** As conversations know the bot. */
  readonly botId: string;
}

export type Kind = "channel" | "groupChat" | "personal";

/** Teams says it nearly always; where it does not, the id does. */
export function kindOf({ conversation }: TeamsActivity): Kind {
  if (conversation.conversationType) return conversation.conversationType;
  if (!conversation.id.startsWith("19:")) return conversation.isGroup ? "groupChat" : "personal";
  return conversation.id.includes("@thread.v2") ? "groupChat" : "channel";
}

/** Microsoft's ids are the same in either case; ours are in lower case. */
const lower = (id: string | undefined): string | undefined => id?.toLowerCase();

/** Every tenant that an activity speaks of. */
export const tenantsOf = ({ from, conversation, channelData }: TeamsActivity): readonly string[] => [
  ...new Set([from?.tenantId, conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined)),
];

/** The person behind an activity; undefined where it is none of flesh and blood. */
export function metIn(activity: TeamsActivity): Met | undefined {
  const { from, conversation, channelData, serviceUrl } = activity;
  if (!from?.aadObjectId || from.role === "bot") return undefined;
  return {
    aad: from.aadObjectId.toLowerCase(),
    userId: from.id,
    name: from.name,
    serviceUrl,
    conversation: withoutThread(conversation.id),
    kind: kindOf(activity),
    isShared: channelData?.channel?.type?.toLowerCase() === "shared",
    ownTenant: lower(from.tenantId),
    tenant: lower(channelData?.tenant?.id),
    conversationTenant: lower(conversation.tenantId),
  };
}

/** Identity comes from the signed activity and the roster alone, never from what a card carries. */
export const visitorOf = (us: Identity, met: Met, tenant: string, name: string | undefined): Visitor => ({
  account: accountOf(tenant, met.aad),
  name: name || met.name || met.aad,
  company: companyOf(tenant),
  installedAt: companyOf(us.tenant),
  platform: "teams",
});

export const placeIn = (us: Identity, conversation: string): PlaceId => placeOf(us.tenant, conversation);

export function whereOf(us: Identity, activity: TeamsActivity, name: string | undefined): Where {
  if (kindOf(activity) === "personal") return { in: "direct" };
  return { in: "place", place: placeIn(us, activity.conversation.id), ...(name ? { name } : {}) };
}

const isUs = (us: Identity, activity: TeamsActivity, id: string | undefined): boolean =>
  id !== undefined && (id === us.botId || id === activity.recipient?.id || id === us.appId);

const mentionsOfUs = (us: Identity, activity: TeamsActivity) =>
  mentionsIn(activity).filter(({ mentioned }) => isUs(us, activity, mentioned?.id));

/** Whether a person wrote it to the bot: one to one, or naming it. Where an app may read a whole channel, the rest is not meant for it. */
export const isSaid = (us: Identity, activity: TeamsActivity): boolean =>
  metIn(activity) !== undefined &&
  !isUs(us, activity, activity.from?.id) &&
  activity.from?.id.startsWith("28:") !== true &&
  (kindOf(activity) === "personal" || mentionsOfUs(us, activity).length > 0);

/** A press that Teams brings as a message without words: a button that our cards do not have any more. */
export const isPressOfOld = (us: Identity, activity: TeamsActivity): boolean =>
  metIn(activity) !== undefined &&
  !isUs(us, activity, activity.from?.id) &&
  activity.value !== undefined &&
  activity.value !== null &&
  (activity.text ?? "").trim() === "";

const entities: Readonly<Record<string, string>> = { nbsp: " ", lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/** The words without the mentions of the bot; other people are named as they are seen. */
export function wordsSaid(us: Identity, activity: TeamsActivity): string {
  let words = activity.text ?? "";
  for (const { text } of mentionsOfUs(us, activity)) if (text) words = words.replace(text, " ");
  words = words.replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/g, "@$1");
  // In plain text a bracket is what somebody typed.
  if (activity.textFormat === "xml") words = words.replace(/<br\s*\/?>/gi, "\n").replace(/<\/?[a-z][^<>]*>/gi, " ");
  return words
    .replace(/&(nbsp|lt|gt|quot|#39|amp);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll("\u00A0", " ")
    .replace(/[^\S\n]+/g, " ")
    .trim()
    .replace(/^[,:]\s*/, "");
}

const digestOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);

/** One message, however often it is delivered. */
export const messageKey = ({ conversation, id }: TeamsActivity): string | undefined =>
  id === undefined ? undefined : `${withoutThread(conversation.id)}:${id}`;

export const messageRequest = (activity: TeamsActivity): RequestKey =>
  requestKey(`teams:message:${withoutThread(activity.conversation.id)}:${activity.id ?? digestOf(activity)}`);

/** One press: an invoke that Teams sends again keeps its id, and a second press has another. */
export const pressRequest = (account: AccountId, { replyToId, id }: TeamsActivity, action: Action): RequestKey =>
  requestKey(`teams:press:${account}:${replyToId ?? ""}:${digestOf(action)}:${id ?? ""}`);

/** One form as it was filled in: put right after its errors, it is another request. */
export const submitRequest = (instance: string, values: FormValues): RequestKey =>
  requestKey(`teams:submit:${instance}:${digestOf(values)}`);

/** An invoke that is sent again is answered as before, to the same person and in the same place only. */
export const invokeKey = ({ conversation, from, name, id }: TeamsActivity): string | undefined =>
  id === undefined ? undefined : [conversation.id, from?.aadObjectId ?? from?.id, name, id].join(" ");
