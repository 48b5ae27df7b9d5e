/** Fills a folder with half-way onboardings of three states, through the real commands and the real store. */

import { openLowdbJournal } from "../../src/adapters/storage/lowdb/journal.ts";
import { clockwork } from "../../src/application/application.ts";
import { Commands } from "../../src/application/commands.ts";
import { OneAtATime } from "../../src/application/one-at-a-time.ts";
import { People } from "../../src/application/people.ts";
import type { Command } from "../../src/domain/commands.ts";
import type { Person } from "../../src/domain/events.ts";
import {
  type ChatPlatform,
  type CompanyKey,
  type Instant,
  type IsoDate,
  onboardingId,
  type PlaceId,
  requestKey,
  timeZone,
} from "../../src/domain/ids.ts";
import type { Slot } from "../../src/ports/journal.ts";
import { quietLog } from "../support/quiet-log.ts";
import { idOf } from "./request.ts";

const now = "2026-10-20T15:00:00.000Z" as Instant;
const date = (text: string) => text as IsoDate;

/** Who plays, and where: the same story on either platform. */
export interface Cast {
  readonly platform: ChatPlatform;
  /** Of the carrier. */
  readonly sam: Person;
  /** Of the reseller. */
  readonly tom: Person;
  readonly nadia: Person;
  readonly carrier: CompanyKey;
  readonly reseller: CompanyKey;
  placeOf(index: number): PlaceId;
  /** Of a message that was delivered. */
  readonly receipt: string;
}

const granted = (state: "MN" | "CO" | "WA"): Command => ({
  type: "RecordCertification",
  entries: [
    {
      state,
      certification: {
        status: "granted",
        authority: "certificate",
        number: `P-${state}-7104`,
        docket: "26-0114",
        legalName: "Prairie Telecom, LLC",
        effectiveOn: date("2026-09-01"),
      },
    },
  ],
});

const story = (
  { sam, tom, nadia, carrier, reseller, placeOf }: Cast,
  index: number,
): readonly (readonly [Person, Command])[] => [
  [
    sam,
    {
      type: "StartOnboarding",
      details: { legalName: "Prairie Telecom, LLC", states: ["CO", "MN", "WA"], timeZone: timeZone("America/Chicago") },
      carrierTeam: { serviceManager: sam },
      resellerTeam: { lead: nadia, functions: { regulatory: tom } },
      carrier,
      reseller,
      place: placeOf(index),
    },
  ],
  [tom, granted("MN")],
  [tom, granted("CO")],
  [tom, granted("WA")],
  [
    tom,
    {
      type: "RecordOcn",
      entries: [
        {
          state: "MN",
          record: {
            status: "assigned",
            ocn: "508J" as never,
            category: "LRSL",
            notifiedOn: date("2026-10-02"),
            companyName: "Prairie Telecom, LLC",
          },
        },
      ],
    },
  ],
  [
    nadia,
    {
      type: "SubmitQuestionnaire",
      on: date("2026-10-19"),
      submittedBy: "Nadia Brooks",
      documentsOwed: ["Tax exemption form"],
    },
  ],
];

/** Every message that a change made due counts as shown, as it would be some seconds later. */
const shownAs =
  (receipt: string) =>
  (slot: Slot): Slot => ({ ...slot, shown: slot.wanted, receipt });

export async function stage(folder: string, onboardings: number, cast: Cast): Promise<void> {
  const journal = await openLowdbJournal({ folder, log: quietLog });
  const commands = new Commands(journal, { now: () => now }, new People(journal), new OneAtATime());
  const one = async (index: number) => {
    const id = onboardingId(idOf(index));
    for (const [number, [person, command]] of story(cast, index).entries()) {
      const company = person === cast.sam ? cast.carrier : cast.reseller;
      const who = {
        account: person.account,
        accounts: [person.account],
        company,
        companies: [company],
        ofCarrier: person === cast.sam,
        carrierAdmin: false,
        guest: false,
        known: true,
      };
      const author = { ...person, company: who.company, platform: cast.platform };
      const outcome = await commands.carryOut(id, {
        command,
        who,
        author,
        request: requestKey(`stage:${number}`),
        agreed: [],
      });
      if (outcome.kind !== "done") throw new Error(`${command.type} of ${id} was ${JSON.stringify(outcome)}`);
    }
    await journal.change(id, (stream) => ({
      outcome: undefined,
      change: {
        events: [],
        by: clockwork,
        at: now,
        request: requestKey("stage"),
        slots: [...stream.slots.values()].filter((slot) => !slot.key.startsWith("said:")).map(shownAs(cast.receipt)),
        forget: [...stream.slots.keys()].filter((key) => key.startsWith("said:")),
      },
    }));
  };
  for (let from = 0; from < onboardings; from += 64)
    await Promise.all(Array.from({ length: Math.min(64, onboardings - from) }, (_, offset) => one(from + offset)));
  await journal.close();
}
