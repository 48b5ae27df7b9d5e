/** The Resale Questionnaire: reported as sent, its documents ticked off, returned with reasons. */

import { checklist, documentsDueDays } from "../../domain/checklist.ts";
import { documentsMissing } from "../../domain/progress.ts";
import { link, say } from "../vocabulary.ts";
import { type FormSpec, lengths, optional, Reading, sceneIn } from "./form-spec.ts";

const site = checklist.questionnaire.contact?.link ?? "";
const mostDocuments = 20;

export const questionnaireForm: FormSpec = {
  command: "SubmitQuestionnaire",
  title: "Questionnaire submitted",
  submit: "Save",
  initial: ({ today, viewer, scene }) => {
    const before = scene?.onboarding.questionnaire;
    return {
      on: today,
      submittedBy: viewer.name,
      documents:
        before && before.status !== "notSubmitted" && scene ? documentsMissing(scene.onboarding).join("\n") : "",
    };
  },
  elements: () => [
    {
      word: "paragraph",
      text: say`The questionnaire itself is filled in on the carrier's site: ${link(site, site)}. Tax ids, bank and credit details stay there; never type them here.`,
    },
    { word: "date", id: "on", label: "Submitted on" },
    { word: "line", id: "submittedBy", label: "Submitted by", maxLength: lengths.name },
    { word: "line", id: "confirmation", label: "Confirmation number", optional: true, maxLength: lengths.short },
    {
      word: "lines",
      id: "documents",
      label: "Documents still owed",
      hint: `One on each line; leave it empty if none. They are due ${documentsDueDays} days after submitting.`,
      optional: true,
      maxLength: lengths.reason,
    },
  ],
  read: (_, values) => {
    const reading = new Reading(values);
    const on = reading.requiredDate("on", "Enter the day it was submitted.");
    const submittedBy = reading.required("submittedBy", "Enter who submitted it.");
    const documentsOwed = [
      ...new Set(
        reading
          .text("documents")
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter((line) => line !== ""),
      ),
    ];
    if (documentsOwed.length > mostDocuments)
      reading.fail("documents", `Name at most ${mostDocuments} documents; put several into one line.`);
    if (documentsOwed.some((document) => document.length > lengths.document))
      reading.fail("documents", `Keep each document's name within ${lengths.document} characters.`);
    return reading.done(() => ({
      type: "SubmitQuestionnaire",
      on,
      submittedBy,
      ...optional("confirmation", reading.text("confirmation")),
      documentsOwed,
    }));
  },
  fieldOf: () => "on",
};

export const documentsForm: FormSpec = {
  command: "RecordDocuments",
  title: "Documents",
  submit: "Save",
  initial: () => ({ documents: [] }),
  elements: (context) => {
    const missing = documentsMissing(sceneIn(context).onboarding);
    return missing.length === 0
      ? [{ word: "note", tone: "done", text: say`No documents are owed.` }]
      : [
          {
            word: "ticks",
            id: "documents",
            label: "Sent to the carrier",
            choices: missing.map((document) => ({ value: document, label: document })),
          },
        ];
  },
  read: (_, values) => {
    const reading = new Reading(values);
    const documents = reading.list("documents");
    if (documents.length === 0) reading.fail("documents", "Tick the documents that were sent.");
    return reading.done(() => ({ type: "RecordDocuments", documents }));
  },
  fieldOf: () => "documents",
};

export const returnQuestionnaireForm: FormSpec = {
  command: "ReturnQuestionnaire",
  title: "Return questionnaire",
  submit: "Return it",
  initial: () => ({}),
  elements: () => [
    {
      word: "lines",
      id: "reasons",
      label: "What has to be corrected",
      hint: "The reseller reads this in the channel. The RSID request waits until it is submitted again.",
      maxLength: lengths.reason,
    },
  ],
  read: (_, values) => {
    const reading = new Reading(values);
    const reasons = reading.required("reasons", "Say what has to be corrected.");
    return reading.done(() => ({ type: "ReturnQuestionnaire", reasons }));
  },
  fieldOf: () => "reasons",
};
