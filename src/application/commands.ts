/** Carries a command out: load, decide, keep the events with what has to be told, in one atomic write. */

import { type Identity, rolesIn, sideOf } from "../domain/authority.ts";
import { localDate } from "../domain/calendar.ts";
import type { Command } from "../domain/commands.ts";
import { decide } from "../domain/decide.ts";
import type { Decision } from "../domain/decision.ts";
import type { Author, OnboardingEvent, Recorded } from "../domain/events.ts";
import type { OnboardingId, RequestKey } from "../domain/ids.ts";
import { evolve, type Onboarding } from "../domain/onboarding.ts";
import type { Clock } from "../ports/clock.ts";
import { type Change, ClaimTaken, type Decided, type Journal, type Stream, type StreamId } from "../ports/journal.ts";
import { noticesOf } from "./notices.ts";
import { codeClaim, placeClaim, rsidClaim, stateOf } from "./onboardings.ts";
import type { OneAtATime } from "./one-at-a-time.ts";
import type { People } from "./people.ts";

export type Outcome =
  | { readonly kind: "done"; readonly onboarding: Onboarding }
  /** The same request came before; its effect stands. */
  | { readonly kind: "repeated"; readonly onboarding: Onboarding | undefined }
  | Exclude<Decision, { kind: "happened" }>
  /** Another onboarding holds the channel or the RSID. */
  | { readonly kind: "taken"; readonly claim: "place" | "rsid"; readonly holder: StreamId };

export interface Asked {
  readonly command: Command;
  readonly who: Identity;
  readonly author: Author;
  readonly request: RequestKey;
  readonly agreed: readonly string[];
}

function claimsOf(event: OnboardingEvent): Pick<Change, "claim" | "release"> {
  switch (event.type) {
    case "OnboardingStarted":
      return { claim: [placeClaim(event.place)] };
    case "PlaceLinked":
      return { claim: [placeClaim(event.place)] };
    case "PlaceUnlinked":
      return { release: [placeClaim(event.place)] };
    case "LinkCodeMade":
      return { claim: [codeClaim(event.code)] };
    case "RsidIssued":
      return { claim: [rsidClaim(event.rsid)] };
    case "RsidCorrected":
      return { claim: [rsidClaim(event.rsid)], release: [rsidClaim(event.supersedes)] };
    default:
      return {};
  }
}

const names: ReadonlySet<Command["type"]> = new Set(["StartOnboarding", "ChangeResellerTeam", "HandOver"]);

export class Commands {
  private readonly journal: Journal;
  private readonly clock: Clock;

  private readonly people: People;
  private readonly naming: OneAtATime;

  /** `naming`: shared by all that names people or joins accounts, since one human must not come to stand on both sides. */
  constructor(journal: Journal, clock: Clock, people: People, naming: OneAtATime) {
    this.journal = journal;
    this.clock = clock;
    this.people = people;
    this.naming = naming;
  }

  /** Resolves when the effect is durable. @throws NotKept */
  carryOut(id: OnboardingId, asked: Asked): Promise<Outcome> {
    const keep = () => this.keep(id, asked);
    return names.has(asked.command.type) ? this.naming.run(keep) : keep();
  }

  private async keep(id: OnboardingId, asked: Asked): Promise<Outcome> {
    try {
      return await this.journal.change<Outcome>(id, (stream) => this.decide(stream, id, asked));
    } catch (error) {
      if (!(error instanceof ClaimTaken)) throw error;
      // A start that is sent again has another id by then; what it started has the request.
      const again = await this.repeatOf(error.holder, asked.request);
      if (again) return again;
      return { kind: "taken", claim: error.claim.startsWith("place:") ? "place" : "rsid", holder: error.holder };
    }
  }

  /** Waits for what the other stream has in hand. */
  private repeatOf(holder: StreamId, request: RequestKey): Promise<Outcome | undefined> {
    return this.journal.change<Outcome | undefined>(holder, (stream) => ({
      outcome: stream.hasRequest(request) ? { kind: "repeated", onboarding: stateOf(stream) } : undefined,
    }));
  }

  /** Whose the RSID is already, so that nobody is asked whether it is right before that is said; the write makes sure. */
  private holderOf(command: Command, id: OnboardingId): StreamId | undefined {
    if (command.type !== "IssueRsid" && command.type !== "CorrectRsid") return undefined;
    const holder = this.journal.holder(rsidClaim(command.rsid));
    return holder === id ? undefined : holder;
  }

  private decide(stream: Stream, id: OnboardingId, asked: Asked): Decided<Outcome> {
    const state = stateOf(stream);
    if (stream.hasRequest(asked.request)) return { outcome: { kind: "repeated", onboarding: state } };
    const now = this.clock.now();
    const { command } = asked;
    const zone = state?.details.timeZone ?? (command.type === "StartOnboarding" ? command.details.timeZone : undefined);
    const decision = decide(command, state, {
      who: asked.who,
      person: { account: asked.author.account, name: asked.author.name },
      now,
      today: zone ? localDate(now, zone) : (now.slice(0, 10) as ReturnType<typeof localDate>),
      agreed: asked.agreed,
      humanOf: this.people.humanOf,
    });
    const holder = decision.kind === "doubtful" ? this.holderOf(command, id) : undefined;
    if (holder) return { outcome: { kind: "taken", claim: "rsid", holder } };
    if (decision.kind !== "happened") return { outcome: decision };
    const as = (by: Author): readonly Recorded[] =>
      decision.events.map((event, index) => ({
        version: stream.version + index + 1,
        at: now,
        by,
        request: asked.request,
        event,
      }));
    const after = as(asked.author).reduce<Onboarding | undefined>((sum, each) => evolve(sum, each, id), state);
    if (!after) throw new Error("A decision made no state.");
    const side = sideOf(rolesIn(after, asked.who));
    const author: Author = side === "none" ? asked.author : { ...asked.author, side };
    const fresh = as(author);
    const claims = decision.events.map(claimsOf);
    // A code is used once: with the link, a newer code or the end it is nobody's.
    const spent =
      state?.linkCode && after.linkCode?.code !== state.linkCode.code ? [codeClaim(state.linkCode.code)] : [];
    const given = command.type === "CloseOnboarding" ? after.places.map(({ place }) => placeClaim(place)) : [];
    return {
      outcome: { kind: "done", onboarding: after },
      change: {
        events: decision.events,
        by: author,
        at: now,
        request: asked.request,
        slots: noticesOf({
          slots: stream.slots,
          before: state,
          after,
          fresh,
          versionBefore: stream.version,
          reach: this.people.reach,
        }),
        claim: claims.flatMap((each) => each.claim ?? []),
        release: [...claims.flatMap((each) => each.release ?? []), ...spent, ...given],
      },
    };
  }
}
