/** Every change there can be, for fast-check: each event with each of its members there or not. */
import fc, { type Arbitrary } from "fast-check";
import {
  type AnyEvent,
  type Author,
  authorityKinds,
  type Certification,
  centerFunctions,
  courseKinds,
  joinWays,
  losses,
  type OcnRecord,
  platforms,
  resellerFunctions,
} from "../../src/domain/events.ts";
import { type Instant, type IsoDate, type Ocn, ocnCategories, onboardingId, type Rsid } from "../../src/domain/ids.ts";
import { stateCodes } from "../../src/domain/states.ts";
import type { Change, Slot } from "../../src/ports/journal.ts";

const typed = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "a\nb", '],"slots":['),
);
const id = <Id extends string>(): Arbitrary<Id> =>
  fc.string({ minLength: 1, maxLength: 20 }) as Arbitrary<string> as Arbitrary<Id>;
const time = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
const at = time.map((date) => date.toISOString() as Instant);
const date = time.map((day) => day.toISOString().slice(0, 10) as IsoDate);
const upper = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
const code = <Code extends string>(minLength: number, maxLength: number): Arbitrary<Code> =>
  fc.string({ unit: fc.constantFrom(...upper), minLength, maxLength }) as Arbitrary<string> as Arbitrary<Code>;
const count = fc.nat();
const state = fc.constantFrom(...stateCodes);

/** The named members always, the others sometimes. */
function some<Value extends object>(
  members: { readonly [Name in keyof Value]-?: Arbitrary<NonNullable<Value[Name]>> },
  ...always: (keyof Value)[]
) {
  return fc.record(members as never, { requiredKeys: always as never }) as unknown as Arbitrary<Value>;
}

const person = fc.record({ account: id<never>(), name: typed });
const author = some<Author>(
  {
    account: id(),
    name: typed,
    company: id(),
    platform: fc.constantFrom(...platforms),
    side: fc.constantFrom("carrier", "reseller"),
  },
  "account",
  "name",
  "company",
  "platform",
);
const membership = fc.record({ account: id<never>(), name: typed, guest: fc.boolean() });
const partial = <Key extends string, Value>(keys: readonly Key[], value: Arbitrary<Value>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] }) as Arbitrary<
    Partial<Record<Key, Value>>
  >;
const carrierTeam = some<Of<"HandedOver">["carrierTeam"]>(
  { serviceManager: person, delegate: person },
  "serviceManager",
);
const resellerTeam = fc.record({ lead: person, functions: partial(resellerFunctions, person) });
const details = some<Of<"DetailsRevised">["details"]>(
  {
    legalName: typed,
    dba: typed,
    states: fc.array(state),
    negotiationsOn: date,
    firstOrderOn: date,
    timeZone: id<never>(),
  },
  "legalName",
  "states",
  "timeZone",
);

type Of<Type extends AnyEvent["type"]> = Extract<AnyEvent, { type: Type }>;
type Standing<Status> = Extract<Certification, { status: Status }>;
type OcnStanding<Status> = Extract<OcnRecord, { status: Status }>;

const authority = fc.constantFrom(...authorityKinds);
const category = fc.constantFrom(...ocnCategories);
const is = <Text extends string>(text: Text) => fc.constant(text);

const certification: Arbitrary<Certification> = fc.oneof(
  some<Standing<"applied">>(
    { status: is("applied"), authority, appliedOn: date, docket: typed },
    "status",
    "authority",
    "appliedOn",
  ),
  some<Standing<"granted">>(
    {
      status: is("granted"),
      authority,
      number: typed,
      docket: typed,
      legalName: typed,
      effectiveOn: date,
      expiresOn: date,
      renewsYearly: fc.constant(true as const),
      document: typed,
    },
    "status",
    "authority",
    "legalName",
    "effectiveOn",
  ),
  fc.record({ status: is("notRequired"), rule: typed }),
  fc.record({ status: is("denied"), on: date, reason: typed }),
  fc.record({ status: is("lapsed"), on: date, reason: typed }),
);

const ocnRecord: Arbitrary<OcnRecord> = fc.oneof(
  fc.record({ status: is("requested"), category, requestedOn: date }),
  some<OcnStanding<"assigned">>(
    { status: is("assigned"), ocn: code<Ocn>(4, 4), category, notifiedOn: date, companyName: typed, evidence: typed },
    "status",
    "ocn",
    "category",
    "notifiedOn",
  ),
);

type Center = NonNullable<Of<"CentersAssigned">["centers"]["billing"]>;
const center = some<Center>({ name: typed, phone: typed, email: typed, hours: typed }, "name");
const course = some<Of<"CoursePlanned">["course"]>(
  { id: id(), kind: fc.constantFrom(...courseKinds), title: typed, link: typed, on: date, who: typed },
  "id",
  "kind",
  "title",
);

