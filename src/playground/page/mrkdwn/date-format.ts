import { dayOf, nearDay, timeOfDay } from "../frame/playground-time.ts";

interface Moment {
  readonly at: Date;
  readonly now: string;
  readonly zone: string;
}

const written = (parts: Intl.DateTimeFormatOptions) => (moment: Moment) =>
  new Intl.DateTimeFormat("en-US", { timeZone: moment.zone, ...parts }).format(moment.at);

const long = written({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
const medium = written({ month: "long", day: "numeric", year: "numeric" });
const short = written({ month: "short", day: "numeric", year: "numeric" });

const pretty = (otherwise: (moment: Moment) => string) => (moment: Moment) =>
  nearDay(moment.at, moment.now, moment.zone) ?? otherwise(moment);

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

function ago({ at, now }: Moment): string {
  const seconds = Math.round((at.getTime() - Date.parse(now)) / 1000);
  const relative = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(seconds, "second");
}

/** Every token of Slack's date formatting (https://docs.slack.dev/messaging/formatting-message-text#date-formatting). */
const tokens: Readonly<Record<string, (moment: Moment) => string>> = {
  date_num: ({ at, zone }) => dayOf(at, zone),
  date_slash: written({ month: "2-digit", day: "2-digit", year: "numeric" }),
  date: medium,
  date_short: short,
  date_long: long,
  date_pretty: pretty(medium),
  date_short_pretty: pretty(short),
  date_long_pretty: pretty(long),
  day_divider_pretty: pretty(long),
  time: ({ at, zone }) => timeOfDay(at, zone),
  time_secs: written({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  ago,
};

/** The date in the format's words, or the fallback when the format has a token that Slack doesn't know. */
export function formatDate(format: string, at: number, fallback: string, now: string, zone: string): string {
  const moment: Moment = { at: new Date(at * 1000), now, zone };
  let known = !Number.isNaN(moment.at.getTime());
  const text = format.replace(/\{([a-z_]+)\}/g, (whole, name: string) => {
    const token = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
    known &&= token !== undefined;
    return token && known ? token(moment) : whole;
  });
  return known ? text : fallback;
}
