/** Doubts about facts: true enough to record, odd enough to ask "are you sure?" first. Never a block. */
import type { Certification, OcnRecord } from "./events.ts";
import { type AccountId, doubtsOfOcn, type IsoDate, type OcnDoubt, type Rsid } from "./ids.ts";
import type { Onboarding } from "./onboarding.ts";
import { documentsMissing, isCertified, ocnStage, statesWithout } from "./progress.ts";
import { doubtfulTerritory, type StateCode, territory } from "./states.ts";

export type Doubt =
  | { readonly doubt: OcnDoubt; readonly state: StateCode; readonly ocn: string }
  | {
      readonly doubt: "sameOcnElsewhere";
      readonly state: StateCode;
      readonly ocn: string;
      readonly others: readonly StateCode[];
    }
  | { readonly doubt: "notifiedTooEarly"; readonly state: StateCode; readonly on: IsoDate }
  | { readonly doubt: "otherCategory"; readonly state: StateCode; readonly category: string }
  | { readonly doubt: "ocnBeforeCertification"; readonly state: StateCode }
  | {
      readonly doubt: "nameDiffers";
      readonly state: StateCode;
      readonly source: "certificate" | "neca";
      readonly name: string;
      readonly legalName: string;
    }
  | { readonly doubt: "numberLooksLikeDocket"; readonly state: StateCode; readonly number: string }
  | { readonly doubt: "effectiveInFuture"; readonly state: StateCode; readonly on: IsoDate }
  | { readonly doubt: "alreadyExpired"; readonly state: StateCode; readonly on: IsoDate }
  | { readonly doubt: "stateLosesRecords"; readonly states: readonly StateCode[] }
  | { readonly doubt: "outsideTerritory"; readonly states: readonly StateCode[] }
  | { readonly doubt: "doubtfulTerritory"; readonly states: readonly StateCode[] }
  /** The new lead is of another company than the reseller's people so far. */
  | { readonly doubt: "otherCompany"; readonly account: AccountId; readonly name: string }
  /** A hand-over that names no delegate, though there is one who does not take over. */
  | { readonly doubt: "delegateLeaves"; readonly account: AccountId; readonly name: string }
  | { readonly doubt: "rsidNotThreeLong"; readonly rsid: string }
  | { readonly doubt: "lookAtFacts"; readonly rsid: string };

/** FNV-1a; only tells one doubt from another, nothing secret hangs on it. */
const hashed = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
};

/** Identifies a doubt with everything it says, so that a yes to it is a yes to exactly that. */
function doubtKey(doubt: Doubt): string {
  const about =
    "state" in doubt ? doubt.state : "states" in doubt ? doubt.states.length : "rsid" in doubt ? doubt.rsid : "lead";
  return `${doubt.doubt}:${about}:${hashed(JSON.stringify(Object.entries(doubt).sort()))}`;
}

/** A yes to more doubts than this is kept as one fingerprint of them all. */
const keysKept = 30;

const fingerprint = (keys: readonly string[]): string => `all:${keys.length}:${hashed(keys.join("|"))}`;

/** What a form remembers of the doubts a person has read. */
export function agreementTo(doubts: readonly Doubt[]): readonly string[] {
  const keys = doubts.map(doubtKey);
  return keys.length > keysKept ? [fingerprint(keys)] : keys;
}

/** Was each of these doubts said yes to: one by one, or all of them together. */
export function isAgreed(doubts: readonly Doubt[], agreed: readonly string[]): boolean {
  const keys = doubts.map(doubtKey);
  return keys.every((key) => agreed.includes(key)) || agreed.includes(fingerprint(keys));
}

const corporate: Readonly<Record<string, string>> = {
  incorporated: "inc",
  corporation: "corp",
  company: "co",
  limited: "ltd",
};

