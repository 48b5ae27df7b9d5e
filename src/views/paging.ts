/** Long lists, a page at a time, so that nothing has to be cut to fit. */
import type { OnboardingId } from "../domain/ids.ts";
import type { Look } from "./actions.ts";
import { lookAt } from "./buttons.ts";
import { type Button, type Text, wordsOf } from "./vocabulary.ts";

/** Both platforms carry this much in one message beside its heading and buttons. */
const pageCharacters = 6_000;

export interface Page {
  readonly items: readonly Text[];
  /** From 0. */
  readonly number: number;
  readonly of: number;
}

/** The page asked for, or the last one where there are fewer. A page holds at most `most` items. */
export function pageOf(items: readonly Text[], asked: number, most: number): Page {
  const pages: Text[][] = [[]];
  let room = pageCharacters;
  for (const item of items) {
    const length = wordsOf(item).length;
    const last = pages.at(-1) ?? [];
    if (last.length > 0 && (last.length >= most || length > room)) {
      pages.push([item]);
      room = pageCharacters - length;
    } else {
      last.push(item);
      room -= length;
    }
  }
  const number = Math.min(Math.max(asked, 0), pages.length - 1);
  return { items: pages[number] ?? [], number, of: pages.length };
}

/** Back and on, where there is anything there. */
export function turning(
  page: Page,
  at: Look,
  onboarding: OnboardingId,
  words: { readonly back: string; readonly on: string },
): readonly Button[] {
  return [
    ...(page.number > 0 ? [lookAt(words.back, at, onboarding, page.number - 1)] : []),
    ...(page.number < page.of - 1 ? [lookAt(words.on, at, onboarding, page.number + 1)] : []),
  ];
}
