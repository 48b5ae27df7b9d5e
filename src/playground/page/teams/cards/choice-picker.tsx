import { useId, useLayoutEffect, useState } from "react";
import type { Pick } from "../../elements/pick.ts";
import { Picker } from "../../elements/picker.tsx";
import type { SearchedChoices } from "./choice-input.ts";

/** The page's own picker in the place of an input of a card. */
export function ChoicePicker({ input, people }: { input: SearchedChoices; people: readonly Pick[] }) {
  const [chosen, setChosen] = useState(input.chosenKeys);
  const fieldId = useId();
  input.people = people;

  useLayoutEffect(() => {
    input.updateInputControlAriaLabelledBy();
    // A click on the label leads to the field.
    const label = input.renderedElement?.querySelector("label");
    if (label) label.htmlFor = fieldId;
  }, [input, fieldId]);

  return (
    <Picker
      naming={{ id: fieldId, ...(input.isRequired && { "aria-required": true }) }}
      picks={input.picks}
      chosen={chosen}
      several={input.isMultiSelect}
      clearable={!input.isRequired}
      placeholder={input.placeholder ?? "Choose"}
      onChoose={(keys) => {
        setChosen(keys);
        input.choose(keys);
      }}
    />
  );
}
