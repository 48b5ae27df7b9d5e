/** Days, business days and local times. Everything takes the day or the instant as an argument. */
import type { Instant, IsoDate, TimeZone } from "./ids.ts";

const dayMs = 86_400_000;
const asUtc = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10) as IsoDate;

export const addDays = (date: IsoDate, days: number): IsoDate => fromUtc(asUtc(date) + days * dayMs);

/** 0 is Sunday. */
const weekday = (date: IsoDate): number => new Date(asUtc(date)).getUTCDay();

const isoDate = (year: number, month: number, day: number): IsoDate => fromUtc(Date.UTC(year, month - 1, day));

const nthWeekday = (year: number, month: number, day: number, nth: number): IsoDate => {
  const first = isoDate(year, month, 1);
  return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7);
};

const lastMonday = (year: number, month: number): IsoDate => {
  const last = addDays(isoDate(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1), -1);
  return addDays(last, -((weekday(last) + 6) % 7));
};

/** A fixed holiday on a Saturday is kept on Friday, on a Sunday on Monday (5 U.S.C. 6103). */
const observed = (date: IsoDate): IsoDate =>
  weekday(date) === 6 ? addDays(date, -1) : weekday(date) === 0 ? addDays(date, 1) : date;

const holidaysByYear = new Map<number, ReadonlySet<IsoDate>>();

/** The United States' federal holidays kept in a year (https://www.law.cornell.edu/uscode/text/5/6103). */
export function federalHolidays(year: number): ReadonlySet<IsoDate> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const days = new Set<IsoDate>([
    observed(isoDate(year, 1, 1)),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    lastMonday(year, 5),
    observed(isoDate(year, 6, 19)),
    observed(isoDate(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    observed(isoDate(year, 11, 11)),
    nthWeekday(year, 11, 4, 4),
    observed(isoDate(year, 12, 25)),
    // New Year's Day of the next year can be kept on 31 December of this one.
    observed(isoDate(year + 1, 1, 1)),
  ]);
  holidaysByYear.set(year, days);
  return days;
}

export function isBusinessDay(date: IsoDate): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6 && !federalHolidays(Number(date.slice(0, 4))).has(date);
}

/** Business days after `from` up to and including `to`; 0 where `to` is not later. */
export function businessDaysBetween(from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(day)) count += 1;
  return count;
}

export function nextBusinessDay(after: IsoDate): IsoDate {
  let day = addDays(after, 1);
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

export interface LocalTime {
  readonly date: IsoDate;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
}

const formats = new Map<TimeZone, Intl.DateTimeFormat>();
const formatOf = (zone: TimeZone): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(zone, made);
  return made;
};

/** Beyond this the minutes asked for before are forgotten, all at once. */
const mostMinutes = 1_000;
/** Minutes asked for before: now, and those at which things happened, are asked for thousands of times. */
const minutes = new Map<string, LocalTime>();

/** What a clock on the wall shows in the zone; daylight saving is the platform's time-zone data. */
export function localTime(at: Instant, zone: TimeZone): LocalTime {
  const minute = `${at.slice(0, "2026-10-02T09:05".length)} ${zone}`;
  const known = minutes.get(minute);
  if (known) return known;
  const local = readLocalTime(at, zone);
  if (minutes.size >= mostMinutes) minutes.clear();
  minutes.set(minute, local);
  return local;
}

function readLocalTime(at: Instant, zone: TimeZone): LocalTime {
  const parts: Record<string, string> = {};
  for (const part of formatOf(zone).formatToParts(new Date(at))) parts[part.type] = part.value;
  return {
    date: `${parts.year}-${parts.month}-${parts.day}` as IsoDate,
    time: `${parts.hour}:${parts.minute}`,
  };
}

export const localDate = (at: Instant, zone: TimeZone): IsoDate => localTime(at, zone).date;

/** True where the zone is one that this platform's time-zone data knows. */
export function isTimeZone(text: string): text is TimeZone {
  try {
    new Intl.DateTimeFormat("en-CA", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * The first instant at or after local `time` on `date`. A time that daylight saving skips (02:30 on a spring Sunday) is the
 * moment the clock jumps over it; one that comes twice is its first coming.
 */
export function instantOf(date: IsoDate, time: string, zone: TimeZone): Instant {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const shownAt = (ms: number): LocalTime => localTime(new Date(ms).toISOString() as Instant, zone);
  const offsetAt = (ms: number): number => Date.parse(`${shownAt(ms).date}T${shownAt(ms).time}:00Z`) - ms;
  const moments = [wall - offsetAt(wall - dayMs), wall - offsetAt(wall + dayMs)].filter((ms) => {
    const shown = shownAt(ms);
    return shown.date === date && shown.time === time;
  });
  if (moments.length > 0) return new Date(Math.min(...moments)).toISOString() as Instant;
  // It is skipped, so the wall only jumps forward here: halve the way to the jump.
  let low = wall - dayMs;
  let high = wall + dayMs;
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 120_000) * 60_000;
    const shown = shownAt(middle);
    if (shown.date > date || (shown.date === date && shown.time >= time)) high = middle;
    else low = middle;
  }
  return new Date(high).toISOString() as Instant;
}

/** The business day whose digest is due now: its local time has come. Undefined on other days and before that time. */
export function digestDay(now: Instant, zone: TimeZone, at: string): IsoDate | undefined {
  const local = localTime(now, zone);
  return local.time >= at && isBusinessDay(local.date) ? local.date : undefined;
}
