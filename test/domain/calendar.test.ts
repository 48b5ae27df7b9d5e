import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  addDays,
  businessDaysBetween,
  digestDay,
  federalHolidays,
  instantOf,
  isBusinessDay,
  isTimeZone,
  localTime,
  nextBusinessDay,
} from "../../src/domain/calendar.ts";
import { type Instant, type IsoDate, timeZone } from "../../src/domain/ids.ts";
import { at, on } from "../support/fixed-clock.ts";

/** Where daylight saving comes and goes in different ways: at two, at midnight, by half an hour, in the south, never. */
const zones = [
  "America/Chicago",
  "America/New_York",
  "America/Los_Angeles",
  "America/Phoenix",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/St_Johns",
  "Europe/London",
  "Europe/Berlin",
  "America/Havana",
  "Asia/Beirut",
  "Africa/Cairo",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "UTC",
];
const anyZone = fc.constantFrom(...zones).map(timeZone);
const anyDay = fc
  .date({ min: new Date("2012-01-01"), max: new Date("2037-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as IsoDate);
const anyTime = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => clock(Math.floor(minute / 60), minute % 60));
const clock = (hour: number, minute: number) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

/** The first moment at which the wall shows that time or later, told by Temporal. */
function firstMoment(date: IsoDate, time: string, zone: string): string {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const later = wanted.toZonedDateTime(zone, { disambiguation: "later" });
  const earlier = wanted.toZonedDateTime(zone, { disambiguation: "earlier" });
  const there = Temporal.PlainDateTime.compare(earlier.toPlainDateTime(), wanted) === 0;
  if (there) return new Date(earlier.epochMilliseconds).toISOString();
  // The time is skipped: the clock jumps over it at the zone's next change.
  const jump = earlier.getTimeZoneTransition("next");
  if (!jump) throw new Error(`${zone} skips ${date} ${time} and never changes: ${later}`);
  return new Date(jump.epochMilliseconds).toISOString();
}

/** Days around every change of the clocks there was or will be in the zone. */
function changes(zone: string): readonly IsoDate[] {
  const days: IsoDate[] = [];
  let change = Temporal.ZonedDateTime.from(`2012-01-01T00:00[${zone}]`).getTimeZoneTransition("next");
  while (change && change.year < 2038) {
    days.push(change.subtract({ minutes: 1 }).toPlainDate().toString() as IsoDate);
    days.push(change.toPlainDate().toString() as IsoDate);
    change = change.getTimeZoneTransition("next");
  }
  return days;
}

describe("the wall's time", () => {
  it("is what Temporal shows, in every zone at every moment", () => {
    const moment = fc.date({ min: new Date("2012-01-01"), max: new Date("2037-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(anyZone, moment, (zone, date) => {
        const shown = Temporal.Instant.from(date.toISOString()).toZonedDateTimeISO(zone);
        expect(localTime(date.toISOString() as Instant, zone)).toEqual({
          date: shown.toPlainDate().toString(),
          time: shown.toPlainTime().toString().slice(0, 5),
        });
      }),
      { numRuns: 2000 },
    );
  });
  it("shows midnight as 00:00 of the new day", () => {
    expect(localTime(at("2026-10-05T05:00:00Z"), timeZone("America/Chicago"))).toEqual({
      date: "2026-10-05",
      time: "00:00",
    });
  });
  it("knows zones by their names", () => {
    expect(["America/Chicago", "UTC", "Mars/Olympus", ""].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});

describe("the instant of a local time", () => {
  it("is the first at which the wall shows it, in every zone on every day", () => {
    fc.assert(
      fc.property(anyZone, anyDay, anyTime, (zone, date, time) => {
        expect(instantOf(date, time, zone)).toBe(firstMoment(date, time, zone));
      }),
      { numRuns: 1000 },
    );
  });
  for (const zone of zones)
    it(`holds around every change of the clocks in ${zone}`, () => {
      for (const date of changes(zone))
        for (let minute = 0; minute < 24 * 60; minute += 97) {
          const time = clock(Math.floor(minute / 60), minute % 60);
          expect(instantOf(date, time, timeZone(zone)), `${date} ${time}`).toBe(firstMoment(date, time, zone));
        }
    });
  it("that is skipped in spring is the jump itself, and one that comes twice in fall its first coming", () => {
    const chicago = timeZone("America/Chicago");
    expect(instantOf(on("2026-03-08"), "02:30", chicago)).toBe("2026-03-08T08:00:00.000Z");
    expect(instantOf(on("2026-11-01"), "01:30", chicago)).toBe("2026-11-01T06:30:00.000Z");
    expect(instantOf(on("2026-11-01"), "09:00", chicago)).toBe("2026-11-01T15:00:00.000Z");
  });
});

describe("federal holidays", () => {
  // https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/
  const published: Readonly<Record<number, readonly string[]>> = {
    2022: ["01-17", "02-21", "05-30", "06-20", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26"],
    2025: ["01-01", "01-20", "02-17", "05-26", "06-19", "07-04", "09-01", "10-13", "11-11", "11-27", "12-25"],
    2026: ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"],
    2027: ["01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-31"],
  };
  for (const [year, days] of Object.entries(published))
    it(`of ${year} are the published ones`, () => {
      const kept = [...federalHolidays(Number(year))].filter((date) => date.startsWith(year)).sort();
      expect(kept).toEqual(days.map((day) => `${year}-${day}`));
    });
  it("never fall on a weekend and are kept ten to twelve times a year", () => {
    for (let year = 2021; year <= 2060; year += 1) {
      const kept = [...federalHolidays(year)].filter((date) => date.startsWith(String(year)));
      expect(kept.length).toBeGreaterThanOrEqual(10);
      expect(kept.length).toBeLessThanOrEqual(12);
      for (const date of kept) expect([1, 2, 3, 4, 5], date).toContain(Temporal.PlainDate.from(date).dayOfWeek);
    }
  });
});

describe("business days", () => {
  it("are Monday to Friday without holidays", () => {
    const rows = { "2026-10-05": true, "2026-10-03": false, "2026-10-04": false, "2026-10-12": false };
    for (const [date, is] of Object.entries(rows)) expect(isBusinessDay(on(date)), date).toBe(is);
    expect(isBusinessDay(on("2027-12-31")), "New Year's Day 2028 is a Saturday, kept on Friday").toBe(false);
  });
  it("between two days leave out the first, count the last, skip weekends and Columbus Day", () => {
    const rows = [
      ["2026-10-05", "2026-10-05", 0],
      ["2026-10-05", "2026-10-06", 1],
      ["2026-10-09", "2026-10-12", 0],
      ["2026-10-09", "2026-10-13", 1],
      ["2026-10-05", "2026-10-19", 9],
      ["2026-10-06", "2026-10-05", 0],
    ] as const;
    for (const [from, to, days] of rows) expect(businessDaysBetween(on(from), on(to)), `${from} to ${to}`).toBe(days);
  });
  it("add up: to a day between and on from it", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(200), fc.nat(200), (from, some, more) => {
        const [middle, to] = [addDays(from, some), addDays(from, some + more)];
        expect(businessDaysBetween(from, middle) + businessDaysBetween(middle, to)).toBe(businessDaysBetween(from, to));
      }),
    );
  });
  it("follow each other: the next one is the first after, and one away", () => {
    expect(nextBusinessDay(on("2026-10-09"))).toBe("2026-10-13");
    expect(nextBusinessDay(on("2027-12-30"))).toBe("2028-01-03");
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = nextBusinessDay(day);
        expect(isBusinessDay(next)).toBe(true);
        expect(businessDaysBetween(day, next)).toBe(1);
      }),
    );
  });
  it("adding days crosses months and leap years as Temporal does", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, days) => {
        expect(addDays(day, days)).toBe(Temporal.PlainDate.from(day).add({ days }).toString());
      }),
    );
  });
});

