import type { ComponentType } from "react";
import { ImageView } from "../blocks/image-view.tsx";
import type { BlockElement } from "../blocks/shapes.ts";
import { Unsupported } from "../blocks/unsupported.tsx";
import { Button } from "./button.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { DateInput } from "./date-input.tsx";
import { Overflow } from "./overflow.tsx";
import { IdSelectInput, OptionSelectInput } from "./select-input.tsx";
import { TextInput } from "./text-input.tsx";
import type { ElementProps, Field } from "./use-input.ts";

type Elements = {
  readonly [Kind in BlockElement["type"]]: ComponentType<ElementProps<Extract<BlockElement, { type: Kind }>>>;
};

const elements: Elements = {
  button: Button,
  overflow: Overflow,
  image: ({ element }) => <ImageView image={element} />,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  datepicker: DateInput,
  timepicker: DateInput,
  static_select: OptionSelectInput,
  multi_static_select: OptionSelectInput,
  users_select: IdSelectInput,
  multi_users_select: IdSelectInput,
  channels_select: IdSelectInput,
  conversations_select: IdSelectInput,
  checkboxes: ChoiceList,
  radio_buttons: ChoiceList,
};

interface ElementViewProps {
  readonly element: BlockElement;
  readonly blockId: string;
  readonly field?: Field;
}

/** Draws any element; one that the page doesn't know is named on screen, never left out. */
export function ElementView({ element, blockId, field }: ElementViewProps) {
  if (!Object.hasOwn(elements, element.type)) return <Unsupported what="element" type={element.type} />;
  const Known = elements[element.type] as ComponentType<ElementProps<BlockElement>>;
  return <Known element={element} blockId={blockId} field={field} />;
}
