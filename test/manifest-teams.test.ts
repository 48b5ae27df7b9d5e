/** The Teams app installs once the carrier's ids are filled in, and says exactly what the code does: no more, no less. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { commandLists, limits, PackageError, problemsOf, teamsPackage } from "../scripts/teams-package.ts";
import { isSubcommand, subcommands } from "../src/views/subcommands.ts";
import { pictureIn } from "./support/picture.ts";

const root = resolve(import.meta.dirname, "..");
const bytes = (path: string) => readFileSync(join(root, path));
const json = (path: string) => JSON.parse(bytes(path).toString());
const picture = (path: string) => pictureIn(bytes(path));
const manifest = json("manifests/teams/manifest.json");
const slackManifest = json("manifests/slack/manifest.json");
const [bot] = manifest.bots;

const adapter = join(root, "src/adapters/teams");
const source = readdirSync(adapter, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(adapter, name), "utf8"))
  .join("\n");

const northline = {
  appId: "3f1c2b9a-5d84-4e0b-9c53-7a1d60c2e8f4",
  carrierName: "Northline Carrier",
  url: "https://onboarding.northline.example.com",
};

/** What a conversation of each scope is called in an activity. https://learn.microsoft.com/microsoftteams/platform/bots/bot-basics */
const conversationType: Readonly<Record<string, string>> = {
  personal: "personal",
  team: "channel",
  groupChat: "groupChat",
};

/**
 * Permissions and what needs them. Reading the roster of a place where the app is installed takes none of its own, except in a shared channel:
 * https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
 */
const permissionNeeds: Readonly<Record<string, RegExp>> = {
  "ChannelMember.Read.Group": /PagedMembers|getMember\b|ConversationMember/,
};

describe("manifests/teams/manifest.json", () => {
  it("fits Microsoft's own schema, which would notice what does not", () => {
    expect(problemsOf(manifest)).toEqual([]);
    expect(problemsOf({ ...manifest, accentColor: "teal" })).toEqual([
      'The manifest does not fit Microsoft\'s schema: /accentColor must match pattern "^#[0-9a-fA-F]{6}$". Correct it in manifests/teams/manifest.json.',
    ]);
    expect(problemsOf({ ...manifest, name: { short: "x".repeat(31) } })).toHaveLength(1);
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  });

  it("is of the product's version, and called as in Slack", () => {
    expect(manifest.version).toBe(json("package.json").version);
    expect(manifest.name.short).toBe(slackManifest.features.bot_user.display_name);
    expect(manifest.name.full).toBe(slackManifest.display_information.name);
    expect(manifest.accentColor).toBe(slackManifest.display_information.background_color);
  });

  it("offers commands the code knows, in its words, ten at most in each scope", () => {
    expect(bot.commandLists).toEqual(commandLists);
    for (const { commands } of commandLists) {
      expect(commands.length).toBeLessThanOrEqual(limits.commandsInMenu);
      expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
      for (const { title, description } of commands) {
        expect(isSubcommand(title)).toBe(true);
        if (title !== "help") expect(description).toBe(subcommands[title].does);
      }
    }
  });

  it("has one menu for each scope of the bot", () => {
    expect(commandLists.flatMap(({ scopes }) => scopes).sort()).toEqual([...bot.scopes].sort());
  });

  it("is for the kinds of conversation that the adapter knows, and for no other", () => {
    const known = Object.entries(conversationType).filter(([, type]) => source.includes(`"${type}"`));
    expect([...bot.scopes].sort()).toEqual(known.map(([scope]) => scope).sort());
  });

  it("asks for the permissions that the adapter needs, and for no other", () => {
    const asked = manifest.authorization.permissions.resourceSpecific;
    expect(asked.map(({ type }: { type: string }) => type)).toEqual(asked.map(() => "Application"));
    const needed = Object.entries(permissionNeeds).filter(([, uses]) => uses.test(source));
    expect(asked.map(({ name }: { name: string }) => name)).toEqual(needed.map(([name]) => name));
  });

  it("works in shared and private channels, and can be talked to", () => {
    expect(manifest.supportsChannelFeatures).toBe("tier1");
    expect(bot.isNotificationOnly).toBe(false);
    expect(bot.scopes).toContain(manifest.defaultInstallScope);
    // Permissions in a team are given to this registration. https://learn.microsoft.com/microsoftteams/platform/graph-api/rsc/grant-resource-specific-consent
    expect(manifest.webApplicationInfo.id).toBe(bot.botId);
  });
});

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons */
describe("the icons", () => {
  it("have the sizes that Teams asks for", () => {
    expect(picture("manifests/teams/color.png")).toMatchObject({ width: 192, height: 192 });
    expect(picture("manifests/teams/outline.png")).toMatchObject({ width: 32, height: 32 });
  });

  it("are in color on a full square of the app's own color", () => {
    const { pixels, width } = picture("manifests/teams/color.png");
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
    const corners = [0, width - 1, pixels.length - width, pixels.length - 1].map((at) => pixels[at]);
    const hex = corners.map((pixel) => `#${Buffer.from(pixel?.slice(0, 3) ?? []).toString("hex")}`);
    expect(new Set(hex)).toEqual(new Set([manifest.accentColor]));
  });

  it("are white on nothing in outline", () => {
    const { pixels } = picture("manifests/teams/outline.png");
    const colors = new Set(pixels.filter(([, , , alpha]) => alpha > 0).map((pixel) => pixel.slice(0, 3).join()));
    expect(colors).toEqual(new Set(["255,255,255"]));
    const drawn = pixels.filter(([, , , alpha]) => alpha > 127).length;
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(pixels.length / 2);
  });
});

