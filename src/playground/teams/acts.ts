/** What a person does in Teams, and what Teams makes of it. */
import type { TeamsActResult, TeamsPressPlace } from "../wire-teams.ts";
import { isThing, type Json } from "./activity.ts";
import { cardAt, own } from "./card-places.ts";
import { dataOf, findAction, type PlacedAction } from "./cards/actions.ts";
import { complaintsOf } from "./cards/complaints.ts";
import { messageActivity, type Sender, submitActivity } from "./envelopes.ts";
import { type Answered, invoke } from "./invokes.ts";
import { knownPerson, messageOf, messagesIn, teamOf, threadOf } from "./lookup.ts";
import { add } from "./messages.ts";
import type { Office } from "./office.ts";
import { showOwn } from "./personal-views.ts";
import { sendUntilTaken } from "./sending.ts";
import { readTyped } from "./typed-text.ts";
import type { Message } from "./world.ts";

const done: TeamsActResult = { ok: true };

export function problem(sentence: string): TeamsActResult {
  return { ok: false, problem: sentence };
}

const NOT_THERE = problem("You are not in this conversation.");
const ARCHIVED = problem("This team is archived: nothing can be sent to it.");
const GONE = problem("This button is no longer there.");

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
  const found = cardAt(office, knownPerson(office.world, personId), pressed.place);
  if ("problem" in found) return problem(found.problem);
  const { sender, card, message } = found.shown;
  const placed = findAction(card, pressed.action);
  if (!placed) return GONE;
  const { type } = placed.action;
  if (type !== "Action.Submit" && type !== "Action.Execute") return done;
  const complaint = complaintIn(office, sender, placed, pressed.inputs);
  if (complaint) return complaint;
  if (!sender.conversation.hasBot) return problem("The app is no longer here.");
  const data = dataOf(placed, pressed.inputs);
  if (pressed.place.kind === "dialog")
    return pressInDialog(office, { sender, placed, message, dialog: pressed.place.dialog }, data);
  if (!message) return GONE;
  return pressOnMessage(office, { sender, message, card: pressed.place.card, placed }, data);
}

interface Pressed {
  readonly sender: Sender;
  readonly message: Message;
  readonly card: number;
  readonly placed: PlacedAction;
}

async function pressOnMessage(office: Office, pressed: Pressed, data: Json): Promise<TeamsActResult> {
  const { sender, message, placed } = pressed;
  if (placed.action.type === "Action.Execute") return execute(office, pressed, data);
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
  { person, conversation }: Sender,
  placed: PlacedAction,
  inputs: Readonly<Record<string, string>>,
): TeamsActResult | undefined {
  const around = { world: office.world, conversation, found: office.searches.foundBy(person.id) };
  const complaints = Object.values(complaintsOf(around, placed, inputs));
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

interface PressedInDialog {
  readonly sender: Sender;
  readonly placed: PlacedAction;
  readonly message: Message | undefined;
  readonly dialog: string;
}

async function pressInDialog(office: Office, pressed: PressedInDialog, data: Json): Promise<TeamsActResult> {
  const { sender, placed, message, dialog } = pressed;
  if (placed.action.type === "Action.Execute")
    return problem("Teams does nothing with this kind of button in a dialog.");
  const answered = await invoke(office, sender, {
    name: "task/submit",
    value: { data, context: { theme: "default" } },
    ...(message ? { replyToId: message.id } : {}),
  });
  // Closed, or another one opened, while the bot was thinking.
  if (office.world.dialogs[sender.person.id]?.id !== dialog) return done;
  return showDialog(office, sender, answered, message?.id);
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
