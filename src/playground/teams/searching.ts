/**
 * Typing into a field whose choices are searched: people in the directory, all else at the bot:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
import type { TeamsActResult, TeamsChoice, TeamsPressPlace } from "../wire-teams.ts";
import { isThing, type Json } from "./activity.ts";
import { cardAt } from "./card-places.ts";
import { actionsIn, inputsIn } from "./cards/actions.ts";
import { datasetOf, pickable } from "./cards/complaints.ts";
import { invoke } from "./invokes.ts";
import { LIMITS } from "./limits.ts";
import { companyOf, knownPerson } from "./lookup.ts";
import type { Office, Searches } from "./office.ts";

export interface Search {
  readonly place: TeamsPressPlace;
  /** Id of the input. */
  readonly input: string;
  readonly text: string;
}

export async function search(
  office: Office,
  personId: string,
  { place, input, text }: Search,
): Promise<TeamsActResult> {
  const { world } = office;
  const found = cardAt(office, knownPerson(world, personId), place);
  if ("problem" in found) return { ok: false, problem: found.problem };
  const { card, sender, message } = found.shown;
  const searched = [...inputsIn(card), ...actionsIn(card).flatMap((one) => one.inputs)].find((one) => one.id === input);
  const dataset = searched && datasetOf(searched);
  if (!searched || dataset === undefined) return { ok: false, problem: "There is nothing to search here." };
  const people = pickable(dataset, { world, conversation: sender.conversation });
  if (people) {
    const fitting = people.filter((one) => one.name.toLowerCase().includes(text.toLowerCase().trim()));
    const choices = fitting.map((one) => ({ title: `${one.name} (${companyOf(world, one)})`, value: one.id }));
    return { ok: true, choices: [...standing(searched, text), ...choices].slice(0, LIMITS.search.results) };
  }
  const answered = await invoke(office, sender, {
    name: "application/search",
    value: { kind: "search", queryText: text, queryOptions: { skip: 0, top: LIMITS.search.results }, dataset },
    ...(message ? { replyToId: message.id } : {}),
  });
  if (answered.kind === "problem") return { ok: false, problem: answered.problem };
  const choices = answered.kind === "choices" ? answered.choices.slice(0, LIMITS.search.results) : [];
  office.searches.remember(personId, dataset, choices);
  return { ok: true, choices: [...standing(searched, text), ...choices] };
}

/** Choices that the card has beside those to be searched. */
function standing(input: Json, text: string): readonly TeamsChoice[] {
  const choices = Array.isArray(input.choices) ? input.choices.filter(isThing) : [];
  return choices
    .map((one) => ({ title: String(one.title), value: String(one.value) }))
    .filter((one) => one.title.toLowerCase().includes(text.toLowerCase().trim()));
}

/** Kept for the run: whoever goes on with a form after a restart searches again. */
export function createSearches(): Searches {
  const found = new Map<string, Set<string>>();
  return {
    remember: (personId, dataset, choices) => {
      const key = `${personId} ${dataset}`;
      const values = found.get(key) ?? new Set();
      found.set(key, values);
      for (const one of choices) values.add(one.value);
    },
    foundBy: (personId) => (dataset) => [...(found.get(`${personId} ${dataset}`) ?? [])],
  };
}
