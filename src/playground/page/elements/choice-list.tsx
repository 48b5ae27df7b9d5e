import { useId } from "react";
import type { InputElement, Option } from "../blocks/shapes.ts";
import { TextView } from "../blocks/text-view.tsx";
import { type ElementProps, useInput } from "./use-input.ts";

type ChoiceElement = Extract<InputElement, { type: "checkboxes" | "radio_buttons" }>;

const chosenOf = (value: unknown): readonly Option[] =>
  Array.isArray(value) ? (value as Option[]) : value ? [value as Option] : [];

/** Checkboxes and radio buttons: all choices in sight. */
export function ChoiceList({ element, blockId, field }: ElementProps<ChoiceElement>) {
  const { value, choose, naming } = useInput(blockId, element, field);
  const group = useId();
  const chosen = new Set(chosenOf(value).map((option) => option.value));

  const toggle = (option: Option, on: boolean) => {
    if (element.type === "radio_buttons") return choose(option);
    const kept = element.options.filter((each) => (each.value === option.value ? on : chosen.has(each.value)));
    choose(kept);
  };
  const { id: _, "aria-invalid": invalid, ...rest } = naming;
  return (
    <div
      {...rest}
      {...(field && { "aria-labelledby": field.labelId })}
      className="choices"
      role={element.type === "checkboxes" ? "group" : "radiogroup"}
    >
      {element.options.map((option, index) => (
        <label key={option.value} className="choice">
          <input
            type={element.type === "checkboxes" ? "checkbox" : "radio"}
            name={group}
            checked={chosen.has(option.value)}
            aria-invalid={invalid}
            {...(index === 0 && field && { id: field.id })}
            onChange={(event) => toggle(option, event.target.checked)}
          />
          <span className="choice-text">
            <TextView text={option.text} />
            {option.description && (
              <span className="choice-detail">
                <TextView text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
