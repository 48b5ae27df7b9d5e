/** A Slack with many shared channels and several teams of people, so that many onboardings run side by side. */
import type { WorldSeed } from "../../../src/playground/slack/world.ts";

const carrierTeam = "T0CARRIER";
const resellerTeam = "T0PRAIRIE";
export const botUser = "U0BOT";

/** The people of one onboarding; each has only one form open at a time, so teams share nobody. */
export interface Team {
  readonly manager: string;
  readonly lead: string;
  readonly regulatory: string;
}

export const teamOf = (number: number): Team => ({
  manager: `U0MANAGER${number}`,
  lead: `U0LEAD${number}`,
  regulatory: `U0REGULATORY${number}`,
});

export const channelNumbered = (number: number): string => `C0SHARED${number}`;
export const placeOf = (channel: string): string => `slack:${carrierTeam}:${channel}`;
export const accountOf = (carrierUser: string): string => `slack:${carrierTeam}:${carrierUser}`;

const person = (id: string, teamId: string, realName: string): WorldSeed["users"][number] => ({
  id,
  teamId,
  name: realName.toLowerCase().replaceAll(" ", "."),
  realName,
});

/** The last team's service manager cannot be written to directly, so that the channel stands in. */
export function workspace(teams: number, channels: number): WorldSeed {
  const all = Array.from({ length: teams }, (_, number) => teamOf(number));
  const people = all.flatMap((team) => [team.manager, team.lead, team.regulatory]);
  return {
    app: { id: "A0ONBOARD", name: "Onboarding", teamId: carrierTeam, botUserId: botUser, botId: "B0BOT" },
    teams: [
      { id: carrierTeam, name: "Northline Carrier", domain: "northline", appInstalled: true },
      { id: resellerTeam, name: "Prairie Telecom", domain: "prairie-telecom", appInstalled: false },
    ],
    users: [
      { id: botUser, teamId: carrierTeam, name: "onboarding", realName: "Onboarding", isBot: true },
      ...all.flatMap((team, number) => [
        {
          ...person(team.manager, carrierTeam, `Manager ${number}`),
          ...(number === teams - 1 ? { directMessagesRefusedWith: "cannot_dm_user" } : {}),
        },
        person(team.lead, resellerTeam, `Lead ${number}`),
        person(team.regulatory, resellerTeam, `Regulatory ${number}`),
      ]),
    ],
    channels: Array.from({ length: channels }, (_, number) => ({
      id: channelNumbered(number),
      name: `shared-${number}`,
      kind: number % 3 === 2 ? ("private" as const) : ("public" as const),
      teamId: carrierTeam,
      sharedWith: [resellerTeam],
      members: [botUser, ...people],
    })),
  };
}
