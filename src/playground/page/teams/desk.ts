import { createContext, useContext } from "react";
import type { TeamsAct, TeamsChoice, TeamsPressPlace, TeamsView } from "../../wire-teams.ts";
import type { Address } from "../frame/address.ts";
import type { Person } from "../frame/people.ts";

/** What the person has before them in Teams: what they see, how they act, and how they look elsewhere. */
export interface TeamsDesk {
  readonly view: TeamsView;
  readonly person: Person;
  /** Everybody on either platform, so that a company has one colour in both. */
  readonly everybody: readonly Person[];
  /** Answers whether it worked; when it didn't, the problem is already on screen. */
  readonly act: (act: TeamsAct) => Promise<boolean>;
  /** What fits to the words typed into an input whose choices the card doesn't bring. */
  readonly search: (place: TeamsPressPlace, input: string, text: string) => Promise<readonly TeamsChoice[]>;
  readonly linkTo: (to: Pick<Address, "conversation">) => string;
}

const DeskContext = createContext<TeamsDesk | undefined>(undefined);

export const TeamsDeskProvider = DeskContext.Provider;

export function useTeamsDesk(): TeamsDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useTeamsDesk is called outside of a TeamsDeskProvider");
  return desk;
}
