/** Events that the app hears of: https://docs.slack.dev/apis/events-api */

import type { Outcome } from "../outcome.ts";
import { isExternallyShared, isForeign, isMember, knownUser } from "./lookup.ts";
import { viewForApps } from "./modals.ts";
import { mentionsIn } from "./mrkdwn.ts";
import type { Office } from "./office.ts";
import { eventParcel, send } from "./sending.ts";
import type { Channel, Message, User } from "./world.ts";

/** An event's name in the app's settings, and the scope that it takes. */
const SCOPE_OF: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  "message.im": "im:history",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  channel_left: "channels:read",
  group_left: "groups:read",
  channel_archive: "channels:read",
  group_archive: "groups:read",
  channel_unarchive: "channels:read",
  group_unarchive: "groups:read",
  channel_deleted: "channels:read",
  group_deleted: "groups:read",
};

/** What becomes of a public channel is told to every app that asked, in the channel or not; of a private one to its members. */
const TOLD_TO_ALL: ReadonlySet<string> = new Set(["channel_archive", "channel_unarchive", "channel_deleted"]);

/** https://docs.slack.dev/reference/events: private channels are still called groups there. */
const FAMILY = { im: "channel", public: "channel", private: "group" } as const;

const MESSAGE_EVENT = { im: "message.im", public: "message.channels", private: "message.groups" } as const;
const CHANNEL_TYPE = { im: "im", public: "channel", private: "group" } as const;

/** Tells the app of a message by a person: as message event, and as mention where it was mentioned in a channel. */
export function announceMessage(office: Office, channel: Channel, message: Message): void {
  const { app } = office.world;
  const event = messageEvent(office, channel, message);
  deliver(
    office,
    MESSAGE_EVENT[channel.kind],
    { ...event, type: "message", channel_type: CHANNEL_TYPE[channel.kind] },
    channel,
  );
  if (channel.kind !== "im" && mentionsIn(message.text).includes(app.botUserId)) {
    deliver(office, "app_mention", { ...event, type: "app_mention" }, channel);
  }
}

/** Slack tells an app of its own messages too; Bolt drops them by itself. */
export function announceBotMessage(office: Office, channel: Channel, message: Message): void {
  const { app } = office.world;
  const event = {
    ...messageEvent(office, channel, message),
    type: "message",
    bot_id: app.botId,
    app_id: app.id,
    channel_type: CHANNEL_TYPE[channel.kind],
    ...(message.metadata ? { metadata: message.metadata } : {}),
  };
  deliver(office, MESSAGE_EVENT[channel.kind], event, channel);
}

