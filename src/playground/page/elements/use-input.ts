import type { InputElement } from "../blocks/shapes.ts";
import { useAskFirst } from "../forms/confirm.tsx";
import { fieldsHolding, initialState, stateHolding, valueIn } from "../forms/element-state.ts";
import { useSurface } from "../forms/surface.ts";

/** What an input block says of the element in it; an element in an actions block or beside a section has none. */
export interface Field {
  readonly id: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly optional: boolean;
  /** The block asks to hear of every change, not only of the submission. */
  readonly dispatches: boolean;
}

export interface ElementProps<Element> {
  readonly element: Element;
  readonly blockId: string;
  readonly field?: Field | undefined;
}

export interface OwnInput {
  readonly value: unknown;
  readonly busy: boolean;
  readonly keep: (value: unknown) => void;
  /** Tells the app, where it asked to hear. */
  readonly tell: (value: unknown) => void;
  /** Keeps and tells, after the element's own "are you sure?". */
  readonly choose: (value: unknown) => void;
  /** The accessible name and state of the control. */
  readonly naming: Naming;
}

export interface Naming {
  readonly id?: string;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean;
  readonly "aria-required"?: boolean;
  readonly "data-autofocus"?: true;
}

export function useInput(blockId: string, element: InputElement, field: Field | undefined): OwnInput {
  const surface = useSurface();
  const askFirst = useAskFirst();
  const state = surface.state[blockId]?.[element.action_id] ?? initialState(element);
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;

  const keep = (value: unknown) => surface.keep(blockId, element, value);
  const tell = (value: unknown) => {
    if (field && !field.dispatches) return;
    const addition = { [blockId]: { [element.action_id]: stateHolding(element, value) } };
    surface.press(blockId, element.action_id, fieldsHolding(element, value), addition);
  };
  const choose = (value: unknown) =>
    askFirst(element.confirm, () => {
      keep(value);
      tell(value);
    });
  const naming: Naming = {
    ...(field
      ? { id: field.id, "aria-describedby": field.describedBy, "aria-invalid": field.invalid }
      : { "aria-label": placeholder ?? "Choose" }),
    ...(field && !field.optional && { "aria-required": true }),
    ...(element.focus_on_load && { "data-autofocus": true }),
  };
  return {
    value: valueIn(element, state),
    busy: surface.busy || surface.isPressing(blockId, element.action_id),
    keep,
    tell,
    choose,
    naming,
  };
}
