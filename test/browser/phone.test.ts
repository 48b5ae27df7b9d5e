/** The page on a phone, where the lists and the switch of people fold away: what unfolds them, and what they say folded. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, openWindow, type Window } from "./support/browser.ts";
import { picture } from "./support/pictures.ts";
import { type Product, startProduct } from "./support/product.ts";
import { type Visitor, visitorOf } from "./support/visitor.ts";

const patienceMs = 60_000;
const phone = { width: 375, height: 740 };
/** Right of every drawer, below every head. */
const beside = { x: 365, y: 400 };

const numberIn = (words: string | null): string => /(\d+) waiting/.exec(words ?? "")?.[1] ?? "";

const lists = [
  { platform: "Slack", list: "Channels and messages", here: "new-reseller", elsewhere: "prairie-telecom" },
  { platform: "Teams", list: "Chats and teams", here: "Prairie Telecom", elsewhere: "New reseller" },
] as const;

describe("a visitor on a phone", { timeout: patienceMs }, () => {
  const folder = mkdtempSync(join(tmpdir(), "onboarding-phone-"));
  let product: Product;
  let browser: Browser;
  let window: Window;
  let you: Visitor;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(folder, "--fresh"), openBrowser()]);
    window = await openWindow(browser, product.url, { viewport: phone });
    you = visitorOf(window.page);
    await you.be("Nadia Brooks");
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, patienceMs);
  afterEach(() => expect(window.complaints).toEqual([]));

  describe.each(lists)("with the list of $platform", ({ platform, list, here, elsewhere }) => {
    let pane: Locator;
    let opener: Locator;
    let drawer: Locator;
    const link = (name: string) => drawer.getByRole("link", { name });

    beforeAll(async () => {
      const { page } = window;
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
      await picture(window.page, `phone-drawer-${platform}`);
    };
    const isFolded = async () => {
      await drawer.waitFor({ state: "hidden" });
      expect(await opener.getAttribute("aria-expanded")).toBe("false");
    };

    it.each<[string, () => Promise<void>]>([
      ["choosing where one already is", () => link(here).click()],
      ["Escape", () => window.page.keyboard.press("Escape")],
      ["what unfolded it", () => opener.click()],
      ["a tap beside it", () => window.page.mouse.click(beside.x, beside.y)],
      ["its cross", () => drawer.getByRole("button", { name: /^Fold/ }).click()],
    ])("is folded by %s", async (_, act) => {
      await unfold();
      await act();
      await isFolded();
    });

    it("gives the keyboard back to what unfolded it", async () => {
      await unfold();
      await link(elsewhere).focus();
      await window.page.keyboard.press("Escape");
      await isFolded();
      expect(await opener.evaluate((button) => button.ownerDocument.activeElement === button)).toBe(true);
    });

    it("goes elsewhere and is folded then", async () => {
      await unfold();
      await link(elsewhere).click();
      await window.page.getByRole("textbox", { name: elsewhere }).waitFor();
      await isFolded();
    });
  });

  describe("with the switch of people folded away", () => {
    const nameOfSwitch = () => window.page.getByRole("button", { name: /You are/ }).textContent();
    let beyond: Window;

    beforeAll(async () => {
      beyond = await openWindow(browser, product.url);
      await visitorOf(beyond.page).be("Ines Duarte");
    }, patienceMs);

    /** How much waits for somebody, as the list of people tells it where there is room for it. */
    const waitingFor = async (name: string) => {
      const people = beyond.page.getByRole("navigation", { name: "Who you are" });
      const seat = people.getByRole("link", { name: new RegExp(`${name}.*waiting`) });
      return numberIn(await seat.textContent());
    };

    it("says what waits for the chosen person, and of the others only that something does", async () => {
      await you.be("Sam Ortega");
      await picture(window.page, "phone-switch-Sam");
      // Reading takes away from both, and either window may hear of it first.
      const agree = async () => numberIn(await nameOfSwitch()) === (await waitingFor("Sam Ortega"));
      await expect.poll(agree, { timeout: 15_000 }).toBe(true);
      expect(await nameOfSwitch()).toMatch(/Sam Ortega\D*\d+ waitingSomething waits for others$/);
    });

    it("says no number where nothing waits for the chosen person", async () => {
      await you.be("Ines Duarte");
      await picture(window.page, "phone-switch-Ines");
      expect(await nameOfSwitch()).toMatch(/Ines Duarte\D*Something waits for others$/);
    });
  });
});
