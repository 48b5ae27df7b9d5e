import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { TeamsPressPlace } from "../../../wire-teams.ts";
import type { Pick } from "../../elements/pick.ts";
import { Picker } from "../../elements/picker.tsx";
import { roleAndCompany } from "../../frame/companies.ts";
import { useTeamsDesk } from "../desk.ts";
import type { SearchedChoices } from "./choice-input.ts";

interface ChoicePickerProps {
  readonly input: SearchedChoices;
  readonly place: TeamsPressPlace;
}

/** Long enough that a word typed in one go is asked for once. */
const typingPauseMs = 120;

/** What searches found in this window: the names of what is chosen, for when the card is drawn anew. */
const found = new Map<string, Pick>();

/** The page's own picker in the place of an input of a card. */
export function ChoicePicker({ input, place }: ChoicePickerProps) {
  const { view } = useTeamsDesk();
  const [chosen, setChosen] = useState(input.chosenKeys);
  const { picks, foundFor, search } = useSearch(input, place);
  const fieldId = useId();

  useLayoutEffect(() => {
    input.updateInputControlAriaLabelledBy();
    // A click on the label leads to the field.
    const label = input.renderedElement?.querySelector("label");
    if (label) label.htmlFor = fieldId;
  }, [input, fieldId]);

  const people = view.people.map((each) => ({ key: each.id, label: each.name, detail: roleAndCompany(each) }));
  return (
    <Picker
      naming={{ id: fieldId, ...(input.isRequired && { "aria-required": true }) }}
      picks={picks}
      known={input.asked ? [...input.picks, ...found.values(), ...people] : []}
      chosen={chosen}
      several={input.isMultiSelect}
      clearable={!input.isRequired}
      placeholder={input.placeholder ?? "Choose"}
      onQuery={input.asked ? search : undefined}
      foundFor={foundFor}
      onChoose={(keys) => {
        setChosen(keys);
        input.choose(keys);
      }}
    />
  );
}

/** What the card brings, or what is found for the words typed last, however late an earlier answer comes. */
function useSearch(input: SearchedChoices, place: TeamsPressPlace) {
  const desk = useTeamsDesk();
  const [answer, setAnswer] = useState<{ picks: readonly Pick[]; foundFor?: string }>({ picks: input.picks });
  const asking = useRef(0);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);

  const search = (text: string) => {
    asking.current += 1;
    const asked = asking.current;
    clearTimeout(pause.current);
    pause.current = setTimeout(
      async () => {
        const choices = await desk.search(place, input.id ?? "", text);
        const all = choices.map(({ title, value }) => ({ key: value, label: title }));
        for (const pick of all) found.set(pick.key, pick);
        if (asked === asking.current) setAnswer({ picks: all, foundFor: text });
      },
      text === "" ? 0 : typingPauseMs,
    );
  };
  return { ...answer, search };
}
