/** What a message shows now: its intent, the state as it is, and the card made of them. */
import { type AccountId, type Instant, type OnboardingId, platformOf } from "../domain/ids.ts";
import { isHousekeeping } from "../domain/onboarding.ts";
import { livePlaces } from "../domain/places.ts";
import type { Stream } from "../ports/journal.ts";
import type { Address } from "../ports/messenger.ts";
import { centersCard } from "../views/centers-card.ts";
import { checklistCard } from "../views/checklist-card.ts";
import { deskDigestCard, digestCard } from "../views/digest-card.ts";
import { joinedCard, lostPlaceCard, partedCard, unlinkedCard } from "../views/place-cards.ts";
import { questionCard } from "../views/question-card.ts";
import { rsidCard } from "../views/rsid-card.ts";
import { saidCard } from "../views/said-card.ts";
import { sceneOf } from "../views/scene.ts";
import type { Card } from "../views/vocabulary.ts";
import { type Intent, isSaidOnce } from "./notices.ts";
import { historyOf, type Onboardings, stateAt, stateOf } from "./onboardings.ts";
import { humanOf as personOf } from "./people.ts";

export interface Shown {
  readonly address: Address;
  readonly card: Card;
  readonly pin?: true;
  readonly unpin?: true;
}

/** Undefined where there is nothing to show any more. */
export function shownFor(
  intent: Intent,
  stream: Stream,
  onboardings: Onboardings,
  now: Instant,
  carrierName: string,
  humanOf: (account: AccountId) => AccountId = (account) => account,
): Shown | undefined {
  if (intent.kind === "deskDigest") {
    const scenes = intent.onboardings.flatMap((id) => {
      const state = onboardings.get(id as OnboardingId);
      return state && !state.closed ? [sceneOf(state, now, carrierName)] : [];
    });
    if (scenes.length === 0) return undefined;
    return { address: { to: "person", account: intent.account }, card: deskDigestCard(scenes, intent.date) };
  }
  if (intent.kind === "joined") {
    const [one, other] = personOf(stream).members;
    if (!other) return { address: { to: "person", account: intent.account }, card: partedCard };
    const [mine, theirs] = one?.account === intent.account ? [one, other] : [other, one];
    if (!mine || !theirs) return undefined;
    return { address: { to: "person", account: intent.account }, card: joinedCard(theirs) };
  }
  const state = stateOf(stream);
  if (!state) return undefined;
  const scene = sceneOf(state, now, carrierName);
  if (intent.kind === "lostPlace") {
    const card = lostPlaceCard(scene, intent.about);
    const { place, account } = intent;
    if (place !== undefined) return { address: { to: "place", place }, card };
    return account === undefined ? undefined : { address: { to: "person", account }, card };
  }
  const { place } = intent;
  const inPlace: Address = { to: "place", place };
  const holder = "account" in intent ? intent.account : undefined;
  if (holder === undefined && !state.places.some((each) => each.place === place)) {
    const isFarewell =
      intent.kind === "said" &&
      historyOf(stream)
        .slice(intent.from, intent.upTo)
        .some(({ event }) => event.type === "PlaceUnlinked" && event.place === place);
    if (isSaidOnce(intent) && !isFarewell) return undefined;
    return { address: inPlace, card: unlinkedCard(scene), ...(intent.kind === "checklist" ? { unpin: true } : {}) };
  }
  const fallback = livePlaces(state).find((each) => holder && platformOf(each) === platformOf(holder));
  const to: Address =
    holder === undefined ? inPlace : { to: "person", account: holder, ...(fallback ? { fallback } : {}) };
  // Whichever of their accounts is written to: the copy is the manager's as long as they are.
  const { serviceManager, delegate } = state.carrierTeam;
  const named = [serviceManager.account, ...(delegate ? [delegate.account] : [])];
  const mine = holder && (named.find((account) => humanOf(account) === humanOf(holder)) ?? holder);
  switch (intent.kind) {
    case "checklist":
      return { address: inPlace, card: checklistCard(scene), ...(state.closed ? { unpin: true } : { pin: true }) };
    case "said": {
      const changes = historyOf(stream).slice(intent.from, intent.upTo);
      const after = intent.upTo === stream.version ? state : stateAt(stream, intent.upTo);
      return { address: inPlace, card: saidCard(scene, changes, stateAt(stream, intent.from), after) };
    }
    case "rsid":
      return { address: to, card: rsidCard(scene, intent.request, intent.round, mine) };
    case "centers":
      return { address: to, card: centersCard(scene, mine) };
    case "question":
      return { address: inPlace, card: questionCard(scene, intent.exchange) };
    case "digest":
      return {
        address: inPlace,
        card: digestCard(
          scene,
          intent.date,
          historyOf(stream)
            .slice(intent.from, intent.upTo)
            .filter((recorded) => !isHousekeeping(recorded.event)),
        ),
      };
  }
}
