/** Who people are: what the rosters of conversations say of those whom the bot has met, remembered for a while. */
import { z } from "zod";
import type { Directory, DirectoryEntry } from "../../ports/directory.ts";
import type { Log } from "../../ports/log.ts";
import { PlatformTrouble } from "../../ports/messenger.ts";
import { soon } from "../chat/soon.ts";
import type { Stopwatch } from "../chat/stopwatch.ts";
import { aadOf, accountOf, companyOf, isTeamsAccount, unknownTenant } from "./ids.ts";
import { type PersonReference, type References, withoutThread } from "./references.ts";

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile */
const memberSchema = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  userPrincipalName: z.string().optional(),
  tenantId: z.string().optional(),
  userRole: z.string().optional(),
  aadObjectId: z.string().optional(),
  objectId: z.string().optional(),
});

/** A person as a signed activity shows them. */
export interface Met {
  readonly aad: string;
  /** Teams' own `29:…`. */
  readonly userId: string;
  readonly name: string | undefined;
  readonly serviceUrl: string;
  /** Without the thread. */
  readonly conversation: string;
  readonly kind: "channel" | "groupChat" | "personal";
  /** A channel that is shared with other companies, where the activity says so. */
  readonly isShared: boolean;
  /** The person's own tenant, where the activity names it beside the person. */
  readonly ownTenant: string | undefined;
  /** The tenant that the activity comes from. */
  readonly tenant: string | undefined;
  /** The tenant of the conversation. */
  readonly conversationTenant: string | undefined;
}

export interface PeopleDirectory extends Directory {
  /** The person's home tenant; asks the roster where the activity leaves it open. `unknownTenant` where nobody can say. */
  tenantOf(met: Met): Promise<string>;
  /** Asks the rosters of these conversations first, for somebody who was picked there. @throws PlatformTrouble */
  findIn(conversations: readonly string[], aad: string): Promise<DirectoryEntry | undefined>;
  /** Remembers where a person was met. */
  meet(met: Met, tenant: string): Promise<void>;
}

export interface DirectoryTools {
  readonly references: References;
  /** The roster of a conversation. @throws PlatformTrouble */
  readonly member: (conversation: string, serviceUrl: string, person: string) => Promise<unknown>;
  readonly tenant: string;
  readonly watch: Stopwatch;
  readonly log: Log;
}

const keptMs = 60 * 60_000;
/** Where somebody was met last only says where to ask about them: kept in memory each time, and durably now and then. */
const metAgainMs = 60 * 60_000;
const absentKeptMs = 30_000;
/** Where somebody is looked for whom the bot has not met. */
const placesSearched = 5;
const mostAbsent = 1_000;
/** A press waits for its answer, and so not long for a roster. */
const longestAskMs = 4_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isGuestRole = (role: string | undefined): boolean => role?.toLowerCase() === "guest";

/**
 * Whether a person of the carrier's tenant is a guest there. `userRole` is "user" for guests, too; their principal name tells:
 * https://github.com/MicrosoftDocs/msteams-docs/issues/6381. Undefined: nothing does.
 */
function isGuest({ userRole, userPrincipalName }: z.infer<typeof memberSchema>): boolean | undefined {
  if (isGuestRole(userRole) || userPrincipalName?.toUpperCase().includes("#EXT#")) return true;
  return userPrincipalName ? false : undefined;
}

