/** Which messages a change makes stale or brings about. They name intents; what they show is made when they are sent. */
import { z } from "zod";
import type { OnboardingEvent, Recorded } from "../domain/events.ts";
import { type AccountId, type ChatPlatform, type IsoDate, type PlaceId, platformOf } from "../domain/ids.ts";
import { isHousekeeping, type Onboarding } from "../domain/onboarding.ts";
import { livePlaces } from "../domain/places.ts";
import { hasBothCenters, statesWithout } from "../domain/progress.ts";
import type { Slot } from "../ports/journal.ts";

const place = z.string().transform((text) => text as PlaceId);
const account = z.string().transform((text) => text as AccountId);
const date = z.string().transform((text) => text as IsoDate);
const version = z.number().int().min(0);

/** What a message is about. `place`: in the channel; `account`: one to one. */
export const intentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("checklist"), place }),
  z.object({ kind: z.literal("said"), place, from: version, upTo: version }),
  z.object({
    kind: z.literal("rsid"),
    request: z.number().int(),
    round: z.number().int(),
    place,
    account: account.optional(),
  }),
  z.object({ kind: z.literal("centers"), place, account: account.optional() }),
  z.object({ kind: z.literal("question"), place, exchange: z.number().int() }),
  z.object({ kind: z.literal("digest"), place, date, from: version, upTo: version }),
  z.object({ kind: z.literal("deskDigest"), account, date, onboardings: z.array(z.string()) }),
  /** A place that the bot can't write to: told in another one, or to the service manager where there is none. */
  z.object({ kind: z.literal("lostPlace"), about: place, place: place.optional(), account: account.optional() }),
  /** One account of a person hears that it was joined with another. */
  z.object({ kind: z.literal("joined"), account }),
]);
export type Intent = z.infer<typeof intentSchema>;

/** Undefined for a message that this version knows nothing of, as after a newer one was taken back: it waits for that. */
export const intentOf = ({ intent }: Pick<Slot, "intent">): Intent | undefined => intentSchema.safeParse(intent).data;

/** Messages that are said once and never changed: forgotten when they are out. */
export const isSaidOnce = (intent: Intent): boolean =>
  intent.kind === "said" || intent.kind === "digest" || intent.kind === "deskDigest" || intent.kind === "joined";

export function keyOf(intent: Intent): string {
  switch (intent.kind) {
    case "checklist":
      return `checklist@${intent.place}`;
    case "said":
      return `said:${intent.from + 1}@${intent.place}`;
    case "rsid":
      return intent.account
        ? `rsid:${intent.request}.${intent.round}@${intent.account}`
        : `rsid:${intent.request}@${intent.place}`;
    case "centers":
      return `centers@${intent.account ?? intent.place}`;
    case "question":
      return `question:${intent.exchange}@${intent.place}`;
    case "digest":
      return `digest:${intent.date}@${intent.place}`;
    case "deskDigest":
      return `digest:${intent.date}@${intent.account}`;
    case "lostPlace":
      return `lostPlace:${intent.about}@${intent.account ?? intent.place}`;
    case "joined":
      return `joined@${intent.account}`;
  }
}

/** The platform on which the message stands. */
export const platformOfIntent = (intent: Intent): ChatPlatform => {
  const at = ("account" in intent ? intent.account : undefined) ?? ("place" in intent ? intent.place : undefined);
  if (at === undefined) throw new Error(`A ${intent.kind} message is addressed to nobody.`);
  return platformOf(at);
};

/** A slot to be shown anew; one that was given up is tried again, one that is to wait goes on waiting. */
export function raised(slot: Slot): Slot {
  const wanted = slot.wanted + 1;
  if (slot.abandoned === undefined) return { ...slot, wanted };
  const { abandoned: _, notBefore: __, blind: ___, ...rest } = slot;
  return { ...rest, wanted, failures: 0 };
}

export const freshSlot = (intent: Intent): Slot => ({ key: keyOf(intent), intent, wanted: 1, shown: 0, failures: 0 });

