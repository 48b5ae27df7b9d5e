/** What every view is made from: one onboarding, seen on a day, with the two companies' names. */

import { localDate } from "../domain/calendar.ts";
import type { Author } from "../domain/events.ts";
import type { Instant, IsoDate } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";

export interface Scene {
  readonly onboarding: Onboarding;
  readonly now: Instant;
  /** The day in the onboarding's own time zone. */
  readonly today: IsoDate;
  readonly carrierName: string;
}

export const sceneOf = (onboarding: Onboarding, now: Instant, carrierName: string): Scene => ({
  onboarding,
  now,
  today: localDate(now, onboarding.details.timeZone),
  carrierName,
});

/** Whoever did something, with their company where the two companies meet on two platforms and may not know each other's names. */
export function byline({ onboarding, carrierName }: Scene, { name, side }: Pick<Author, "name" | "side">): string {
  if (onboarding.places.length < 2 || side === undefined) return name;
  return `${name} (${side === "carrier" ? carrierName : resellerName(onboarding)})`;
}

/** The reseller as people call it: the d/b/a where there is one. */
export const resellerName = ({ details }: Onboarding): string => details.dba ?? details.legalName;
