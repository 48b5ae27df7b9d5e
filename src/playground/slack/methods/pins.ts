/** https://docs.slack.dev/reference/methods?family=pins */
import { LIMITS } from "../limits.ts";
import { messageAt } from "../lookup.ts";
import { messageForApps } from "../messages.ts";
import type { Office } from "../office.ts";
import { joinedChannel } from "./access.ts";
import { type Answer, type Args, type Methods, refuse, textOf } from "./method.ts";

export const pinMethods: Methods = {
  "pins.add": { tier: "tier2", scopes: ["pins:write"], run: add },
  "pins.remove": { tier: "tier2", scopes: ["pins:write"], run: remove },
  "pins.list": { tier: "tier2", scopes: ["pins:read"], run: list },
};

function add(office: Office, args: Args): Answer {
  const channel = joinedChannel(office, args);
  if ("ok" in channel) return channel;
  const ts = textOf(args, "timestamp");
  if (!ts) return refuse("no_item_specified");
  const message = messageAt(office.world, channel.id, ts);
  if (!message || message.onlyFor) return refuse("message_not_found");
  if (channel.pins.some((pin) => pin.ts === ts)) return refuse("already_pinned");
  if (channel.pins.length >= LIMITS.pins) return refuse("too_many_pins");
  channel.pins.push({ ts, by: office.world.app.botUserId, at: Math.trunc(office.now().getTime() / 1000) });
  office.changed();
  return { ok: true };
}

function remove(office: Office, args: Args): Answer {
  const channel = joinedChannel(office, args);
  if ("ok" in channel) return channel;
  const ts = textOf(args, "timestamp");
  if (!ts) return refuse("no_item_specified");
  if (!channel.pins.some((pin) => pin.ts === ts)) return refuse("no_pin");
  channel.pins = channel.pins.filter((pin) => pin.ts !== ts);
  office.changed();
  return { ok: true };
}

function list(office: Office, args: Args): Answer {
  const channel = joinedChannel(office, args);
  if ("ok" in channel) return channel;
  return {
    ok: true,
    items: channel.pins.flatMap((pin) => {
      const message = messageAt(office.world, channel.id, pin.ts);
      if (!message) return [];
      return [
        {
          type: "message",
          channel: channel.id,
          created: pin.at,
          created_by: pin.by,
          message: messageForApps(office.world, channel, message),
        },
      ];
    }),
  };
}
