/** The fields that name people, shared by the start, team and hand-over forms. */
import type { Invalid } from "../../domain/decision.ts";
import {
  type CarrierTeam,
  type Person,
  type ResellerFunction,
  type ResellerTeam,
  resellerFunctions,
} from "../../domain/events.ts";
import { functionNames } from "../sentences.ts";
import type { Choice, FormElement, FormValues } from "../vocabulary.ts";
import { asPerson, type FormContext, isOfCarrier, isOfOthers, type Reading } from "./form-spec.ts";

const duties: Readonly<Record<ResellerFunction, string>> = {
  regulatory: "Certifications and OCNs.",
  ordering: "Places the orders.",
  provisioning: "Follows the orders through.",
  billing: "Receives the bills.",
};

/** The people of the other platform, where there are any to pick. */
const among = (
  choices: readonly Choice[],
  { alsoHere }: FormContext["elsewhere"],
): { readonly elsewhere?: readonly Choice[] } => {
  const only = choices.filter(({ value }) => !alsoHere.includes(value));
  return only.length > 0 ? { elsewhere: only } : {};
};

export const resellerTeamFields = (resellerWord: string, { elsewhere }: FormContext): readonly FormElement[] => [
  {
    ...among(elsewhere.reseller, elsewhere),
    word: "person",
    id: "lead",
    label: `${resellerWord} lead`,
    hint: "Speaks for the reseller and is asked when something is missing.",
  },
  ...resellerFunctions.map(
    (name) =>
      ({
        ...among(elsewhere.reseller, elsewhere),
        word: "person",
        id: name,
        label: functionNames[name],
        hint: `${duties[name]} Empty: the lead.`,
        optional: true,
      }) as const,
  ),
];

export const resellerTeamValues = (team: ResellerTeam): FormValues => ({
  lead: team.lead.account,
  ...Object.fromEntries(
    resellerFunctions.flatMap((name) => (team.functions[name] ? [[name, team.functions[name].account]] : [])),
  ),
});

/** The last: who decides on the carrier's side, to be told apart from the reseller's. */
export function readResellerTeam(
  reading: Reading,
  context: FormContext,
  { serviceManager, delegate }: Partial<CarrierTeam>,
): ResellerTeam | undefined {
  const carrierSide = [serviceManager?.account, delegate?.account];
  const lead = reading.person("lead", context, "Pick the person who leads on the reseller's side.");
  const functions: Partial<Record<ResellerFunction, Person>> = {};
  for (const name of resellerFunctions) {
    const person = reading.person(name, context);
    if (!person) continue;
    // Who is named on both sides is told so by the command itself; a consultant of a third company is welcome.
    if (isOfCarrier(person, context) && !carrierSide.includes(person.account))
      reading.fail(name, `${person.name} is of ${context.carrierName}. Pick one of the reseller's own people.`);
    functions[name] = asPerson(person);
  }
  return lead ? { lead: asPerson(lead), functions } : undefined;
}

export const managerFields = ({ elsewhere }: FormContext): readonly FormElement[] => [
  {
    ...among(elsewhere.carrier, elsewhere),
    word: "person",
    id: "serviceManager",
    label: "Service manager",
    hint: "Of the carrier. Issues the RSID and assigns the centers.",
  },
  {
    ...among(elsewhere.carrier, elsewhere),
    word: "person",
    id: "delegate",
    label: "Delegate",
    hint: "Of the carrier. May decide in the service manager's place. Empty: nobody.",
    optional: true,
  },
];

/** The field in which somebody was picked who can't be there; the first field where it is none of them. */
export function fieldOfPerson(invalid: Invalid, values: FormValues, fields: readonly [string, ...string[]]): string {
  const account = "person" in invalid ? invalid.person.account : undefined;
  return fields.find((field) => values[field] === account) ?? fields[0];
}

/**
 * The carrier's people must be of the company that runs the bot, on either platform. Its guests may decide for it, too, where its
 * own people want that: two of them alone could otherwise staff both sides.
 */
export function readManagers(
  reading: Reading,
  context: FormContext,
): { serviceManager: Person; delegate?: Person } | undefined {
  const serviceManager = reading.person("serviceManager", context, "Pick the carrier's service manager.");
  const delegate = reading.person("delegate", context);
  for (const [field, person] of [
    ["serviceManager", serviceManager],
    ["delegate", delegate],
  ] as const)
    if (person && (!context.carriers.includes(person.company) || isOfOthers(person, context)))
      reading.fail(field, `${person.name} is not of ${context.carrierName}. Pick one of the carrier's own people.`);
    else if (person?.guest && !context.ofCarrier && context.side !== "carrier")
      reading.fail(
        field,
        `${person.name} is a guest at ${context.carrierName}, and only its own people can give a guest this part. Pick one of its own people.`,
      );
  if (!serviceManager) return undefined;
  return { serviceManager: asPerson(serviceManager), ...(delegate ? { delegate: asPerson(delegate) } : {}) };
}
