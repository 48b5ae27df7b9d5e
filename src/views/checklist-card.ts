/** The live checklist: the carrier's six rows, who has the ball, what is locked and why, and the next steps. */
import { checklist, type StepId, stepIds } from "../domain/checklist.ts";
import { centerFunctions } from "../domain/events.ts";
import { lateOn } from "../domain/late.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import {
  centerFor,
  certificationStage,
  documentsMissing,
  hasBothCenters,
  isComplete,
  type NextStep,
  nextSteps,
  ocnStage,
  type RowStage,
  readyStates,
  rowStage,
  rsidLock,
} from "../domain/progress.ts";
import type { StateCode } from "../domain/states.ts";
import { deciders, explain, lookAt, stepButton } from "./buttons.ts";
import { lateTexts } from "./lateness.ts";
import { codes, count, day, moment, series, shortened } from "./naming.ts";
import { resellerName, type Scene } from "./scene.ts";
import { centerNames, contactWords } from "./sentences.ts";
import { ballLines, readinessLines } from "./standing.ts";
import {
  type Button,
  type Card,
  type CardElement,
  code,
  quiet,
  say,
  strong,
  type Text,
  type Tone,
} from "./vocabulary.ts";
import { rsidLockedBecause } from "./wording.ts";

const toneOf: Readonly<Record<RowStage, Tone>> = {
  done: "done",
  active: "active",
  waiting: "waiting",
  locked: "locked",
  optional: "plain",
};

/** More states than this, and each group stands in a line of its own. */
const statesInARow = 12;

/** `Granted: MN · Applied for: CO` with nothing for an empty group. */
function grouped(
  states: readonly StateCode[],
  groups: readonly (readonly [string, (state: StateCode) => boolean])[],
): readonly Text[] {
  const parts = groups
    .map(([label, belongs]) => [label, states.filter(belongs)] as const)
    .filter(([, list]) => list.length > 0)
    .map(([label, list]) => `${label}: ${codes(list)}`);
  const lines = states.length > statesInARow ? parts : [parts.join(" · ")];
  return lines.filter((line) => line !== "").map((line) => say`${line}`);
}

/** The checklist is for the whole picture: long texts begin here, and stand in full where they are answered. */
const excerpt = 240;
/** More different contacts than this are counted; the look at Centers has them all. */
const contactsShown = 2;
/** The first documents by name, the others counted. */
const documentsNamed = 6;
const fewOf = (documents: readonly string[]): readonly string[] =>
  documents.length <= documentsNamed
    ? documents
    : [...documents.slice(0, documentsNamed - 1), `${documents.length - documentsNamed + 1} more`];

