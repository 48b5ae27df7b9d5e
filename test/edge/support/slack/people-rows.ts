/** The same request again, and people of every kind of company. */
import { describe, it } from "vitest";
import { row } from "../rows.ts";
import { channel, courseForm, knock, planCourse, statuses, textsIn, type Workspace, whispered } from "./workspace.ts";

const nothing = { kept: 0, posted: 0 } as const;
const once = { kept: 1, posted: 1 } as const;
const notYours = /belongs to the two companies working through it/;
const shown = /What's next for Prairie Telecom/;

/** What was sent last of a kind. */
const lastOf = ({ slack }: Workspace, what: Parameters<typeof slack.log.deliveries>[0]) => {
  const entry = slack.log.deliveries(what).at(-1);
  if (!entry) throw new Error(`nothing of ${what} was sent yet`);
  return entry;
};

/** Does it, and says what the person was told privately after it. */
async function told({ slack }: Workspace, who: string, work: () => Promise<unknown>): Promise<string> {
  const person = slack.as(who);
  const private_ = () => person.channel(channel).messages.filter(({ ephemeral }) => ephemeral).length;
  const before = private_();
  await work();
  await slack.until(() => private_() > before, "a private answer");
  return whispered(person);
}

export function repeatedRows(workspace: () => Workspace): void {
  describe("what comes again has one effect:", () => {
    it("a command, twice at once", () =>
      row(workspace(), "a command, twice at once", { http: "200 200", sees: shown, ...nothing }, async () => {
        const { slack } = workspace();
        slack.faults.deliverTwice();
        await slack.as("U0SAM").command(channel, "next");
        return { http: statuses(workspace(), "command", 2), sees: whispered(slack.as("U0SAM")) };
      }));

    it("a form, twice at once", () =>
      row(workspace(), "a form, twice at once", { http: "200 200", sees: "the form closed", ...once }, async () => {
        const { slack } = workspace();
        const tom = slack.as("U0TOM");
        await courseForm(workspace(), tom);
        slack.faults.deliverTwice();
        await tom.submit({ title: "Twice at once" });
        return {
          http: statuses(workspace(), "view_submission", 2),
          sees: tom.modal() ? "the form" : "the form closed",
        };
      }));

    it("a form, replayed as it was", () =>
      row(workspace(), "a form, replayed as it was", { http: 200, sees: "nothing", ...nothing }, async () => {
        const outcome = await workspace().slack.replay(lastOf(workspace(), "view_submission"));
        return outcome.kind === "answered"
          ? { http: outcome.status, sees: "nothing" }
          : { http: 0, sees: outcome.kind };
      }));

    it("a press that decides, twice at once", () =>
      row(
        workspace(),
        "a press that decides, twice at once",
        { http: "200 200", sees: /Twice at once.*ticked off by Tom Okafor/, ...once },
        async () => {
          const { slack } = workspace();
          const sees = await told(workspace(), "U0TOM", async () => {
            await slack.as("U0TOM").press({ channel }, "Training");
          });
          if (!sees.includes("Twice at once")) throw new Error(`the course is not there: ${sees}`);
          slack.faults.deliverTwice();
          await slack.as("U0TOM").press({ channel }, "Taken");
          await slack.until(() => whispered(slack.as("U0TOM")).includes("ticked off by"), "the list");
          return { http: statuses(workspace(), "block_actions", 2), sees: whispered(slack.as("U0TOM")) };
        },
      ));

    it("a mention, twice at once", () =>
      row(workspace(), "a mention, twice at once", { http: "200 200", sees: shown, kept: 0, posted: 1 }, async () => {
        const { slack } = workspace();
        slack.faults.deliverTwice();
        const before = slack.posted(channel).length;
        await slack.as("U0NADIA").say(channel, "<@U0BOT> what's next?");
        await slack.until(() => slack.posted(channel).length > before + 1, "an answer in the thread");
        await slack.settled();
        return {
          http: statuses(workspace(), "event", 2),
          sees: textsIn(slack.channel(channel).messages.at(-1)?.blocks),
        };
      }));

    it("an event, replayed as it was", () =>
      row(workspace(), "an event, replayed as it was", { http: 200, sees: "nothing", ...nothing }, async () => {
        const outcome = await workspace().slack.replay(lastOf(workspace(), "event"));
        return outcome.kind === "answered"
          ? { http: outcome.status, sees: "nothing" }
          : { http: 0, sees: outcome.kind };
      }));

    for (const [what, name] of [
      ["command", "a command"],
      ["block_actions", "a press"],
      ["view_submission", "a form"],
      ["event", "an event"],
    ] as const)
      it(`${name}, replayed six minutes later with its old time`, () =>
        row(
          workspace(),
          `${name}, signed rightly six minutes ago`,
          { http: 401, sees: "nothing", ...nothing },
          async () => {
            const outcome = await workspace().slack.replay(lastOf(workspace(), what), { ageSeconds: 361 });
            return outcome.kind === "answered"
              ? { http: outcome.status, sees: outcome.body || "nothing" }
              : { http: 0, sees: outcome.kind };
          },
        ));
  });
}

