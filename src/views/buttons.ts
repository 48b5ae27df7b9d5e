/** The buttons that stand on several cards, so that each is worded once. */
import type { StepId } from "../domain/checklist.ts";
import type { AccountId, OnboardingId } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { NextStep } from "../domain/progress.ts";
import type { StateCode } from "../domain/states.ts";
import type { FormName, FormRef, Look } from "./actions.ts";
import type { Button } from "./vocabulary.ts";

export const openForm = (
  label: string,
  form: FormName,
  onboarding: OnboardingId,
  more: Partial<FormRef> = {},
  values?: Readonly<Record<string, string>>,
): Button => ({
  label,
  action: { do: "open", ref: { form, onboarding, ...more }, ...(values ? { values: { ...values } } : {}) },
});

export const lookAt = (label: string, at: Look, onboarding?: OnboardingId, page?: number): Button => ({
  label,
  action: {
    do: "look",
    at,
    ...(onboarding === undefined ? {} : { onboarding }),
    ...(page === undefined ? {} : { page }),
  },
});

export const explain = (label: string, step: StepId, onboarding: OnboardingId, state?: StateCode): Button => ({
  label,
  action: { do: "explain", step, onboarding, ...(state ? { state } : {}) },
});

/** Where a code is typed for nobody else to see. */
export const useCode: Button = { label: "Use a code", action: { do: "open", ref: { form: "link" } } };

/** Whose buttons a request's are: nobody else is shown them where each viewer has a view of their own. */
export const deciders = ({ carrierTeam: { serviceManager, delegate } }: Onboarding): readonly AccountId[] => [
  serviceManager.account,
  ...(delegate ? [delegate.account] : []),
];

const only = (states: readonly StateCode[]): Partial<FormRef> => {
  const [first] = states;
  return states.length === 1 && first ? { state: first } : {};
};

const forStates = (states: readonly StateCode[]): string => (states.length === 1 ? ` for ${states[0]}` : "");

type StepButtons = {
  readonly [K in NextStep["kind"]]: (onboarding: Onboarding, states: readonly StateCode[]) => Button;
};

const buttons: StepButtons = {
  certify: ({ id }, states) => openForm(`Record certification${forStates(states)}`, "certification", id, only(states)),
  awaitCertification: ({ id }, states) =>
    openForm(`Record decision${forStates(states)}`, "certification", id, only(states)),
  getOcn: ({ id }, states) => openForm(`Record OCN${forStates(states)}`, "ocn", id, only(states)),
  awaitOcn: ({ id }, states) => openForm(`Record OCN${forStates(states)}`, "ocn", id, only(states)),
  submitQuestionnaire: ({ id }) => openForm("Questionnaire submitted", "questionnaire", id),
  resubmitQuestionnaire: ({ id }) => openForm("Submitted again", "questionnaire", id),
  sendDocuments: ({ id }) => openForm("Tick off documents", "documents", id),
  reviewQuestionnaire: ({ id }) => ({
    label: "Accept questionnaire",
    action: { do: "acceptQuestionnaire", onboarding: id },
  }),
  issueRsid: ({ id, requests }) => openForm("Issue RSID", "issueRsid", id, { request: requests }),
  answerQuestion: ({ id, requests }) => openForm("Answer", "giveInformation", id, { request: requests }),
  assignCenters: ({ id }) => openForm("Assign centers", "centers", id),
  takeCourses: ({ id }) => lookAt("Training", "training", id),
};

/** The button that does the step. */
export const stepButton = (onboarding: Onboarding, step: NextStep): Button =>
  buttons[step.kind](onboarding, step.states);

/** Who has the ball: a person, or the authority that a state or NECA is. */
export function holderName(step: NextStep): string {
  if (step.turn !== "authority") return step.who?.name ?? "Somebody";
  if (step.step === "ocn") return "NECA";
  return step.states.length === 1 ? "State commission" : "State commissions";
}

/** What is left to do, as a short sentence's start: "certification in CO, WA". */
export const stepWords: Readonly<Record<NextStep["kind"], (places: string) => string>> = {
  certify: (places) => `certification in ${places}`,
  awaitCertification: (places) => `decision on the certification in ${places}`,
  getOcn: (places) => `OCN for ${places}`,
  awaitOcn: (places) => `OCN for ${places}`,
  submitQuestionnaire: () => "submit the Resale Questionnaire",
  resubmitQuestionnaire: () => "submit the Resale Questionnaire again",
  sendDocuments: () => "send the documents still owed",
  reviewQuestionnaire: () => "accept or return the questionnaire",
  issueRsid: () => "issue the RSID",
  answerQuestion: () => "answer the service manager's question",
  assignCenters: (places) => `assign the centers${places ? ` for ${places}` : ""}`,
  takeCourses: () => "training courses",
};
