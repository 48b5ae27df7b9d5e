import { useCallback, useEffect, useMemo, useState } from "react";
import type { Act, Seat, SeatList } from "../../wire.ts";
import { ConfirmProvider } from "../forms/confirm.tsx";
import { ModalStack } from "../forms/modal-stack.tsx";
import { send } from "../server/api.ts";
import { useLiveView } from "../server/use-live-view.ts";
import { Workspace } from "../workspace/workspace.tsx";
import { type Address, useAddress } from "./address.ts";
import { type Desk, DeskProvider } from "./desk.ts";
import { type Problem, Problems } from "./problems.tsx";
import { Rail } from "./rail.tsx";

const nobody: Seat = { id: "", name: "", role: "", company: "", teamId: "", appInstalled: false };

/** The seat that the address names, or the first one. */
function seatFor(address: Address, list: SeatList): Seat {
  const { seats, first } = list;
  const named = seats.find((seat) => seat.id === address.seat) ?? seats.find((seat) => seat.id === first);
  return named ?? seats[0] ?? nobody;
}

/** The table at which all seats stand: the rail to change seats and the clock, and beside it the chat as the seat sees it. */
export function SeatTable({ list }: { list: SeatList }) {
  const { address, go } = useAddress();
  const seat = seatFor(address, list);
  const { view, connection, refresh } = useLiveView(seat.id);
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const showProblem = useCallback((sentence: string) => {
    const problem = { id: crypto.randomUUID(), sentence };
    setProblems((before) => [...before.filter((each) => each.sentence !== sentence), problem].slice(-3));
  }, []);
  const act = useCallback(
    async (each: Act) => {
      // Whoever acts again has read what went wrong before.
      if (each.act !== "read" && each.act !== "openHome") setProblems([]);
      const result = await send(each);
      if (!result.ok) showProblem(result.problem);
      await refresh();
      return result.ok;
    },
    [refresh, showProblem],
  );
  const goInSeat = useCallback((to: Omit<Address, "seat">) => go({ seat: seat.id, ...to }), [go, seat.id]);

  const desk = useMemo<Desk | undefined>(
    () => view && { view, seats: list.seats, act, go: goInSeat, showProblem },
    [view, list.seats, act, goInSeat, showProblem],
  );
  // What one person was told is not for the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the seat that counts.
  useEffect(() => setProblems([]), [seat.id]);
  const covered = (view?.modals.length ?? 0) > 0;

  return (
    <div className="frame">
      <Rail seats={list.seats} seat={seat} address={address} view={view} act={act} />
      {/* Each platform is a column of the stage; a second one stands beside the first. */}
      <div className="stage">
        <section className="platform" aria-label="Slack">
          {connection === "lost" && (
            <p className="connection-lost" role="status">
              Connection lost, retrying…
            </p>
          )}
          {desk ? (
            <DeskProvider value={desk}>
              <ConfirmProvider>
                <div className="platform-body" inert={covered}>
                  <Workspace key={seat.id} address={address} />
                </div>
                <ModalStack modals={desk.view.modals} seat={seat.id} />
              </ConfirmProvider>
            </DeskProvider>
          ) : (
            <p className="waiting-page" role="status">
              Opening the workspace as {seat.name}…
            </p>
          )}
          <Problems
            problems={problems}
            onDismiss={(id) => setProblems((before) => before.filter((each) => each.id !== id))}
          />
        </section>
      </div>
    </div>
  );
}
