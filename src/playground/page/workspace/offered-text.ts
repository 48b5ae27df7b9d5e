/** Puts a text into the composer of the open channel, for the person to send or to change. */
const offered = new EventTarget();

export function offerText(text: string): void {
  offered.dispatchEvent(new CustomEvent("offer", { detail: text }));
}

/** Returns the way to stop listening. */
export function onOfferedText(take: (text: string) => void): () => void {
  const listen = (event: Event) => take(String((event as CustomEvent).detail));
  offered.addEventListener("offer", listen);
  return () => offered.removeEventListener("offer", listen);
}
