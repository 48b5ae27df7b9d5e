const allowed: readonly string[] = ["http:", "https:", "mailto:"];

/** The address as it may be put into an `href`, or undefined when a click on it could do anything but open a page or a mail. */
export function safeAddress(url: string): string | undefined {
  try {
    const parsed = new URL(url);
    return allowed.includes(parsed.protocol) ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}
