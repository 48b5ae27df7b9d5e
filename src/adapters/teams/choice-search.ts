/**
 * What Teams asks while somebody types into a field whose choices are too many for a card: the invoke `application/search`.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
import { z } from "zod";
import type { FormRef } from "../../views/actions.ts";
import type { Choice, Form } from "../../views/vocabulary.ts";
import { searchedBy } from "./card-data.ts";
import { writeChoice } from "./form-values.ts";
import { limits } from "./limits.ts";

const searchSchema = z.object({ queryText: z.string().max(500).default(""), dataset: z.string().max(2000) });

export interface Found {
  readonly type: "application/vnd.microsoft.search.searchResponse";
  readonly value: { readonly results: readonly { readonly title: string; readonly value: string }[] };
}

const found = (choices: readonly Choice[]): Found => ({
  type: "application/vnd.microsoft.search.searchResponse",
  value: { results: choices.map(({ label, value }) => ({ title: label, value: writeChoice(value) })) },
});

/** The field's choices in which every word typed begins some word; as many as Teams shows. */
export function choicesFound(form: Form, field: string, typed: string): readonly Choice[] {
  const element = form.elements.find((one) => "id" in one && one.id === field);
  const offered = element?.word === "choice" ? element.choices : element?.word === "person" ? element.elsewhere : [];
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return (offered ?? [])
    .filter(({ label }) => words.every((word) => ` ${label.toLowerCase()}`.includes(` ${word}`)))
    .slice(0, limits.choices.found);
}

/**
 * The answer to the invoke: what the form would offer this person now. Nothing is found where the question is none of ours.
 * @param formOf the form, undefined where it is not theirs
 */
export async function searched(formOf: (ref: FormRef) => Promise<Form | undefined>, value: unknown): Promise<Found> {
  const asked = searchSchema.safeParse(value).data;
  const where = asked && searchedBy(asked.dataset);
  const form = where && (await formOf(where.ref));
  return found(form ? choicesFound(form, where.field, asked.queryText) : []);
}
