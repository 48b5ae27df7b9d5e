/** Submitting and closing modals, and what the bot's acknowledgement makes of them. */
import type { ActResult } from "../wire.ts";
import { done, interactionFailure, problem } from "./acts.ts";
import { mergeStates, stateValues } from "./element-state.ts";
import { bodyAsObject, viewClosedPayload, viewSubmissionPayload } from "./interactions.ts";
import { LIMITS } from "./limits.ts";
import { knownUser, modalsOf } from "./lookup.ts";
import { isRefusal } from "./methods/method.ts";
import { contentFrom } from "./methods/views.ts";
import { closeAll, closeTop, pushModal, replaceView } from "./modals.ts";
import type { Office } from "./office.ts";
import { complaintsOf } from "./required-inputs.ts";
import { interactionParcel, send } from "./sending.ts";
import type { ElementStates, User, View } from "./world.ts";

const GONE = problem("This form is no longer open.");
const TROUBLE = "We had some trouble connecting. Try again?";

/** Sends the top modal. Fields that Slack's client itself complains of show their sentence, and the bot hears nothing. */
export async function submit(office: Office, userId: string, viewId: string, state: ElementStates): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  const view = modalsOf(office.world, user.id).find((one) => one.id === viewId);
  if (!view) return GONE;
  view.state = mergeStates(view.state, state);
  view.errors = complaintsOf(view.content.blocks, stateValues(view.content.blocks, view.state));
  office.changed();
  if (Object.keys(view.errors).length > 0) return done;

  const outcome = await send(office, interactionParcel("view_submission", viewSubmissionPayload(office, user, view)));
  if (interactionFailure(office, outcome) || outcome.kind !== "answered") return problem(TROUBLE);
  if (outcome.body.trim() === "") {
    closeIfOpen(office, user, view);
    return done;
  }
  return applyAcknowledgement(office, user, view, bodyAsObject(outcome.body));
}

type Reaction = (office: Office, user: User, view: View, body: Readonly<Record<string, unknown>>) => ActResult;

/** https://docs.slack.dev/surfaces/modals#updating_response */
const REACTIONS: Readonly<Record<string, Reaction>> = {
  errors: (office, _user, view, body) => {
    const errors = body.errors;
    const blockIds = new Set(view.content.blocks.filter((one) => one.type === "input").map((one) => one.block_id));
    const entries = Object.entries(typeof errors === "object" && errors !== null ? errors : {});
    // Slack drops the whole answer when an error names a block that is no input of the view.
    if (entries.length === 0 || entries.some(([id, text]) => !blockIds.has(id) || typeof text !== "string"))
      return problem(TROUBLE);
    view.errors = Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
    office.changed();
    return done;
  },
  clear: (office, user) => {
    closeAll(office, user.id);
    return done;
  },
  update: (office, _user, view, body) => {
    const content = contentFrom(office, body.view, "modal", view);
    if (isRefusal(content)) return problem(TROUBLE);
    replaceView(office, view, content);
    return done;
  },
  push: (office, user, _view, body) => {
    const content = contentFrom(office, body.view, "modal");
    if (isRefusal(content) || modalsOf(office.world, user.id).length >= LIMITS.view.stack) return problem(TROUBLE);
    pushModal(office, user.id, content);
    return done;
  },
};

function applyAcknowledgement(
  office: Office,
  user: User,
  view: View,
  body: Readonly<Record<string, unknown>>,
): ActResult {
  const action = body.response_action;
  if (action === undefined) {
    closeIfOpen(office, user, view);
    return done;
  }
  const reaction = typeof action === "string" && Object.hasOwn(REACTIONS, action) ? REACTIONS[action] : undefined;
  return reaction ? reaction(office, user, view, body) : problem(TROUBLE);
}

function closeIfOpen(office: Office, user: User, view: View): void {
  // The bot may have opened something else over it in the meantime.
  const stack = modalsOf(office.world, user.id);
  if (stack.at(-1) === view) closeTop(office, user.id);
  else office.world.modals[user.id] = stack.filter((one) => one !== view);
  office.changed();
}

/** Closes the top modal, or the whole stack where the modal says so; the bot hears of it where it asked to. */
export async function close(office: Office, userId: string, viewId: string): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  const stack = modalsOf(office.world, user.id);
  const view = stack.find((one) => one.id === viewId);
  if (!view) return GONE;
  const clears = view.content.clear_on_close === true;
  const leaving = clears ? [...stack].reverse() : [view];
  for (const one of leaving.filter((closed) => closed.content.notify_on_close === true)) {
    office.background(send(office, interactionParcel("view_closed", viewClosedPayload(office, user, one, clears))));
  }
  if (clears) closeAll(office, user.id);
  else closeIfOpen(office, user, view);
  return done;
}
