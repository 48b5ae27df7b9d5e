/** A training course that somebody will take. */

import { checklist } from "../../domain/checklist.ts";
import { type CourseKind, courseKinds } from "../../domain/events.ts";
import { sentenceCase } from "../naming.ts";
import { courseKindNames } from "../sentences.ts";
import { link, say } from "../vocabulary.ts";
import { type FormSpec, lengths, optional, Reading } from "./form-spec.ts";
import { isWebLink } from "./state-fields.ts";

const isCourseKind = (text: string): text is CourseKind => (courseKinds as readonly string[]).includes(text);
const catalog = checklist.training.contact?.link ?? "";

export const courseForm: FormSpec = {
  command: "PlanCourse",
  title: "Plan a course",
  submit: "Add",
  initial: () => ({ kind: "webBased" }),
  elements: () => [
    { word: "paragraph", text: say`Courses stand in the carrier's catalog: ${link(catalog, catalog)}.` },
    {
      word: "choice",
      id: "kind",
      label: "Kind",
      choices: courseKinds.map((kind) => ({ value: kind, label: sentenceCase(courseKindNames[kind]) })),
    },
    { word: "line", id: "title", label: "Course", maxLength: lengths.name },
    { word: "line", id: "link", label: "Link", optional: true, maxLength: lengths.link },
    { word: "date", id: "on", label: "When", optional: true },
    { word: "line", id: "who", label: "Who takes it", optional: true, maxLength: lengths.name },
  ],
  read: (context, values) => {
    const reading = new Reading(values);
    const kind = reading.text("kind");
    const title = reading.required("title", "Enter the course's title.");
    const address = reading.text("link");
    if (address !== "" && !isWebLink(address)) reading.fail("link", "Enter a full link that starts with https://");
    const on = reading.date("on");
    return reading.done(() => ({
      type: "PlanCourse",
      course: {
        id: context.newId(),
        kind: isCourseKind(kind) ? kind : "webBased",
        title,
        ...optional("link", address),
        ...optional("on", on),
        ...optional("who", reading.text("who")),
      },
    }));
  },
  fieldOf: () => "title",
};
