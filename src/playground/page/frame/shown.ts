import { useSyncExternalStore } from "react";
import type { Address } from "./address.ts";
import type { Person } from "./people.ts";

/** Which platforms are on the stage. One that is folded leaves a strip to bring it back; one that isn't there leaves nothing. */
export interface Shown {
  readonly slack: "open" | "folded";
  readonly teams: "open" | "folded" | "none";
  /** There is room for both side by side. */
  readonly wide: boolean;
}

/** Below this, two panes beside the rail are too narrow to be read; `narrow.css` has it too. */
const wideScreen = "(min-width: 1100px)";

const onResize = (tell: () => void) => {
  const query = matchMedia(wideScreen);
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
};

export function shownAt(show: Address["show"], person: Person, hasTeams: boolean, wide: boolean): Shown {
  if (!hasTeams) return { slack: "open", teams: "none", wide };
  const one = show ?? (wide ? undefined : person.slack ? "slack" : "teams");
  return { slack: one === "teams" ? "folded" : "open", teams: one === "slack" ? "folded" : "open", wide };
}

export function useShown(show: Address["show"], person: Person, hasTeams: boolean): Shown {
  const wide = useSyncExternalStore(onResize, () => matchMedia(wideScreen).matches);
  return shownAt(show, person, hasTeams, wide);
}
