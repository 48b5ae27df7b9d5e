/** Teams and their channels: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
import type { Conversation, Team } from "../world.ts";
import { type Answer, REFUSALS } from "./answer.ts";
import type { Call } from "./call.ts";

interface Found {
  readonly team: Team;
  readonly channels: readonly Conversation[];
}

/** The team of that id, if the app is in any channel of it. */
function teamOf({ office, conversation: id }: Call): Found | undefined {
  const team = office.world.teams.find((one) => one.id === id);
  const channels = office.world.conversations.filter((one) => one.teamId === id && !one.deleted);
  return team && channels.some((one) => one.hasBot) ? { team, channels } : undefined;
}

export function fetchTeamDetails(call: Call): Answer {
  const found = teamOf(call);
  if (!found) return REFUSALS.notInRoster();
  const { id, name, groupId, tenantId } = found.team;
  const channelCount = found.channels.length + 1;
  return { status: 200, body: { id, name, aadGroupId: groupId, tenantId, channelCount } };
}

/** The General channel has the team's id and, so that everybody reads it in their language, no name. */
export function fetchChannelList(call: Call): Answer {
  const found = teamOf(call);
  if (!found) return REFUSALS.notInRoster();
  const channels = found.channels.map(({ id, name, sharedWith }) => ({
    ...{ id, name },
    type: sharedWith.length > 0 ? "shared" : "standard",
  }));
  return { status: 200, body: { conversations: [{ id: found.team.id, type: "standard" }, ...channels] } };
}
