/** What a visitor of the playground does on the side of Teams, by the names that stand on the screen. */
import type { Locator, Page } from "playwright-core";

export interface TeamsVisitor {
  readonly pane: Locator;
  readonly dialog: Locator;
  readonly log: Locator;
  /** Opens a channel or a chat; the one with the bot is called Onboarding. */
  goTo(conversation: string): Promise<void>;
  /** Starts a post in a channel, or writes into a chat. */
  say(text: string): Promise<void>;
  /** The newest button of that name. */
  button(name: string): Locator;
  /** Presses the newest button of that name, in the dialog where one is open. */
  press(name: string): Promise<void>;
  /** Presses the newest button of that name and waits for its dialog. */
  openDialog(button: string, title: string): Promise<void>;
  /** Fills what is asked for, in the dialog or in the message itself. */
  fill(fields: Readonly<Record<string, string>>): Promise<void>;
  /** Picks an option of a list by typing its beginning. */
  pick(field: string, option: string): Promise<void>;
  choose(option: string): Promise<void>;
  /** What stands in a field. */
  value(field: string): Promise<string>;
  /** What stands below a field, before the next one. */
  below(field: string): Promise<string>;
  /** Sends the dialog and waits until it is taken. */
  send(button: string): Promise<void>;
  /** Closes a dialog that only shows something. */
  dismiss(): Promise<void>;
  /** Waits until the words stand in the newest messages. */
  hear(words: RegExp): Promise<void>;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function teamsVisitorOf(page: Page): TeamsVisitor {
  const pane = page.getByRole("region", { name: "Teams", exact: true });
  const dialog = pane.getByRole("dialog");
  const log = pane.getByRole("log");
  /** A form stands in a dialog, or in a message. */
  const front = async () => ((await dialog.count()) > 0 ? dialog : log);
  const field = async (name: string) => {
    // Needed fields have an asterisk behind their names.
    const whole = new RegExp(`^${literally(name)}( \\(optional\\))?(\\s*\\*)?$`);
    return (await front()).getByLabel(whole).last();
  };
  return {
    pane,
    dialog,
    log,
    async goTo(conversation) {
      await pane.getByRole("navigation", { name: "Chats and teams" }).getByRole("link", { name: conversation }).click();
      await pane
        .getByRole("heading", { name: new RegExp(`${conversation}$`), level: 2 })
        .first()
        .waitFor();
    },
    async say(text) {
      const composer = pane.getByRole("textbox", { name: /^(Start a post in|Write to) / });
      await composer.fill(text);
      await composer.press("Enter");
    },
    button: (name) => log.getByRole("button", { name, exact: true }).last(),
    async press(name) {
      await (await front()).getByRole("button", { name, exact: true }).last().click();
    },
    async openDialog(button, title) {
      await this.press(button);
      await pane.getByRole("dialog", { name: title }).waitFor();
    },
    async fill(fields) {
      for (const [name, text] of Object.entries(fields)) await (await field(name)).fill(text);
    },
    async pick(name, option) {
      await (await field(name)).fill(option);
      await page.getByRole("option", { name: option }).first().click();
    },
    async choose(option) {
      // The first of a group is called by the group's name, too.
      await (await front())
        .getByRole("radio", { name: new RegExp(`${literally(option)}$`) })
        .last()
        .check();
    },
    async value(name) {
      return (await field(name)).inputValue();
    },
    async below(name) {
      const after = "xpath=ancestor::*[contains(@class, 'ac-input-container')][1]/../following-sibling::*";
      return (await field(name)).locator(after).evaluateAll((elements) => {
        const next = elements.findIndex((element) => element.querySelector(".ac-input-container"));
        const between = elements.slice(0, next < 0 ? elements.length : next);
        return between.map((element) => element.textContent).join(" ");
      });
    },
    async send(button) {
      await dialog.getByRole("button", { name: button, exact: true }).click();
      const told = pane.getByRole("alertdialog").getByText("Done. It is recorded.");
      await told.waitFor();
      await pane.getByRole("alertdialog").getByRole("button", { name: "OK", exact: true }).click();
      await pane.getByRole("alertdialog").waitFor({ state: "detached" });
      await dialog.waitFor({ state: "detached" });
    },
    async dismiss() {
      await dialog.getByRole("button", { name: "Dismiss" }).click();
      await dialog.waitFor({ state: "detached" });
    },
    hear: (words) => log.getByText(words).last().waitFor(),
  };
}
