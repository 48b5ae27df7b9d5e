/** The cast: everybody who may turn up in the channel, with the company and the rights they come with. */
import type { Identity } from "../../src/domain/authority.ts";
import type { Author, Person } from "../../src/domain/events.ts";
import { accountId, type CompanyKey, companyKey } from "../../src/domain/ids.ts";

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

export const everybody = [lena, rob, olga, colin, sam, dee, otis, ada, gus, tara, stranger];

export const asPerson = ({ account, name }: Someone): Person => ({ account, name });
export const asAuthor = ({ account, name, company }: Someone): Author => ({
  account,
  name,
  company,
  platform: "slack",
});
