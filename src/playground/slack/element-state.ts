/** What Slack keeps of each interactive element: its beginning, what people put in, and what payloads say of it. */
import { optionsOf } from "./block-kit/composition.ts";
import { elementsOf } from "./block-kit/elements.ts";
import { isThing, type Thing } from "./block-kit/rules.ts";
import type { Block, ElementStates } from "./world.ts";

/** The member of an element's state that holds its value, and the member of the element that it begins with. */
interface Keeping {
  readonly member: string;
  readonly initial: string;
  readonly empty: unknown;
  /** Whether the value is an option of the element, or several of them. */
  readonly options?: true;
}

const single = (member: string, initial: string): Keeping => ({ member, initial, empty: null });
const several = (member: string, initial: string): Keeping => ({ member, initial, empty: [] });
const oneOption: Keeping = { member: "selected_option", initial: "initial_option", empty: null, options: true };
const someOptions: Keeping = { member: "selected_options", initial: "initial_options", empty: [], options: true };
const typed = single("value", "initial_value");

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const KEPT: Readonly<Record<string, Keeping>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: single("rich_text_value", "initial_value"),
  datepicker: single("selected_date", "initial_date"),
  timepicker: single("selected_time", "initial_time"),
  datetimepicker: single("selected_date_time", "initial_date_time"),
  static_select: oneOption,
  external_select: { ...oneOption, empty: null },
  radio_buttons: oneOption,
  checkboxes: someOptions,
  multi_static_select: someOptions,
  multi_external_select: someOptions,
  users_select: single("selected_user", "initial_user"),
  multi_users_select: several("selected_users", "initial_users"),
  conversations_select: single("selected_conversation", "initial_conversation"),
  multi_conversations_select: several("selected_conversations", "initial_conversations"),
  channels_select: single("selected_channel", "initial_channel"),
  multi_channels_select: several("selected_channels", "initial_channels"),
  file_input: several("files", "files"),
};

export function keepingOf(element: Thing): Keeping | undefined {
  const type = String(element.type);
  return Object.hasOwn(KEPT, type) ? KEPT[type] : undefined;
}

export interface Placed {
  readonly block: Block;
  readonly blockId: string;
  readonly actionId: string;
  readonly element: Thing;
}

/** Every interactive element with the ids that it is known by. */
export function placedElements(blocks: readonly Block[]): readonly Placed[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      block,
      element,
      blockId: String(block.block_id),
      actionId: String(element.action_id),
    })),
  );
}

export function findPlaced(blocks: readonly Block[], blockId: string, actionId: string): Placed | undefined {
  return placedElements(blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
}

/** `state.values` as payloads carry it: what was put in, or else what each element began with. */
export function stateValues(blocks: readonly Block[], states: ElementStates): ElementStates {
  const values: ElementStates = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const keeping = keepingOf(element);
    if (!keeping) continue;
    const kept = states[blockId]?.[actionId];
    const value = kept?.[keeping.member] ?? (kept ? keeping.empty : (element[keeping.initial] ?? keeping.empty));
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, [keeping.member]: value } };
  }
  return values;
}

/** Keeps of `states` what still has a place in `blocks`: the same block_id, action_id and type of element. */
export function carryOver(states: ElementStates, before: readonly Block[], after: readonly Block[]): ElementStates {
  const kept: ElementStates = {};
  for (const { blockId, actionId, element } of placedElements(after)) {
    const state = states[blockId]?.[actionId];
    const same = findPlaced(before, blockId, actionId)?.element.type === element.type;
    if (state && same) kept[blockId] = { ...kept[blockId], [actionId]: state };
  }
  return kept;
}

/** Lays newer states over older ones. */
export function mergeStates(older: ElementStates, newer: ElementStates): ElementStates {
  const merged: ElementStates = { ...older };
  for (const [blockId, actions] of Object.entries(newer)) merged[blockId] = { ...merged[blockId], ...actions };
  return merged;
}

/**
 * The state of an element after a person put `value` in: text, a date, an option's value, several of them, a user id.
 * @throws where a real person could not have chosen that: the test that does so is wrong.
 */
export function stateFor(element: Thing, value: unknown): Record<string, unknown> {
  const keeping = keepingOf(element);
  if (!keeping) throw new Error(`nothing can be put into a ${String(element.type)}`);
  const chosen = keeping.options ? choose(element, value, Array.isArray(keeping.empty)) : (value ?? keeping.empty);
  return { type: element.type, [keeping.member]: chosen };
}

function choose(element: Thing, value: unknown, many: boolean): unknown {
  if (!many) return value === null || value === undefined ? null : optionBy(element, value);
  return (Array.isArray(value) ? value : [value]).map((one) => optionBy(element, one));
}

export function optionBy(element: Thing, value: unknown): Thing {
  const options = optionsOf(element);
  const found =
    options.find((one) => one.value === value) ?? options.find((one) => isThing(one.text) && one.text.text === value);
  if (!found)
    throw new Error(
      `no option ${JSON.stringify(value)}; there are ${options.map((one) => String(one.value)).join(", ")}`,
    );
  return found;
}

/** Whether what a page sent as chosen is really on offer. */
export function isOnOffer(element: Thing, state: Readonly<Record<string, unknown>>): boolean {
  if (element.type === "external_select" || element.type === "multi_external_select") return true;
  const values = new Set(optionsOf(element).map((one) => one.value));
  const chosen = [state.selected_option, state.selected_options].flat().filter(isThing);
  return chosen.every((one) => values.has(one.value));
}
