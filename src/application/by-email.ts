/** Somebody who is not known in an onboarding may be, by their other account: asked by e-mail address, where the carrier wants that. */
import type { Identity } from "../domain/authority.ts";
import { platformOf, requestKey } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { Visitor } from "./front.ts";
import type { Identities } from "./identities.ts";
import type { Joining } from "./joining.ts";
import { peopleOf } from "./onboardings.ts";
import type { People } from "./people.ts";

const mostAsked = 10_000;

export class ByEmail {
  private readonly joining: Joining;
  private readonly people: People;
  private readonly identities: Identities;
  private readonly asked = new Set<string>();

  constructor(joining: Joining, people: People, identities: Identities) {
    this.joining = joining;
    this.people = people;
    this.identities = identities;
  }

  /** Who they are after looking; undefined where there is nothing to look for, or it was looked for already. */
  join(visitor: Visitor, onboarding: Onboarding): Promise<Identity> | undefined {
    const { account } = visitor;
    const key = `email:${account}:${onboarding.id}:${onboarding.version}`;
    const isElsewhere = peopleOf(onboarding).some((named) => platformOf(named) !== platformOf(account));
    if (!isElsewhere || this.asked.has(key) || this.people.joined(account)) return undefined;
    if (this.asked.size >= mostAsked) this.asked.clear();
    this.asked.add(key);
    // That they could not be joined now is nobody's trouble: they are asked about again with their next word.
    const joined = this.joining.joinByEmail(visitor, onboarding, requestKey(key)).catch(() => this.asked.delete(key));
    return joined.then(() => this.identities.asked(visitor));
  }
}
