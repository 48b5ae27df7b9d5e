/** Puts a text into the composer of the open channel or conversation, for the person to send or to change. */
const offered = new EventTarget();

export type OfferTo = "slack" | "teams";

export function offerText(to: OfferTo, text: string): void {
  offered.dispatchEvent(new CustomEvent(to, { detail: text }));
}

/** Returns the way to stop listening. */
export function onOfferedText(to: OfferTo, take: (text: string) => void): () => void {
  const listen = (event: Event) => take(String((event as CustomEvent).detail));
  offered.addEventListener(to, listen);
  return () => offered.removeEventListener(to, listen);
}
