/** The state that a mistyped name most likely means: "Minesota", "New Jersy", "Pensylvania". */
import { distance } from "fastest-levenshtein";
import { type StateCode, stateCodes, states } from "../domain/states.ts";

/** Names that are one letter away from words that are right as they are: "Indian", "Georgina", "new work". */
const rightAsTheyAre = new Set([
  "indian",
  "indians",
  "indiana's",
  "georgina",
  "georgian",
  "virginal",
  "montane",
  "new work",
]);
/** In a shorter name a wrong letter makes another word: "Utah", "Ohio", "Iowa", "Maine", "Idaho", "Texas". */
const shortestName = 6;

/** How many letters of a name may be wrong, left out or too many. */
const slips = (name: string): number => (name.length >= 8 ? 2 : 1);

/** Undefined for a name that is right, or that could be two states', or none's. */
export function nearState(name: string): StateCode | undefined {
  const typed = name.trim().toLowerCase();
  if (rightAsTheyAre.has(typed)) return undefined;
  const near = stateCodes.flatMap((code) => {
    const right = states[code].name.toLowerCase();
    // The first letter is hardly ever wrong, and without it Arkansas would be near to Kansas.
    if (right.length < shortestName || right[0] !== typed[0]) return [];
    const wrong = distance(typed, right);
    return wrong > 0 && wrong <= slips(right) ? [{ code, wrong }] : [];
  });
  const least = Math.min(...near.map(({ wrong }) => wrong));
  const [best, ...others] = near.filter(({ wrong }) => wrong === least);
  return others.length === 0 ? best?.code : undefined;
}

/** The same for words in a row: the first of them, alone or with those that follow, that is near to a state's name. */
export function nearStateIn(words: readonly string[]): StateCode | undefined {
  for (const [at] of words.entries())
    for (const length of [2, 1]) {
      const state = at + length <= words.length ? nearState(words.slice(at, at + length).join(" ")) : undefined;
      if (state) return state;
    }
  return undefined;
}
