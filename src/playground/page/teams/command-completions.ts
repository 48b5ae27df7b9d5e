import type { TeamsConversationView, TeamsView } from "../../wire-teams.ts";
import { type Completions, nothingToComplete } from "../writing/completion.ts";

type Knows = Pick<TeamsView, "bot" | "commands">;

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * What could be meant by the text before the caret: the app's mention, and after it the command list. One to one the
 * commands stand for themselves. Teams asks its manifest for both.
 */
export function completionsIn(
  conversation: Pick<TeamsConversationView, "kind">,
  text: string,
  caret: number,
  { bot, commands }: Knows,
): Completions {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  const begun = /(?:^|\s)@([\p{L}\p{N}]*)$/u.exec(before)?.[1];
  if (begun !== undefined) return mention(begun, before, after, bot.name);
  if (after.trim() !== "") return nothingToComplete;

  const mentioned = new RegExp(`^\\s*@${escapeForPattern(bot.name)}\\s+(.*)$`, "isu").exec(before);
  const typed = mentioned?.[1] ?? (conversation.kind === "personal" ? before.trimStart() : undefined);
  if (typed === undefined || (typed === "" && !mentioned)) return nothingToComplete;
  const start = before.slice(0, before.length - typed.length);
  const choices = commands
    .filter(({ title }) => title.toLowerCase().startsWith(typed.toLowerCase()))
    .map(({ title, description }) => {
      const whole = `${start}${title}`;
      return { label: title, detail: description, text: whole, caret: whole.length };
    });
  return { begun: typed.trim() !== "", choices };
}

function mention(begun: string, before: string, after: string, name: string): Completions {
  const fits = name.toLowerCase().startsWith(begun.toLowerCase()) && name.toLowerCase() !== begun.toLowerCase();
  if (!fits) return nothingToComplete;
  const whole = `${before.slice(0, before.length - begun.length)}${name} `;
  const choice = { label: `@${name}`, detail: "app", text: whole + after.replace(/^ /, ""), caret: whole.length };
  return { begun: true, choices: [choice] };
}
