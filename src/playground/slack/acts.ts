/** What a person does in Slack, and what Slack makes of it. */

import type { Outcome } from "../outcome.ts";
import type { ActResult } from "../wire.ts";
import type { Thing } from "./block-kit/rules.ts";
import { findPlaced, isOnOffer, keepingOf, mergeStates } from "./element-state.ts";
import { announceHomeOpened, announceMessage } from "./happenings.ts";
import { blockActionsPayload, bodyAsObject, commandFields, type Source } from "./interactions.ts";
import { channelOf, isForeign, isMember, isVisibleTo, knownUser, messageAt, messagesIn, modalsOf } from "./lookup.ts";
import { post } from "./messages.ts";
import { openDirect } from "./methods/access.ts";
import { isRefusal } from "./methods/method.ts";
import { escapeText, parseTyped, readable } from "./mrkdwn.ts";
import type { Office } from "./office.ts";
import { respond } from "./responding.ts";
import { formParcel, interactionParcel, send } from "./sending.ts";
import type { Channel, ElementStates, User } from "./world.ts";

export const done: ActResult = { ok: true };

export function problem(sentence: string): ActResult {
  return { ok: false, problem: sentence };
}

/** The channel, if the person is in it. */
function own(office: Office, user: User, reference: string): Channel | undefined {
  const channel = channelOf(office.world, reference);
  return channel && isMember(channel, user.id) ? channel : undefined;
}

const NOT_THERE = problem("You are not in this channel.");
const ARCHIVED = problem("This channel is archived: nothing can be sent to it.");

export async function say(
  office: Office,
  userId: string,
  reference: string,
  text: string,
  threadTs?: string,
): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  const channel = own(office, user, reference);
  if (!channel) return NOT_THERE;
  if (channel.archived) return ARCHIVED;
  if (text.trim() === "") return problem("A message needs some text.");
  const message = post(
    office,
    channel,
    { text: parseTyped(text) },
    { user: user.id, ...(threadTs ? { threadTs } : {}) },
  );
  channel.readUpTo[user.id] = message.ts;
  announceMessage(office, channel, message);
  return done;
}

