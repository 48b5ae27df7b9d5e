/** Who a visitor is as far as authority goes, from what is known at once or after asking the directory. */
import type { Identity } from "../domain/authority.ts";
import type { Author, Person } from "../domain/events.ts";
import { type AccountId, type CompanyKey, companyOf, isUnknownCompany } from "../domain/ids.ts";
import type { Directory, DirectoryEntry } from "../ports/directory.ts";
import type { Visitor } from "./front.ts";
import type { People } from "./people.ts";

export interface Identities {
  /** Without waiting. `certain: false`: the directory may say more of them, and grant more rights than are granted here. */
  now(visitor: Visitor): { readonly identity: Identity; readonly certain: boolean };
  /** After asking the directory; where it does not answer, with what is known: see `known`. */
  asked(visitor: Visitor): Promise<Identity>;
  /** The best name known. */
  person(visitor: Visitor): Person;
  author(visitor: Visitor): Author;
}

/**
 * `admins`: the listed carrier admins; empty: the admins of the workspace where the app is installed. `carriers`: the carrier's
 * company on each platform. `nameHere`: how the onboardings call a person. A press carries only the platform's handle, and what is
 * recorded under it stays so for good.
 */
export function identitiesOf(
  directory: Directory,
  people: People,
  admins: ReadonlySet<AccountId>,
  carriers: readonly CompanyKey[],
  nameHere: (account: AccountId) => string | undefined,
): Identities {
  const from = (visitor: Visitor, entry: DirectoryEntry | undefined): Identity => {
    const others = people.othersOf(visitor.account);
    const accounts = [visitor.account, ...others.map((member) => member.account)];
    const isOfCarrier = carriers.includes(visitor.company);
    const listed = accounts.some((account) => admins.has(account));
    const known = !isUnknownCompany(visitor.company) && (entry !== undefined || !isOfCarrier || listed);
    // In the carrier's own workspace or tenant there are guests, too: only the directory tells them from its people.
    const guest = entry ? entry.guest : !known;
    const companies = people.companiesOf({ ...visitor, guest });
    const administers = (account: AccountId, known: DirectoryEntry | undefined): boolean =>
      known?.workspaceAdmin === true && carriers.includes(companyOf(account));
    const carrierAdmin =
      admins.size > 0
        ? listed
        : administers(visitor.account, entry) ||
          others.some(({ account }) => administers(account, directory.known(account)));
    return {
      account: visitor.account,
      accounts,
      company: visitor.company,
      companies,
      ofCarrier: companies.some((company) => carriers.includes(company)) || (carrierAdmin && isOfCarrier),
      carrierAdmin,
      guest,
      known,
    };
  };
  const find = (account: AccountId) => directory.find(account).catch(() => directory.known(account));
  const person = (visitor: Visitor): Person => ({
    account: visitor.account,
    name: directory.known(visitor.account)?.name ?? nameHere(visitor.account) ?? visitor.name,
  });
  /** Their other platform may be down: it is asked only where it alone can say who administers. */
  const askedAbout = ({ account }: Visitor): readonly AccountId[] =>
    admins.size > 0 ? [account] : people.accountsOf(account);
  return {
    now: (visitor) => {
      const entry = directory.known(visitor.account);
      const unknown = askedAbout(visitor).filter((account) => !directory.known(account));
      // Asked beside: by the time a form is filled in, its sender has a name.
      for (const account of unknown) find(account);
      const ofCarrier = (account: AccountId): boolean =>
        carriers.includes(account === visitor.account ? visitor.company : companyOf(account));
      return {
        identity: from(visitor, entry),
        certain: !isUnknownCompany(visitor.company) && !unknown.some(ofCarrier),
      };
    },
    asked: async (visitor) => {
      const [entry] = await Promise.all(askedAbout(visitor).map(find));
      return from(visitor, entry);
    },
    person,
    author: (visitor) => ({ ...person(visitor), company: visitor.company, platform: visitor.platform }),
  };
}