export function companyRows(workspace: () => Workspace): void {
  const pressed = (what: string, who: string, label: string, sees: RegExp) =>
    it(what, () =>
      row(workspace(), what, { http: "200", sees, ...nothing }, async () => {
        const { slack } = workspace();
        const words = await told(workspace(), who, () => slack.as(who).press({ channel }, label));
        return { http: statuses(workspace(), "block_actions"), sees: words };
      }),
    );

  describe("people of the two companies:", () => {
    pressed("the other company's person presses", "U0NADIA", "What can I do?", shown);
    it("the other company's person sends a form", () =>
      row(
        workspace(),
        "the other company's person sends a form",
        { http: 200, sees: "the form closed", ...once },
        async () => {
          const nadia = workspace().slack.as("U0NADIA");
          const http = (await planCourse(workspace(), nadia, "By the other company")) ?? 0;
          return { http, sees: nadia.modal() ? "the form" : "the form closed" };
        },
      ));
    pressed(
      "the carrier's person who may not record it presses",
      "U0DANA",
      "Record certification for MN",
      /Only .* can/,
    );
  });

  describe("people who take no part:", () => {
    pressed("a third company's person presses to look", "U0OMAR", "What can I do?", notYours);
    pressed("a third company's person presses to record", "U0OMAR", "Record certification for MN", notYours);
    it("a third company's person mentions the bot", () =>
      row(
        workspace(),
        "a third company's person asks the bot aloud",
        { http: "200", sees: notYours, ...nothing },
        async () => {
          const { slack } = workspace();
          const omar = slack.as("U0OMAR");
          await omar.say(channel, "<@U0BOT> why is the RSID locked?");
          await slack.until(() => omar.last(channel)?.ephemeral === true, "an answer to Omar alone");
          return { http: statuses(workspace(), "event"), sees: textsIn(omar.last(channel)?.blocks) };
        },
      ));

    /** A press that somebody else did, with these parts changed. */
    const altered = async (changes: (payload: Record<string, unknown>) => Record<string, unknown>) => {
      const { slack } = workspace();
      await told(workspace(), "U0OMAR", () => slack.as("U0OMAR").press({ channel }, "What can I do?"));
      const { payload } = lastOf(workspace(), "block_actions");
      const body = new URLSearchParams({ payload: JSON.stringify(changes({ ...payload })) }).toString();
      return () => knock(workspace(), { type: "application/x-www-form-urlencoded", body });
    };
    it("a stranger whose company nobody knows", () =>
      row(
        workspace(),
        "a stranger of no known company presses",
        { http: 200, sees: /find out just now which company/, ...nothing },
        async () => {
          const send = await altered((payload) => ({ ...payload, user: { id: "U0NOBODY" } }));
          const answers = workspace().slack.log.calls("response_url").length;
          const { status } = await send();
          const calls = () => workspace().slack.log.calls("response_url");
          await workspace().slack.until(() => calls().length > answers && calls().at(-1)?.done, "the answer");
          return { http: status, sees: String(calls().at(-1)?.args.text) };
        },
      ));

    it("a press for another workspace's installation", () =>
      row(workspace(), "a press for another installation", { http: 200, sees: "nothing", ...nothing }, async () => {
        const send = await altered((payload) => ({ ...payload, team: { id: "T0OTHER" }, message: undefined }));
        const { status, body } = await send();
        return { http: status, sees: body || "nothing" };
      }));

    it("a command for another workspace's installation", () =>
      row(workspace(), "a command for another installation", { http: 200, sees: "nothing", ...nothing }, async () => {
        const { payload } = lastOf(workspace(), "command");
        const fields = { ...(payload as Record<string, string>), team_id: "T0OTHER", text: "status" };
        const body = new URLSearchParams(fields).toString();
        const answer = await knock(workspace(), { type: "application/x-www-form-urlencoded", body });
        return { http: answer.status, sees: answer.body || "nothing" };
      }));

    it("a form for another workspace's installation", () =>
      row(workspace(), "a form for another installation", { http: 200, sees: "nothing", ...nothing }, async () => {
        const { payload } = lastOf(workspace(), "view_submission");
        const view = { ...(payload.view as object), app_installed_team_id: "T0OTHER", hash: "another" };
        const body = new URLSearchParams({ payload: JSON.stringify({ ...payload, view }) }).toString();
        const answer = await knock(workspace(), { type: "application/x-www-form-urlencoded", body });
        return { http: answer.status, sees: answer.body || "nothing" };
      }));
  });
}
