/** Help, the hello in an empty channel, and short private answers. */
import type { PlaceId } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { lookAt, useCode } from "./buttons.ts";
import { resellerName } from "./scene.ts";
import { type Subcommand, subcommandNames, subcommands } from "./subcommands.ts";
import { type Button, type Card, type CardElement, command, say, strong, type Text, wordsOf } from "./vocabulary.ts";
import { cannotTell } from "./wording.ts";

/** A few words for one person, with what they can press next. */
export function messageCard(text: Text, buttons: readonly Button[] = []): Card {
  return {
    summary: wordsOf(text),
    elements: [{ word: "paragraph", text }, ...(buttons.length > 0 ? [{ word: "buttons", buttons } as const] : [])],
  };
}

export const cannotTellCard: Card = messageCard(say`${cannotTell}`);

export const startButton = (place: PlaceId): Button => ({
  label: "Start an onboarding",
  weight: "primary",
  action: { do: "open", ref: { form: "start", place } },
});

/** For a checklist that lives on the other platform already. */
const codeButton = (place: PlaceId): Button => ({
  label: "Use a code",
  action: { do: "open", ref: { form: "link", place } },
});

/** In a channel without an onboarding. */
export const emptyCard = (place: PlaceId, carrierName: string): Card => ({
  summary: "No onboarding here yet.",
  elements: [
    { word: "heading", text: "No onboarding here yet" },
    {
      word: "paragraph",
      text: say`I walk a new reseller's team and ${carrierName} through the carrier's checklist: certification, OCN, questionnaire, RSID, centers, training. Start it in the channel that both companies share.`,
    },
    { word: "buttons", buttons: [startButton(place), codeButton(place), lookAt("My onboardings", "list")] },
  ],
});

/** The first hello in a channel. */
export const helloCard = (place: PlaceId, carrierName: string): Card => ({
  summary: "Hello! I keep the reseller checklist.",
  elements: [
    {
      word: "paragraph",
      text: say`Hello! I keep the “Getting Started as a Reseller” checklist of ${carrierName} in this channel: what is done, what comes next, and whose turn it is.`,
    },
    { word: "buttons", buttons: [startButton(place), codeButton(place)] },
  ],
});

const menuButtons: readonly (readonly [string, Subcommand])[] = [
  ["Status", "status"],
  ["What's next", "next"],
  ["Certification", "certification"],
  ["OCN", "ocn"],
  ["Questionnaire", "questionnaire"],
  ["RSID", "rsid"],
  ["Centers", "centers"],
  ["Training", "training"],
  ["Team and details", "team"],
  ["History", "history"],
  ["Slack and Teams", "link"],
  ["All onboardings", "list"],
];

/** Every subcommand with what it does, and each as a button too. `problem`: what could not be understood. */
export function menuCard(onboarding: Onboarding | undefined, place: PlaceId | undefined, problem?: Text): Card {
  const elements: CardElement[] = [
    ...(problem ? [{ word: "note", tone: "plain", text: problem } as const] : []),
    { word: "heading", text: onboarding ? `What I can do for ${resellerName(onboarding)}` : "What I can do" },
    {
      word: "list",
      items: subcommandNames.map((name) => say`${command(subcommands[name].usage)} ${subcommands[name].does}`),
    },
    {
      word: "paragraph",
      text: say`${strong("Or just say it.")} Mention me, or write to me directly: “what's next?”, “how do I get an OCN in Ohio?”, “the OCN for Minnesota is 508J”.`,
    },
  ];
  const buttons: Button[] = onboarding
    ? [...menuButtons.map(([label, at]) => lookAt(label, at as Parameters<typeof lookAt>[1], onboarding.id)), useCode]
    : [...(place ? [startButton(place)] : []), lookAt("All onboardings", "list")];
  elements.push({ word: "buttons", buttons });
  return { summary: problem ? wordsOf(problem) : "What I can do", elements };
}