function messageEvent(office: Office, channel: Channel, message: Message): Record<string, unknown> {
  const author = knownUser(office.world, message.user);
  return {
    user: message.user,
    ts: message.ts,
    event_ts: message.ts,
    client_msg_id: office.nextId("m"),
    text: message.text,
    team: author.teamId,
    ...(isExternallyShared(channel)
      ? { user_team: author.teamId, source_team: author.teamId, user_profile: profileOf(author) }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    channel: channel.id,
  };
}

function profileOf(user: User): Record<string, unknown> {
  return {
    name: user.name,
    real_name: user.realName,
    display_name: user.realName,
    team: user.teamId,
    is_restricted: user.isRestricted,
  };
}

export function announceJoin(office: Office, channel: Channel, userId: string): void {
  const user = knownUser(office.world, userId);
  const event = {
    type: "member_joined_channel",
    user: userId,
    channel: channel.id,
    channel_type: "C",
    team: user.teamId,
    event_ts: office.nextTs(),
  };
  deliver(office, "member_joined_channel", event, channel);
}

/**
 * That the app's own bot was removed is told by an event of its own, which names nobody, and not by `member_left_channel`:
 * https://github.com/slackapi/bolt-js/issues/1847
 */
export function announceLeave(office: Office, channel: Channel, userId: string): void {
  if (userId === office.world.app.botUserId) {
    const type = `${FAMILY[channel.kind]}_left`;
    deliver(office, type, { type, channel: channel.id, event_ts: office.nextTs() }, channel);
    return;
  }
  const user = knownUser(office.world, userId);
  const event = {
    type: "member_left_channel",
    user: userId,
    channel: channel.id,
    channel_type: "C",
    team: user.teamId,
    event_ts: office.nextTs(),
  };
  deliver(office, "member_left_channel", event, channel);
}

export function announceArchive(office: Office, channel: Channel, userId: string): void {
  const type = `${FAMILY[channel.kind]}_${channel.archived ? "archive" : "unarchive"}`;
  deliver(office, type, { type, channel: channel.id, user: userId, is_moved: 0, event_ts: office.nextTs() }, channel);
}

export function announceDeletion(office: Office, channel: Channel): void {
  const type = `${FAMILY[channel.kind]}_deleted`;
  deliver(office, type, { type, channel: channel.id, event_ts: office.nextTs() }, channel);
}

export function announceHomeOpened(office: Office, userId: string, channelId: string): void {
  const home = office.world.homes[userId];
  const event = {
    type: "app_home_opened",
    user: userId,
    channel: channelId,
    tab: "home",
    event_ts: office.nextTs(),
    ...(home ? { view: viewForApps(office, home) } : {}),
  };
  deliver(office, "app_home_opened", event);
}

/** Sends an event if the app subscribed to it, has its scope and is where it happened. */
function deliver(office: Office, name: string, event: Readonly<Record<string, unknown>>, channel?: Channel): void {
  const { world, settings } = office;
  if (office.faults.eventsStopped || !office.bot() || !settings.events.includes(name)) return;
  const scope = SCOPE_OF[name];
  if (scope && !settings.scopes.includes(scope)) return;
  if (channel && !TOLD_TO_ALL.has(name) && !isMember(channel, world.app.botUserId)) return;
  office.background(deliverWithRetries(office, envelope(office, event, channel)));
}

/** https://docs.slack.dev/apis/events-api#event-type-structure and, for shared channels, https://docs.slack.dev/apis/slack-connect */
function envelope(
  office: Office,
  event: Readonly<Record<string, unknown>>,
  channel?: Channel,
): Record<string, unknown> {
  const { app } = office.world;
  const author = typeof event.user === "string" ? knownUser(office.world, event.user) : undefined;
  const shared = channel !== undefined && isExternallyShared(channel);
  return {
    token: "local-verification-token",
    // The workspace it came from; the one it is meant for stands in `authorizations` and `context_team_id`.
    team_id: shared && author && isForeign(office.world, author) ? author.teamId : app.teamId,
    context_team_id: app.teamId,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: office.nextId("Ev"),
    event_time: Math.trunc(office.now().getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: app.teamId, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: shared,
    event_context: `4-${office.nextId("Ec")}`,
  };
}

/** Up to three times more, unless the bot says `X-Slack-No-Retry: 1`: https://docs.slack.dev/apis/events-api#retries */
async function deliverWithRetries(office: Office, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const parcel = eventParcel(payload);
  let outcome: Outcome = await send(office, parcel);
  for (const [index, delay] of office.settings.eventRetryDelays.entries()) {
    if (isTaken(outcome) || office.closing.aborted) return;
    const reason = outcome.kind === "answered" ? "http_error" : outcome.kind;
    await pause(delay, office.closing);
    if (office.closing.aborted) return;
    outcome = await send(office, parcel, index + 1, reason);
  }
}

function isTaken(outcome: Outcome): boolean {
  if (outcome.kind !== "answered") return false;
  return (outcome.status >= 200 && outcome.status < 300) || outcome.headers["x-slack-no-retry"] === "1";
}

function pause(millis: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      closing.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, millis);
    closing.addEventListener("abort", end);
  });
}
