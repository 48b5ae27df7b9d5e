import type { RawBlock } from "../../wire.ts";
import type { Block, InputElement, InputShapes } from "../blocks/shapes.ts";
import { type FormState, initialState, inputsIn, isBlank, valueIn } from "./element-state.ts";

/** What Slack's own client checks before it asks the app. Everything else is the app's to say. */
const limits = {
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  textLength: 3000,
} as const;

const count = (many: number) => `${many} character${many === 1 ? "" : "s"}`;

function lengthProblem(element: InputShapes["plain_text_input"], text: string): string | undefined {
  const most = element.max_length ?? limits.textLength;
  if (text.length > most) return `Please shorten this by ${count(text.length - most)} (at most ${most}).`;
  if (element.min_length !== undefined && text.length < element.min_length)
    return `Please enter at least ${count(element.min_length)}.`;
  return undefined;
}

function numberProblem(element: InputShapes["number_input"], text: string): string | undefined {
  const whole = /^[+-]?\d+$/.test(text.trim());
  const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim());
  if (!decimal) return "Please enter a number.";
  if (!whole && !element.is_decimal_allowed) return "Please enter a whole number.";
  const value = Number(text);
  if (element.min_value !== undefined && value < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && value > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return undefined;
}

function webAddressProblem(text: string): string | undefined {
  return URL.canParse(text.trim()) ? undefined : "Please enter a whole web address, with https://.";
}

function problemWith(element: InputElement, value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (element.type === "plain_text_input") return lengthProblem(element, value);
  if (element.type === "number_input") return numberProblem(element, value);
  if (element.type === "url_text_input") return webAddressProblem(value);
  if (element.type === "email_text_input")
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? undefined : "Please enter a whole e-mail address.";
  return undefined;
}

const isOptional = (block: Block): boolean => block.type !== "input" || block.optional === true;

/** block_id -> sentence, for everything that must be mended before the form is sent. */
export function fieldProblems(blocks: readonly RawBlock[], state: FormState): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const { blockId, element, block } of inputsIn(blocks)) {
    if (block.type !== "input") continue;
    const value = valueIn(element, state[blockId]?.[element.action_id] ?? initialState(element));
    const blank = isBlank(value);
    const problem = blank
      ? isOptional(block)
        ? undefined
        : "Please complete this required field."
      : problemWith(element, value);
    if (problem) problems[blockId] = problem;
  }
  return problems;
}
