/** A message of ours as one person sees it now, where a platform shows each viewer their own. */
import { isNamed, mayLook, rolesIn } from "../domain/authority.ts";
import type { Clock } from "../ports/clock.ts";
import type { StreamId } from "../ports/journal.ts";
import type { Card } from "../views/vocabulary.ts";
import { drawn, type Sources } from "./addressed.ts";
import type { Visitor } from "./front.ts";
import type { Identities } from "./identities.ts";
import { intentOf } from "./notices.ts";
import { stateOf } from "./onboardings.ts";

export interface OwnViewSources extends Sources {
  readonly identities: Identities;
  readonly clock: Clock;
}

/** By the mark that the message was sent with; undefined where it shows nothing any more, or nothing to this person. */
export async function redrawnFor(visitor: Visitor, mark: string, sources: OwnViewSources): Promise<Card | undefined> {
  const { identities, onboardings, clock } = sources;
  const cut = mark.indexOf("/");
  const stream = onboardings.stream(mark.slice(0, cut) as StreamId);
  const state = stream && stateOf(stream);
  const slot = stream?.slots.get(mark.slice(cut + 1));
  const intent = slot && intentOf(slot);
  if (!stream || !state || !intent) return undefined;
  const atOnce = identities.now(visitor);
  const identity =
    atOnce.certain || isNamed(state, atOnce.identity) ? atOnce.identity : await identities.asked(visitor);
  if (!mayLook(rolesIn(state, identity))) return undefined;
  const message = drawn(intent, stream, clock.now(), sources);
  // What was written to one person is theirs alone.
  const isTheirs = message?.address.to !== "person" || identity.accounts.includes(message.address.account);
  return isTheirs ? message?.card : undefined;
}
