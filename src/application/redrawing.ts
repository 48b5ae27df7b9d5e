/** Cards say whose buttons are whose, and whom a mention reaches: both change with the accounts of the people they name. */

import type { Author, PersonEvent } from "../domain/events.ts";
import type { AccountId, OnboardingId } from "../domain/ids.ts";
import { requestKey } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal, Stream, StreamId } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { intentOf, isSaidOnce, raised } from "./notices.ts";
import type { Onboardings } from "./onboardings.ts";
import { isPerson } from "./people.ts";

export interface RedrawingOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly clock: Clock;
  readonly author: Author;
  readonly log: Log;
}

/** Every account that was ever among those of this human, where the last that happened joined or parted them. */
function accountsConcerned(stream: Stream): readonly AccountId[] {
  const events = stream.history.map(({ event }) => event as PersonEvent);
  const last = events.at(-1)?.type;
  if (last !== "AccountsJoined" && last !== "AccountsParted") return [];
  const accounts = events.flatMap((event) =>
    event.type === "AccountsJoined" ? event.members.map(({ account }) => account) : [],
  );
  return [...new Set(accounts)];
}

/** From now on, until the returned function is called. */
export function redrawWithPeople(options: RedrawingOptions): () => void {
  const { journal, onboardings, log } = options;
  const seen = new Map<StreamId, number>();
  for (const id of journal.ids()) if (isPerson(id)) seen.set(id, journal.peek(id)?.version ?? 0);
  return journal.onChange((stream) => {
    if (!isPerson(stream.id) || seen.get(stream.id) === stream.version) return;
    seen.set(stream.id, stream.version);
    for (const { id } of onboardings.of(accountsConcerned(stream)))
      redraw(id, options).catch((error: unknown) =>
        log.warn({ onboarding: id, err: error }, "Its cards show with its next change who has which accounts."),
      );
  });
}

/** What stands there and can change is shown anew; what was given up waits for a change of its own. */
const redraw = (id: OnboardingId, { journal, clock, author }: RedrawingOptions): Promise<void> =>
  journal.change<void>(id, ({ slots }) => {
    const standing = [...slots.values()].filter((slot) => {
      const intent = intentOf(slot);
      return slot.abandoned === undefined && intent !== undefined && !isSaidOnce(intent);
    });
    const request = requestKey("redrawn");
    return {
      outcome: undefined,
      change: { events: [], by: author, at: clock.now(), request, slots: standing.map(raised) },
    };
  });
