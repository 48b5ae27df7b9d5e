/** Onboardings as the journal's streams make them, folded once and looked up by channel and by person. */
import type { DeskEvent, OnboardingEvent, Person, Recorded } from "../domain/events.ts";
import { resellerFunctions } from "../domain/events.ts";
import type { AccountId, OnboardingId, PlaceId } from "../domain/ids.ts";
import { evolve, type Onboarding, rebuild } from "../domain/onboarding.ts";
import type { Journal, Stream, StreamId } from "../ports/journal.ts";
import { isPerson } from "./people.ts";

export const placeClaim = (place: PlaceId): string => `place:${place}`;
export const rsidClaim = (rsid: string): string => `rsid:${rsid}`;

export const codeClaim = (hash: string): string => `code:${hash}`;

const isDesk = (id: StreamId): id is `desk_${string}` => id.startsWith("desk_");
/** Everything that is not an onboarding spans several of them. */
const spans = (id: StreamId): id is Exclude<StreamId, OnboardingId> => isDesk(id) || isPerson(id);

/** The stream of a service manager's desk. */
export const deskOf = (account: AccountId): `desk_${string}` => `desk_${account.replaceAll(/[^A-Za-z0-9_-]/g, "_")}`;

/** An onboarding's history; a desk's or a person's is none. */
export const historyOf = (stream: Stream): readonly Recorded[] =>
  spans(stream.id) ? [] : (stream.history as readonly Recorded<OnboardingEvent>[]);

export const deskHistoryOf = (stream: Stream): readonly Recorded<DeskEvent>[] =>
  isDesk(stream.id) ? (stream.history as readonly Recorded<DeskEvent>[]) : [];

const folded = new WeakMap<Stream, Onboarding>();
/** The stream last folded of each id, so that the next one only adds its newest events. */
const lastFolded = new Map<StreamId, WeakRef<Stream>>();

/** The state of a stream; undefined for an empty one, a desk or a person. The same stream gives the same object. */
export function stateOf(stream: Stream): Onboarding | undefined {
  const known = folded.get(stream);
  if (known) return known;
  if (spans(stream.id) || stream.version === 0) return undefined;
  const id = stream.id;
  const history = historyOf(stream);
  const before = lastFolded.get(id)?.deref();
  const start = before && folded.get(before);
  // A staged change that was never kept may have been folded: only a history that goes on from there is built upon.
  const goesOn = start && history[start.version - 1] === before?.history[start.version - 1];
  const state = goesOn
    ? history.slice(start.version).reduce<Onboarding>((sum, recorded) => evolve(sum, recorded, id), start)
    : rebuild(id, history);
  if (!state) return undefined;
  folded.set(stream, state);
  lastFolded.set(id, new WeakRef(stream));
  return state;
}

/** The state as it was after `version` events; undefined before the first. */
export const stateAt = (stream: Stream, version: number): Onboarding | undefined =>
  spans(stream.id) ? undefined : rebuild(stream.id, historyOf(stream).slice(0, version));

/** Everybody named in an onboarding. */
const namedIn = ({ carrierTeam, resellerTeam }: Onboarding): readonly Person[] => [
  carrierTeam.serviceManager,
  ...(carrierTeam.delegate ? [carrierTeam.delegate] : []),
  resellerTeam.lead,
  ...resellerFunctions.flatMap((name) => resellerTeam.functions[name] ?? []),
];
export const peopleOf = (onboarding: Onboarding): readonly AccountId[] =>
  namedIn(onboarding).map((person) => person.account);

/** Looks onboardings up; kept current by the journal's own changes. */
export class Onboardings {
  private readonly journal: Journal;
  private readonly byPerson = new Map<AccountId, Set<OnboardingId>>();
  private readonly named = new Map<OnboardingId, readonly AccountId[]>();

  constructor(journal: Journal) {
    this.journal = journal;
    for (const id of journal.ids()) {
      const stream = journal.peek(id);
      if (stream) this.index(stream);
    }
    journal.onChange((stream) => this.index(stream));
  }

  get(id: OnboardingId): Onboarding | undefined {
    const stream = this.journal.peek(id);
    return stream && stateOf(stream);
  }

  stream(id: StreamId): Stream | undefined {
    return this.journal.peek(id);
  }

  /** The onboarding whose checklist lives in the place. */
  at(place: PlaceId): Onboarding | undefined {
    const id = this.journal.holder(placeClaim(place));
    return id === undefined || spans(id) ? undefined : this.get(id);
  }

  /** All open ones in which the person is named by one of these accounts, newest first. */
  of(accounts: readonly AccountId[]): readonly Onboarding[] {
    return [...new Set(accounts.flatMap((account) => [...(this.byPerson.get(account) ?? [])]))]
      .flatMap((id) => this.get(id) ?? [])
      .filter((onboarding) => !onboarding.closed)
      .sort((one, other) => other.started.at.localeCompare(one.started.at));
  }

  /** The name that a person goes by in one of their onboardings. */
  nameOf(account: AccountId): string | undefined {
    for (const id of this.byPerson.get(account) ?? []) {
      const found = this.get(id);
      if (found) return namedIn(found).find((person) => person.account === account)?.name;
    }
    return undefined;
  }

  /** Everybody who is a service manager or a delegate somewhere, by the name they go by there. */
  *managers(): Iterable<Person> {
    for (const { carrierTeam } of this.all()) {
      yield carrierTeam.serviceManager;
      if (carrierTeam.delegate) yield carrierTeam.delegate;
    }
  }

  *all(): Iterable<Onboarding> {
    for (const id of this.journal.ids()) {
      if (spans(id)) continue;
      const state = this.get(id);
      if (state) yield state;
    }
  }

  private index(stream: Stream): void {
    const state = stateOf(stream);
    if (!state) return;
    const people = peopleOf(state);
    const before = this.named.get(state.id);
    if (before && before.length === people.length && before.every((account, at) => account === people[at])) return;
    for (const account of before ?? []) this.byPerson.get(account)?.delete(state.id);
    for (const account of people) {
      const ids = this.byPerson.get(account) ?? new Set();
      ids.add(state.id);
      this.byPerson.set(account, ids);
    }
    this.named.set(state.id, people);
  }
}
