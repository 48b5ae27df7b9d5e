import type { SeatWaiting } from "../../wire.ts";
import { type Address, useLinks } from "./address.ts";
import { byCompany, roleWithin } from "./companies.ts";
import type { Person } from "./people.ts";
import { Avatar } from "./person.tsx";

interface SeatSwitchProps {
  readonly people: readonly Person[];
  readonly person: Person;
  readonly address: Address;
  readonly waiting: Readonly<Record<string, SeatWaiting>> | undefined;
}

/** Links rather than buttons: opened in a new window, a second person sits at the same table. */
export function SeatSwitch({ people, person, address, waiting }: SeatSwitchProps) {
  const linkTo = useLinks();
  const twoPlatforms = people.some((each) => each.teams);
  return (
    <nav className="seats" aria-label="Who you are">
      <h2>Who you are</h2>
      <p className="seats-hint">
        Pick anybody to be.
        {waiting && " A red number: something waits for them."}
      </p>
      {byCompany(people).map((group) => (
        <section key={group.company} aria-label={group.company}>
          <h3>
            {group.company}
            {group.seats.every((each) => each.slack && !each.slack.appInstalled) && (
              <small className="seat-tag" title={twoPlatforms ? "The app isn't in their Slack" : undefined}>
                {twoPlatforms ? "no Slack app" : "no app"}
              </small>
            )}
          </h3>
          <ul>
            {group.seats.map((each) => (
              <li key={each.id}>
                <a
                  href={linkTo({ seat: each.id, channel: address.channel })}
                  aria-current={each.id === person.id ? "true" : undefined}
                  className="seat"
                >
                  <Avatar name={each.name} company={each.company} people={people} />
                  <span className="seat-name">
                    {each.name}
                    <small>{roleWithin(each)}</small>
                    {twoPlatforms && <OnlyIn person={each} />}
                  </span>
                  {each.id !== person.id && <Waiting waiting={waiting?.[each.id]} />}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** Said of those who sit on one platform only; most sit on both. */
function OnlyIn({ person }: { person: Person }) {
  if (person.slack && person.teams) return null;
  return <small className="seat-tag">{person.slack ? "Slack only" : "Teams only"}</small>;
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
