/** A state's certification, as far as it has come. Which fields there are depends on how far that is. */
import { type AuthorityKind, authorityKinds, type Certification } from "../../domain/events.ts";
import { certificationStage, isCertified } from "../../domain/progress.ts";
import { isStateCode, type StateCode, states } from "../../domain/states.ts";
import { sentenceCase } from "../naming.ts";
import { authorityNames } from "../sentences.ts";
import { type FormElement, type FormValues, link, say } from "../vocabulary.ts";
import { type FormContext, type FormSpec, lengths, optional, Reading, sceneIn } from "./form-spec.ts";
import { isWebLink, stateChoice, statusChoice } from "./state-fields.ts";

const statuses = {
  applied: "Applied for",
  granted: "Granted",
  notRequired: "Not required in this state",
  denied: "Denied",
  lapsed: "Lapsed",
} as const satisfies Record<Certification["status"], string>;
type Status = keyof typeof statuses;
const isStatus = (text: string): text is Status => Object.hasOwn(statuses, text);
const isAuthority = (text: string): text is AuthorityKind => (authorityKinds as readonly string[]).includes(text);

/** The state a form opens on: the one asked for, else the first that still needs it. */
function firstState(context: FormContext): StateCode | undefined {
  const { onboarding } = sceneIn(context);
  const { ref } = context;
  if (ref.state && onboarding.details.states.includes(ref.state)) return ref.state;
  const rank = ["applied", "lapsed", "denied", "notStarted"];
  return (
    [...onboarding.details.states]
      .filter((state) => !isCertified(onboarding, state))
      .sort(
        (one, other) =>
          rank.indexOf(certificationStage(onboarding, other)) - rank.indexOf(certificationStage(onboarding, one)),
      )[0] ?? onboarding.details.states[0]
  );
}

/** What stands recorded, as field values; the legal name is proposed, since it should be the same everywhere. */
function valuesOf(certification: Certification | undefined, legalName: string): FormValues {
  if (!certification) return { status: "granted", authority: "certificate", legalName };
  if (certification.status === "applied")
    return {
      status: "granted",
      authority: certification.authority,
      appliedOn: certification.appliedOn,
      docket: certification.docket ?? "",
      legalName,
    };
  if (certification.status === "granted")
    return {
      status: "granted",
      authority: certification.authority,
      number: certification.number ?? "",
      docket: certification.docket ?? "",
      legalName: certification.legalName,
      effectiveOn: certification.effectiveOn,
      expiresOn: certification.expiresOn ?? "",
      renewsYearly: certification.renewsYearly ? ["yes"] : [],
      document: certification.document ?? "",
    };
  if (certification.status === "notRequired") return { status: "notRequired", rule: certification.rule };
  return { status: certification.status, on: certification.on, reason: certification.reason };
}

const authority: FormElement = {
  word: "choice",
  id: "authority",
  label: "Kind",
  hint: "As the state calls it. A CPCN or a certificate of authority is a certificate.",
  choices: authorityKinds.map((kind) => ({ value: kind, label: sentenceCase(authorityNames[kind]) })),
};
const docket = (optionalHint: string): FormElement => ({
  word: "line",
  id: "docket",
  label: "Docket",
  hint: optionalHint,
  optional: true,
  maxLength: lengths.short,
});
const reasonFields = (label: string): readonly FormElement[] => [
  { word: "date", id: "on", label: `${label} on` },
  { word: "lines", id: "reason", label: "Why, and what is next", maxLength: lengths.reason },
];

const fieldsOf: Readonly<Record<Status, readonly FormElement[]>> = {
  applied: [authority, { word: "date", id: "appliedOn", label: "Applied on" }, docket("The commission's case number.")],
  granted: [
    authority,
    {
      word: "line",
      id: "number",
      label: "Certificate number",
      hint: "Not the docket. Leave it empty where the state gives only a docket.",
      optional: true,
      maxLength: lengths.short,
    },
    docket("The commission's case number. Needed where there is no certificate number."),
    {
      word: "line",
      id: "legalName",
      label: "Legal name on it",
      hint: "As it stands there, with Inc. or LLC.",
      maxLength: lengths.name,
    },
    { word: "date", id: "effectiveOn", label: "Effective date", hint: "Not the date of the order, if they differ." },
    { word: "date", id: "expiresOn", label: "Expires", optional: true },
    {
      word: "ticks",
      id: "renewsYearly",
      label: "Renewal",
      optional: true,
      choices: [{ value: "yes", label: "Has to be renewed or reported on every year" }],
    },
    {
      word: "line",
      id: "document",
      label: "Link to the order or certificate",
      optional: true,
      maxLength: lengths.link,
    },
  ],
  notRequired: [
    {
      word: "line",
      id: "rule",
      label: "Rule",
      hint: "The rule or order that says so, such as a section of the state's code.",
      maxLength: lengths.reason,
    },
  ],
  denied: reasonFields("Denied"),
  lapsed: reasonFields("Lapsed"),
};

