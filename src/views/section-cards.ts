/** One row of the checklist looked at closely: every state of it, and what can be pressed there. */
import { mayAny, type Role } from "../domain/authority.ts";
import { checklist } from "../domain/checklist.ts";
import { centerFunctions } from "../domain/events.ts";
import { centerFor, rsidLock } from "../domain/progress.ts";
import type { StateCode } from "../domain/states.ts";
import { explain, lookAt, openForm } from "./buttons.ts";
import { codes, day, moment, placesOf, sentenceCase } from "./naming.ts";
import { pageOf, turning } from "./paging.ts";
import { factsOf } from "./rsid-card.ts";
import { resellerName, type Scene } from "./scene.ts";
import { centerNames, certificationWords, contactWords, courseKindNames, ocnWords } from "./sentences.ts";
import { type Button, type Card, type CardElement, code, link, say, strong, type Text } from "./vocabulary.ts";
import { rsidLockedBecause } from "./wording.ts";

const section = (name: string, scene: Scene, elements: readonly CardElement[], buttons: readonly Button[]): Card => ({
  summary: `${name} of ${resellerName(scene.onboarding)}`,
  elements: [
    { word: "heading", text: `${name}: ${resellerName(scene.onboarding)}` },
    ...elements,
    { word: "buttons", buttons },
  ],
});

/** States with the same words stand together, so that fifty of them stay readable. */
function byWords(scene: Scene, words: (state: StateCode) => Text | undefined, otherwise: string): readonly Text[] {
  const { states: all } = scene.onboarding.details;
  const alike = new Map<string, { readonly text: Text; readonly states: StateCode[] }>();
  const open: StateCode[] = [];
  for (const state of all) {
    const text = words(state);
    if (!text) {
      open.push(state);
      continue;
    }
    const key = JSON.stringify(text);
    const group = alike.get(key) ?? { text, states: [] };
    group.states.push(state);
    alike.set(key, group);
  }
  const named = (list: readonly StateCode[]) => (all.length > 12 ? codes(list) : placesOf(list));
  return [
    ...[...alike.values()].map((group) => say`${strong(named(group.states))}: ${group.text}`),
    ...(open.length > 0 ? [say`${strong(sentenceCase(codes(open)))}: ${otherwise}`] : []),
  ];
}

const statesOnPage = 20;
const turns = { back: "States before", on: "More states" };

/** A row that is per state: what is recorded in each, and the forms that record it. */
function perStateCard(
  step: "certification" | "ocn",
  scene: Scene,
  held: readonly Role[],
  asked: number,
  words: (state: StateCode) => Text | undefined,
): Card {
  const { id } = scene.onboarding;
  const page = pageOf(byWords(scene, words, "not started"), asked, statesOnPage);
  const record = mayAny(held, step === "ocn" ? "RecordOcn" : "RecordCertification")
    ? [
        openForm("Record or correct", step, id),
        openForm("Paste several states", step === "ocn" ? "ocnLines" : "certificationLines", id),
      ]
    : [];
  return section(
    checklist[step].name,
    scene,
    [{ word: "list", items: page.items }],
    [...record, ...turning(page, step, id, turns), explain("How do I get this?", step, id)],
  );
}

const evidence = (name: string, url: string | undefined): Text => (url ? say` (${link(name, url)})` : []);

export const certificationCard = (scene: Scene, held: readonly Role[], asked: number): Card =>
  perStateCard("certification", scene, held, asked, (state) => {
    const value = scene.onboarding.certifications[state]?.value;
    return (
      value &&
      say`${certificationWords(value)}${evidence("document", "document" in value ? value.document : undefined)}`
    );
  });

export const ocnCard = (scene: Scene, held: readonly Role[], asked: number): Card =>
  perStateCard("ocn", scene, held, asked, (state) => {
    const value = scene.onboarding.ocns[state]?.value;
    return (
      value && say`${ocnWords(value)}${evidence("notification", "evidence" in value ? value.evidence : undefined)}`
    );
  });

export function questionnaireCard(scene: Scene, held: readonly Role[]): Card {
  const { onboarding } = scene;
  const { questionnaire, id, details } = onboarding;
  const lines: Text[] = [];
  const buttons: Button[] = [];
  if (questionnaire.status === "notSubmitted") lines.push(say`Not submitted yet.`);
  else {
    const { submission } = questionnaire;
    lines.push(
      say`Submitted ${day(submission.on)} by ${submission.submittedBy}${submission.confirmation ? `, confirmation ${submission.confirmation}` : ""}.`,
    );
    for (const document of submission.owed)
      lines.push(
        say`${document}: ${submission.received.includes(document) ? "sent" : `owed by ${day(submission.dueOn)}`}`,
      );
    if (questionnaire.status === "accepted")
      lines.push(
        say`Accepted by ${questionnaire.accepted.by.name}, ${moment(questionnaire.accepted.at, details.timeZone)}.`,
      );
    if (questionnaire.status === "returned")
      lines.push(say`Returned by ${questionnaire.returned.by.name}: “${questionnaire.reasons}”`);
    if (submission.owed.length > submission.received.length && mayAny(held, "RecordDocuments"))
      buttons.push(openForm("Tick off documents", "documents", id));
  }
  if (
    (questionnaire.status === "notSubmitted" || questionnaire.status === "returned") &&
    mayAny(held, "SubmitQuestionnaire")
  )
    buttons.unshift({ ...openForm("Questionnaire submitted", "questionnaire", id), weight: "primary" });
  if (questionnaire.status === "submitted" && mayAny(held, "AcceptQuestionnaire"))
    buttons.unshift(
      { label: "Accept questionnaire", weight: "primary", action: { do: "acceptQuestionnaire", onboarding: id } },
      openForm("Return questionnaire", "returnQuestionnaire", id),
    );
  return section(
    "Resale Questionnaire",
    scene,
    [{ word: "list", items: lines }],
    [...buttons, explain("How do I do this?", "questionnaire", id)],
  );
}

