import type { Seat, SeatWaiting } from "../../wire.ts";
import { type Address, formatAddress } from "./address.ts";
import { byCompany, roleWithin } from "./companies.ts";
import { Avatar } from "./person.tsx";

interface SeatSwitchProps {
  readonly seats: readonly Seat[];
  readonly seat: Seat;
  readonly address: Address;
  readonly waiting: Readonly<Record<string, SeatWaiting>> | undefined;
}

/** Links rather than buttons: opened in a new window, a second person sits at the same table. */
export function SeatSwitch({ seats, seat, address, waiting }: SeatSwitchProps) {
  return (
    <nav className="seats" aria-label="Who you are">
      <h2>Who you are</h2>
      <p className="seats-hint">
        Pick anybody to be.
        {waiting && " A red number: something waits for them."}
      </p>
      {byCompany(seats).map((group) => (
        <section key={group.company} aria-label={group.company}>
          <h3>
            {group.company}
            {group.seats.every((each) => !each.appInstalled) && <small className="no-app">no app</small>}
          </h3>
          <ul>
            {group.seats.map((each) => (
              <li key={each.id}>
                <a
                  href={formatAddress({ seat: each.id, ...(address.channel && { channel: address.channel }) })}
                  aria-current={each.id === seat.id ? "true" : undefined}
                  className="seat"
                >
                  <Avatar name={each.name} company={each.company} people={seats} />
                  <span className="seat-name">
                    {each.name}
                    <small>{roleWithin(each)}</small>
                  </span>
                  {each.id !== seat.id && <Waiting waiting={waiting?.[each.id]} />}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function Waiting({ waiting }: { waiting: SeatWaiting | undefined }) {
  if (!waiting || (waiting.unread === 0 && waiting.addressed === 0)) return null;
  if (waiting.addressed > 0)
    return (
      <span className="badge badge-addressed" title="Messages to this person">
        {waiting.addressed}
        <span className="unseen"> waiting</span>
      </span>
    );
  return (
    <span className="badge-dot" title={`${waiting.unread} unread`}>
      <span className="unseen">{waiting.unread} unread</span>
    </span>
  );
}
