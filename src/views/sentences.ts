/** What happened, one sentence per event, as it stands in the channel, in the history and in the digest. */
import type {
  AuthorityKind,
  CenterContact,
  CenterFunction,
  Certification,
  CourseKind,
  Details,
  OcnRecord,
  OnboardingEvent,
  ResellerFunction,
} from "../domain/events.ts";
import { centerFunctions } from "../domain/events.ts";
import type { IsoDate } from "../domain/ids.ts";
import { states } from "../domain/states.ts";
import { codes, day, series } from "./naming.ts";
import { placeName } from "./place-names.ts";
import { code, plain, say, strong, type Text, wordsOf } from "./vocabulary.ts";

export const authorityNames: Readonly<Record<AuthorityKind, string>> = {
  certificate: "certificate",
  registration: "registration",
  acknowledgement: "acknowledgement",
};

export const functionNames: Readonly<Record<ResellerFunction, string>> = {
  regulatory: "Regulatory",
  ordering: "Ordering",
  provisioning: "Provisioning",
  billing: "Billing",
};

export const centerNames: Readonly<Record<CenterFunction, string>> = {
  billing: "Billing center",
  provisioning: "Provisioning center",
};

export const courseKindNames: Readonly<Record<CourseKind, string>> = {
  instructorLed: "instructor-led",
  webBased: "web-based",
  downloadable: "downloadable",
};

/** What is recorded of a state's certification, without the state. */
export function certificationWords(certification: Certification): string {
  switch (certification.status) {
    case "applied":
      return `applied for on ${day(certification.appliedOn)}${certification.docket ? `, docket ${certification.docket}` : ""}`;
    case "granted": {
      const parts = [
        `${authorityNames[certification.authority]} granted`,
        certification.number && `number ${certification.number}`,
        certification.docket && `docket ${certification.docket}`,
        `to ${certification.legalName}`,
        `effective ${day(certification.effectiveOn)}`,
        certification.expiresOn && `expires ${day(certification.expiresOn)}`,
        certification.renewsYearly && "renewed yearly",
      ];
      return parts.filter(Boolean).join(", ");
    }
    case "notRequired":
      return `not required (${certification.rule})`;
    case "denied":
      return `denied on ${day(certification.on)}: ${certification.reason}`;
    case "lapsed":
      return `lapsed on ${day(certification.on)}: ${certification.reason}`;
  }
}

export function ocnWords(record: OcnRecord): Text {
  return record.status === "requested"
    ? say`requested from NECA on ${day(record.requestedOn)} (${record.category})`
    : say`${code(record.ocn)} (${record.category}), NECA's notification of ${day(record.notifiedOn)}`;
}

export function contactWords(contact: CenterContact): string {
  return [contact.name, contact.phone, contact.email, contact.hours].filter(Boolean).join(", ");
}

/** What became different, each as a few words. */
function detailsChanges(before: Details, after: Details): readonly string[] {
  const added = after.states.filter((state) => !before.states.includes(state));
  const removed = before.states.filter((state) => !after.states.includes(state));
  const plan = (what: string, was: IsoDate | undefined, is: IsoDate | undefined): readonly string[] =>
    was === is ? [] : [is ? `${what} ${day(is)}` : `no ${what} any more`];
  return [
    ...(before.legalName === after.legalName ? [] : [`${before.legalName} is now ${after.legalName}`]),
    ...(before.dba === after.dba ? [] : [after.dba ? `doing business as ${after.dba}` : `no d/b/a any more`]),
    ...(added.length > 0 ? [`added ${codes(added)}`] : []),
    ...(removed.length > 0 ? [`took out ${codes(removed)}`] : []),
    ...plan("negotiations from", before.negotiationsOn, after.negotiationsOn),
    ...plan("first order wanted", before.firstOrderOn, after.firstOrderOn),
    ...(before.timeZone === after.timeZone ? [] : [`time zone ${after.timeZone}`]),
  ];
}

type Tell = { readonly [T in OnboardingEvent["type"]]: (event: Extract<OnboardingEvent, { type: T }>) => Text };

