/** What a person does in Teams, and what Teams makes of it. */
import type { TeamsActResult, TeamsPressPlace } from "../wire-teams.ts";
import { isThing, type Json } from "./activity.ts";
import { dataOf, findAction, type PlacedAction } from "./cards/actions.ts";
import { complaintsOf } from "./cards/complaints.ts";
import { messageActivity, type Sender, submitActivity } from "./envelopes.ts";
import { type Answered, invoke } from "./invokes.ts";
import { knownPerson, messageOf, messagesIn, teamOf, threadOf } from "./lookup.ts";
import { add } from "./messages.ts";
import type { Office } from "./office.ts";
import { cardsFor, showOwn } from "./personal-views.ts";
import { sendUntilTaken } from "./sending.ts";
import { readTyped } from "./typed-text.ts";
import type { Conversation, Dialog, Message, TeamsPerson } from "./world.ts";

const done: TeamsActResult = { ok: true };

export function problem(sentence: string): TeamsActResult {
  return { ok: false, problem: sentence };
}

const NOT_THERE = problem("You are not in this conversation.");
const ARCHIVED = problem("This team is archived: nothing can be sent to it.");
const GONE = problem("This button is no longer there.");

function own(office: Office, person: TeamsPerson, conversationId: string): Conversation | undefined {
  const found = office.world.conversations.find((one) => one.id === conversationId && !one.deleted);
  return found?.members.includes(person.id) ? found : undefined;
}

export interface Saying {
  readonly conversation: string;
  readonly text: string;
  readonly replyTo?: string | undefined;
}

/** @returns what the person sees at once, and what comes of telling the bot. */
export function say(
  office: Office,
  personId: string,
  { conversation: id, text, replyTo }: Saying,
): { readonly result: TeamsActResult; readonly delivered: Promise<unknown> } {
  const person = knownPerson(office.world, personId);
  const conversation = own(office, person, id);
  const at = (result: TeamsActResult) => ({ result, delivered: Promise.resolve() });
  if (!conversation) return at(NOT_THERE);
  if (teamOf(office.world, conversation)?.archived) return at(ARCHIVED);
  if (text.trim() === "") return at(problem("There is nothing to send."));
  const top = replyTo === undefined ? undefined : messageOf(office.world, conversation.id, replyTo);
  if (replyTo !== undefined && (!top || conversation.kind !== "channel"))
    return at(problem("There is no such thread here."));
  const typed = readTyped(office.world, conversation, text);
  const message = add(
    office,
    conversation,
    { author: person.id, text: typed.xml, textFormat: "xml", cards: [], mentions: [...typed.people] },
    top && threadOf(top),
  );
  conversation.readUpTo[person.id] = message.id;
  // In channels and group chats a bot hears only what mentions it.
  const isHeard = conversation.hasBot && (conversation.kind === "personal" || typed.namesBot);
  if (!isHeard || !office.bot()) return at(done);
  const delivered = sendUntilTaken(office, messageActivity(office, { person, conversation }, message, typed));
  office.background(delivered);
  return { result: done, delivered };
}

export interface Press {
  readonly place: TeamsPressPlace;
  readonly action: Json;
  readonly inputs: Readonly<Record<string, string>>;
}

export async function press(office: Office, personId: string, pressed: Press): Promise<TeamsActResult> {
  const person = knownPerson(office.world, personId);
  return pressed.place.kind === "dialog"
    ? pressInDialog(office, person, pressed.place.dialog, pressed)
    : pressOnMessage(office, person, pressed.place, pressed);
}

async function pressOnMessage(
  office: Office,
  person: TeamsPerson,
  place: Extract<TeamsPressPlace, { kind: "message" }>,
  { action, inputs }: Press,
): Promise<TeamsActResult> {
  const conversation = own(office, person, place.conversation);
  if (!conversation) return NOT_THERE;
  const message = messageOf(office.world, conversation.id, place.message);
  const card = message && cardsFor(message, person.id)[place.card];
  const placed = card && findAction(card, action);
  if (!message || !placed) return GONE;
  const sender: Sender = {
    ...{ person, conversation },
    ...(conversation.kind === "channel" ? { thread: threadOf(message) } : {}),
  };
  return dispatch(office, { sender, message, card: place.card, placed, inputs });
}

interface Pressed {
  readonly sender: Sender;
  readonly message: Message;
  readonly card: number;
  readonly placed: PlacedAction;
  readonly inputs: Readonly<Record<string, string>>;
}

