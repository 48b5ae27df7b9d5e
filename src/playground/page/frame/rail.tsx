import { useEffect, useState } from "react";
import type { Act, SeatWaiting } from "../../wire.ts";
import icon from "../icon.svg";
import type { Address } from "./address.ts";
import { Clock } from "./clock.tsx";
import { roleAndCompany } from "./companies.ts";
import type { Person } from "./people.ts";
import { Avatar } from "./person.tsx";
import { SeatSwitch } from "./seat-switch.tsx";

interface RailProps {
  readonly people: readonly Person[];
  readonly person: Person;
  readonly address: Address;
  readonly waiting: Readonly<Record<string, SeatWaiting>> | undefined;
  /** The playground's clock, as soon as a view told it. */
  readonly time: { readonly now: string; readonly timeZone: string } | undefined;
  readonly act: (act: Act) => Promise<boolean>;
}

const waitsForOthers = "Something waits for others";

/** The playground's own controls, apart from the chat it plays. On narrow screens they fold behind the person's name. */
export function Rail({ people, person, address, waiting, time, act }: RailProps) {
  const [unfolded, setUnfolded] = useState(false);
  const own = waiting?.[person.id]?.addressed ?? 0;
  const forOthers = Object.entries(waiting ?? {}).some(([id, each]) => id !== person.id && each.addressed > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing a seat folds the rail again.
  useEffect(() => setUnfolded(false), [person.id]);

  return (
    <aside className="rail" aria-label="Playground">
      <div className="rail-brand">
        <img src={icon} alt="" width="24" height="24" />
        <span>Playground</span>
      </div>
      <button
        type="button"
        className="rail-fold"
        aria-expanded={unfolded}
        aria-controls="rail-body"
        onClick={() => setUnfolded(!unfolded)}
        onKeyDown={(event) => event.key === "Escape" && setUnfolded(false)}
      >
        <Avatar name={person.name} company={person.company} people={people} />
        <span className="rail-fold-name">
          <span>
            <span className="rail-fold-you">You are </span>
            {person.name}
          </span>
          <small>{roleAndCompany(person)}</small>
        </span>
        {own > 0 && (
          <span className="badge badge-addressed" title="Messages to this person">
            {own}
            <span className="unseen"> waiting</span>
          </span>
        )}
        {/* Without a number: beside a name, any number is read as that person's. */}
        {forOthers && (
          <span className="badge-dot" title={waitsForOthers}>
            <span className="unseen">{waitsForOthers}</span>
          </span>
        )}
        <span className="picker-arrow" aria-hidden="true" />
      </button>
      <div id="rail-body" className={unfolded ? "rail-body rail-unfolded" : "rail-body"}>
        <SeatSwitch people={people} person={person} address={address} waiting={waiting} />
        {time && <Clock now={time.now} zone={time.timeZone} act={act} />}
      </div>
    </aside>
  );
}
