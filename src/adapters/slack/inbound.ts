/** Slack's payloads as visitors, places, actions and forms. */
import { createHash } from "node:crypto";
import type { Visitor, Where } from "../../application/front.ts";
import { type PlaceId, type RequestKey, requestKey } from "../../domain/ids.ts";
import type { Directory } from "../../ports/directory.ts";
import { type Action, actionSchema, type FormRef } from "../../views/actions.ts";
import type { FormValues } from "../../views/vocabulary.ts";
import { isChannelName } from "./channel-names.ts";
import { valuesOf } from "./form-values.ts";
import {
  accountOf,
  channelOf,
  companyOfTeam,
  isDirectChannel,
  isOfSlack,
  organisationOf,
  placeOf,
  teamOfCompany,
  unknownTeam,
} from "./ids.ts";
import { type Memory, readMemory } from "./memory.ts";
import type { CommandPayload, EventPayload, PressPayload, SubmissionPayload, ViewPayload } from "./payloads.ts";
import { installationSchema } from "./payloads.ts";
import type { Identity } from "./web.ts";

type Us = Pick<Identity, "team" | "enterprise" | "bot" | "botUser">;

function visitorOf(us: Us, team: string, user: string, name: string): Visitor {
  return {
    account: accountOf(team, user),
    name: name || user,
    company: companyOfTeam(team),
    installedAt: companyOfTeam(us.team),
    platform: "slack",
    // A slash command is seen only where the app is installed: https://github.com/slackapi/bolt-python/issues/767
    ...(team === us.team ? {} : { onlyMentions: true }),
  };
}

/** `called`: what the channel is called, or what Slack writes where it does not say; kept as `#prairie-telecom`. */
export function whereOf(us: Us, channel: string, called?: string | null): Where {
  if (isDirectChannel(channel)) return { in: "direct" };
  return { in: "place", place: placeOf(us.team, channel), ...(isChannelName(called) ? { name: `#${called}` } : {}) };
}

/**
 * The workspace whose installation of the app a payload is for. In a modal `team` is the presser's own; Slack says the
 * right one beside it (https://github.com/slackapi/bolt-js/issues/1614). A message of our own bot speaks for itself.
 */
export function installedTeamOf(body: unknown, us: Us): string | undefined {
  const parsed = installationSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { view, authorizations, message, team, team_id } = parsed.data;
  if (view?.app_installed_team_id) return view.app_installed_team_id;
  if (authorizations?.length) {
    return authorizations.some((one) => one.team_id === us.team) ? us.team : (authorizations[0]?.team_id ?? undefined);
  }
  if (message?.bot_id === us.bot) return us.team;
  return team?.id ?? team_id ?? undefined;
}

/** Slack's entities, links and mentions as the words a person sees. https://docs.slack.dev/messaging/formatting-message-text */
export function wordsTyped(text: string): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign: string, target: string, label?: string) =>
      sign === "" ? (label ?? target).replace(/^mailto:/, "") : `${sign === "#" ? "#" : "@"}${label || target}`,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll("\u00A0", " ")
    .trim();
}

export interface Asked {
  readonly visitor: Visitor;
  readonly where: Where;
  readonly text: string;
  readonly request: RequestKey;
}

/**
 * A command's payload has no `user.team_id`. Only members of a workspace that installed the app see the command, so the
 * workspace where it was typed is the person's own: https://github.com/slackapi/bolt-python/issues/767
 */
export const commandOf = (payload: CommandPayload, us: Us): Asked => ({
  visitor: visitorOf(
    us,
    organisationOf(us, payload.enterprise_id, payload.team_id) ?? payload.team_id,
    payload.user_id,
    payload.user_name,
  ),
  where: whereOf(us, payload.channel_id, payload.channel_name),
  text: wordsTyped(payload.text),
  request: requestKey(`slack:command:${payload.trigger_id}`),
});

/** A person by the workspace that a payload names beside them; without a workspace of their own they belong to no company that we know. */
function personOf(us: Us, directory: Directory, { id, team_id, name, username }: PressPayload["user"]): Visitor {
  const known = directory.known(accountOf(team_id ?? unknownTeam, id));
  const team = organisationOf(us, team_id, known && teamOfCompany(known.company)) ?? unknownTeam;
  return visitorOf(us, team, id, known?.name ?? name ?? username ?? "");
}

