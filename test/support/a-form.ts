/** Forms as they are opened, filled in and sent, without any platform around them. */
import { localDate } from "../../src/domain/calendar.ts";
import type { Command } from "../../src/domain/commands.ts";
import { timeZone } from "../../src/domain/ids.ts";
import type { FormName, FormRef } from "../../src/views/actions.ts";
import type { Errand, FormContext, KnownPerson } from "../../src/views/forms/form-spec.ts";
import { drawForm, forms } from "../../src/views/forms/forms.ts";
import { sceneOf } from "../../src/views/scene.ts";
import type { Form, FormValues } from "../../src/views/vocabulary.ts";
import { decideAs, nothing, type Story } from "./an-onboarding.ts";
import { inSlack } from "./commands.ts";
import { chicago } from "./fixed-clock.ts";
import { asPerson, carriers, everybody, lena, northline, type Someone, sam } from "./people.ts";

/** An app, which somebody may pick by mistake. */
export const appAccount = `${northline}:UAPP`;

export interface Opened {
  readonly context: FormContext;
  readonly initial: FormValues;
  /** The form as it is drawn with these values. */
  readonly drawn: (values: FormValues, errors?: Readonly<Record<string, string>>) => Form;
  /** The command the values make. */
  readonly command: (values: FormValues) => Command | Errand;
  /** The sentences beside the fields, of the values themselves. */
  readonly errors: (values: FormValues) => Readonly<Record<string, string>>;
  /** The fields beside which the command's own problems land. */
  readonly problems: (values: FormValues, who?: Someone) => readonly (readonly [field: string, problem: string])[];
}

export function opened(form: FormName, story: Story = nothing(), ref: Partial<FormRef> = {}, viewer = sam): Opened {
  const state = story.stateIfAny;
  const place = form === "start" || form === "link" ? inSlack : undefined;
  const context: FormContext = {
    ref: { form, ...(state ? { onboarding: state.id } : {}), ...(place ? { place } : {}), ...ref },
    scene: state && sceneOf(state, story.now, "Northline"),
    today: localDate(story.now, chicago),
    timeZone: timeZone("America/Chicago"),
    carrierName: "Northline",
    carrier: northline,
    carriers,
    elsewhere: { carrier: [], reseller: [], alsoHere: [] },
    place,
    viewer: asPerson(viewer),
    side: viewer.ofCarrier ? "carrier" : "reseller",
    ofCarrier: viewer.ofCarrier,
    person: (account): KnownPerson | undefined => {
      if (account === appAccount)
        return { account, name: "Calendar app", company: northline, companies: [], bot: true, guest: false };
      const known = everybody.find((each) => each.account === account);
      return (
        known && {
          ...asPerson(known),
          company: known.company,
          companies: known.companies,
          bot: false,
          guest: known.guest,
        }
      );
    },
    newId: () => "course-1",
  };
  const spec = forms[form];
  return {
    context,
    initial: spec.initial(context),
    drawn: (values, errors = {}) => drawForm(context, values, errors),
    command: (values) => {
      const read = spec.read(context, values);
      if (!read.ok) throw new Error(`The form is not good: ${JSON.stringify(read.errors)}`);
      return read.command;
    },
    errors: (values) => {
      const read = spec.read(context, values);
      return read.ok ? {} : read.errors;
    },
    problems: (values, who = lena) => {
      const read = spec.read(context, values);
      if (!read.ok) throw new Error(`The form is not good: ${JSON.stringify(read.errors)}`);
      if (read.command.type === "UseCode" || read.command.type === "JoinAccounts") return [];
      const decision = decideAs(read.command, state, who, story.now);
      if (decision.kind !== "invalid") throw new Error(`Not a problem: ${JSON.stringify(decision)}`);
      return decision.problems.map((problem) => [spec.fieldOf(problem, values), problem.invalid] as const);
    },
  };
}

/** The ids of the fields that the form has with these values. */
export const fieldsOf = (form: Form): readonly string[] =>
  form.elements.flatMap((element) => ("id" in element ? [element.id] : []));
