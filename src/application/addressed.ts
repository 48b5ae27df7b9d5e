/** A card as it goes to one platform: people are mentioned where that reaches them, once, and buttons are for all accounts of their people. */
import { type AccountId, type Instant, platformOf } from "../domain/ids.ts";
import { livePlaces, type Place } from "../domain/places.ts";
import type { Stream } from "../ports/journal.ts";
import type { Address } from "../ports/messenger.ts";
import { withTexts } from "../views/card-texts.ts";
import { type Card, type CardElement, type Span, strong, type Text } from "../views/vocabulary.ts";
import { type Shown, shownFor } from "./cards.ts";
import type { Intent } from "./notices.ts";
import { type Onboardings, stateOf } from "./onboardings.ts";
import type { People } from "./people.ts";

/** `places`: of the onboarding that the card is about, if it is about one. */
export function addressed(card: Card, address: Address, people: People, places: readonly Place[] = []): Card {
  const here = platformOf(address.to === "place" ? address.place : address.account);
  const reached = new Set(livePlaces({ places }).map(platformOf));

  /** Who has an account on another platform that also hears of it is called by name here and mentioned there. */
  function span(each: Span): Span {
    if (each.span !== "mention" || platformOf(each.account) === here) return each;
    const account = people.accountsOf(each.account).find((other) => platformOf(other) === here);
    const isToldThere = address.to === "place" && reached.has(platformOf(each.account));
    return account === undefined || isToldThere ? strong(each.name) : { ...each, account };
  }
  const text = (spans: Text): Text =>
    spans.some((each) => each.span === "mention" && platformOf(each.account) !== here) ? spans.map(span) : spans;
  const everyAccount = (accounts: readonly AccountId[]): readonly AccountId[] => [
    ...new Set(accounts.flatMap((account) => people.accountsOf(account))),
  ];

  const forEveryAccount = (each: CardElement): CardElement =>
    each.word === "buttons" && each.for ? { ...each, for: everyAccount(each.for) } : each;
  const told = withTexts(card, text);
  return { ...told, elements: told.elements.map(forEveryAccount) };
}

export interface Sources {
  readonly onboardings: Onboardings;
  readonly people: People;
  readonly carrierName: string;
}

/** The message as it should stand now where it is addressed to; undefined where there is nothing to show any more. */
export function drawn(intent: Intent, stream: Stream, now: Instant, sources: Sources): Shown | undefined {
  const { onboardings, people, carrierName } = sources;
  const shown = shownFor(intent, stream, onboardings, now, carrierName, people.humanOf);
  return shown && { ...shown, card: addressed(shown.card, shown.address, people, stateOf(stream)?.places) };
}
