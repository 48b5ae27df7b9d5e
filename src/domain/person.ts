/** One human with an account on each platform: how the accounts come to be joined, and which of them is written to. */
import type { Membership, PersonEvent } from "./events.ts";
import { type AccountId, type CompanyKey, companyOf, type Instant, platformOf } from "./ids.ts";
import type { LinkCode } from "./places.ts";

export interface Human {
  /** One account alone only has a code out; two are joined. */
  readonly members: readonly Membership[];
  readonly preferred?: AccountId | undefined;
  readonly joinCode?: LinkCode | undefined;
}

export const nobodyYet: Human = { members: [] };

export const isJoined = ({ members }: Human): boolean => members.length > 1;

export function evolveHuman(human: Human, event: PersonEvent): Human {
  switch (event.type) {
    case "JoinCodeMade":
      return {
        ...human,
        members: isJoined(human) ? human.members : [event.member],
        joinCode: { code: event.code, until: event.until },
      };
    case "AccountsJoined":
      return { members: event.members, preferred: event.preferred };
    case "AccountPreferred":
      return { ...human, preferred: event.account };
    case "AccountsParted":
      return nobodyYet;
  }
}

export type JoinRefusal =
  | { readonly refusal: "joinCodeNotValid" }
  /** Two accounts of one platform are two people. */
  | { readonly refusal: "samePlatform" }
  | { readonly refusal: "alreadyJoined"; readonly member: Membership }
  /** One is the carrier's and the other is not: one human does not stand on both sides. */
  | { readonly refusal: "acrossSides" };

export type Side = "carrier" | "reseller";

/** The side of the company; a guest is somebody else's, and nothing says whose. */
const sideOf = ({ account, guest }: Membership, carriers: readonly CompanyKey[]): readonly Side[] =>
  guest ? [] : [carriers.includes(companyOf(account)) ? "carrier" : "reseller"];

/**
 * Why these two can't be one human's; undefined where they can. `named`: the sides on which an account is named in any
 * onboarding, as a guest may be.
 */
export function joinProblem(
  one: Membership,
  other: Membership,
  carriers: readonly CompanyKey[],
  named: (account: AccountId) => readonly Side[],
): JoinRefusal | undefined {
  if (platformOf(one.account) === platformOf(other.account)) return { refusal: "samePlatform" };
  const sides = [one, other].flatMap((member) => [...sideOf(member, carriers), ...named(member.account)]);
  return new Set(sides).size > 1 ? { refusal: "acrossSides" } : undefined;
}

export const codeIsGood = (human: Human, code: string, now: Instant): boolean =>
  human.joinCode?.code === code && now <= human.joinCode.until;
