/** A real headless browser, and everything in it that a visitor should never have to see. */
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args, "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    headless: true,
  });
}

const desktop = { width: 1280, height: 860 };
/** Longer than anything takes, so that a slow machine is not a failure. */
const patienceMs = 15_000;

export interface Window {
  readonly page: Page;
  /** Errors and warnings of the page, failed requests, and blocks that the page had to name instead of drawing them. */
  readonly complaints: readonly string[];
}

/** Runs in the page: what it could not draw becomes an error of its console. */
const tellOfUnsupported = `
  new MutationObserver(() => {
    for (const each of document.querySelectorAll(".unsupported:not([data-told])")) {
      each.setAttribute("data-told", "");
      console.error(each.textContent);
    }
  }).observe(document, { childList: true, subtree: true });
`;

export async function openWindow(browser: Browser, url: string, look: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce", ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript({ content: tellOfUnsupported });
  await page.goto(url);
  await page.getByRole("main").waitFor();
  return { page, complaints };
}
