/** The longest content that people can bring about: every state, the longest names and texts, and words meant to break things. */
import type { Command } from "../../src/domain/commands.ts";
import type { OcnRecord } from "../../src/domain/events.ts";
import { requestKey } from "../../src/domain/ids.ts";
import { type StateCode, stateCodes } from "../../src/domain/states.ts";
import { lengths } from "../../src/views/forms/form-spec.ts";
import { anOnboarding, type Story } from "./an-onboarding.ts";
import { chicago, on } from "./fixed-clock.ts";
import { asPerson, dee, lena, olga, prairie, rob, type Someone, sam } from "./people.ts";

/** Exactly so many characters, with everything in them that could be taken for markup. */
export const hostile = (length: number): string => {
  const piece = "<!channel> *b* _i_ ~s~ `c` <https://evil.example|x> <@U0SAM> & \"q\" 'a' > [l](http://e) ";
  return piece
    .repeat(Math.ceil(length / piece.length))
    .slice(0, length - 1)
    .concat("Ω");
};

const longName = (someone: Someone): Someone => ({
  ...someone,
  name: `${someone.name} ${hostile(lengths.name - someone.name.length - 1)}`,
});
export const longSam = longName(sam);
export const longDee = longName(dee);
export const longLena = longName(lena);
export const longRob = longName(rob);
const longOlga = longName(olga);

const reason = hostile(lengths.reason);
const short = hostile(lengths.short);
const all = [...stateCodes];

const ocnOf = (index: number): OcnRecord =>
  ({
    status: "assigned",
    ocn: String(1000 + index),
    category: "CLEC",
    notifiedOn: on("2026-03-02"),
    companyName: hostile(lengths.name),
    evidence: `https://example.com/${"e".repeat(lengths.link - 20)}`,
  }) as OcnRecord;

const certify = (states: readonly StateCode[]): Command => ({
  type: "RecordCertification",
  entries: states.map((state) => ({
    state,
    certification: {
      status: "granted",
      authority: "acknowledgement",
      number: short,
      docket: short,
      legalName: hostile(lengths.name),
      effectiveOn: on("2026-01-05"),
      expiresOn: on("2026-02-05"),
      renewsYearly: true,
      document: `https://example.com/${"d".repeat(lengths.link - 20)}`,
    },
  })),
});

/** Started in every state; nothing recorded yet. */
export const longestStart = (): Story =>
  anOnboarding({
    details: {
      legalName: hostile(lengths.name),
      dba: hostile(lengths.name),
      states: all,
      negotiationsOn: on("2026-01-10"),
      firstOrderOn: on("2026-02-10"),
      timeZone: chicago,
    },
    carrierTeam: { serviceManager: asPerson(longSam), delegate: asPerson(longDee) },
    resellerTeam: {
      lead: asPerson(longLena),
      functions: {
        regulatory: asPerson(longRob),
        ordering: asPerson(longOlga),
        provisioning: asPerson(longOlga),
        billing: asPerson(longOlga),
      },
    },
    reseller: prairie,
  });

const documents = Array.from({ length: 20 }, (_, index) => `${index} ${short}`.slice(0, lengths.document));

/** Every stage of it that shows something else. */
export function longestStages(): Readonly<Record<string, Story>> {
  const started = longestStart();
  const half = started.does(certify(all.filter((_, index) => index % 2 === 0)), longRob);
  const recorded = half
    .does(certify(all), longRob)
    .does({ type: "RecordOcn", entries: all.map((state, index) => ({ state, record: ocnOf(index % 3) })) }, longRob);
  const submitted = recorded.does(
    {
      type: "SubmitQuestionnaire",
      on: on("2026-01-12"),
      submittedBy: hostile(lengths.name),
      confirmation: short,
      documentsOwed: documents,
    },
    longLena,
  );
  const asked = submitted.does(
    { type: "AskInformation", request: submitted.state.requests, question: reason },
    longSam,
  );
  const answered = asked.does({ type: "GiveInformation", request: asked.state.requests, answer: reason }, longLena);
  const returned = answered.does({ type: "ReturnQuestionnaire", reasons: reason }, longSam);
  const handed = answered.does(
    { type: "HandOver", serviceManager: asPerson(longDee), delegate: asPerson(longSam), briefing: reason },
    longSam,
  );
  const issued = handed.does({ type: "IssueRsid", rsid: "ABCDEF" as never, request: handed.state.requests }, longSam);
  const corrected = issued.does({ type: "CorrectRsid", rsid: "ABCDE1" as never, reason }, longSam);
  const contact = { name: hostile(lengths.name), phone: short, email: `${"e".repeat(88)}@example.com`, hours: short };
  const centers = all.reduce<Story>(
    (story, state, index) =>
      index % 10 === 0
        ? story.does(
            {
              type: "AssignCenters",
              centers: {
                billing: contact,
                provisioning: { ...contact, phone: `${index} ${short}`.slice(0, lengths.short) },
              },
              states: [state],
            },
            longSam,
          )
        : story,
    corrected,
  );
  const trained = Array.from({ length: 14 }, (_, index) => `c${index}`).reduce<Story>(
    (story, id) =>
      story.does(
        {
          type: "PlanCourse",
          course: {
            id,
            kind: "instructorLed",
            title: hostile(lengths.name),
            link: `https://example.com/${"l".repeat(lengths.link - 20)}`,
            on: on("2026-03-01"),
            who: hostile(lengths.name),
          },
        },
        longLena,
      ),
    centers,
  );
  const closed = trained.does({ type: "CloseOnboarding", reason }, longDee);
  return {
    started,
    half,
    recorded,
    submitted,
    asked,
    answered,
    returned,
    handed,
    issued,
    corrected,
    centers,
    trained,
    closed,
  };
}

export const aRequest = requestKey("longest");