const progressLines: Readonly<Record<StepId, (onboarding: Onboarding) => readonly Text[]>> = {
  certification: (onboarding) => {
    const is = (stage: string) => (state: StateCode) => certificationStage(onboarding, state) === stage;
    return grouped(onboarding.details.states, [
      ["Granted", is("granted")],
      ["Not required", is("notRequired")],
      ["Applied for", is("applied")],
      ["Denied", is("denied")],
      ["Lapsed", is("lapsed")],
      ["Not started", is("notStarted")],
    ]);
  },
  ocn: (onboarding) => {
    const assigned = onboarding.details.states.flatMap((state) => {
      const value = onboarding.ocns[state]?.value;
      return value?.status === "assigned" ? [`${state} ${value.ocn}`] : [];
    });
    const is = (stage: string) => (state: StateCode) => ocnStage(onboarding, state) === stage;
    return [
      ...(assigned.length > 0 ? [say`Assigned: ${assigned.sort().join(", ")}`] : []),
      ...grouped(onboarding.details.states, [
        ["Requested", is("requested")],
        ["Not started", is("notStarted")],
      ]),
    ];
  },
  questionnaire: (onboarding) => {
    const { questionnaire } = onboarding;
    if (questionnaire.status === "notSubmitted") return [say`Not submitted yet. Submitting it unlocks the RSID.`];
    const { submission } = questionnaire;
    const missing = documentsMissing(onboarding);
    const owed = missing.length > 0 ? [say`Documents owed by ${day(submission.dueOn)}: ${series(fewOf(missing))}`] : [];
    const zone = onboarding.details.timeZone;
    const sent = `Submitted ${day(submission.on)} by ${submission.submittedBy}`;
    if (questionnaire.status === "accepted")
      return [
        say`${sent}. Accepted by ${questionnaire.accepted.by.name}, ${moment(questionnaire.accepted.at, zone)}.`,
        ...owed,
      ];
    if (questionnaire.status === "returned")
      return [
        say`${sent}. Returned by ${questionnaire.returned.by.name}: “${shortened(questionnaire.reasons, excerpt)}”`,
        ...owed,
      ];
    return [say`${sent}. Waiting for ${onboarding.carrierTeam.serviceManager.name} to accept it.`, ...owed];
  },
  rsid: (onboarding) => {
    const { rsid } = onboarding;
    const zone = onboarding.details.timeZone;
    const lock = rsidLock(onboarding);
    if (lock) return [say`${rsidLockedBecause[lock]}`];
    if (rsid.status === "issued")
      return [say`${code(rsid.rsid)}, issued by ${rsid.issued.by.name}, ${moment(rsid.issued.at, zone)}`];
    if (rsid.status === "informationAsked")
      return [
        say`${rsid.asked.by.name} asked: “${shortened(rsid.question, excerpt)}” Waiting for the answer of ${resellerName(onboarding)}.`,
      ];
    return rsid.status === "requested"
      ? [say`Asked of ${onboarding.carrierTeam.serviceManager.name} since ${moment(rsid.requested.at, zone)}.`]
      : [];
  },
  centers: (onboarding) => {
    const { states } = onboarding.details;
    const without = states.filter((state) => !hasBothCenters(onboarding, state));
    const lines: Text[] = [];
    for (const name of centerFunctions) {
      const found = new Map<string, StateCode[]>();
      for (const state of states) {
        const center = centerFor(onboarding, state, name);
        if (center)
          found.set(contactWords(center.contact), [...(found.get(contactWords(center.contact)) ?? []), state]);
      }
      if (found.size > contactsShown) {
        const served = [...found.values()].reduce((sum, list) => sum + list.length, 0);
        lines.push(
          say`${centerNames[name]}: ${count(found.size, "contact")} for ${served} of ${count(states.length, "state")}`,
        );
      } else
        for (const [contact, served] of found)
          lines.push(
            say`${centerNames[name]}: ${contact}${served.length === states.length ? "" : ` (${codes(served)})`}`,
          );
    }
    if (without.length === 0) return lines;
    if (onboarding.rsid.status !== "issued")
      return [...lines, say`Comes after the RSID: ${onboarding.carrierTeam.serviceManager.name} assigns them.`];
    return [...lines, say`Waiting for ${onboarding.carrierTeam.serviceManager.name}: ${codes(without)}`];
  },
  training: ({ courses }) => {
    if (courses.length === 0) return [say`No courses planned. Nothing waits for this.`];
    const done = courses.filter((course) => course.completedOn).length;
    return [say`${done} of ${count(courses.length, "course")} taken. Nothing waits for this.`];
  },
};

function headline(onboarding: Onboarding, step: StepId): string {
  const { states } = onboarding.details;
  const of = (has: (state: StateCode) => boolean) => `${states.filter(has).length} of ${count(states.length, "state")}`;
  if (step === "certification")
    return of((state) => ["granted", "notRequired"].includes(certificationStage(onboarding, state)));
  if (step === "ocn") return of((state) => ocnStage(onboarding, state) === "assigned");
  const words: Readonly<Record<RowStage, string>> = {
    done: "done",
    active: "open",
    waiting: "under way",
    locked: "locked",
    optional: "any time",
  };
  return words[rowStage(onboarding, step)];
}

const row = (onboarding: Onboarding, step: StepId, number: number): CardElement => {
  const { title, where, when } = checklist[step];
  return {
    word: "row",
    tone: toneOf[rowStage(onboarding, step)],
    title: `${number}. ${title} — ${headline(onboarding, step)}`,
    lines: [...progressLines[step](onboarding), [quiet(`${where} · ${when}`)]],
  };
};

/** At most this many next steps are offered as buttons at once; `What can I do?` has them all. */
const offered = 4;

/**
 * One per step, in order, so that parallel work shows and no step shows twice; the carrier's decisions stand in a row that is its
 * deciders' own. `more`: what stands beside the steps.
 */