export function rsidLookCard(scene: Scene, held: readonly Role[]): Card {
  const { onboarding } = scene;
  const { rsid, id, details, carrierTeam } = onboarding;
  const lock = rsidLock(onboarding);
  const decides = mayAny(held, "IssueRsid");
  const lines: Text[] = [];
  const buttons: Button[] = [];
  if (rsid.status === "issued") {
    lines.push(
      say`${code(rsid.rsid)}, issued by ${rsid.issued.by.name} on ${moment(rsid.issued.at, details.timeZone)}.`,
    );
    for (const old of rsid.superseded)
      lines.push(say`Superseded ${code(old.rsid)} on ${moment(old.corrected.at, details.timeZone)}: “${old.reason}”`);
    if (decides) buttons.push(openForm("Correct the RSID", "correctRsid", id));
  } else if (lock) lines.push(say`${strong("Locked.")} ${rsidLockedBecause[lock]}`);
  else if (rsid.status === "informationAsked") {
    lines.push(say`${rsid.asked.by.name} asked: “${rsid.question}”`);
    if (mayAny(held, "GiveInformation"))
      buttons.push(openForm("Answer", "giveInformation", id, { request: rsid.request }));
  } else lines.push(say`Asked of ${carrierTeam.serviceManager.name}.`);
  if (decides && !lock && rsid.status !== "issued") {
    buttons.unshift({
      ...openForm("Issue RSID", "issueRsid", id, { request: onboarding.requests }),
      weight: "primary",
    });
    if (rsid.status === "requested")
      buttons.push(openForm("Need more information", "askInformation", id, { request: onboarding.requests }));
    buttons.push(openForm("Hand over", "handOver", id));
  }
  const facts = decides && rsid.status !== "issued" && !lock ? factsOf(scene) : [];
  return section(
    "RSID",
    scene,
    [{ word: "list", items: lines }, ...facts],
    [...buttons, explain("What is this?", "rsid", id)],
  );
}

export function centersLookCard(scene: Scene, held: readonly Role[], asked: number): Card {
  const { onboarding } = scene;
  const items = centerFunctions.flatMap((name) => {
    const lines = byWords(
      scene,
      (state) => {
        const found = centerFor(onboarding, state, name);
        return found && say`${contactWords(found.contact)} (given by ${found.assignment.assigned.by.name})`;
      },
      "not assigned yet",
    );
    return [say`${strong(centerNames[name])}`, ...lines];
  });
  const page = pageOf(items, asked, statesOnPage);
  const buttons = mayAny(held, "AssignCenters") ? [openForm("Assign centers", "centers", onboarding.id)] : [];
  return section(
    "Centers",
    scene,
    [{ word: "list", items: page.items }],
    [...buttons, ...turning(page, "centers", onboarding.id, turns), explain("What is this?", "centers", onboarding.id)],
  );
}

/** Courses past this many are left to the history: a card has to end somewhere. */
const coursesShown = 12;

export function trainingCard(scene: Scene, held: readonly Role[]): Card {
  const { onboarding } = scene;
  const { courses, id } = onboarding;
  const elements: CardElement[] = [];
  const may = mayAny(held, "CompleteCourse");
  const shown = [...courses].sort(
    (one, other) => Number(Boolean(one.completedOn)) - Number(Boolean(other.completedOn)),
  );
  for (const { course, completedOn, completedBy } of shown.slice(0, coursesShown)) {
    const title = course.link ? say`${link(course.title, course.link)}` : say`${course.title}`;
    const about = [courseKindNames[course.kind], course.on && day(course.on), course.who].filter(Boolean).join(", ");
    elements.push({
      word: "row",
      tone: completedOn ? "done" : "active",
      title: course.title,
      lines: [
        say`${course.link ? say`${title} · ` : ""}${about}${completedOn ? ` · taken ${day(completedOn)}, ticked off by ${completedBy?.name ?? ""}` : ""}`,
      ],
    });
    if (!completedOn && may)
      elements.push({
        word: "buttons",
        buttons: [
          { label: "Taken", action: { do: "completeCourse", onboarding: id, course: course.id } },
          { label: "Remove", action: { do: "dropCourse", onboarding: id, course: course.id } },
        ],
      });
  }
  if (courses.length === 0)
    elements.push({
      word: "paragraph",
      text: say`No courses planned yet. Training runs beside everything else; nothing waits for it.`,
    });
  if (courses.length > coursesShown)
    elements.push({ word: "small", text: say`…and ${courses.length - coursesShown} more; the history has them.` });
  const plan = mayAny(held, "PlanCourse") ? [openForm("Plan a course", "course", id)] : [];
  // Slack would set the courses' own buttons and the card's into one row.
  if (courses.length > 0) elements.push({ word: "divider" });
  return section("Training", scene, elements, [
    ...plan,
    explain("Where are the courses?", "training", id),
    lookAt("Menu", "help", id),
  ]);
}
