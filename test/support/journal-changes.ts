/** Changes for tests of the journal: real events, as short as they get. */
import type { AnyEvent, Person } from "../../src/domain/events.ts";
import {
  accountId,
  companyKey,
  type Instant,
  type OnboardingId,
  onboardingId,
  placeId,
  type RequestKey,
  requestKey,
  timeZone,
} from "../../src/domain/ids.ts";
import type { Change, Decided, Slot } from "../../src/ports/journal.ts";

export const aPerson = (user: string): Person => ({ account: accountId(`slack:T1:${user}`), name: `Person ${user}` });

export const anId = (name: string): OnboardingId => onboardingId(`ob_${name}`);

export const aRequest = (name: string): RequestKey => requestKey(`slack:${name}`);

export const aStart = (): AnyEvent => ({
  type: "OnboardingStarted",
  details: {
    legalName: "North Star Telecom Resale LLC",
    states: ["MN", "CO", "WA"],
    timeZone: timeZone("America/Chicago"),
  },
  carrierTeam: { serviceManager: aPerson("sam") },
  resellerTeam: { lead: aPerson("lea"), functions: { regulatory: aPerson("rob") } },
  carrier: companyKey("slack:T0"),
  reseller: companyKey("slack:T1"),
  place: placeId("slack:T0:C1"),
});

const until = "2026-10-02T14:15:00.000Z" as Instant;
const inTeams = { account: accountId("teams:T1:lea"), name: "Person lea", guest: false };

/** One account has a code out. */
export const aJoinCode = (): AnyEvent => ({
  type: "JoinCodeMade",
  member: { ...aPerson("lea"), guest: false },
  code: "hash",
  until,
});
/** Two accounts are one human's. */
export const aJoining = (): AnyEvent => ({
  type: "AccountsJoined",
  members: [{ ...aPerson("lea"), guest: false }, inTeams],
  preferred: inTeams.account,
  how: "code",
});
/** Everything that can happen to the places of a checklist. */
export const placesCome = (): readonly AnyEvent[] => {
  const place = placeId("teams:T0:19:a@thread.tacv2");
  return [
    { type: "LinkCodeMade", code: "hash", until },
    { type: "PlaceLinked", place, name: "Rollout", reseller: companyKey("teams:T1") },
    { type: "PlaceLost", place, why: "removed" },
    { type: "PlaceFound", place },
    { type: "PlaceUnlinked", place },
  ];
};

export const documents = (...names: string[]): AnyEvent => ({ type: "DocumentsReceived", documents: names });

export const aSlot = (slot: Partial<Slot> = {}): Slot => ({
  key: "checklist@slack:T0:C1",
  intent: { is: "checklist" },
  wanted: 1,
  shown: 0,
  failures: 0,
  ...slot,
});

let made = 0;

/** One event, by a person, through a request of its own. */
export const aChange = (change: Partial<Change> = {}): Change => {
  made++;
  return {
    events: [documents(`paper ${made}`)],
    by: { ...aPerson("lea"), company: companyKey("slack:T1"), platform: "slack" },
    at: "2026-10-02T14:00:00.000Z" as Instant,
    request: aRequest(`request ${made}`),
    slots: [],
    ...change,
  };
};

/** Decides on that change whatever the stream looks like. */
export const always = (change: Change) => (): Decided<undefined> => ({ change, outcome: undefined });
