/** Time that stands still until it is moved. */
import { addDays, instantOf, localDate } from "../../src/domain/calendar.ts";
import type { Instant, IsoDate } from "../../src/domain/ids.ts";
import { timeZone } from "../../src/domain/ids.ts";
import type { Clock } from "../../src/ports/clock.ts";

export const chicago = timeZone("America/Chicago");
/** A Monday morning in Chicago, no holiday near. */
export const monday = "2026-10-05T14:00:00.000Z" as Instant;

export const at = (text: string): Instant => new Date(text).toISOString() as Instant;
export const on = (date: string): IsoDate => date as IsoDate;
/** That many calendar days later, at the same time on Chicago's walls. */
export const daysLater = (instant: Instant, days: number): Instant =>
  instantOf(addDays(localDate(instant, chicago), days), "09:00", chicago);

export class FixedClock implements Clock {
  private instant: Instant;
  constructor(instant: Instant = monday) {
    this.instant = instant;
  }
  now(): Instant {
    return this.instant;
  }
  moveTo(instant: Instant): void {
    this.instant = instant;
  }
}
