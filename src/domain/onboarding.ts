/** One reseller's onboarding as its history makes it: the state, and how each event changes it. */

import { addDays } from "./calendar.ts";
import { documentsDueDays } from "./checklist.ts";
import type {
  CarrierTeam,
  CenterContact,
  CenterFunction,
  Certification,
  Course,
  Details,
  OcnRecord,
  OnboardingEvent,
  Person,
  Recorded,
  ResellerTeam,
} from "./events.ts";
import type { CompanyKey, Instant, IsoDate, OnboardingId, Rsid } from "./ids.ts";
import { type LinkCode, losing, type Place, withCompany } from "./places.ts";
import type { StateCode } from "./states.ts";

export interface Stamp {
  readonly by: Person;
  readonly at: Instant;
}

export interface Submission {
  readonly on: IsoDate;
  readonly submittedBy: string;
  readonly confirmation?: string;
  readonly owed: readonly string[];
  readonly received: readonly string[];
  /** Documents are due two weeks after submitting. */
  readonly dueOn: IsoDate;
  readonly recorded: Stamp;
}

export type Questionnaire =
  | { readonly status: "notSubmitted" }
  | { readonly status: "submitted"; readonly submission: Submission }
  | { readonly status: "accepted"; readonly submission: Submission; readonly accepted: Stamp }
  | {
      readonly status: "returned";
      readonly submission: Submission;
      readonly reasons: string;
      readonly returned: Stamp;
    };

/** A question of the service manager's and what came back. */
export interface Exchange {
  readonly request: number;
  readonly question: string;
  readonly asked: Stamp;
  readonly answer?: string;
  readonly answered?: Stamp;
}

export type RsidState =
  | { readonly status: "none" }
  | { readonly status: "requested"; readonly request: number; readonly requested: Stamp }
  | {
      readonly status: "informationAsked";
      readonly request: number;
      readonly requested: Stamp;
      readonly question: string;
      readonly asked: Stamp;
    }
  | {
      readonly status: "issued";
      readonly request: number;
      readonly rsid: Rsid;
      readonly issued: Stamp;
      readonly superseded: readonly { readonly rsid: Rsid; readonly reason: string; readonly corrected: Stamp }[];
    };

export interface CenterAssignment {
  readonly centers: Readonly<Partial<Record<CenterFunction, CenterContact>>>;
  readonly states: "all" | readonly StateCode[];
  readonly assigned: Stamp;
}

export interface CourseState {
  readonly course: Course;
  readonly completedOn?: IsoDate;
  readonly completedBy?: Person;
}

export interface Onboarding {
  readonly id: OnboardingId;
  readonly version: number;
  readonly started: Stamp;
  readonly changedAt: Instant;
  readonly details: Details;
  /** Since when each of its states takes part. */
  readonly joined: Readonly<Partial<Record<StateCode, Instant>>>;
  readonly carrierTeam: CarrierTeam;
  readonly resellerTeam: ResellerTeam;
  readonly carrier: CompanyKey;
  /** The reseller's company, by its key on each platform. */
  readonly resellers: readonly CompanyKey[];
  /** Where the checklist lives, the first place first. */
  readonly places: readonly Place[];
  readonly linkCode?: LinkCode | undefined;
  readonly certifications: Readonly<
    Partial<Record<StateCode, { readonly value: Certification; readonly stamp: Stamp }>>
  >;
  readonly ocns: Readonly<Partial<Record<StateCode, { readonly value: OcnRecord; readonly stamp: Stamp }>>>;
  readonly questionnaire: Questionnaire;
  readonly rsid: RsidState;
  /** How many times the RSID was requested so far. */
  readonly requests: number;
  readonly exchanges: readonly Exchange[];
  readonly centers: readonly CenterAssignment[];
  readonly courses: readonly CourseState[];
  readonly digest?: { readonly localDate: IsoDate; readonly upTo: number };
  readonly closed?: Stamp & { readonly reason: string };
}

type Evolve = {
  readonly [T in OnboardingEvent["type"]]: (
    state: Onboarding,
    event: Extract<OnboardingEvent, { type: T }>,
    stamp: Stamp,
  ) => Partial<Onboarding>;
};

const submissionOf = (state: Onboarding): Submission | undefined =>
  state.questionnaire.status === "notSubmitted" ? undefined : state.questionnaire.submission;

