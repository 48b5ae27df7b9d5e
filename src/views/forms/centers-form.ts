/** The two centers: whom the reseller calls for billing and for provisioning, and in which states. */
import { type CenterContact, type CenterFunction, centerFunctions } from "../../domain/events.ts";
import { isStateCode, type StateCode, states } from "../../domain/states.ts";
import { centerNames, functionNames } from "../sentences.ts";
import { type FormElement, type FormValues, say } from "../vocabulary.ts";
import { type FormSpec, lengths, optional, Reading, sceneIn } from "./form-spec.ts";

const id = (center: CenterFunction, what: keyof CenterContact): string => `${center}_${what}`;

const fields = (center: CenterFunction): readonly FormElement[] => [
  { word: "divider" },
  { word: "line", id: id(center, "name"), label: centerNames[center], optional: true, maxLength: lengths.name },
  {
    word: "line",
    id: id(center, "phone"),
    label: `${functionNames[center]} phone`,
    optional: true,
    maxLength: lengths.short,
  },
  {
    word: "line",
    id: id(center, "email"),
    label: `${functionNames[center]} e-mail`,
    optional: true,
    maxLength: lengths.name,
  },
  {
    word: "line",
    id: id(center, "hours"),
    label: `${functionNames[center]} hours`,
    optional: true,
    maxLength: lengths.short,
  },
];

function readCenter(reading: Reading, center: CenterFunction): CenterContact | undefined {
  const name = reading.text(id(center, "name"));
  const phone = reading.text(id(center, "phone"));
  const email = reading.text(id(center, "email"));
  const hours = reading.text(id(center, "hours"));
  if (name === "" && phone === "" && email === "" && hours === "") return undefined;
  if (name === "") reading.fail(id(center, "name"), `Enter the name of the ${centerNames[center].toLowerCase()}.`);
  if (phone === "" && email === "")
    reading.fail(id(center, "phone"), "Enter a phone number or an e-mail address, so that they can be reached.");
  if (phone !== "" && (phone.match(/\d/g) ?? []).length < 7)
    reading.fail(id(center, "phone"), "This is not a phone number. Enter it with its area code, such as 800-555-0142.");
  if (email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    reading.fail(id(center, "email"), "This is not an e-mail address. It looks like name@example.com.");
  return { name, ...optional("phone", phone), ...optional("email", email), ...optional("hours", hours) };
}

export const centersForm: FormSpec = {
  command: "AssignCenters",
  title: "Assign centers",
  submit: "Assign",
  initial: (context) => {
    const last = sceneIn(context).onboarding.centers.at(-1);
    const values: Record<string, string | readonly string[]> = { states: [] };
    for (const center of centerFunctions) {
      const contact = last?.centers[center];
      if (contact)
        for (const what of ["name", "phone", "email", "hours"] as const) values[id(center, what)] = contact[what] ?? "";
    }
    return values satisfies FormValues;
  },
  elements: (context) => [
    {
      word: "paragraph",
      text: say`Name at least one of the two centers, with a phone number or an e-mail address.`,
    },
    {
      word: "choices",
      id: "states",
      label: "For which states",
      hint: "Empty: for every state, also those added later.",
      optional: true,
      choices: sceneIn(context).onboarding.details.states.map((state) => ({
        value: state,
        label: `${states[state].name} (${state})`,
      })),
    },
    ...centerFunctions.flatMap(fields),
  ],
  read: (_, values) => {
    const reading = new Reading(values);
    const billing = readCenter(reading, "billing");
    const provisioning = readCenter(reading, "provisioning");
    const chosen: readonly StateCode[] = reading.list("states").filter(isStateCode);
    return reading.done(() => ({
      type: "AssignCenters",
      centers: { ...optional("billing", billing), ...optional("provisioning", provisioning) },
      states: chosen.length === 0 ? "all" : chosen,
    }));
  },
  fieldOf: (invalid) => (invalid.invalid === "centersEmpty" ? id("billing", "name") : "states"),
};
