/** What people of both platforms do, in any order: through the front, as the adapters bring it, each with its own request. */
import type { Answer, SubmitAnswer } from "../../../src/application/front.ts";
import { type RequestKey, requestKey } from "../../../src/domain/ids.ts";
import type { Action, FormRef } from "../../../src/views/actions.ts";
import type { FormValues } from "../../../src/views/vocabulary.ts";
import { legalName } from "../commands.ts";
import * as cast from "../people.ts";
import { first, type Running } from "../running-application.ts";
import type { Dice } from "./dice.ts";

/** Something that can come again with the same request. */
export interface Act {
  readonly request: RequestKey;
  readonly perform: (running: Running) => Promise<Answer | SubmitAnswer>;
}

type People = readonly [cast.Someone, ...cast.Someone[]];
const theirs: People = [cast.lena, cast.rob, cast.colin, cast.lenaInTeams, cast.pia];
const carriers: People = [cast.sam, cast.dee, cast.ada, cast.samInTeams, cast.adaInTeams];
const outside: People = [cast.gus, cast.tara, cast.gina, cast.tim, cast.otis, cast.tess, cast.stranger];

export class Acts {
  private readonly dice: Dice;
  private made = 0;

  constructor(dice: Dice) {
    this.dice = dice;
  }

  /** Whatever somebody might do now. */
  next(running: Running): Act {
    const { dice } = this;
    const { requests, details, courses } = running.state();
    const state = dice.oneOf(details.states) ?? "MN";
    const n = ++this.made;
    const course = dice.oneOf(courses)?.course.id ?? "none";
    const centers = {
      billing_name: `Desk ${n}`,
      billing_phone: "1",
      provisioning_name: "Desk",
      provisioning_phone: "2",
    };
    const granted = { authority: "certificate", legalName, effectiveOn: "2026-09-01", number: `C-${n}` };
    const assigned = { category: "LRSL", ocn: `${1000 + n}`, notifiedOn: "2026-10-02" };
    const onRequest = { request: requests };
    const options = [
      () => this.form(theirs, { form: "certification" }, { state, status: "granted", ...granted }),
      () =>
        this.form(theirs, { form: "certification" }, { state, status: "denied", on: "2026-10-01", reason: `No ${n}.` }),
      () => this.form(theirs, { form: "ocn" }, { state, status: "assigned", ...assigned }),
      () => this.form(theirs, { form: "questionnaire" }, { on: "2026-10-05", submittedBy: `Lena ${n}` }),
      () => this.form(carriers, { form: "returnQuestionnaire" }, { reasons: `Section ${n}.` }),
      () => this.press(carriers, { do: "acceptQuestionnaire", onboarding: first }),
      () => this.form(carriers, { form: "issueRsid", ...onRequest }, { rsid: `P${n % 90}X` }),
      () => this.form(carriers, { form: "correctRsid" }, { rsid: `Q${n % 90}X`, reason: `Reason ${n}.` }),
      () => this.form(carriers, { form: "askInformation", ...onRequest }, { question: `Question ${n}?` }),
      () => this.form(theirs, { form: "giveInformation", ...onRequest }, { answer: `Answer ${n}.` }),
      () => this.form(carriers, { form: "handOver" }, this.takesOver()),
      () => this.form(carriers, { form: "centers" }, { states: [], ...centers }),
      () => this.form(theirs, { form: "course" }, { kind: "webBased", title: `Course ${n}` }),
      () => this.press(theirs, { do: "completeCourse", onboarding: first, course }),
      () => this.press(carriers, { do: "dropCourse", onboarding: first, course }),
      () => this.press(carriers, { do: "makeCode", what: "place", onboarding: first }),
      () => this.says(theirs),
      () => this.press(theirs, { do: "preferAccount", account: dice.pick(theirs).account }),
    ] as const;
    return dice.pick(options)();
  }

  /** Two accounts become one human's, or are parted. */
  async changesAccounts(running: Running): Promise<void> {
    const [one, other] = this.dice.pick([
      [cast.sam, cast.samInTeams],
      [cast.lena, cast.lenaInTeams],
      [cast.rob, cast.pia],
    ]);
    if (this.dice.chance(0.3)) {
      await running.as(one).press({ do: "partAccounts" });
      return;
    }
    const answer = await running.as(one).press({ do: "makeCode", what: "person" });
    const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(JSON.stringify(answer)) ?? [];
    if (code !== undefined) await running.as(other).command(`link ${code}`, { in: "direct" });
  }

  private takesOver(): FormValues {
    const serviceManager = this.dice.pick([cast.sam, cast.tess, cast.otis, cast.samInTeams]).account;
    return { serviceManager, delegate: this.dice.chance(0.5) ? cast.dee.account : "" };
  }

  private who(right: People): cast.Someone {
    return this.dice.chance(0.85) ? this.dice.pick(right) : this.dice.pick(outside);
  }

  private form(right: People, ref: FormRef, values: FormValues): Act {
    const who = this.who(right);
    return this.act(async (running, request) => {
      const answer = await running.as(who).submit({ ...ref, onboarding: first }, values, request);
      if (answer.kind !== "again" || Object.keys(answer.form.errors).length > 0) return answer;
      return running.as(who).submit(answer.form.ref, values, request);
    });
  }
  private press(right: People, action: Action): Act {
    const who = this.who(right);
    return this.act((running, request) => running.as(who).press(action, undefined, request));
  }
  private says(right: People): Act {
    const who = this.who(right);
    return this.act((running, request) => running.as(who).says("what's next?", undefined, request));
  }
  private act(work: (running: Running, request: RequestKey) => Promise<Answer | SubmitAnswer>): Act {
    const request = requestKey(`chaos:${++this.made}`);
    return { request, perform: (running) => work(running, request) };
  }
}