/** One function per event, each saying only what it changes. */
const changes: Evolve = {
  OnboardingStarted: () => ({}),
  DetailsRevised: (state, { details }, { at }) => ({
    details,
    joined: Object.fromEntries(
      details.states.map((code) => [code, state.details.states.includes(code) ? (state.joined[code] ?? at) : at]),
    ),
  }),
  ResellerTeamChanged: ({ resellers }, { resellerTeam, reseller }) => ({
    resellerTeam,
    resellers: withCompany(resellers, reseller),
  }),
  CertificationRecorded: (state, event, stamp) => ({
    certifications: { ...state.certifications, [event.state]: { value: event.certification, stamp } },
  }),
  OcnRecorded: (state, event, stamp) => ({
    ocns: { ...state.ocns, [event.state]: { value: event.record, stamp } },
  }),
  QuestionnaireSubmitted: (_, event, stamp) => ({
    questionnaire: {
      status: "submitted",
      submission: {
        on: event.on,
        submittedBy: event.submittedBy,
        ...(event.confirmation === undefined ? {} : { confirmation: event.confirmation }),
        owed: event.documentsOwed,
        received: [],
        dueOn: addDays(event.on, documentsDueDays),
        recorded: stamp,
      },
    },
  }),
  DocumentsReceived: (state, event) => {
    const submission = submissionOf(state);
    if (!submission || state.questionnaire.status === "notSubmitted") return {};
    return {
      questionnaire: {
        ...state.questionnaire,
        submission: { ...submission, received: [...submission.received, ...event.documents] },
      },
    };
  },
  QuestionnaireAccepted: (state, _, stamp) => {
    const submission = submissionOf(state);
    return submission ? { questionnaire: { status: "accepted", submission, accepted: stamp } } : {};
  },
  QuestionnaireReturned: (state, event, stamp) => {
    const submission = submissionOf(state);
    return submission
      ? { questionnaire: { status: "returned", submission, reasons: event.reasons, returned: stamp } }
      : {};
  },
  RsidRequested: (_, event, stamp) => ({
    rsid: { status: "requested", request: event.request, requested: stamp },
    requests: event.request,
  }),
  RsidRequestWithdrawn: () => ({ rsid: { status: "none" } }),
  InformationAsked: (state, event, stamp) => ({
    rsid:
      state.rsid.status === "requested"
        ? {
            status: "informationAsked",
            request: event.request,
            requested: state.rsid.requested,
            question: event.question,
            asked: stamp,
          }
        : state.rsid,
    exchanges: [...state.exchanges, { request: event.request, question: event.question, asked: stamp }],
  }),
  InformationGiven: (state, event, stamp) => ({
    rsid:
      state.rsid.status === "informationAsked"
        ? { status: "requested", request: event.request, requested: state.rsid.requested }
        : state.rsid,
    exchanges: state.exchanges.map((exchange, index) =>
      index === state.exchanges.length - 1 ? { ...exchange, answer: event.answer, answered: stamp } : exchange,
    ),
  }),
  RsidIssued: (_, event, stamp) => ({
    rsid: { status: "issued", request: event.request, rsid: event.rsid, issued: stamp, superseded: [] },
  }),
  RsidCorrected: (state, event, stamp) =>
    state.rsid.status === "issued"
      ? {
          rsid: {
            ...state.rsid,
            rsid: event.rsid,
            superseded: [...state.rsid.superseded, { rsid: event.supersedes, reason: event.reason, corrected: stamp }],
          },
        }
      : {},
  HandedOver: (_, event) => ({ carrierTeam: event.carrierTeam }),
  CentersAssigned: (state, event, stamp) => ({
    centers: [...state.centers, { centers: event.centers, states: event.states, assigned: stamp }],
  }),
  CoursePlanned: (state, event) => ({ courses: [...state.courses, { course: event.course }] }),
  CourseCompleted: (state, event, stamp) => ({
    courses: state.courses.map((each) =>
      each.course.id === event.courseId ? { ...each, completedOn: event.on, completedBy: stamp.by } : each,
    ),
  }),
  CourseDropped: (state, event) => ({
    courses: state.courses.filter((each) => each.course.id !== event.courseId),
  }),
  DigestSent: (_, event) => ({ digest: { localDate: event.localDate, upTo: event.upTo } }),
  LinkCodeMade: (_, { code, until }) => ({ linkCode: { code, until } }),
  PlaceLinked: (state, { place, name, reseller }) => ({
    places: [...state.places, { place, ...(name === undefined ? {} : { name }) }],
    resellers: withCompany(state.resellers, reseller),
    linkCode: undefined,
  }),
  PlaceUnlinked: (state, { place }) => ({ places: state.places.filter((each) => each.place !== place) }),
  PlaceLost: ({ places, version }, { place, why }, { at }) => ({
    places: losing(places, place, { why, at, toldUntil: version }),
  }),
  PlaceFound: ({ places }, { place }) => ({ places: losing(places, place, undefined) }),
  OnboardingClosed: (_, event, stamp) => ({ closed: { ...stamp, reason: event.reason }, linkCode: undefined }),
};

/** Events that say nothing new about the reseller; they don't count as a change of the onboarding. */
export const isHousekeeping = (event: OnboardingEvent): boolean =>
  event.type === "DigestSent" || event.type === "LinkCodeMade";

/** The state after one more event. The first event of a stream is `OnboardingStarted`; before it there is no state. */
export function evolve(state: Onboarding | undefined, recorded: Recorded, id: OnboardingId): Onboarding {
  const { event, version, at } = recorded;
  const stamp: Stamp = { by: { account: recorded.by.account, name: recorded.by.name }, at };
  if (event.type === "OnboardingStarted") {
    return {
      id,
      version,
      started: stamp,
      changedAt: at,
      details: event.details,
      joined: Object.fromEntries(event.details.states.map((code) => [code, at])),
      carrierTeam: event.carrierTeam,
      resellerTeam: event.resellerTeam,
      carrier: event.carrier,
      resellers: [event.reseller],
      places: [{ place: event.place, ...(event.placeName === undefined ? {} : { name: event.placeName }) }],
      certifications: {},
      ocns: {},
      questionnaire: { status: "notSubmitted" },
      rsid: { status: "none" },
      requests: 0,
      exchanges: [],
      centers: [],
      courses: [],
    };
  }
  if (!state) throw new Error(`The history of ${id} starts with ${event.type} instead of OnboardingStarted.`);
  // The table is keyed by the event's own type, which the compiler can't follow through an index.
  const change = changes[event.type] as (
    state: Onboarding,
    event: OnboardingEvent,
    stamp: Stamp,
  ) => Partial<Onboarding>;
  return {
    ...state,
    ...change(state, event, stamp),
    version,
    changedAt: isHousekeeping(event) ? state.changedAt : at,
  };
}

/** The state a whole history makes; undefined for an empty one. */
export const rebuild = (id: OnboardingId, history: readonly Recorded[]): Onboarding | undefined =>
  history.reduce<Onboarding | undefined>((state, recorded) => evolve(state, recorded, id), undefined);
