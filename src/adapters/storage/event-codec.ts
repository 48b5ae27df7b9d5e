/** Zod of everything that can stand in a stored event. It does not compile while it differs from the domain's types. */
import { z } from "zod";
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
} from "../../domain/events.ts";
import type {
  AccountId,
  CompanyKey,
  Instant,
  IsoDate,
  Ocn,
  OnboardingId,
  PlaceId,
  RequestKey,
  Rsid,
  TimeZone,
} from "../../domain/ids.ts";
import { ocnCategories } from "../../domain/ids.ts";
import { stateCodes } from "../../domain/states.ts";

/** A string that carries one of the domain's brands; a type cast and not a transform, which would cost at every start. */
const branded = <Brand extends string>(schema: z.ZodString): z.ZodType<Brand, Brand> =>
  schema as unknown as z.ZodType<Brand, Brand>;

const text = z.string();
const optionalText = z.exactOptional(text);
const name = z.string().min(1);
export const instant = branded<Instant>(z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
export const requestKey = branded<RequestKey>(name);
const account = branded<AccountId>(name);
const company = branded<CompanyKey>(name);
const place = branded<PlaceId>(name);
const onboarding = branded<OnboardingId>(name);
const zone = branded<TimeZone>(name);
const date = branded<IsoDate>(z.string().regex(/^\d{4}-\d\d-\d\d$/));
const ocn = branded<Ocn>(z.string().regex(/^[0-9A-Z]{4}$/));
const rsid = branded<Rsid>(z.string().regex(/^[0-9A-Z]{2,6}$/));
const state = z.enum(stateCodes);
const count = z.int().min(0);

const person = z.strictObject({ account, name: text });
const member = z.strictObject({ account, name: text, guest: z.boolean() });
export const author = z.strictObject({
  account,
  name: text,
  company,
  platform: z.enum(platforms),
  side: z.exactOptional(z.enum(["carrier", "reseller"])),
});

const resellerTeam = z.strictObject({
  lead: person,
  functions: z.partialRecord(z.enum(resellerFunctions), person),
});
const carrierTeam = z.strictObject({ serviceManager: person, delegate: z.exactOptional(person) });
const details = z.strictObject({
  legalName: text,
  dba: optionalText,
  states: z.array(state),
  negotiationsOn: z.exactOptional(date),
  firstOrderOn: z.exactOptional(date),
  timeZone: zone,
});

const authority = z.enum(authorityKinds);
const certification = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("applied"), authority, appliedOn: date, docket: optionalText }),
  z.strictObject({
    status: z.literal("granted"),
    authority,
    number: optionalText,
    docket: optionalText,
    legalName: text,
    effectiveOn: date,
    expiresOn: z.exactOptional(date),
    renewsYearly: z.exactOptional(z.literal(true)),
    document: optionalText,
  }),
  z.strictObject({ status: z.literal("notRequired"), rule: text }),
  z.strictObject({ status: z.literal("denied"), on: date, reason: text }),
  z.strictObject({ status: z.literal("lapsed"), on: date, reason: text }),
]) satisfies z.ZodType<Certification>;

const category = z.enum(ocnCategories);
const ocnRecord = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("requested"), category, requestedOn: date }),
  z.strictObject({
    status: z.literal("assigned"),
    ocn,
    category,
    notifiedOn: date,
    companyName: optionalText,
    evidence: optionalText,
  }),
]) satisfies z.ZodType<OcnRecord>;

const center = z.strictObject({ name: text, phone: optionalText, email: optionalText, hours: optionalText });
const course = z.strictObject({
  id: name,
  kind: z.enum(courseKinds),
  title: text,
  link: optionalText,
  on: z.exactOptional(date),
  who: optionalText,
});

type TypeOf<Type extends AnyEvent["type"]> = Extract<AnyEvent, { readonly type: Type }>;

