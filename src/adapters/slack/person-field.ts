/** The field that names a person: Slack's own picker, and below it a menu of people of the other platform, where there are any. */
import { accountId, platformOf } from "../../domain/ids.ts";
import { platformNames } from "../../views/place-names.ts";
import type { Choice, Form, FormElement, FormValues, Loss, Rendered } from "../../views/vocabulary.ts";
import { elsewhereOf } from "./form-values.ts";
import { isOfSlack, isSlackAccount, userOf } from "./ids.ts";
import { input, menu, mostInGroups, optionsOf, picked, textOf } from "./inputs.ts";
import { limits } from "./limits.ts";
import { type Blocks, label } from "./render.ts";
import { personWords } from "./wording.ts";

type PersonField = Extract<FormElement, { word: "person" }>;

/** Tells us of a change while the form is still open. */
export const personPicked = "person";

const isElsewhere = (value: FormValues[string] | undefined): value is string =>
  typeof value === "string" && value !== "" && !isOfSlack(accountId(value));

/** The block in which a field's value was picked, and beside which stands what is wrong with it. */
export const blockOfValue = (field: string, value: FormValues[string] | undefined): string =>
  isElsewhere(value) ? elsewhereOf(field) : field;

/** Who can be picked on the other platform. Whoever is picked already stays so, also where nobody offers them any more. */
function peopleElsewhere({ elsewhere = [] }: PersonField, value: string): readonly Choice[] {
  const offered = !isElsewhere(value) || elsewhere.some((choice) => choice.value === value);
  return offered ? elsewhere : [{ value, label: personWords.pickedNow }, ...elsewhere];
}

/** By field with two menus: the person with whom Slack's own begins; empty: nobody. */
export function pickedInSlack(form: Form): Readonly<Record<string, string>> {
  const people: Record<string, string> = {};
  for (const element of form.elements) {
    if (element.word !== "person") continue;
    const value = textOf(form, element);
    if (peopleElsewhere(element, value).length === 0) continue;
    people[element.id] = isSlackAccount(value) ? userOf(accountId(value)) : "";
  }
  return people;
}

export function personField(field: PersonField, form: Form): Rendered<Blocks> {
  const value = textOf(form, field);
  const people = peopleElsewhere(field, value);
  const chosen = isSlackAccount(value) ? { initial_user: userOf(accountId(value)) } : {};
  // Told of the choice as it is made, we know the person's company before the form is sent. Of two menus neither can be
  // needed for Slack; that nobody was picked in both is found when the form is read.
  const more = { dispatch_action: true, ...(people.length > 0 ? { optional: true } : {}) };
  const own = input(field, { type: "users_select", action_id: personPicked, ...chosen }, [], more);
  const [first] = people;
  if (!first) return own;
  const other = menuElsewhere(field, people, value, platformNames[platformOf(accountId(first.value))]);
  return { payload: [...own.payload, ...other.payload], losses: [...own.losses, ...other.losses] };
}

function menuElsewhere(field: PersonField, people: readonly Choice[], value: string, platform: string) {
  const losses: Loss[] = [];
  const options = optionsOf({ word: field.word, choices: people }, mostInGroups, losses);
  const [initial] = picked(options, [value]);
  return input(
    {
      word: "person",
      id: elsewhereOf(field.id),
      label: personWords.labelElsewhere(field.label, platform),
      optional: true,
    },
    {
      type: "static_select",
      action_id: "elsewhere",
      placeholder: label(field.word, personWords.pickElsewhere(platform), limits.input.placeholder, losses),
      ...menu(options),
      ...(initial ? { initial_option: initial } : {}),
    },
    losses,
  );
}