export async function command(office: Office, userId: string, reference: string, text: string): Promise<ActResult> {
  const bot = office.bot();
  const name = bot?.command.name ?? "/";
  const user = knownUser(office.world, userId);
  const channel = own(office, user, reference);
  if (!channel) return NOT_THERE;
  // Commands belong to the workspace that installed the app: https://github.com/slackapi/bolt-python/issues/767
  if (!bot || isForeign(office.world, user)) {
    return problem(
      `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    );
  }
  if (channel.archived) return ARCHIVED;
  const fields = commandFields(office, user, channel, name, commandText(office, text, bot.command.escape === true));
  const outcome = await send(office, formParcel("command", fields));
  const failed = commandFailure(name, outcome);
  if (failed) return failed;
  const body = outcome.kind === "answered" ? bodyAsObject(outcome.body) : {};
  if (Object.keys(body).length === 0) return done;
  const used = office.responseUrls.peek(new URL(fields.response_url ?? "").pathname);
  const answer = used ? respond(office, used, body) : done;
  return isRefusal(answer) ? problem(`${name} failed with the error "${answer.error}"`) : done;
}

function commandText(office: Office, text: string, escaped: boolean): string {
  const nameOf = (id: string): string | undefined => office.world.users.find((one) => one.id === id)?.name;
  if (!escaped) return escapeText(readable(text.trim(), nameOf));
  return parseTyped(text.trim()).replace(/<@([UW][A-Z0-9]+)>/g, (token, id: string) =>
    nameOf(id) ? `<@${id}|${nameOf(id)}>` : token,
  );
}

function commandFailure(name: string, outcome: Outcome): ActResult | undefined {
  if (outcome.kind === "http_timeout") return problem(`${name} failed because the app did not respond`);
  if (outcome.kind === "connection_failed") return problem(`${name} failed with the error "dispatch_failed"`);
  return outcome.status === 200 ? undefined : problem(`${name} failed with the error "http_service_error"`);
}

export interface Press {
  readonly blockId: string;
  readonly actionId: string;
  readonly fields?: Thing;
  /** Inside a modal: what is typed so far. */
  readonly state?: ElementStates;
}

/** What people chose in messages, which Slack keeps for each of them: it goes with their next press there. */
export type MessageStates = Map<string, ElementStates>;

export async function pressOnMessage(
  office: Office,
  kept: MessageStates,
  userId: string,
  at: { readonly channel: string; readonly ts: string },
  press: Press,
): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  const channel = own(office, user, at.channel);
  if (!channel) return NOT_THERE;
  const message = messageAt(office.world, channel.id, at.ts);
  if (!message || !isVisibleTo(message, user.id)) return problem("This message is no longer there.");
  const key = `${channel.id} ${message.ts} ${user.id}`;
  const states = mergeStates(kept.get(key) ?? {}, { ...press.state, ...stateOfPress(press, message.blocks) });
  kept.set(key, states);
  return dispatch(office, user, { kind: "message", channel, message, states }, press);
}

export async function pressInView(
  office: Office,
  userId: string,
  viewId: string | "home",
  press: Press,
): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  const view =
    viewId === "home" ? office.world.homes[user.id] : modalsOf(office.world, user.id).find((one) => one.id === viewId);
  if (!view) return problem("This form is no longer open.");
  view.state = mergeStates(mergeStates(view.state, press.state ?? {}), stateOfPress(press, view.content.blocks));
  office.changed();
  return dispatch(office, user, { kind: "view", view }, press);
}

function stateOfPress(press: Press, blocks: Parameters<typeof findPlaced>[0]): ElementStates {
  const placed = findPlaced(blocks, press.blockId, press.actionId);
  if (!placed || !press.fields || !keepingOf(placed.element)) return {};
  return { [press.blockId]: { [press.actionId]: { type: placed.element.type, ...press.fields } } };
}

async function dispatch(office: Office, user: User, source: Source, press: Press): Promise<ActResult> {
  const blocks = source.kind === "view" ? source.view.content.blocks : source.message.blocks;
  const placed = findPlaced(blocks, press.blockId, press.actionId);
  if (!placed) return problem("This button is no longer there.");
  const fields = press.fields ?? {};
  if (!isOnOffer(placed.element, fields)) return problem("This choice is not on offer.");
  // An input block keeps quiet until the form is submitted, unless it asks otherwise.
  if (placed.block.type === "input" && placed.block.dispatch_action !== true) return done;
  const payload = blockActionsPayload(office, user, source, placed, fields);
  const outcome = await send(office, interactionParcel("block_actions", payload));
  return interactionFailure(office, outcome) ?? done;
}

/** What Slack shows where an interaction failed; undefined where it didn't. */
export function interactionFailure(office: Office, outcome: Outcome): ActResult | undefined {
  const app = office.world.app.name;
  if (outcome.kind === "http_timeout") return problem(`${app} took too long to answer. Try again.`);
  if (outcome.kind === "connection_failed") return problem(`${app} could not be reached. Try again.`);
  return outcome.status >= 200 && outcome.status < 300
    ? undefined
    : problem(`${app} responded with status code ${outcome.status}.`);
}

/** Opens the App tab (the first time, and every time: the event says nothing of it but the view). */
export async function openHome(office: Office, userId: string): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  if (isForeign(office.world, user)) return problem(`${office.world.app.name} is not installed in your workspace.`);
  const direct = openDirect(office, user.id);
  if ("ok" in direct) return problem(`${office.world.app.name} can't be opened.`);
  if (!office.world.openedHome.includes(user.id)) office.world.openedHome.push(user.id);
  office.changed();
  announceHomeOpened(office, user.id, direct.id);
  return done;
}

export async function read(office: Office, userId: string, reference: string): Promise<ActResult> {
  const user = knownUser(office.world, userId);
  const channel = own(office, user, reference);
  if (!channel) return NOT_THERE;
  const last = messagesIn(office.world, channel.id).findLast((one) => isVisibleTo(one, user.id))?.ts;
  // Nothing new: no change, or a page that reads whenever something changed would never come to rest.
  if (last === undefined || (channel.readUpTo[user.id] ?? "") >= last) return done;
  channel.readUpTo[user.id] = last;
  office.changed();
  return done;
}
