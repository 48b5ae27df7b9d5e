/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements */
import { LIMITS } from "../limits.ts";
import {
  confirm,
  conversationFilter,
  dispatchActionConfig,
  initialAmongOptions,
  markedOption,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
} from "./composition.ts";
import {
  anything,
  boolean,
  integer,
  isThing,
  list,
  object,
  oneOf,
  type Report,
  type Rule,
  string,
  type Thing,
} from "./rules.ts";

const actionId = string({ min: 1, max: LIMITS.ids.actionId });
const placeholder = plainText(LIMITS.placeholder);
const id = string({ min: 1, max: 255 });
const date = string({ pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ });
const time = string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/ });
const accessibilityLabel = string({ max: LIMITS.button.accessibilityLabel });

const actionable = { action_id: actionId };
const choosing = { ...actionable, confirm, focus_on_load: boolean };
const menu = { ...choosing, placeholder };
const several = { ...menu, max_selected_items: integer({ min: 1 }) };
const typing = { ...actionable, placeholder, focus_on_load: boolean, dispatch_action_config: dispatchActionConfig };

function element(
  type: string,
  optional: Readonly<Record<string, Rule>>,
  required: Readonly<Record<string, Rule>> = {},
  together?: (value: Thing, pointer: string, report: Report) => void,
): Rule {
  return object({ required: { type: oneOf(type), ...required }, optional, ...(together ? { together } : {}) });
}

const staticOptions = {
  options: list(menuOption, { min: 1, max: LIMITS.select.options }),
  option_groups: list(optionGroup, { min: 1, max: LIMITS.optionGroup.groups }),
};

function optionsOrGroups(value: Thing, pointer: string, report: Report): void {
  const [options, groups] = [value.options !== undefined, value.option_groups !== undefined];
  if (options === groups) report("must define either `options` or `option_groups`", pointer);
  initialAmongOptions(value, pointer, report);
}

function lengthsInOrder(value: Thing, pointer: string, report: Report): void {
  const [min, max] = [value.min_length, value.max_length];
  if (typeof min === "number" && typeof max === "number" && min > max) {
    report("min_length must be less than or equal to max_length", pointer);
  }
}

const image: Rule = element(
  "image",
  { image_url: string({ min: 1, max: LIMITS.image.url }), slack_file: anything },
  { alt_text: string({ min: 1, max: LIMITS.image.altText }) },
  (value, pointer, report) => {
    if ((value.image_url === undefined) === (value.slack_file === undefined)) {
      report("must define either `image_url` or `slack_file`", pointer);
    }
  },
);

const feedback = object({
  required: { text: plainText(LIMITS.button.text), value: string({ max: LIMITS.button.value }) },
  optional: { accessibility_label: accessibilityLabel },
});

