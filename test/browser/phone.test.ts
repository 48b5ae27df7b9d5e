/** The page on a phone, where the lists and the switch of people fold away: what unfolds them, and what they say folded. */
import type { Locator } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Window } from "./support/browser.ts";
import { visiting, visitPatienceMs } from "./support/visit.ts";
import { type Visitor, visitorOf } from "./support/visitor.ts";

const phone = { width: 375, height: 740 };
/** Right of every drawer, below every head. */
const beside = { x: 365, y: 400 };

const numberIn = (words: string | null): string => /(\d+) waiting/.exec(words ?? "")?.[1] ?? "";

const lists = [
  { platform: "Slack", list: "Channels and messages", here: "new-reseller", elsewhere: "prairie-telecom" },
  { platform: "Teams", list: "Chats and teams", here: "Prairie Telecom", elsewhere: "New reseller" },
] as const;

describe("a visitor on a phone", { timeout: visitPatienceMs }, () => {
  let you: Visitor;
  const visit = visiting("phone", { viewport: phone }, async () => {
    you = visit.inSlack;
    await you.be("Nadia Brooks");
  });

  describe.each(lists)("with the list of $platform", ({ platform, list, here, elsewhere }) => {
    let pane: Locator;
    let opener: Locator;
    let drawer: Locator;
    const link = (name: string) => drawer.getByRole("link", { name });

    beforeAll(async () => {
      const { page } = visit;
      await page.getByRole("navigation", { name: "Slack or Teams" }).getByRole("link", { name: platform }).click();
      pane = page.getByRole("region", { name: platform, exact: true });
      opener = pane.getByRole("button", { name: list });
      drawer = pane.getByRole("navigation", { name: list });
      await opener.click();
      await link(here).click();
      await page.getByRole("textbox", { name: here }).waitFor();
    });

    beforeEach(async () => {
      if (await drawer.isVisible()) await drawer.getByRole("button", { name: /^Fold/ }).click();
    });

    const unfold = async () => {
      await opener.click();
      await drawer.waitFor();
      await visit.look(`drawer-${platform}`);
    };
    const isFolded = async () => {
      await drawer.waitFor({ state: "hidden" });
      expect(await opener.getAttribute("aria-expanded")).toBe("false");
    };

    it.each<[string, () => Promise<void>]>([
      ["choosing where one already is", () => link(here).click()],
      ["Escape", () => visit.page.keyboard.press("Escape")],
      ["what unfolded it", () => opener.click()],
      ["a tap beside it", () => visit.page.mouse.click(beside.x, beside.y)],
      ["its cross", () => drawer.getByRole("button", { name: /^Fold/ }).click()],
    ])("is folded by %s", async (_, act) => {
      await unfold();
      await act();
      await isFolded();
    });

    it("gives the keyboard back to what unfolded it", async () => {
      await unfold();
      await link(elsewhere).focus();
      await visit.page.keyboard.press("Escape");
      await isFolded();
      expect(await opener.evaluate((button) => button.ownerDocument.activeElement === button)).toBe(true);
    });

    it("goes elsewhere and is folded then", async () => {
      await unfold();
      await link(elsewhere).click();
      await visit.page.getByRole("textbox", { name: elsewhere }).waitFor();
      await isFolded();
    });
  });

  describe("with the switch of people folded away", () => {
    const nameOfSwitch = () => visit.page.getByRole("button", { name: /You are/ }).textContent();
    let beyond: Window;

    beforeAll(async () => {
      beyond = await visit.anotherWindow();
      await visitorOf(beyond.page).be("Ines Duarte");
    }, visitPatienceMs);

    /** How much waits for somebody, as the list of people tells it where there is room for it. */
    const waitingFor = async (name: string) => {
      const people = beyond.page.getByRole("navigation", { name: "Who you are" });
      const seat = people.getByRole("link", { name: new RegExp(`${name}.*waiting`) });
      return numberIn(await seat.textContent());
    };

    it("says what waits for the chosen person, and of the others only that something does", async () => {
      await you.be("Sam Ortega");
      await visit.look("switch-Sam");
      // Reading takes away from both, and either window may hear of it first.
      const agree = async () => numberIn(await nameOfSwitch()) === (await waitingFor("Sam Ortega"));
      await expect.poll(agree, { timeout: visitPatienceMs }).toBe(true);
      expect(await nameOfSwitch()).toMatch(/Sam Ortega\D*\d+ waitingSomething waits for others$/);
    });

    it("says no number where nothing waits for the chosen person", async () => {
      await you.be("Ines Duarte");
      await visit.look("switch-Ines");
      expect(await nameOfSwitch()).toMatch(/Ines Duarte\D*Something waits for others$/);
    });
  });
});
