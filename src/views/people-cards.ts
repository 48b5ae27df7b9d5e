/** Who works on it, what was recorded, and all the onboardings of one person. */
import { mayAny, type Role } from "../domain/authority.ts";
import { type Recorded, resellerFunctions } from "../domain/events.ts";
import type { OnboardingId } from "../domain/ids.ts";
import { lateOn } from "../domain/late.ts";
import { isComplete, nextSteps, readyStates } from "../domain/progress.ts";
import { holderName, lookAt, openForm, stepWords } from "./buttons.ts";
import { lateInShort } from "./lateness.ts";
import { codes, count, day, moment, shortened } from "./naming.ts";
import { pageOf, turning } from "./paging.ts";
import { byline, resellerName, type Scene } from "./scene.ts";
import { functionNames, sentenceOfEvent } from "./sentences.ts";
import { type Button, type Card, type CardElement, command, quiet, say, strong, type Text } from "./vocabulary.ts";

export function teamCard({ onboarding, carrierName }: Scene, held: readonly Role[], former: readonly Recorded[]): Card {
  const { id, carrierTeam, resellerTeam, details } = onboarding;
  const buttons: Button[] = [];
  if (mayAny(held, "ChangeResellerTeam")) buttons.push(openForm("Change the reseller's team", "team", id));
  if (mayAny(held, "HandOver")) buttons.push(openForm("Hand over", "handOver", id));
  if (mayAny(held, "ReviseDetails")) buttons.push(openForm("Details and states", "details", id));
  if (mayAny(held, "CloseOnboarding"))
    buttons.push({ ...openForm("Close the onboarding", "close", id), weight: "danger" });
  const elements: CardElement[] = [
    { word: "heading", text: `Team of ${resellerName(onboarding)}` },
    {
      word: "facts",
      rows: [
        { label: `Service manager (${carrierName})`, value: say`${carrierTeam.serviceManager.name}` },
        { label: `Delegate (${carrierName})`, value: say`${carrierTeam.delegate?.name ?? "nobody"}` },
        { label: "Reseller's lead", value: say`${resellerTeam.lead.name}` },
        ...resellerFunctions.map((name) => ({
          label: `Reseller's ${functionNames[name].toLowerCase()}`,
          value: say`${resellerTeam.functions[name]?.name ?? `${resellerTeam.lead.name} (lead)`}`,
        })),
        { label: "Legal name", value: say`${details.legalName}${details.dba ? `, d/b/a ${details.dba}` : ""}` },
        { label: "States", value: say`${codes(details.states)}` },
        {
          label: "Negotiations from",
          value: say`${details.negotiationsOn ? day(details.negotiationsOn) : "not planned"}`,
        },
        {
          label: "First order wanted",
          value: say`${details.firstOrderOn ? day(details.firstOrderOn) : "not planned"}`,
        },
      ],
    },
  ];
  const handOvers = former.flatMap((recorded) =>
    recorded.event.type === "HandedOver"
      ? [say`${recorded.event.from.name} until ${moment(recorded.at, details.timeZone)}`]
      : [],
  );
  if (handOvers.length > 0) {
    elements.push({ word: "paragraph", text: say`${strong("Service managers before")}` });
    elements.push({ word: "list", items: handOvers.slice(-5) });
  }
  elements.push({ word: "buttons", buttons: [...buttons, lookAt("Menu", "help", id)] });
  return { summary: `Team of ${resellerName(onboarding)}`, elements };
}

const eventsOnPage = 15;

/** Newest first; `page` counts from 0. */
export function historyCard(scene: Scene, history: readonly Recorded[], page: number): Card {
  const { onboarding } = scene;
  const items = [...history]
    .reverse()
    .map(
      (recorded) =>
        say`${quiet(moment(recorded.at, onboarding.details.timeZone))} ${strong(byline(scene, recorded.by))} ${sentenceOfEvent(recorded.event)}`,
    );
  const shown = pageOf(items, page, eventsOnPage);
  const buttons: Button[] = [
    ...turning(shown, "history", onboarding.id, { back: "Newer", on: "Older" }),
    lookAt("Whole checklist", "status", onboarding.id),
  ];
  return {
    summary: `History of ${resellerName(onboarding)}`,
    elements: [
      { word: "heading", text: `History of ${resellerName(onboarding)}` },
      {
        word: "small",
        text: say`${count(history.length, "entry", "entries")}, page ${shown.number + 1} of ${shown.of}, times in ${onboarding.details.timeZone}`,
      },
      { word: "list", items: shown.items },
      { word: "buttons", buttons },
    ],
  };
}

