/**
 * The 50 states and DC, the commission that certifies a reseller in each, and the carrier's territory.
 * Longer than other files because it is a table of 51 rows.
 */

export interface StateFacts {
  readonly name: string;
  readonly commission: string;
  /** Two states can share one (MPUC), so nothing is keyed on it. */
  readonly abbreviation: string;
  readonly website: string;
  /** What could not be confirmed by a second source about this row: said so on screen. */
  readonly check?: string;
}

const facts = {
  AL: {
    name: "Alabama",
    commission: "Alabama Public Service Commission",
    abbreviation: "APSC",
    website: "https://psc.alabama.gov/",
  },
  AK: {
    name: "Alaska",
    commission: "Regulatory Commission of Alaska",
    abbreviation: "RCA",
    website: "https://rca.alaska.gov/",
  },
  AZ: {
    name: "Arizona",
    commission: "Arizona Corporation Commission",
    abbreviation: "ACC",
    website: "https://www.azcc.gov/",
  },
  AR: {
    name: "Arkansas",
    commission: "Arkansas Public Service Commission",
    abbreviation: "APSC",
    website: "https://apsc.arkansas.gov/",
  },
  CA: {
    name: "California",
    commission: "California Public Utilities Commission",
    abbreviation: "CPUC",
    website: "https://www.cpuc.ca.gov/",
  },
  CO: {
    name: "Colorado",
    commission: "Colorado Public Utilities Commission",
    abbreviation: "COPUC",
    website: "https://puc.colorado.gov/",
  },
  CT: {
    name: "Connecticut",
    commission: "Connecticut Public Utilities Regulatory Authority",
    abbreviation: "PURA",
    website: "https://portal.ct.gov/pura",
  },
  DE: {
    name: "Delaware",
    commission: "Delaware Public Service Commission",
    abbreviation: "DEPSC",
    website: "https://depsc.delaware.gov/",
  },
  DC: {
    name: "District of Columbia",
    commission: "Public Service Commission of the District of Columbia",
    abbreviation: "DCPSC",
    website: "https://dcpsc.org/",
  },
  FL: {
    name: "Florida",
    commission: "Florida Public Service Commission",
    abbreviation: "FPSC",
    website: "https://www.floridapsc.com/",
  },
  GA: {
    name: "Georgia",
    commission: "Georgia Public Service Commission",
    abbreviation: "GPSC",
    website: "https://psc.ga.gov/",
  },
  HI: {
    name: "Hawaii",
    commission: "Hawaii Public Utilities Commission",
    abbreviation: "HPUC",
    website: "https://puc.hawaii.gov/",
  },
  ID: {
    name: "Idaho",
    commission: "Idaho Public Utilities Commission",
    abbreviation: "IPUC",
    website: "https://puc.idaho.gov/",
  },
  IL: {
    name: "Illinois",
    commission: "Illinois Commerce Commission",
    abbreviation: "ICC",
    website: "https://www.icc.illinois.gov/",
  },
  IN: {
    name: "Indiana",
    commission: "Indiana Utility Regulatory Commission",
    abbreviation: "IURC",
    website: "https://www.in.gov/iurc/",
  },
  IA: { name: "Iowa", commission: "Iowa Utilities Commission", abbreviation: "IUC", website: "https://iuc.iowa.gov/" },
  KS: {
    name: "Kansas",
    commission: "Kansas Corporation Commission",
    abbreviation: "KCC",
    website: "https://www.kcc.ks.gov/",
  },
  KY: {
    name: "Kentucky",
    commission: "Kentucky Public Service Commission",
    abbreviation: "KPSC",
    website: "https://psc.ky.gov/",
  },
  LA: {
    name: "Louisiana",
    commission: "Louisiana Public Service Commission",
    abbreviation: "LPSC",
    website: "https://www.lpsc.louisiana.gov/",
  },
  ME: {
    name: "Maine",
    commission: "Maine Public Utilities Commission",
    abbreviation: "MPUC",
    website: "https://www.maine.gov/mpuc/",
  },
  MD: {
    name: "Maryland",
    commission: "Maryland Public Service Commission",
    abbreviation: "MDPSC",
    website: "https://www.psc.state.md.us/",
  },
  MA: {
    name: "Massachusetts",
    commission: "Massachusetts Department of Telecommunications and Cable",
    abbreviation: "DTC",
    website: "https://www.mass.gov/orgs/department-of-telecommunications-and-cable",
    check:
      "Telecommunications is this department, not the Department of Public Utilities. Its web address was not confirmed.",
  },
  MI: {
    name: "Michigan",
    commission: "Michigan Public Service Commission",
    abbreviation: "MPSC",
    website: "https://www.michigan.gov/mpsc",
  },
  MN: {
    name: "Minnesota",
    commission: "Minnesota Public Utilities Commission",
    abbreviation: "MPUC",
    website: "https://mn.gov/puc/",
  },
  MS: {
    name: "Mississippi",
    commission: "Mississippi Public Service Commission",
    abbreviation: "MPSC",
    website: "https://www.psc.ms.gov/",
  },
  MO: {
    name: "Missouri",
    commission: "Missouri Public Service Commission",
    abbreviation: "MoPSC",
    website: "https://psc.mo.gov/",
  },
  MT: {
    name: "Montana",
    commission: "Montana Public Service Commission",
    abbreviation: "MTPSC",
    website: "https://psc.mt.gov/",
  },
  NE: {
    name: "Nebraska",
    commission: "Nebraska Public Service Commission",
    abbreviation: "NPSC",
    website: "https://psc.nebraska.gov/",
  },
  NV: {
    name: "Nevada",
    commission: "Public Utilities Commission of Nevada",
    abbreviation: "PUCN",
    website: "https://puc.nv.gov/",
  },
  NH: {
    name: "New Hampshire",
    commission: "New Hampshire Public Utilities Commission",
    abbreviation: "NHPUC",
    website: "https://www.puc.nh.gov/",
    check:
      "Telephone rules moved to the NH Department of Energy (N.H. Admin. Code En 400), which may issue the certificate or registration.",
  },
  NJ: {
    name: "New Jersey",
    commission: "New Jersey Board of Public Utilities",
    abbreviation: "NJBPU",
    website: "https://www.nj.gov/bpu/",
  },
  NM: {
    name: "New Mexico",
    commission: "New Mexico Public Regulation Commission",
    abbreviation: "NMPRC",
    website: "https://www.prc.nm.gov/",
  },
  NY: {
    name: "New York",
    commission: "New York State Public Service Commission",
    abbreviation: "NYPSC",
    website: "https://dps.ny.gov/",
  },
  NC: {
    name: "North Carolina",
    commission: "North Carolina Utilities Commission",
    abbreviation: "NCUC",
    website: "https://www.ncuc.gov/",
  },
  ND: {
    name: "North Dakota",
    commission: "North Dakota Public Service Commission",
    abbreviation: "NDPSC",
    website: "https://www.psc.nd.gov/",
  },
  OH: {
    name: "Ohio",
    commission: "Public Utilities Commission of Ohio",
    abbreviation: "PUCO",
    website: "https://puco.ohio.gov/",
  },
  OK: {
    name: "Oklahoma",
    commission: "Oklahoma Corporation Commission",
    abbreviation: "OCC",
    website: "https://oklahoma.gov/occ.html",
  },
  OR: {
    name: "Oregon",
    commission: "Public Utility Commission of Oregon",
    abbreviation: "OPUC",
    website: "https://www.oregon.gov/puc/",
  },
  PA: {
    name: "Pennsylvania",
    commission: "Pennsylvania Public Utility Commission",
    abbreviation: "PaPUC",
    website: "https://www.puc.pa.gov/",
  },
  RI: {
    name: "Rhode Island",
    commission: "Rhode Island Public Utilities Commission",
    abbreviation: "RIPUC",
    website: "https://ripuc.ri.gov/",
    check: "Licensing may sit with the Division of Public Utilities and Carriers, its sister body.",
  },
  SC: {
    name: "South Carolina",
    commission: "Public Service Commission of South Carolina",
    abbreviation: "PSCSC",
    website: "https://psc.sc.gov/",
  },
  SD: {
    name: "South Dakota",
    commission: "South Dakota Public Utilities Commission",
    abbreviation: "SDPUC",
    website: "https://puc.sd.gov/",
  },
  TN: {
    name: "Tennessee",
    commission: "Tennessee Public Utility Commission",
    abbreviation: "TPUC",
    website: "https://www.tn.gov/tpuc.html",
  },
  TX: {
    name: "Texas",
    commission: "Public Utility Commission of Texas",
    abbreviation: "PUCT",
    website: "https://www.puc.texas.gov/",
  },
  UT: {
    name: "Utah",
    commission: "Public Service Commission of Utah",
    abbreviation: "UPSC",
    website: "https://psc.utah.gov/",
  },
  VT: {
    name: "Vermont",
    commission: "Vermont Public Utility Commission",
    abbreviation: "VTPUC",
    website: "https://puc.vermont.gov/",
  },
  VA: {
    name: "Virginia",
    commission: "Virginia State Corporation Commission",
    abbreviation: "SCC",
    website: "https://scc.virginia.gov/",
  },
  WA: {
    name: "Washington",
    commission: "Washington Utilities and Transportation Commission",
    abbreviation: "UTC",
    website: "https://www.utc.wa.gov/",
  },
  WV: {
    name: "West Virginia",
    commission: "Public Service Commission of West Virginia",
    abbreviation: "PSCWV",
    website: "https://www.psc.state.wv.us/",
  },
  WI: {
    name: "Wisconsin",
    commission: "Public Service Commission of Wisconsin",
    abbreviation: "PSCW",
    website: "https://psc.wi.gov/",
  },
  WY: {
    name: "Wyoming",
    commission: "Wyoming Public Service Commission",
    abbreviation: "WPSC",
    website: "https://psc.wyo.gov/",
  },
} as const satisfies Record<string, StateFacts>;

