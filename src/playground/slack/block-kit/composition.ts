/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */
import { LIMITS } from "../limits.ts";
import { boolean, byType, isThing, list, object, oneOf, type Report, type Rule, string, type Thing } from "./rules.ts";

export function plainText(max: number, min = 1): Rule {
  return byType({
    plain_text: object({
      required: { type: oneOf("plain_text"), text: string({ min, max }) },
      optional: { emoji: boolean },
    }),
  });
}

export function mrkdwn(max: number): Rule {
  return byType({
    mrkdwn: object({
      required: { type: oneOf("mrkdwn"), text: string({ min: 1, max }) },
      optional: { verbatim: boolean },
    }),
  });
}

export function anyText(max: number): Rule {
  const [plain, marked] = [plainText(max), mrkdwn(max)];
  return byType({ plain_text: plain, mrkdwn: marked });
}

export const confirm: Rule = object({
  required: {
    title: plainText(LIMITS.confirm.title),
    text: anyText(LIMITS.confirm.text),
    confirm: plainText(LIMITS.confirm.confirm),
    deny: plainText(LIMITS.confirm.deny),
  },
  optional: { style: oneOf("primary", "danger") },
});

/** Radio buttons and checkboxes may use mrkdwn in their options; menus may not. */
function option(text: (max: number) => Rule, more: Readonly<Record<string, Rule>> = {}): Rule {
  return object({
    required: { text: text(LIMITS.option.text), value: string({ min: 1, max: LIMITS.option.value }) },
    optional: { description: text(LIMITS.option.description), ...more },
  });
}

export const menuOption: Rule = option(plainText);
export const markedOption: Rule = option(anyText);
export const overflowOption: Rule = option(plainText, { url: string({ max: LIMITS.option.url }) });

export const optionGroup: Rule = object({
  required: {
    label: plainText(LIMITS.optionGroup.label),
    options: list(menuOption, { min: 1, max: LIMITS.optionGroup.options }),
  },
});

export const conversationFilter: Rule = object({
  optional: {
    include: list(oneOf("im", "mpim", "private", "public"), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  together: (value, pointer, report) => {
    if (Object.keys(value).length === 0) report("must provide at least one property", pointer);
  },
});

export const dispatchActionConfig: Rule = object({
  optional: { trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), { min: 1, max: 2 }) },
});

/** Every option of a menu, those inside groups too. */
export function optionsOf(element: Thing): readonly Thing[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isThing) : [];
  const lists = [element.options, ...groups.map((group) => group.options)];
  return lists.flatMap((options) => (Array.isArray(options) ? options.filter(isThing) : []));
}

/** An initial option "exactly matches one of the options": https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export function initialAmongOptions(element: Thing, pointer: string, report: Report): void {
  const offered = optionsOf(element);
  const matches = (chosen: unknown): boolean =>
    isThing(chosen) && offered.some((one) => one.value === chosen.value && sameText(one.text, chosen.text));
  const single = element.initial_option;
  if (single !== undefined && !matches(single)) {
    report("must match one of the options provided", `${pointer}/initial_option`);
  }
  const several = element.initial_options;
  if (Array.isArray(several)) {
    for (const [index, chosen] of several.entries()) {
      if (!matches(chosen)) report("must match one of the options provided", `${pointer}/initial_options/${index}`);
    }
  }
}

function sameText(one: unknown, other: unknown): boolean {
  return isThing(one) && isThing(other) && one.type === other.type && one.text === other.text;
}