const onboardingsOnPage = 10;

const standing = (scene: Scene): Text => {
  const { onboarding } = scene;
  const step = nextSteps(onboarding).find((each) => each.kind !== "takeCourses");
  const ready = `${readyStates(onboarding).length} of ${count(onboarding.details.states.length, "state")} ready`;
  const words = onboarding.closed
    ? `closed at ${ready}`
    : isComplete(onboarding)
      ? `complete: ${ready}`
      : `${ready}; ${step ? `${stepWords[step.kind](codes(step.states))}, with ${holderName(step)}` : "nothing open"}`;
  return say`${strong(resellerName(onboarding))}: ${words}${lateInShort(lateOn(onboarding, scene.today))}`;
};

/** `total` counts all of them; `scenes` are those of the page. */
export function listCard(scenes: readonly Scene[], total: number, page: number, mine: boolean): Card {
  const pages = Math.max(1, Math.ceil(total / onboardingsOnPage));
  const elements: CardElement[] = [
    { word: "heading", text: mine ? "Your onboardings" : "Onboardings" },
    { word: "small", text: say`${count(total, "onboarding")}${pages > 1 ? `, page ${page + 1} of ${pages}` : ""}` },
  ];
  if (total === 0)
    elements.push({
      word: "paragraph",
      text: say`None yet. Use ${command("start")} in the channel that both companies share.`,
    });
  elements.push({ word: "list", items: scenes.map(standing) });
  const open = (id: OnboardingId, name: string) => lookAt(name, "status", id);
  elements.push({
    word: "buttons",
    buttons: [
      ...scenes.map((scene) => open(scene.onboarding.id, shortened(resellerName(scene.onboarding), 40))),
      ...(page > 0 ? [lookAt("Newer", "list", undefined, page - 1)] : []),
      ...(page < pages - 1 ? [lookAt("Older", "list", undefined, page + 1)] : []),
    ],
  });
  return { summary: mine ? "Your onboardings" : "Onboardings", elements };
}

export const pageOfList = <Item>(items: readonly Item[], page: number): readonly Item[] =>
  items.slice(page * onboardingsOnPage, (page + 1) * onboardingsOnPage);

/** The person's own page: what waits for them, the longest wait on top. `days` are business days. */
export function homeCard(
  name: string,
  waiting: readonly { readonly scene: Scene; readonly words: readonly string[]; readonly days: number }[],
  total: number,
): Card {
  const elements: CardElement[] = [{ word: "heading", text: `Hello ${name}` }];
  if (total === 0)
    elements.push({
      word: "paragraph",
      text: say`You take part in no onboarding yet. In a channel that a reseller and the carrier share, ${command("start")} starts one.`,
    });
  else if (waiting.length === 0) elements.push({ word: "note", tone: "done", text: say`Nothing waits for you.` });
  else elements.push({ word: "paragraph", text: say`${strong("Waiting for you")}` });
  for (const { scene, words, days } of waiting.slice(0, onboardingsOnPage)) {
    const since = days > 0 ? ` (${count(days, "business day")})` : "";
    const late = lateInShort(lateOn(scene.onboarding, scene.today));
    elements.push({
      word: "paragraph",
      text: say`${strong(resellerName(scene.onboarding))}: ${words.join("; ")}${since}${late}`,
    });
    elements.push({ word: "buttons", buttons: [lookAt("Open", "next", scene.onboarding.id)] });
  }
  if (waiting.length > onboardingsOnPage)
    elements.push({ word: "small", text: say`…and ${waiting.length - onboardingsOnPage} more; the list has them.` });
  const others = total - waiting.length;
  if (others > 0 && waiting.length > 0)
    elements.push({
      word: "small",
      text: say`${count(others, "other onboarding")} ${others === 1 ? "waits" : "wait"} for somebody else.`,
    });
  if (waiting.length > 0) elements.push({ word: "divider" });
  elements.push({ word: "buttons", buttons: [lookAt("All onboardings", "list"), lookAt("Help", "help")] });
  return { summary: "Your onboardings", elements };
}