type Told = Exclude<
  OnboardingEvent["type"],
  "RsidRequested" | "RsidRequestWithdrawn" | "InformationAsked" | "DigestSent" | "LinkCodeMade" | "PlaceLost"
>;
/** What the channel hears of as news; the others have a message of their own or none. */
const told = {
  OnboardingStarted: true,
  DetailsRevised: true,
  ResellerTeamChanged: true,
  CertificationRecorded: true,
  OcnRecorded: true,
  QuestionnaireSubmitted: true,
  DocumentsReceived: true,
  QuestionnaireAccepted: true,
  QuestionnaireReturned: true,
  InformationGiven: true,
  RsidIssued: true,
  RsidCorrected: true,
  HandedOver: true,
  CentersAssigned: true,
  CoursePlanned: true,
  CourseCompleted: true,
  CourseDropped: true,
  PlaceLinked: true,
  PlaceUnlinked: true,
  PlaceFound: true,
  OnboardingClosed: true,
} as const satisfies Record<Told, true>;
const isTold = (event: OnboardingEvent): boolean => Object.hasOwn(told, event.type);

const changed = (before: Onboarding, after: Onboarding, ...what: readonly (keyof Onboarding)[]): boolean =>
  what.some((member) => before[member] !== after[member]);

/**
 * Which copies a change makes stale: a decided request shows its outcome for good, an open one the newest facts. Whom a copy
 * mentions, and by which names, depends on the places there are.
 */
const isStale = {
  rsid: (before: Onboarding, after: Onboarding) =>
    before.rsid.status !== "issued" || changed(before, after, "rsid", "places", "closed"),
  centers: (before: Onboarding, after: Onboarding) =>
    changed(before, after, "centers", "details", "carrierTeam", "rsid", "places", "closed"),
  question: (before: Onboarding, after: Onboarding) => changed(before, after, "exchanges", "rsid", "places", "closed"),
  lostPlace: (before: Onboarding, after: Onboarding) => changed(before, after, "places", "closed"),
} as const;

/** What a change is told with: the slots before it, the two states, and the events that lie between them. */
export interface Happened {
  readonly slots: ReadonlyMap<string, Slot>;
  readonly before: Onboarding | undefined;
  readonly after: Onboarding;
  readonly fresh: readonly Recorded[];
  readonly versionBefore: number;
  /** Where a person is written to, of the accounts they have. */
  readonly reach: (account: AccountId) => AccountId;
}

/** News that is still waiting in a place, or was given up, takes the newer news along: one message, not one for every step in between. */
function newsIn(place: PlaceId, { slots, before, after, versionBefore }: Happened): readonly Slot[] {
  // A place that was lost hears of what it missed, too.
  const lost = before?.places.find((each) => each.place === place)?.lost;
  const intent: Intent = { kind: "said", place, from: lost?.toldUntil ?? versionBefore, upTo: after.version };
  const put: Slot[] = [];
  let isTaken = false;
  for (const slot of slots.values()) {
    if (!slot.key.startsWith("said:") || slot.shown > 0 || slot.receipt) continue;
    const earlier = intentOf(slot);
    if (earlier?.kind !== "said" || earlier.place !== place) continue;
    const revived = slot.abandoned === undefined ? slot : raised(slot);
    // Only the latest may: what a later one tells, or has told, would be told twice.
    if (!slot.sendingSince && earlier.upTo === versionBefore) {
      put.push({ ...revived, intent: { ...earlier, upTo: after.version } });
      isTaken = true;
    } else if (revived !== slot) put.push(revived);
  }
  return isTaken ? put : [...put, freshSlot(intent)];
}

function anyPlace({ id, places }: Onboarding): PlaceId {
  const [first] = places;
  if (!first) throw new Error(`${id} has no place, though the last one is never unlinked.`);
  return first.place;
}

