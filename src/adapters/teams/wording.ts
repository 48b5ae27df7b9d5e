/** The few sentences that only Teams' way of doing things calls for. */
import { NotKept } from "../../ports/journal.ts";
import { type Card, type CardElement, type Form, say, type Text } from "../../views/vocabulary.ts";

export const sentence = (text: string): Card => ({
  summary: text,
  elements: [{ word: "paragraph", text: say`${text}` }],
});

export const dialogTitle = "Reseller onboarding";

export const staleButton = sentence(
  "This button belongs to an older message and does nothing any more. Mention me, or write to me one to one, to go on.",
);
export const staleForm =
  "This form belongs to an older version and could not be read. Nothing was recorded; open it again.";
export const done = "Done. It is recorded.";
export const leftWithoutSending = "Nothing was recorded.";
export const nothingToShow = "There is nothing to show here any more.";
export const writtenDirectly = sentence("I have written to you one to one.");
export const onlyForYou =
  "The answer is for you alone, and I can't write to you one to one: the app is not installed for you.";
export const showIt = "Show it to me";
export const stillChecking = "This is still being checked.";
export const lookAgain = "Look again";
export const checkForgotten = "I have been restarted since this was checked. Open it again to see how it went.";

const wentWrong = "This went wrong on our side. Please try again in a minute; what was recorded before is safe.";
const notKept = "Your answer could not be kept, so nothing was recorded. Please try again in a minute.";

/** Said where something failed on our side: never as if it had been kept. */
export const failed = (error: unknown): string => (error instanceof NotKept ? notKept : wentWrong);

/** What of a form a button can carry to open it again. */
function carried({ values }: Form): Readonly<Record<string, string>> {
  const short = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(short.filter(([, value]) => value !== "" && value.length <= 200));
}

/** A form in answer to something said: Teams opens a dialog only for a press. */
export function formBehindButton(form: Form): Card {
  const values = carried(form);
  const errors: readonly Text[] = Object.values(form.errors).map((error) => say`${error}`);
  const filled = Object.keys(values).length > 0 ? { values } : {};
  const text = `Here is the form for it: ${form.title}.`;
  return {
    summary: text,
    elements: [
      { word: "paragraph", text: say`${text}` },
      ...(errors.length > 0 ? [{ word: "list" as const, items: errors }] : []),
      {
        word: "buttons",
        buttons: [{ label: "Open the form", weight: "primary", action: { do: "open", ref: form.ref, ...filled } }],
      },
    ],
  };
}

const isWords = ({ word }: CardElement): boolean => word === "paragraph" || word === "note";

/** A card that was decided on, with what came of it on top. */
export function withOutcome(card: Card, outcome: Card | undefined): Card {
  if (!outcome) return card;
  const top: readonly CardElement[] =
    outcome.elements.length <= 2 && outcome.elements.every(isWords)
      ? [{ word: "note", tone: "plain", text: say`${outcome.summary}` }]
      : [...outcome.elements, { word: "divider" }];
  return { summary: outcome.summary, elements: [...top, ...card.elements] };
}

/** The same form with a sentence above its fields. */
export const withNote = (form: Form, text: string): Form => ({
  ...form,
  elements: [{ word: "note", tone: "bad", text: say`${text}` }, ...form.elements],
});
