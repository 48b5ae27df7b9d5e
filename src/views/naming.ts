/** How days, times, states and people are written. */
import { localTime } from "../domain/calendar.ts";
import type { Instant, IsoDate, TimeZone } from "../domain/ids.ts";
import { type StateCode, stateCodes, states } from "../domain/states.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Oct 2, 2026`. */
export function day(date: IsoDate): string {
  const [year, month, dayOfMonth] = date.split("-");
  return `${months[Number(month) - 1]} ${Number(dayOfMonth)}, ${year}`;
}

/** `Oct 2, 2026, 09:05` on the wall of the zone. */
export function moment(at: Instant, zone: TimeZone): string {
  const local = localTime(at, zone);
  return `${day(local.date)}, ${local.time}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function series(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** State codes in their own order; every one of them, since a left-out state is a forgotten state. */
export function codes(list: readonly StateCode[]): string {
  if (list.length === stateCodes.length) return "all 50 states and DC";
  return [...list].sort().join(", ");
}

/** `Minnesota` for one, codes for several. */
export const placesOf = (list: readonly StateCode[]): string =>
  list.length === 1 && list[0] ? states[list[0]].name : codes(list);

/** `1 state`, `3 states`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** The text with a capital to begin with. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Short enough for a label: cut at a word, with the cut shown. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
