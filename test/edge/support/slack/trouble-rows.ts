/** Slack's Web API in trouble: nothing is lost, nothing stands there twice, and the acknowledgement never waits for it. */
import { describe, it } from "vitest";
import type { CallFault } from "../../../../src/playground/slack/faults.ts";
import { row } from "../rows.ts";
import { timeOf } from "../running-time.ts";
import { channel, courseForm, planCourse, statuses, textsIn, type Workspace, whispered } from "./workspace.ts";

const nothing = { kept: 0, posted: 0 } as const;
const once = { kept: 1, posted: 1 } as const;
/** Slack shows a form as failed after three seconds; ours are through long before. */
const fastMs = 1_500;

export function troubleRows(workspace: () => Workspace): void {
  /** A course is planned while calls of these methods fail; its news comes all the same, once. */
  const survives = (what: string, method: string, fault: CallFault, times = 1) =>
    it(what, () =>
      row(workspace(), `${method}: ${what}`, { http: 200, sees: "the form closed, fast", ...once }, async () => {
        const { slack } = workspace();
        const tom = slack.as("U0TOM");
        await courseForm(workspace(), tom);
        slack.faults.onCalls(method, times, fault);
        const fast = (await timeOf(() => tom.submit({ title: `Course of ${method}: ${what}` }))) < fastMs;
        const status = Number(statuses(workspace(), "view_submission"));
        const title = `Course of ${method}: ${what}`;
        const isTold = () =>
          slack.posted(channel).some((message) => JSON.stringify(message.blocks ?? []).includes(title)) &&
          slack.log.calls(method).some((call) => call.done && call.status === 200);
        await slack.until(isTold, "the news");
        return { http: status, sees: `the form ${tom.modal() ? "stayed" : "closed"}, ${fast ? "fast" : "slowly"}` };
      }),
    );

  describe("a message", () => {
    survives("429, wait a second", "chat.postMessage", { kind: "rateLimited", retryAfter: 1 });
    survives("503, no effect", "chat.postMessage", { kind: "status", status: 503 });
    survives("500, but it had its effect", "chat.postMessage", { kind: "status", status: 500, effect: true });
    survives("connection dropped before the effect", "chat.postMessage", { kind: "drop", when: "beforeEffect" });
    survives("connection dropped after the effect", "chat.postMessage", { kind: "drop", when: "afterEffect" });
    survives("a slow answer, two seconds", "chat.postMessage", { kind: "delay", millis: 2_000, effect: "first" });
    survives("internal_error", "chat.postMessage", { kind: "refusal", error: "internal_error" });
    survives("429, wait a second", "chat.update", { kind: "rateLimited", retryAfter: 1 });
    survives("connection dropped after the effect", "chat.update", { kind: "drop", when: "afterEffect" });

    it("refused for good is told with the next news", () =>
      row(
        workspace(),
        "chat.postMessage: missing_scope, mended before the next news",
        { http: 200, sees: "both in one message", kept: 2, posted: 1 },
        async () => {
          const { slack } = workspace();
          const tom = slack.as("U0TOM");
          slack.faults.onCalls("chat.postMessage", 1, { kind: "refusal", error: "missing_scope" });
          const refused = () => slack.log.calls("chat.postMessage").filter(({ answer }) => answer?.ok === false).length;
          const before = refused();
          await planCourse(workspace(), tom, "Told later");
          await slack.until(() => refused() > before, "the refusal");
          const http = (await planCourse(workspace(), tom, "Told at once")) ?? 0;
          const told = () =>
            slack
              .posted(channel)
              .filter((message) => /Told later.*Told at once/s.test(JSON.stringify(message.blocks ?? [])))
              .some(({ metadata }) => JSON.stringify(metadata).includes("said"));
          await slack.until(told, "both");
          return { http, sees: "both in one message" };
        },
      ));

    it("that was deleted comes again, pinned", () =>
      row(
        workspace(),
        "chat.update: message_not_found, the checklist comes anew",
        { http: 200, sees: "the checklist, pinned", kept: 1, posted: 2 },
        async () => {
          const { slack } = workspace();
          const pinned = () => slack.channel(channel).pinned.length;
          const before = pinned();
          slack.faults.onCalls("chat.update", 1, { kind: "refusal", error: "message_not_found" });
          const http = (await planCourse(workspace(), slack.as("U0TOM"), "After a deletion")) ?? 0;
          await slack.until(() => pinned() > before, "the new pin");
          return { http, sees: "the checklist, pinned" };
        },
      ));
  });

  describe("a form that Slack does not open", () => {
    const faults: Readonly<Record<string, () => void>> = {
      "the trigger expired": () => workspace().slack.faults.expireTriggers(),
      "views.open: 503": () => workspace().slack.faults.onCalls("views.open", 1, { kind: "status", status: 503 }),
      "views.open: connection dropped": () =>
        workspace().slack.faults.onCalls("views.open", 1, { kind: "drop", when: "beforeEffect" }),
      "views.open: 429": () =>
        workspace().slack.faults.onCalls("views.open", 1, { kind: "rateLimited", retryAfter: 30 }),
    };
    for (const [what, break_] of Object.entries(faults))
      it(`(${what}) comes behind a button that opens it`, () =>
        row(
          workspace(),
          `${what}: a button comes instead, and opens the form`,
          { http: "200", sees: /three seconds to open.*Start an onboarding/, ...nothing },
          async () => {
            const { slack } = workspace();
            const dana = slack.as("U0DANA");
            const messages = () => dana.channel("#new-reseller").messages.length;
            const before = messages();
            break_();
            await dana.command("#new-reseller", "start");
            await slack.until(() => messages() > before, "the button");
            const sees = whispered(dana, "#new-reseller");
            slack.faults.clear();
            await dana.press({ channel: "#new-reseller" }, "Start an onboarding");
            await slack.until(() => dana.modal()?.title === "Start an onboarding", "the form after all");
            await dana.close();
            return { http: statuses(workspace(), "command"), sees };
          },
        ));
  });

  describe("an answer whose way is barred", () => {
    it("takes another way", () =>
      row(
        workspace(),
        "response_url: connection dropped; told by chat.postEphemeral",
        { http: "200", sees: /What's next for Prairie/, ...nothing },
        async () => {
          const { slack } = workspace();
          const nadia = slack.as("U0NADIA");
          const said = slack.log.calls("chat.postEphemeral").length;
          slack.faults.onCalls("response_url", 1, { kind: "drop", when: "beforeEffect" });
          await nadia.press({ channel }, "What can I do?");
          const calls = () => slack.log.calls("chat.postEphemeral");
          await slack.until(() => calls().length > said && calls().at(-1)?.done, "the other way");
          return { http: statuses(workspace(), "block_actions"), sees: textsIn(calls().at(-1)?.args.blocks) };
        },
      ));

    it("a directory that does not answer grants nothing and holds up nothing", () =>
      row(
        workspace(),
        "users.info: 503 for a carrier admin nobody knows yet",
        { http: "200", sees: /find out just now which company/, ...nothing },
        async () => {
          const { slack } = workspace();
          const person = slack.as("U0NEWADMIN");
          slack.faults.onCalls("users.info", 5, { kind: "status", status: 503 });
          await person.press({ channel }, "Record certification for MN");
          const sees = await slack.until(() => whispered(person), "the answer");
          slack.faults.clear();
          return { http: statuses(workspace(), "block_actions"), sees };
        },
      ));
  });
}
