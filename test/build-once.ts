/** Builds the product where it is missing or stale, and unpacks the browser, once for the whole run. */
import { spawnSync } from "node:child_process";
import { unpackedBrowser } from "./browser/support/browser.ts";

export default async function buildOnce(): Promise<void> {
  const { status } = spawnSync(process.execPath, ["scripts/build.js"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The build failed; the tests of the running product need it.");
  await unpackedBrowser();
}
