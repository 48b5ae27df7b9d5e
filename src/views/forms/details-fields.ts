/** The reseller's own facts: names, states, plans and time zone. Shared by the start and the details form. */
import { isTimeZone } from "../../domain/calendar.ts";
import type { Details } from "../../domain/events.ts";
import type { TimeZone } from "../../domain/ids.ts";
import { isStateCode, type StateCode, stateCodes, states, territory } from "../../domain/states.ts";
import { count } from "../naming.ts";
import type { FormElement, FormValues } from "../vocabulary.ts";
import { lengths, optional, type Reading } from "./form-spec.ts";

const zones = [
  ["America/New_York", "Eastern"],
  ["America/Chicago", "Central"],
  ["America/Denver", "Mountain"],
  ["America/Phoenix", "Arizona"],
  ["America/Los_Angeles", "Pacific"],
  ["America/Anchorage", "Alaska"],
  ["Pacific/Honolulu", "Hawaii"],
  ["UTC", "UTC"],
] as const;

/** `zone` is offered too where it is none of the usual ones. */
const zoneChoices = (zone: string) => [
  ...zones.map(([value, name]) => ({ value, label: value === "UTC" ? name : `${name} (${value})` })),
  ...(zones.some(([value]) => value === zone) ? [] : [{ value: zone, label: zone }]),
];

export const detailsFields = (zone: string): readonly FormElement[] => [
  {
    word: "line",
    id: "legalName",
    label: "Reseller's legal name",
    hint: "As on the certificates, with Inc. or LLC.",
    placeholder: "Prairie Telecom, LLC",
    maxLength: lengths.name,
  },
  { word: "line", id: "dba", label: "Doing business as (d/b/a)", optional: true, maxLength: lengths.name },
  {
    word: "choices",
    id: "states",
    label: "States",
    hint: "Where the reseller will operate. Type to search, or leave it empty and tick a set below.",
    choices: stateCodes.map((code) => ({ value: code, label: `${states[code].name} (${code})` })),
    optional: true,
  },
  {
    word: "ticks",
    id: "every",
    label: "Or many at once",
    optional: true,
    choices: [
      { value: "territory", label: `All ${count(territory.size, "state")} of the carrier's local territory` },
      { value: "all", label: "All 50 states and DC" },
    ],
  },
  {
    word: "date",
    id: "negotiationsOn",
    label: "Negotiations planned to start",
    hint: "Certifications and OCNs are best in hand by then.",
    optional: true,
  },
  { word: "date", id: "firstOrderOn", label: "First order wanted", optional: true },
  {
    word: "choice",
    id: "timeZone",
    label: "Time zone",
    hint: "For dates and the daily digest.",
    choices: zoneChoices(zone),
  },
];

export const detailsValues = (details: Details): FormValues => ({
  legalName: details.legalName,
  dba: details.dba ?? "",
  states: details.states,
  negotiationsOn: details.negotiationsOn ?? "",
  firstOrderOn: details.firstOrderOn ?? "",
  timeZone: details.timeZone,
});

export function readDetails(reading: Reading): Details {
  const legalName = reading.required("legalName", "Enter the reseller's legal name, as on its certificates.");
  const every = reading.list("every");
  const picked = reading.list("states").filter(isStateCode);
  const chosen = new Set<StateCode>(picked);
  if (every.includes("territory")) for (const code of territory) chosen.add(code);
  if (every.includes("all")) for (const code of stateCodes) chosen.add(code);
  if (chosen.size === 0) reading.fail("states", "Pick at least one state, or tick one of the sets below.");
  const negotiationsOn = reading.date("negotiationsOn");
  const firstOrderOn = reading.date("firstOrderOn");
  if (negotiationsOn && firstOrderOn && firstOrderOn < negotiationsOn)
    reading.fail("firstOrderOn", "The first order can't be wanted before negotiations start.");
  const zone = reading.required("timeZone", "Pick a time zone.");
  if (zone !== "" && !isTimeZone(zone))
    reading.fail("timeZone", `${zone} is not a time zone we know. Pick one of the list.`);
  return {
    legalName,
    ...optional("dba", reading.text("dba")),
    states: stateCodes.filter((code) => chosen.has(code)).sort(),
    ...optional("negotiationsOn", negotiationsOn),
    ...optional("firstOrderOn", firstOrderOn),
    timeZone: zone as TimeZone,
  };
}
