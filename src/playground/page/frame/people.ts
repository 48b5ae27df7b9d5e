import type { Seat, SeatList, SeatWaiting } from "../../wire.ts";
import type { TeamsSeat, TeamsSeatList } from "../../wire-teams.ts";

/** A human who can be played, with the account on each platform where they have one. */
export interface Person {
  /** What stands in the address: the Slack account's id, or the Teams one's where that is all there is. */
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly company: string;
  readonly slack?: Seat;
  readonly teams?: TeamsSeat;
}

/** Everybody once: whoever sits on both platforms is one person. Slack's order comes first. */
export function everybody(slack: SeatList, teams: TeamsSeatList | undefined): readonly Person[] {
  const inTeams = teams?.seats ?? [];
  const fromSlack = slack.seats.map((seat): Person => {
    const also = inTeams.find((each) => each.slackSeat === seat.id);
    const { id, name, role, company } = seat;
    return { id, name, role, company, slack: seat, ...(also && { teams: also }) };
  });
  const known = new Set(fromSlack.map((person) => person.teams?.id));
  const onlyInTeams = inTeams
    .filter((seat) => !known.has(seat.id))
    .map((seat): Person => ({ id: seat.id, name: seat.name, role: seat.role, company: seat.company, teams: seat }));
  return [...fromSlack, ...onlyInTeams];
}

/** The person whom the address names, by either account, or else the first one. */
export function personAt(id: string | undefined, people: readonly Person[], first: string): Person | undefined {
  const named = (wanted: string | undefined) =>
    people.find((person) => wanted !== undefined && (person.id === wanted || person.teams?.id === wanted));
  return named(id) ?? named(first) ?? people[0];
}

type WaitingBySeat = Readonly<Record<string, SeatWaiting>>;

/** What waits for each person on both platforms together, by the person's id; undefined while neither says. */
export function waitingFor(
  people: readonly Person[],
  slack: WaitingBySeat | undefined,
  teams: WaitingBySeat | undefined,
): WaitingBySeat | undefined {
  if (!slack && !teams) return undefined;
  return Object.fromEntries(
    people.map((person) => {
      const counts = [slack?.[person.slack?.id ?? ""], teams?.[person.teams?.id ?? ""]];
      const sum = (what: keyof SeatWaiting) => counts.reduce((all, count) => all + (count?.[what] ?? 0), 0);
      return [person.id, { unread: sum("unread"), addressed: sum("addressed") }];
    }),
  );
}

/** Whom to look at instead where somebody isn't: first people of the same company, then those who sit on both platforms. */
export function standInsFor(person: Person, on: "slack" | "teams", people: readonly Person[]): readonly Person[] {
  const most = 4;
  const there = people.filter((each) => each[on] !== undefined && each.id !== person.id);
  const near = (each: Person) =>
    (each.company === person.company ? 2 : 0) + (each.slack !== undefined && each.teams !== undefined ? 1 : 0);
  return [...there].sort((one, other) => near(other) - near(one)).slice(0, most);
}
