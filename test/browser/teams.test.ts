/**
 * The other way round, in a real browser: an onboarding that is started in Teams, whose reseller works there and which the
 * carrier brings to Slack. The steps build on each other, as they do for a visitor.
 */
import { describe, expect, it } from "vitest";
import { newestCode } from "./support/codes.ts";
import { hardToRead } from "./support/legibility.ts";
import { standOnEachOther } from "./support/steps.ts";
import type { TeamsVisitor } from "./support/teams-visitor.ts";
import { visiting, visitPatienceMs } from "./support/visit.ts";
import type { Visitor } from "./support/visitor.ts";

const desk = { width: 1440, height: 900 };
const phone = { width: 375, height: 740 };

describe("a reseller who works in Teams", { timeout: visitPatienceMs }, () => {
  let inSlack: Visitor;
  let inTeams: TeamsVisitor;
  const visit = visiting("teams", { viewport: desk }, () => {
    ({ inSlack, inTeams } = visit);
  });

  const keys = (typed: string) => visit.page.keyboard.type(typed);
  const key = (name: string) => visit.page.keyboard.press(name);

  standOnEachOther();

  it("is started from a dialog, with people found by typing their names", async () => {
    await inSlack.be("Sam Ortega");
    await inTeams.goTo("New reseller");
    await inTeams.say("@Onboarding start");
    await inTeams.openDialog("Open the form", "Start an onboarding");
    await inTeams.fill({ "Reseller's legal name": "Lakeside Telephone, Inc." });
    await inTeams.pick("States", "Minnesota");
    await inTeams.pick("States", "Washington");
    await inTeams.pick("Reseller's lead", "Nadia Brooks");
    await inTeams.pick("Regulatory", "Tom Okafor");
    expect(await inTeams.value("Service manager")).toBe("Sam Ortega");
    await visit.look("01-start");
    await inTeams.send("Start");
    await inTeams.hear(/Sam Ortega started the onboarding of Lakeside Telephone, Inc\. in MN, WA/);
    await inTeams.hear(/0 of 2 states ready to order/);
    await visit.look("02-started");
  });

  it("takes a certification by keyboard alone", async () => {
    await inSlack.be("Tom Okafor");
    await inTeams.goTo("New reseller");
    await inSlack.tabTo("Record certification");
    await key("Enter");
    await inTeams.dialog.waitFor();
    await inSlack.tabTo("Certificate number");
    await keys("P-7104");
    await inSlack.tabTo("Effective date");
    const [year, month, day] = (await inSlack.daysAgo(30)).split("-");
    await keys(`${month}${day}${year}`);
    await inSlack.tabTo("Save");
    await visit.look("03-by-keyboard");
    await key("Enter");
    await inTeams.pane.getByRole("button", { name: "OK", exact: true }).waitFor();
    await key("Enter");
    await inTeams.hear(/Tom Okafor.* recorded the certification for Minnesota: certificate granted, number P-7104/);
    await visit.look("04-recorded");
  });

  it("shows other fields for another choice, with all that was typed", async () => {
    await inTeams.openDialog("Record certification for WA", "Certification");
    await inTeams.fill({ Docket: "UT-260411" });
    await inTeams.choose("Applied for");
    await inTeams.press("Show the fields for this choice");
    await inTeams.dialog.getByLabel("Applied on").waitFor();
    expect(await inTeams.value("Docket")).toBe("UT-260411");
    await inTeams.fill({ "Applied on": await inSlack.daysAgo(10) });
    await visit.look("05-applied");
    await inTeams.send("Save");
    await inTeams.hear(/Tom Okafor.* recorded the certification for Washington: applied for on .*UT-260411/);
  });

  it("takes a field that was emptied for empty", async () => {
    await inTeams.openDialog("Record decision for WA", "Certification");
    await inTeams.choose("Applied for");
    await inTeams.press("Show the fields for this choice");
    await inTeams.dialog.getByLabel("Applied on").waitFor();
    expect(await inTeams.value("Docket")).toBe("UT-260411");
    await inTeams.fill({ Docket: "" });
    await inTeams.send("Save");
    await inTeams.hear(
      /Tom Okafor.* recorded the certification for Washington: applied for on [A-Z][a-z]+ \d+, \d{4}\./,
    );
  });

  it("is brought to Slack with a code that was told one to one", async () => {
    await inSlack.be("Sam Ortega");
    await inTeams.goTo("New reseller");
    await inTeams.say("@Onboarding link");
    await inTeams.hear(/I have written to you one to one/);
    await visit.look("06-link");
    await inTeams.goTo("Onboarding");
    await inTeams.hear(/is good for one use/);
    await visit.look("07-code");
    const code = await newestCode(inTeams.log);
    await inTeams.goTo("New reseller");
    await inSlack.type(`/onboard link ${code}`);
    await inSlack.hear(/Getting started as a reseller: Lakeside Telephone/);
    await inTeams.hear(/Sam Ortega.* linked “#new-reseller” in Slack/);
    await visit.look("08-linked");
    await inSlack.be("Tom Okafor");
    await inTeams.openDialog("Record OCN", "OCN");
    await inTeams.fill({ OCN: "508J", "Date of NECA's notification": await inSlack.daysAgo(5) });
    await inTeams.send("Save");
    await inSlack.hear(/Tom Okafor.* recorded the OCN for Minnesota: 508J/);
    await visit.look("09-both");
  });

  it("knows somebody's two accounts as one after a code", async () => {
    await inSlack.be("Dana Whitfield");
    await inSlack.type("/onboard link");
    await inSlack.press("Join my accounts");
    await inSlack.hear(/Join your two accounts/);
    await visit.look("10-join");
    await inTeams.goTo("Onboarding");
    await inTeams.say(`link ${await newestCode(inSlack.log)}`);
    await inTeams.hear(/Joined/);
    await visit.look("11-joined");
  });

  it("is read and used on a phone, in the light and in the dark", async () => {
    await visit.page.setViewportSize(phone);
    await inSlack.be("Tom Okafor");
    await visit.page.getByRole("navigation", { name: "Slack or Teams" }).getByRole("link", { name: "Teams" }).click();
    await inTeams.hear(/Tom Okafor.* recorded the OCN for Minnesota: 508J/);
    for (const colorScheme of ["light", "dark"] as const) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.look(`12-phone-${colorScheme}`);
      expect(await hardToRead(inTeams.pane)).toEqual([]);
      await inTeams.openDialog("Record decision for WA", "Certification");
      await visit.look(`13-phone-dialog-${colorScheme}`);
      expect(await hardToRead(inTeams.dialog)).toEqual([]);
      const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await visit.page.evaluate<number>(overflow)).toBe(0);
      await inTeams.press("Cancel");
      await inTeams.dialog.waitFor({ state: "detached" });
      await inTeams.pane.getByRole("button", { name: "OK", exact: true }).click();
    }
    await visit.page.emulateMedia({ colorScheme: "light" });
    await visit.page.setViewportSize(desk);
    await inTeams.pane.getByRole("link", { name: "Show Slack and Teams side by side" }).click();
  });

  it("can be taken out of a channel, where what was recorded is not lost", async () => {
    await inSlack.be("Sam Ortega");
    await inTeams.goTo("New reseller");
    await inSlack.type("/onboard link");
    await inSlack.press("Where it lives");
    await visit.look("14-places");
    await inSlack.log
      .getByRole("button", { name: /^Unlink .* in Teams$/ })
      .last()
      .click();
    await visit.look("15-unlink");
    await inSlack.pane.getByRole("alertdialog").getByRole("button", { name: "Unlink" }).click();
    await inTeams.hear(/checklist is not mirrored here any more/);
    await visit.look("16-unlinked");
  });
});
