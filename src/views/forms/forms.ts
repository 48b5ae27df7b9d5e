/** Every form by name, and how one is drawn: fresh, with errors, or with doubts to agree to. */
import { agreementTo, type Doubt } from "../../domain/findings.ts";
import type { FormName } from "../actions.ts";
import { type Form, type FormElement, type FormValues, say, strong } from "../vocabulary.ts";
import { sentenceOfDoubt } from "../wording.ts";
import { centersForm } from "./centers-form.ts";
import { certificationForm } from "./certification-form.ts";
import { closeForm } from "./close-form.ts";
import { courseForm } from "./course-form.ts";
import type { FormContext, FormSpec } from "./form-spec.ts";
import { certificationLinesForm, ocnLinesForm } from "./lines-forms.ts";
import { joinAccountsForm, linkForm } from "./link-forms.ts";
import { ocnForm } from "./ocn-form.ts";
import { documentsForm, questionnaireForm, returnQuestionnaireForm } from "./questionnaire-forms.ts";
import { askInformationForm, correctRsidForm, giveInformationForm, issueRsidForm } from "./rsid-forms.ts";
import { detailsForm, startForm } from "./start-form.ts";
import { handOverForm, teamForm } from "./team-forms.ts";

export const forms: Readonly<Record<FormName, FormSpec>> = {
  start: startForm,
  details: detailsForm,
  team: teamForm,
  handOver: handOverForm,
  certification: certificationForm,
  certificationLines: certificationLinesForm,
  ocn: ocnForm,
  ocnLines: ocnLinesForm,
  questionnaire: questionnaireForm,
  documents: documentsForm,
  returnQuestionnaire: returnQuestionnaireForm,
  issueRsid: issueRsidForm,
  correctRsid: correctRsidForm,
  askInformation: askInformationForm,
  giveInformation: giveInformationForm,
  centers: centersForm,
  course: courseForm,
  link: linkForm,
  joinAccounts: joinAccountsForm,
  close: closeForm,
};

export function drawForm(
  context: FormContext,
  values: FormValues,
  errors: Readonly<Record<string, string>> = {},
): Form {
  const spec = forms[context.ref.form];
  return {
    ref: context.ref,
    title: spec.title,
    submit: spec.submit,
    cancel: "Cancel",
    elements: spec.elements(context, values),
    values,
    errors,
  };
}

/** Doubts of one kind about many states are told as two sentences and a list, not as fifty sentences. */
function doubtTexts(doubts: readonly Doubt[]): readonly string[] {
  const byKind = new Map<string, Doubt[]>();
  for (const doubt of doubts) byKind.set(doubt.doubt, [...(byKind.get(doubt.doubt) ?? []), doubt]);
  return [...byKind.values()].flatMap((alike) => {
    const told = alike.slice(0, alike.length > 3 ? 2 : 3).map(sentenceOfDoubt);
    const rest = alike.slice(told.length).flatMap((doubt) => ("state" in doubt ? [doubt.state] : []));
    return rest.length > 0 ? [...told, `The same for ${rest.join(", ")}.`] : told;
  });
}

/** The same form with "are you sure?" on top. Sending it again unchanged is the yes. */
export function askAgain(context: FormContext, values: FormValues, doubts: readonly Doubt[]): Form {
  const ref = { ...context.ref, agreed: [...agreementTo(doubts)] };
  const form = drawForm({ ...context, ref }, values);
  const rsid = typeof values.rsid === "string" ? values.rsid.trim().toUpperCase() : "";
  const yes: Partial<Record<FormName, string>> = {
    issueRsid: `Issue ${rsid}`,
    correctRsid: `Correct to ${rsid}`,
    start: "Start anyway",
  };
  const decision = context.ref.form === "issueRsid" || context.ref.form === "correctRsid";
  const submit = yes[context.ref.form] ?? "Save anyway";
  const asking: readonly FormElement[] = [
    {
      word: "note",
      tone: "bad",
      text: decision
        ? say`${strong("Is this right?")} Press ${strong(submit)}, or change it below.`
        : say`${strong("Are you sure?")} Press ${strong(submit)} to keep it as typed, or change it below.`,
    },
    ...doubtTexts(doubts).map((text): FormElement => ({ word: "paragraph", text: say`• ${text}` })),
    { word: "divider" },
  ];
  return {
    ...form,
    submit,
    elements: [...asking, ...form.elements],
  };
}
