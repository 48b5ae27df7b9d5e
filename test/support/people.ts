/** The cast: everybody who may turn up in the channel, with the company and the rights they come with. */
import type { Identity } from "../../src/domain/authority.ts";
import type { Author, Person } from "../../src/domain/events.ts";
import { type AccountId, accountId, type CompanyKey, companyKey, platformOf } from "../../src/domain/ids.ts";

export interface Someone extends Identity, Person {}

export const northline = companyKey("slack:TNORTHLINE");
export const prairie = companyKey("slack:TPRAIRIE");
export const thirdCompany = companyKey("slack:TTHIRD");
export const unknownCompany = companyKey("slack:?");
/** The carrier, in Teams. */
export const northlineInTeams = companyKey("teams:NORTHLINE");
/** The reseller, in Teams. */
export const prairieInTeams = companyKey("teams:PRAIRIE");
export const carriers = [northline, northlineInTeams];

export const someone = (company: CompanyKey, name: string, rights: Partial<Identity> = {}): Someone => {
  const account = accountId(`${company}:U${name.split(" ")[0]?.toUpperCase()}`);
  const guest = rights.guest === true;
  return {
    account,
    accounts: [account],
    name,
    company,
    companies: guest ? [] : [company],
    ofCarrier: carriers.includes(company) && !guest,
    carrierAdmin: false,
    guest,
    known: true,
    ...rights,
  };
};

/** The reseller's lead. */
export const lena = someone(prairie, "Lena Brandt");
/** The reseller's regulatory person. */
export const rob = someone(prairie, "Rob Castillo");
/** The reseller's ordering person. */
export const olga = someone(prairie, "Olga Novak");
/** Works for the reseller, named nowhere. */
export const colin = someone(prairie, "Colin Weiss");
/** The carrier's service manager. */
export const sam = someone(northline, "Sam Ortega");
/** The service manager's delegate. */
export const dee = someone(northline, "Dee Marsh");
/** Another of the carrier's service managers. */
export const otis = someone(northline, "Otis Fry");
/** Administers onboarding for the carrier. */
export const ada = someone(northline, "Ada Lindqvist", { carrierAdmin: true });
/** A guest of the carrier's workspace. */
export const gus = someone(northline, "Gus Palmer", { guest: true });
/** Of a company that takes no part. */
export const tara = someone(thirdCompany, "Tara Singh");
/** Nobody could say whose account this is. */
export const stranger = someone(unknownCompany, "Stranger");

/** The same humans, by their accounts in Teams; nobody knows that they are the same until the accounts are joined. */
export const samInTeams = someone(northlineInTeams, "Sam Ortega");
export const lenaInTeams = someone(prairieInTeams, "Lena Brandt");
export const adaInTeams = someone(northlineInTeams, "Ada Lindqvist", { carrierAdmin: true });
/** One of the carrier's service managers, in Teams alone. */
export const tess = someone(northlineInTeams, "Tess Warren");
/** Works for the reseller, in Teams alone. */
export const pia = someone(prairieInTeams, "Pia Lang");
/** A guest of the carrier's tenant. */
export const gina = someone(northlineInTeams, "Gina Roth", { guest: true });
/** Of a company that takes no part, in Teams. */
export const tim = someone(companyKey("teams:THIRD"), "Tim Beck");

export const everybodyInSlack = [lena, rob, olga, colin, sam, dee, otis, ada, gus, tara, stranger];
export const everybodyInTeams = [samInTeams, lenaInTeams, adaInTeams, tess, pia, gina, tim];
export const everybody = [...everybodyInSlack, ...everybodyInTeams];

/** Acting with the first account, after the two were joined. */
export const joined = (acting: Someone, other: Someone): Someone => ({
  ...acting,
  accounts: [...acting.accounts, ...other.accounts],
  companies: [...new Set([...acting.companies, ...other.companies])],
  ofCarrier: acting.ofCarrier || other.ofCarrier,
  carrierAdmin: acting.carrierAdmin || other.carrierAdmin,
});

/** Takes the accounts that somebody acts with for one human's. */
export const humanAmong =
  ({ accounts }: Someone) =>
  (account: AccountId): AccountId =>
    accounts.includes(account) ? (accounts[0] ?? account) : account;

export const asPerson = ({ account, name }: Someone): Person => ({ account, name });
export const asAuthor = ({ account, name, company }: Someone): Author => ({
  account,
  name,
  company,
  platform: platformOf(account),
});
