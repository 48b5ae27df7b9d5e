/** The words after /onboard: what each does, how it is typed. One table for help, usage and the nearest right one. */
import type { StepId } from "../domain/checklist.ts";

export const subcommands = {
  start: { usage: "start", does: "start an onboarding in this channel" },
  status: { usage: "status", does: "the whole checklist, as it stands now" },
  next: { usage: "next", does: "what you can do now, and whose turn it is" },
  certification: { usage: "certification [state]", does: "record a state's certification" },
  ocn: { usage: "ocn [state]", does: "record a state's OCN" },
  questionnaire: { usage: "questionnaire", does: "report the questionnaire as submitted, or accept or return it" },
  rsid: { usage: "rsid", does: "where the RSID stands; the service manager issues it here" },
  centers: { usage: "centers", does: "where the centers stand; the service manager assigns them here" },
  training: { usage: "training", does: "courses planned and taken" },
  team: { usage: "team", does: "who works on this, hand over, details" },
  history: { usage: "history", does: "everything that was recorded, by whom and when" },
  link: { usage: "link [code]", does: "mirror the checklist in Slack and in Teams, or join your accounts" },
  list: { usage: "list", does: "all onboardings you take part in" },
  help: { usage: "help", does: "this list" },
} as const satisfies Record<string, { usage: string; does: string }>;

export type Subcommand = keyof typeof subcommands;
export const subcommandNames = Object.keys(subcommands) as readonly Subcommand[];
export const isSubcommand = (word: string): word is Subcommand => Object.hasOwn(subcommands, word);

/** Words people use for a step. */
export const stepWordsTyped: Readonly<Record<StepId, readonly string[]>> = {
  certification: [
    "certification",
    "certifications",
    "certificate",
    "certificates",
    "certified",
    "cpcn",
    "puc",
    "commission",
    "registration",
  ],
  ocn: ["ocn", "ocns", "neca"],
  questionnaire: ["questionnaire", "questionaire"],
  rsid: ["rsid"],
  centers: ["center", "centers", "centre", "centres"],
  training: ["training", "trainings", "course", "courses", "catalog"],
};
