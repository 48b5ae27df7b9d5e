/** The fields that certification and OCN ask alike: which state, and how far it is there. */
import { states } from "../../domain/states.ts";
import type { FormElement } from "../vocabulary.ts";
import { type FormContext, sceneIn } from "./form-spec.ts";

export const stateChoice = (context: FormContext): FormElement => ({
  word: "choice",
  id: "state",
  label: "State",
  reshapes: true,
  choices: sceneIn(context).onboarding.details.states.map((code) => ({
    value: code,
    label: `${states[code].name} (${code})`,
  })),
});

/** What the other fields are depends on it. */
export const statusChoice = (statuses: Readonly<Record<string, string>>): FormElement => ({
  word: "choice",
  id: "status",
  label: "How far is it?",
  reshapes: true,
  choices: Object.entries(statuses).map(([value, label]) => ({ value, label })),
});

/** A full address of a page, without a name and password in it. */
export function isWebLink(text: string): boolean {
  if (!/^https?:\/\/[^\s<>|"]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}
