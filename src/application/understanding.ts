/** What a person's free words ask for. Small and predictable: words of the trade, states, and codes; no guessing beyond that. */
import { distance } from "fastest-levenshtein";
import { type StepId, stepIds } from "../domain/checklist.ts";
import { findState, type StateCode, stateCodes, states } from "../domain/states.ts";
import { nearStateIn } from "../views/near-state.ts";
import { isSubcommand, type Subcommand, stepWordsTyped, subcommandNames } from "../views/subcommands.ts";

/** How far a certification has come, as somebody says it in passing. */
export type CertificationHeard = "granted" | "applied" | "denied" | "lapsed";

export type Meaning =
  | { readonly means: "look"; readonly at: Subcommand; readonly state?: StateCode }
  | { readonly means: "explain"; readonly step: StepId; readonly state?: StateCode }
  | { readonly means: "whyLocked"; readonly step: StepId }
  | { readonly means: "who"; readonly whom: "serviceManager" | "delegate" | "lead" | "turn" }
  | { readonly means: "stateStatus"; readonly state: StateCode }
  | { readonly means: "offerOcn"; readonly state: StateCode; readonly ocn: string }
  /** Codes of several states in one go: no form for one of them would do. `lines`: as far as they could be told apart. */
  | { readonly means: "offerOcnLines"; readonly lines: string }
  /** A code without a state that could be made out. */
  | { readonly means: "offerOcnSomewhere"; readonly ocn: string }
  | { readonly means: "offerCertification"; readonly state: StateCode; readonly how: CertificationHeard }
  | { readonly means: "offerQuestionnaire" }
  | { readonly means: "greeting" }
  | { readonly means: "thanks" }
  | { readonly means: "unknown"; readonly nearest?: Subcommand };

/** What somebody wants stands in the first lines; nobody waits for the rest of a pasted contract to be read. */
const charactersRead = 1_000;

const names: readonly (readonly [StateCode, RegExp])[] = [
  ["DC", /\bwashington,? d\.? ?c\b|\bd\.c\./],
  ...stateCodes
    .map((code) => [code, states[code].name.toLowerCase()] as const)
    // "West Virginia" before "Virginia", "Arkansas" before "Kansas".
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([code, name]) => [code, new RegExp(`\\b${name}\\b`)] as const),
];

/** Codes that are words too: "in", "or", "me". They count only in capitals. */
const alsoWords = new Set("in or me oh hi ok de la al id ma pa co mo ms md mt tx".split(" "));
/** Of these, the ones that people write in capitals and mean no state: "OK", "my ID". They need more beside them. */
const alsoSigns = new Set("OK HI ID OH ME MS".split(" "));
const leadsToState = /^(in|for|of|from|at|state|and)$/i;
const followsState = /^(ocns?|cert\w*|granted|applied|approved|status|[0-9]{2}[0-9a-z]{2})$/i;

function stateIn(text: string): StateCode | undefined {
  const lower = text.toLowerCase();
  for (const [code, name] of names) if (name.test(lower)) return code;
  const shouting = text === text.toUpperCase();
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words
    .map((word, index) => {
      const state = word.length === 2 ? findState(word) : undefined;
      if (!state) return undefined;
      const capital = word === word.toUpperCase();
      const beside = leadsToState.test(words[index - 1] ?? "") || followsState.test(words[index + 1] ?? "");
      if (!alsoWords.has(word.toLowerCase())) return capital || beside || words.length === 1 ? state : undefined;
      return capital && (beside || !(shouting || alsoSigns.has(word))) ? state : undefined;
    })
    .find((state) => state !== undefined);
}

/** How many different words could be OCNs. */
const codesIn = (text: string): number =>
  new Set(
    text
      .split(/[^0-9A-Za-z]+/)
      .filter((word) => /\d/.test(word) && /^[0-9A-Za-z]{4}$/.test(word) && !/^(19|20)\d\d$/.test(word)),
  ).size;

function stepIn(text: string): StepId | undefined {
  const words = new Set(text.toLowerCase().split(/[^a-z]+/));
  return stepIds.find((step) => stepWordsTyped[step].some((word) => words.has(word)));
}

