/** A real headless browser, and everything in it that a visitor should never have to see. */
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Not the package's own flags: those are for a place where a browser has to be one process and may ask no page who it is. */
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"];

/** Unpacks the browser where that was not done yet. Whoever asks while another is at it gets half a browser. @returns its path */
export function unpackedBrowser(): Promise<string> {
  sparticuz.setGraphicsMode = false;
  return sparticuz.executablePath();
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpackedBrowser(), args: flags, headless: true });
}

const desktop = { width: 1280, height: 860 };
/** Longer than anything takes, so that a slow machine is not a failure. */
const patienceMs = 45_000;

export interface Window {
  readonly page: Page;
  /** Errors and warnings of the page, failed requests, blocks that it had to name instead of drawing them, and what it says did not work. */
  readonly complaints: readonly string[];
}

/** Runs in the page: what it could not draw, and what it says did not work, becomes an error of its console. */
const tellOfTrouble = `
  new MutationObserver(() => {
    for (const each of document.querySelectorAll(":is(.unsupported, .problem):not([data-told])")) {
      each.setAttribute("data-told", "");
      console.error(each.textContent);
    }
  }).observe(document, { childList: true, subtree: true });
`;

/** @param atStart runs in the page before anything of its own does */
export async function openWindow(
  browser: Browser,
  url: string,
  look: BrowserContextOptions = {},
  atStart = "",
): Promise<Window> {
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
  await page.addInitScript({ content: tellOfTrouble + atStart });
  await page.goto(url);
  // Not the page's first words, which stand there until it knows who can be played.
  await page
    .getByRole("region", { name: /^(Slack|Teams)$/ })
    .first()
    .waitFor();
  return { page, complaints };
}
