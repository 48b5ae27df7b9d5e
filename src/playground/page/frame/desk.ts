import { createContext, useContext } from "react";
import type { Act, Seat, SeatView } from "../../wire.ts";
import type { Address } from "./address.ts";

/** What the person in the seat has before them: what they see, how they act, and how they look elsewhere. */
export interface Desk {
  readonly view: SeatView;
  readonly seats: readonly Seat[];
  /** Answers whether it worked; when it didn't, the problem is already on screen. */
  readonly act: (act: Act) => Promise<boolean>;
  readonly go: (to: Omit<Address, "seat">) => void;
  /** How to start is said elsewhere already. */
  readonly guided: boolean;
  readonly showProblem: (sentence: string) => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk is called outside of a DeskProvider");
  return desk;
}
