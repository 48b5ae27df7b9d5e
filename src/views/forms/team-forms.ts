/** Who works on the onboarding: the reseller's team, and the hand-over between the carrier's people. */

import { resellerFunctions } from "../../domain/events.ts";
import { platformOf } from "../../domain/ids.ts";
import { isResellerKnownOn } from "../../domain/places.ts";
import { resellerName } from "../scene.ts";
import { say } from "../vocabulary.ts";
import { type FormSpec, isOfCarrier, lengths, optional, Reading, sceneIn } from "./form-spec.ts";
import {
  fieldOfPerson,
  managerFields,
  readManagers,
  readResellerTeam,
  resellerTeamFields,
  resellerTeamValues,
} from "./people-fields.ts";

export const teamForm: FormSpec = {
  command: "ChangeResellerTeam",
  title: "Reseller's team",
  submit: "Save",
  people: ["lead", "regulatory", "ordering", "provisioning", "billing"],
  initial: (context) => resellerTeamValues(sceneIn(context).onboarding.resellerTeam),
  elements: (context) => resellerTeamFields(`${resellerName(sceneIn(context).onboarding)}'s`, context),
  read: (context, values) => {
    const reading = new Reading(values);
    const { resellers: companies, carrierTeam } = sceneIn(context).onboarding;
    const resellerTeam = readResellerTeam(reading, context, carrierTeam);
    const lead = resellerTeam && context.person(resellerTeam.lead.account);
    // On a platform where nobody of the reseller was seen yet, or only guests of the carrier, the lead is the first.
    const isKnownThere = lead && isResellerKnownOn(sceneIn(context).onboarding, platformOf(lead.company));
    // A lead who was picked wrongly at the start is put right by the carrier, who is asked whether it is meant.
    const mayBe = lead && (companies.includes(lead.company) || !isKnownThere || context.side === "carrier");
    const isTheirs = mayBe && !isOfCarrier(lead, context);
    if (lead && !isTheirs)
      reading.fail("lead", `${lead.name} is not of the reseller's company. The lead has to be one of its own people.`);
    return reading.done(() => {
      if (!resellerTeam) throw new Error("A team form was read without a lead.");
      return {
        type: "ChangeResellerTeam",
        resellerTeam,
        ...optional("reseller", lead?.guest ? undefined : lead?.company),
      };
    });
  },
  fieldOf: (invalid, values) => fieldOfPerson(invalid, values, ["lead", ...resellerFunctions]),
};

export const handOverForm: FormSpec = {
  command: "HandOver",
  title: "Hand over",
  submit: "Hand over",
  people: ["serviceManager", "delegate"],
  initial: (context) => {
    const { carrierTeam } = sceneIn(context).onboarding;
    // Most hand-overs go to the delegate, so that is what is proposed.
    return carrierTeam.delegate ? { serviceManager: carrierTeam.delegate.account } : {};
  },
  elements: (context) => [
    {
      word: "paragraph",
      text: say`${sceneIn(context).onboarding.carrierTeam.serviceManager.name} is the service manager now. Pick who takes over; what is open is handed to them.`,
    },
    ...managerFields(context),
    {
      word: "lines",
      id: "briefing",
      label: "Briefing",
      hint: "What the new one should know. Everybody in the channel can read it.",
      optional: true,
      maxLength: lengths.reason,
    },
  ],
  read: (context, values) => {
    const reading = new Reading(values);
    const team = readManagers(reading, context);
    return reading.done(() => {
      if (!team) throw new Error("A hand-over was read without a service manager.");
      return { type: "HandOver", ...team, ...optional("briefing", reading.text("briefing")) };
    });
  },
  fieldOf: (invalid, values) =>
    invalid.invalid === "delegateIsManager"
      ? "delegate"
      : fieldOfPerson(invalid, values, ["serviceManager", "delegate"]),
};
