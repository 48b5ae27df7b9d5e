import { useEffect, useState } from "react";
import type { Act, Seat, SeatView } from "../../wire.ts";
import icon from "../icon.svg";
import type { Address } from "./address.ts";
import { Clock } from "./clock.tsx";
import { roleAndCompany } from "./companies.ts";
import { Avatar } from "./person.tsx";
import { SeatSwitch } from "./seat-switch.tsx";

interface RailProps {
  readonly seats: readonly Seat[];
  readonly seat: Seat;
  readonly address: Address;
  readonly view: SeatView | undefined;
  readonly act: (act: Act) => Promise<boolean>;
}

/** The playground's own controls, apart from the chat it plays. On narrow screens they fold behind the person's name. */
export function Rail({ seats, seat, address, view, act }: RailProps) {
  const [unfolded, setUnfolded] = useState(false);
  const others = Object.entries(view?.waiting ?? {}).filter(([id]) => id !== seat.id);
  const addressed = others.reduce((sum, [, waiting]) => sum + waiting.addressed, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing a seat folds the rail again.
  useEffect(() => setUnfolded(false), [seat.id]);

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
        <Avatar name={seat.name} company={seat.company} people={seats} />
        <span className="rail-fold-name">
          <span>
            <span className="rail-fold-you">You are </span>
            {seat.name}
          </span>
          <small>{roleAndCompany(seat)}</small>
        </span>
        {addressed > 0 && (
          <span className="badge badge-addressed" title="waiting for other people">
            {addressed}
          </span>
        )}
        <span className="picker-arrow" aria-hidden="true" />
      </button>
      <div id="rail-body" className={unfolded ? "rail-body rail-unfolded" : "rail-body"}>
        <SeatSwitch seats={seats} seat={seat} address={address} waiting={view?.waiting} />
        {view && <Clock now={view.now} zone={view.timeZone} act={act} />}
      </div>
    </aside>
  );
}
