/** Pictures of what a visitor sees on the way, for whoever wants to look: `BROWSER_PICTURES=folder`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const { BROWSER_PICTURES: folder } = process.env;

/** Takes one where they are wanted; otherwise it costs nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
