/** The few sentences that only Slack's way of doing things calls for. */
import { NotKept } from "../../ports/journal.ts";
import { type Card, type Form, say, type Text } from "../../views/vocabulary.ts";

const sentence = (text: string): Card => ({ summary: text, elements: [{ word: "paragraph", text: say`${text}` }] });

export const viewWords = { title: "Reseller onboarding", close: "Close" } as const;

/** A person can be picked in Slack's own menu, or in one of those who are on the other platform. */
export const personWords = {
  labelElsewhere: (label: string, platform: string) => `${label}, in ${platform}`,
  pickElsewhere: (platform: string) => `Or somebody who is in ${platform} only`,
  pickedNow: "The person picked now",
} as const;

export const staleButton = sentence(
  "This button belongs to an older message and does nothing any more. Write /onboard, or mention me, to go on.",
);
export const staleForm = sentence(
  "This form belongs to an older version and could not be read. Close it and open it again; nothing was recorded.",
);
export const waiting = sentence("One moment, this is being checked…");
export const done = sentence("Done. It is recorded.");

/** Said where something failed on our side: never as if it had been kept. */
export const failed = (error: unknown): Card =>
  sentence(
    error instanceof NotKept
      ? "Your answer could not be kept, so nothing was recorded. Please try again in a minute."
      : "Something went wrong on our side. Please try again in a minute; what was recorded before is safe.",
  );

/** What of a form a button can carry to open it again. */
function carried({ values }: Form): Readonly<Record<string, string>> {
  const short = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(short.filter(([, value]) => value !== "" && value.length <= 200));
}

/** A form that Slack would not open by itself, behind a button. */
export function formBehindButton(form: Form, why: keyof typeof behind): Card {
  const values = carried(form);
  const errors: readonly Text[] = Object.values(form.errors).map((error) => say`${error}`);
  const filled = Object.keys(values).length > 0 ? { values } : {};
  return {
    summary: `${form.title}: ${behind[why]}`,
    elements: [
      { word: "paragraph", text: say`${behind[why]}` },
      ...(errors.length > 0 ? [{ word: "list" as const, items: errors }] : []),
      {
        word: "buttons",
        buttons: [{ label: form.title, weight: "primary", action: { do: "open", ref: form.ref, ...filled } }],
      },
    ],
  };
}

const behind = {
  late: "Slack gives a form only three seconds to open, and this took longer. Press the button to open it.",
  said: "Here is the form for it.",
  closed: "The form was closed before the check was through, and nothing was recorded. Press the button to go on.",
} as const;
