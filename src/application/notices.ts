/** Which messages a change makes stale or brings about. They name intents; what they show is made when they are sent. */
import { z } from "zod";
import type { OnboardingEvent, Recorded } from "../domain/events.ts";
import type { AccountId, IsoDate, PlaceId } from "../domain/ids.ts";
import { isHousekeeping, type Onboarding } from "../domain/onboarding.ts";
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
]);
export type Intent = z.infer<typeof intentSchema>;

/** Messages that are said once and never changed: forgotten when they are out. */
export const isSaidOnce = (intent: Intent): boolean =>
  intent.kind === "said" || intent.kind === "digest" || intent.kind === "deskDigest";

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
  }
}

/** A slot to be shown anew; one that was given up is tried again, one that is to wait goes on waiting. */
export function raised(slot: Slot): Slot {
  const wanted = slot.wanted + 1;
  if (slot.abandoned === undefined) return { ...slot, wanted };
  const { abandoned: _, notBefore: __, ...rest } = slot;
  return { ...rest, wanted, failures: 0 };
}

export const freshSlot = (intent: Intent): Slot => ({ key: keyOf(intent), intent, wanted: 1, shown: 0, failures: 0 });

type Told = Exclude<
  OnboardingEvent["type"],
  "RsidRequested" | "RsidRequestWithdrawn" | "InformationAsked" | "DigestSent"
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
  OnboardingClosed: true,
} as const satisfies Record<Told, true>;
const isTold = (event: OnboardingEvent): boolean => Object.hasOwn(told, event.type);

const changed = (before: Onboarding, after: Onboarding, ...what: readonly (keyof Onboarding)[]): boolean =>
  what.some((member) => before[member] !== after[member]);

/** Which copies a change makes stale: a decided request shows its outcome for good, an open one the newest facts. */
const isStale = {
  rsid: (before: Onboarding, after: Onboarding) =>
    before.rsid.status !== "issued" || changed(before, after, "rsid", "closed"),
  centers: (before: Onboarding, after: Onboarding) =>
    changed(before, after, "centers", "details", "carrierTeam", "rsid", "closed"),
  question: (before: Onboarding, after: Onboarding) => changed(before, after, "exchanges", "rsid", "closed"),
} as const;

/** The slots to put after a change. `slots` are those before it. */
export function noticesOf(
  slots: ReadonlyMap<string, Slot>,
  before: Onboarding | undefined,
  after: Onboarding,
  fresh: readonly Recorded[],
  versionBefore: number,
): readonly Slot[] {
  const put = new Map<string, Slot>();
  const show = (intent: Intent) => {
    const known = slots.get(keyOf(intent));
    put.set(keyOf(intent), known ? raised(known) : freshSlot(intent));
  };
  const { place } = after;
  const happened = new Set(fresh.map((recorded) => recorded.event.type));
  if (fresh.every((recorded) => isHousekeeping(recorded.event))) return [];

  show({ kind: "checklist", place });
  if (fresh.some((recorded) => isTold(recorded.event))) {
    // News that is still waiting, or was given up, takes the newer news along: one message, not one for every step in between.
    // Only the latest may: what a later one tells, or has told, would be told twice.
    const intent: Intent = { kind: "said", place, from: versionBefore, upTo: after.version };
    let isTaken = false;
    for (const slot of slots.values()) {
      if (!slot.key.startsWith("said:") || slot.shown > 0 || slot.receipt) continue;
      const earlier = intentSchema.parse(slot.intent);
      const revived = slot.abandoned === undefined ? slot : raised(slot);
      if (!slot.sendingSince && earlier.kind === "said" && earlier.upTo === versionBefore) {
        put.set(slot.key, { ...revived, intent: { ...earlier, upTo: after.version } });
        isTaken = true;
      } else if (revived !== slot) put.set(slot.key, revived);
    }
    if (!isTaken) show(intent);
  }
  // Every copy of a request shows the newest facts, and loses its buttons with the decision.
  for (const slot of slots.values()) {
    const [kind = ""] = slot.key.split(/[:@]/);
    if (Object.hasOwn(isStale, kind) && before && isStale[kind as keyof typeof isStale](before, after))
      put.set(slot.key, raised(slot));
  }

  const manager = after.carrierTeam.serviceManager.account;
  const open = after.rsid.status === "requested" || after.rsid.status === "informationAsked" ? after.rsid : undefined;
  const answered = after.exchanges.filter(
    (exchange) => exchange.request === open?.request && exchange.answer !== undefined,
  );
  if (open && (happened.has("RsidRequested") || happened.has("InformationGiven") || happened.has("HandedOver"))) {
    const intent = { kind: "rsid", request: open.request, place } as const;
    show({ ...intent, round: 0 });
    show({ ...intent, round: answered.length, account: manager });
  }
  if (happened.has("InformationAsked")) show({ kind: "question", place, exchange: after.exchanges.length - 1 });
  const centersMissing = statesWithout(after, (state) => hasBothCenters(after, state)).length > 0;
  if (
    after.rsid.status === "issued" &&
    centersMissing &&
    !after.closed &&
    (happened.has("RsidIssued") || happened.has("HandedOver"))
  ) {
    show({ kind: "centers", place });
    show({ kind: "centers", place, account: manager });
  }
  return [...put.values()];
}