/** Names compared as people mean them: case, commas and points aside, "Incorporated" like "Inc"; LLC is not Inc. */
export function sameLegalName(one: string, other: string): boolean {
  const essence = (name: string) =>
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/l\.\s?l\.\s?c\.?/g, "llc")
      .replace(/[.,'’"]/g, "")
      .split(/[\s&-]+/)
      .filter((word) => word !== "" && word !== "the" && word !== "and")
      .map((word) => corporate[word] ?? word)
      .join(" ");
  return essence(one) === essence(other);
}

const differs = (onboarding: Onboarding, state: StateCode, source: "certificate" | "neca", name: string): Doubt[] =>
  sameLegalName(name, onboarding.details.legalName)
    ? []
    : [{ doubt: "nameDiffers", state, source, name, legalName: onboarding.details.legalName }];

export function doubtsOfCertification(
  onboarding: Onboarding,
  state: StateCode,
  certification: Certification,
  today: IsoDate,
): readonly Doubt[] {
  if (certification.status !== "granted") return [];
  const found: Doubt[] = differs(onboarding, state, "certificate", certification.legalName);
  if (certification.number && /docket|case|^\d{2,4}-\d{3,}/i.test(certification.number) && !certification.docket)
    found.push({ doubt: "numberLooksLikeDocket", state, number: certification.number });
  if (certification.effectiveOn > today)
    found.push({ doubt: "effectiveInFuture", state, on: certification.effectiveOn });
  if (certification.expiresOn && certification.expiresOn < today)
    found.push({ doubt: "alreadyExpired", state, on: certification.expiresOn });
  return found;
}

/** Local exchange service is resold since the Telecommunications Act of 1996: 47 U.S.C. 251(c)(4). */
const resaleBegan = "1996-02-08";

/** `beside`: the other entries recorded in the same go. */
export function doubtsOfOcnRecord(
  onboarding: Onboarding,
  state: StateCode,
  record: OcnRecord,
  beside: readonly { readonly state: StateCode; readonly record: OcnRecord }[],
): readonly Doubt[] {
  const found: Doubt[] = [];
  if (record.category !== "LRSL") found.push({ doubt: "otherCategory", state, category: record.category });
  if (!isCertified(onboarding, state)) found.push({ doubt: "ocnBeforeCertification", state });
  if (record.status !== "assigned") return found;
  if (record.notifiedOn < resaleBegan) found.push({ doubt: "notifiedTooEarly", state, on: record.notifiedOn });
  for (const doubt of doubtsOfOcn(record.ocn)) found.push({ doubt, state, ocn: record.ocn });
  const others = onboarding.details.states.filter((other) => {
    if (other === state) return false;
    const value = beside.find((entry) => entry.state === other)?.record ?? onboarding.ocns[other]?.value;
    return value?.status === "assigned" && value.ocn === record.ocn;
  });
  if (others.length > 0) found.push({ doubt: "sameOcnElsewhere", state, ocn: record.ocn, others });
  if (record.companyName) found.push(...differs(onboarding, state, "neca", record.companyName));
  return found;
}

export function doubtsOfStates(states: readonly StateCode[]): readonly Doubt[] {
  const outside = states.filter((state) => !territory.has(state));
  const doubtful = states.filter((state) => doubtfulTerritory.has(state));
  return [
    ...(outside.length > 0 ? [{ doubt: "outsideTerritory", states: outside } as const] : []),
    ...(doubtful.length > 0 ? [{ doubt: "doubtfulTerritory", states: doubtful } as const] : []),
  ];
}

/** An RSID is always looked at once more beside the facts that matter before it counts. */
export function doubtsOfRsid(rsid: Rsid): readonly Doubt[] {
  return [...(rsid.length === 3 ? [] : [{ doubt: "rsidNotThreeLong", rsid } as const]), { doubt: "lookAtFacts", rsid }];
}

/** What a service manager wants to know before issuing: doubts that stand about the facts recorded so far. */
export type StandingFinding =
  | Doubt
  | { readonly finding: "notCertified"; readonly states: readonly StateCode[] }
  | { readonly finding: "noOcn"; readonly states: readonly StateCode[] }
  | { readonly finding: "questionnaireNotAccepted" }
  | { readonly finding: "documentsMissing"; readonly documents: readonly string[] };

export function standingFindings(onboarding: Onboarding, today: IsoDate): readonly StandingFinding[] {
  const found: StandingFinding[] = [];
  const notCertified = statesWithout(onboarding, (state) => isCertified(onboarding, state));
  if (notCertified.length > 0) found.push({ finding: "notCertified", states: notCertified });
  const noOcn = statesWithout(onboarding, (state) => ocnStage(onboarding, state) === "assigned");
  if (noOcn.length > 0) found.push({ finding: "noOcn", states: noOcn });
  if (onboarding.questionnaire.status !== "accepted") found.push({ finding: "questionnaireNotAccepted" });
  const documents = documentsMissing(onboarding);
  if (documents.length > 0) found.push({ finding: "documentsMissing", documents });
  const seen = new Set<string>();
  for (const state of onboarding.details.states) {
    const certification = onboarding.certifications[state]?.value;
    const record = onboarding.ocns[state]?.value;
    if (certification) found.push(...doubtsOfCertification(onboarding, state, certification, today));
    if (record) {
      for (const doubt of doubtsOfOcnRecord(onboarding, state, record, [])) {
        // One sentence per shared code, not one per state, and certification has its own finding above.
        if (doubt.doubt === "ocnBeforeCertification") continue;
        if (doubt.doubt === "sameOcnElsewhere" && seen.has(doubt.ocn)) continue;
        if (doubt.doubt === "sameOcnElsewhere") seen.add(doubt.ocn);
        found.push(doubt);
      }
    }
  }
  return found;
}
