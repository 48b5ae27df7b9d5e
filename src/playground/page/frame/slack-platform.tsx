import { useMemo } from "react";
import type { Act, Seat, SeatView } from "../../wire.ts";
import { ConfirmProvider } from "../forms/confirm.tsx";
import { ModalStack } from "../forms/modal-stack.tsx";
import { Workspace } from "../workspace/workspace.tsx";
import { type Address, useAddress } from "./address.ts";
import { type Desk, DeskProvider } from "./desk.ts";
import type { Side } from "./use-side.ts";

interface SlackPlatformProps {
  readonly seat: Seat;
  readonly seats: readonly Seat[];
  readonly address: Address;
  readonly side: Side<SeatView, Act>;
  /** Teams stands beside it and the stage says how to start. */
  readonly guided: boolean;
}

/** Slack as one seat has it: the workspace, and the forms that cover it. */
export function SlackPlatform({ seat, seats, address, side, guided }: SlackPlatformProps) {
  const { go } = useAddress();
  const { view, act, showProblem } = side;
  const desk = useMemo<Desk | undefined>(
    () => view && { view, seats, act, showProblem, guided, go: (to) => go({ seat: seat.id, ...to }) },
    [view, seats, act, showProblem, guided, go, seat.id],
  );
  if (!desk)
    return (
      <p className="waiting-page" role="status">
        Opening the workspace as {seat.name}…
      </p>
    );
  return (
    <DeskProvider value={desk}>
      <ConfirmProvider>
        <div className="platform-body" inert={desk.view.modals.length > 0}>
          <Workspace key={seat.id} address={address} />
        </div>
        <ModalStack modals={desk.view.modals} seat={seat.id} />
      </ConfirmProvider>
    </DeskProvider>
  );
}
