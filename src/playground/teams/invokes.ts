/** Invokes, and what Teams makes of their answers. */
import type { Outcome } from "../outcome.ts";
import type { TeamsChoice } from "../wire-teams.ts";
import { ACTIVITY_MESSAGE_TYPE, CARD_TYPE, isThing } from "./activity.ts";
import { faultOfCard } from "./cards/check.ts";
import { type Invoke, invokeActivity, type Sender } from "./envelopes.ts";
import type { Office } from "./office.ts";
import { again, send } from "./sending.ts";
import { type Card, cardSchema } from "./world.ts";

export const WRONG = "Something went wrong. Please try again.";

/** What the person gets to see. */
export type Answered =
  | { readonly kind: "dialog"; readonly title: string; readonly card: Card }
  | { readonly kind: "card"; readonly card: Card }
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "choices"; readonly choices: readonly TeamsChoice[] }
  | { readonly kind: "nothing" }
  | { readonly kind: "problem"; readonly problem: string };

type Reading = (body: unknown) => Answered | undefined;

/**
 * Sends an invoke and reads its answer. One that does not come, or that makes no sense, is asked for again under the
 * same activity id, a few times.
 */
export async function invoke(office: Office, sender: Sender, what: Invoke): Promise<Answered> {
  const activity = invokeActivity(office, sender, what);
  const outcome = await again(
    office,
    office.settings.invokeRetryDelays,
    // A 4xx is an answer, if a poor one: the same again would meet the same.
    (one) => (one.kind === "answered" && one.status >= 400 && one.status < 500) || read(what, one) !== undefined,
    (attempt) => send(office, activity, attempt),
  );
  return read(what, outcome) ?? { kind: "problem", problem: WRONG };
}

function read(what: Invoke, outcome: Outcome): Answered | undefined {
  if (outcome.kind !== "answered" || outcome.status !== 200) return undefined;
  return READINGS[what.name](parse(outcome.body));
}

const READINGS: Readonly<Record<Invoke["name"], Reading>> = {
  "task/fetch": readTask,
  // A dialog that is answered with nothing is over.
  "task/submit": (body) => (isNothing(body) ? { kind: "nothing" } : readTask(body)),
  "adaptiveCard/action": readAction,
  "application/search": readChoices,
};

/** No body, null, {} and {task: null}. */
function isNothing(body: unknown): boolean {
  if (body === undefined || body === null) return true;
  return isThing(body) && (body.task === undefined || body.task === null);
}

const SIZES = ["small", "medium", "large"];

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function readTask(body: unknown): Answered | undefined {
  const task = isThing(body) ? body.task : undefined;
  if (!isThing(task)) return undefined;
  if (task.type === "message")
    return typeof task.value === "string" ? { kind: "message", text: task.value } : undefined;
  if (task.type !== "continue" || !isThing(task.value)) return undefined;
  const { title, width, height, card } = task.value;
  const isSized = [width, height].every(
    (one) => one === undefined || typeof one === "number" || SIZES.includes(String(one)),
  );
  if (!isSized || !isThing(card) || card.contentType !== CARD_TYPE || faultOfCard(card.content)) return undefined;
  return { kind: "dialog", title: typeof title === "string" ? title : "", card: cardSchema.parse(card.content) };
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards#response-format */
function readAction(body: unknown): Answered | undefined {
  if (!isThing(body)) return undefined;
  const { statusCode, type, value } = body;
  if (statusCode === 200 && type === CARD_TYPE)
    return faultOfCard(value) ? undefined : { kind: "card", card: cardSchema.parse(value) };
  if (statusCode === 200 && type === ACTIVITY_MESSAGE_TYPE)
    return typeof value === "string" ? { kind: "message", text: value } : undefined;
  if (type === "application/vnd.microsoft.error" && isThing(value)) return { kind: "problem", problem: WRONG };
  return undefined;
}

function readChoices(body: unknown): Answered | undefined {
  if (!isThing(body) || body.type !== "application/vnd.microsoft.search.searchResponse" || !isThing(body.value))
    return undefined;
  const { results } = body.value;
  const areChoices =
    Array.isArray(results) &&
    results.every((one) => isThing(one) && typeof one.title === "string" && typeof one.value === "string");
  return areChoices ? { kind: "choices", choices: results as TeamsChoice[] } : undefined;
}

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
