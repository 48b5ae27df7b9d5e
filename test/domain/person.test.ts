/** One human's accounts: which two can be joined, and what each event makes of them. */
import { describe, expect, it } from "vitest";
import type { Membership, PersonEvent } from "../../src/domain/events.ts";
import type { AccountId, Instant } from "../../src/domain/ids.ts";
import {
  codeIsGood,
  evolveHuman,
  type Human,
  isJoined,
  joinProblem,
  nobodyYet,
  type Side,
} from "../../src/domain/person.ts";
import {
  carriers,
  gina,
  gus,
  lena,
  lenaInTeams,
  otis,
  pia,
  rob,
  type Someone,
  sam,
  samInTeams,
  tara,
  tess,
  tim,
} from "../support/people.ts";

const member = ({ account, name, guest }: Someone): Membership => ({ account, name, guest });
const until = "2026-10-05T14:15:00.000Z" as Instant;

describe("two accounts can be one human's", () => {
  const named = new Map<AccountId, readonly Side[]>([
    [sam.account, ["carrier"]],
    [lena.account, ["reseller"]],
    [gus.account, ["reseller"]],
  ]);
  const problem = (one: Someone, other: Someone, sides = named) =>
    joinProblem(member(one), member(other), carriers, (account) => sides.get(account) ?? [])?.refusal ?? "may";
  const both = (one: Someone, other: Someone, sides = named) => {
    expect(problem(other, one, sides)).toBe(problem(one, other, sides));
    return problem(one, other, sides);
  };

  it("of one side, one on each platform", () => {
    expect(both(sam, samInTeams)).toBe("may");
    expect(both(lena, lenaInTeams)).toBe("may");
    expect(both(tara, tim)).toBe("may");
  });
  it("a guest of the carrier and somebody of the reseller, or of the carrier", () => {
    expect(both(lena, gina)).toBe("may");
    expect(both(otis, gina)).toBe("may");
  });
  it("not on the same platform", () => {
    expect(both(lena, rob)).toBe("samePlatform");
    expect(both(samInTeams, tess)).toBe("samePlatform");
  });
  it("not of two sides, by their companies", () => {
    expect(both(sam, lenaInTeams)).toBe("acrossSides");
    expect(both(lena, samInTeams)).toBe("acrossSides");
    expect(both(otis, pia)).toBe("acrossSides");
  });
  it("not of two sides, where a guest is named on one of them", () => {
    expect(both(gus, samInTeams)).toBe("acrossSides");
    expect(both(lena, gina, new Map([[gina.account, ["carrier"]]]))).toBe("acrossSides");
    expect(both(otis, gina, new Map([[gina.account, ["reseller"]]]))).toBe("acrossSides");
  });
});

describe("what becomes of a human's accounts", () => {
  const codeMade: PersonEvent = { type: "JoinCodeMade", member: member(lena), code: "hash", until };
  const joining: PersonEvent = {
    type: "AccountsJoined",
    members: [member(lena), member(lenaInTeams)],
    preferred: lenaInTeams.account,
    how: "code",
  };
  const human = (...events: readonly PersonEvent[]): Human => events.reduce(evolveHuman, nobodyYet);

  it("with a code out they are one account yet", () => {
    expect(isJoined(human(codeMade))).toBe(false);
    expect(codeIsGood(human(codeMade), "hash", until)).toBe(true);
    expect(codeIsGood(human(codeMade), "another", until)).toBe(false);
    expect(codeIsGood(human(codeMade), "hash", "2026-10-05T14:15:00.001Z" as Instant)).toBe(false);
    expect(codeIsGood(human(codeMade, { ...codeMade, code: "newer" }), "hash", until)).toBe(false);
  });
  it("joined they are two, one of them preferred, and the code is spent", () => {
    expect(human(codeMade, joining)).toEqual({
      members: [member(lena), member(lenaInTeams)],
      preferred: lenaInTeams.account,
    });
    expect(human(codeMade, joining, { type: "AccountPreferred", account: lena.account }).preferred).toBe(lena.account);
  });
  it("parted they are nobody's", () => expect(human(codeMade, joining, { type: "AccountsParted" })).toEqual(nobodyYet));
});
