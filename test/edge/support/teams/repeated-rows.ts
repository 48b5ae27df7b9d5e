/** The same again: as Teams sends it once more, as somebody else might, and as people press twice. */
import { describe, it } from "vitest";
import type { DeliveryEntry } from "../../../../src/playground/teams/traffic-log.ts";
import { row } from "../rows.ts";
import {
  channel,
  courseForm,
  invokeOf,
  shownTo,
  statuses,
  statusOf,
  troubledChannels,
  type Workspace,
  wordsAnswered,
  wordsIn,
} from "./workspace.ts";

const nothing = { kept: 0, posted: 0 } as const;
const once = { kept: 1, posted: 1 } as const;
const shown = /What's next for Prairie/;

export function repeatedRows(workspace: () => Workspace): void {
  /** What was sent last of a kind. */
  const lastOf = (what: string): DeliveryEntry => {
    const entry = workspace().teams.log.deliveries(what).at(-1);
    if (!entry) throw new Error(`nothing of ${what} was sent yet`);
    return entry;
  };
  const nadia = () => workspace().teams.as("Nadia Brooks");
  const closed = () => (nadia().dialog() ? "the dialog" : "the dialog closed");
  const same = (bodies: readonly (string | undefined)[]) =>
    bodies.every((body) => body === bodies[0]) ? "the same answer" : bodies.join(" or ");

  describe("a message that comes again is answered once:", () => {
    it("twice at once", () =>
      row(workspace(), "a message, twice at once", { http: "200 200", sees: shown, kept: 0, posted: 1 }, async () => {
        workspace().teams.faults.deliverTwice();
        await nadia().say(channel, "@Onboarding what's next?");
        return { http: statuses(workspace(), "message", 2), sees: shownTo(nadia()) };
      }));
    for (const [token, what] of [
      ["asSent", "a message, byte for byte with its old token"],
      ["valid", "a message, byte for byte with a new token"],
      ["expired", "a message, byte for byte with a token that has expired"],
    ] as const)
      it(what, () =>
        row(workspace(), what, { http: token === "expired" ? 401 : 200, sees: "nothing", ...nothing }, async () => {
          const { status, body } = statusOf(await workspace().teams.replay(lastOf("message"), token));
          return { http: status, sees: body || "nothing" };
        }),
      );
    it("after a restart", () =>
      row(
        workspace(),
        "a message that decides nothing, once more after a restart: answered once more",
        { http: 200, sees: shown, kept: 0, posted: 1 },
        async () => {
          const entry = lastOf("message");
          await workspace().again();
          const { status } = statusOf(await workspace().teams.replay(entry, "valid"));
          return { http: status, sees: shownTo(nadia()) };
        },
      ));
  });

  describe("a form that comes again is kept once:", () => {
    it("twice at once", () =>
      row(
        workspace(),
        "a form, twice at once",
        { http: "200 200", sees: "the dialog closed; the same answer", ...once },
        async () => {
          const { teams } = workspace();
          await courseForm(nadia());
          teams.faults.deliverTwice();
          await nadia().submit({ "text-title": "Twice at once" });
          await teams.settled();
          const answers = teams.log
            .deliveries("task/submit")
            .slice(-2)
            .map(({ answer }) => answer);
          return { http: statuses(workspace(), "task/submit", 2), sees: `${closed()}; ${same(answers)}` };
        },
      ));
    it("sent again by Teams", () =>
      row(
        workspace(),
        "a form, sent again by Teams under the same id",
        { http: 200, sees: "the same answer", ...nothing },
        async () => {
          const first = lastOf("task/submit");
          const { status, body } = statusOf(await workspace().teams.replay(first, "valid"));
          return { http: status, sees: same([first.answer, body]) };
        },
      ));
    it("under another id", () =>
      row(
        workspace(),
        "a form, the same instance under another id",
        { http: 200, sees: "the same answer", ...nothing },
        async () => {
          const first = lastOf("task/submit");
          const again = { ...first.activity, id: "f:another" };
          const { status, body } = statusOf(await workspace().teams.deliver(again));
          return { http: status, sees: same([first.answer, body]) };
        },
      ));
    it("under another id after a restart", () =>
      row(
        workspace(),
        "a form, the same instance under another id, after a restart",
        { http: 200, sees: "the same answer", ...nothing },
        async () => {
          const first = lastOf("task/submit");
          await workspace().again();
          const again = { ...first.activity, id: "f:another after a restart" };
          const { status, body } = statusOf(await workspace().teams.deliver(again));
          return { http: status, sees: same([first.answer, body]) };
        },
      ));
    it("by somebody else", () =>
      row(
        workspace(),
        "a form, the same instance by another person",
        { http: 200, sees: "the same answer", ...nothing },
        async () => {
          const first = lastOf("task/submit");
          const tom = invokeOf(workspace(), "Tom Okafor", {}, { name: "task/submit" });
          const { status, body } = statusOf(await workspace().teams.deliver({ ...tom, value: first.activity.value }));
          return { http: status, sees: same([first.answer, body]) };
        },
      ));
    it("drawn anew", () =>
      row(
        workspace(),
        "a form, drawn anew and filled in with the same",
        { http: "200", sees: "the dialog closed", ...once },
        async () => {
          await courseForm(nadia());
          await nadia().submit({ "text-title": "Twice at once" });
          return { http: statuses(workspace(), "task/submit"), sees: closed() };
        },
      ));
  });

  describe("a press that comes again has one effect:", () => {
    it("in a dialog, twice at once", () =>
      row(
        workspace(),
        "a press that decides in a dialog, twice at once",
        { http: "200 200", sees: /Twice at once.*ticked off by Nadia Brooks/, ...once },
        async () => {
          const { teams } = workspace();
          await nadia().press(channel, "Menu");
          await nadia().press("dialog", "Training");
          teams.faults.deliverTwice();
          await nadia().press("dialog", "Taken");
          const sees = shownTo(nadia());
          await nadia().closeDialog();
          return { http: statuses(workspace(), "task/submit", 2), sees };
        },
      ));
    it("to look, sent again by Teams", () =>
      row(
        workspace(),
        "a press that looks, sent again by Teams under the same id",
        { http: 200, sees: "the same answer", ...nothing },
        async () => {
          const first = lastOf("task/fetch");
          const { status, body } = statusOf(await workspace().teams.replay(first, "valid"));
          return { http: status, sees: same([first.answer, body]) };
        },
      ));

    const [, , where] = troubledChannels;
    it("on a message, once the questionnaire waits for it", async () => {
      const { teams } = workspace();
      await nadia().press(where, "Questionnaire submitted");
      await nadia().submit();
      const asked = () => teams.conversation(where).messages.some(({ cards }) => /for its RSID/.test(wordsIn(cards)));
      await teams.until(asked, "the request for the RSID");
      await teams.until(
        () => wordsIn(teams.as("Sam Ortega").last("@bot")?.cards).includes(where),
        "the same one to one",
      );
    });
    it("on a message, by a person who presses twice", () =>
      row(
        workspace(),
        "a decision in the channel, pressed twice by one person",
        { http: "200 200", sees: /RSID for Alder.* then: .*already accepted, by Sam Ortega/, ...once },
        async () => {
          const { teams } = workspace();
          const sam = teams.as("Sam Ortega");
          await sam.opens(where);
          const presses = teams.log.deliveries("adaptiveCard/action").length;
          await Promise.all([sam.press(where, "Accept questionnaire"), sam.press(where, "Accept questionnaire")]);
          const both = teams.log.deliveries("adaptiveCard/action").slice(presses);
          return {
            http: statuses(workspace(), "adaptiveCard/action", 2),
            sees: both.map(({ answer }) => wordsAnswered(answer)).join(" then: "),
          };
        },
      ));
    it("on a message, by a second person a moment later", () =>
      row(
        workspace(),
        "a decision in the channel that somebody else made before",
        { http: 200, sees: /accepted/i, ...nothing },
        async () => {
          const theirs = lastOf("adaptiveCard/action");
          const dana = invokeOf(workspace(), "Dana Whitfield", {}, { name: "adaptiveCard/action", where });
          const again = { ...dana, value: theirs.activity.value, replyToId: theirs.activity.replyToId };
          const { status, body } = statusOf(await workspace().teams.deliver(again));
          return { http: status, sees: wordsAnswered(body) };
        },
      ));
  });
}