async function dispatch(office: Office, pressed: Pressed): Promise<TeamsActResult> {
  const { sender, message, placed, inputs } = pressed;
  const { action } = placed;
  if (action.type !== "Action.Submit" && action.type !== "Action.Execute") return done;
  const complaint = complaintIn(office, sender, placed, inputs);
  if (complaint) return complaint;
  if (!sender.conversation.hasBot) return problem("The app is no longer here.");
  const data = dataOf(placed, inputs);
  if (action.type === "Action.Execute") return execute(office, pressed, data);
  const msteams = isThing(data.msteams) ? data.msteams : {};
  if (msteams.type === "task/fetch") return openDialog(office, pressed, data);
  if (msteams.type === "imBack" && typeof msteams.value === "string") {
    const saying = { conversation: sender.conversation.id, text: msteams.value };
    return say(office, sender.person.id, saying).result;
  }
  office.background(sendUntilTaken(office, submitActivity(office, sender, message, data)));
  return done;
}

function complaintIn(
  office: Office,
  { conversation }: Sender,
  placed: PlacedAction,
  inputs: Readonly<Record<string, string>>,
): TeamsActResult | undefined {
  const complaints = Object.values(complaintsOf({ world: office.world, conversation }, placed, inputs));
  return complaints.length === 0 ? undefined : problem(complaints.join(" "));
}

async function execute(
  office: Office,
  { sender, message, card, placed }: Pressed,
  data: Json,
): Promise<TeamsActResult> {
  const answered = await invoke(office, sender, {
    name: "adaptiveCard/action",
    value: { action: { ...placed.action, data }, trigger: "manual" },
    replyToId: message.id,
  });
  if (answered.kind === "problem") return problem(answered.problem);
  if (answered.kind === "card")
    showOwn(office, message, sender.person.id, { card: { index: card, card: answered.card } });
  if (answered.kind !== "message") return done;
  showOwn(office, message, sender.person.id, { note: answered.text });
  return { ok: true, said: answered.text };
}

async function openDialog(office: Office, { sender, message }: Pressed, data: Json): Promise<TeamsActResult> {
  const answered = await invoke(office, sender, {
    name: "task/fetch",
    value: { data, context: { theme: "default" } },
    replyToId: message.id,
  });
  return showDialog(office, sender, answered, message.id);
}

async function pressInDialog(
  office: Office,
  person: TeamsPerson,
  dialogId: string,
  { action, inputs }: Press,
): Promise<TeamsActResult> {
  const dialog = office.world.dialogs[person.id];
  if (dialog?.id !== dialogId) return problem("This dialog is no longer open.");
  const conversation = own(office, person, dialog.conversationId);
  if (!conversation) return NOT_THERE;
  const placed = findAction(dialog.card, action);
  if (!placed) return GONE;
  if (action.type === "Action.Execute") return problem("Teams does nothing with this kind of button in a dialog.");
  if (action.type !== "Action.Submit") return done;
  const sender = senderOf(office, person, conversation, dialog);
  const complaint = complaintIn(office, sender, placed, inputs);
  if (complaint) return complaint;
  const answered = await invoke(office, sender, {
    name: "task/submit",
    value: { data: dataOf(placed, inputs), context: { theme: "default" } },
    ...(dialog.messageId === undefined ? {} : { replyToId: dialog.messageId }),
  });
  // Closed, or another one opened, while the bot was thinking.
  if (office.world.dialogs[person.id]?.id !== dialogId) return done;
  return showDialog(office, sender, answered, dialog.messageId);
}

function senderOf(office: Office, person: TeamsPerson, conversation: Conversation, dialog: Dialog): Sender {
  const message = dialog.messageId && messageOf(office.world, conversation.id, dialog.messageId);
  const isThreaded = conversation.kind === "channel" && message;
  return { person, conversation, ...(isThreaded ? { thread: threadOf(message) } : {}) };
}

function showDialog(office: Office, sender: Sender, answered: Answered, messageId: string | undefined): TeamsActResult {
  const { dialogs } = office.world;
  const id = sender.person.id;
  if (answered.kind === "problem") return problem(answered.problem);
  if (answered.kind === "dialog")
    dialogs[id] = {
      id: office.nextId("dialog-"),
      title: answered.title,
      card: answered.card,
      conversationId: sender.conversation.id,
      ...(messageId === undefined ? {} : { messageId }),
    };
  else delete dialogs[id];
  office.changed();
  return answered.kind === "message" ? { ok: true, said: answered.text } : done;
}

/** The bot hears nothing of it. */
export function closeDialog(office: Office, personId: string, dialogId: string): TeamsActResult {
  if (office.world.dialogs[personId]?.id === dialogId) {
    delete office.world.dialogs[personId];
    office.changed();
  }
  return done;
}

export function read(office: Office, personId: string, conversationId: string): TeamsActResult {
  const conversation = own(office, knownPerson(office.world, personId), conversationId);
  if (!conversation) return NOT_THERE;
  const last = messagesIn(office.world, conversation.id).at(-1)?.id ?? "";
  if ((conversation.readUpTo[personId] ?? "") !== last) {
    conversation.readUpTo[personId] = last;
    office.changed();
  }
  return done;
}
