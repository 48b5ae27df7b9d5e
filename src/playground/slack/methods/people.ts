/** https://docs.slack.dev/reference/methods?family=users, and auth.test and api.test */
import { homeTeam, isForeign, isMember, userOf } from "../lookup.ts";
import type { Office } from "../office.ts";
import type { User } from "../world.ts";
import { type Answer, type Args, isRefusal, type Methods, paginate, refuse, textOf } from "./method.ts";

export const peopleMethods: Methods = {
  "api.test": {
    token: "none",
    tier: "none",
    scopes: [],
    run: (_, args) => (args.error ? refuse(String(args.error), { args }) : { ok: true, args }),
  },
  "auth.test": { tier: "special", scopes: [], run: authTest },
  "users.info": { tier: "tier4", scopes: ["users:read"], run: info },
  "users.list": { tier: "tier2", scopes: ["users:read"], run: list },
  "users.lookupByEmail": { tier: "tier3", scopes: ["users:read.email"], run: lookupByEmail },
};

function authTest(office: Office): Answer {
  const team = homeTeam(office.world);
  const { app } = office.world;
  return {
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: userOf(office.world, app.botUserId)?.name,
    team_id: team.id,
    user_id: app.botUserId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function info(office: Office, args: Args): Answer {
  const user = userOf(office.world, textOf(args, "user"));
  return user ? { ok: true, user: userForApps(office, user) } : refuse("user_not_found");
}

function list(office: Office, args: Args): Answer {
  const own = office.world.users.filter((one) => !isForeign(office.world, one));
  const page = paginate(own, args, { fallback: 1000, max: 1000 });
  if (isRefusal(page)) return page;
  return {
    ok: true,
    members: page.items.map((one) => userForApps(office, one)),
    cache_ts: Math.trunc(office.now().getTime() / 1000),
    response_metadata: { next_cursor: page.next },
  };
}

function lookupByEmail(office: Office, args: Args): Answer {
  const email = textOf(args, "email")?.toLowerCase();
  // People of other companies aren't found by their address: https://docs.slack.dev/apis/slack-connect
  const user = office.world.users.find((one) => !isForeign(office.world, one) && one.email?.toLowerCase() === email);
  return user && email ? { ok: true, user: userForApps(office, user) } : refuse("users_not_found");
}

/**
 * A person as apps see them. Of people from other companies Slack tells less, and `is_stranger` where the app shares
 * no channel with them: https://docs.slack.dev/reference/objects/user-object
 */
function userForApps(office: Office, user: User): Record<string, unknown> {
  const { world } = office;
  const foreign = isForeign(world, user);
  const email =
    !foreign && office.settings.scopes.includes("users:read.email") && user.email ? { email: user.email } : {};
  const base = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deactivated,
    real_name: user.realName,
    tz: user.tz,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 0,
    profile: { real_name: user.realName, display_name: user.realName, title: user.title, team: user.teamId, ...email },
  };
  if (foreign) return { ...base, is_stranger: !sharesAChannel(office, user) };
  return {
    ...base,
    is_admin: user.isAdmin || user.isOwner,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: false,
  };
}

function sharesAChannel(office: Office, user: User): boolean {
  const bot = office.world.app.botUserId;
  return office.world.channels.some((one) => one.kind !== "im" && isMember(one, user.id) && isMember(one, bot));
}
