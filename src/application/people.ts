/** Which accounts are one human's, as the journal's person streams say. */
import type { Membership, PersonEvent, Recorded } from "../domain/events.ts";
import { type AccountId, type CompanyKey, companyOf } from "../domain/ids.ts";
import { evolveHuman, type Human, isJoined, nobodyYet } from "../domain/person.ts";
import type { Journal, Stream, StreamId } from "../ports/journal.ts";

export const accountClaim = (account: AccountId): string => `account:${account}`;

export const isPerson = (id: StreamId): id is `person_${string}` => id.startsWith("person_");

const folded = new WeakMap<Stream, Human>();

/** The human whose stream it is. */
export function humanOf(stream: Stream): Human {
  const known = folded.get(stream);
  if (known) return known;
  const history = isPerson(stream.id) ? (stream.history as readonly Recorded<PersonEvent>[]) : [];
  const human = history.reduce((sum, { event }) => evolveHuman(sum, event), nobodyYet);
  folded.set(stream, human);
  return human;
}

export class People {
  private readonly journal: Journal;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  /** The stream that holds the account; undefined for one that was never joined nor had a code made. */
  streamOf(account: AccountId): `person_${string}` | undefined {
    const id = this.journal.holder(accountClaim(account));
    return id !== undefined && isPerson(id) ? id : undefined;
  }

  /** The joined accounts of the person; undefined for somebody with one account. */
  joined(account: AccountId): Human | undefined {
    const id = this.streamOf(account);
    const stream = id && this.journal.peek(id);
    const human = stream && humanOf(stream);
    return human && isJoined(human) ? human : undefined;
  }

  /** The person's other accounts. */
  othersOf(account: AccountId): readonly Membership[] {
    return this.joined(account)?.members.filter((member) => member.account !== account) ?? [];
  }

  /** Every account of the person, this one first. */
  accountsOf(account: AccountId): readonly AccountId[] {
    return [account, ...this.othersOf(account).map((member) => member.account)];
  }

  /** The companies that somebody belongs to as more than a guest, by any account of theirs. */
  companiesOf({ account, company, guest }: Membership & { readonly company: CompanyKey }): readonly CompanyKey[] {
    const others = this.othersOf(account).flatMap((other) => (other.guest ? [] : [companyOf(other.account)]));
    return [...new Set([...(guest ? [] : [company]), ...others])];
  }

  /** The same for every account of one human. */
  readonly humanOf = (account: AccountId): AccountId => this.joined(account)?.members[0]?.account ?? account;

  /** Where the person is written to. */
  readonly reach = (account: AccountId): AccountId => this.joined(account)?.preferred ?? account;
}
