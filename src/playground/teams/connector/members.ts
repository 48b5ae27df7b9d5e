/** The roster: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
import { LIMITS } from "../limits.ts";
import { knownPerson, personOf } from "../lookup.ts";
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
    userRole: person.guest ? "guest" : "user",
  };
}

export function getConversationMembers(call: Call): Answer {
  const found = placeOf(call);
  if ("refusal" in found) return found.refusal;
  return {
    status: 200,
    body: found.conversation.members.map((id) => account(knownPerson(call.office.world, id))),
  };
}

export function getConversationMember(call: Call): Answer {
  const found = placeOf(call);
  if ("refusal" in found) return found.refusal;
  const person = personOf(call.office.world, call.item);
  if (!person || !found.conversation.members.includes(person.id)) return REFUSALS.noMember();
  return { status: 200, body: account(person) };
}

export function getConversationPagedMembers(call: Call): Answer {
  const found = placeOf(call);
  if ("refusal" in found) return found.refusal;
  const { least, most } = LIMITS.pagedMembers;
  const asked = Number(call.query.get("pageSize") ?? most);
  const size = Math.min(most, Math.max(least, Number.isFinite(asked) ? asked : most));
  const from = Number(call.query.get("continuationToken") ?? 0);
  if (!Number.isInteger(from) || from < 0) return REFUSALS.badSyntax("Invalid continuation token.");
  const { members } = found.conversation;
  return {
    status: 200,
    body: {
      ...(from + size < members.length ? { continuationToken: String(from + size) } : {}),
      members: members.slice(from, from + size).map((id) => account(knownPerson(call.office.world, id))),
    },
  };
}