const eventTable = {
  OnboardingStarted: z.strictObject({
    type: z.literal("OnboardingStarted"),
    details,
    carrierTeam,
    resellerTeam,
    carrier: company,
    reseller: company,
    place,
    placeName: optionalText,
  }),
  DetailsRevised: z.strictObject({ type: z.literal("DetailsRevised"), details, before: z.exactOptional(details) }),
  ResellerTeamChanged: z.strictObject({
    type: z.literal("ResellerTeamChanged"),
    resellerTeam,
    reseller: z.exactOptional(company),
  }),
  CertificationRecorded: z.strictObject({ type: z.literal("CertificationRecorded"), state, certification }),
  OcnRecorded: z.strictObject({ type: z.literal("OcnRecorded"), state, record: ocnRecord }),
  QuestionnaireSubmitted: z.strictObject({
    type: z.literal("QuestionnaireSubmitted"),
    on: date,
    submittedBy: text,
    confirmation: optionalText,
    documentsOwed: z.array(text),
  }),
  DocumentsReceived: z.strictObject({ type: z.literal("DocumentsReceived"), documents: z.array(text) }),
  QuestionnaireAccepted: z.strictObject({ type: z.literal("QuestionnaireAccepted") }),
  QuestionnaireReturned: z.strictObject({ type: z.literal("QuestionnaireReturned"), reasons: text }),
  RsidRequested: z.strictObject({ type: z.literal("RsidRequested"), request: count }),
  RsidRequestWithdrawn: z.strictObject({ type: z.literal("RsidRequestWithdrawn"), request: count }),
  InformationAsked: z.strictObject({ type: z.literal("InformationAsked"), request: count, question: text }),
  InformationGiven: z.strictObject({ type: z.literal("InformationGiven"), request: count, answer: text }),
  RsidIssued: z.strictObject({ type: z.literal("RsidIssued"), rsid, request: count }),
  RsidCorrected: z.strictObject({ type: z.literal("RsidCorrected"), rsid, supersedes: rsid, reason: text }),
  HandedOver: z.strictObject({ type: z.literal("HandedOver"), carrierTeam, from: person, briefing: optionalText }),
  CentersAssigned: z.strictObject({
    type: z.literal("CentersAssigned"),
    centers: z.partialRecord(z.enum(centerFunctions), center),
    states: z.union([z.literal("all"), z.array(state)]),
  }),
  CoursePlanned: z.strictObject({ type: z.literal("CoursePlanned"), course }),
  CourseCompleted: z.strictObject({ type: z.literal("CourseCompleted"), courseId: name, title: text, on: date }),
  CourseDropped: z.strictObject({ type: z.literal("CourseDropped"), courseId: name, title: text }),
  DigestSent: z.strictObject({ type: z.literal("DigestSent"), localDate: date, upTo: count }),
  LinkCodeMade: z.strictObject({ type: z.literal("LinkCodeMade"), code: name, until: instant }),
  PlaceLinked: z.strictObject({
    type: z.literal("PlaceLinked"),
    place,
    name: optionalText,
    reseller: z.exactOptional(company),
  }),
  PlaceUnlinked: z.strictObject({ type: z.literal("PlaceUnlinked"), place, name: optionalText }),
  PlaceLost: z.strictObject({ type: z.literal("PlaceLost"), place, name: optionalText, why: z.enum(losses) }),
  PlaceFound: z.strictObject({ type: z.literal("PlaceFound"), place, name: optionalText }),
  OnboardingClosed: z.strictObject({ type: z.literal("OnboardingClosed"), reason: text }),
  DeskDigestSent: z.strictObject({
    type: z.literal("DeskDigestSent"),
    localDate: date,
    onboardings: z.array(onboarding),
  }),
  JoinCodeMade: z.strictObject({ type: z.literal("JoinCodeMade"), member, code: name, until: instant }),
  AccountsJoined: z.strictObject({
    type: z.literal("AccountsJoined"),
    members: z.tuple([member, member]),
    preferred: account,
    how: z.enum(joinWays),
  }),
  AccountPreferred: z.strictObject({ type: z.literal("AccountPreferred"), account }),
  AccountsParted: z.strictObject({ type: z.literal("AccountsParted") }),
} satisfies { readonly [Type in AnyEvent["type"]]: z.ZodType<TypeOf<Type>> };

type EventTable = typeof eventTable;
type EventSchema = EventTable[keyof EventTable];

/** Every event's schema, the right one found by `type`. */
export const event = z.discriminatedUnion("type", Object.values(eventTable) as [EventSchema, ...EventSchema[]]);

/** Members as they are and `readonly` everywhere, so that only what is stored can differ. */
type Frozen<Value> = Value extends string | number | boolean | undefined
  ? Value
  : Value extends readonly (infer Element)[]
    ? readonly Frozen<Element>[]
    : { readonly [Name in keyof Value]: Frozen<Value[Name]> };
type Same<One, Other> =
  (<Probe>() => Probe extends Frozen<One> ? 1 : 2) extends <Probe>() => Probe extends Frozen<Other> ? 1 : 2
    ? true
    : false;

/** The events whose schema says more or less than the domain: what the compiler names here is to be mended above. */
type Differing = {
  [Type in keyof EventTable]: Same<z.output<EventTable[Type]>, TypeOf<Type>> extends true ? never : Type;
}[keyof EventTable];
const nothingDiffers: [Differing] extends [never] ? true : Differing = true;
const authorIsTheSame: Same<z.output<typeof author>, Author> = true;
void nothingDiffers;
void authorIsTheSame;
