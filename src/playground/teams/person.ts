/** A person to act as in tests: the page's acts without the page, in the words of people (names, labels). */
import type {
  TeamsActResult,
  TeamsConversationView,
  TeamsDialogView,
  TeamsMessageView,
  TeamsPressPlace,
} from "../wire-teams.ts";
import { closeDialog, press, read, say } from "./acts.ts";
import { actionsIn, type PlacedAction } from "./cards/actions.ts";
import { datasetOf, pickable, toValue } from "./cards/complaints.ts";
import { conversationOf, knownPerson, messagesIn, personalChat } from "./lookup.ts";
import type { Office } from "./office.ts";
import { cardsFor, type Refreshing } from "./personal-views.ts";
import { search } from "./searching.ts";
import { conversationView, dialogView } from "./seat-view.ts";
import type { Conversation, Dialog } from "./world.ts";

/** The open dialog; a conversation by name (its newest card that has such a button); or one message there. */
export type Where = "dialog" | (string & {}) | { readonly conversation: string; readonly message: string };

/** Values by input id, as the person would leave them: people by id or name, choices by value or title, searched ones too. */
export type Inputs = Readonly<Record<string, string | readonly string[] | boolean>>;

export interface Person {
  /** Entra object id. */
  readonly id: string;
  /** The bot's id for this person, `29:1…`. */
  readonly teamsId: string;
  readonly name: string;
  /**
   * Types and sends; `@Onboarding` and `@Sam Ortega` become mentions. Resolves when the bot has answered the delivery.
   * @param conversation by name or id; `@bot` is the personal chat with the bot
   */
  say(conversation: string, text: string, replyTo?: string): Promise<TeamsActResult>;
  /** The conversation as this person sees it now. Looking makes their own views refresh in the background. */
  sees(conversation: string): TeamsConversationView;
  /** As `sees`, once every refresh that looking began has been answered. */
  opens(conversation: string): Promise<TeamsConversationView>;
  /** The newest message that this person sees there. */
  last(conversation: string): TeamsMessageView | undefined;
  /**
   * Presses a button by its title.
   * @throws when there is nothing so named, listing what there is
   */
  press(where: Where, title: string, inputs?: Inputs): Promise<TeamsActResult>;
  dialog(): TeamsDialogView | undefined;
  /** Types into a field of the open dialog whose choices are searched. */
  search(input: string, text: string): Promise<TeamsActResult>;
  /** Fills the open dialog and presses its button of that title, or else its first one that sends. */
  submit(inputs?: Inputs, title?: string): Promise<TeamsActResult>;
  closeDialog(): Promise<TeamsActResult>;
  read(conversation: string): Promise<TeamsActResult>;
}

export function createPerson(office: Office, refreshing: Refreshing, reference: string): Person {
  const { world } = office;
  const person = knownPerson(world, reference);

  function place(name: string): Conversation {
    const found = name === "@bot" ? personalChat(world, person.id) : conversationOf(world, name);
    if (!found || found.deleted || !found.members.includes(person.id))
      throw new Error(`${person.name} sees no conversation ${name}`);
    return found;
  }

  function sees(name: string): TeamsConversationView {
    const conversation = place(name);
    void refreshing.look(person, conversation);
    return conversationView(world, conversation, person.id);
  }

  function openDialog(): Dialog {
    const dialog = world.dialogs[person.id];
    if (!dialog) throw new Error(`${person.name} has no dialog open`);
    return dialog;
  }

  async function pressOn(place: TeamsPressPlace, placed: PlacedAction, inputs: Inputs): Promise<TeamsActResult> {
    const values: Record<string, string> = {};
    for (const [id, value] of Object.entries(inputs)) values[id] = await typeInto(place, placed, id, value);
    return press(office, person.id, { place, action: placed.action, inputs: values });
  }

  /** @throws when the card has no such input: a test would press on without what it meant to type. */
  async function typeInto(
    place: TeamsPressPlace,
    { inputs }: PlacedAction,
    id: string,
    given: Inputs[string],
  ): Promise<string> {
    const input = inputs.find((one) => one.id === id);
    if (!input)
      throw new Error(`the card has no input ${id}; there are ${inputs.map((one) => String(one.id)).join(", ")}`);
    const value = toValue(world, input, given);
    const dataset = datasetOf(input);
    const around = { world, conversation: conversationAt(place) };
    if (dataset === undefined || value === "" || pickable(dataset, around)) return value;
    const found = await search(office, person.id, { place, input: id, text: value });
    return found.choices?.find((one) => one.title === value)?.value ?? value;
  }

  function conversationAt(at: TeamsPressPlace): Conversation {
    return place(at.kind === "message" ? at.conversation : openDialog().conversationId);
  }

  return {
    id: person.id,
    teamsId: person.teamsId,
    name: person.name,
    say: async (conversation, text, replyTo) => {
      const { result, delivered } = say(office, person.id, { conversation: place(conversation).id, text, replyTo });
      await delivered;
      return result;
    },
    sees,
    opens: async (name) => {
      await refreshing.look(person, place(name));
      return sees(name);
    },
    last: (name) => sees(name).messages.at(-1),
    press: async (where, title, inputs = {}) => {
      if (where === "dialog") {
        const dialog = openDialog();
        const placed = named(actionsIn(dialog.card), title, `the dialog ${dialog.title}`);
        return pressOn({ kind: "dialog", dialog: dialog.id }, placed, inputs);
      }
      const conversation = place(typeof where === "string" ? where : where.conversation);
      const offered = messagesIn(world, conversation.id)
        .filter((one) => typeof where === "string" || one.id === where.message)
        .flatMap((message) =>
          cardsFor(message, person.id).flatMap((card, index) =>
            actionsIn(card).map((placed) => ({ placed, message: message.id, index })),
          ),
        );
      const found = offered.findLast((one) => one.placed.action.title === title);
      if (!found)
        throw missing(
          title,
          conversation.name || "the chat with the bot",
          offered.map((one) => one.placed),
        );
      const at = { conversation: conversation.id, message: found.message, card: found.index };
      return pressOn({ kind: "message", ...at }, found.placed, inputs);
    },
    dialog: () => {
      const dialog = world.dialogs[person.id];
      return dialog && dialogView(dialog);
    },
    search: async (input, text) =>
      search(office, person.id, { place: { kind: "dialog", dialog: openDialog().id }, input, text }),
    submit: async (inputs = {}, title) => {
      const dialog = openDialog();
      const sending = actionsIn(dialog.card).filter((one) => one.action.type === "Action.Submit");
      const first = sending.find((one) => one.action.style === "positive") ?? sending[0];
      const placed = title === undefined && first ? first : named(sending, title ?? "anything", dialog.title);
      return pressOn({ kind: "dialog", dialog: dialog.id }, placed, inputs);
    },
    closeDialog: async () => closeDialog(office, person.id, openDialog().id),
    read: async (name) => read(office, person.id, place(name).id),
  };
}

function named(offered: readonly PlacedAction[], title: string, where: string): PlacedAction {
  const found = offered.find((one) => one.action.title === title);
  if (!found) throw missing(title, where, offered);
  return found;
}

function missing(title: string, where: string, offered: readonly PlacedAction[]): Error {
  const there = offered.map((one) => String(one.action.title)).join("; ");
  return new Error(`nothing to press named ${title} in ${where}; there is: ${there || "nothing"}`);
}
