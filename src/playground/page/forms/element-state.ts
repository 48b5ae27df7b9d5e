import type { RawBlock } from "../../wire.ts";
import type { Block, BlockElement, InputElement, InputKind } from "../blocks/shapes.ts";

/** What one element holds, in the words of Slack's `view.state.values`. */
export type ElementState = Readonly<Record<string, unknown>>;
/** block_id -> action_id -> what the element holds. */
export type FormState = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

/** Where each element keeps its value, and where the block says what it holds at first. */
const fields = {
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  static_select: ["selected_option", "initial_option"],
  multi_static_select: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  channels_select: ["selected_channel", "initial_channel"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  checkboxes: ["selected_options", "initial_options"],
  radio_buttons: ["selected_option", "initial_option"],
} as const satisfies Record<InputKind, readonly [string, string]>;

const holdsSeveral: ReadonlySet<string> = new Set(["selected_options", "selected_users"]);

export const isInput = (element: { readonly type: string } | undefined): element is InputElement =>
  element !== undefined && Object.hasOwn(fields, element.type);

export const valueIn = (element: InputElement, state: ElementState): unknown => state[fields[element.type][0]];

export function stateHolding(element: InputElement, value: unknown): ElementState {
  return { type: element.type, [fields[element.type][0]]: value };
}

/** The part of a press's payload that says what was chosen: the state without its type. */
export function fieldsHolding(element: InputElement, value: unknown): ElementState {
  return { [fields[element.type][0]]: value };
}

export function initialState(element: InputElement): ElementState {
  const [key, initial] = fields[element.type];
  const given: unknown = Reflect.get(element, initial);
  return stateHolding(element, given ?? (holdsSeveral.has(key) ? [] : null));
}

export function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

/** Every element of the blocks that holds something, with the block it is in. */
export function inputsIn(
  blocks: readonly RawBlock[],
): readonly { blockId: string; element: InputElement; block: Block }[] {
  return blocks.flatMap((raw) => {
    const block = raw as Block;
    return elementsOf(block)
      .filter(isInput)
      .map((element) => ({ blockId: block.block_id, element, block }));
  });
}

function elementsOf(block: Block): readonly BlockElement[] {
  if (block.type === "input") return [block.element];
  if (block.type === "actions") return block.elements;
  return block.type === "section" && block.accessory ? [block.accessory] : [];
}

/** What the form holds: what was typed here, else what Slack kept, else what the blocks begin with. */
export function formState(blocks: readonly RawBlock[], typed: FormState, kept: FormState): FormState {
  const state: Record<string, Record<string, ElementState>> = {};
  for (const { blockId, element } of inputsIn(blocks)) {
    const id = element.action_id;
    state[blockId] ??= {};
    state[blockId][id] = typed[blockId]?.[id] ?? kept[blockId]?.[id] ?? initialState(element);
  }
  return state;
}
