/** Builds dist where it is missing or older than the sources; `--always` builds in any case. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "dist", ".built");

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = ["src", "package.json", "tsconfig.json"].map((name) => join(root, name));
const isFresh = existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources.map(newest));

if (!isFresh || process.argv.includes("--always")) {
  const run = (...command) => {
    // Tests set another NODE_ENV, and would be given a page that nobody else is given.
    const env = { ...process.env, NODE_ENV: "production" };
    const { status } = spawnSync(process.execPath, command, { cwd: root, env, stdio: ["ignore", 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  };
  const began = new Date();
  run("node_modules/typescript/bin/tsc", "-p", ".");
  run("node_modules/vite/bin/vite.js", "build", "--config", "src/playground/page/vite.config.ts", "--logLevel", "warn");
  writeFileSync(stamp, "");
  // What was changed while it was built is newer than this, and built the next time.
  utimesSync(stamp, began, began);
}
