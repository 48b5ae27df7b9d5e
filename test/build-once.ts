/** Builds the product where it is missing or stale, and unpacks the browser, once for the whole run. */
import { spawnSync } from "node:child_process";
import sparticuz from "@sparticuz/chromium";

export default async function buildOnce(): Promise<void> {
  const { status } = spawnSync(process.execPath, ["scripts/build.js"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The build failed; the tests of the running product need it.");
  // Whoever asks while another is still unpacking gets half a browser.
  sparticuz.setGraphicsMode = false;
  await sparticuz.executablePath();
}
