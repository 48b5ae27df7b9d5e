import { useState } from "react";
import type { Act } from "../../wire.ts";
import { clockDay, timeOfDay, zoneName } from "./playground-time.ts";

type Push = Extract<Act, { act: "clock" }>["to"];

const pushes: readonly { readonly to: Push; readonly label: string }[] = [
  { to: "nextBusinessMorning", label: "Next business day 09:00" },
  { to: "plusHour", label: "+1 hour" },
  { to: "plusDay", label: "+1 day" },
];

interface ClockProps {
  readonly now: string;
  readonly zone: string;
  readonly act: (act: Act) => Promise<boolean>;
}

/** The playground's time: pushed forward, it brings the digests and due dates that would take days. */
export function Clock({ now, zone, act }: ClockProps) {
  const [pushing, setPushing] = useState<Push>();
  const push = async (to: Push) => {
    if (pushing) return;
    setPushing(to);
    await act({ act: "clock", to });
    setPushing(undefined);
  };
  return (
    <section className="clock" aria-label="Clock">
      <h2>Clock</h2>
      <p className="clock-time" role="status">
        <time dateTime={now} data-testid="clock">
          <b>{timeOfDay(now, zone)}</b> <span>{clockDay(now, zone)}</span>
        </time>
        <small>{zoneName(zone)} time</small>
      </p>
      <div className="clock-pushes">
        {pushes.map(({ to, label }) => (
          <button
            key={to}
            type="button"
            className="button"
            aria-disabled={pushing !== undefined}
            onClick={() => push(to)}
          >
            {pushing === to && <span className="spinner" aria-hidden="true" />}
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}