/** Every element that we know, by its type. */
export const ELEMENTS: Readonly<Record<string, Rule>> = {
  button: element(
    "button",
    {
      ...actionable,
      confirm,
      value: string({ max: LIMITS.button.value }),
      url: string({ max: LIMITS.button.url }),
      style: oneOf("primary", "danger"),
      accessibility_label: accessibilityLabel,
    },
    { text: plainText(LIMITS.button.text) },
  ),
  workflow_button: element(
    "workflow_button",
    { ...actionable, style: oneOf("primary", "danger"), accessibility_label: accessibilityLabel },
    { text: plainText(LIMITS.button.text), workflow: anything },
  ),
  checkboxes: element(
    "checkboxes",
    { ...choosing, initial_options: list(markedOption, { min: 1 }) },
    { options: list(markedOption, { min: 1, max: LIMITS.checkboxes }) },
    initialAmongOptions,
  ),
  radio_buttons: element(
    "radio_buttons",
    { ...choosing, initial_option: markedOption },
    { options: list(markedOption, { min: 1, max: LIMITS.radioButtons }) },
    initialAmongOptions,
  ),
  overflow: element(
    "overflow",
    { ...actionable, confirm },
    { options: list(overflowOption, { min: LIMITS.overflow.min, max: LIMITS.overflow.max }) },
  ),
  datepicker: element("datepicker", { ...menu, initial_date: date }),
  timepicker: element("timepicker", { ...menu, initial_time: time, timezone: string({ min: 1 }) }),
  datetimepicker: element("datetimepicker", {
    ...choosing,
    initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }),
  }),
  static_select: element(
    "static_select",
    { ...menu, ...staticOptions, initial_option: menuOption },
    {},
    optionsOrGroups,
  ),
  multi_static_select: element(
    "multi_static_select",
    { ...several, ...staticOptions, initial_options: list(menuOption, { min: 1 }) },
    {},
    optionsOrGroups,
  ),
  external_select: element("external_select", {
    ...menu,
    initial_option: menuOption,
    min_query_length: integer({ min: 0 }),
  }),
  multi_external_select: element("multi_external_select", {
    ...several,
    initial_options: list(menuOption),
    min_query_length: integer({ min: 0 }),
  }),
  users_select: element("users_select", { ...menu, initial_user: id }),
  multi_users_select: element("multi_users_select", { ...several, initial_users: list(id) }),
  conversations_select: element("conversations_select", {
    ...menu,
    initial_conversation: id,
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: conversationFilter,
  }),
  multi_conversations_select: element("multi_conversations_select", {
    ...several,
    initial_conversations: list(id),
    default_to_current_conversation: boolean,
    filter: conversationFilter,
  }),
  channels_select: element("channels_select", { ...menu, initial_channel: id, response_url_enabled: boolean }),
  multi_channels_select: element("multi_channels_select", { ...several, initial_channels: list(id) }),
  plain_text_input: element(
    "plain_text_input",
    {
      ...typing,
      initial_value: string({ max: LIMITS.plainTextInput }),
      multiline: boolean,
      min_length: integer({ min: 0, max: LIMITS.plainTextInput }),
      max_length: integer({ min: 1, max: LIMITS.plainTextInput }),
    },
    {},
    lengthsInOrder,
  ),
  email_text_input: element("email_text_input", { ...typing, initial_value: string() }),
  url_text_input: element("url_text_input", { ...typing, initial_value: string() }),
  number_input: element(
    "number_input",
    { ...typing, initial_value: string(), min_value: string(), max_value: string() },
    { is_decimal_allowed: boolean },
  ),
  rich_text_input: element("rich_text_input", {
    ...typing,
    initial_value: anything,
    min_lines: anything,
    max_lines: anything,
  }),
  file_input: element("file_input", {
    ...actionable,
    filetypes: list(string({ min: 1 })),
    max_files: integer({ min: 1, max: 10 }),
  }),
  image,
  feedback_buttons: element("feedback_buttons", actionable, { positive_button: feedback, negative_button: feedback }),
  icon_button: element(
    "icon_button",
    {
      ...actionable,
      confirm,
      value: string({ max: LIMITS.button.value }),
      accessibility_label: accessibilityLabel,
      visible_to_user_ids: list(id),
    },
    { icon: string({ min: 1 }), text: plainText(LIMITS.button.text) },
  ),
};

const SELECTS = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];
const MULTI_SELECTS = SELECTS.map((type) => `multi_${type}`);
const CHOICES = ["checkboxes", "radio_buttons", "datepicker", "timepicker"];

/** Which elements may stand where. */
export const PLACEMENT = {
  actions: [
    "button",
    "workflow_button",
    "overflow",
    "datetimepicker",
    "rich_text_input",
    ...CHOICES,
    ...SELECTS,
    ...MULTI_SELECTS,
  ],
  accessory: ["button", "workflow_button", "overflow", "image", ...CHOICES, ...SELECTS, ...MULTI_SELECTS],
  input: [
    ...["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"],
    ...["datetimepicker", ...CHOICES, ...SELECTS, ...MULTI_SELECTS],
  ],
  contextActions: ["feedback_buttons", "icon_button"],
} as const satisfies Record<string, readonly string[]>;

export function elementsFor(place: keyof typeof PLACEMENT): Readonly<Record<string, Rule>> {
  const allowed: readonly string[] = PLACEMENT[place];
  return Object.fromEntries(Object.entries(ELEMENTS).filter(([type]) => allowed.includes(type)));
}

/** The interactive elements of one block, wherever Slack lets them stand. */
export function elementsOf(block: Thing): readonly Thing[] {
  const lists = [block.elements, block.actions].flatMap((many) => (Array.isArray(many) ? many : []));
  return [...lists, block.accessory, block.element].filter(isThing).filter((one) => {
    const type = one.type;
    return typeof type === "string" && Object.hasOwn(ELEMENTS, type) && type !== "image";
  });
}
