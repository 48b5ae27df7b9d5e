/** How the playground's times are written. The zone is the playground's, never the browser's. */
const locale = "en-US";

const format = (iso: string | Date, timeZone: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone, ...parts }).format(typeof iso === "string" ? new Date(iso) : iso);

export const timeOfDay = (at: string | Date, zone: string): string =>
  format(at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const fullTime = (at: string | Date, zone: string): string =>
  `${format(at, zone, { weekday: "long", month: "long", day: "numeric", year: "numeric" })} at ${timeOfDay(at, zone)}`;

export const clockDay = (at: string, zone: string): string =>
  format(at, zone, { weekday: "short", month: "short", day: "numeric", year: "numeric" });

export const zoneName = (zone: string): string => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;

/** `2026-03-02`: sorts and compares as text. */
export function dayOf(at: string | Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(typeof at === "string" ? new Date(at) : at);
}

const oneDayMs = 86_400_000;

/** "today", "yesterday", "tomorrow", or undefined for any other day. */
export function nearDay(at: string | Date, now: string, zone: string): "today" | "yesterday" | "tomorrow" | undefined {
  const distance = (Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / oneDayMs;
  if (distance === 0) return "today";
  if (distance === -1) return "yesterday";
  return distance === 1 ? "tomorrow" : undefined;
}

/** The words of a day divider: "Today", "Yesterday", "Monday, March 2". */
export function dividerDay(at: string, now: string, zone: string): string {
  const near = nearDay(at, now, zone);
  if (near) return near.charAt(0).toUpperCase() + near.slice(1);
  return format(at, zone, { weekday: "long", month: "long", day: "numeric" });
}
