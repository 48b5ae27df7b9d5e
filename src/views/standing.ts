/** Where an onboarding stands, in a few lines that several cards share: whose turn it is, and how far the states are. */
import type { Onboarding } from "../domain/onboarding.ts";
import { isReady, lacks, nextSteps, readyStates } from "../domain/progress.ts";
import type { StateCode } from "../domain/states.ts";
import { holderName, stepWords } from "./buttons.ts";
import { codes, sentenceCase, series } from "./naming.ts";
import { resellerName, type Scene } from "./scene.ts";
import { say, strong, type Text } from "./vocabulary.ts";
import { stepNoun } from "./wording.ts";

/** Who has the ball, a line a person: "Tom Okafor (Prairie Telecom): certification in CO, WA; OCN for CO". */
export function ballLines(scene: Scene): readonly Text[] {
  const { onboarding, carrierName } = scene;
  const lines = new Map<string, string[]>();
  for (const step of nextSteps(onboarding)) {
    if (step.kind === "takeCourses") continue;
    const holder =
      step.turn === "authority"
        ? holderName(step)
        : `${step.who?.name ?? ""} (${step.turn === "carrier" ? carrierName : resellerName(onboarding)})`;
    const words = stepWords[step.kind](codes(step.states));
    lines.set(holder, [...(lines.get(holder) ?? []), words]);
  }
  return [...lines].map(([holder, words]) => say`${strong(holder)}: ${words.join("; ")}`);
}

/** Ready states, and the others by what they lack. */
export function readinessLines(onboarding: Onboarding): readonly Text[] {
  const ready = readyStates(onboarding);
  const waiting = new Map<string, StateCode[]>();
  for (const state of onboarding.details.states) {
    if (isReady(onboarding, state)) continue;
    const lacking = series(lacks(onboarding, state).map(stepNoun));
    waiting.set(lacking, [...(waiting.get(lacking) ?? []), state]);
  }
  return [
    ...(ready.length > 0 ? [say`${strong("Ready for the initial order")}: ${codes(ready)}`] : []),
    ...[...waiting].map(
      ([lacking, states]) => say`${sentenceCase(codes(states))}: ${states.length === 1 ? "needs" : "need"} ${lacking}`,
    ),
  ];
}
