/**
 * What travels in the data of a card's buttons and comes back when one is pressed. The names are short since every button
 * carries them and a card may weigh no more than 28 KB. Beside them come what was typed, under ids of its own (`form-values.ts`).
 */
import { z } from "zod";
import { actionSchema, type FormRef, formRefSchema } from "../../views/actions.ts";

/** The verb of every Action.Execute: what is meant stands in the data; `refresh` is Teams asking by itself. */
export const verbs = { press: "press", form: "form", refresh: "refresh" } as const;

/** Makes Teams open a dialog: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export const opensDialog = { msteams: { type: "task/fetch" } } as const;

const mark = z.string().min(1).max(400);

/** As spelled on the wire. Teams adds members of its own, and what was typed; they are left out here. */
export const cardDataSchema = z.object({
  /** The action of a button. */
  a: actionSchema.optional(),
  /** The mark of the message that the button stands on, for drawing it anew. */
  m: mark.optional(),
  /** The form that the button sends. */
  f: formRefSchema.optional(),
  /** Made when the form was drawn, so that sending it twice has one effect. */
  i: z.string().min(1).max(64).optional(),
  /** The ids of the form's inputs: one that is left empty does not come back. */
  n: z.array(z.string().max(100)).max(100).optional(),
  /** A command whose answer could only be shown in a dialog: it is asked again there. */
  again: z.string().max(2000).optional(),
  /** Not sent yet: the form is to show the fields for what was chosen. */
  reshape: z.literal(true).optional(),
  /** The form is left without sending it. */
  cancel: z.literal(true).optional(),
});
export type CardData = z.input<typeof cardDataSchema>;

export type Carried =
  | { readonly kind: "action"; readonly action: z.infer<typeof actionSchema>; readonly mark?: string }
  | {
      readonly kind: "form";
      readonly ref: FormRef;
      readonly instance: string;
      readonly reshape: boolean;
      readonly mark?: string;
    }
  | { readonly kind: "cancel"; readonly mark?: string }
  | { readonly kind: "again"; readonly text: string }
  /** Nothing but the message's mark: it is to be drawn anew for this person. */
  | { readonly kind: "refresh"; readonly mark: string };

/** What the data of a pressed button says; undefined where it is none of ours, or of a version that we no longer read. */
export function carriedBy(data: unknown): Carried | undefined {
  const read = cardDataSchema.safeParse(data);
  if (!read.success) return undefined;
  const { a, m, f, i, again, reshape, cancel } = read.data;
  const marked = m === undefined ? {} : { mark: m };
  if (cancel) return { kind: "cancel", ...marked };
  if (f)
    return i === undefined ? undefined : { kind: "form", ref: f, instance: i, reshape: reshape === true, ...marked };
  if (a) return { kind: "action", action: a, ...marked };
  if (again !== undefined) return { kind: "again", text: again };
  return m === undefined ? undefined : { kind: "refresh", mark: m };
}

/** Which choices are asked for: those of a field, of a form. */
const searchedSchema = z.object({ f: formRefSchema, q: z.string().min(1).max(100) });
const searchPrefix = "choices?";

/** The name under which Teams asks for a field's choices while somebody types. */
export const datasetOf = ({ agreed: _, ...ref }: FormRef, field: string): string =>
  `${searchPrefix}${JSON.stringify({ f: ref, q: field } satisfies z.input<typeof searchedSchema>)}`;

/** The form and the field; undefined where the name is none of ours. */
export function searchedBy(dataset: string): { readonly ref: FormRef; readonly field: string } | undefined {
  if (!dataset.startsWith(searchPrefix)) return undefined;
  try {
    const { f, q } = searchedSchema.parse(JSON.parse(dataset.slice(searchPrefix.length)));
    return { ref: f, field: q };
  } catch {
    return undefined;
  }
}
