/** One human's accounts on both platforms: joined by a code, by somebody who knows both, or by e-mail address; and parted again. */
import type { JoinWay, Membership, Person, PersonEvent } from "../domain/events.ts";
import { type AccountId, type CompanyKey, platformOf, type RequestKey, type TimeZone } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { codeIsGood, isJoined, type JoinRefusal, joinProblem, type Side } from "../domain/person.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory } from "../ports/directory.ts";
import { type Change, ClaimTaken, type Journal, type Stream, type StreamId } from "../ports/journal.ts";
import { cannotTellCard, messageCard } from "../views/menu-card.ts";
import { joinCodeCard } from "../views/place-cards.ts";
import { type Card, say } from "../views/vocabulary.ts";
import { cannotTell, sentenceOfJoinRefusal } from "../views/wording.ts";
import type { Codes } from "./codes.ts";
import type { Visitor } from "./front.ts";
import type { Identities } from "./identities.ts";
import { type Linked, theyAre, wrong, youAre } from "./linked.ts";
import { freshSlot, raised } from "./notices.ts";
import { codeClaim, type Onboardings, peopleOf } from "./onboardings.ts";
import type { OneAtATime } from "./one-at-a-time.ts";
import { accountClaim, humanOf, type People } from "./people.ts";

export interface JoiningOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly people: People;
  readonly identities: Identities;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly codes: Codes;
  /** See `Commands`. */
  readonly naming: OneAtATime;
  readonly carriers: readonly CompanyKey[];
  readonly timeZone: TimeZone;
  readonly newId: () => string;
}

type Joined = { readonly ok: true; readonly other: Membership } | Extract<Linked, { ok: false }>;

/** What a change to a human's stream adds. */
type Wanted = Pick<Change, "claim" | "release"> &
  Partial<Pick<Change, "slots">> & { readonly events: readonly PersonEvent[] };

export class Joining {
  private readonly options: JoiningOptions;

  constructor(options: JoiningOptions) {
    this.options = options;
  }

  /** A code with which the visitor says, on the other platform, that it is them. @throws NotKept */
  async joinCode(visitor: Visitor, request: RequestKey): Promise<Card> {
    const { people, newId, timeZone, codes } = this.options;
    const mine = await this.membership(visitor);
    if (!mine) return cannotTellCard;
    const made = codes.make();
    const { code, until } = made;
    const id: StreamId = people.streamOf(visitor.account) ?? `person_${newId()}`;
    const isKept = await this.changePerson(id, visitor, request, (stream) => {
      const human = humanOf(stream);
      if (isJoined(human)) return undefined;
      return {
        events: [{ type: "JoinCodeMade", member: mine, code, until }],
        claim: [accountClaim(visitor.account), codeClaim(code)],
        release: human.joinCode ? [codeClaim(human.joinCode.code)] : [],
      };
    }).catch((error: unknown) => {
      // Pressed twice in one moment: the other press made one.
      if (error instanceof ClaimTaken) return false;
      throw error;
    });
    if (isKept) return joinCodeCard(made, timeZone);
    const [other] = people.othersOf(visitor.account);
    return messageCard(
      other
        ? say`${sentenceOfJoinRefusal({ refusal: "alreadyJoined", member: other })}`
        : say`This code was made already. Press the button once more for another one.`,
    );
  }

  /** What the same request brought about already; undefined for a new one. */
  repeated(visitor: Visitor, request: RequestKey): Linked | undefined {
    const { people, journal } = this.options;
    const id = people.streamOf(visitor.account);
    const [other] = people.othersOf(visitor.account);
    return id && other && journal.peek(id)?.hasRequest(request) ? youAre(other) : undefined;
  }

