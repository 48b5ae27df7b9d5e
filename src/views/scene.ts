/** What every view is made from: one onboarding, seen on a day, with the two companies' names. */

import { localDate } from "../domain/calendar.ts";
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

/** The reseller as people call it: the d/b/a where there is one. */
export const resellerName = ({ details }: Onboarding): string => details.dba ?? details.legalName;
