import type { SeatView } from "../../wire.ts";
import { type Completions, nothingToComplete } from "../writing/completion.ts";
import { mentionablesIn } from "./typed-text.ts";

const most = 8;

/** Words of a hint like `[start | status | next]`; a hint in prose has none. */
export function subcommandsIn(hint: string): readonly string[] {
  const words = hint
    .replace(/[[\]()]/g, "")
    .split("|")
    .map((word) => word.trim());
  return words.length > 1 ? words.filter((word) => /^[a-z-]+$/.test(word)) : [];
}

/** What could be meant by the text before the caret. */
export function completionsFor(text: string, caret: number, view: SeatView): Completions {
  const before = text.slice(0, caret);
  if (before.startsWith("/")) return commandCompletions(before, text, view);
  return mentionCompletions(before, text.slice(caret), view);
}

function commandCompletions(before: string, text: string, view: SeatView): Completions {
  const { name, hint, description } = view.command;
  const [typed = "", sub] = before.split(/\s+(.*)/s);
  if (!name.startsWith(typed.toLowerCase())) return nothingToComplete;
  if (!view.seat.appInstalled)
    return {
      begun: false,
      choices: [],
      note: `${name} works only at the company that installed the app, not at ${view.seat.company}.`,
    };
  if (sub === undefined) {
    const whole = `${name} `;
    return {
      begun: true,
      choices: [{ label: name, detail: description, text: whole, caret: whole.length }],
      note: hint,
    };
  }
  const choices = subcommandsIn(hint)
    .filter((word) => word.startsWith(sub.toLowerCase()) && text === before)
    .map((word) => `${name} ${word}`)
    .map((whole) => ({ label: whole, detail: "", text: whole, caret: whole.length }));
  return { begun: sub !== "", choices, ...(choices.length === 0 && sub === "" && { note: hint }) };
}

function mentionCompletions(before: string, after: string, view: SeatView): Completions {
  const typed = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(before)?.[1];
  if (typed === undefined) return nothingToComplete;
  const start = before.slice(0, before.length - typed.length);
  const wanted = typed.toLowerCase();
  const choices = mentionablesIn(view)
    .filter(({ name }) => name.toLowerCase() !== wanted.trim())
    .filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${wanted}`))
    .slice(0, most)
    .map(({ name, detail }) => {
      const upToCaret = `${start}${name} `;
      return { label: `@${name}`, detail, text: upToCaret + after.replace(/^ /, ""), caret: upToCaret.length };
    });
  return { begun: true, choices };
}
