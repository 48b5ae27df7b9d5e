/** What Slack's own client checks before it submits a modal; the bot hears nothing of a form that fails here. */
import type { Thing } from "./block-kit/rules.ts";
import { isOnOffer, keepingOf, placedElements } from "./element-state.ts";
import type { Block, ElementStates } from "./world.ts";

type Complaint = string | undefined;
type Check = (element: Thing, value: unknown) => Complaint;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const CHECKS: Readonly<Record<string, Check>> = {
  plain_text_input: (element, value) => {
    const length = String(value).length;
    const [min, max] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)];
    if (length < min) return `Please enter at least ${min} characters.`;
    return length > max ? `Please enter no more than ${max} characters.` : undefined;
  },
  email_text_input: (_, value) => (EMAIL.test(String(value)) ? undefined : "Please enter a valid email address."),
  url_text_input: (_, value) => (URL.canParse(String(value)) ? undefined : "Please enter a valid URL."),
  number_input: (element, value) => {
    const number = Number(value);
    if (String(value).trim() === "" || !Number.isFinite(number)) return "Please enter a valid number.";
    if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Please enter a whole number.";
    if (element.min_value !== undefined && number < Number(element.min_value))
      return `Must be at least ${String(element.min_value)}.`;
    if (element.max_value !== undefined && number > Number(element.max_value))
      return `Must be at most ${String(element.max_value)}.`;
    return undefined;
  },
};

/** @returns block_id -> sentence; empty when the form may be sent. */
export function complaintsOf(blocks: readonly Block[], values: ElementStates): Record<string, string> {
  const complaints: Record<string, string> = {};
  for (const { block, blockId, actionId, element } of placedElements(blocks)) {
    if (block.type !== "input") continue;
    const state = values[blockId]?.[actionId] ?? {};
    const value = state[keepingOf(element)?.member ?? "value"];
    const complaint = isBlank(value)
      ? block.optional === true
        ? undefined
        : "Please complete this required field."
      : isOnOffer(element, state)
        ? CHECKS[String(element.type)]?.(element, value)
        : "Please choose one of the options.";
    if (complaint) complaints[blockId] = complaint;
  }
  return complaints;
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
