/** What channels are called: messages leave it out, and only some events say it, so that the team is asked. */
import { z } from "zod";
import type { Log } from "../../ports/log.ts";
import { soon } from "../chat/soon.ts";
import type { References } from "./references.ts";

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#get-the-list-of-channels-in-a-team */
const channelsSchema = z.object({
  conversations: z.array(z.object({ id: z.string(), name: z.string().nullish() })).max(2_000),
});

export interface ChannelNames {
  /** Undefined where nobody says it in time. Never throws. */
  nameOf(channel: string, team: string, serviceUrl: string): Promise<string | undefined>;
}

export interface ChannelNameTools {
  readonly references: References;
  /** @throws PlatformTrouble */
  readonly channels: (team: string, serviceUrl: string) => Promise<unknown>;
  readonly now: () => number;
  readonly log: Log;
}

/** A name is a nicety that an answer does not wait long for. */
const longestMs = 1_500;
const askedAgainMs = 60 * 60_000;
const mostTeams = 1_000;

export function createChannelNames({ references, channels, now, log }: ChannelNameTools): ChannelNames {
  const asked = new Map<string, { readonly at: number; readonly answer: Promise<void> }>();

  async function ask(team: string, serviceUrl: string): Promise<void> {
    try {
      const { conversations } = channelsSchema.parse(await channels(team, serviceUrl));
      // The first channel of a team has the team's id, and no name of its own.
      const named = conversations.map(({ id, name }) => ({ id, name: name?.trim() || (id === team ? "General" : "") }));
      await Promise.all(
        named
          .filter(({ id, name }) => name !== "" && references.place(id) !== undefined)
          .map(({ id, name }) => references.keepPlace(id, { name })),
      );
    } catch (error) {
      log.debug({ team }, `A team's channels could not be named: ${error instanceof Error ? error.message : ""}`);
    }
  }

  return {
    async nameOf(channel, team, serviceUrl) {
      const last = asked.get(team);
      if (!last || last.at + askedAgainMs < now()) {
        if (asked.size >= mostTeams) asked.clear();
        asked.set(team, { at: now(), answer: ask(team, serviceUrl) });
      }
      await soon(asked.get(team)?.answer ?? Promise.resolve(), longestMs);
      return references.place(channel)?.name;
    },
  };
}