  /** @throws NotKept */
  async use(visitor: Visitor, id: StreamId, code: string, request: RequestKey): Promise<Linked> {
    const { people, clock } = this.options;
    const mine = await this.membership(visitor);
    if (!mine) return wrong(cannotTell);
    const done = this.repeated(visitor, request);
    if (done) return done;
    const [other] = people.othersOf(visitor.account);
    if (other) return wrong(sentenceOfJoinRefusal({ refusal: "alreadyJoined", member: other }));
    if (people.streamOf(visitor.account) === id) return wrong(sentenceOfJoinRefusal({ refusal: "samePlatform" }));
    // A code that they made with this account is not needed any more.
    await this.giveUp(visitor.account, visitor, request);
    const joined = await this.joining(id, visitor, mine, "code", request, (stream) => {
      const human = humanOf(stream);
      const [member] = human.members;
      if (isJoined(human) || !member || !codeIsGood(human, code, clock.now())) return { refusal: "joinCodeNotValid" };
      return member;
    });
    return joined.ok ? youAre(joined.other) : joined;
  }

  /** Somebody of the carrier who knows both says so; `two` on different platforms. @throws NotKept */
  async joinOthers(
    visitor: Visitor,
    two: readonly [Membership, Membership],
    how: Exclude<JoinWay, "code">,
    request: RequestKey,
  ): Promise<Linked> {
    const { people, newId } = this.options;
    const [one, mine] = two;
    const stands = people.streamOf(mine.account);
    if (stands && stands === people.streamOf(one.account) && this.options.journal.peek(stands)?.hasRequest(request))
      return theyAre(one, mine);
    for (const { account } of two) {
      const [other] = people.othersOf(account);
      if (other) return wrong(sentenceOfJoinRefusal({ refusal: "alreadyJoined", member: other }));
      await this.giveUp(account, visitor, request);
    }
    const joined = await this.joining(`person_${newId()}`, visitor, mine, how, request, () => one);
    return joined.ok ? theyAre(one, mine) : joined;
  }

  /** By e-mail address, where the carrier wants that: exactly one of the people named here has the visitor's. @throws NotKept */
  async joinByEmail(visitor: Visitor, onboarding: Onboarding, request: RequestKey): Promise<void> {
    const { directory, people } = this.options;
    const email = (account: AccountId): Promise<string | undefined> =>
      directory.find(account).then(
        (entry) => entry?.email?.toLowerCase(),
        () => undefined,
      );
    const mine = await email(visitor.account);
    if (mine === undefined || people.joined(visitor.account)) return;
    const named = [...new Set(peopleOf(onboarding))].filter(
      (account) => platformOf(account) !== platformOf(visitor.account) && !people.joined(account),
    );
    const emails = await Promise.all(named.map(email));
    const [match, ...more] = named.filter((_, index) => emails[index] === mine);
    const entry = match && directory.known(match);
    if (!match || !entry || more.length > 0) return;
    const other = { account: match, name: entry.name, guest: entry.guest };
    const self = await this.membership(visitor);
    if (self) await this.joinOthers(visitor, [other, self], "email", request);
  }

  /** @throws NotKept */
  async prefer(visitor: Visitor, account: AccountId, request: RequestKey): Promise<boolean> {
    const id = this.options.people.streamOf(visitor.account);
    if (!id) return false;
    return this.changePerson(id, visitor, request, (stream) => {
      const { members, preferred } = humanOf(stream);
      const known = members.some((member) => member.account === account);
      return known && preferred !== account ? { events: [{ type: "AccountPreferred", account }] } : undefined;
    });
  }

  /** @throws NotKept */
  async part(visitor: Visitor, request: RequestKey): Promise<boolean> {
    const id = this.options.people.streamOf(visitor.account);
    if (!id) return false;
    return this.changePerson(id, visitor, request, (stream) => {
      const human = humanOf(stream);
      if (!isJoined(human)) return undefined;
      return {
        events: [{ type: "AccountsParted" }],
        release: human.members.map(({ account }) => accountClaim(account)),
        // The other account hears of it; news of the joining that is still on its way is overtaken.
        slots: human.members.flatMap(({ account }) => {
          const slot = freshSlot({ kind: "joined", account });
          const known = stream.slots.get(slot.key);
          if (known) return [raised(known)];
          return account === visitor.account ? [] : [slot];
        }),
      };
    });
  }

