/** A Slack and a Teams in which every run has people, a channel and a conversation of its own. */
import { createHash } from "node:crypto";
import { defaultSeed as slackTown } from "../../../src/playground/slack/seed.ts";
import type { WorldSeed as SlackSeed } from "../../../src/playground/slack/world.ts";
import { personalChatId, defaultSeed as teamsTown } from "../../../src/playground/teams/seed.ts";
import type { WorldSeed as TeamsSeed } from "../../../src/playground/teams/world.ts";

/** In each company, and where they have an account; `chat`: the bot can write to them one to one in Teams from the start. */
const cast = {
  sam: { name: "Sam Ortega", of: "carrier", slack: true, teams: true, chat: true },
  dana: { name: "Dana Whitfield", of: "carrier", slack: true, teams: true, chat: true },
  tess: { name: "Tess Kim", of: "carrier", slack: false, teams: true, chat: false },
  riley: { name: "Riley Chen", of: "carrier", slack: true, teams: false, chat: false },
  nadia: { name: "Nadia Brooks", of: "reseller", slack: true, teams: true, chat: false },
  tom: { name: "Tom Okafor", of: "reseller", slack: true, teams: true, chat: false },
  ines: { name: "Ines Duarte", of: "reseller", slack: true, teams: false, chat: false },
} as const;
export type Who = keyof typeof cast;
export const everybody = Object.keys(cast) as Who[];
export const sideOf = (who: Who): "carrier" | "reseller" => cast[who].of;
export const nameOf = (who: Who): string => cast[who].name;
export const isIn = (who: Who, platform: "slack" | "teams"): boolean => cast[who][platform];

const carrierTeam = "T0CARRIER";
const resellerTeam = "T0PRAIRIE";
export const carrierTenant = teamsTown.app.tenantId;
/** Nadia is a guest of the carrier's tenant, Tom comes from his own. */
export const resellerTenant = "7b2e9a44-1c3d-4f68-8e5b-2a9d0c71f3e2";

const hex = (text: string): string => createHash("sha256").update(text).digest("hex");
const guid = (text: string): string =>
  hex(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, (_, a, b, c, d, e) => [a, b, c, d, e].join("-"));

/** The carrier's people work on many onboardings: so many teams of theirs take turns. Each reseller has people of its own. */
const carrierTeams = 5;
const teamOf = (who: Who, run: number): number => (sideOf(who) === "carrier" ? run % carrierTeams : run);
export const slackIdOf = (who: Who, run: number): string => `U0${who.toUpperCase()}${teamOf(who, run)}`;
export const teamsIdOf = (who: Who, run: number): string => guid(`${who} ${teamOf(who, run)}`);
export const channelOf = (run: number): string => `C0RUN${run}`;
export const conversationOf = (run: number): string =>
  `19:${hex(`run ${run}`).slice(0, 32)}@thread.${isChat(run) ? "v2" : "tacv2"}`;
/** Every fourth lives in a group chat instead of a channel. */
const isChat = (run: number): boolean => run % 4 === 3;

export const slackAccountOf = (who: Who, run: number): string =>
  `slack:${sideOf(who) === "carrier" ? carrierTeam : resellerTeam}:${slackIdOf(who, run)}`;
export const teamsAccountOf = (who: Who, run: number): string =>
  `teams:${who === "tom" ? resellerTenant : carrierTenant}:${teamsIdOf(who, run)}`;

/** One service manager cannot be written to in Slack, so that the channel stands in. */
const isShutOff = (who: Who, run: number): boolean => who === "sam" && teamOf(who, run) === 4;

/** Accounts that the bot can never write to one to one. */
export const shutOffIn = (run: number): ReadonlySet<string> =>
  new Set([
    ...(isShutOff("sam", run) ? [slackAccountOf("sam", run)] : []),
    ...everybody.filter((who) => isIn(who, "teams") && !cast[who].chat).map((who) => teamsAccountOf(who, run)),
  ]);

/** The same on both platforms: what joins the accounts of one human where the carrier wants that. */
const emailOf = (who: Who, run: number): string =>
  `${who}.${teamOf(who, run)}@${sideOf(who) === "carrier" ? "northline" : "prairie-telecom"}.example`;

/** Everybody once, with a run that they take part in. */
const peopleOf = (runs: readonly number[], platform: "slack" | "teams") =>
  everybody
    .filter((who) => isIn(who, platform))
    .flatMap((who) =>
      (sideOf(who) === "reseller" ? runs : Array.from({ length: carrierTeams }, (_, team) => team)).map((run) => ({
        who,
        run,
      })),
    );

export function slackSeed(runs: readonly number[]): SlackSeed {
  const here = everybody.filter((who) => isIn(who, "slack"));
  const bot = slackTown.users.filter((user) => user.isBot);
  return {
    ...slackTown,
    users: [
      ...bot,
      ...peopleOf(runs, "slack").map(({ who, run }) => ({
        id: slackIdOf(who, run),
        teamId: sideOf(who) === "carrier" ? carrierTeam : resellerTeam,
        name: `${who}.${run}`,
        realName: nameOf(who),
        email: emailOf(who, run),
        isAdmin: who === "riley",
        ...(isShutOff(who, run) ? { directMessagesRefusedWith: "cannot_dm_user" } : {}),
      })),
    ],
    channels: runs.map((run) => ({
      id: channelOf(run),
      name: `run-${run}`,
      kind: run % 3 === 2 ? ("private" as const) : ("public" as const),
      teamId: carrierTeam,
      sharedWith: [resellerTeam],
      members: [...bot.map(({ id }) => id), ...here.map((who) => slackIdOf(who, run))],
    })),
  };
}

export function teamsSeed(runs: readonly number[]): TeamsSeed {
  const here = everybody.filter((who) => isIn(who, "teams"));
  const [team] = teamsTown.teams;
  return {
    ...teamsTown,
    people: peopleOf(runs, "teams").map(({ who, run }) => ({
      id: teamsIdOf(who, run),
      teamsId: `29:1${hex(`teams ${teamsIdOf(who, run)}`)}`,
      name: nameOf(who),
      email: emailOf(who, run),
      tenantId: who === "tom" ? resellerTenant : carrierTenant,
      ...(who === "nadia" ? { guest: true, homeTenantId: resellerTenant } : {}),
      personalApp: cast[who].chat,
    })),
    conversations: [
      ...runs.map((run) => ({
        id: conversationOf(run),
        kind: isChat(run) ? ("groupChat" as const) : ("channel" as const),
        name: `Run ${run}`,
        ...(isChat(run) || !team ? {} : { teamId: team.id, sharedWith: [resellerTenant] }),
        members: here.map((who) => teamsIdOf(who, run)),
      })),
      ...peopleOf(runs, "teams")
        .filter(({ who }) => cast[who].chat)
        .map(({ who, run }) => ({
          id: personalChatId(teamsTown.app.id, teamsIdOf(who, run)),
          kind: "personal" as const,
          name: "",
          members: [teamsIdOf(who, run)],
        })),
    ],
  };
}
