/** What people of both sides do with an onboarding, by chance: things that make sense now, and now and then something that does not. */

import { addDays, localDate } from "../../../src/domain/calendar.ts";
import type { AnyEvent } from "../../../src/domain/events.ts";
import type { Onboarding } from "../../../src/domain/onboarding.ts";
import type { Action } from "../../../src/views/actions.ts";
import { type Hands, opens, type Sent, type Typed } from "./chaos-hands.ts";
import { everybody, isIn, sideOf, type Who } from "./chaos-people.ts";
import type { Random } from "./random.ts";

export interface Act {
  readonly name: string;
  readonly who: Who;
  /** Only this act can have made such an event; undefined for one that is told apart by nothing. */
  readonly made?: (event: AnyEvent) => boolean;
  readonly perform: (hands: Hands) => Promise<Sent>;
}

export interface Moment {
  readonly onboarding: Onboarding;
  readonly random: Random;
  /** For words that are used once. */
  readonly number: number;
  /** Who may act: whoever is on a platform that is up. */
  readonly present: readonly Who[];
}

type Maker = (moment: Moment) => Omit<Act, "name"> | undefined;

const carriers = everybody.filter((who) => sideOf(who) === "carrier" && who !== "tess");
const resellers = everybody.filter((who) => sideOf(who) === "reseller");

export const oneOf = <T>(random: Random, choices: readonly T[]): T | undefined =>
  choices[Math.floor(random.between(0, choices.length))];

/** Presses the button that opens the form, or asks for it first; then fills in and sends. */
const filling =
  (form: string, command: string, typed: Typed): Act["perform"] =>
  async (hands) => {
    await hands.leave();
    if (!(await hands.press(opens(form)))) {
      await hands.command(command);
      if (!(await hands.press(opens(form)))) return "unknown";
    }
    const sent = await hands.send(typed);
    await hands.leave();
    return sent;
  };

const pressing =
  (wanted: (action: Action) => boolean, command: string): Act["perform"] =>
  async (hands) => {
    await hands.leave();
    if (await hands.press(wanted)) return "unknown";
    await hands.command(command);
    await hands.press(wanted);
    await hands.leave();
    return "unknown";
  };

const holds =
  (type: AnyEvent["type"], words: string) =>
  (event: AnyEvent): boolean =>
    event.type === type && JSON.stringify(event).includes(words);

/** Who does it: most often somebody who may. */
function who({ random, present }: Moment, those: readonly Who[]): Who | undefined {
  const meant = those.filter((one) => present.includes(one));
  return oneOf(random, random.between(0, 1) < 0.93 && meant.length > 0 ? meant : present);
}

const act = (moment: Moment, those: readonly Who[], rest: (person: Who) => Omit<Act, "name" | "who">) => {
  const person = who(moment, those);
  return person && { who: person, ...rest(person) };
};

const today = ({ onboarding }: Moment, now: () => string) => localDate(now() as never, onboarding.details.timeZone);

