/** Where the focus goes when a dialog closes. */
export interface WayBack {
  /** The dialog took another one's place, as the answer to what was pressed there. */
  readonly goesOn: boolean;
  /** What opened the dialog, as it stands on the page now; undefined where it is gone. */
  readonly end: () => HTMLElement | undefined;
}

const ways = new WeakMap<Element, WayBack>();

/** The way of a dialog that closes in the very moment in which another one takes its place. */
let closing: WayBack | undefined;

/** A dialog's way back: to what has the focus as it opens, or where that is gone to what opened the dialog before it. */
export function beginWay(dialog: Element | null): WayBack {
  const from = document.activeElement;
  const under = from?.closest(".dialog");
  const before = (under && ways.get(under)) ?? closing;
  const again = from instanceof HTMLElement && from !== document.body ? finderOf(from) : undefined;
  const way: WayBack = { goesOn: closing !== undefined, end: () => again?.() ?? before?.end() };
  if (dialog) ways.set(dialog, way);
  return way;
}

/** A card is drawn anew as a whole where anything of it changes; then its button of the same name is the same one. */
function finderOf(opener: HTMLElement): () => HTMLElement | undefined {
  const face = opener.closest(".card-face");
  const name = opener.getAttribute("aria-label");
  return () => {
    if (opener.isConnected) return opener;
    const buttons = [...(face?.isConnected ? face.querySelectorAll("button") : [])];
    return buttons.find((button) => button.getAttribute("aria-label") === name);
  };
}

/** The focus goes back to what opened the dialog, or to the platform's composer where that is gone or covered. */
export function goBack(way: WayBack, platform: Element | null | undefined): void {
  closing = way;
  queueMicrotask(() => {
    closing = undefined;
    // Somebody who went on in the other platform meanwhile is left there.
    if (document.activeElement !== document.body && !platform?.contains(document.activeElement)) return;
    const within = platform ?? document;
    const top = [...within.querySelectorAll(".dialog-cover:not([hidden])")].at(-1);
    const end = way.end();
    if (end && (!top || top.contains(end))) end.focus();
    else if (!top) within.querySelector<HTMLElement>("[data-composer]")?.focus();
  });
}
