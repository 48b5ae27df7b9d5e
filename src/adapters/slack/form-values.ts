/** What was typed and picked in a view, as the application's form values. */
import { type AccountId, accountId } from "../../domain/ids.ts";
import type { FormValues } from "../../views/vocabulary.ts";
import { accountOf, unknownTeam, userOf } from "./ids.ts";

interface Element {
  readonly type: string;
  readonly [key: string]: unknown;
}

type State = Readonly<Record<string, Readonly<Record<string, Element>>>>;
type KnownAccount = (user: string) => AccountId | undefined;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const optionValue = (option: unknown): string =>
  typeof option === "object" && option !== null && "value" in option ? text(option.value) : "";
const optionValues = (options: unknown): string[] =>
  Array.isArray(options) ? options.map(optionValue).filter((value) => value !== "") : [];

/** One reader per element that our forms use: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const readers: Readonly<Record<string, (element: Element, known: KnownAccount) => string | readonly string[]>> = {
  plain_text_input: (element) => text(element.value),
  datepicker: (element) => text(element.selected_date),
  radio_buttons: (element) => optionValue(element.selected_option),
  static_select: (element) => optionValue(element.selected_option),
  multi_static_select: (element) => optionValues(element.selected_options),
  checkboxes: (element) => optionValues(element.selected_options),
  // Slack says only who, not of which company; the directory knows, or will be asked.
  users_select: (element, known) => {
    const user = text(element.selected_user);
    return user === "" ? "" : (known(user) ?? accountOf(unknownTeam, user));
  },
};

const roundMark = "~";

/** Slack keeps what stands in a block of the same id, so a form drawn again has new ones. */
export const blockIdOf = (field: string, round: number): string =>
  round === 0 ? field : `${field}${roundMark}${round}`;

const elsewhereMark = "@elsewhere";

/** The block in which a person of the other platform is picked, whom Slack's own picker does not know. */
export const elsewhereOf = (field: string): string => `${field}${elsewhereMark}`;

const placeOfBlock = (blockId: string): { readonly field: string; readonly elsewhere: boolean } => {
  const block = blockId.replace(/~\d+$/, "");
  const elsewhere = block.endsWith(elsewhereMark);
  return { field: elsewhere ? block.slice(0, -elsewhereMark.length) : block, elsewhere };
};

/**
 * The values by field id; a field left empty is an empty string or list. Where a person can be picked in two menus, Slack's
 * own counts, unless it still shows whom it was `drawn` with and somebody was picked in the other one.
 */
export function valuesOf(state: State, known: KnownAccount, drawn: Readonly<Record<string, string>> = {}): FormValues {
  const values: Record<string, string | readonly string[]> = {};
  const pickedElsewhere: [field: string, account: string][] = [];
  for (const [blockId, elements] of Object.entries(state)) {
    const { field, elsewhere } = placeOfBlock(blockId);
    for (const element of Object.values(elements)) {
      const value = readers[element.type]?.(element, known);
      if (value === undefined) continue;
      if (elsewhere) pickedElsewhere.push([field, text(value)]);
      else values[field] = value;
    }
  }
  for (const [field, account] of pickedElsewhere) {
    const here = text(values[field]);
    const untouched = here === "" || userOf(accountId(here)) === drawn[field];
    values[field] = account !== "" && untouched ? account : here;
  }
  return values;
}
