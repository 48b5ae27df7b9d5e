/** Builds the product where it is missing or stale, once for the whole run. */
import { spawnSync } from "node:child_process";

export default function buildOnce(): void {
  const { status } = spawnSync(process.execPath, ["scripts/build.js"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The build failed; the tests of the running product need it.");
}