/** Without who and when, which stand beside it: "{who} {sentence}". */
const sentences: Tell = {
  OnboardingStarted: ({ details }) =>
    say`started the onboarding of ${strong(details.legalName)} in ${codes(details.states)}.`,
  DetailsRevised: ({ details, before }) =>
    before
      ? say`changed the details: ${detailsChanges(before, details).join("; ")}.`
      : say`changed the details: ${details.legalName}, ${codes(details.states)}.`,
  ResellerTeamChanged: ({ resellerTeam }) => say`changed the reseller's team; the lead is ${resellerTeam.lead.name}.`,
  CertificationRecorded: ({ state, certification }) =>
    say`recorded the certification for ${strong(states[state].name)}: ${certificationWords(certification)}.`,
  OcnRecorded: ({ state, record }) => say`recorded the OCN for ${strong(states[state].name)}: ${ocnWords(record)}.`,
  QuestionnaireSubmitted: ({ on, submittedBy, confirmation, documentsOwed }) =>
    say`reported the Resale Questionnaire as submitted on ${day(on)} by ${submittedBy}${confirmation ? `, confirmation ${confirmation}` : ""}.${
      documentsOwed.length > 0 ? ` Documents still owed: ${series(documentsOwed)}.` : ""
    }`,
  DocumentsReceived: ({ documents }) => say`ticked off documents: ${series(documents)}.`,
  QuestionnaireAccepted: () => say`accepted the Resale Questionnaire.`,
  QuestionnaireReturned: ({ reasons }) => say`returned the Resale Questionnaire: “${reasons}”`,
  RsidRequested: () => say`asked the service manager for the RSID.`,
  RsidRequestWithdrawn: () => say`withdrew the RSID request until the questionnaire is back.`,
  InformationAsked: ({ question }) => say`asked for more information: “${question}”`,
  InformationGiven: ({ answer }) => say`answered: “${answer}”`,
  RsidIssued: ({ rsid }) => say`issued the RSID ${code(rsid)}.`,
  RsidCorrected: ({ rsid, supersedes, reason }) =>
    say`corrected the RSID to ${code(rsid)}; it supersedes ${code(supersedes)}: “${reason}”`,
  HandedOver: ({ carrierTeam: { serviceManager, delegate }, from, briefing }) => {
    const what =
      serviceManager.account !== from.account
        ? say`handed over to ${strong(serviceManager.name)} (service manager before: ${from.name}; delegate now: ${delegate?.name ?? "nobody"}).`
        : delegate
          ? say`named ${strong(delegate.name)} as the delegate of ${serviceManager.name}.`
          : say`took the delegate off; ${strong(serviceManager.name)} stays the service manager.`;
    return say`${what}${briefing ? ` Briefing: “${briefing}”` : ""}`;
  },
  CentersAssigned: ({ centers, states: served }) =>
    say`assigned the centers for ${served === "all" ? "every state" : codes(served)}: ${centerFunctions
      .map((name) => centers[name] && `${centerNames[name].toLowerCase()} ${contactWords(centers[name])}`)
      .filter(Boolean)
      .join("; ")}.`,
  CoursePlanned: ({ course }) =>
    say`planned the ${courseKindNames[course.kind]} course “${course.title}”${course.on ? ` for ${day(course.on)}` : ""}${
      course.who ? `, ${course.who}` : ""
    }.`,
  CourseCompleted: ({ title, on }) => say`ticked off the course “${title}” on ${day(on)}.`,
  CourseDropped: ({ title }) => say`removed the course “${title}” from the list.`,
  DigestSent: ({ localDate }) => say`sent the daily digest of ${day(localDate)}.`,
  LinkCodeMade: () => say`made a code that brings the checklist to one more channel.`,
  PlaceLinked: (place) => say`linked ${strong(placeName(place))}: from now on the checklist lives there as well.`,
  PlaceUnlinked: (place) => say`unlinked ${placeName(place)}: the checklist is not mirrored there any more.`,
  PlaceLost: (place) => say`lost ${placeName(place)}: it can't be written to any more.`,
  PlaceFound: (place) => say`brought the checklist back to ${placeName(place)}.`,
  OnboardingClosed: ({ reason }) => say`closed the onboarding: “${reason}”`,
};

/** Ends in one full stop, also after typed words that bring their own (“8 a.m. to 5 p.m.”). */
function stopped(text: Text): Text {
  const last = text.at(-1);
  return last?.span === "plain" && /[.!?]\.$/.test(wordsOf(text))
    ? [...text.slice(0, -1), plain(last.text.slice(0, -1))]
    : text;
}

export function sentenceOfEvent(event: OnboardingEvent): Text {
  const sentence = sentences[event.type] as (event: OnboardingEvent) => Text;
  return stopped(sentence(event));
}
