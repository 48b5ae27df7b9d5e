/** Draws the icons of the Teams app from their SVG sources: `npx tsx scripts/icons.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { openBrowser } from "../test/browser/support/browser.ts";

const folder = fileURLToPath(new URL("../manifests/teams/", import.meta.url));

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons */
const icons = [
  { name: "color", pixels: 192 },
  { name: "outline", pixels: 32 },
] as const;

const browser = await openBrowser();
try {
  // This browser ends with its last page, so all are drawn on one.
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  for (const { name, pixels } of icons) {
    await page.setViewportSize({ width: pixels, height: pixels });
    const path = join(folder, `${name}.png`);
    writeFileSync(path, await drawn(page, readFileSync(join(folder, "icons", `${name}.svg`), "utf8")));
    process.stdout.write(`${path} ${pixels} × ${pixels}\n`);
  }
} finally {
  await browser.close();
}

/** What the drawing leaves open is transparent. */
async function drawn(page: Page, svg: string): Promise<Buffer> {
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}
