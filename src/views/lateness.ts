/** How lateness is said: what, since when, and what to do about it. */
import type { Late } from "../domain/late.ts";
import { codes, day, series } from "./naming.ts";
import { say, type Text } from "./vocabulary.ts";

function lateWords(item: Late): Text {
  switch (item.late) {
    case "documents":
      return say`Documents were due ${day(item.since)}: ${series(item.documents)}. Late documents delay access to the ordering tools.`;
    case "beforeNegotiations":
      return say`Negotiations were planned from ${day(item.since)}, and certification or OCN is still open in ${codes(item.states)}.`;
    case "firstOrder":
      return say`The first order was wanted on ${day(item.since)}; not ready yet: ${codes(item.states)}.`;
    case "certificationExpired":
      return say`The certification in ${item.state} expired on ${day(item.since)}. Record the renewal.`;
  }
}

const lateNames: Readonly<Record<Late["late"], string>> = {
  documents: "documents",
  beforeNegotiations: "negotiations",
  firstOrder: "first order",
  certificationExpired: "expired certification",
};

/** `; late: documents, first order`, or nothing. */
export const lateInShort = (items: readonly Late[]): string =>
  items.length === 0 ? "" : `; late: ${[...new Set(items.map((item) => lateNames[item.late]))].join(", ")}`;

/** One text for each late thing; certifications that expired stand together, however many states there are. */
export function lateTexts(items: readonly Late[]): readonly Text[] {
  const expired = items.flatMap((item) => (item.late === "certificationExpired" ? [item] : []));
  if (expired.length < 2) return items.map(lateWords);
  const places = expired.map(({ state, since }) => `${state} (${day(since)})`);
  return [
    ...items.filter((item) => item.late !== "certificationExpired").map(lateWords),
    say`Certifications expired: ${series(places)}. Record the renewals.`,
  ];
}
