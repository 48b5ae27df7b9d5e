/** Branded identifiers and codes, and the one way each comes to be: a parser that says what is wrong. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One reseller's way through the checklist, `ob_` and 12 lower-case characters. */
export type OnboardingId = Branded<"OnboardingId">;
/** A person's account on one platform: `slack:TEAM:USER` or `teams:TENANT:OBJECT`. */
export type AccountId = Branded<"AccountId">;
/** The organisation an account belongs to: `slack:TEAM` or `teams:TENANT`. */
export type CompanyKey = Branded<"CompanyKey">;
/** A channel or chat where a checklist is mirrored: `slack:TEAM:CHANNEL` or `teams:TENANT:CONVERSATION`, of where the app is installed. */
export type PlaceId = Branded<"PlaceId">;
/** Makes repeated deliveries of one press or form one effect. */
export type RequestKey = Branded<"RequestKey">;
/** Operating Company Number: four characters, upper case, leading zeros count. */
export type Ocn = Branded<"Ocn">;
/** Reseller Identifier, opaque: two to six letters or digits. */
export type Rsid = Branded<"Rsid">;
/** `YYYY-MM-DD`, a day in somebody's calendar, no time zone. */
export type IsoDate = Branded<"IsoDate">;
/** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export type Instant = Branded<"Instant">;
/** An IANA zone name, such as `America/Chicago`. */
export type TimeZone = Branded<"TimeZone">;

export const onboardingId = (text: string): OnboardingId => text as OnboardingId;
/** Stands in the place of a workspace or tenant that nobody can say. */
export const unknownOrganisation = "?";
/** Whether nobody can say which company it is: `slack:?`, `teams:?`. */
export const isUnknownCompany = (company: CompanyKey): boolean => company.endsWith(`:${unknownOrganisation}`);

export const accountId = (text: string): AccountId => text as AccountId;
export const companyKey = (text: string): CompanyKey => text as CompanyKey;
export const placeId = (text: string): PlaceId => text as PlaceId;
export const requestKey = (text: string): RequestKey => text as RequestKey;
export const instant = (date: Date): Instant => date.toISOString() as Instant;
export const timeZone = (text: string): TimeZone => text as TimeZone;

export type Parsed<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

const good = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });
const bad = <Problem>(problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem });

export type OcnProblem = "ocnEmpty" | "ocnNotFour" | "ocnOtherCharacters";

/** An OCN is four alphanumerics (NECA); letters are upper-cased, spaces around are dropped. */
export function parseOcn(text: string): Parsed<Ocn, OcnProblem> {
  const code = text.trim().toUpperCase();
  if (code === "") return bad("ocnEmpty");
  if (!/^[0-9A-Z]*$/.test(code)) return bad("ocnOtherCharacters");
  if (code.length !== 4) return bad("ocnNotFour");
  return good(code as Ocn);
}

export type OcnDoubt = "fourLetters" | "doesNotStartWithTwoDigits" | "letterO" | "allTheSame";

/** What makes a well-formed OCN worth a second look before it is recorded. */
export function doubtsOfOcn(ocn: Ocn): readonly OcnDoubt[] {
  const doubts: OcnDoubt[] = [];
  if (/^[A-Z]{4}$/.test(ocn)) doubts.push("fourLetters");
  else if (!/^[0-9]{2}/.test(ocn)) doubts.push("doesNotStartWithTwoDigits");
  if (ocn.includes("O") && !/^[A-Z]{4}$/.test(ocn)) doubts.push("letterO");
  if (/^(\d)\1{3}$/.test(ocn)) doubts.push("allTheSame");
  return doubts;
}

export type RsidProblem = "rsidEmpty" | "rsidLength" | "rsidOtherCharacters";

/** The RSID's format is the carrier's own affair: two to six letters or digits, never generated here. */
export function parseRsid(text: string): Parsed<Rsid, RsidProblem> {
  const code = text.trim().toUpperCase();
  if (code === "") return bad("rsidEmpty");
  if (!/^[A-Z0-9]*$/.test(code)) return bad("rsidOtherCharacters");
  if (code.length < 2 || code.length > 6) return bad("rsidLength");
  return good(code as Rsid);
}

export type DateProblem = "dateFormat" | "dateDoesNotExist";

/** Reads `2026-10-02`; a day that no calendar has (30 February) is a problem of its own. */
export function parseDate(text: string): Parsed<IsoDate, DateProblem> {
  const trimmed = text.trim();
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed);
  if (!match) return bad("dateFormat");
  const date = new Date(`${trimmed}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== trimmed) return bad("dateDoesNotExist");
  return good(trimmed as IsoDate);
}

/** `10/2/2026` as `2026-10-02`, the way it is written here; undefined for anything else. */
export function dateMeant(text: string): IsoDate | undefined {
  const [, month = "", day = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const parsed = parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return parsed.ok ? parsed.value : undefined;
}

/** The company an account belongs to: all but the last part of its id. */
export const companyOf = (account: AccountId): CompanyKey => account.slice(0, account.lastIndexOf(":")) as CompanyKey;

/** The platforms that people talk to the bot on. */
export const chatPlatforms = ["slack", "teams"] as const;
export type ChatPlatform = (typeof chatPlatforms)[number];

/** Where an account, a company or a place is: the first part of its id. */
export const platformOf = (id: AccountId | CompanyKey | PlaceId): ChatPlatform =>
  id.startsWith("teams:") ? "teams" : "slack";

/** NECA's company categories; LRSL is the local exchange reseller's. */
export const ocnCategories = [
  "LRSL",
  "CLEC",
  "ULEC",
  "IPES",
  "CAP",
  "IC",
  "WIRE",
  "WRSL",
  "PCS",
  "PCSR",
  "ETHX",
] as const;
export type OcnCategory = (typeof ocnCategories)[number];
export const isOcnCategory = (text: string): text is OcnCategory => (ocnCategories as readonly string[]).includes(text);
