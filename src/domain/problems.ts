/** What is impossible about values, whoever typed them: found before anything is asked or recorded. */
import type { CommandOf } from "./commands.ts";
import type { Invalid } from "./decision.ts";
import type { Person } from "./events.ts";
import type { AccountId, IsoDate } from "./ids.ts";
import type { Onboarding } from "./onboarding.ts";
import type { StateCode } from "./states.ts";

export const teamProblems = (
  carrierPeople: readonly (Person | undefined)[],
  resellerPeople: readonly (Person | undefined)[],
  humanOf: (account: AccountId) => AccountId,
): readonly Invalid[] =>
  resellerPeople.flatMap((person) =>
    person && carrierPeople.some((other) => other && humanOf(other.account) === humanOf(person.account))
      ? [{ invalid: "bothSides", person } as const]
      : [],
  );

export const duplicate = (entries: readonly { readonly state: StateCode }[]): readonly Invalid[] =>
  entries.flatMap((entry, index) =>
    entries.findIndex((other) => other.state === entry.state) === index
      ? []
      : [{ invalid: "stateTwice", state: entry.state } as const],
  );

export const foreignStates = (
  state: Onboarding,
  entries: readonly { readonly state: StateCode }[],
): readonly Invalid[] =>
  entries.flatMap((entry) =>
    state.details.states.includes(entry.state) ? [] : [{ invalid: "notAState", state: entry.state } as const],
  );

export const certificationProblems = (
  entries: CommandOf<"RecordCertification">["entries"],
  today: IsoDate,
): readonly Invalid[] =>
  entries.flatMap(({ state, certification }): Invalid[] => {
    if (certification.status === "applied" && certification.appliedOn > today)
      return [{ invalid: "inFuture", what: "appliedOn", state }];
    if ((certification.status === "denied" || certification.status === "lapsed") && certification.on > today)
      return [{ invalid: "inFuture", what: "deniedOn", state }];
    if (certification.status !== "granted") return [];
    const found: Invalid[] = [];
    if (!certification.number && !certification.docket) found.push({ invalid: "numberOrDocket", state });
    if (certification.expiresOn && certification.expiresOn <= certification.effectiveOn)
      found.push({ invalid: "expiresBeforeEffective", state });
    return found;
  });

export const ocnProblems = (
  state: Onboarding,
  entries: CommandOf<"RecordOcn">["entries"],
  today: IsoDate,
): readonly Invalid[] =>
  entries.flatMap(({ state: code, record }): Invalid[] => {
    if (record.status === "requested")
      return record.requestedOn > today ? [{ invalid: "inFuture", what: "requestedOn", state: code }] : [];
    const found: Invalid[] = [];
    if (record.notifiedOn > today) found.push({ invalid: "inFuture", what: "notifiedOn", state: code });
    if (state.rsid.status === "issued" && (state.rsid.rsid as string) === record.ocn)
      found.push({ invalid: "ocnIsRsid", state: code, ocn: record.ocn });
    return found;
  });

/** States that were taken out count too: their OCNs come back with them. */
export const statesWithOcn = (state: Onboarding, code: string): readonly StateCode[] =>
  (Object.keys(state.ocns) as StateCode[]).filter((each) => {
    const value = state.ocns[each]?.value;
    return value?.status === "assigned" && (value.ocn as string) === code;
  });
