/**
 * One file's visit to the product: a process of it with a folder of its own, a browser, and a window on both platforms. A
 * test that fails tells what stood on the page and what the product had said, since what is seen on a machine far away
 * can't be looked at again.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openBrowser, openWindow, type Window } from "./browser.ts";
import { picture } from "./pictures.ts";
import { type Product, startProduct } from "./product.ts";
import { type TeamsVisitor, teamsVisitorOf } from "./teams-visitor.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

/** Longer than any visit takes on a machine that does much else. */
export const visitPatienceMs = 240_000;

export interface Visit {
  readonly page: Page;
  readonly inSlack: Visitor;
  readonly inTeams: TeamsVisitor;
  /** Another window for somebody else, looked after by whoever opens it. */
  anotherWindow(look?: BrowserContextOptions, atStart?: string): Promise<Window>;
  /** Stops the product as a service manager would, starts it on the same folder, and opens a window anew. @returns its exit code */
  restart(...flags: readonly string[]): Promise<number | null>;
  /** Takes a picture where they are wanted. */
  look(name: string): Promise<void>;
}

/**
 * Opens before the file's tests and closes after them; each of them has to leave the window without complaints.
 * @param arrive what a visitor does first in a window that was just opened
 */
export function visiting(name: string, look: BrowserContextOptions, arrive: () => unknown = () => {}): Visit {
  const folder = mkdtempSync(join(tmpdir(), `onboarding-${name}-`));
  let product: Product | undefined;
  let browser: Browser | undefined;
  let window: Window | undefined;

  const here = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error("The visit has not begun yet.");
    return thing;
  };
  const openAnew = async () => {
    window = await openWindow(here(browser), here(product).url, look);
    await arrive();
  };
  const takePicture = (of: string) => picture(here(window).page, `${name}-${of}`);
  const tell = async () => {
    const page = window?.page;
    const stood = await page?.locator("body").ariaSnapshot().catch(String);
    const focused = await page?.evaluate<string>("document.activeElement?.outerHTML.slice(0, 300)").catch(String);
    const complaints = window?.complaints.join("\n");
    process.stderr.write(
      `\n${name}, at ${page?.url()}:\n${stood}\n\nThe focus was on: ${focused}\n\nThe page complained:\n${complaints}\n\nThe product said:\n${product?.said()}\n`,
    );
    if (page) await takePicture("failed").catch(() => {});
  };

  beforeAll(async () => {
    try {
      [product, browser] = await Promise.all([startProduct(folder, "--fresh"), openBrowser()]);
      await openAnew();
    } catch (error) {
      await tell();
      throw error;
    }
  }, visitPatienceMs);
  afterEach(async (context) => {
    if (context.task.result?.state === "fail") await tell();
    expect(here(window).complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, visitPatienceMs);

  return {
    get page() {
      return here(window).page;
    },
    get inSlack() {
      return visitorOf(here(window).page);
    },
    get inTeams() {
      return teamsVisitorOf(here(window).page);
    },
    anotherWindow: (lookThere, atStart) => openWindow(here(browser), here(product).url, lookThere, atStart),
    restart: async (...flags) => {
      await here(window).page.close();
      const code = await here(product).stop();
      product = await startProduct(folder, ...flags);
      await openAnew();
      return code;
    },
    look: takePicture,
  };
}
