/** The mornings to which the clock is pushed. */
import { addDays, instantOf, isBusinessDay, localDate } from "../../../src/domain/calendar.ts";
import type { Instant, IsoDate } from "../../../src/domain/ids.ts";
import { zone } from "./chaos-town.ts";

const monday = 1;

function after(now: Instant, fits: (day: IsoDate) => boolean): IsoDate {
  let day = addDays(localDate(now, zone), 1);
  while (!isBusinessDay(day) || !fits(day)) day = addDays(day, 1);
  return day;
}

/** When the digests of the next business day are due. */
export const nextDigest = (now: Instant): Instant =>
  instantOf(
    after(now, () => true),
    "09:05",
    zone,
  );

export const nextMonday = (now: Instant): Instant =>
  instantOf(
    after(now, (day) => new Date(`${day}T12:00:00Z`).getUTCDay() === monday),
    "09:30",
    zone,
  );
