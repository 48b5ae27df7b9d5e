import { useEffect, useState } from "react";
import type { SeatList } from "../../wire.ts";
import type { TeamsSeatList } from "../../wire-teams.ts";
import { readSeats, readTeamsSeats } from "../server/api.ts";
import { SeatTable } from "./seat-table.tsx";

const retryAfterMs = 2000;

/** The page: reads who can be played, then gives the chosen person a seat. */
export function Playground() {
  const [lists, setLists] = useState<{ readonly slack: SeatList; readonly teams: TeamsSeatList | undefined }>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const read = async () => {
      try {
        const [slack, teams] = await Promise.all([readSeats(), readTeamsSeats()]);
        if (!left) setLists({ slack, teams });
      } catch {
        if (left) return;
        setFailed(true);
        retry = setTimeout(read, retryAfterMs);
      }
    };
    void read();
    return () => {
      left = true;
      clearTimeout(retry);
    };
  }, []);

  if (lists) return <SeatTable slackSeats={lists.slack} teamsSeats={lists.teams} />;
  return (
    <main className="waiting-page">
      <p role={failed ? "alert" : "status"}>
        {failed ? "The playground's server doesn't answer. Trying again…" : "Opening the playground…"}
      </p>
    </main>
  );
}
