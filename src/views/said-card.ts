/** Said in the channel after each recorded step: what happened, what that changed, and what can be done next. */
import type { OnboardingEvent, Recorded } from "../domain/events.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { isComplete, isReady, nextSteps, rowStage } from "../domain/progress.ts";
import { lookAt } from "./buttons.ts";
import { stepRows } from "./checklist-card.ts";
import { codes } from "./naming.ts";
import { byline, resellerName, type Scene } from "./scene.ts";
import { sentenceOfEvent } from "./sentences.ts";
import { readinessLines } from "./standing.ts";
import { type Card, type CardElement, mention, say, strong, type Text, wordsOf } from "./vocabulary.ts";

/** Many at once (fifty pasted lines) are told as one sentence. */
const atMost = 6;

const silent: ReadonlySet<OnboardingEvent["type"]> = new Set([
  "RsidRequested",
  "RsidRequestWithdrawn",
  "DigestSent",
  "LinkCodeMade",
  "PlaceLost",
]);

/** What the changes opened: read off the two states, so that it is never more than the truth. */
function consequences(before: Onboarding | undefined, after: Onboarding, carrierName: string): readonly Text[] {
  if (!before) return [];
  const found: Text[] = [];
  const newly = after.details.states.filter((state) => isReady(after, state) && !isReady(before, state));
  const name = resellerName(after);
  if (newly.length > 0)
    found.push(say`${strong(codes(newly))} ${newly.length === 1 ? "is" : "are"} now ready for the initial order.`);
  if (isComplete(after) && !isComplete(before))
    found.push(say`That was the last one: ${strong(name)} can order in every state.`);
  if (rowStage(before, "certification") !== "done" && rowStage(after, "certification") === "done")
    found.push(say`All certifications are in.`);
  if (rowStage(before, "ocn") !== "done" && rowStage(after, "ocn") === "done") found.push(say`All OCNs are in.`);
  const manager = after.carrierTeam.serviceManager;
  if (before.rsid.status === "none" && after.rsid.status === "requested")
    found.push(say`That unlocks the RSID: ${manager.name} (${carrierName}) has been asked to issue it.`);
  if (before.rsid.status !== "none" && after.rsid.status === "none")
    found.push(say`The RSID waits until the questionnaire is submitted again.`);
  if (before.rsid.status !== "issued" && after.rsid.status === "issued" && !isComplete(after))
    found.push(say`Next, ${manager.name} assigns the billing and provisioning centers.`);
  if (before.questionnaire.status !== "returned" && after.questionnaire.status === "returned")
    found.push(say`${mention(after.resellerTeam.lead)}, please correct it and report it as submitted again.`);
  if (before.rsid.status === "informationAsked" && after.rsid.status === "requested")
    found.push(say`${mention(manager)}, the RSID request is back with you.`);
  if (before.carrierTeam.serviceManager.account !== after.carrierTeam.serviceManager.account)
    found.push(say`${mention(manager)} (${carrierName}) is the service manager from now on.`);
  return found;
}

/** `after`: as it was after these changes; what came later has news of its own, also where these are late. */
export function saidCard(
  scene: Scene,
  changes: readonly Recorded[],
  before: Onboarding | undefined,
  after: Onboarding = scene.onboarding,
): Card {
  const { onboarding, carrierName } = scene;
  const told = changes.filter((recorded) => !silent.has(recorded.event.type));
  const lines = told
    .slice(0, atMost)
    .map((recorded) => say`${strong(byline(scene, recorded.by))} ${sentenceOfEvent(recorded.event)}`);
  if (told.length > atMost) lines.push(say`…and ${told.length - atMost} more; the checklist has them all.`);
  const [only] = lines;
  const elements: CardElement[] =
    lines.length === 1 && only ? [{ word: "paragraph", text: only }] : [{ word: "list", items: lines }];
  const effects = consequences(before, after, carrierName);
  const [effect] = effects;
  if (effects.length === 1 && effect) elements.push({ word: "paragraph", text: effect });
  else if (effects.length > 0) elements.push({ word: "list", items: effects });
  else if (before && !onboarding.closed) elements.push({ word: "small", text: joinedReadiness(onboarding) });
  if (!before) elements.push(...welcome(scene));
  // The carrier decides where the newest state shows: on the request and on the checklist, not on what was said once.
  const steps = nextSteps(onboarding).filter((step) => step.kind !== "takeCourses" && step.turn !== "carrier");
  if (!onboarding.closed)
    elements.push(...stepRows(onboarding, steps, 4, [lookAt("What can I do?", "next", onboarding.id)]));
  return { summary: only ? wordsOf(only) : `News about ${resellerName(onboarding)}`, elements };
}

function joinedReadiness(onboarding: Onboarding): Text {
  return readinessLines(onboarding).flatMap((text, index) => (index === 0 ? text : [...say` · `, ...text]));
}

/** The first words in the channel: how it goes, and that the first three rows can start today. */
function welcome({ onboarding, carrierName }: Scene): readonly CardElement[] {
  const { resellerTeam, carrierTeam } = onboarding;
  return [
    {
      word: "paragraph",
      text: say`Welcome, ${mention(resellerTeam.lead)} and team. The checklist here always shows where you stand. Certification, OCN and the questionnaire can run side by side; when the questionnaire is submitted, ${mention(carrierTeam.serviceManager)} (${carrierName}) is asked for the RSID.`,
    },
    {
      word: "small",
      text: say`Everything works by buttons and forms, and you can also mention me and ask: “what's next?”, “how do I get an OCN?”, “why is the RSID locked?”`,
    },
  ];
}
