/** Several states at once, a line each: `MN 508J LRSL 2026-10-02`. Every line that can't be read says why. */
import type { AuthorityKind, Certification, OcnRecord } from "../../domain/events.ts";
import {
  type DateProblem,
  dateMeant,
  type IsoDate,
  isOcnCategory,
  ocnCategories,
  parseDate,
  parseOcn,
} from "../../domain/ids.ts";
import { findState, type StateCode, states } from "../../domain/states.ts";
import { shortened } from "../naming.ts";
import { nearStateIn } from "../near-state.ts";
import { sentenceOfDateProblem, sentenceOfOcnProblem } from "../wording.ts";
import { lengths, optional } from "./form-spec.ts";

type LineRead<Entry> = { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly problem: string };
const bad = (problem: string): { readonly ok: false; readonly problem: string } => ({ ok: false, problem });

/** The state a line begins with, by code or name (`New York 508J`), and the words after it. */
function stateOf(words: readonly string[]): { state: StateCode; rest: readonly string[] } | undefined {
  for (const length of [3, 2, 1]) {
    const state = findState(words.slice(0, length).join(" "));
    if (state) return { state, rest: words.slice(length) };
  }
  return undefined;
}

function noState(words: readonly string[]): string {
  const near = nearStateIn(words.slice(0, 2));
  return near ? `Begin with the state: is it ${states[near].name} (${near})?` : "Begin with the state, such as MN.";
}

export interface OcnEntry {
  readonly state: StateCode;
  readonly record: OcnRecord;
}

export function readOcnLine(words: readonly string[]): LineRead<OcnEntry> {
  const found = stateOf(words);
  if (!found) return bad(noState(words));
  const [first, ...more] = found.rest;
  if (!first) return bad(`Add the OCN after ${found.state}.`);
  const ocn = parseOcn(first);
  if (!ocn.ok) return bad(sentenceOfOcnProblem[ocn.problem]);
  const second = more[0]?.toUpperCase() ?? "";
  const category = isOcnCategory(second) ? second : "LRSL";
  const rest = isOcnCategory(second) ? more.slice(1) : more;
  const [date, ...unread] = rest;
  if (!date) return bad("Add the date of NECA's notification at the end, such as 2026-10-02.");
  const notified = parseDate(date);
  if (!notified.ok)
    return bad(
      /^[A-Za-z]+$/.test(date)
        ? `${quoted(date)} is no category of NECA's. Use one of ${ocnCategories.join(", ")}.`
        : problemOfDate(date, notified.problem),
    );
  if (unread.length > 0)
    return bad(`${quoted(unread.join(" "))} is more than belongs here. Keep state, OCN, category, date.`);
  return {
    ok: true,
    entry: { state: found.state, record: { status: "assigned", ocn: ocn.value, category, notifiedOn: notified.value } },
  };
}

export interface CertificationEntry {
  readonly state: StateCode;
  readonly certification: Certification;
}

const kinds: ReadonlyMap<string, AuthorityKind> = new Map([
  ["certificate", "certificate"],
  ["cpcn", "certificate"],
  ["registration", "registration"],
  ["acknowledgement", "acknowledgement"],
]);

/** A date as it is written here is told as it is to be written. */
function problemOfDate(word: string, problem: DateProblem): string {
  const meant = dateMeant(word);
  return meant ? `Write ${quoted(word)} as ${meant}, year first.` : sentenceOfDateProblem[problem];
}

/** A pasted word as it is quoted back. */
const quoted = (word: string): string => `“${shortened(word, 24)}”`;

