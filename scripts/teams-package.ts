/** The Teams app as a carrier uploads it: the manifest with the carrier's own ids and addresses, and the two icons, in one zip. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Draft04 from "ajv-draft-04";
import formats from "ajv-formats";
import { zipSync } from "fflate";
import { z } from "zod";
import { type Subcommand, subcommands } from "../src/views/subcommands.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "manifests/teams");

/** https://learn.microsoft.com/microsoft-365/extensibility/schema/root-developer and /microsoftteams/platform/bots/how-to/create-a-bot-commands-menu */
export const limits = { developerName: 32, commandsInMenu: 10 } as const;

/**
 * Teams offers ten commands at most, so here are the ones that people look for; the others are typed, or are buttons.
 * An onboarding is begun in a channel or chat; one to one, people may have several and choose.
 */
const menus: readonly { readonly scopes: readonly string[]; readonly commands: readonly Subcommand[] }[] = [
  {
    scopes: ["team", "groupChat"],
    commands: ["start", "status", "next", "certification", "ocn", "questionnaire", "rsid", "centers", "link", "help"],
  },
  {
    scopes: ["personal"],
    commands: ["list", "status", "next", "certification", "ocn", "questionnaire", "rsid", "centers", "link", "help"],
  },
];

/** "This list", as the list itself says it, would not be understood in a menu. */
const says = (title: Subcommand): string => (title === "help" ? "everything I understand" : subcommands[title].does);

/** What is offered behind the bot's name in the box where people write. */
export const commandLists = menus.map(({ scopes, commands }) => ({
  scopes,
  commands: commands.map((title) => ({ title, description: says(title) })),
}));

/** Not an accident of the program but of what it was given: the message is all there is to say. */
export class PackageError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "PackageError";
  }
}

const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const isPublicAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  const ours =
    /^(localhost|127(\.\d{1,3}){3}|\[.*\]|[^.]+)$/.test(hostname) || /\.(example|invalid|test)$/.test(hostname);
  return protocol === "https:" && !ours && pathname === "/" && search === "" && hash === "";
};

const page = (option: string) =>
  z
    .string()
    .optional()
    .refine(
      (text) => text === undefined || (URL.canParse(text) && new URL(text).protocol === "https:"),
      `${option} must be the full https:// address of a page.`,
    );

/** What is filled in; an empty setting is one that was not given. */
const settingsSchema = z
  .object({
    appId: z
      .string(
        "MicrosoftAppId is missing. Copy it from the Azure Bot's page, Configuration, Microsoft App ID, and set it in .env.",
      )
      .refine(
        (text) => guid.test(text) && !/^[0-]+$/.test(text),
        "MicrosoftAppId must be the id of the Azure Bot, such as 1a2b3c4d-…. Copy it from the bot's page, Configuration, Microsoft App ID.",
      ),
    carrierName: z.string(
      "CARRIER_NAME is missing. Set it in .env to the carrier's name as resellers know it; Teams shows it as the app's publisher.",
    ),
    url: z
      .string(
        "--url is missing. Give the public address where Teams reaches the bot: --url https://onboarding.your-company.com",
      )
      .refine(
        isPublicAddress,
        "--url must be the bot's public https:// address and nothing behind it, such as https://onboarding.your-company.com. " +
          "Teams calls it from outside, so this machine's own name will not do; a tunnel's address will.",
      ),
    developer: z.string().optional(),
    website: page("--website"),
    privacy: page("--privacy"),
    terms: page("--terms"),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, "--version must be three numbers with dots, such as 1.4.0.")
      .optional(),
  })
  .refine(({ developer, carrierName }) => (developer ?? carrierName).length <= limits.developerName, {
    error: ({ input }) => {
      const { developer, carrierName } = z
        .object({ developer: z.string().optional(), carrierName: z.string() })
        .parse(input);
      const name = developer ?? carrierName;
      return (
        `"${name}" has ${name.length} characters, and Teams shows ${limits.developerName} of a publisher's name at most. ` +
        'Give a shorter one: --developer "…"'
      );
    },
  });
export type PackageSettings = z.input<typeof settingsSchema>;

/** The parts that are filled in; the rest of the manifest goes through as it is. */
const manifestSchema = z.looseObject({
  version: z.string(),
  id: z.string(),
  developer: z.looseObject({}),
  bots: z.tuple([z.looseObject({ botId: z.string() })]),
  webApplicationInfo: z.looseObject({ id: z.string(), resource: z.string() }),
});
export type TeamsManifest = z.output<typeof manifestSchema>;

export interface TeamsPackage {
  readonly manifest: TeamsManifest;
  readonly zip: Uint8Array;
}

/** The same bytes for the same settings. @throws PackageError with a sentence for each thing that is not right */
export function teamsPackage(given: { readonly [Name in keyof PackageSettings]: string | undefined }): TeamsPackage {
  const manifest = filledIn(settingsOf(given));
  const problems = problemsOf(manifest);
  if (problems.length > 0) throw new PackageError(problems);
  const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  const zip = zipSync(
    {
      "manifest.json": new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
      "color.png": file("color.png"),
      "outline.png": file("outline.png"),
    },
    // The first moment that a zip can name, in local time as it does; the time of day would make each zip another one.
    { level: 9, mtime: new Date(1980, 0, 1) },
  );
  return { manifest, zip };
}

function settingsOf(given: Readonly<Record<string, string | undefined>>): z.output<typeof settingsSchema> {
  const set = Object.entries(given).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()] as const] : []));
  const parsed = settingsSchema.safeParse(Object.fromEntries(set));
  if (!parsed.success) throw new PackageError(parsed.error.issues.map(({ message }) => message));
  return parsed.data;
}

function filledIn(settings: z.output<typeof settingsSchema>): TeamsManifest {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  const { origin, hostname } = new URL(settings.url);
  const website = settings.website ?? origin;
  return {
    ...manifest,
    version: settings.version ?? manifest.version,
    // The app is known by its bot, so that uploading it again updates it.
    id: settings.appId,
    developer: {
      name: settings.developer ?? settings.carrierName,
      websiteUrl: website,
      privacyUrl: settings.privacy ?? website,
      termsOfUseUrl: settings.terms ?? website,
    },
    bots: [{ ...manifest.bots[0], botId: settings.appId }],
    validDomains: [hostname],
    webApplicationInfo: { id: settings.appId, resource: origin },
  };
}

/** What Microsoft's schema has against it, one sentence each. */
export function problemsOf(manifest: unknown): readonly string[] {
  const schema = JSON.parse(readFileSync(join(root, "test/schemas/teams-manifest-1.29.schema.json"), "utf8"));
  const ajv = new Draft04.default({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  validate(manifest);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) =>
      `The manifest does not fit Microsoft's schema: ${instancePath || "it"} ${message}. Correct it in manifests/teams/manifest.json.`,
  );
}
