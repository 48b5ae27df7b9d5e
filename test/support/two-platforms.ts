/** One onboarding in Slack and in Teams, and people with an account on each: brought about as people do it. */
import type { Answer, SubmitAnswer } from "../../src/application/front.ts";
import type { OnboardingId } from "../../src/domain/ids.ts";
import type { Card } from "../../src/views/vocabulary.ts";
import type { start } from "./commands.ts";
import { lena, lenaInTeams, type Someone } from "./people.ts";
import { cardOf, first, hereInTeams, place, type Running, started, teamsPlace } from "./running-application.ts";
import { wordsOnCard } from "./words-on-card.ts";

export const wordsOf = (answer: Answer | SubmitAnswer): string => wordsOnCard(cardOf(answer));

/** The code that a card shows. */
export function codeOn(answer: Answer | SubmitAnswer): string {
  const [code] = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(wordsOf(answer)) ?? [];
  if (code === undefined) throw new Error(`There is no code: ${wordsOf(answer)}`);
  return code;
}

/** A code for one more place, made by the lead in the checklist's first one. */
export const placeCode = async (running: Running, who: Someone = lena): Promise<string> =>
  codeOn(await running.as(who).command("link"));

/** Prairie Telecom, started in Slack and brought to Teams by its lead's account there. */
export async function mirrored(
  changes: Parameters<typeof start>[0] = {},
  world: Parameters<typeof started>[1] = {},
): Promise<Running> {
  const running = await started(changes, world);
  await running.as(lenaInTeams).command(`link ${await placeCode(running)}`, hereInTeams);
  if (running.state().places.length !== 2) throw new Error("The checklist did not come to Teams.");
  return running;
}

/** Says with the first account that it is the second one's human. */
export async function joins(running: Running, one: Someone, other: Someone): Promise<Answer> {
  const code = codeOn(await running.as(one).press({ do: "makeCode", what: "person" }));
  return running.as(other).command(`link ${code}`, { in: "direct" });
}

/** What stands in a place under such a key. */
export const inPlace = (
  running: Running,
  key: string,
  where: typeof place | typeof teamsPlace,
  id: OnboardingId = first,
): readonly Card[] =>
  running.messenger
    .with(`${id}/${key}`)
    .filter(({ address }) => address.to === "place" && address.place === where)
    .map(({ card }) => card);

export const inBoth = [
  ["Slack", place],
  ["Teams", teamsPlace],
] as const;