describe("whether a digest is due", () => {
  const rows = [
    ["before its time", "2026-10-05T13:59:59Z", "America/Chicago", undefined],
    ["at its time", "2026-10-05T14:00:00Z", "America/Chicago", "2026-10-05"],
    ["late in the evening, when it is tomorrow in Greenwich", "2026-10-06T04:59:00Z", "America/Chicago", "2026-10-05"],
    ["just after midnight", "2026-10-06T05:00:00Z", "America/Chicago", undefined],
    ["on a Saturday", "2026-10-10T18:00:00Z", "America/Chicago", undefined],
    ["on Columbus Day", "2026-10-12T18:00:00Z", "America/Chicago", undefined],
    ["on the first business day of daylight saving", "2026-03-09T14:00:00Z", "America/Chicago", "2026-03-09"],
    ["on the first business day after it", "2026-11-02T15:00:00Z", "America/Chicago", "2026-11-02"],
    ["at the same moment farther west", "2026-10-05T14:00:00Z", "America/Denver", undefined],
  ] as const;
  for (const [when, now, zone, date] of rows)
    it(`${when}: ${date ?? "no"}`, () => {
      expect(digestDay(at(now), timeZone(zone), "09:00")).toBe(date);
    });
  it("it is, from the instant of its local time until midnight, on business days only", () => {
    fc.assert(
      fc.property(anyZone, anyDay, anyTime, (zone, date, time) => {
        const due = instantOf(date, time, zone);
        const shown = localTime(due, zone);
        const expected = shown.date === date && isBusinessDay(date) ? date : undefined;
        if (shown.date === date) expect(digestDay(due, zone, time)).toBe(expected);
        const before = new Date(Date.parse(due) - 60_000).toISOString() as Instant;
        if (localTime(before, zone).date === date) expect(digestDay(before, zone, time)).toBeUndefined();
      }),
    );
  });
});
