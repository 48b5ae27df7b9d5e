/** Takes the README's pictures of the running product: `npx tsx scripts/pictures.ts`. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { stateCodes } from "../src/domain/states.ts";
import { openBrowser, openWindow } from "../test/browser/support/browser.ts";
import { startProduct } from "../test/browser/support/product.ts";
import { teamsVisitorOf } from "../test/browser/support/teams-visitor.ts";
import { type Visitor, visitorOf } from "../test/browser/support/visitor.ts";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const pictures = join("docs", "images");
const folder = mkdtempSync(join(tmpdir(), "onboarding-pictures-"));

const { status } = spawnSync(process.execPath, ["scripts/build.js"], { stdio: "inherit" });
if (status !== 0) throw new Error("The build failed; there is nothing to take pictures of.");
mkdirSync(pictures, { recursive: true });
const product = await startProduct(folder, "--fresh");
const browser = await openBrowser();
try {
  await photograph("both", { viewport: { width: 1440, height: 900 } }, async (page, you) => {
    await you.be("Sam Ortega");
    await you.goTo("prairie-telecom");
    const inTeams = teamsVisitorOf(page);
    // What was looked at once is not new any more.
    for (const conversation of ["Prairie Telecom", "New reseller", "Prairie Telecom"]) await inTeams.goTo(conversation);
    await atTheTop(page, "Slack", "Teams");
  });
  await photograph("phone", { viewport: { width: 375, height: 740 }, deviceScaleFactor: 2 }, async (page) => {
    await page.goto(`${product.url}#seat=U0TOM&channel=C0PRAIRIE`);
    await page.getByRole("heading", { name: "#prairie-telecom" }).waitFor();
    await atTheTop(page, "Slack");
  });
  await photograph("fifty-states", { viewport: { width: 1200, height: 880 } }, async (page, you) => {
    await page.getByRole("link", { name: "Show only Slack" }).click();
    await startInFiftyStates(you);
    await atTheTop(page, "Slack");
  });
} finally {
  await browser.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function photograph(
  name: string,
  look: Parameters<typeof openWindow>[2],
  pose: (page: Page, you: Visitor) => Promise<void>,
): Promise<void> {
  const { page, complaints } = await openWindow(browser, product.url, look);
  const hint = page.getByRole("button", { name: "Hide this hint" });
  if (await hint.isVisible()) await hint.click();
  await pose(page, visitorOf(page));
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join("\n")}`);
  const path = join(pictures, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: "disabled" });
  process.stdout.write(`${path} ${Math.round(statSync(path).size / 1024)} KB\n`);
  await page.close();
}

/** The checklist's heading comes to the top of the channel. */
async function atTheTop(page: Page, ...platforms: readonly ("Slack" | "Teams")[]): Promise<void> {
  for (const platform of platforms) {
    const heading = page
      .getByRole("region", { name: platform })
      .getByRole("log")
      .getByText("Getting started as a reseller:");
    await heading.first().evaluate((element) => element.closest("article, li").scrollIntoView({ block: "start" }));
  }
  await page.evaluate("document.activeElement.blur()");
}

/** An onboarding of all 50 states and DC with something of every kind in it. */
async function startInFiftyStates(you: Visitor): Promise<void> {
  await you.be("Sam Ortega");
  await you.goTo("new-reseller");
  await you.type("/onboard");
  await you.fill({ "Reseller's legal name": "Continental Resale, Inc.", "Doing business as (d/b/a)": "Continental" });
  await you.dialog.getByLabel("All 50 states and DC").check();
  await you.pick("Delegate", "Dana Whitfield");
  await you.pick("Reseller's lead", "Nadia Brooks");
  await you.pick("Regulatory", "Tom Okafor");
  await you.dialog.getByRole("button", { name: "Start", exact: true }).click();
  await you.dialog.getByText("Are you sure?").waitFor();
  await you.send("Start anyway");
  await you.hear(/started the onboarding/);

  await you.be("Tom Okafor");
  const on = await you.daysAgo(30);
  const certified = stateCodes.slice(0, 34);
  await paste(you, "Certifications, several", [
    ...certified.map((state, index) => `${state} granted C-${7104 + index} ${on}`),
    ...stateCodes.slice(34, 42).map((state, index) => `${state} applied ${on} docket:26A-${410 + index}T`),
    ...stateCodes.slice(42, 44).map((state) => `${state} not-required RULE`),
  ]);
  await you.hear(/recorded the certification for/);
  await paste(
    you,
    "OCNs, several at once",
    certified.slice(0, 22).map((state, index) => `${state} ${601 + index}A LRSL ${on}`),
  );
  await you.hear(/recorded the OCN for/);
}

async function paste(you: Visitor, title: string, lines: readonly string[]): Promise<void> {
  const buttons = { "Certifications, several": 0, "OCNs, several at once": 1 } as Readonly<Record<string, number>>;
  await you.press("What can I do?");
  await you.hear(/You can do now/);
  await you.log
    .getByRole("button", { name: "Paste several states" })
    .nth(buttons[title] ?? 0)
    .click();
  await you.dialog.getByRole("heading", { name: title }).waitFor();
  await you.fill({ "One line for each state": lines.join("\n") });
  await you.send("Save all");
}