export function stepRows(
  onboarding: Onboarding,
  steps: readonly NextStep[],
  limit: number,
  more: readonly Button[] = [],
  weight?: "primary",
): readonly CardElement[] {
  const seen = new Set<string>();
  const doing = steps
    .filter((step) => {
      const key = step.kind === "awaitCertification" ? "certify" : step.kind === "awaitOcn" ? "getOcn" : step.kind;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, limit)
    .map((step, index) => ({
      isDecision: step.turn === "carrier",
      button: { ...stepButton(onboarding, step), ...(index === 0 && weight ? { weight } : {}) },
    }));
  const decisions = doing.flatMap(({ isDecision, button }) => (isDecision ? [button] : []));
  const others = [...doing.flatMap(({ isDecision, button }) => (isDecision ? [] : [button])), ...more];
  return [
    ...(others.length > 0 ? [{ word: "buttons", buttons: others } as const] : []),
    ...(decisions.length > 0 ? [{ word: "buttons", buttons: decisions, for: deciders(onboarding) } as const] : []),
  ];
}

/** The steps first; what helps with them stands in a row of its own. */
function buttonRows(onboarding: Onboarding, steps: readonly NextStep[]): readonly CardElement[] {
  if (onboarding.closed) return [{ word: "buttons", buttons: [lookAt("History", "history", onboarding.id)] }];
  return [
    ...stepRows(onboarding, steps, offered, [], "primary"),
    {
      word: "buttons",
      buttons: [
        lookAt("What can I do?", "next", onboarding.id),
        explain("How do I get these?", steps[0]?.step ?? "training", onboarding.id),
        lookAt("Menu", "help", onboarding.id),
      ],
    },
  ];
}

export function checklistCard(scene: Scene): Card {
  const { onboarding, carrierName, today } = scene;
  const { details, carrierTeam, resellerTeam } = onboarding;
  const name = resellerName(onboarding);
  const ready = readyStates(onboarding);
  const steps = nextSteps(onboarding);
  const progress = `${ready.length} of ${count(details.states.length, "state")} ready to order`;
  const dates = [
    details.negotiationsOn && `negotiations from ${day(details.negotiationsOn)}`,
    details.firstOrderOn && `first order wanted ${day(details.firstOrderOn)}`,
  ].filter(Boolean);
  const people = `${name}: ${resellerTeam.lead.name} (lead) · ${carrierName}: ${carrierTeam.serviceManager.name} (service manager)${
    carrierTeam.delegate ? `, ${carrierTeam.delegate.name} (delegate)` : ""
  }${dates.length > 0 ? ` · ${dates.join(", ")}` : ""}`;
  const ball = ballLines(scene);
  const turn: readonly CardElement[] = onboarding.closed
    ? [{ word: "note", tone: "bad", text: say`Closed by ${onboarding.closed.by.name}: “${onboarding.closed.reason}”` }]
    : isComplete(onboarding)
      ? [{ word: "note", tone: "done", text: say`${strong("Every state is ready for its initial order.")}` }]
      : [];
  if (onboarding.closed)
    return {
      summary: `Closed: reseller checklist of ${name}.`,
      elements: [
        { word: "heading", text: `Closed: ${name}` },
        { word: "small", text: say`${people}` },
        ...turn,
        { word: "paragraph", text: say`How far it had come: ${progress}.` },
        { word: "list", items: readinessLines(onboarding) },
        ...buttonRows(onboarding, steps),
      ],
    };
  const late = lateOn(onboarding, today);
  return {
    summary: `Reseller checklist of ${name}: ${progress}.`,
    elements: [
      { word: "heading", text: `Getting started as a reseller: ${name}` },
      { word: "small", text: say`${people}` },
      ...turn,
      ...(ball.length > 0
        ? [
            { word: "paragraph", text: say`${strong("Whose turn it is")}` } as const,
            { word: "list", items: ball } as const,
          ]
        : []),
      ...lateTexts(late).map((text) => ({ word: "note", tone: "late", text }) as const),
      { word: "divider" },
      ...stepIds.map((step, index) => row(onboarding, step, index + 1)),
      { word: "divider" },
      { word: "paragraph", text: say`${strong(progress)}` },
      { word: "list", items: readinessLines(onboarding) },
      ...buttonRows(onboarding, steps),
    ],
  };
}
