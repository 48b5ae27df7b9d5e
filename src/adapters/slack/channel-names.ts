/**
 * What channels are called. A command in a private channel says `privategroup` in the name's place, and a mention says nothing, so
 * that Slack is asked: https://docs.slack.dev/reference/methods/conversations.info
 */
import { z } from "zod";
import type { Log } from "../../ports/log.ts";
import { soon } from "../chat/soon.ts";
import type { Stopwatch } from "../chat/stopwatch.ts";
import { asking } from "./errors.ts";
import { isDirectChannel } from "./ids.ts";
import type { WebClient } from "./web.ts";

const channelSchema = z.object({ name: z.string().optional() });

/** What Slack writes in the place of names that it does not tell. */
const placeholders: ReadonlySet<string> = new Set(["", "directmessage", "privategroup"]);

/** A name that people use; the one that Slack makes up for a group conversation (`mpdm-…`) is nobody's word for it. */
export const isChannelName = (name: string | null | undefined): name is string =>
  name != null && !placeholders.has(name) && !name.startsWith("mpdm-");

export interface ChannelNames {
  /** `told` where it is a name already; undefined where Slack does not say in time. Never throws. */
  nameOf(channel: string, told?: string | null): Promise<string | undefined>;
}

/** A name is a nicety: a command has to be answered within three seconds, and this is one of several things to do in them. */
const longestMs = 700;
const keptMs = 60 * 60_000;
const mostKept = 5_000;

interface Kept {
  readonly until: number;
  readonly name: Promise<string | undefined>;
}

export function createChannelNames(client: WebClient, { now }: Pick<Stopwatch, "now">, log: Log): ChannelNames {
  const kept = new Map<string, Kept>();

  async function ask(channel: string): Promise<string | undefined> {
    try {
      const { channel: found } = await asking("conversations.info", () => client.conversations.info({ channel }));
      const { name } = channelSchema.parse(found);
      return isChannelName(name) ? name : undefined;
    } catch (error) {
      log.debug({ channel }, `A channel could not be named: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  function keep(channel: string, name: Promise<string | undefined>): Promise<string | undefined> {
    kept.delete(channel);
    kept.set(channel, { name, until: now() + keptMs });
    const [oldest] = kept.size > mostKept ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return name;
  }

  return {
    async nameOf(channel, told) {
      if (isChannelName(told)) return told;
      if (isDirectChannel(channel)) return undefined;
      const known = kept.get(channel);
      const name = known && known.until > now() ? known.name : keep(channel, ask(channel));
      const found = await soon(name, longestMs);
      return found === "late" ? undefined : found;
    },
  };
}
