/** Onboardings as they come about: every builder step is a command carried out by the real `decide` and `evolve`. */
import { localDate } from "../../src/domain/calendar.ts";
import type { Command } from "../../src/domain/commands.ts";
import { decide } from "../../src/domain/decide.ts";
import type { Decision } from "../../src/domain/decision.ts";
import type { Author, OnboardingEvent, Recorded } from "../../src/domain/events.ts";
import { agreementTo } from "../../src/domain/findings.ts";
import {
  accountId,
  companyKey,
  type Instant,
  type OnboardingId,
  onboardingId,
  type PlaceId,
  requestKey,
} from "../../src/domain/ids.ts";
import { evolve, type Onboarding } from "../../src/domain/onboarding.ts";
import type { StateCode } from "../../src/domain/states.ts";
import * as commands from "./commands.ts";
import { chicago, monday, on } from "./fixed-clock.ts";
import { asAuthor, asPerson, humanAmong, lena, rob, type Someone, sam } from "./people.ts";

export const prairieId: OnboardingId = onboardingId("ob_prairie00001");

/** What comes of a command in a state; nobody has agreed to anything unless `agreed` says so. */
export const decideAs = (
  command: Command,
  state: Onboarding | undefined,
  who: Someone,
  now: Instant,
  agreed: readonly string[] = [],
): Decision =>
  decide(command, state, {
    who,
    person: asPerson(who),
    now,
    today: localDate(now, state?.details.timeZone ?? chicago),
    agreed,
    humanOf: humanAmong(who),
  });

/** The history after a decision, its events in their envelopes. */
export const recorded = (
  history: readonly Recorded[],
  decision: Extract<Decision, { kind: "happened" }>,
  who: Someone,
  now: Instant,
): readonly Recorded[] => [
  ...history,
  ...decision.events.map((event, index) => ({
    version: history.length + index + 1,
    at: now,
    by: asAuthor(who),
    request: requestKey(`request-${history.length + 1}`),
    event,
  })),
];

export class Story {
  readonly history: readonly Recorded[];
  readonly now: Instant;
  private readonly folded: Onboarding | undefined;

  constructor(history: readonly Recorded[], now: Instant, folded: Onboarding | undefined) {
    this.history = history;
    this.now = now;
    this.folded = folded;
  }

  get state(): Onboarding {
    if (!this.folded) throw new Error("This story has no beginning.");
    return this.folded;
  }
  get stateIfAny(): Onboarding | undefined {
    return this.folded;
  }

  /** Carries a command out, agreeing to whatever is asked; a story in which it does not happen is a broken test. */
  does(command: Command, who: Someone): Story {
    let decision = decideAs(command, this.folded, who, this.now);
    if (decision.kind === "doubtful")
      decision = decideAs(command, this.folded, who, this.now, agreementTo(decision.doubts));
    if (decision.kind !== "happened")
      throw new Error(`${command.type} does not happen in this story: ${JSON.stringify(decision)}`);
    const history = recorded(this.history, decision, who, this.now);
    const state = history
      .slice(this.history.length)
      .reduce<Onboarding | undefined>((sum, each) => evolve(sum, each, prairieId), this.folded);
    return new Story(history, this.now, state);
  }

  /** What follows happens then. */
  at(now: Instant): Story {
    return new Story(this.history, now, this.folded);
  }

  certifiedIn(...states: readonly StateCode[]): Story {
    return states.reduce<Story>((story, state) => story.does(commands.certify(state), rob), this);
  }
  appliedIn(...states: readonly StateCode[]): Story {
    return states.reduce<Story>((story, state) => story.does(commands.certify(state, commands.applied()), rob), this);
  }
  withOcn(state: StateCode, ocn: string): Story {
    return this.does(commands.recordOcn(state, commands.assigned(ocn)), rob);
  }
  withOcnRequested(state: StateCode): Story {
    return this.does(commands.recordOcn(state, commands.requested()), rob);
  }
  withQuestionnaireSubmitted(...documentsOwed: readonly string[]): Story {
    return this.does(commands.submitQuestionnaire({ documentsOwed }), lena);
  }
  withQuestionnaireAccepted(): Story {
    return this.does({ type: "AcceptQuestionnaire" }, sam);
  }
  withQuestionnaireReturned(reasons = "Section 4 is empty."): Story {
    return this.does({ type: "ReturnQuestionnaire", reasons }, sam);
  }
  withQuestion(question?: string): Story {
    return this.does(commands.askInformation(question, this.state.requests), sam);
  }
  withAnswer(answer?: string): Story {
    return this.does(commands.giveInformation(answer, this.state.requests), lena);
  }
  withRsid(rsid = "PT7"): Story {
    return this.does(commands.issueRsid(rsid, this.state.requests), sam);
  }
  withCenters(states: "all" | readonly StateCode[] = "all"): Story {
    return this.does(commands.assignCenters(states), sam);
  }
  withCourse(id = "c1"): Story {
    return this.does({ type: "PlanCourse", course: commands.course(id) }, lena);
  }
  withStates(...states: readonly StateCode[]): Story {
    return this.does({ type: "ReviseDetails", details: { ...this.state.details, states } }, lena);
  }
  plannedFor(negotiationsOn: string, firstOrderOn: string): Story {
    const details = { ...this.state.details, negotiationsOn: on(negotiationsOn), firstOrderOn: on(firstOrderOn) };
    return this.does({ type: "ReviseDetails", details }, lena);
  }
  handedOverTo(serviceManager: Someone, delegate?: Someone): Story {
    return this.does(commands.handOver(asPerson(serviceManager), delegate && asPerson(delegate)), sam);
  }
  ledBy(lead: Someone): Story {
    return this.does({ type: "ChangeResellerTeam", resellerTeam: { lead: asPerson(lead), functions: {} } }, lena);
  }
  withCode(code?: string): Story {
    return this.does(commands.makeLinkCode(this.now, code), sam);
  }
  /** Mirrored there too, by whoever brought the code. */
  linkedTo(place: PlaceId, who: Someone = lena, name?: string): Story {
    return this.withCode().does(commands.linkPlace(place, name), who);
  }
  /** What the bot notices by itself. */
  noticed(event: OnboardingEvent): Story {
    const by: Author = { account: accountId("bot"), name: "Onboarding", company: companyKey("bot"), platform: "bot" };
    const version = this.history.length + 1;
    const each = { version, at: this.now, by, request: requestKey(`request-${version}`), event };
    return new Story([...this.history, each], this.now, evolve(this.folded, each, prairieId));
  }
  closed(): Story {
    return this.does({ type: "CloseOnboarding", reason: "Started in the wrong channel" }, sam);
  }
}

/** Nothing has happened yet. */
export const nothing = (): Story => new Story([], monday, undefined);

/** Prairie Telecom in Colorado, Minnesota and Washington, just started by its service manager. */
export const anOnboarding = (changes: Parameters<typeof commands.start>[0] = {}): Story =>
  nothing().does(commands.start(changes), sam);

/** Everything is there in every state. */
export const aReadyOnboarding = (): Story =>
  anOnboarding()
    .certifiedIn("CO", "MN", "WA")
    .withOcn("CO", "217C")
    .withOcn("MN", "508J")
    .withOcn("WA", "091B")
    .withQuestionnaireSubmitted()
    .withQuestionnaireAccepted()
    .withRsid()
    .withCenters();
