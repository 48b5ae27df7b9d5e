/** What a message shows now: its intent, the state as it is, and the card made of them. */
import type { Instant, OnboardingId } from "../domain/ids.ts";
import { isHousekeeping } from "../domain/onboarding.ts";
import type { Stream } from "../ports/journal.ts";
import type { Address } from "../ports/messenger.ts";
import { centersCard } from "../views/centers-card.ts";
import { checklistCard } from "../views/checklist-card.ts";
import { deskDigestCard, digestCard } from "../views/digest-card.ts";
import { questionCard } from "../views/question-card.ts";
import { rsidCard } from "../views/rsid-card.ts";
import { saidCard } from "../views/said-card.ts";
import { sceneOf } from "../views/scene.ts";
import type { Card } from "../views/vocabulary.ts";
import type { Intent } from "./notices.ts";
import { historyOf, type Onboardings, stateAt, stateOf } from "./onboardings.ts";

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
): Shown | undefined {
  if (intent.kind === "deskDigest") {
    const scenes = intent.onboardings.flatMap((id) => {
      const state = onboardings.get(id as OnboardingId);
      return state && !state.closed ? [sceneOf(state, now, carrierName)] : [];
    });
    if (scenes.length === 0) return undefined;
    return { address: { to: "person", account: intent.account }, card: deskDigestCard(scenes, intent.date) };
  }
  const state = stateOf(stream);
  if (!state) return undefined;
  const scene = sceneOf(state, now, carrierName);
  const inPlace: Address = { to: "place", place: intent.place };
  const to = (account: typeof state.carrierTeam.serviceManager.account | undefined): Address =>
    account ? { to: "person", account, fallback: intent.place } : inPlace;
  switch (intent.kind) {
    case "checklist":
      return { address: inPlace, card: checklistCard(scene), ...(state.closed ? { unpin: true } : { pin: true }) };
    case "said": {
      const changes = historyOf(stream).slice(intent.from, intent.upTo);
      const after = intent.upTo === stream.version ? state : stateAt(stream, intent.upTo);
      return { address: inPlace, card: saidCard(scene, changes, stateAt(stream, intent.from), after) };
    }
    case "rsid":
      return { address: to(intent.account), card: rsidCard(scene, intent.request, intent.round, intent.account) };
    case "centers":
      return { address: to(intent.account), card: centersCard(scene, intent.account) };
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
