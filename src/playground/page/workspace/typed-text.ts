import type { SeatView } from "../../wire.ts";
import { roleAndCompany } from "../frame/companies.ts";
import { botNameIn } from "./bot-name.ts";

export interface Mentionable {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** Everybody who can be mentioned, the app first. */
export function mentionablesIn(view: SeatView): readonly Mentionable[] {
  const people = view.people.filter((person) => person.id !== view.botUserId);
  return [
    { id: view.botUserId, name: botNameIn(view), detail: "app" },
    ...people.map((person) => ({ id: person.id, name: person.name, detail: roleAndCompany(person) })),
  ];
}

/**
 * The text as it was typed, only that a completed `@Name` becomes the mention `<@U…>`. Escaping all else is the
 * server's, as it is Slack's.
 */
export function encodeTyped(typed: string, mentionables: readonly Mentionable[]): string {
  const longestFirst = [...mentionables].sort((one, other) => other.name.length - one.name.length);
  return longestFirst.reduce(
    (text, { id, name }) => text.replaceAll(mentionOf(name), (_, before: string) => `${before}<@${id}>`),
    typed,
  );
}

function mentionOf(name: string): RegExp {
  const spelled = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(^|[\\s(])@${spelled}(?![\\p{L}\\p{N}])`, "giu");
}

export type Sending =
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "unknown command"; readonly name: string };

/** What a typed text does when it is sent: a slash at the very start makes it a command, as in Slack. */
export function sendingOf(typed: string, view: SeatView): Sending {
  const mentionables = mentionablesIn(view);
  const slash = /^(\/\S*)(?:\s+([\s\S]*))?$/.exec(typed.trim());
  if (!slash?.[1]) return { kind: "say", text: encodeTyped(typed.trim(), mentionables) };
  if (slash[1].toLowerCase() !== view.command.name) return { kind: "unknown command", name: slash[1] };
  return { kind: "command", text: encodeTyped((slash[2] ?? "").trim(), mentionables) };
}