  private async joining(
    id: StreamId,
    visitor: Visitor,
    mine: Membership,
    how: JoinWay,
    request: RequestKey,
    withWhom: (stream: Stream) => Membership | JoinRefusal,
  ): Promise<Joined> {
    const { journal, clock, carriers, identities, people, naming } = this.options;
    const decide = () =>
      journal.change<Joined>(id, (stream) => {
        if (stream.hasRequest(request)) return { outcome: { ok: true, other: humanOf(stream).members[0] ?? mine } };
        const whom = withWhom(stream);
        if ("refusal" in whom) return { outcome: wrong(sentenceOfJoinRefusal(whom)) };
        const problem = joinProblem(whom, mine, carriers, this.sidesOf);
        if (problem) return { outcome: wrong(sentenceOfJoinRefusal(problem)) };
        const joined: PersonEvent = {
          type: "AccountsJoined",
          members: [whom, mine],
          preferred: mine.account,
          how,
        };
        const { joinCode } = humanOf(stream);
        const told = [whom, mine].filter(({ account }) => how !== "code" || account !== visitor.account);
        const change: Change = {
          events: [joined],
          by: identities.author(visitor),
          at: clock.now(),
          request,
          slots: told.map(({ account }) => freshSlot({ kind: "joined", account })),
          claim: [whom, mine].map(({ account }) => accountClaim(account)),
          release: joinCode ? [codeClaim(joinCode.code)] : [],
        };
        return { outcome: { ok: true, other: whom }, change };
      });
    try {
      return await naming.run(decide);
    } catch (error) {
      if (!(error instanceof ClaimTaken)) throw error;
      const [again] = await journal.change(error.holder, (stream) => ({
        outcome: stream.hasRequest(request) ? humanOf(stream).members : [],
      }));
      if (again) return { ok: true, other: again };
      // Somebody joined one of the two in the same moment.
      const [member = mine] = people.othersOf(mine.account);
      return wrong(sentenceOfJoinRefusal({ refusal: "alreadyJoined", member }));
    }
  }

  /** On which sides the account is named, over all onboardings. */
  private readonly sidesOf = (account: AccountId): readonly Side[] =>
    this.options.onboardings.of([account]).flatMap(({ carrierTeam, resellerTeam }): readonly Side[] => {
      const isNamed = (people: readonly (Person | undefined)[]) => people.some((each) => each?.account === account);
      return [
        ...(isNamed([carrierTeam.serviceManager, carrierTeam.delegate]) ? (["carrier"] as const) : []),
        ...(isNamed([resellerTeam.lead, ...Object.values(resellerTeam.functions)]) ? (["reseller"] as const) : []),
      ];
    });

  /** A stream that only has a code out lets go of the account. */
  private async giveUp(account: AccountId, visitor: Visitor, request: RequestKey): Promise<void> {
    const id = this.options.people.streamOf(account);
    if (!id) return;
    await this.changePerson(id, visitor, request, (stream) => {
      const human = humanOf(stream);
      if (isJoined(human)) return undefined;
      return {
        events: [{ type: "AccountsParted" }],
        release: [accountClaim(account), ...(human.joinCode ? [codeClaim(human.joinCode.code)] : [])],
      };
    });
  }

  private async changePerson(
    id: StreamId,
    visitor: Visitor,
    request: RequestKey,
    decide: (stream: Stream) => Wanted | undefined,
  ): Promise<boolean> {
    const { journal, clock, identities } = this.options;
    return journal.change<boolean>(id, (stream) => {
      const wanted = stream.hasRequest(request) ? undefined : decide(stream);
      if (!wanted) return { outcome: false };
      const change: Change = { slots: [], ...wanted, by: identities.author(visitor), at: clock.now(), request };
      return { outcome: true, change };
    });
  }

  /** Undefined while nobody can say whose they are: what is joined stays so, and so does what is kept of them. */
  private async membership(visitor: Visitor): Promise<Membership | undefined> {
    const { identities } = this.options;
    const who = await identities.asked(visitor);
    return who.known ? { ...identities.person(visitor), guest: who.guest } : undefined;
  }
}