/** The slots to put after a change. */
export function noticesOf(happened: Happened): readonly Slot[] {
  const { slots, before, after, fresh, reach } = happened;
  const put = new Map<string, Slot>();
  const show = (intent: Intent) => {
    const known = slots.get(keyOf(intent));
    put.set(keyOf(intent), known ? raised(known) : freshSlot(intent));
  };
  if (fresh.every((recorded) => isHousekeeping(recorded.event))) return [];
  const types = new Set(fresh.map((recorded) => recorded.event.type));
  const places = livePlaces(after);
  const newPlaces = places.filter((place) => before !== undefined && !livePlaces(before).includes(place));
  const linkedAgain = newPlaces.filter((place) => !before?.places.some((each) => each.place === place));
  const left = before?.places.filter(({ place }) => !after.places.some((each) => each.place === place)) ?? [];

  for (const place of places) {
    show({ kind: "checklist", place });
    const slot = put.get(`checklist@${place}`);
    // Where it had been unlinked, it comes as a new message, below what was said since.
    if (slot && linkedAgain.includes(place))
      put.set(slot.key, { ...freshSlot(slot.intent as Intent), wanted: slot.wanted });
    if (fresh.some((recorded) => isTold(recorded.event)))
      for (const slot of newsIn(place, happened)) put.set(slot.key, slot);
  }
  // A place that is left hears of it, also where the checklist stands far above.
  for (const { place, lost } of left)
    if (!lost) show({ kind: "said", place, from: happened.versionBefore, upTo: after.version });
  // Every copy of a request shows the newest facts, and loses its buttons with the decision. In a place that was left all
  // of them say so; one that is lost is not written to.
  for (const slot of slots.values()) {
    const intent = intentOf(slot);
    if (!intent) continue;
    const at = "place" in intent && !("account" in intent && intent.account) ? intent.place : undefined;
    if (at !== undefined && !places.includes(at)) {
      if (left.some(({ place }) => place === at) && !isSaidOnce(intent)) put.set(slot.key, raised(slot));
      continue;
    }
    const [kind = ""] = slot.key.split(/[:@]/);
    const stale = Object.hasOwn(isStale, kind) && before && isStale[kind as keyof typeof isStale](before, after);
    if (stale) put.set(slot.key, raised(slot));
  }

  const manager = reach(after.carrierTeam.serviceManager.account);
  // Where it is said with a mention, should the manager not be reached one to one.
  const fallback = places.find((place) => platformOf(place) === platformOf(manager)) ?? anyPlace(after);
  const open = after.rsid.status === "requested" || after.rsid.status === "informationAsked" ? after.rsid : undefined;
  const answered = after.exchanges.filter(
    (exchange) => exchange.request === open?.request && exchange.answer !== undefined,
  );
  const asksAgain = types.has("RsidRequested") || types.has("InformationGiven") || types.has("HandedOver");
  if (open) {
    const intent = { kind: "rsid", request: open.request } as const;
    for (const place of asksAgain ? places : newPlaces) show({ ...intent, place, round: 0 });
    if (asksAgain) show({ ...intent, place: fallback, round: answered.length, account: manager });
  }
  const exchange = after.exchanges.length - 1;
  const isAsked = after.rsid.status === "informationAsked";
  for (const place of types.has("InformationAsked") ? places : isAsked ? newPlaces : [])
    show({ kind: "question", place, exchange });
  const centersMissing = statesWithout(after, (state) => hasBothCenters(after, state)).length > 0;
  if (after.rsid.status === "issued" && centersMissing && !after.closed) {
    const asks = types.has("RsidIssued") || types.has("HandedOver");
    for (const place of asks ? places : newPlaces) show({ kind: "centers", place });
    if (asks) show({ kind: "centers", place: fallback, account: manager });
  }
  for (const { event } of fresh) {
    if (event.type !== "PlaceLost") continue;
    for (const place of places) show({ kind: "lostPlace", about: event.place, place });
    if (places.length === 0) show({ kind: "lostPlace", about: event.place, account: manager });
  }
  return [...put.values()];
}