/** `MN granted 12-345 2026-09-01`, `CO applied 2026-10-01`, `IA not-required RULE`; a docket as `docket:24A-0123T`. */
export function readCertificationLine(words: readonly string[], legalName: string): LineRead<CertificationEntry> {
  const found = stateOf(words);
  if (!found) return bad(noState(words));
  const { state } = found;
  const [status = "", ...rest] =
    /^not$/i.test(found.rest[0] ?? "") && /^required$/i.test(found.rest[1] ?? "")
      ? ["not-required", ...found.rest.slice(2)]
      : found.rest;
  const dates: IsoDate[] = [];
  let kind: AuthorityKind = "certificate";
  let docket = "";
  const others: string[] = [];
  for (const word of rest) {
    const date = parseDate(word);
    if (date.ok) dates.push(date.value);
    else if (dateMeant(word)) return bad(problemOfDate(word, date.problem));
    else if (date.problem === "dateDoesNotExist") return bad(sentenceOfDateProblem.dateDoesNotExist);
    else if (/^docket:/i.test(word)) docket = word.slice("docket:".length);
    else if (kinds.has(word.toLowerCase())) kind = kinds.get(word.toLowerCase()) ?? kind;
    else others.push(word);
  }
  const [date] = dates;
  const number = others.join(" ");
  if (Math.max(number.length, docket.length) > lengths.short && !/^not-?required$/i.test(status))
    return bad(`Keep the number and the docket within ${lengths.short} characters each.`);
  if (rest.join(" ").length > lengths.reason) return bad(`Keep the rule within ${lengths.reason} characters.`);
  switch (status.toLowerCase()) {
    case "granted":
      if (!date) return bad("Add the effective date, such as 2026-09-01.");
      if (others.length === 0 && docket === "") return bad("Add the certificate number, or docket:NUMBER.");
      return {
        ok: true,
        entry: {
          state,
          certification: {
            status: "granted",
            authority: kind,
            ...optional("number", number),
            ...optional("docket", docket),
            legalName,
            effectiveOn: date,
            ...optional("expiresOn", dates[1]),
          },
        },
      };
    case "applied":
      if (!date) return bad("Add the day you applied, such as 2026-09-01.");
      return {
        ok: true,
        entry: {
          state,
          certification: {
            status: "applied",
            authority: kind,
            appliedOn: date,
            ...optional("docket", docket || number),
          },
        },
      };
    case "not-required":
    case "notrequired":
      if (rest.length === 0) return bad("Add the rule that says so after not-required.");
      return { ok: true, entry: { state, certification: { status: "notRequired", rule: rest.join(" ") } } };
    default:
      return bad(
        status === ""
          ? `Say how far ${state} is: granted, applied or not-required.`
          : /^(denied|lapsed)$/i.test(status)
            ? `Record ${state} as ${status.toLowerCase()} in the form for one state, which asks why.`
            : `${quoted(status)} is not understood. Use granted, applied or not-required.`,
      );
  }
}

/** More problems than this are not listed one by one: mend these first. */
const problemsListed = 12;

/** Reads every line; either all entries, or one text with the number and the trouble of each bad line. */
export function readLines<Entry extends { readonly state: StateCode }>(
  text: string,
  readLine: (words: readonly string[]) => LineRead<Entry>,
  states: readonly StateCode[],
): { readonly entries: readonly Entry[]; readonly problem?: string } {
  const entries: Entry[] = [];
  const problems: string[] = [];
  const seen = new Map<StateCode, number>();
  const readOne = (words: readonly string[], line: number): Entry | string => {
    const read = readLine(words);
    if (!read.ok) return read.problem;
    const { state } = read.entry;
    const before = seen.get(state);
    if (before !== undefined) return `${state} is already in line ${before}. Keep one line for each state.`;
    seen.set(state, line);
    return states.includes(state)
      ? read.entry
      : `${state} is not one of this onboarding's states. Add it first, under Menu, Team and details.`;
  };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    // As people list things: with a bullet before and a colon after the state.
    const words = line
      .replace(/^\s*[-*•·]\s+/, "")
      .replace(/^([^:\s]+(?:\s[^:\s\d]+){0,2}):(?=\s)/, "$1")
      .split(/[\s,;|]+/)
      .filter((word) => word !== "");
    if (words.length === 0) continue;
    const entry = readOne(words, index + 1);
    if (typeof entry === "string") problems.push(`Line ${index + 1} (${shortened(words.join(" "), 24)}): ${entry}`);
    else entries.push(entry);
  }
  if (problems.length > problemsListed)
    problems.splice(problemsListed, problems.length, `…and ${problems.length - problemsListed} more lines to correct.`);
  return problems.length > 0 ? { entries, problem: problems.join("\n") } : { entries };
}
