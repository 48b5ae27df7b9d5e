import { useEffect, useState } from "react";
import type { SeatList } from "../../wire.ts";
import { readSeats } from "../server/api.ts";
import { SeatTable } from "./seat-table.tsx";

const retryAfterMs = 2000;

/** The page: reads who can be played, then gives the chosen person a seat. */
export function Playground() {
  const [list, setList] = useState<SeatList>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const read = async () => {
      try {
        const found = await readSeats();
        if (!left) setList(found);
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

  if (list) return <SeatTable list={list} />;
  return (
    <main className="waiting-page">
      <p role={failed ? "alert" : "status"}>
        {failed ? "The playground's server doesn't answer. Trying again…" : "Opening the playground…"}
      </p>
    </main>
  );
}
