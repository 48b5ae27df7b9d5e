/** Small pieces of Block Kit, and what the local Slack says of a message or modal that is made of them. */
import { type Fault, faultOfMessage, faultOfView } from "../../../src/playground/slack/block-kit/check.ts";
import { button, plain, section } from "./bolt-app.ts";

export const x = (n: number): string => "x".repeat(n);
export const many = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
export const option = (n: number) => ({ text: plain(`Option ${n}`), value: `v${n}` });
export const actions = (...elements: unknown[]) => ({ type: "actions", elements });
export const input = (element: unknown, more = {}) => ({
  type: "input",
  block_id: "field",
  label: plain("Field"),
  element,
  ...more,
});
export const inMessage = (...blocks: unknown[]): Fault | undefined => faultOfMessage(blocks);
export const modal = (more: Record<string, unknown> = {}) => ({
  type: "modal",
  title: plain("Title"),
  submit: plain("Send"),
  blocks: [section("text")],
  ...more,
});
export const inModal = (...blocks: unknown[]): Fault | undefined => faultOfView(modal({ blocks }), "modal");
export const select = (options: unknown[], more = {}) => ({
  type: "static_select",
  action_id: "choose",
  options,
  ...more,
});

export function confirming(more: Record<string, unknown>): unknown {
  return actions({
    ...button("a", "A"),
    confirm: { title: plain("Sure?"), text: plain("Really?"), confirm: plain("Yes"), deny: plain("No"), ...more },
  });
}
