/** Makes the zip that a carrier's admin uploads to Teams: `npm run manifest:teams -- --url https://onboarding.your-company.com`. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PackageError, teamsPackage } from "./teams-package.ts";

const text = { type: "string" } as const;

function optionsOf(words: readonly string[]) {
  const options = { url: text, developer: text, website: text, privacy: text, terms: text, version: text, out: text };
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    const cause = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new PackageError([`${cause}. The options are ${known.join(", ")}, each with a value behind it.`]);
  }
}

function run(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { out = "build", ...options } = optionsOf(process.argv.slice(2));
  const { MicrosoftAppId: appId, CARRIER_NAME: carrierName } = process.env;
  const { manifest, zip } = teamsPackage({ appId, carrierName, ...options });
  mkdirSync(out, { recursive: true });
  const path = join(out, "onboarding-teams.zip");
  writeFileSync(path, zip);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`${path} is ready: version ${manifest.version}, ${Math.ceil(zip.length / 1024)} KB.`);
  const own = (["privacy", "terms"] as const).filter((name) => !options[name]);
  if (own.length > 0)
    say(
      `The app's page in Teams links to ${options.website ?? options.url} for ${own.join(" and ")}; name other pages with ${own.map((name) => `--${name}`).join(" and ")}.`,
    );
  say(
    "Next: upload it in the Teams admin center, Teams apps, Manage apps: https://admin.teams.microsoft.com/policies/manage-apps",
  );
  say(`The Azure Bot's messaging endpoint is ${new URL("/api/messages", options.url)}. All steps: docs/teams.md`);
}

try {
  run();
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
