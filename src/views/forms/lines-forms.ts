/** Certifications and OCNs of several states at once, by pasting lines. */
import type { CommandType } from "../../domain/commands.ts";
import { isCertified, ocnStage } from "../../domain/progress.ts";
import { codes } from "../naming.ts";
import { code, say } from "../vocabulary.ts";
import { type FormSpec, lengths, type Read, Reading, sceneIn } from "./form-spec.ts";
import { readCertificationLine, readLines, readOcnLine } from "./pasted-lines.ts";

const field = "lines";
const empty = "Paste at least one line.";

const linesSpec = (
  command: CommandType,
  title: string,
  example: string,
  explanation: (open: string) => ReturnType<typeof say>,
  open: (context: Parameters<FormSpec["elements"]>[0]) => string,
  read: FormSpec["read"],
): FormSpec => ({
  command,
  title,
  submit: "Save all",
  initial: () => ({ [field]: "" }),
  elements: (context) => [
    { word: "paragraph", text: explanation(open(context)) },
    {
      word: "lines",
      id: field,
      label: "One line for each state",
      hint: "Nothing is saved until every line can be read.",
      placeholder: example,
      maxLength: lengths.lines,
    },
  ],
  read,
  fieldOf: () => field,
});

export const ocnLinesForm: FormSpec = linesSpec(
  "RecordOcn",
  "OCNs, several at once",
  "MN 508J LRSL 2026-10-02",
  (open) =>
    say`State, OCN, category and the date of NECA's notification: ${code("MN 508J LRSL 2026-10-02")}. Without a category it is LRSL.${open}`,
  (context) => {
    const { onboarding } = sceneIn(context);
    const left = onboarding.details.states.filter((state) => ocnStage(onboarding, state) !== "assigned");
    return left.length > 0 ? ` Still without: ${codes(left)}.` : "";
  },
  (context, values): Read => {
    const reading = new Reading(values);
    const text = reading.required(field, empty);
    const { entries, problem } = readLines(text, readOcnLine, sceneIn(context).onboarding.details.states);
    if (problem) reading.fail(field, problem);
    return reading.done(() => ({ type: "RecordOcn", entries }));
  },
);

export const certificationLinesForm: FormSpec = linesSpec(
  "RecordCertification",
  "Certifications, several",
  "MN granted P-7104 2026-09-01",
  (open) =>
    say`For example ${code("MN granted P-7104 2026-09-01")}, ${code("CO applied 2026-10-01 docket:24A-0123T")} or ${code(
      "IA not-required",
    )} followed by the rule that says so. The name on the certificates is taken to be the reseller's legal name.${open}`,
  (context) => {
    const { onboarding } = sceneIn(context);
    const left = onboarding.details.states.filter((state) => !isCertified(onboarding, state));
    return left.length > 0 ? ` Still open: ${codes(left)}.` : "";
  },
  (context, values): Read => {
    const reading = new Reading(values);
    const text = reading.required(field, empty);
    const { details } = sceneIn(context).onboarding;
    const { entries, problem } = readLines(
      text,
      (words) => readCertificationLine(words, details.legalName),
      details.states,
    );
    if (problem) reading.fail(field, problem);
    return reading.done(() => ({ type: "RecordCertification", entries }));
  },
);
