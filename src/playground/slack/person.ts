/** A person to act as in tests: the page's acts without the page, in the words of people (labels, values). */
import type { ActResult, ChannelView, MessageView, ModalView, RawBlock } from "../wire.ts";
import { command, type MessageStates, openHome, type Press, pressInView, pressOnMessage, read, say } from "./acts.ts";
import { isThing } from "./block-kit/rules.ts";
import { optionBy, type Placed, placedElements, stateFor } from "./element-state.ts";
import { close, submit } from "./forms.ts";
import {
  channelOf,
  directChannel,
  isMember,
  isVisibleTo,
  knownChannel,
  knownUser,
  messagesIn,
  topModal,
} from "./lookup.ts";
import type { Office } from "./office.ts";
import { channelView, modalView } from "./seat-view.ts";
import type { Block, ElementStates, View } from "./world.ts";

/** The top modal, the App Home, a channel (its newest message that has such an element), or one message. */
type Where = "modal" | "home" | { readonly channel: string; readonly ts?: string };
/** An action_id, the label on the element, or a pattern for the action_id. */
type Which = string | RegExp;

export interface Person {
  readonly id: string;
  say(channel: string, text: string, threadTs?: string): Promise<ActResult>;
  command(channel: string, text: string): Promise<ActResult>;
  /** @param choice what to choose in a select, picker, overflow or checkbox group: option values, a date, a user id */
  press(where: Where, which: Which, choice?: unknown): Promise<ActResult>;
  /** Puts values into the top modal without sending it: block_id, action_id or label -> value. */
  fill(values: Readonly<Record<string, unknown>>): void;
  /** Fills and sends the top modal. */
  submit(values?: Readonly<Record<string, unknown>>): Promise<ActResult>;
  /** Closes the top modal. */
  close(): Promise<ActResult>;
  openHome(): Promise<ActResult>;
  read(channel: string): Promise<ActResult>;

  /** The channel as this person sees it; `@bot` is the direct message with the bot. */
  channel(reference: string): ChannelView;
  /** The newest message that this person sees there. */
  last(reference: string): MessageView | undefined;
  modal(): ModalView | undefined;
  modals(): readonly ModalView[];
  home(): readonly RawBlock[] | undefined;
}

export function createPerson(office: Office, messageStates: MessageStates, userId: string): Person {
  const { world } = office;
  const user = knownUser(world, userId);

  function channelId(reference: string): string {
    const found = reference === "@bot" ? directChannel(world, user.id) : channelOf(world, reference);
    if (!found) throw new Error(`${user.realName} sees no ${reference}`);
    return found.id;
  }

  function top(): View {
    const view = topModal(world, user.id);
    if (!view) throw new Error(`${user.realName} has no modal open`);
    return view;
  }

  function seen(reference: string): ChannelView {
    const channel = knownChannel(world, channelId(reference));
    if (!isMember(channel, user.id)) throw new Error(`${user.realName} is not in ${reference}`);
    return channelView(world, channel, user);
  }

  function pressIn(view: View | undefined, viewId: string, which: Which, choice: unknown): Promise<ActResult> {
    return pressInView(office, user.id, viewId, pressOf(find(view?.content.blocks ?? [], which, viewId), choice));
  }

  function fill(values: Readonly<Record<string, unknown>>): void {
    const view = top();
    view.state = { ...view.state, ...statesOf(view, values) };
    office.changed();
  }

  return {
    id: user.id,
    say: (channel, text, threadTs) => say(office, user.id, channelId(channel), text, threadTs),
    command: (channel, text) => command(office, user.id, channelId(channel), text),
    press: (where, which, choice) => {
      if (where === "home") return pressIn(world.homes[user.id], "home", which, choice);
      if (where === "modal") return pressIn(top(), top().id, which, choice);
      const channel = channelId(where.channel);
      const messages = messagesIn(world, channel).filter(
        (one) => isVisibleTo(one, user.id) && (where.ts === undefined || one.ts === where.ts),
      );
      const message = messages.findLast((one) => placedElements(one.blocks).some((placed) => isNamed(placed, which)));
      const placed = find(message?.blocks ?? [], which, where.channel);
      return pressOnMessage(
        office,
        messageStates,
        user.id,
        { channel, ts: message?.ts ?? "" },
        pressOf(placed, choice),
      );
    },
    fill,
    submit: async (values = {}) => {
      fill(values);
      return submit(office, user.id, top().id, {});
    },
    close: async () => close(office, user.id, top().id),
    openHome: () => openHome(office, user.id),
    read: (channel) => read(office, user.id, channelId(channel)),
    channel: seen,
    last: (reference) => seen(reference).messages.at(-1),
    modal: () => {
      const view = topModal(world, user.id);
      return view && modalView(view);
    },
    modals: () => (world.modals[user.id] ?? []).map(modalView),
    home: () => world.homes[user.id]?.content.blocks as readonly RawBlock[] | undefined,
  };
}

function isNamed(placed: Placed, which: Which): boolean {
  if (which instanceof RegExp) return which.test(placed.actionId);
  return which === placed.actionId || labelsOf(placed).includes(which);
}

function labelsOf({ element, block }: Placed): readonly string[] {
  return [element.text, block.label].flatMap((one) => (isThing(one) && typeof one.text === "string" ? [one.text] : []));
}

function find(blocks: readonly Block[], which: Which, where: string): Placed {
  const all = placedElements(blocks);
  const found = all.find((one) => isNamed(one, which));
  if (found) return found;
  const there = all.map((one) => [one.actionId, ...labelsOf(one)].join(" / ")).join("; ");
  throw new Error(`nothing to press named ${String(which)} in ${where}; there is: ${there || "nothing"}`);
}

function pressOf(placed: Placed, choice: unknown): Press {
  const press = { blockId: placed.blockId, actionId: placed.actionId };
  if (choice === undefined) return press;
  if (placed.element.type === "overflow")
    return { ...press, fields: { selected_option: optionBy(placed.element, choice) } };
  const { type: _type, ...fields } = stateFor(placed.element, choice);
  return { ...press, fields };
}

function statesOf(view: View, values: Readonly<Record<string, unknown>>): ElementStates {
  const states: ElementStates = {};
  const all = placedElements(view.content.blocks);
  for (const [name, value] of Object.entries(values)) {
    const placed = all.find((one) => one.blockId === name) ?? all.find((one) => isNamed(one, name));
    if (!placed)
      throw new Error(
        `the modal has no field ${name}; there are ${all.map((one) => `${one.blockId} (${labelsOf(one).join()})`).join(", ")}`,
      );
    states[placed.blockId] = {
      ...view.state[placed.blockId],
      ...states[placed.blockId],
      [placed.actionId]: stateFor(placed.element, value),
    };
  }
  return states;
}
