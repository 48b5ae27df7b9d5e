/** Places that the bot can't write to any more, and such that it can again: noticed, recorded, and told elsewhere. */
import type { Author, Loss, OnboardingEvent } from "../domain/events.ts";
import { type PlaceId, requestKey } from "../domain/ids.ts";
import { evolve } from "../domain/onboarding.ts";
import { calling, type Place } from "../domain/places.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal, StreamId } from "../ports/journal.ts";
import { noticesOf } from "./notices.ts";
import { historyOf, placeClaim, stateOf } from "./onboardings.ts";
import type { People } from "./people.ts";

export class LostPlaces {
  private readonly journal: Journal;
  private readonly clock: Clock;
  private readonly people: People;
  private readonly author: Author;

  constructor(journal: Journal, clock: Clock, people: People, author: Author) {
    this.journal = journal;
    this.clock = clock;
    this.people = people;
    this.author = author;
  }

  /** Records it once, and tells the other places. @throws NotKept */
  async lost(id: StreamId, place: PlaceId, why: Loss): Promise<void> {
    await this.record(id, place, (found) => (found.lost ? undefined : { type: "PlaceLost", ...calling(found), why }));
  }

  /** Somebody was heard there, so it can be written to again. @throws NotKept */
  async heard(place: PlaceId): Promise<void> {
    const id = this.journal.holder(placeClaim(place));
    if (id !== undefined)
      await this.record(id, place, (found) => (found.lost ? { type: "PlaceFound", ...calling(found) } : undefined));
  }

  /** The platform says that the bot was put out of a place. @throws NotKept */
  async left(place: PlaceId, why: Loss): Promise<void> {
    const id = this.journal.holder(placeClaim(place));
    if (id !== undefined) await this.lost(id, place, why);
  }

  private record(id: StreamId, place: PlaceId, eventOf: (found: Place) => OnboardingEvent | undefined): Promise<void> {
    return this.journal.change<void>(id, (stream) => {
      const before = stateOf(stream);
      const found = before?.places.find((each) => each.place === place);
      const event = found && eventOf(found);
      if (!before || before.closed || !event) return { outcome: undefined };
      const at = this.clock.now();
      const request = requestKey(`place:${stream.version + 1}`);
      const recorded = { version: stream.version + 1, at, by: this.author, request, event };
      const slots = noticesOf({
        slots: stream.slots,
        before,
        after: evolve(before, recorded, before.id),
        fresh: [recorded],
        versionBefore: historyOf(stream).length,
        reach: this.people.reach,
      });
      return { outcome: undefined, change: { events: [event], by: this.author, at, request, slots } };
    });
  }
}
