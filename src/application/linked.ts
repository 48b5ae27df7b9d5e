/** What came of a code that was used, or of two accounts that were joined. */
import type { Membership } from "../domain/events.ts";
import { platformOf } from "../domain/ids.ts";
import { messageCard } from "../views/menu-card.ts";
import { platformNames } from "../views/place-names.ts";
import { type Card, command, say, strong } from "../views/vocabulary.ts";

/** What came of using a code or joining: something to show, or what is wrong with it. */
export type Linked =
  /** `privately`: it is about the visitor, and nobody else's affair. */
  | { readonly ok: true; readonly card: Card; readonly privately?: true }
  | { readonly ok: false; readonly sentence: string };

export const wrong = (sentence: string): Extract<Linked, { ok: false }> => ({ ok: false, sentence });

/** To the visitor: the account they act with and this one are theirs. */
export const youAre = (other: Membership): Linked => ({
  ok: true,
  privately: true,
  card: messageCard(
    say`Joined: you are ${strong(other.name)} in ${platformNames[platformOf(other.account)]} too. I write to you here from now on; ${command("link")} changes that.`,
  ),
});

/** To whoever joined two accounts that are not their own. */
export const theyAre = (one: Membership, other: Membership): Linked => ({
  ok: true,
  card: messageCard(
    say`Joined: ${strong(one.name)} in ${platformNames[platformOf(one.account)]} and ${strong(other.name)} in ${platformNames[platformOf(other.account)]} are one person here from now on. Both accounts are told.`,
  ),
});
