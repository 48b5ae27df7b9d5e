import type { InputElement, Option } from "../blocks/shapes.ts";
import { plainText } from "../blocks/text-view.tsx";
import { roleAndCompany } from "../frame/companies.ts";
import { useDesk } from "../frame/desk.ts";
import type { Pick } from "./pick.ts";
import { Picker } from "./picker.tsx";
import { type ElementProps, useInput } from "./use-input.ts";

type OptionSelect = Extract<InputElement, { type: "static_select" | "multi_static_select" }>;

const asPick = (option: Option, group?: string): Pick => ({
  key: option.value,
  label: plainText(option.text),
  detail: option.description && plainText(option.description),
  group,
});

/** One or several of the options that the app listed. */
export function OptionSelectInput({ element, blockId, field }: ElementProps<OptionSelect>) {
  const { value, choose, naming } = useInput(blockId, element, field);
  const groups = element.option_groups ?? [];
  const options = element.options ?? groups.flatMap((group) => group.options);
  const picks = element.options
    ? element.options.map((option) => asPick(option))
    : groups.flatMap((group) => group.options.map((option) => asPick(option, plainText(group.label))));
  const several = element.type === "multi_static_select";
  const chosen = (Array.isArray(value) ? (value as Option[]) : value ? [value as Option] : []).map(
    (each) => each.value,
  );

  const onChoose = (keys: readonly string[]) => {
    const picked = keys.flatMap((key) => options.find((option) => option.value === key) ?? []);
    choose(several ? picked : (picked[0] ?? null));
  };
  return (
    <Picker
      naming={naming}
      picks={picks}
      chosen={chosen}
      several={several}
      most={element.type === "multi_static_select" ? element.max_selected_items : undefined}
      clearable={field?.optional === true}
      placeholder={element.placeholder?.text ?? "Choose"}
      onChoose={onChoose}
    />
  );
}

type IdSelect = Extract<
  InputElement,
  { type: "users_select" | "multi_users_select" | "channels_select" | "conversations_select" }
>;

/** One or several people or channels of the workspace. */
export function IdSelectInput({ element, blockId, field }: ElementProps<IdSelect>) {
  const { view } = useDesk();
  const { value, choose, naming } = useInput(blockId, element, field);
  const several = element.type === "multi_users_select";
  const people = view.people
    .filter((person) => person.id !== view.botUserId)
    .map((person) => ({ key: person.id, label: person.name, detail: roleAndCompany(person) }));
  const channels = view.channels
    .filter((channel) => element.type === "conversations_select" || channel.kind === "channel")
    .map((channel) => ({ key: channel.id, label: channel.name }));
  const ofPeople = element.type === "users_select" || element.type === "multi_users_select";

  return (
    <Picker
      naming={naming}
      picks={ofPeople ? people : channels}
      chosen={Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : []}
      several={several}
      most={element.type === "multi_users_select" ? element.max_selected_items : undefined}
      clearable={field?.optional === true}
      placeholder={element.placeholder?.text ?? (ofPeople ? "Choose a person" : "Choose a channel")}
      onChoose={(keys) => choose(several ? keys : (keys[0] ?? null))}
    />
  );
}
