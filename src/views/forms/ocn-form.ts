/** A state's Operating Company Number: asked of NECA, or assigned by it. */

import { checklist } from "../../domain/checklist.ts";
import type { OcnRecord } from "../../domain/events.ts";
import { isOcnCategory, type Ocn, ocnCategories, parseOcn } from "../../domain/ids.ts";
import { ocnStage } from "../../domain/progress.ts";
import { isStateCode, type StateCode } from "../../domain/states.ts";
import type { FormElement, FormValues } from "../vocabulary.ts";
import { say } from "../vocabulary.ts";
import { sentenceOfOcnProblem } from "../wording.ts";
import { type FormContext, type FormSpec, lengths, optional, Reading, sceneIn } from "./form-spec.ts";
import { isWebLink, stateChoice, statusChoice } from "./state-fields.ts";

const statuses = { assigned: "NECA has assigned it", requested: "Asked of NECA, not here yet" } as const;
type Status = keyof typeof statuses;
const isStatus = (text: string): text is Status => Object.hasOwn(statuses, text);

function firstState(context: FormContext): StateCode | undefined {
  const { onboarding } = sceneIn(context);
  const { states } = onboarding.details;
  if (context.ref.state && states.includes(context.ref.state)) return context.ref.state;
  return (
    states.find((state) => ocnStage(onboarding, state) === "requested") ??
    states.find((state) => ocnStage(onboarding, state) === "notStarted") ??
    states[0]
  );
}

function valuesOf(record: OcnRecord | undefined, legalName: string): FormValues {
  if (!record) return { status: "assigned", category: "LRSL", companyName: legalName };
  if (record.status === "requested")
    return { status: "assigned", category: record.category, requestedOn: record.requestedOn, companyName: legalName };
  return {
    status: "assigned",
    ocn: record.ocn,
    category: record.category,
    notifiedOn: record.notifiedOn,
    companyName: record.companyName ?? "",
    evidence: record.evidence ?? "",
  };
}

const category: FormElement = {
  word: "choice",
  id: "category",
  label: "Category",
  hint: "LRSL is the local exchange reseller's. NECA can't change it later.",
  choices: ocnCategories.map((each) => ({
    value: each,
    label: each === "LRSL" ? "LRSL (local exchange reseller)" : each,
  })),
};

const fieldsOf: Readonly<Record<Status, readonly FormElement[]>> = {
  assigned: [
    {
      word: "line",
      id: "ocn",
      label: "OCN",
      hint: "Four letters or digits, as on NECA's notification. Check whether a round sign is a zero or the letter O.",
      placeholder: "508J",
      maxLength: 10,
    },
    category,
    { word: "date", id: "notifiedOn", label: "Date of NECA's notification" },
    {
      word: "line",
      id: "companyName",
      label: "Company name on the notification",
      optional: true,
      maxLength: lengths.name,
    },
    {
      word: "line",
      id: "evidence",
      label: "Link to NECA's notification",
      hint: "Where both companies can open it.",
      optional: true,
      maxLength: lengths.link,
    },
  ],
  requested: [category, { word: "date", id: "requestedOn", label: "Asked on" }],
};

export const ocnForm: FormSpec = {
  command: "RecordOcn",
  title: "OCN",
  submit: "Save",
  initial: (context) => {
    const { onboarding } = sceneIn(context);
    const state = firstState(context);
    return state ? { state, ...valuesOf(onboarding.ocns[state]?.value, onboarding.details.legalName) } : {};
  },
  elements: (context, values) => {
    const status = typeof values.status === "string" && isStatus(values.status) ? values.status : "assigned";
    const phones = checklist.ocn.contact?.phones.join(" or ") ?? "";
    return [
      { word: "paragraph", text: say`The OCN comes from NECA, ${phones}. One for each state.` },
      stateChoice(context),
      statusChoice(statuses),
      ...fieldsOf[status],
    ];
  },
  read: (_, values) => {
    const reading = new Reading(values);
    const state = reading.required("state", "Pick the state.");
    if (!isStateCode(state)) reading.fail("state", "Pick one of the states.");
    const chosen = reading.text("category");
    const ocnCategory = isOcnCategory(chosen) ? chosen : "LRSL";
    let record: OcnRecord;
    if (reading.text("status") === "requested") {
      record = {
        status: "requested",
        category: ocnCategory,
        requestedOn: reading.requiredDate("requestedOn", "Enter the day you asked NECA."),
      };
    } else {
      const parsed = parseOcn(reading.text("ocn"));
      if (!parsed.ok) reading.fail("ocn", sentenceOfOcnProblem[parsed.problem]);
      const evidence = reading.text("evidence");
      if (evidence !== "" && !isWebLink(evidence))
        reading.fail("evidence", "Enter a full link that starts with https://");
      record = {
        status: "assigned",
        ocn: parsed.ok ? parsed.value : ("" as Ocn),
        category: ocnCategory,
        notifiedOn: reading.requiredDate("notifiedOn", "Enter the date of NECA's notification."),
        ...optional("companyName", reading.text("companyName")),
        ...optional("evidence", evidence),
      };
    }
    return reading.done(() => {
      if (!isStateCode(state)) throw new Error("An OCN was read without its state.");
      return { type: "RecordOcn", entries: [{ state, record }] };
    });
  },
  fieldOf: (invalid) => {
    if (invalid.invalid === "ocnIsRsid") return "ocn";
    if (invalid.invalid === "inFuture") return invalid.what === "requestedOn" ? "requestedOn" : "notifiedOn";
    return "state";
  },
};
