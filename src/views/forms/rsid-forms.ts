/** The RSID: issued, corrected, and the questions before it. */
import { parseRsid, type Rsid } from "../../domain/ids.ts";
import { factsOf } from "../rsid-card.ts";
import { code, type FormElement, say } from "../vocabulary.ts";
import { sentenceOfRsidProblem } from "../wording.ts";
import { type FormContext, type FormSpec, lengths, Reading, sceneIn } from "./form-spec.ts";

const rsidField = (label: string): FormElement => ({
  word: "line",
  id: "rsid",
  label,
  hint: "Two to six letters or digits, as your system assigned it. Mostly three.",
  maxLength: 12,
});

function readRsid(reading: Reading): Rsid {
  const parsed = parseRsid(reading.text("rsid"));
  if (parsed.ok) return parsed.value;
  reading.fail("rsid", sentenceOfRsidProblem[parsed.problem]);
  return "" as Rsid;
}

/** A card's facts as a form can show them. */
const factsInForm = (context: FormContext): readonly FormElement[] =>
  factsOf(sceneIn(context)).flatMap((element): readonly FormElement[] => {
    if (element.word === "facts" || element.word === "note" || element.word === "paragraph") return [element];
    if (element.word === "list") return element.items.map((text) => ({ word: "paragraph", text: say`• ${text}` }));
    return [];
  });

export const issueRsidForm: FormSpec = {
  command: "IssueRsid",
  title: "Issue RSID",
  submit: "Review",
  initial: () => ({}),
  elements: (context) => [...factsInForm(context), { word: "divider" }, rsidField("RSID")],
  read: ({ ref }, values) => {
    const reading = new Reading(values);
    const rsid = readRsid(reading);
    return reading.done(() => ({ type: "IssueRsid", rsid, request: ref.request ?? 0 }));
  },
  fieldOf: () => "rsid",
};

export const correctRsidForm: FormSpec = {
  command: "CorrectRsid",
  title: "Correct the RSID",
  submit: "Review",
  initial: () => ({}),
  elements: (context) => {
    const { rsid } = sceneIn(context).onboarding;
    return [
      {
        word: "paragraph",
        text:
          rsid.status === "issued"
            ? say`${code(rsid.rsid)} was issued by ${rsid.issued.by.name}. The new one supersedes it; the history keeps both.`
            : say`No RSID has been issued yet.`,
      },
      rsidField("Right RSID"),
      { word: "lines", id: "reason", label: "Why", hint: "Both companies read this.", maxLength: lengths.reason },
    ];
  },
  read: (_, values) => {
    const reading = new Reading(values);
    const rsid = readRsid(reading);
    const reason = reading.required("reason", "Say why it is corrected.");
    return reading.done(() => ({ type: "CorrectRsid", rsid, reason }));
  },
  fieldOf: () => "rsid",
};

export const askInformationForm: FormSpec = {
  command: "AskInformation",
  title: "More information",
  submit: "Ask",
  initial: () => ({}),
  elements: () => [
    {
      word: "lines",
      id: "question",
      label: "What do you need to know?",
      hint: "Goes to the reseller's lead in the channel. The request comes back to you with the answer.",
      maxLength: lengths.reason,
    },
  ],
  read: ({ ref }, values) => {
    const reading = new Reading(values);
    const question = reading.required("question", "Write what you need to know.");
    return reading.done(() => ({ type: "AskInformation", request: ref.request ?? 0, question }));
  },
  fieldOf: () => "question",
};

export const giveInformationForm: FormSpec = {
  command: "GiveInformation",
  title: "Answer",
  submit: "Send",
  initial: () => ({}),
  elements: (context) => {
    const { rsid } = sceneIn(context).onboarding;
    return [
      ...(rsid.status === "informationAsked"
        ? [{ word: "paragraph", text: say`${rsid.asked.by.name} asks: “${rsid.question}”` } as const]
        : []),
      {
        word: "lines",
        id: "answer",
        label: "Your answer",
        hint: "If a fact has to change, record it first and say so here. No tax, bank or credit data.",
        maxLength: lengths.reason,
      },
    ];
  },
  read: ({ ref }, values) => {
    const reading = new Reading(values);
    const answer = reading.required("answer", "Write the answer.");
    return reading.done(() => ({ type: "GiveInformation", request: ref.request ?? 0, answer }));
  },
  fieldOf: () => "answer",
};