export function createDirectory({ references, member, tenant, watch, log }: DirectoryTools): PeopleDirectory {
  const { now } = watch;
  const began = now();
  /** Until when what the roster said is taken as it was. */
  const freshUntil = new Map<string, number>();
  const absentUntil = new Map<string, number>();
  /** Where people were met last, and when that was kept durably. */
  const metLast = new Map<string, { readonly conversation: string; readonly keptAt: number }>();
  const asked = new Map<string, Promise<DirectoryEntry | undefined>>();

  function entryOf(person: PersonReference): DirectoryEntry {
    return {
      account: accountOf(person.tenant, person.aad),
      name: person.name ?? person.aad,
      company: companyOf(person.tenant),
      // A bot learns nothing of who administers a tenant: CARRIER_ADMINS says it.
      workspaceAdmin: false,
      guest: person.roster?.guest === true,
      bot: false,
      active: true,
      ...(person.roster?.email ? { email: person.roster.email } : {}),
    };
  }

  /** What was known when the process began is as good as just asked. */
  const isFresh = (aad: string): boolean => (freshUntil.get(aad) ?? began + keptMs) > now();

  function fresh(aad: string): DirectoryEntry | undefined {
    const person = references.person(aad);
    return person?.roster && isFresh(aad) ? entryOf(person) : undefined;
  }

  /** Where to ask about a person: where they were met, else some places that the bot is in. */
  function whereToAsk(aad: string, first: readonly string[]): readonly { conversation: string; serviceUrl: string }[] {
    const person = references.person(aad);
    const met = person
      ? [metLast.get(aad)?.conversation, person.lastConversation, person.personal].filter((one) => one !== undefined)
      : [...references.places()]
          .slice(-placesSearched)
          .map((place) => place.conversation)
          .reverse();
    const conversations = [...first.map(withoutThread), ...met];
    // Teams' documents name the team's id for the roster of a channel that is not shared, and its newest ones the channel's.
    const teams = conversations
      .map((conversation) => references.place(conversation)?.team)
      .filter((one) => one !== undefined);
    return [...new Set([...conversations, ...teams])].flatMap((conversation) => {
      const serviceUrl = references.place(conversation)?.serviceUrl ?? person?.serviceUrl;
      return serviceUrl ? [{ conversation, serviceUrl }] : [];
    });
  }

  async function ask(aad: string, first: readonly string[]): Promise<DirectoryEntry | undefined> {
    for (const { conversation, serviceUrl } of whereToAsk(aad, first)) {
      const before = references.person(aad);
      let answer: unknown;
      try {
        answer = await member(conversation, serviceUrl, before?.userId ?? aad);
      } catch (error) {
        if (error instanceof PlatformTrouble && error.kind === "gone") continue;
        // What a roster said of them before is truer than that nobody is known.
        if (before?.roster) return entryOf(before);
        throw error;
      }
      const { data } = memberSchema.safeParse(answer);
      // Whoever is asked about has to be the one who is answered about.
      if (!data || (data.aadObjectId ?? data.objectId ?? aad).toLowerCase() !== aad.toLowerCase()) continue;
      const home = data.tenantId?.toLowerCase() ?? before?.tenant;
      const guest = home === tenant ? (isGuest(data) ?? before?.roster?.guest) : isGuestRole(data.userRole);
      if (guest === undefined) {
        log.warn({ aad }, "The roster does not say whether somebody is a guest, so that they count as nobody's own.");
        continue;
      }
      // Whoever runs a tenant can write any address into `mail`; the domain of the principal name is one that they have proved theirs:
      // https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization
      const email = guest ? undefined : data.userPrincipalName;
      await references.keepPerson(aad, {
        serviceUrl: before?.serviceUrl ?? serviceUrl,
        tenant: home ?? unknownTenant,
        ...(data.tenantId ? { tenantIsCertain: true } : {}),
        userId: data.id ?? before?.userId,
        name: data.name?.trim() || before?.name,
        lastConversation: before?.lastConversation ?? conversation,
        roster: { guest, ...(email ? { email } : {}) },
      });
      freshUntil.set(aad, now() + keptMs);
      return fresh(aad);
    }
    if (absentUntil.size >= mostAbsent) absentUntil.clear();
    absentUntil.set(aad, now() + absentKeptMs);
    return undefined;
  }

  async function find(aad: string, first: readonly string[] = []): Promise<DirectoryEntry | undefined> {
    const known = fresh(aad);
    if (known) return known;
    if (first.length === 0 && (absentUntil.get(aad) ?? 0) > now()) return undefined;
    const running = asked.get(aad);
    if (running) return running;
    const answer = ask(aad, first).finally(() => asked.delete(aad));
    asked.set(aad, answer);
    return answer;
  }

  async function meet(met: Met, home: string): Promise<void> {
    const { aad, serviceUrl, userId, name, conversation, kind } = met;
    const before = references.person(aad);
    absentUntil.delete(aad);
    const keptAt = before?.lastConversation === undefined ? undefined : metLast.get(aad)?.keptAt;
    const isDue = keptAt === undefined || keptAt + metAgainMs <= now();
    metLast.set(aad, { conversation, keptAt: isDue ? now() : keptAt });
    await references.keepPerson(aad, {
      serviceUrl,
      userId,
      ...(isDue ? { lastConversation: conversation } : {}),
      // A place where they were met says less than they themselves, or a roster, said before.
      ...(before?.tenantIsCertain && met.ownTenant === undefined
        ? {}
        : { tenant: home, ...(met.ownTenant !== undefined ? { tenantIsCertain: true } : {}) }),
      ...(name && !before?.roster ? { name } : {}),
      ...(kind === "personal" ? { personal: conversation } : {}),
    });
  }

  return {
    known: (account) => (isTeamsAccount(account) ? fresh(aadOf(account)) : undefined),
    find: async (account) => (isTeamsAccount(account) ? find(aadOf(account)) : undefined),
    colleagues: () =>
      [...references.people()].flatMap((person) =>
        person.tenant === tenant && person.personal && person.roster?.guest === false ? [entryOf(person)] : [],
      ),
    meet,
    findIn: (conversations, aad) => find(aad, conversations),

    async tenantOf(met) {
      const { aad, ownTenant, tenant: from, conversationTenant, isShared } = met;
      if (ownTenant !== undefined) return ownTenant;
      if (from !== undefined && conversationTenant !== undefined && from !== conversationTenant) return from;
      const known = references.person(aad);
      if (known?.tenantIsCertain) return known.tenant;
      const here = from ?? conversationTenant ?? unknownTenant;
      try {
        // The roster can only be asked about somebody whose whereabouts are known.
        if (!known) await meet(met, here);
        const entry = await soon(find(aad, [met.conversation]), longestAskMs);
        const now = references.person(aad);
        if (entry && entry !== "late" && now?.tenantIsCertain) return now.tenant;
      } catch (error) {
        log.warn({ account: accountOf(here, aad) }, `The roster does not say who somebody is: ${messageOf(error)}`);
      }
      return isShared ? unknownTenant : here;
    },
  };
}
