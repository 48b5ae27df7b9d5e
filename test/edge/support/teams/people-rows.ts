/** People of every kind of company, in channels that tenants share. */
import { describe, it } from "vitest";
import { type Expected, row } from "../rows.ts";
import {
  carrier,
  channel,
  invokeOf,
  messageOf,
  planCourse,
  shownTo,
  statuses,
  statusOf,
  troubledChannels,
  type Workspace,
  wordsIn,
} from "./workspace.ts";

const nothing = { kept: 0, posted: 0 } as const;
const once = { kept: 1, posted: 1 } as const;
const shown = /What's next for/;
/** Led by a person of their own tenant. */
const [theirs] = troubledChannels;
const notYours = /belongs to the two companies working through it/;
const onlyOthers = /^Only .* can /;
/** Teams' own words for an answer that it cannot use. */
const refusedByTeams = "Something went wrong. Please try again.";

export function peopleRows(workspace: () => Workspace): void {
  const pressed = (what: string, who: string, label: string, sees: RegExp, where: string = channel) =>
    it(what, () =>
      row(workspace(), what, { http: "200", sees, ...nothing }, async () => {
        const person = workspace().teams.as(who);
        await person.press(where, label);
        const seen = shownTo(person, where);
        await person.closeDialog();
        return { http: statuses(workspace(), "task/fetch"), sees: seen };
      }),
    );
  const said = (what: string, who: string, text: string, expected: Expected) =>
    it(what, () =>
      row(workspace(), what, expected, async () => {
        const person = workspace().teams.as(who);
        await person.say(channel, `@Onboarding ${text}`);
        return { http: statuses(workspace(), "message"), sees: shownTo(person) };
      }),
    );
  const planned = (what: string, who: string, where: string = channel) =>
    it(what, () =>
      row(workspace(), what, { http: "200", sees: "the dialog closed", ...once }, async () => {
        const person = workspace().teams.as(who);
        const http = await planCourse(workspace(), person, `Course of ${who}`, where);
        return { http, sees: person.dialog() ? "the dialog" : "the dialog closed" };
      }),
    );

  describe("people of the two companies:", () => {
    pressed("the carrier's person presses", "Sam Ortega", "What can I do?", /What's next for Prairie/);
    pressed("a guest who leads presses", "Nadia Brooks", "What can I do?", shown);
    planned("a guest who leads sends a form", "Nadia Brooks");
    pressed("a person of an allowed tenant who is named presses", "Tom Okafor", "What can I do?", shown);
    planned("a person of an allowed tenant who is named sends a form", "Tom Okafor");
    pressed("a colleague of the lead who is not named presses", "Kim Larsen", "What can I do?", shown, theirs);
    planned("a colleague of the lead who is not named sends a form", "Kim Larsen", theirs);
    // A guest's account is the carrier's: nobody learns from it which company they are of.
    pressed("a colleague of a guest's who is not named presses", "Kim Larsen", "What can I do?", notYours);
    said("a person of an allowed tenant asks aloud", "Tom Okafor", "what's next?", {
      ...{ http: "200", sees: shown, kept: 0, posted: 1 },
    });
    pressed(
      "the carrier's person who may not record it presses",
      "Dana Whitfield",
      "Record certification for MN",
      onlyOthers,
    );
    pressed("a service manager who is not this one's presses", "Tess Kim", "Record certification for MN", onlyOthers);
  });

  describe("people who take no part:", () => {
    pressed("a guest of nobody's presses to look", "Gus Holm", "What can I do?", notYours);
    pressed("a guest of nobody's presses to record", "Gus Holm", "Record certification for MN", notYours);
    pressed("another reseller's person presses to look", "Uma Reyes", "What can I do?", notYours);
    pressed("another reseller's person presses to record", "Uma Reyes", "Record certification for MN", notYours);
    it("another reseller's person asks aloud", () =>
      row(
        workspace(),
        "another reseller's person asks aloud, and is told behind a button",
        {
          http: "200 200",
          sees: /for you alone.*Show it to me.*then:.*belongs to the two companies/,
          kept: 0,
          posted: 1,
        },
        async () => {
          const uma = workspace().teams.as("Uma Reyes");
          await uma.say(channel, "@Onboarding why is the RSID locked?");
          const first = shownTo(uma);
          const status = statuses(workspace(), "message");
          await uma.press(channel, "Show it to me");
          const then = wordsIn(uma.dialog()?.card);
          await uma.closeDialog();
          return { http: `${status} ${statuses(workspace(), "task/fetch")}`, sees: `${first} then: ${then}` };
        },
      ));
    it("another reseller's person whom nobody has met, while the roster fails", () =>
      row(
        workspace(),
        "the roster: 503, for a person whom nobody has met",
        { http: "200", sees: /find out just now which company/, ...nothing },
        async () => {
          const ilse = workspace().teams.as("Ilse Brandt");
          workspace().teams.faults.onCalls("getConversationMember", 5, { kind: "status", status: 503 });
          await ilse.press(channel, "Record certification for MN");
          const sees = shownTo(ilse);
          workspace().teams.faults.clear();
          await ilse.closeDialog();
          return { http: statuses(workspace(), "task/fetch"), sees };
        },
      ));
  });

  describe("people whose tenant is not on TEAMS_ALLOWED_TENANTS:", () => {
    it("press", () =>
      row(
        workspace(),
        "a stranger of a third company presses",
        { http: "403", sees: refusedByTeams, ...nothing },
        async () => {
          const result = await workspace().teams.as("Omar Haddad").press(channel, "What can I do?");
          return { http: statuses(workspace(), "task/fetch"), sees: result.ok ? "an answer" : result.problem };
        },
      ));
    it("ask aloud", () =>
      row(
        workspace(),
        "a stranger of a third company asks aloud",
        { http: "403", sees: "nothing", ...nothing },
        async () => {
          const omar = workspace().teams.as("Omar Haddad");
          await omar.say(channel, "@Onboarding status");
          return {
            http: statuses(workspace(), "message"),
            sees: omar.last(channel)?.author.bot ? "an answer" : "nothing",
          };
        },
      ));
    it("send a form that somebody else could", () =>
      row(
        workspace(),
        "a stranger of a third company sends another's form",
        { http: "403", sees: "nothing", ...nothing },
        async () => {
          const theirs = workspace().teams.log.deliveries("task/submit").at(-1);
          const omar = invokeOf(workspace(), "Omar Haddad", {}, { name: "task/submit" });
          const outcome = await workspace().teams.deliver({ ...omar, value: theirs?.activity.value });
          const { status, body } = statusOf(outcome);
          return { http: String(status), sees: body || "nothing" };
        },
      ));
    it("say that they are somebody else's", () =>
      row(
        workspace(),
        "a stranger whose activity names the carrier's tenant for the place",
        { http: "403", sees: "nothing", ...nothing },
        async () => {
          const changes = { channelData: { tenant: { id: carrier } } };
          const { status, body } = statusOf(
            await workspace().teams.deliver(messageOf(workspace(), changes, "Omar Haddad")),
          );
          return { http: String(status), sees: body || "nothing" };
        },
      ));
  });
}
