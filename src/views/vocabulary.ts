/**
 * The closed set of words in which the bot says things. Cards are posted and updated; forms are filled in and sent.
 * Words carry meaning (`tone`), never looks. Each platform has one function per word, so that a new word does not
 * compile until every platform can say it.
 */
import type { AccountId } from "../domain/ids.ts";
import type { Action, FormRef } from "./actions.ts";

/** A piece of text. Whatever a person typed travels as `plain`, and a renderer shows plain text as text. */
export type Span =
  | { readonly span: "plain"; readonly text: string }
  | { readonly span: "strong"; readonly text: string }
  | { readonly span: "quiet"; readonly text: string }
  | { readonly span: "code"; readonly text: string }
  /** What a person can type to the bot, such as `status`; each platform shows how it is typed there. */
  | { readonly span: "command"; readonly text: string }
  | { readonly span: "link"; readonly text: string; readonly url: string }
  /** Names a person so that they are notified. */
  | { readonly span: "mention"; readonly account: AccountId; readonly name: string };

export type Text = readonly Span[];

/** done: finished · active: somebody's turn · waiting: asked for, not decided · locked: cannot start yet · late · plain */
export type Tone = "done" | "active" | "waiting" | "locked" | "late" | "bad" | "plain";

export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

export interface Button {
  readonly label: string;
  readonly action: Action;
  readonly weight?: "primary" | "danger";
  readonly confirm?: Confirmation;
}

export type CardElement =
  | { readonly word: "heading"; readonly text: string }
  | { readonly word: "paragraph"; readonly text: Text }
  /** One row of the checklist: its state, its name, and what there is to say of it. */
  | { readonly word: "row"; readonly tone: Tone; readonly title: string; readonly lines: readonly Text[] }
  | { readonly word: "facts"; readonly rows: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly word: "list"; readonly items: readonly Text[] }
  | { readonly word: "note"; readonly tone: Tone; readonly text: Text }
  | { readonly word: "small"; readonly text: Text }
  | { readonly word: "divider" }
  /**
   * `for`: these people's affair. Where a platform shows each viewer their own view, nobody else gets the buttons; where it
   * does not, whoever presses without the right is told so.
   */
  | { readonly word: "buttons"; readonly buttons: readonly Button[]; readonly for?: readonly AccountId[] }
  | { readonly word: "linkButton"; readonly label: string; readonly url: string };

export interface Card {
  /** One plain sentence for notifications and screen readers. */
  readonly summary: string;
  readonly elements: readonly CardElement[];
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: true;
}

export type FormElement =
  | (FieldBase & {
      readonly word: "line" | "lines";
      readonly placeholder?: string;
      readonly maxLength: number;
    })
  | (FieldBase & { readonly word: "date" })
  /** One of a few (shown in full) or of many (a menu). */
  | (FieldBase & {
      readonly word: "choice";
      readonly choices: readonly Choice[];
      /** Which other fields the form has depends on this one: draw the form anew when it changes, where the platform can. */
      readonly reshapes?: true;
    })
  | (FieldBase & { readonly word: "choices"; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly word: "ticks"; readonly choices: readonly Choice[] })
  | (FieldBase & {
      readonly word: "person";
      /** People whom the platform's own picker does not know, since they are on the other one; values are account ids. */
      readonly elsewhere?: readonly Choice[];
    })
  | { readonly word: "paragraph"; readonly text: Text }
  | { readonly word: "facts"; readonly rows: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly word: "note"; readonly tone: Tone; readonly text: Text }
  | { readonly word: "divider" };

/** What a person typed or picked, by field id. A person is an account id; ticks and choices are lists. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export interface Form {
  /** Which form, for which onboarding, with what it must remember between opening and sending. */
  readonly ref: FormRef;
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly elements: readonly FormElement[];
  readonly values: FormValues;
  /** Field id -> sentence. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Something a platform could not show as asked; reported, never silent. */
export interface Loss {
  readonly word: string;
  readonly what: string;
}

export interface Rendered<Payload> {
  readonly payload: Payload;
  readonly losses: readonly Loss[];
}

export type CardWords<Payload> = {
  readonly [W in CardElement["word"]]: (element: Extract<CardElement, { word: W }>) => Rendered<Payload>;
};

export type FormWords<Payload> = {
  readonly [W in FormElement["word"]]: (element: Extract<FormElement, { word: W }>, form: Form) => Rendered<Payload>;
};

export const plain = (text: string): Span => ({ span: "plain", text });
export const strong = (text: string): Span => ({ span: "strong", text });
export const quiet = (text: string): Span => ({ span: "quiet", text });
export const code = (text: string): Span => ({ span: "code", text });
export const command = (text: string): Span => ({ span: "command", text });
export const link = (text: string, url: string): Span => ({ span: "link", text, url });
export const mention = (person: { readonly account: AccountId; readonly name: string }): Span => ({
  span: "mention",
  account: person.account,
  name: person.name,
});

/** How a command is typed where there is none: after a mention of the bot. */
export const mentionPrefix = "@Onboarding ";

/** A span in which commands stand as they are typed: after this prefix. */
export const typedAfter = (prefix: string, span: Span): Exclude<Span, { readonly span: "command" }> =>
  span.span === "command" ? { span: "code", text: `${prefix}${span.text}` } : span;

type Piece = string | number | Span | Text;

/** Template tag: the literal parts and every interpolated string become plain spans. */
export function say(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Text {
  const spans: Span[] = [];
  parts.forEach((part, index) => {
    if (part !== "") spans.push(plain(part));
    const piece = pieces[index];
    if (piece === undefined) return;
    if (typeof piece === "string" || typeof piece === "number") spans.push(plain(String(piece)));
    else if ("span" in piece) spans.push(piece);
    else spans.push(...piece);
  });
  return spans;
}

/** The text without its marks, for summaries and tests. */
export const wordsOf = (text: Text): string => text.map((span) => ("text" in span ? span.text : span.name)).join("");

/** The beginning of a text, at most so many characters, with the cut shown. A person stays whole. */
export function clipped(text: Text, limit: number): Text {
  let room = limit;
  const kept: Span[] = [];
  for (const span of text) {
    const words = "text" in span ? span.text : span.name;
    if (words.length <= room) kept.push(span);
    else if ("text" in span)
      return [...kept, { ...span, text: `${span.text.slice(0, Math.max(0, room - 1)).trimEnd()}…` }];
    room -= words.length;
  }
  return kept;
}

/** Several texts in a row with something between them. */
export function joined(texts: readonly Text[], between: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [plain(between), ...text]));
}
