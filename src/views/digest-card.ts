/** The daily digests: one for a channel, one for a service manager over all of theirs. */
import type { Recorded } from "../domain/events.ts";
import type { IsoDate } from "../domain/ids.ts";
import { lateOn } from "../domain/late.ts";
import { isComplete, nextSteps, readyStates, waitingDays } from "../domain/progress.ts";
import { holderName, lookAt, stepWords } from "./buttons.ts";
import { stepRows } from "./checklist-card.ts";
import { lateInShort, lateTexts } from "./lateness.ts";
import { codes, count, day, shortened } from "./naming.ts";
import { byline, resellerName, type Scene } from "./scene.ts";
import { sentenceOfEvent } from "./sentences.ts";
import { ballLines } from "./standing.ts";
import { type Button, type Card, type CardElement, clipped, say, strong } from "./vocabulary.ts";

const newsShown = 10;
/** Each piece of news begins here; the history has it in full. */
const newsLength = 300;
const onboardingsShown = 20;

/** What changed since the last one, what is next and whose turn, what is late. */
export function digestCard(scene: Scene, date: IsoDate, news: readonly Recorded[]): Card {
  const { onboarding } = scene;
  const name = resellerName(onboarding);
  const late = lateOn(onboarding, scene.today);
  const ball = ballLines(scene);
  const elements: CardElement[] = [{ word: "heading", text: `${name}: ${day(date)}` }];
  if (news.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Since the last digest")}` });
    elements.push({
      word: "list",
      items: [
        ...news
          .slice(-newsShown)
          .map((recorded) =>
            clipped(say`${byline(scene, recorded.by)} ${sentenceOfEvent(recorded.event)}`, newsLength),
          ),
        ...(news.length > newsShown ? [say`…and ${news.length - newsShown} more; the history has them all.`] : []),
      ],
    });
  }
  if (late.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Late")}` });
    for (const text of lateTexts(late)) elements.push({ word: "note", tone: "late", text });
  }
  if (ball.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Next, and whose turn")}` });
    elements.push({ word: "list", items: ball });
  } else if (isComplete(onboarding))
    elements.push({ word: "note", tone: "done", text: say`Every state is ready for its initial order.` });
  // The carrier decides where the newest state shows: on the request and on the checklist, not on what was said once.
  const steps = nextSteps(onboarding).filter((step) => step.kind !== "takeCourses" && step.turn !== "carrier");
  elements.push(...stepRows(onboarding, steps, 3, [lookAt("What can I do?", "next", onboarding.id)]));
  const ready = `${readyStates(onboarding).length} of ${count(onboarding.details.states.length, "state")} ready`;
  return {
    summary: `Daily digest of ${name}: ${ready}${late.length > 0 ? `, ${count(late.length, "thing")} late` : ""}.`,
    elements,
  };
}

/** What waits for the service manager first, longest wait on top; the others in one line each. */
export function deskDigestCard(scenes: readonly Scene[], date: IsoDate): Card {
  const waiting = scenes
    .map((scene) => {
      const mine = nextSteps(scene.onboarding).filter((step) => step.turn === "carrier");
      const days = Math.max(0, ...mine.map((step) => waitingDays(scene.onboarding, step.since, scene.today)));
      return { scene, mine, days, late: lateOn(scene.onboarding, scene.today) };
    })
    .sort((one, other) => other.days - one.days);
  const forMe = waiting.filter(({ mine }) => mine.length > 0);
  const others = waiting.filter(({ mine }) => mine.length === 0);
  const elements: CardElement[] = [{ word: "heading", text: `Your resellers: ${day(date)}` }];
  if (forMe.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Waiting for you")}` });
    elements.push({
      word: "list",
      items: forMe
        .slice(0, onboardingsShown)
        .map(
          ({ scene, mine, days }) =>
            say`${strong(resellerName(scene.onboarding))}: ${mine.map((step) => stepWords[step.kind](codes(step.states))).join("; ")}${
              days > 0 ? ` (waiting for ${count(days, "business day")})` : ""
            }`,
        ),
    });
  }
  if (others.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Not your turn")}` });
    elements.push({
      word: "list",
      items: others.slice(0, onboardingsShown).map(({ scene, late }) => {
        const { onboarding } = scene;
        const first = nextSteps(onboarding).find((step) => step.kind !== "takeCourses");
        const words = first
          ? `${stepWords[first.kind](codes(first.states))}, with ${holderName(first)}`
          : isComplete(onboarding)
            ? "every state is ready to order"
            : "nothing open";
        return say`${strong(resellerName(onboarding))}: ${words}${lateInShort(late)}`;
      }),
    });
  }
  const hidden = Math.max(0, forMe.length - onboardingsShown) + Math.max(0, others.length - onboardingsShown);
  if (hidden > 0) elements.push({ word: "small", text: say`…and ${hidden} more; the list has them all.` });
  const buttons: Button[] = [
    ...forMe
      .slice(0, 3)
      .map(({ scene }) => lookAt(`Open ${shortened(resellerName(scene.onboarding), 60)}`, "next", scene.onboarding.id)),
    lookAt("All onboardings", "list"),
  ];
  elements.push({ word: "buttons", buttons });
  return {
    summary: `Your resellers: ${forMe.length > 0 ? `${count(forMe.length, "reseller")} waiting for you` : "nothing waits for you"}.`,
    elements,
  };
}
