/** What a person's free words ask for. Small and predictable: words of the trade, states, and codes; no guessing beyond that. */
import { distance } from "fastest-levenshtein";
import { type StepId, stepIds } from "../domain/checklist.ts";
import { doubtsOfOcn, parseOcn } from "../domain/ids.ts";
import { findState, type StateCode, stateCodes, states } from "../domain/states.ts";
import { type Subcommand, stepWordsTyped, subcommandNames } from "../views/subcommands.ts";

export type Meaning =
  | { readonly means: "look"; readonly at: Subcommand; readonly state?: StateCode }
  | { readonly means: "explain"; readonly step: StepId; readonly state?: StateCode }
  | { readonly means: "whyLocked"; readonly step: StepId }
  | { readonly means: "who"; readonly whom: "serviceManager" | "delegate" | "lead" | "turn" }
  | { readonly means: "stateStatus"; readonly state: StateCode }
  | { readonly means: "offerOcn"; readonly state: StateCode; readonly ocn: string }
  | { readonly means: "offerCertification"; readonly state: StateCode }
  | { readonly means: "offerQuestionnaire" }
  | { readonly means: "greeting" }
  | { readonly means: "thanks" }
  | { readonly means: "unknown"; readonly nearest?: Subcommand };

const names = stateCodes
  .map((code) => [code, states[code].name.toLowerCase()] as const)
  // "West Virginia" before "Virginia", "Arkansas" before "Kansas".
  .sort(([, one], [, other]) => other.length - one.length);

/** Codes that are English words too count only in capitals: "in", "or", "me", "oh", "hi", "ok", "de", "la", "al", "id". */
export function stateIn(text: string): StateCode | undefined {
  const lower = text.toLowerCase();
  for (const [code, name] of names) if (new RegExp(`\\b${name}\\b`).test(lower)) return code;
  for (const word of text.split(/[^A-Za-z]+/)) {
    if (word.length !== 2 || word !== word.toUpperCase()) continue;
    const state = findState(word);
    if (state) return state;
  }
  return undefined;
}

function stepIn(text: string): StepId | undefined {
  const words = new Set(text.toLowerCase().split(/[^a-z]+/));
  return stepIds.find((step) => stepWordsTyped[step].some((word) => words.has(word)));
}

/** A code that can only be an OCN: four characters with a digit, or what follows "OCN … is". */
function ocnIn(text: string): string | undefined {
  const said = /\bocn\b.*?\b(?:is|=|:)\s*([0-9a-z]{2,6})\b/i.exec(text)?.[1];
  if (said && !findState(said)) return said.toUpperCase();
  for (const word of text.split(/[^0-9A-Za-z]+/)) {
    if (!/\d/.test(word) || !/^[0-9A-Za-z]{4}$/.test(word)) continue;
    if (/^(19|20)\d\d$/.test(word)) continue;
    const parsed = parseOcn(word);
    if (parsed.ok && !doubtsOfOcn(parsed.value).includes("fourLetters")) return parsed.value;
  }
  return undefined;
}

/** The subcommand a mistyped word most likely meant: at most two letters off. */
export function nearestSubcommand(word: string): Subcommand | undefined {
  const typed = word.toLowerCase();
  const ranked = subcommandNames
    .map((name) => [name, name.startsWith(typed) && typed.length >= 2 ? 0 : distance(typed, name)] as const)
    .sort(([, one], [, other]) => one - other);
  const [best] = ranked;
  return best && best[1] <= Math.max(1, Math.min(3, Math.floor(best[0].length / 3))) ? best[0] : undefined;
}

export function understand(text: string): Meaning {
  const said = text.trim();
  const lower = said.toLowerCase().replaceAll("’", "'");
  const has = (pattern: RegExp) => pattern.test(lower);
  const state = stateIn(said);
  const step = stepIn(said);
  const withState = state ? { state } : {};
  const ocn = ocnIn(said);
  const asks = has(/\?|^(how|what|where|why|who|when|which|can|do|is|are)\b/);

  if (has(/\b(service manager|account manager)\b/)) return { means: "who", whom: "serviceManager" };
  if (has(/\bdelegate\b/)) return { means: "who", whom: "delegate" };
  if (has(/\bwho\b.*\blead\b/)) return { means: "who", whom: "lead" };
  if (has(/\b(whose|who's) (turn|next)\b|\bwho has the ball\b|\bwhose turn\b|\bwaiting for (whom|who|us|me)\b/))
    return { means: "who", whom: "turn" };
  if (has(/\bwhy\b/) && step) return { means: "whyLocked", step };
  if (has(/\b(locked|blocked|stuck)\b/)) return { means: "whyLocked", step: step ?? "rsid" };
  if (ocn && state && !has(/\bhow\b/)) return { means: "offerOcn", state, ocn };
  if (
    !asks &&
    state &&
    step === "certification" &&
    has(/\b(granted|approved|issued|received|got|have|applied|denied)\b/)
  )
    return { means: "offerCertification", state };
  if (!asks && step === "questionnaire" && has(/\b(submitted|sent|done|filed|handed in)\b/))
    return { means: "offerQuestionnaire" };
  if (has(/\b(what'?s next|what next|what now|next steps?|what (do|should|can) (i|we) do|to ?do)\b/))
    return { means: "look", at: "next" };
  if (
    step &&
    has(
      /\bhow\b|\bwhere (do|can|to)\b|\bwho (gives|issues|assigns)\b|\bwhat (is|are|does)\b|\bget\b|\bobtain\b|\bexplain\b/,
    )
  )
    return { means: "explain", step, ...withState };
  if (has(/\b(status|progress|checklist|where (are|do) we|how far|overview)\b/))
    return state ? { means: "stateStatus", state } : { means: "look", at: "status" };
  if (has(/\bhistory\b|\bwho (did|recorded|changed)\b/)) return { means: "look", at: "history" };
  if (has(/\b(all|list|my)\b.*\bonboardings?\b|^list$/)) return { means: "look", at: "list" };
  if (has(/\bteam\b|\bhand ?over\b/)) return { means: "look", at: "team" };
  if (step) return { means: "look", at: step, ...withState };
  if (state) return { means: "stateStatus", state };
  if (has(/^(help|menu|\?|what can you do|commands?)\b/) || said === "") return { means: "look", at: "help" };
  if (has(/^(hi|hello|hey|good (morning|afternoon|evening))\b/)) return { means: "greeting" };
  if (has(/\b(thanks|thank you|thx)\b/)) return { means: "thanks" };
  if (has(/\bnext\b/)) return { means: "look", at: "next" };
  if (has(/\bready\b|\blate\b|\boverdue\b/)) return { means: "look", at: "status" };
  const [first = ""] = lower.split(/\s+/);
  const nearest = nearestSubcommand(first);
  return { means: "unknown", ...(nearest && lower.split(/\s+/).length <= 2 ? { nearest } : {}) };
}