/** One row for each event; a new one does not compile until it is here. */
const events: { readonly [Type in AnyEvent["type"]]: Arbitrary<Omit<Of<Type>, "type">> } = {
  OnboardingStarted: fc.record({
    details,
    carrierTeam,
    resellerTeam,
    carrier: id<never>(),
    reseller: id<never>(),
    place: id<never>(),
  }),
  DetailsRevised: some<Omit<Of<"DetailsRevised">, "type">>({ details, before: details }, "details"),
  ResellerTeamChanged: some<Omit<Of<"ResellerTeamChanged">, "type">>({ resellerTeam, reseller: id() }, "resellerTeam"),
  CertificationRecorded: fc.record({ state, certification }),
  OcnRecorded: fc.record({ state, record: ocnRecord }),
  QuestionnaireSubmitted: some<Omit<Of<"QuestionnaireSubmitted">, "type">>(
    { on: date, submittedBy: typed, confirmation: typed, documentsOwed: fc.array(typed) },
    "on",
    "submittedBy",
    "documentsOwed",
  ),
  DocumentsReceived: fc.record({ documents: fc.array(typed) }),
  QuestionnaireAccepted: fc.constant({}),
  QuestionnaireReturned: fc.record({ reasons: typed }),
  RsidRequested: fc.record({ request: count }),
  RsidRequestWithdrawn: fc.record({ request: count }),
  InformationAsked: fc.record({ request: count, question: typed }),
  InformationGiven: fc.record({ request: count, answer: typed }),
  RsidIssued: fc.record({ rsid: code<Rsid>(2, 6), request: count }),
  RsidCorrected: fc.record({ rsid: code<Rsid>(2, 6), supersedes: code<Rsid>(2, 6), reason: typed }),
  HandedOver: some<Omit<Of<"HandedOver">, "type">>(
    { carrierTeam, from: person, briefing: typed },
    "carrierTeam",
    "from",
  ),
  CentersAssigned: fc.record({
    centers: partial(centerFunctions, center),
    states: fc.oneof(is("all"), fc.array(state)),
  }),
  CoursePlanned: fc.record({ course }),
  CourseCompleted: fc.record({ courseId: id<string>(), title: typed, on: date }),
  CourseDropped: fc.record({ courseId: id<string>(), title: typed }),
  DigestSent: fc.record({ localDate: date, upTo: count }),
  LinkCodeMade: fc.record({ code: id<string>(), until: at }),
  PlaceLinked: some<Omit<Of<"PlaceLinked">, "type">>({ place: id(), name: typed, reseller: id() }, "place"),
  PlaceUnlinked: some<Omit<Of<"PlaceUnlinked">, "type">>({ place: id(), name: typed }, "place"),
  PlaceLost: some<Omit<Of<"PlaceLost">, "type">>(
    { place: id(), name: typed, why: fc.constantFrom(...losses) },
    "place",
    "why",
  ),
  PlaceFound: some<Omit<Of<"PlaceFound">, "type">>({ place: id(), name: typed }, "place"),
  OnboardingClosed: fc.record({ reason: typed }),
  JoinCodeMade: fc.record({ member: membership, code: id<string>(), until: at }),
  AccountsJoined: fc.record({
    members: fc.tuple(membership, membership),
    preferred: id<never>(),
    how: fc.constantFrom(...joinWays),
  }),
  AccountPreferred: fc.record({ account: id<never>() }),
  AccountsParted: fc.constant({}),
  DeskDigestSent: fc.record({ localDate: date, onboardings: fc.array(id<string>().map(onboardingId)) }),
};

const anyEvent: Arbitrary<AnyEvent> = fc.oneof(
  ...Object.entries(events).map(([type, members]) =>
    (members as Arbitrary<object>).map((rest) => ({ type, ...rest }) as AnyEvent),
  ),
);

const slot = some<Slot>(
  {
    key: typed,
    intent: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
    wanted: count,
    shown: count,
    sendingSince: at,
    receipt: typed,
    failures: count,
    notBefore: at,
    blind: fc.nat({ max: 3 }),
    abandoned: typed,
  },
  "key",
  "intent",
  "wanted",
  "shown",
  "failures",
);

export const anyChange: Arbitrary<Change> = fc.record({
  events: fc.array(anyEvent, { maxLength: 5 }),
  by: author,
  at,
  request: id<never>(),
  slots: fc.array(slot, { maxLength: 3 }),
  forget: fc.array(typed, { maxLength: 2 }),
  claim: fc.array(typed, { maxLength: 2 }),
  release: fc.array(typed, { maxLength: 2 }),
});
