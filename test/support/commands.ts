/** Commands as people would send them, good in every part unless a test says otherwise. */
import type { CommandOf, CommandType } from "../../src/domain/commands.ts";
import type { Certification, Course, OcnRecord, Person } from "../../src/domain/events.ts";
import { type Instant, type Ocn, type PlaceId, placeId, type Rsid, timeZone } from "../../src/domain/ids.ts";
import type { StateCode } from "../../src/domain/states.ts";
import { on } from "./fixed-clock.ts";
import { asPerson, dee, lena, northline, olga, prairie, rob, sam } from "./people.ts";

type Rest<T extends CommandType> = Omit<CommandOf<T>, "type">;

export const legalName = "Prairie Telecom, LLC";

/** The checklist's first place, and others on both platforms. */
export const inSlack = placeId("slack:TNORTHLINE:C1");
export const inTeams = placeId("teams:NORTHLINE:19:prairie@thread.tacv2");
export const inTeamsChat = placeId("teams:NORTHLINE:19:chat@unq.gbl.spaces");

export const start = (changes: Partial<Rest<"StartOnboarding">> & { states?: readonly StateCode[] } = {}) => {
  const { states = ["CO", "MN", "WA"], ...more } = changes;
  return {
    type: "StartOnboarding",
    details: { legalName, states, timeZone: timeZone("America/Chicago") },
    carrierTeam: { serviceManager: asPerson(sam), delegate: asPerson(dee) },
    resellerTeam: { lead: asPerson(lena), functions: { regulatory: asPerson(rob), ordering: asPerson(olga) } },
    carrier: northline,
    reseller: prairie,
    place: inSlack,
    ...more,
  } as const satisfies CommandOf<"StartOnboarding">;
};

export type Granted = Extract<Certification, { status: "granted" }>;
export const granted = (changes: Partial<Granted> = {}): Granted => ({
  status: "granted",
  authority: "certificate",
  number: "C-77",
  legalName,
  effectiveOn: on("2026-09-01"),
  ...changes,
});
export const applied = (appliedOn = "2026-09-20"): Certification => ({
  status: "applied",
  authority: "certificate",
  appliedOn: on(appliedOn),
});

export const certify = (state: StateCode, certification: Certification = granted()) =>
  ({ type: "RecordCertification", entries: [{ state, certification }] }) as const;

export type Assigned = Extract<OcnRecord, { status: "assigned" }>;
export const assigned = (ocn: string, changes: Partial<Assigned> = {}): Assigned => ({
  status: "assigned",
  ocn: ocn as Ocn,
  category: "LRSL",
  notifiedOn: on("2026-10-02"),
  ...changes,
});
export const requested = (requestedOn = "2026-09-28"): OcnRecord => ({
  status: "requested",
  category: "LRSL",
  requestedOn: on(requestedOn),
});
export const recordOcn = (state: StateCode, record: OcnRecord) =>
  ({ type: "RecordOcn", entries: [{ state, record }] }) as const;

export const submitQuestionnaire = (changes: Partial<Rest<"SubmitQuestionnaire">> = {}) =>
  ({
    type: "SubmitQuestionnaire",
    on: on("2026-10-05"),
    submittedBy: lena.name,
    documentsOwed: [],
    ...changes,
  }) as const satisfies CommandOf<"SubmitQuestionnaire">;

export const issueRsid = (rsid = "PT7", request = 1) => ({ type: "IssueRsid", rsid: rsid as Rsid, request }) as const;
export const correctRsid = (rsid: string, reason = "two digits were swapped") =>
  ({ type: "CorrectRsid", rsid: rsid as Rsid, reason }) as const;
export const askInformation = (question = "Which entity holds the Colorado certificate?", request = 1) =>
  ({ type: "AskInformation", question, request }) as const;
export const giveInformation = (answer = "Prairie Telecom, LLC itself.", request = 1) =>
  ({ type: "GiveInformation", answer, request }) as const;
export const handOver = (serviceManager: Person, delegate?: Person) =>
  ({ type: "HandOver", serviceManager, ...(delegate ? { delegate } : {}) }) as const;

export const billing = { name: "Billing desk West", phone: "555-0100" } as const;
export const provisioning = { name: "Provisioning desk", email: "desk@northline.example" } as const;
export const assignCenters = (states: "all" | readonly StateCode[] = "all") =>
  ({ type: "AssignCenters", centers: { billing, provisioning }, states }) as const;

export const codeHash = "hash-of-7K3M-9QXZ";
export const makeLinkCode = (now: Instant, code = codeHash, minutes = 15) =>
  ({
    type: "MakeLinkCode",
    code,
    until: new Date(Date.parse(now) + minutes * 60_000).toISOString() as Instant,
  }) as const;
export const linkPlace = (place: PlaceId = inTeams, name?: string, code = codeHash) =>
  ({ type: "LinkPlace", place, code, ...(name === undefined ? {} : { name }) }) as const;
export const unlinkPlace = (place: PlaceId = inTeams) => ({ type: "UnlinkPlace", place }) as const;
export const repairPlace = (place: PlaceId = inTeams) => ({ type: "RepairPlace", place }) as const;

export const course = (id = "c1", changes: Partial<Course> = {}): Course => ({
  id,
  kind: "webBased",
  title: "Ordering for resellers",
  ...changes,
});
