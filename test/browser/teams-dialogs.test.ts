/** Where the keyboard and the eye are led as dialogs in Teams open, go on to something else, and close. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, openWindow, type Window } from "./support/browser.ts";
import { picture } from "./support/pictures.ts";
import { type Product, startProduct } from "./support/product.ts";
import { type TeamsVisitor, teamsVisitorOf } from "./support/teams-visitor.ts";
import { type Visitor, visitorOf } from "./support/visitor.ts";

const patienceMs = 60_000;
const lowPhone = { width: 375, height: 560 };
const desk = { width: 1440, height: 900 };

describe("dialogs in Teams", { timeout: patienceMs }, () => {
  const folder = mkdtempSync(join(tmpdir(), "onboarding-dialogs-"));
  let product: Product;
  let browser: Browser;
  let window: Window;
  let inSlack: Visitor;
  let inTeams: TeamsVisitor;

  const look = (name: string) => picture(window.page, `dialogs-${name}`);
  const focusIsOn = (button: string) => inTeams.button(button).and(window.page.locator(":focus")).waitFor();
  const leaveByEscape = () => window.page.keyboard.press("Escape");
  const leaveByCross = () => inTeams.dialog.getByRole("button", { name: "Dismiss" }).click();

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(folder, "--fresh"), openBrowser()]);
    window = await openWindow(browser, product.url, { viewport: desk });
    inSlack = visitorOf(window.page);
    inTeams = teamsVisitorOf(window.page);
    await inSlack.be("Tom Okafor");
    await inTeams.goTo("Prairie Telecom");
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, patienceMs);
  beforeEach(async () => {
    // What an earlier test left open is not this one's.
    if ((await inTeams.dialog.count()) > 0) await inTeams.dismiss();
  });
  afterEach(async (context) => {
    if (context.task.result?.state === "fail") await look("failed");
    expect(window.complaints).toEqual([]);
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
    await inTeams.pane.getByRole("button", { name: "OK" }).click();
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
    await opener.and(window.page.locator(":focus")).waitFor();
  });

  describe("that come back with an answer, on a low phone", () => {
    beforeAll(async () => {
      await window.page.setViewportSize(lowPhone);
      const tabs = window.page.getByRole("navigation", { name: "Slack or Teams" });
      await tabs.getByRole("link", { name: "Teams" }).click();
    });

    const showsAndSays = async (words: string) => {
      const answer = inTeams.dialog.getByText(words);
      await answer.waitFor();
      const head = await inTeams.dialog.getByRole("heading").boundingBox();
      expect((await answer.boundingBox())?.y).toBeGreaterThan((head?.y ?? 0) + (head?.height ?? 0));
      // A screen reader reads out the name of what gets the focus.
      const heard = inTeams.dialog.getByRole("group", { name: new RegExp(`^\\W*${words}`) });
      await heard.and(window.page.locator(":focus")).waitFor();
    };

    it("show and say a question that comes back from its top", async () => {
      await inTeams.openDialog("Record OCN", "OCN");
      await inTeams.choose("Colorado (CO)");
      await inTeams.fill({ OCN: "62OA", "Date of NECA's notification": await inSlack.daysAgo(5) });
      await look("before-question");
      await inTeams.press("Save");
      await showsAndSays("Are you sure");
      await look("question");
      // The keyboard goes on from there.
      await window.page.keyboard.press("Tab");
      await inTeams.dialog.getByRole("radio", { name: "Colorado (CO)" }).and(window.page.locator(":focus")).waitFor();
    });

    it("show and say what is wrong from the top", async () => {
      await inTeams.openDialog("Record OCN", "OCN");
      await inTeams.fill({ OCN: "62", "Date of NECA's notification": await inSlack.daysAgo(5) });
      await inTeams.press("Save");
      await showsAndSays("Nothing was saved yet");
      await look("errors");
    });
  });
});