describe("npm run manifest:teams", () => {
  it("fills in the carrier's own ids and addresses, and leaves no other one's", () => {
    const { manifest: filled } = teamsPackage(northline);
    expect(problemsOf(filled)).toEqual([]);
    expect(filled).toEqual({
      ...manifest,
      id: northline.appId,
      developer: {
        name: "Northline Carrier",
        websiteUrl: northline.url,
        privacyUrl: northline.url,
        termsOfUseUrl: northline.url,
      },
      bots: [{ ...bot, botId: northline.appId }],
      validDomains: ["onboarding.northline.example.com"],
      webApplicationInfo: { id: northline.appId, resource: northline.url },
    });
    expect(JSON.stringify(filled)).not.toMatch(/YOUR|00000000/);
  });

  it("takes pages, a publisher and a version of one's own", () => {
    const { manifest: filled } = teamsPackage({
      ...northline,
      carrierName: "The Northline Carrier of the Upper Midwest, Inc.",
      developer: "Northline",
      website: "https://northline.example.com/resellers",
      privacy: "https://northline.example.com/privacy",
      terms: "https://northline.example.com/terms",
      version: "1.4.0",
    });
    expect(filled.version).toBe("1.4.0");
    expect(filled.developer).toEqual({
      name: "Northline",
      websiteUrl: "https://northline.example.com/resellers",
      privacyUrl: "https://northline.example.com/privacy",
      termsOfUseUrl: "https://northline.example.com/terms",
    });
  });

  it("packs the manifest and both icons, and the same settings into the same bytes", () => {
    const { manifest: filled, zip } = teamsPackage(northline);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual(["color.png", "manifest.json", "outline.png"]);
    expect(JSON.parse(new TextDecoder().decode(files["manifest.json"]))).toEqual(filled);
    for (const [name, icon] of Object.entries({ color: filled.icons, outline: filled.icons })) {
      const path = (icon as Readonly<Record<string, string>>)[name] ?? "";
      expect(Buffer.from(files[path] ?? [])).toEqual(bytes(`manifests/teams/${path}`));
    }
    expect(Buffer.from(teamsPackage(northline).zip)).toEqual(Buffer.from(zip));
  });

  it.each<[string, Partial<Record<keyof Parameters<typeof teamsPackage>[0], string>>, RegExp]>([
    ["no app id", { appId: "" }, /^MicrosoftAppId is missing\. Copy it from the Azure Bot's page/],
    ["an app id that is none", { appId: "my-bot" }, /^MicrosoftAppId must be the id of the Azure Bot/],
    ["the placeholder's id", { appId: bot.botId }, /^MicrosoftAppId must be/],
    ["no carrier", { carrierName: " " }, /^CARRIER_NAME is missing\. Set it in \.env/],
    ["too long a carrier", { carrierName: "N".repeat(33) }, /33 characters, .* 32 .* Give a shorter one: --developer/],
    ["no address", { url: "" }, /^--url is missing\. Give the public address/],
    ["an address without https", { url: "http://onboarding.example.com" }, /^--url must be the bot's public https:/],
    ["this machine's address", { url: "https://localhost:3000" }, /Teams calls it from outside/],
    ["the placeholder's address", { url: "https://YOUR-HOST.example" }, /^--url must be/],
    ["an address with a path", { url: "https://onboarding.example.com/api/messages" }, /nothing behind it/],
    ["a page that is none", { privacy: "soon" }, /^--privacy must be the full https:\/\/ address of a page\.$/],
    ["a version that is none", { version: "2" }, /^--version must be three numbers/],
  ])("says what is wrong with %s, and what to do", (_, wrong, says) => {
    const pack = () => teamsPackage({ ...northline, ...wrong });
    expect(pack).toThrow(PackageError);
    expect(pack).toThrow(says);
  });

  it("writes the zip and says what comes next, or why not", () => {
    const folder = mkdtempSync(join(tmpdir(), "manifest-"));
    const run = (environment: Readonly<Record<string, string>>, ...words: string[]) =>
      spawnSync(
        process.execPath,
        ["--import", "tsx", join(root, "scripts/teams-manifest.ts"), "--out", folder, ...words],
        {
          env: { PATH: process.env.PATH, MicrosoftAppId: "", CARRIER_NAME: "", ...environment },
          cwd: root,
          encoding: "utf8",
        },
      );
    try {
      const done = run({ MicrosoftAppId: northline.appId, CARRIER_NAME: "Northline Carrier" }, "--url", northline.url);
      expect(done).toMatchObject({ status: 0, stderr: "" });
      expect(done.stdout).toMatch(/onboarding-teams\.zip is ready: version \d+\.\d+\.\d+, \d+ KB\./);
      expect(done.stdout).toContain("https://admin.teams.microsoft.com/policies/manage-apps");
      expect(done.stdout).toContain("messaging endpoint is https://onboarding.northline.example.com/api/messages.");
      expect(readFileSync(join(folder, "onboarding-teams.zip"))).toEqual(Buffer.from(teamsPackage(northline).zip));
      const refused = run({});
      expect(refused).toMatchObject({ status: 1, stdout: "" });
      expect(refused.stderr.split("\n").filter(Boolean)).toEqual([
        expect.stringMatching(/^MicrosoftAppId is missing\./),
        expect.stringMatching(/^CARRIER_NAME is missing\./),
        expect.stringMatching(/^--url is missing\./),
      ]);
      expect(run({}, "--uri", "x").stderr).toBe(
        "Unknown option '--uri'. The options are --url, --developer, --website, --privacy, --terms, --version, --out, each with a value behind it.\n",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