export type StateCode = keyof typeof facts;

export const states: Readonly<Record<StateCode, StateFacts>> = facts;

/** Every state code, in the order of the states' names. */
export const stateCodes = Object.keys(facts) as readonly StateCode[];

export const isStateCode = (text: string): text is StateCode => Object.hasOwn(facts, text);

const codeByName = new Map<string, StateCode>(stateCodes.map((code) => [facts[code].name.toLowerCase(), code]));
codeByName.set("washington dc", "DC");
codeByName.set("washington d.c.", "DC");

/** Finds `mn`, `MN` or `minnesota`; undefined where there is no such state. */
export function findState(text: string): StateCode | undefined {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  return isStateCode(upper) ? upper : codeByName.get(trimmed.toLowerCase());
}

/** The 37 states of the carrier's territory before 2022; elsewhere a reseller may have nothing to order. */
export const territory: ReadonlySet<StateCode> = new Set<StateCode>([
  "AL",
  "AZ",
  "AR",
  "CA",
  "CO",
  "FL",
  "GA",
  "ID",
  "IL",
  "IN",
  "IA",
  "KS",
  "LA",
  "MI",
  "MN",
  "MS",
  "MO",
  "MT",
  "NE",
  "NV",
  "NJ",
  "NM",
  "NC",
  "ND",
  "OH",
  "OK",
  "OR",
  "PA",
  "SC",
  "SD",
  "TN",
  "TX",
  "UT",
  "VA",
  "WA",
  "WI",
  "WY",
]);

/** Membership that public sources leave in doubt. */
export const doubtfulTerritory: ReadonlySet<StateCode> = new Set<StateCode>(["CA"]);