/** A code that can only be an OCN: four characters with a digit, or what follows "OCN … is". Dates, dockets and phones are none. */
function ocnIn(text: string): string | undefined {
  const spoken = /\b(ocns?|neca)\b/i.test(text);
  const said = /\bocn\b[^.?!]{0,60}?(?:\bis\b|=|:)\s*([0-9a-z]{3,6})(?![-/0-9a-z])/i.exec(text)?.[1] ?? "";
  if (/\d/.test(said) || (/^[A-Z]{4}$/.test(said) && text !== text.toUpperCase())) return said.toUpperCase();
  const words = text.split(/[\s,;:=()“”"'!?]+/).map((word) => word.replace(/\.$/, ""));
  if (!spoken && (words.length > 5 || /\b(docket|case|order|number|call|ext|room)\b/i.test(text))) return undefined;
  const code = words.find((word) => /\d/.test(word) && /^[0-9A-Za-z]{4}$/.test(word) && !/^(19|20)\d\d$/.test(word));
  return code?.toUpperCase();
}

/** The worst news first: "denied after we applied" is a denial. */
const heard: readonly (readonly [CertificationHeard, RegExp])[] = [
  ["denied", /\b(denied|rejected|refused|turned down)\b/],
  ["lapsed", /\b(lapsed|expired|revoked)\b/],
  ["granted", /\b(granted|approved|issued|received|got|have|certified|came)\b/],
  ["applied", /\b(applied|applying|filed|sent in)\b/],
];
const certificationHeard = (lower: string): CertificationHeard | undefined =>
  heard.find(([, words]) => words.test(lower))?.[0];

/** `TX 611A` for each state that is followed by a code, a line each. */
function linesIn(text: string): string {
  const pairs = text.matchAll(
    /\b([A-Za-z]{2}|[A-Za-z]{3,}(?: [A-Za-z]{3,})?)\b[\s:=-]+(?:is\s+)?(\d[0-9A-Za-z]{3}|[0-9A-Za-z]{3}\d)\b/g,
  );
  return [...pairs]
    .flatMap(([, name = "", code = ""]) => {
      const state = findState(name) ?? findState(name.split(" ").at(-1) ?? "");
      return state ? [`${state} ${code.toUpperCase()}`] : [];
    })
    .join("\n");
}

/** The subcommand a mistyped word most likely meant: at most two letters off. */
export function nearestSubcommand(word: string): Subcommand | undefined {
  const typed = word.toLowerCase().replace(/[^a-z]+$/, "");
  const ranked = subcommandNames
    .map((name) => [name, name.startsWith(typed) && typed.length >= 2 ? 0 : distance(typed, name)] as const)
    .sort(([, one], [, other]) => one - other);
  const [best] = ranked;
  return best && best[1] <= Math.max(1, Math.min(3, Math.floor(best[0].length / 3))) ? best[0] : undefined;
}

/** A whole greeting, and not the beginning of a question. */
const greeting =
  /^(hi|hello|hey|good (morning|afternoon|evening))( there| all| team| everyone| everybody)?[\s!.,👋]*$/u;

export function understand(text: string): Meaning {
  const said = text.slice(0, charactersRead).trim();
  const lower = said.toLowerCase().replaceAll("’", "'");
  const has = (pattern: RegExp) => pattern.test(lower);
  const words = lower.split(/\s+/);
  const step = stepIn(said);
  const ocn = ocnIn(said);
  // Only where a state is to be expected: in any other sentence a word that is near to one means itself.
  const isAboutAState = step !== undefined || ocn !== undefined || /\b(status|state|progress|how far)\b/.test(lower);
  const state = stateIn(said) ?? (isAboutAState ? nearStateIn(lower.split(/[^a-z]+/)) : undefined);
  const withState = state ? { state } : {};
  const asks = has(/\?|^(how|what|where|why|who|when|which|can|could|do|does|did|is|are|has|have)\b/);
  const denies = has(/\b(not|never|no)\b|n't\b|\b(until|when|once|if|before)\b/);

  if (said === "") return { means: "look", at: "help" };
  if (isSubcommand(lower)) return { means: "look", at: lower };
  if (greeting.test(lower)) return { means: "greeting" };
  if (has(/\b(start|begin)\b.*\bonboarding\b/)) return { means: "look", at: "start" };

  if (has(/\bwhy\b/) && step) return { means: "whyLocked", step };
  if (has(/\b(locked|blocked|stuck)\b/)) return { means: "whyLocked", step: step ?? "rsid" };
  const asksWho = !step || has(/\bwho\b|\bname\b|\bcontact\b|\breach\b|\bcall\b/);
  if (has(/\b(service|account) manager\b/) && asksWho) return { means: "who", whom: "serviceManager" };
  if (has(/\bdelegate\b/) && asksWho) return { means: "who", whom: "delegate" };
  if (has(/\bwho\b.*\blead(s|er)?\b/)) return { means: "who", whom: "lead" };
  if (
    has(
      /\bwho('s| is| are)? next\b|\b(whose|who's) turn\b|\bwho has the ball\b|\bwaiting (for|on) (whom|who|us|me)\b|\bwho.* waiting\b/,
    )
  )
    return { means: "who", whom: "turn" };
  if (has(/\b(billing|provisioning)\b/) && has(/\bwho\b|\bcall\b|\bcontact\b|\bphone\b/))
    return { means: "look", at: "centers" };

  if (ocn && state && !has(/\bhow\b/) && (!asks || has(/\b(record|add|enter|save|put|note)\b/)))
    return codesIn(said) > 1 ? { means: "offerOcnLines", lines: linesIn(said) } : { means: "offerOcn", state, ocn };
  if (ocn && !state && step === "ocn" && !asks) return { means: "offerOcnSomewhere", ocn };
  const how = certificationHeard(lower);
  if (!asks && !denies && state && step === "certification" && how) return { means: "offerCertification", state, how };
  if (
    !asks &&
    !denies &&
    step === "questionnaire" &&
    has(/\b(submitted|sent|done|filed|complete|completed|handed in)\b/)
  )
    return { means: "offerQuestionnaire" };

  if (
    has(
      /\bwhat'?s next\b|\bwhat (is |comes )?(next|now)\b|\bnext steps?\b|\bwhat (do|should|can|must) (i|we)( have to| need to)? (do|get|send)\b|\bto ?do\b|\bwhat('s| is| are)? (still )?(left|missing|open|outstanding|needed)\b|\bwhat do (i|we|you|they) (still )?need\b/,
    ) &&
    !step
  )
    return { means: "look", at: "next" };
  const asksWhere =
    has(/\b(status|progress|how far|how many|going|where (is|are|does|do))\b/) &&
    !has(/\bwhere do (i|we) (get|find|apply)\b/);
  const asksWhether =
    has(/^(when|did|has|have|is|are|do (we|you) have)\b/) || has(/\bwhat('s| is| are) (our|the) (ocn|rsid|centers)\b/);
  if (step && (asksWhere || asksWhether)) return state ? { means: "stateStatus", state } : { means: "look", at: step };
  if (
    step &&
    has(
      /\bhow\b|\bwhere\b|\bwho (gives|issues|assigns)\b|\bwhat('s|s| is| are| does)\b|\bget\b|\bobtain\b|\bapply\b|\bexplain\b|\btell me\b/,
    )
  )
    return { means: "explain", step, ...withState };
  if (has(/\b(status|progress|checklist|where (are|do) we|how far|how's it going|overview)\b/))
    return state ? { means: "stateStatus", state } : { means: "look", at: "status" };
  if (has(/\bhistory\b|\bwho (did|recorded|changed)\b/)) return { means: "look", at: "history" };
  if (has(/\b(all|list|my)\b.*\bonboardings?\b/)) return { means: "look", at: "list" };
  if (
    has(
      /\bteam\b|\bhand(ed)? ?over\b|\b(close|end|cancel|stop)\b.*\bonboarding\b|^close$|\bdetails\b|\b(change|add|remove)\b.*\b(name|states?|time zone)\b/,
    )
  )
    return { means: "look", at: "team" };
  // The state's own commission is what is asked for by "certification in Ohio".
  if (step === "certification" && state) return { means: "explain", step, state };
  if (step) return { means: "look", at: step, ...withState };
  // A state dropped in passing ("I'll be in OR tomorrow or later") is no question about it.
  if (state && (asks || words.length <= 4)) return { means: "stateStatus", state };
  if (has(/^(help|menu|\?|commands?)|\bwhat can you do\b/)) return { means: "look", at: "help" };
  if (has(/\b(thanks|thank you|thx)\b/)) return { means: "thanks" };
  if (has(/^(hi|hello|hey|good (morning|afternoon|evening))\b/)) return { means: "greeting" };
  if (has(/\bnext\b/) && words.length <= 4) return { means: "look", at: "next" };
  if (asks && has(/\bready\b|\blate\b|\boverdue\b|\border(ing)?\b/)) return { means: "look", at: "status" };
  const nearest = words.length <= 2 ? nearestSubcommand(words[0] ?? "") : undefined;
  return { means: "unknown", ...(nearest ? { nearest } : {}) };
}
