/** Who people are, from Slack's users.info, remembered for a while. */
import { z } from "zod";
import type { AccountId } from "../../domain/ids.ts";
import type { Directory, DirectoryEntry } from "../../ports/directory.ts";
import type { Stopwatch } from "../chat/stopwatch.ts";
import { asking, slackCodeOf } from "./errors.ts";
import { accountOf, companyOfTeam, isOfSlack, organisationOf, unknownTeam, userOf } from "./ids.ts";
import type { Identity, WebClient } from "./web.ts";

/** https://docs.slack.dev/reference/objects/user-object; people of other companies lack much of it. */
const userSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  /** Of people in an organisation of Enterprise Grid: https://docs.slack.dev/reference/objects/user-object */
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  profile: z
    .object({
      display_name: z.string().optional(),
      real_name: z.string().optional(),
      team: z.string().optional(),
      /** Only with the scope users:read.email, which the app does not ask for unless accounts are joined by e-mail. */
      email: z.string().nullish(),
    })
    .optional(),
});
type User = z.infer<typeof userSchema>;

const keptMs = 10 * 60_000;
const absentKeptMs = 30_000;
const mostKept = 5000;

interface Kept {
  readonly entry: DirectoryEntry | undefined;
  readonly until: number;
}

const absent: ReadonlySet<string> = new Set(["user_not_found", "user_not_visible", "users_not_found"]);

const nameOf = (user: User): string =>
  [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name].find((name) => name?.trim()) ??
  user.id;

export function createDirectory(client: WebClient, identity: Identity, { now }: Pick<Stopwatch, "now">): Directory {
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<DirectoryEntry | undefined>>();

  function entryOf(user: User): DirectoryEntry {
    const named = [user.enterprise_user?.enterprise_id, user.team_id, user.profile?.team];
    const team = organisationOf(identity, ...named) ?? unknownTeam;
    const ours = team === identity.team;
    return {
      account: accountOf(team, user.id),
      name: nameOf(user),
      company: companyOfTeam(team),
      ...(ours ? { companyName: identity.teamName } : {}),
      // What users.info says of an administrator of another company is about that company.
      workspaceAdmin: ours && (user.is_admin === true || user.is_owner === true),
      guest: ours && (user.is_restricted === true || user.is_ultra_restricted === true),
      bot: user.is_bot === true || user.id === "USLACKBOT",
      active: user.deleted !== true,
      ...(user.profile?.email ? { email: user.profile.email } : {}),
    };
  }

  function keep(user: string, entry: DirectoryEntry | undefined): void {
    kept.delete(user);
    kept.set(user, { entry, until: now() + (entry ? keptMs : absentKeptMs) });
    if (kept.size <= mostKept) return;
    const oldest = kept.keys().next();
    if (!oldest.done) kept.delete(oldest.value);
  }

  async function ask(user: string): Promise<DirectoryEntry | undefined> {
    try {
      const found = await asking("users.info", async () => userSchema.parse((await client.users.info({ user })).user));
      const entry = entryOf(found);
      keep(user, entry);
      return entry;
    } catch (error) {
      if (absent.has(slackCodeOf(error) ?? "")) {
        keep(user, undefined);
        return undefined;
      }
      // What was known of them is truer than that nobody is known.
      const before = kept.get(user)?.entry;
      if (before) return before;
      throw error;
    }
  }

  const fresh = (user: string): Kept | undefined => {
    const one = kept.get(user);
    return one && one.until > now() ? one : undefined;
  };

  return {
    known: (account: AccountId) => (isOfSlack(account) ? fresh(userOf(account))?.entry : undefined),
    colleagues: () =>
      [...kept.values()].flatMap(({ entry }) =>
        entry?.active && !entry.bot && !entry.guest && entry.company === companyOfTeam(identity.team) ? [entry] : [],
      ),
    async find(account) {
      if (!isOfSlack(account)) return undefined;
      const user = userOf(account);
      const known = fresh(user);
      if (known) return known.entry;
      const running = asked.get(user);
      if (running) return running;
      const answer = ask(user).finally(() => asked.delete(user));
      asked.set(user, answer);
      return answer;
    },
  };
}
