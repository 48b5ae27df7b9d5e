/** Where the keyboard and the eye are led as dialogs in Teams open, go on to something else, and close. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TeamsVisitor } from "./support/teams-visitor.ts";
import { visiting, visitPatienceMs } from "./support/visit.ts";
import type { Visitor } from "./support/visitor.ts";

const lowPhone = { width: 375, height: 560 };
const desk = { width: 1440, height: 900 };

describe("dialogs in Teams", { timeout: visitPatienceMs }, () => {
  let inSlack: Visitor;
  let inTeams: TeamsVisitor;
  const visit = visiting("dialogs", { viewport: desk }, async () => {
    ({ inSlack, inTeams } = visit);
    await inSlack.be("Tom Okafor");
    await inTeams.goTo("Prairie Telecom");
  });

  const focusIsOn = (button: string) => inTeams.button(button).and(visit.page.locator(":focus")).waitFor();
  const leaveByEscape = () => visit.page.keyboard.press("Escape");
  const leaveByCross = () => inTeams.dialog.getByRole("button", { name: "Dismiss" }).click();

  beforeEach(async () => {
    // What an earlier test left open is not this one's.
    if ((await inTeams.dialog.count()) > 0) await inTeams.dismiss();
  });

  describe.each([
    ["Escape", leaveByEscape],
    ["the cross", leaveByCross],
  ])("left by %s", (_, leave) => {
    it("give the focus back to the button that opened them", async () => {
      await inTeams.openDialog("Record OCN", "OCN");
      await leave();
      await inTeams.dialog.waitFor({ state: "detached" });
      await focusIsOn("Record OCN");
    });

    it("give it back also after they have gone on to something else", async () => {
      await inTeams.openDialog("What can I do?", "Reseller onboarding");
      await inTeams.openDialog("Record OCN", "OCN");
      await leave();
      await inTeams.dialog.waitFor({ state: "detached" });
      await focusIsOn("What can I do?");
    });
  });

  it("give the focus back after what Teams says at their end", async () => {
    await inTeams.openDialog("Record OCN", "OCN");
    await inTeams.press("Cancel");
    await inTeams.dialog.waitFor({ state: "detached" });
    await inTeams.pane.getByRole("button", { name: "OK", exact: true }).click();
    await focusIsOn("Record OCN");
  });

  it("give it back to a button that was drawn anew meanwhile", async () => {
    // The checklist's own: it changes with what is recorded.
    const opener = inTeams.log.getByRole("button", { name: "What can I do?" }).first();
    await opener.click();
    await inTeams.dialog.waitFor();
    await inTeams.openDialog("Record OCN", "OCN");
    await inTeams.choose("Colorado (CO)");
    await inTeams.fill({ OCN: "622X", "Date of NECA's notification": await inSlack.daysAgo(5) });
    await inTeams.press("Save");
    await inTeams.send("Save anyway");
    await inTeams.hear(/Tom Okafor.* recorded the OCN for Colorado: 622X/);
    await opener.and(visit.page.locator(":focus")).waitFor();
  });

  describe("that come back with an answer, on a low phone", () => {
    beforeAll(async () => {
      await visit.page.setViewportSize(lowPhone);
      const tabs = visit.page.getByRole("navigation", { name: "Slack or Teams" });
      await tabs.getByRole("link", { name: "Teams" }).click();
    });

    const showsAndSays = async (words: string) => {
      const answer = inTeams.dialog.getByText(words);
      await answer.waitFor();
      const head = await inTeams.dialog.getByRole("heading").boundingBox();
      expect((await answer.boundingBox())?.y).toBeGreaterThan((head?.y ?? 0) + (head?.height ?? 0));
      // A screen reader reads out the name of what gets the focus.
      const heard = inTeams.dialog.getByRole("group", { name: new RegExp(`^\\W*${words}`) });
      await heard.and(visit.page.locator(":focus")).waitFor();
    };

    it("show and say a question that comes back from its top", async () => {
      await inTeams.openDialog("Record OCN", "OCN");
      await inTeams.choose("Colorado (CO)");
      await inTeams.fill({ OCN: "62OA", "Date of NECA's notification": await inSlack.daysAgo(5) });
      await visit.look("before-question");
      await inTeams.press("Save");
      await showsAndSays("Are you sure");
      await visit.look("question");
      // The keyboard goes on from there.
      await visit.page.keyboard.press("Tab");
      await inTeams.dialog.getByRole("radio", { name: "Colorado (CO)" }).and(visit.page.locator(":focus")).waitFor();
    });

    it("show and say what is wrong from the top", async () => {
      await inTeams.openDialog("Record OCN", "OCN");
      await inTeams.fill({ OCN: "62", "Date of NECA's notification": await inSlack.daysAgo(5) });
      await inTeams.press("Save");
      await showsAndSays("Nothing was saved yet");
      await visit.look("errors");
    });
  });
});
