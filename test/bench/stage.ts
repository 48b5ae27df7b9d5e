/** Fills a folder with half-way onboardings of three states, through the real commands and the real store. */

import { openLowdbJournal } from "../../src/adapters/storage/lowdb/journal.ts";
import { clockwork } from "../../src/application/application.ts";
import { Commands } from "../../src/application/commands.ts";
import { People } from "../../src/application/people.ts";
import type { Command } from "../../src/domain/commands.ts";
import {
  accountId,
  companyKey,
  type Instant,
  type IsoDate,
  onboardingId,
  placeId,
  requestKey,
  timeZone,
} from "../../src/domain/ids.ts";
import type { Slot } from "../../src/ports/journal.ts";
import { quietLog } from "../support/quiet-log.ts";
import { channelOf, idOf } from "./requests.ts";

const now = "2026-10-20T15:00:00.000Z" as Instant;
const sam = { account: accountId("slack:T0CARRIER:U0SAM"), name: "Sam Ortega" };
const tom = { account: accountId("slack:T0PRAIRIE:U0TOM"), name: "Tom Okafor" };
const nadia = { account: accountId("slack:T0PRAIRIE:U0NADIA"), name: "Nadia Brooks" };
const carrier = companyKey("slack:T0CARRIER");
const reseller = companyKey("slack:T0PRAIRIE");
const date = (text: string) => text as IsoDate;

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

const story = (index: number): readonly (readonly [typeof sam, Command])[] => [
  [
    sam,
    {
      type: "StartOnboarding",
      details: { legalName: "Prairie Telecom, LLC", states: ["CO", "MN", "WA"], timeZone: timeZone("America/Chicago") },
      carrierTeam: { serviceManager: sam },
      resellerTeam: { lead: nadia, functions: { regulatory: tom } },
      carrier,
      reseller,
      place: placeId(`slack:T0CARRIER:${channelOf(index)}`),
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
const shown = (slot: Slot): Slot => ({ ...slot, shown: slot.wanted, receipt: "D0DESK/1790000000.000100" });

export async function stage(folder: string, onboardings: number): Promise<void> {
  const journal = await openLowdbJournal({ folder, log: quietLog });
  const commands = new Commands(journal, { now: () => now }, new People(journal));
  const one = async (index: number) => {
    const id = onboardingId(idOf(index));
    for (const [number, [person, command]] of story(index).entries()) {
      const company = person === sam ? carrier : reseller;
      const who = {
        account: person.account,
        accounts: [person.account],
        company,
        companies: [company],
        ofCarrier: person === sam,
        carrierAdmin: false,
        guest: false,
      };
      const author = { ...person, company: who.company, platform: "slack" as const };
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
        slots: [...stream.slots.values()].filter((slot) => !slot.key.startsWith("said:")).map(shown),
        forget: [...stream.slots.keys()].filter((key) => key.startsWith("said:")),
      },
    }));
  };
  for (let from = 0; from < onboardings; from += 64)
    await Promise.all(Array.from({ length: Math.min(64, onboardings - from) }, (_, offset) => one(from + offset)));
  await journal.close();
}
