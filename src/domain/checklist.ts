/** The carrier's "Getting Started as a Reseller" checklist as data: its six rows, in its own order. */

export const stepIds = ["certification", "ocn", "questionnaire", "rsid", "centers", "training"] as const;
export type StepId = (typeof stepIds)[number];

export interface Contact {
  readonly name: string;
  readonly phones: readonly string[];
  readonly link: string;
}

export interface Step {
  readonly id: StepId;
  /** Short name for buttons and lists. */
  readonly name: string;
  /** The row's own words: what is to be obtained. */
  readonly title: string;
  /** `state`: once for every state the reseller will operate in. */
  readonly per: "state" | "reseller";
  readonly does: "reseller" | "carrier";
  readonly where: string;
  /** Guidance, never a gate. */
  readonly when: string;
  readonly contact?: Contact;
}

export const checklist: Readonly<Record<StepId, Step>> = {
  certification: {
    id: "certification",
    name: "Certification",
    title: "Certification as a telecommunications provider",
    per: "state",
    does: "reseller",
    where: "State Public Utility Commission or agency",
    when: "before negotiations",
  },
  ocn: {
    id: "ocn",
    name: "OCN",
    title: "Operating Company Number (OCN) for ordering, provisioning and billing",
    per: "state",
    does: "reseller",
    where: "NECA",
    when: "before negotiations",
    contact: {
      name: "NECA",
      phones: ["800-228-8597 ext 8240", "973-884-8249"],
      link: "http://www.neca.org/source/NECA_Home.asp",
    },
  },
  questionnaire: {
    id: "questionnaire",
    name: "Resale Questionnaire",
    title: "Resale Questionnaire, which starts the implementation",
    per: "reseller",
    does: "reseller",
    where: "The carrier's site",
    when: "during negotiations",
    contact: {
      name: "Resale Questionnaire",
      phones: [],
      link: "http://www.centurylink.com/wholesale/clecs/newcustquestionnaire.html",
    },
  },
  rsid: {
    id: "rsid",
    name: "RSID",
    title: "Reseller Identifier (RSID)",
    per: "reseller",
    does: "carrier",
    where: "Service manager",
    when: "once the questionnaire is submitted",
  },
  centers: {
    id: "centers",
    name: "Centers",
    title: "Center assignment for billing and provisioning",
    per: "reseller",
    does: "carrier",
    where: "Service manager",
    when: "before the initial order",
  },
  training: {
    id: "training",
    name: "Training",
    title: "Training: instructor-led, web-based, downloadable",
    per: "reseller",
    does: "reseller",
    where: "Service manager or the training site",
    when: "any time",
    contact: { name: "Training catalog", phones: [], link: "http://www.centurylink.com/wholesale/training" },
  },
};

/** Documents asked for with the questionnaire are due this many days after it was submitted. */
export const documentsDueDays = 14;
