/** Which conversation a call is about, which scopes it then needs, and whether the bot may be there. */
import { channelOf, directChannel, isMember, userOf } from "../lookup.ts";
import type { Office } from "../office.ts";
import type { Channel } from "../world.ts";
import { type Args, type Refusal, refuse, textOf } from "./method.ts";

const SCOPE_PREFIX = { public: "channels", private: "groups", im: "im" } as const;

/** `channels:read` for a public channel, `groups:read` for a private one, `im:read` for a direct message. */
export function scopesByKind(right: "read" | "history") {
  return (office: Office, args: Args): readonly string[] => {
    const channel = channelOf(office.world, args.channel);
    if (channel) return [`${SCOPE_PREFIX[channel.kind]}:${right}`];
    return Object.values(SCOPE_PREFIX).map((prefix) => `${prefix}:${right}`);
  };
}

/** A conversation that the bot may see; others look as if they didn't exist. */
export function visibleChannel(office: Office, args: Args): Channel | Refusal {
  const channel = channelOf(office.world, textOf(args, "channel"));
  if (!channel) return refuse("channel_not_found");
  if (channel.kind !== "public" && !isMember(channel, office.world.app.botUserId)) return refuse("channel_not_found");
  return channel;
}

/** A conversation that the bot is in. */
export function joinedChannel(office: Office, args: Args): Channel | Refusal {
  const channel = visibleChannel(office, args);
  if ("ok" in channel) return channel;
  return isMember(channel, office.world.app.botUserId) ? channel : refuse("not_in_channel");
}

/** As {@link joinedChannel}, and open for writing; a person's id stands for the direct message with them. */
export function writableChannel(office: Office, args: Args): Channel | Refusal {
  const reference = textOf(args, "channel");
  const channel = userOf(office.world, reference) ? openDirect(office, reference) : joinedChannel(office, args);
  if ("ok" in channel) return channel;
  return channel.archived ? refuse("is_archived") : channel;
}

/** The direct message between the bot and a person, begun if there was none. */
export function openDirect(office: Office, userId: unknown): Channel | Refusal {
  const { world } = office;
  const user = userOf(world, userId);
  if (!user || user.isBot) return refuse(user ? "cannot_dm_bot" : "user_not_found");
  if (user.deactivated) return refuse("user_disabled");
  if (user.directMessagesRefusedWith !== undefined) return refuse(user.directMessagesRefusedWith);
  const existing = directChannel(world, user.id);
  if (existing) return existing;
  const channel: Channel = {
    id: office.nextId("D"),
    name: "",
    kind: "im",
    teamId: world.app.teamId,
    sharedWith: user.teamId === world.app.teamId ? [] : [user.teamId],
    members: [user.id, world.app.botUserId],
    topic: "",
    archived: false,
    created: Math.trunc(office.now().getTime() / 1000),
    pins: [],
    readUpTo: {},
  };
  world.channels.push(channel);
  office.changed();
  return channel;
}
