/** The roster: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
import { LIMITS } from "../limits.ts";
import { knownPerson } from "../lookup.ts";
import type { TeamsPerson } from "../world.ts";
import { type Answer, REFUSALS } from "./answer.ts";
import { type Call, placeOf } from "./call.ts";

function account(person: TeamsPerson): Record<string, unknown> {
  const [givenName, ...rest] = person.name.split(" ");
  return {
    id: person.teamsId,
    name: person.name,
    objectId: person.id,
    aadObjectId: person.id,
    givenName,
    surname: rest.join(" "),
    email: person.email,
    userPrincipalName: person.guest ? `${person.email.replace("@", "_")}#EXT#@northline.example` : person.email,
    tenantId: person.tenantId,
    // Of guests as well: https://github.com/MicrosoftDocs/msteams-docs/issues/6381
    userRole: "user",
  };
}

type Roster = { readonly people: readonly TeamsPerson[] } | { readonly refusal: Answer };

/**
 * Of a team (by its id, which is its General channel's) only who is in its tenant: whoever comes into a shared channel
 * from another is in that channel's roster alone.
 */
function rosterOf(call: Call): Roster {
  const { world } = call.office;
  const channels = world.conversations.filter((one) => one.teamId === call.conversation && one.hasBot && !one.deleted);
  if (channels.length > 0) {
    const ids = new Set(channels.flatMap((one) => one.members));
    return { people: world.people.filter((one) => ids.has(one.id) && one.tenantId === world.app.tenantId) };
  }
  const found = placeOf(call);
  return "refusal" in found ? found : { people: found.conversation.members.map((id) => knownPerson(world, id)) };
}

export function getConversationMembers(call: Call): Answer {
  const roster = rosterOf(call);
  return "refusal" in roster ? roster.refusal : { status: 200, body: roster.people.map(account) };
}

export function getConversationMember(call: Call): Answer {
  const roster = rosterOf(call);
  if ("refusal" in roster) return roster.refusal;
  const person = roster.people.find((one) => [one.id, one.teamsId, `8:orgid:${one.id}`].includes(call.item));
  return person ? { status: 200, body: account(person) } : REFUSALS.noMember();
}

export function getConversationPagedMembers(call: Call): Answer {
  const roster = rosterOf(call);
  if ("refusal" in roster) return roster.refusal;
  const { least, most } = LIMITS.pagedMembers;
  const asked = Number(call.query.get("pageSize") ?? most);
  const size = Math.min(most, Math.max(least, Number.isFinite(asked) ? asked : most));
  const from = Number(call.query.get("continuationToken") ?? 0);
  if (!Number.isInteger(from) || from < 0) return REFUSALS.badSyntax("Invalid continuation token.");
  const { people } = roster;
  return {
    status: 200,
    body: {
      ...(from + size < people.length ? { continuationToken: String(from + size) } : {}),
      members: people.slice(from, from + size).map(account),
    },
  };
}
