/** What this person can do now, and what waits for others. */
import type { Role } from "../domain/authority.ts";
import { sideOf } from "../domain/authority.ts";
import type { NextStep } from "../domain/progress.ts";
import { isComplete, nextSteps, waitingDays } from "../domain/progress.ts";
import { explain, holderName, lookAt, stepButton, stepWords } from "./buttons.ts";
import { codes, count, sentenceCase } from "./naming.ts";
import { resellerName, type Scene } from "./scene.ts";
import { readinessLines } from "./standing.ts";
import { type Button, type Card, type CardElement, say, strong, type Text } from "./vocabulary.ts";

function waitingWords(scene: Scene, step: NextStep): Text {
  const days = waitingDays(scene.onboarding, step.since, scene.today);
  return say`${strong(holderName(step))}: ${stepWords[step.kind](codes(step.states))}${days > 0 ? ` (${count(days, "business day")})` : ""}`;
}

/** May this side's person press the step's button: an authority's answer is recorded by the reseller. */
export const isMine = (step: NextStep, side: "reseller" | "carrier" | "none"): boolean =>
  step.turn === side || (step.turn === "authority" && side === "reseller");

export function nextCard(scene: Scene, held: readonly Role[]): Card {
  const { onboarding } = scene;
  const name = resellerName(onboarding);
  const decides = held.some((role) => role === "serviceManager" || role === "delegate" || role === "carrierAdmin");
  const side = sideOf(held);
  const steps = nextSteps(onboarding);
  const mine = side === "carrier" && !decides ? [] : steps.filter((step) => isMine(step, side));
  const others = steps.filter((step) => !mine.includes(step) && step.kind !== "takeCourses");
  const elements: CardElement[] = [{ word: "heading", text: `What's next for ${name}` }];
  if (onboarding.closed)
    elements.push({ word: "paragraph", text: say`This onboarding was closed: “${onboarding.closed.reason}”` });
  else if (isComplete(onboarding))
    elements.push({ word: "note", tone: "done", text: say`Every state is ready for its initial order.` });
  if (mine.length > 0) {
    elements.push({
      word: "paragraph",
      text: say`${strong("You can do now")}${mine.length > 1 ? ", in any order:" : ":"}`,
    });
    for (const step of mine) {
      elements.push({ word: "paragraph", text: say`${doableWords(step)}` });
      const buttons: Button[] = [stepButton(onboarding, step)];
      if (step.kind === "certify") buttons.push(lines("Paste several states", "certificationLines", scene));
      if (step.kind === "getOcn") buttons.push(lines("Paste several states", "ocnLines", scene));
      if (step.kind === "reviewQuestionnaire")
        buttons.push({
          label: "Return it",
          action: { do: "open", ref: { form: "returnQuestionnaire", onboarding: onboarding.id } },
        });
      if (step.turn === "reseller" && ["certify", "getOcn", "submitQuestionnaire"].includes(step.kind))
        buttons.push(
          explain(
            "How do I get this?",
            step.step,
            onboarding.id,
            step.states.length === 1 ? step.states[0] : undefined,
          ),
        );
      elements.push({ word: "buttons", buttons });
    }
  } else if (steps.length > 0) elements.push({ word: "paragraph", text: say`Nothing waits for you right now.` });
  if (others.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Waiting for others")}` });
    elements.push({ word: "list", items: others.map((step) => waitingWords(scene, step)) });
  }
  elements.push({ word: "paragraph", text: say`${strong("How far the states are")}` });
  elements.push({ word: "list", items: readinessLines(onboarding) });
  elements.push({
    word: "buttons",
    buttons: [lookAt("Whole checklist", "status", onboarding.id), lookAt("Menu", "help", onboarding.id)],
  });
  return { summary: `What's next for ${name}`, elements };
}

const doableWords = (step: NextStep): string => {
  const words = stepWords[step.kind](codes(step.states));
  return step.turn === "authority" ? `When it comes: ${words}` : sentenceCase(words);
};

const lines = (label: string, form: "certificationLines" | "ocnLines", scene: Scene): Button => ({
  label,
  action: { do: "open", ref: { form, onboarding: scene.onboarding.id } },
});
