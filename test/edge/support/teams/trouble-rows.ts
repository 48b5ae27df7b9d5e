/** Teams' connector in trouble: nothing is lost, nothing stands there twice where that can be known, and no press waits for it. */
import { describe, it } from "vitest";
import type { CallFault, Operation } from "../../../../src/playground/teams/faults.ts";
import { row } from "../rows.ts";
import { timeOf } from "../running-time.ts";
import { courseForm, planCourse, shownTo, statuses, troubledChannels, type Workspace, wordsIn } from "./workspace.ts";

const once = { kept: 1, posted: 1 } as const;
/** Teams calls a press failed after 15 seconds, and people give up long before; ours are through at once. */
const fastMs = 1_500;

const withoutEffect: Readonly<Record<string, CallFault>> = {
  "404 for a moment, of a conversation that is there": { kind: "refusal", status: 404, code: "ConversationNotFound" },
  "412, no effect": { kind: "status", status: 412, code: "PreconditionFailed" },
  "429, wait a second": { kind: "rateLimited", retryAfter: 1 },
  "502, no effect": { kind: "status", status: 502 },
  "503, no effect": { kind: "status", status: 503 },
  "504, no effect": { kind: "status", status: 504 },
  "500, no effect": { kind: "status", status: 500 },
  "connection dropped before the effect": { kind: "drop", when: "beforeEffect" },
  "a slow answer, one second": { kind: "delay", millis: 1_000, effect: "first" },
};
/** Teams lets no bot read what was written, so that nobody can know whether these arrived. */
const dropped = { "connection dropped after the effect": { kind: "drop", when: "afterEffect" } } as const;
const withEffect: Readonly<Record<string, CallFault>> = {
  "500, but it had its effect": { kind: "status", status: 500, effect: true },
  "504, but it had its effect": { kind: "status", status: 504, effect: true },
  ...dropped,
};