/** By name; undefined where it makes no sense at the moment. `now`: the clock. */
export function makersOf(now: () => string): Readonly<Record<string, Maker>> {
  const day = (moment: Moment) => addDays(today(moment, now), -2);
  return {
    certification: (moment) => {
      const { onboarding, random, number } = moment;
      const words = `P-${number}`;
      const state = oneOf(random, onboarding.details.states) ?? "";
      const date = day(moment);
      // How far it is, and the field in which the words stand: others may be carried over from what was recorded before.
      const kinds = [
        [{ status: "granted", number: words, effectiveOn: date }, "number"],
        [{ status: "applied", appliedOn: date, docket: words }, "docket"],
        [{ status: "notRequired", rule: words }, "rule"],
        [{ status: "denied", on: date, reason: words }, "reason"],
      ] as const;
      const [typed, field] = kinds[Math.floor(random.between(0, 4) * random.between(0, 1))] ?? kinds[0];
      return act(moment, resellers, () => ({
        made: (event: AnyEvent) =>
          event.type === "CertificationRecorded" &&
          event.certification.status === typed.status &&
          Reflect.get(event.certification, field) === words,
        perform: filling("certification", `certification ${state}`, { state, ...typed }),
      }));
    },
    ocn: (moment) => {
      const { onboarding, random, number } = moment;
      const state = oneOf(random, onboarding.details.states) ?? "";
      const companyName = `Prairie no. ${number}`;
      const ocn = number.toString(36).toUpperCase().padStart(4, "7");
      const typed = { state, status: "assigned", ocn, companyName, notifiedOn: day(moment) };
      return act(moment, resellers, () => ({
        made: holds("OcnRecorded", `${companyName}"`),
        perform: filling("ocn", `ocn ${state}`, typed),
      }));
    },
    questionnaire: (moment) => {
      const { status } = moment.onboarding.questionnaire;
      if (status !== "notSubmitted" && status !== "returned") return undefined;
      const confirmation = `Q-${moment.number}`;
      return act(moment, resellers, () => ({
        made: holds("QuestionnaireSubmitted", `${confirmation}"`),
        perform: filling("questionnaire", "questionnaire", { on: day(moment), confirmation }),
      }));
    },
    accept: (moment) =>
      moment.onboarding.questionnaire.status === "submitted"
        ? act(moment, carriers, () => ({
            perform: pressing((action) => action.do === "acceptQuestionnaire", "questionnaire"),
          }))
        : undefined,
    giveBack: (moment) => {
      if (moment.onboarding.questionnaire.status !== "submitted" || moment.random.between(0, 1) < 0.5) return undefined;
      const reasons = `Mend part ${moment.number}.`;
      return act(moment, carriers, () => ({
        made: holds("QuestionnaireReturned", reasons),
        perform: filling("returnQuestionnaire", "questionnaire", { reasons }),
      }));
    },
    issue: (moment) => {
      const { status } = moment.onboarding.rsid;
      if (status !== "requested" && status !== "informationAsked") return undefined;
      const rsid = `R${moment.number}`;
      return act(moment, carriers, () => ({
        made: holds("RsidIssued", `"${rsid}"`),
        perform: filling("issueRsid", "rsid", { rsid }),
      }));
    },
    ask: (moment) => {
      if (moment.onboarding.rsid.status !== "requested") return undefined;
      const question = `What about ${moment.number}?`;
      return act(moment, carriers, () => ({
        made: holds("InformationAsked", question),
        perform: filling("askInformation", "rsid", { question }),
      }));
    },
    answer: (moment) => {
      if (moment.onboarding.rsid.status !== "informationAsked") return undefined;
      const answer = `It is as in letter ${moment.number}.`;
      return act(moment, resellers, () => ({
        made: holds("InformationGiven", answer),
        perform: filling("giveInformation", "rsid", { answer }),
      }));
    },
    correct: (moment) => {
      if (moment.onboarding.rsid.status !== "issued" || moment.random.between(0, 1) < 0.6) return undefined;
      const reason = `Mistyped in ${moment.number}.`;
      return act(moment, carriers, () => ({
        made: holds("RsidCorrected", reason),
        perform: filling("correctRsid", "rsid", { rsid: `C${moment.number}`, reason }),
      }));
    },
    centers: (moment) => {
      if (moment.onboarding.rsid.status !== "issued") return undefined;
      const name = `Center ${moment.number}`;
      return act(moment, carriers, () => ({
        made: holds("CentersAssigned", `"${name}"`),
        perform: filling("centers", "centers", {
          billing_name: name,
          billing_phone: "1 555 0100",
          provisioning_name: name,
          provisioning_phone: "1 555 0101",
        }),
      }));
    },
    course: (moment) => {
      const title = `Course ${moment.number}`;
      return act(moment, [...resellers, ...carriers], () => ({
        made: holds("CoursePlanned", `"${title}"`),
        perform: filling("course", "training", { title }),
      }));
    },
    courseDone: (moment) => {
      const open = moment.onboarding.courses.find(({ completedBy }) => !completedBy);
      if (!open) return undefined;
      const courseId = open.course.id;
      return act(moment, [...resellers, ...carriers], () => ({
        made: (event: AnyEvent) => event.type === "CourseCompleted" && event.courseId === courseId,
        perform: pressing((action) => action.do === "completeCourse" && action.course === courseId, "training"),
      }));
    },
    handOver: (moment) => {
      if (moment.random.between(0, 1) < 0.4) return undefined;
      const { serviceManager } = moment.onboarding.carrierTeam;
      const others = (["sam", "dana", "tess", "riley"] as const).filter(
        (one) => !serviceManager.name.toLowerCase().startsWith(one),
      );
      const next = oneOf(moment.random, others) ?? "dana";
      const briefing = `See note ${moment.number}.`;
      return act(moment, carriers, () => ({
        made: holds("HandedOver", briefing),
        perform: filling("handOver", "team", { serviceManager: { person: next }, delegate: "", briefing }),
      }));
    },
    look: (moment) =>
      act(moment, everybody, () => ({
        perform: async (hands) => {
          await hands.leave();
          await hands.command(oneOf(moment.random, ["status", "next", "help", "history", "rsid", "team"]) ?? "next");
          return "unknown";
        },
      })),
  };
}

/** How often each is tried, against the others that make sense. */
const weights: Readonly<Record<string, number>> = {
  ...{ certification: 5, ocn: 5, questionnaire: 6, accept: 3, giveBack: 2, issue: 4, ask: 4, answer: 6 },
  ...{ correct: 2, centers: 4, course: 2, courseDone: 2, handOver: 2, look: 2 },
};

/** Something that makes sense now. */
export function anAct(makers: Readonly<Record<string, Maker>>, moment: Moment): Act | undefined {
  const possible = Object.entries(makers).flatMap(([name, maker]) => {
    const made = maker(moment);
    return made ? Array.from({ length: weights[name] ?? 1 }, () => ({ name, ...made })) : [];
  });
  return oneOf(moment.random, possible);
}

/** On which of the platforms that are up somebody acts. */
export function platformFor(random: Random, person: Who, up: readonly ("slack" | "teams")[]) {
  return oneOf(
    random,
    up.filter((platform) => isIn(person, platform)),
  );
}
