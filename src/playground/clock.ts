/** A clock that runs as the machine's does and can be pushed forward. How far it was pushed survives a restart. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { addDays, instantOf, isBusinessDay, localTime, nextBusinessDay } from "../domain/calendar.ts";
import { type Instant, instant, type TimeZone } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Act } from "./wire.ts";

export type Push = Extract<Act, { act: "clock" }>["to"];

export interface PushableClock extends Clock {
  push(to: Push): void;
  /** Sets the clock to run on from an instant; only ever used to tell a story from its beginning. */
  setTo(at: Instant): void;
}

const hourMs = 3_600_000;
const morning = "09:00";

export function createPushableClock(file: string, zone: TimeZone): PushableClock {
  let offsetMs = readOffset(file);
  const now = (): Instant => instant(new Date(Date.now() + offsetMs));
  const keep = () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.tmp`, JSON.stringify({ offsetMs }));
    renameSync(`${file}.tmp`, file);
  };
  const setTo = (at: Instant) => {
    offsetMs = Date.parse(at) - Date.now();
    keep();
  };
  const nextMorning = (): Instant => {
    const { date, time } = localTime(now(), zone);
    const today = isBusinessDay(date) && time < morning;
    return instantOf(today ? date : nextBusinessDay(date), morning, zone);
  };
  const targets: Readonly<Record<Push, () => Instant>> = {
    nextBusinessMorning: nextMorning,
    plusHour: () => instant(new Date(Date.parse(now()) + hourMs)),
    plusDay: () => {
      const { date, time } = localTime(now(), zone);
      return instantOf(addDays(date, 1), time, zone);
    },
  };
  return { now, setTo, push: (to) => setTo(targets[to]()) };
}

/** A clock file that can't be read begins at the machine's own time: it holds nothing that anybody typed. */
function readOffset(file: string): number {
  try {
    const { offsetMs } = JSON.parse(readFileSync(file, "utf8")) as { offsetMs?: unknown };
    return typeof offsetMs === "number" && Number.isFinite(offsetMs) ? offsetMs : 0;
  } catch {
    return 0;
  }
}
