/** What a visitor of the playground does on the side of Slack, by the names that stand on the screen. */
import type { Locator, Page } from "playwright-core";

export interface Visitor {
  readonly pane: Locator;
  readonly dialog: Locator;
  readonly log: Locator;
  /** Sits down as somebody else, by the page's own switch; on a phone that is folded away first. */
  be(name: string): Promise<void>;
  goTo(channel: string): Promise<void>;
  goToMessagesWithBot(): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses the newest button of that name. */
  press(button: string): Promise<void>;
  /** Presses the newest button of that name and waits for its form. */
  openForm(button: string, title: string): Promise<void>;
  /** Chooses what reshapes the form, and waits for what it brings. */
  choose(option: string, brings: string): Promise<void>;
  /** Picks an option of a list by typing its beginning. */
  pick(field: string, option: string): Promise<void>;
  fill(fields: Readonly<Record<string, string>>): Promise<void>;
  /** What stands in a field of the open form. */
  value(field: string): Promise<string>;
  /** What is said beside a field that is not right. */
  complaintOf(field: string): Promise<string>;
  /** Sends the form and waits until it is taken. */
  send(button: string): Promise<void>;
  /** Waits until the form that was sent is taken. */
  isTaken(): Promise<void>;
  /** Waits until the words stand in the newest messages. */
  hear(words: RegExp): Promise<void>;
  /** Tabs on until the focus is where the name says. */
  tabTo(name: string): Promise<void>;
  /** A day before the playground's today, as date fields take it. */
  daysAgo(days: number): Promise<string>;
}

const mostTabs = 60;

export function visitorOf(page: Page): Visitor {
  const pane = page.getByRole("region", { name: "Slack", exact: true });
  const dialog = pane.getByRole("dialog");
  const log = pane.getByRole("log").first();
  // Slack writes behind a label that its field may stay empty.
  const field = (name: string) =>
    dialog.getByLabel(name, { exact: true }).or(dialog.getByLabel(`${name} (optional)`, { exact: true }));

  const entry = (name: string) =>
    page.getByRole("navigation", { name: "Channels and messages" }).getByRole("link", { name });

  return {
    pane,
    dialog,
    log,
    async be(name) {
      const switcher = page.getByRole("navigation", { name: "Who you are" });
      if (!(await switcher.isVisible())) await page.getByRole("button", { name: /You are/ }).click();
      await switcher.getByRole("link", { name }).click();
      for (const side of await page.getByRole("region", { name: /^(Slack|Teams)$/ }).all()) {
        // The list's head says whose it is; on a phone it is folded away.
        const list = side.getByRole("navigation", {
          name: /^(Channels and messages|Chats and teams)$/,
          includeHidden: true,
        });
        const absent = side.getByRole("heading", { name: `${name.split(" ", 1)[0]} is not in` });
        await list.getByText(name, { exact: true }).or(absent).first().waitFor({ state: "attached" });
      }
    },
    async goTo(channel) {
      await entry(channel).click();
      await page.getByRole("heading", { name: `#${channel}`, exact: true }).waitFor();
    },
    async goToMessagesWithBot() {
      await entry("Onboarding").click();
      await page
        .getByRole("navigation", { name: "App" })
        .getByRole("link", { name: /Messages/ })
        .click();
      await page.getByRole("textbox", { name: "Message Onboarding" }).waitFor();
    },
    async type(text) {
      const composer = page.getByRole("textbox", { name: /^Message / });
      await composer.fill(text);
      await composer.press("Enter");
    },
    press: (button) => log.getByRole("button", { name: button, exact: true }).last().click(),
    async openForm(button, title) {
      await this.press(button);
      await page.getByRole("dialog", { name: title }).waitFor();
    },
    async choose(option, brings) {
      await dialog.getByRole("radio", { name: option }).check();
      await dialog.getByText(brings).first().waitFor();
    },
    async pick(name, option) {
      await field(name).fill(option);
      await page.getByRole("option", { name: option }).first().click();
    },
    async fill(fields) {
      for (const [name, text] of Object.entries(fields)) await field(name).fill(text);
    },
    value: (name) => field(name).inputValue(),
    async complaintOf(name) {
      await field(name).and(dialog.locator('[aria-invalid="true"]')).waitFor();
      const described = (await field(name).getAttribute("aria-describedby")) ?? "";
      const [complaint = ""] = described.split(" ");
      return (await page.locator(`[id="${complaint}"]`).textContent()) ?? "";
    },
    async send(button) {
      await dialog.getByRole("button", { name: button, exact: true }).click();
      await this.isTaken();
    },
    async isTaken() {
      const told = dialog.getByText("Done. It is recorded.");
      await page.locator("section.platform-slack:not(:has([role=dialog]))").or(told).first().waitFor();
      // Where people had to be looked up first, or the bot was slow, Slack leaves the form open and it says when it is done.
      if ((await dialog.count()) > 0) await dialog.getByRole("button", { name: "Close" }).click();
      await dialog.waitFor({ state: "detached" });
    },
    hear: (words) => log.getByText(words).last().waitFor(),
    async tabTo(name) {
      for (let tabs = 0; tabs < mostTabs; tabs += 1) {
        if ((await page.evaluate<string>(focusedName)).startsWith(name)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`The keyboard does not lead to ${name}.`);
    },
    async daysAgo(days) {
      const now = await page.getByTestId("clock").getAttribute("datetime");
      return new Date(Date.parse(now ?? "") - days * 86_400_000).toISOString().slice(0, 10);
    },
  };
}

/** Runs in the page: what the focused element is called. */
const focusedName = `(() => {
  const here = document.activeElement;
  return here?.getAttribute("aria-label") ?? here?.labels?.[0]?.textContent ?? here?.textContent ?? "";
})()`;
