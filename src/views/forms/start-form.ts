/** Starts an onboarding: who the reseller is, in which states, and who works on it on both sides. */
import { resellerFunctions } from "../../domain/events.ts";
import { say } from "../vocabulary.ts";
import { detailsFields, detailsValues, readDetails } from "./details-fields.ts";
import { type FormSpec, isOfCarrier, optional, Reading, sceneIn } from "./form-spec.ts";
import { fieldOfPerson, managerFields, readManagers, readResellerTeam, resellerTeamFields } from "./people-fields.ts";

export const startForm: FormSpec = {
  command: "StartOnboarding",
  title: "Start an onboarding",
  submit: "Start",
  people: ["serviceManager", "delegate", "lead", "regulatory", "ordering", "provisioning", "billing"],
  initial: ({ timeZone, viewer, ofCarrier }) => ({
    timeZone,
    // Whoever of the carrier starts it is most often the service manager; of the reseller, also as a guest, the lead.
    ...(ofCarrier ? { serviceManager: viewer.account } : { lead: viewer.account }),
  }),
  elements: (context) => [
    {
      word: "paragraph",
      text: say`This puts the carrier's “Getting Started as a Reseller” checklist into this channel and keeps it current for both companies.`,
    },
    ...detailsFields(context.timeZone),
    { word: "divider" },
    { word: "paragraph", text: say`The people at ${context.carrierName}` },
    ...managerFields(context),
    { word: "divider" },
    { word: "paragraph", text: say`The reseller's people` },
    ...resellerTeamFields("Reseller's", context),
  ],
  read: (context, values) => {
    const reading = new Reading(values);
    const details = readDetails(reading);
    const carrierTeam = readManagers(reading, context);
    const resellerTeam = readResellerTeam(reading, context, carrierTeam ?? {});
    const lead = resellerTeam && context.person(resellerTeam.lead.account);
    // The reseller's company is the lead's, for good. Who is named on both sides is told so by the command itself.
    if (lead && isOfCarrier(lead, context) && lead.account !== carrierTeam?.serviceManager.account)
      reading.fail("lead", `${lead.name} is of ${context.carrierName}. Pick one of the reseller's own people.`);
    return reading.done(() => {
      if (!carrierTeam || !resellerTeam || !lead || !context.place)
        throw new Error("A start form was sent without its channel.");
      return {
        type: "StartOnboarding",
        details,
        carrierTeam,
        resellerTeam,
        carrier: context.carrier,
        reseller: lead.company,
        place: context.place,
        ...optional("placeName", context.ref.placeName),
      };
    });
  },
  fieldOf: (invalid, values) => {
    if (invalid.invalid === "delegateIsManager") return "delegate";
    return invalid.invalid === "bothSides" ? fieldOfPerson(invalid, values, ["lead", ...resellerFunctions]) : "states";
  },
};

export const detailsForm: FormSpec = {
  command: "ReviseDetails",
  title: "Details",
  submit: "Save",
  initial: (context) => detailsValues(sceneIn(context).onboarding.details),
  elements: ({ scene, timeZone }) => detailsFields(scene?.onboarding.details.timeZone ?? timeZone),
  read: (_, values) => {
    const reading = new Reading(values);
    const details = readDetails(reading);
    return reading.done(() => ({ type: "ReviseDetails", details }));
  },
  fieldOf: () => "states",
};
