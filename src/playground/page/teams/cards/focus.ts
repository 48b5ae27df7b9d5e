import type { DrawnCard } from "./drawn-card.ts";

/** Where the keyboard was on a card, in words that still mean something on the card that takes its place. */
export interface FocusPlace {
  readonly input?: string | undefined;
  readonly button?: string | undefined;
  readonly caret?: number | undefined;
}

const fields = "input, textarea, select";

/**
 * Marks where reading and typing begin on a card in a dialog: its first words, which then can take the focus, or what can
 * be used there where it begins with that.
 */
export function markBeginning(card: DrawnCard): void {
  const [first] = card.element.children;
  const usable = first?.querySelector<HTMLElement>(`${fields}, button`);
  if (first instanceof HTMLElement && !usable) {
    first.tabIndex = -1;
    // Only what has a name is sure to be read out when it gets the focus.
    first.role = "group";
    first.ariaLabel = first.textContent;
  }
  (usable ?? first)?.setAttribute("data-beginning", "");
}

/** Undefined where the keyboard is elsewhere. */
export function focusIn(card: DrawnCard): FocusPlace | undefined {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || !card.element.contains(here)) return undefined;
  const input = card.inputs().find((each) => each.renderedElement?.contains(here));
  const caret = here instanceof HTMLTextAreaElement || here instanceof HTMLInputElement ? here.selectionStart : null;
  return { input: input?.id, button: here.getAttribute("aria-label") ?? undefined, caret: caret ?? undefined };
}

export function giveFocusBack(place: FocusPlace, card: DrawnCard): void {
  const input = card.inputs().find((each) => place.input !== undefined && each.id === place.input);
  const field = input?.renderedElement?.querySelector<HTMLElement>(fields);
  const buttons = [...card.element.querySelectorAll<HTMLElement>("button")];
  const found = field ?? buttons.find((each) => each.getAttribute("aria-label") === place.button);
  found?.focus();
  const typing = found instanceof HTMLTextAreaElement || (found instanceof HTMLInputElement && found.type === "text");
  if (typing && place.caret !== undefined) found.setSelectionRange(place.caret, place.caret);
}