/** Reads one state's certification; `undefined` where something is wrong, which `reading` then says. */
function readCertification(reading: Reading, status: Status): Certification | undefined {
  const kind = reading.text("authority");
  const authorityKind = isAuthority(kind) ? kind : "certificate";
  const docketNumber = optional("docket", reading.text("docket"));
  const read: Readonly<Record<Status, () => Certification>> = {
    applied: () => ({
      status: "applied",
      authority: authorityKind,
      appliedOn: reading.requiredDate("appliedOn", "Enter the day you applied."),
      ...docketNumber,
    }),
    granted: () => {
      const document = reading.text("document");
      if (document !== "" && !isWebLink(document))
        reading.fail("document", "Enter a full link that starts with https://");
      return {
        status: "granted",
        authority: authorityKind,
        ...optional("number", reading.text("number")),
        ...docketNumber,
        legalName: reading.required("legalName", "Enter the legal name as it stands on the certificate."),
        effectiveOn: reading.requiredDate("effectiveOn", "Enter the effective date."),
        ...optional("expiresOn", reading.date("expiresOn")),
        ...(reading.list("renewsYearly").length > 0 ? { renewsYearly: true as const } : {}),
        ...optional("document", document),
      };
    },
    notRequired: () => ({
      status: "notRequired",
      rule: reading.required("rule", "Cite the rule that says no certification is needed."),
    }),
    denied: () => ({
      status: "denied",
      on: reading.requiredDate("on", "Enter the day of the denial."),
      reason: reading.required("reason", "Say why, so that the other side can help."),
    }),
    lapsed: () => ({
      status: "lapsed",
      on: reading.requiredDate("on", "Enter the day it lapsed."),
      reason: reading.required("reason", "Say why, so that the other side can help."),
    }),
  };
  const certification = read[status]();
  return Object.keys(reading.errors).length === 0 ? certification : undefined;
}

export const certificationForm: FormSpec = {
  command: "RecordCertification",
  title: "Certification",
  submit: "Save",
  initial: (context) => {
    const { onboarding } = sceneIn(context);
    const state = firstState(context);
    if (!state) return {};
    return { state, ...valuesOf(onboarding.certifications[state]?.value, onboarding.details.legalName) };
  },
  elements: (context, values) => {
    const state = typeof values.state === "string" && isStateCode(values.state) ? values.state : undefined;
    const status = typeof values.status === "string" && isStatus(values.status) ? values.status : "granted";
    const commission = state && states[state];
    return [
      stateChoice(context),
      ...(commission
        ? [
            {
              word: "paragraph",
              text: say`${commission.commission}: ${link(commission.website, commission.website)}${commission.check ? ` (to be checked: ${commission.check})` : ""}`,
            } as const,
          ]
        : []),
      statusChoice(statuses),
      ...fieldsOf[status],
    ];
  },
  read: (_, values) => {
    const reading = new Reading(values);
    const state = reading.required("state", "Pick the state.");
    const status = reading.required("status", "Pick how far it is.");
    if (!isStateCode(state)) reading.fail("state", "Pick one of the states.");
    if (!isStatus(status)) reading.fail("status", "Pick how far it is.");
    const certification = isStatus(status) ? readCertification(reading, status) : undefined;
    return reading.done(() => {
      if (!isStateCode(state) || !certification) throw new Error("A certification was read without its state.");
      return { type: "RecordCertification", entries: [{ state, certification }] };
    });
  },
  fieldOf: (invalid) => {
    if (invalid.invalid === "numberOrDocket") return "number";
    if (invalid.invalid === "expiresBeforeEffective") return "expiresOn";
    if (invalid.invalid === "inFuture") return invalid.what === "appliedOn" ? "appliedOn" : "on";
    return "state";
  },
};
