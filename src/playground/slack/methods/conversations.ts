/** https://docs.slack.dev/reference/methods?family=conversations */
import { announceJoin } from "../happenings.ts";
import { LIMITS } from "../limits.ts";
import { channelOf, isExternallyShared, isMember, messageAt, messagesIn } from "../lookup.ts";
import { messageForApps } from "../messages.ts";
import type { Office } from "../office.ts";
import type { Channel, Message } from "../world.ts";
import { joinedChannel, openDirect, scopesByKind, visibleChannel } from "./access.ts";
import { type Answer, type Args, flagOf, isRefusal, type Methods, paginate, refuse, textOf } from "./method.ts";

const PAGE = { fallback: LIMITS.history.defaultLimit, max: LIMITS.history.maxLimit };

export const conversationMethods: Methods = {
  "conversations.open": { tier: "tier3", scopes: ["im:write"], run: open },
  "conversations.info": { tier: "tier3", scopes: scopesByKind("read"), run: info },
  "conversations.list": { tier: "tier2", scopes: ["channels:read"], run: listChannels },
  "conversations.members": { tier: "tier4", scopes: scopesByKind("read"), run: members },
  "conversations.history": { tier: "tier3", scopes: scopesByKind("history"), run: history },
  "conversations.replies": { tier: "tier3", scopes: scopesByKind("history"), run: replies },
  "conversations.join": { tier: "tier3", scopes: ["channels:join"], run: join },
};

function open(office: Office, args: Args): Answer {
  const reference = textOf(args, "channel");
  const users = (textOf(args, "users") ?? "").split(",").filter((one) => one !== "");
  if (reference === undefined && users.length === 0) return refuse("users_list_not_supplied");
  if (users.length > 8) return refuse("too_many_users");
  // Group direct messages need a scope of their own, which this app never asks for.
  if (users.length > 1)
    return refuse("missing_scope", { needed: "mpim:write", provided: office.settings.scopes.join(",") });
  const channel = reference === undefined ? openDirect(office, users[0]) : channelOf(office.world, reference);
  if (channel === undefined) return refuse("channel_not_found");
  if ("ok" in channel) return channel;
  if (channel.kind !== "im") return refuse("method_not_supported_for_channel_type");
  return { ok: true, channel: flagOf(args, "return_im") ? channelForApps(office, channel) : { id: channel.id } };
}

function info(office: Office, args: Args): Answer {
  const channel = visibleChannel(office, args);
  if ("ok" in channel) return channel;
  const count = flagOf(args, "include_num_members") ? { num_members: channel.members.length } : {};
  return { ok: true, channel: { ...channelForApps(office, channel), ...count } };
}

function listChannels(office: Office, args: Args): Answer {
  const types = (textOf(args, "types") ?? "public_channel").split(",");
  const kinds = { public: "public_channel", private: "private_channel", im: "im" } as const;
  const bot = office.world.app.botUserId;
  const all = office.world.channels.filter(
    (one) =>
      types.includes(kinds[one.kind]) &&
      (one.kind === "public" || isMember(one, bot)) &&
      !(flagOf(args, "exclude_archived") && one.archived),
  );
  const page = paginate(all, args, PAGE);
  if (isRefusal(page)) return page;
  return {
    ok: true,
    channels: page.items.map((one) => channelForApps(office, one)),
    response_metadata: { next_cursor: page.next },
  };
}

function members(office: Office, args: Args): Answer {
  const channel = visibleChannel(office, args);
  if ("ok" in channel) return channel;
  const page = paginate(channel.members, args, PAGE);
  if (isRefusal(page)) return page;
  return { ok: true, members: page.items, response_metadata: { next_cursor: page.next } };
}

function history(office: Office, args: Args): Answer {
  const channel = joinedChannel(office, args);
  if ("ok" in channel) return channel;
  const roots = messagesIn(office.world, channel.id).filter(
    (one) => !one.onlyFor && (!one.threadTs || one.threadTs === one.ts),
  );
  return pageOfMessages(office, channel, within(roots, args).reverse(), args);
}

function replies(office: Office, args: Args): Answer {
  const channel = joinedChannel(office, args);
  if ("ok" in channel) return channel;
  const root = messageAt(office.world, channel.id, textOf(args, "ts"));
  if (!root || root.onlyFor) return refuse("thread_not_found");
  const rootTs = root.threadTs ?? root.ts;
  const thread = messagesIn(office.world, channel.id).filter(
    (one) => !one.onlyFor && (one.ts === rootTs || one.threadTs === rootTs),
  );
  return pageOfMessages(office, channel, within(thread, args), args);
}

function pageOfMessages(office: Office, channel: Channel, messages: readonly Message[], args: Args): Answer {
  const page = paginate(messages, args, PAGE);
  if (isRefusal(page)) return page;
  const metadata = flagOf(args, "include_all_metadata");
  return {
    ok: true,
    messages: page.items.map((one) => messageForApps(office.world, channel, one, { metadata })),
    has_more: page.next !== "",
    pin_count: channel.pins.length,
    response_metadata: { next_cursor: page.next },
  };
}

/** Timestamps compare as text, since all have the same length. */
function within(messages: readonly Message[], args: Args): Message[] {
  const [oldest, latest] = [bound(textOf(args, "oldest")), bound(textOf(args, "latest"))];
  const inclusive = flagOf(args, "inclusive");
  return messages.filter(({ ts }) => {
    if (oldest !== undefined && (inclusive ? ts < oldest : ts <= oldest)) return false;
    return !(latest !== undefined && (inclusive ? ts > latest : ts >= latest));
  });
}

function bound(ts: string | undefined): string | undefined {
  if (!ts || Number(ts) === 0) return undefined;
  const [seconds = "0", fraction = ""] = ts.split(".");
  return `${seconds.padStart(10, "0")}.${fraction.padEnd(6, "0")}`;
}

function join(office: Office, args: Args): Answer {
  const channel = visibleChannel(office, args);
  if ("ok" in channel) return channel;
  if (channel.kind !== "public") return refuse("method_not_supported_for_channel_type");
  if (channel.archived) return refuse("is_archived");
  const bot = office.world.app.botUserId;
  if (!isMember(channel, bot)) {
    channel.members.push(bot);
    office.changed();
    announceJoin(office, channel, bot);
  }
  return { ok: true, channel: channelForApps(office, channel) };
}

/** https://docs.slack.dev/reference/objects/conversation-object */
function channelForApps(office: Office, channel: Channel): Record<string, unknown> {
  const { app } = office.world;
  const teams = [channel.teamId, ...channel.sharedWith];
  const shared = isExternallyShared(channel);
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_im: channel.kind === "im",
    is_mpim: false,
    is_private: channel.kind !== "public",
    is_org_shared: false,
    is_shared: shared,
    is_ext_shared: shared,
    is_pending_ext_shared: false,
    context_team_id: app.teamId,
    shared_team_ids: teams,
    ...(shared
      ? {
          connected_team_ids: channel.sharedWith,
          conversation_host_id: channel.teamId,
          internal_team_ids: [channel.teamId],
        }
      : {}),
  };
  if (channel.kind === "im") {
    return { ...common, user: channel.members.find((one) => one !== app.botUserId), is_user_deleted: false };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_general: false,
    is_member: isMember(channel, app.botUserId),
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}