export function troubleRows(workspace: () => Workspace): void {
  let turn = 0;
  /** What is sent to one channel is paced, so that each row has another. */
  const nextChannel = (): string => troubledChannels[turn++ % troubledChannels.length] ?? "";
  const tom = () => workspace().teams.as("Tom Okafor");
  const messagesWith = (where: string, words: string) =>
    workspace()
      .teams.conversation(where)
      .messages.filter(({ cards }) => wordsIn(cards).includes(words));

  /** A course is planned while calls of this kind fail; its news comes all the same. @returns how the form closed */
  async function plannedDuring(where: string, title: string, order: () => void): Promise<string> {
    await courseForm(tom(), where);
    order();
    const fast = (await timeOf(() => tom().submit({ "text-title": title }))) < fastMs;
    return `the dialog ${tom().dialog() ? "stayed" : "closed"}, ${fast ? "fast" : "slowly"}`;
  }
  const isUpToDate = (where: string, operation: Operation, calls: number) => () => {
    const id = workspace().teams.conversation(where).id;
    const since = workspace().teams.log.calls(operation).slice(calls);
    return since.some(
      (call) => call.conversation?.startsWith(id) && call.done && (call.status ?? 0) < 300 && call.effect,
    );
  };

  const survives = (operation: "sendToConversation" | "updateActivity", what: string, fault: CallFault, posted = 1) =>
    it(what, () =>
      row(
        workspace(),
        `${operation}: ${what}`,
        { http: "200", sees: "the dialog closed, fast", kept: 1, posted },
        async () => {
          const where = nextChannel();
          const { teams } = workspace();
          const title = `Course of ${operation}: ${what}`;
          const calls = teams.log.calls(operation).length;
          const sees = await plannedDuring(where, title, () => teams.faults.onCalls(operation, 1, fault));
          await teams.until(() => messagesWith(where, title).length >= posted, "the news");
          await teams.until(isUpToDate(where, operation, calls), `${operation} after all`);
          return { http: statuses(workspace(), "task/submit"), sees };
        },
      ),
    );

  describe("a new message, each once:", () => {
    for (const [what, fault] of Object.entries(withoutEffect)) survives("sendToConversation", what, fault);
    it("refused for good is told with the next news", () =>
      row(
        workspace(),
        "sendToConversation: 403 by an administrator, mended before the next news",
        { http: "200", sees: "both in one message", kept: 2, posted: 1 },
        async () => {
          const where = nextChannel();
          const { teams } = workspace();
          const [first, second] = [`Told later in ${where}`, `Told at once in ${where}`];
          teams.faults.onCalls("sendToConversation", 1, { kind: "refusal", status: 403, code: "BotDisabledByAdmin" });
          const refused = () => teams.log.calls("sendToConversation").filter(({ status }) => status === 403).length;
          const before = refused();
          await planCourse(workspace(), tom(), first, where);
          await teams.until(() => refused() > before, "the refusal");
          const http = await planCourse(workspace(), tom(), second, where);
          const told = () =>
            messagesWith(where, first).some(
              ({ cards }) => wordsIn(cards).includes(second) && wordsIn(cards).includes("planned"),
            );
          await teams.until(told, "both");
          return { http, sees: "both in one message" };
        },
      ));
  });

  describe("a new message of which nobody can know whether it arrived, at least once, and the log says so:", () => {
    for (const [what, fault] of Object.entries(withEffect)) survives("sendToConversation", what, fault, 2);
  });

  describe("a message that is brought up to date:", () => {
    for (const [what, fault] of Object.entries({ ...withoutEffect, ...dropped }))
      survives("updateActivity", what, fault);
    it("that was deleted comes again", () =>
      row(
        workspace(),
        "updateActivity: 404, the checklist comes anew",
        { http: "200", sees: "the checklist", kept: 1, posted: 2 },
        async () => {
          const where = nextChannel();
          const { teams } = workspace();
          const checklists = () => messagesWith(where, "Getting started as a reseller").length;
          const before = checklists();
          const gone = { kind: "refusal", status: 404, code: "ActivityNotFoundInConversation" } as const;
          teams.faults.onCalls("updateActivity", 1, gone);
          const http = await planCourse(workspace(), tom(), `After a deletion in ${where}`, where);
          await teams.until(() => checklists() > before, "the checklist");
          return { http, sees: "the checklist" };
        },
      ));
  });

  describe("an answer to somebody:", () => {
    const answered = (what: string, fault: CallFault, sees: RegExp, posted = 1) =>
      it(what, () =>
        row(workspace(), `replyToActivity: ${what}`, { http: "200", sees, kept: 0, posted }, async () => {
          const where = nextChannel();
          const { teams } = workspace();
          const before = teams.conversation(where).messages.length;
          teams.faults.onCalls("replyToActivity", 1, fault);
          await tom().say(where, "@Onboarding what's next?");
          // What was asked, and what was answered.
          const isAnswered = () => teams.conversation(where).messages.length >= before + 1 + posted;
          await teams.until(isAnswered, "an answer");
          return { http: statuses(workspace(), "message"), sees: shownTo(tom(), where) };
        }),
      );
    const answer = /What's next for/;
    for (const [what, fault] of Object.entries(withoutEffect)) answered(what, fault, answer);
    // Twice is better than never, which is what nobody can know here.
    for (const [what, fault] of Object.entries(dropped)) answered(what, fault, answer, 2);
    const tooLarge = { kind: "refusal", status: 413, code: "MessageSizeTooBig" } as const;
    answered("413, the card is refused", tooLarge, /went wrong on our side/);

    it("that takes long is acknowledged before, and no press waits behind it", () =>
      row(
        workspace(),
        "replyToActivity: held for six seconds; a press meanwhile",
        { http: "200 200", sees: /a press, fast; acknowledged before; .*What's next/, kept: 0, posted: 1 },
        async () => {
          const where = nextChannel();
          const { teams } = workspace();
          let goOn: (value?: unknown) => void = () => {};
          const until = new Promise((resolve) => (goOn = resolve));
          teams.faults.onCalls("replyToActivity", 1, { kind: "hold", until });
          const replies = teams.log.calls("replyToActivity").length;
          const said = tom().say(where, "@Onboarding what's next?");
          await teams.until(() => teams.log.calls("replyToActivity").length > replies, "the answer on its way");
          const pressing = () => teams.as("Nadia Brooks").press(where, "Menu");
          const fast = (await timeOf(pressing)) < fastMs ? "fast" : "slowly";
          await teams.as("Nadia Brooks").closeDialog();
          await said;
          const acknowledged = teams.log.calls("replyToActivity").at(-1)?.done ? "afterwards" : "before";
          goOn();
          await teams.until(() => /What's next/.test(wordsIn(tom().last(where)?.cards)), "the answer");
          const http = `${statuses(workspace(), "message")} ${statuses(workspace(), "task/fetch")}`;
          return { http, sees: `a press, ${fast}; acknowledged ${acknowledged}; ${shownTo(tom(), where)}` };
        },
      ));
  });

  describe("the bot's own token:", () => {
    it("that ends before its time is renewed", () =>
      row(
        workspace(),
        "a token that Teams does not take any more: renewed",
        { http: "200", sees: "the dialog closed, fast; a new token", ...once },
        async () => {
          const where = nextChannel();
          const { teams } = workspace();
          const tokens = teams.log.calls("token").length;
          const sees = await plannedDuring(where, `With a new token in ${where}`, () => teams.revokeTokens());
          await teams.until(() => messagesWith(where, "With a new token").length > 0, "the news");
          const asked = teams.log.calls("token").length - tokens;
          return {
            http: statuses(workspace(), "task/submit"),
            sees: `${sees}; ${asked === 1 ? "a new token" : `${asked} tokens`}`,
          };
        },
      ));
    it("that nobody gives out for a while comes later", () =>
      row(
        workspace(),
        "a token that Teams does not take any more, and the login fails: later",
        { http: "200", sees: "the dialog closed, fast", ...once },
        async () => {
          const where = nextChannel();
          const { teams } = workspace();
          const title = `After the login failed in ${where}`;
          const sees = await plannedDuring(where, title, () => {
            teams.revokeTokens();
            teams.faults.onCalls("token", 1, { kind: "status", status: 503 });
          });
          await teams.until(() => messagesWith(where, title).length > 0, "the news");
          return { http: statuses(workspace(), "task/submit"), sees };
        },
      ));
  });

  describe("the whole connector:", () => {
    for (const how of ["unavailable", "unreachable"] as const)
      it(`${how}: forms are kept, dialogs open, and the news comes later`, () =>
        row(
          workspace(),
          `the connector is ${how}: three courses, told when it is back`,
          { http: "200", sees: "the dialog closed, fast; told when it is back", kept: 3, posted: 3 },
          async () => {
            const { teams } = workspace();
            teams.faults.down(how);
            let sees = "";
            for (const where of troubledChannels)
              sees = await plannedDuring(where, `While ${how} in ${where}`, () => {});
            const http = statuses(workspace(), "task/submit");
            teams.faults.down(false);
            const told = () =>
              troubledChannels.every((where) =>
                messagesWith(where, `While ${how} in ${where}`).some(({ cards }) => wordsIn(cards).includes("planned")),
              );
            await teams.until(told, "the news");
            return { http, sees: `${sees}; told when it is back` };
          },
        ));
  });
}