export interface Press {
  readonly visitor: Visitor;
  readonly where: Where;
  /** Undefined: the button carries nothing that we understand. */
  readonly action: Action | undefined;
  readonly request: RequestKey;
  readonly memory: Memory;
}

const placeWhere = (place: string | undefined): Where =>
  place ? { in: "place", place: place as PlaceId } : { in: "direct" };

function actionOf(value: string | undefined): Action | undefined {
  if (value === undefined) return undefined;
  try {
    return actionSchema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

export function pressOf(payload: PressPayload, us: Us, directory: Directory): Press {
  const { view, channel, container, message } = payload;
  const [pressed] = payload.actions;
  const memory = view ? readMemory(view.private_metadata) : { round: 0 };
  const on = view?.id ?? container?.message_ts ?? message?.ts ?? "";
  return {
    visitor: personOf(us, directory, payload.user),
    where: channel ? whereOf(us, channel.id, channel.name) : placeWhere(memory.place),
    action: actionOf(pressed?.value),
    request: requestKey(`slack:press:${payload.user.id}:${on}:${pressed?.action_id}:${pressed?.action_ts}`),
    memory,
  };
}

export interface Submission {
  readonly visitor: Visitor;
  readonly ref: FormRef | undefined;
  readonly values: FormValues;
  readonly request: RequestKey;
  readonly memory: Memory;
  readonly view: ViewPayload;
}

/** What was sent, in short: a form sent again after its errors were put right is another request. */
const digestOf = (values: FormValues): string =>
  createHash("sha256").update(JSON.stringify(values)).digest("base64url").slice(0, 12);

export function submissionOf({ user, view }: SubmissionPayload, us: Us, directory: Directory): Submission {
  const memory = readMemory(view.private_metadata);
  const known = (id: string) => directory.known(accountOf(unknownTeam, id))?.account;
  const values = valuesOf(view.state?.values ?? {}, known, memory.people);
  return {
    visitor: personOf(us, directory, user),
    ref: memory.ref,
    values,
    request: requestKey(`slack:submit:${user.id}:${view.id}:${view.hash}:${digestOf(values)}`),
    memory,
    view,
  };
}

/** Whether a person wrote it, just now, and not a bot, an edit, or Slack itself telling of a join. */
export const isSaid = ({ event }: EventPayload, us: Us): boolean =>
  event.user !== undefined &&
  event.user !== us.botUser &&
  // Slackbot tells the bot one to one that it was removed from a channel; it wants no answer.
  event.user !== "USLACKBOT" &&
  event.bot_id === undefined &&
  event.edited === undefined &&
  // A reply that is also sent to the channel is as much a message as any other, and so is one with a file.
  (event.subtype === undefined || event.subtype === "thread_broadcast" || event.subtype === "file_share") &&
  (event.type === "app_mention" || event.channel_type === "im");

/** The words without the mention of the bot that they begin with. */
export function wordsSaid(text: string, us: Us): string {
  const leading = new RegExp(`^\\s*<@${us.botUser}(\\|[^>]*)?>[\\s,:]*`);
  return wordsTyped(text.replace(leading, ""));
}

/**
 * Who caused an event. `user_team` says the company where the channel is shared; the directory knows otherwise. Whoever
 * cannot be placed belongs to an unknown company, which may do nothing.
 */
export async function eventVisitor(
  { event, is_ext_shared_channel }: EventPayload,
  us: Us,
  directory: Directory,
): Promise<Visitor> {
  const user = event.user ?? "";
  if (event.user_team) return personOf(us, directory, { id: user, team_id: event.user_team });
  const unresolved = accountOf(unknownTeam, user);
  const entry = directory.known(unresolved) ?? (await directory.find(unresolved).catch(() => undefined));
  if (entry) return visitorOf(us, teamOfCompany(entry.company), user, entry.name);
  // Only members of the installed workspace see App Home, or a channel that is not shared.
  const ownOnly = event.type === "app_home_opened" || is_ext_shared_channel === false;
  return visitorOf(us, ownOnly ? us.team : unknownTeam, user, "");
}

export const eventRequest = ({ event_id }: EventPayload): RequestKey => requestKey(`slack:event:${event_id}`);

/** The channel in which a person is told privately; none where they are alone with the bot. */
export const channelFor = (memory: Memory): string | undefined => {
  const place = (memory.place ?? memory.ref?.place) as PlaceId | undefined;
  return place !== undefined && isOfSlack(place) ? channelOf(place) : undefined;
};
