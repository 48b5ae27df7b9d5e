import { useMemo } from "react";
import type { SeatList } from "../../wire.ts";
import type { TeamsSeatList } from "../../wire-teams.ts";
import { localSlack, localTeams } from "../server/api.ts";
import { useAddress } from "./address.ts";
import { everybody, type Person, personAt, waitingFor } from "./people.ts";
import { Rail } from "./rail.tsx";
import { useShown } from "./shown.ts";
import { Stage } from "./stage.tsx";
import { useSide } from "./use-side.ts";

const nobody: Person = { id: "", name: "", role: "", company: "" };

interface SeatTableProps {
  readonly slackSeats: SeatList;
  /** Undefined where there is no Teams. */
  readonly teamsSeats: TeamsSeatList | undefined;
}

/** The table at which all seats stand: the rail to change seats and the clock, and beside it the platforms as the seat sees them. */
export function SeatTable({ slackSeats, teamsSeats }: SeatTableProps) {
  const { address } = useAddress();
  const people = useMemo(() => everybody(slackSeats, teamsSeats), [slackSeats, teamsSeats]);
  const person = personAt(address.seat, people, slackSeats.first) ?? nobody;
  const shown = useShown(address.show, person, teamsSeats !== undefined);
  // Where the person isn't, somebody who is tells what waits there for everybody.
  const slack = useSide(localSlack, person.slack?.id ?? slackSeats.first);
  const teams = useSide(localTeams, teamsSeats && (person.teams?.id ?? teamsSeats.first));
  const waiting = useMemo(
    () => waitingFor(people, slack.view?.waiting, teams.view?.waiting),
    [people, slack.view, teams.view],
  );

  return (
    <div className="frame">
      <Rail
        people={people}
        person={person}
        address={address}
        waiting={waiting}
        time={slack.view ?? teams.view}
        act={slack.act}
      />
      <Stage
        people={people}
        person={person}
        slackSeats={slackSeats.seats}
        address={address}
        shown={shown}
        slack={slack}
        teams={teams}
      />
    </div>
  );
}
