import type { DrawnCard } from "./drawn-card.ts";

/** Shows that an act is under way, on the button and on the whole card. Returns the way to take that back. */
export function markBusy(card: HTMLElement | null, button: HTMLElement | undefined): () => void {
  const spinner = document.createElement("span");
  spinner.className = "spinner";
  spinner.ariaHidden = "true";
  button?.prepend(spinner);
  button?.setAttribute("aria-busy", "true");
  card?.setAttribute("aria-busy", "true");
  return () => {
    spinner.remove();
    button?.removeAttribute("aria-busy");
    card?.removeAttribute("aria-busy");
  };
}

const fields = "input, textarea, select";

/** Tells assistive technology too which inputs the library found not to be right. */
export function markInvalid(card: DrawnCard): void {
  for (const input of card.inputs()) {
    const box = input.renderedElement;
    const wrong = box?.querySelector(".ac-input-validation-failed") !== null;
    for (const field of box?.querySelectorAll(fields) ?? []) {
      if (wrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }
}
