/** The rooms and their arrows: each room imports only from those to its left, and nothing goes round in a circle. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : /\.(ts|tsx)$/.test(name) ? [path] : [];
  });

const files = filesBelow(src).map((path) => {
  const text = readFileSync(path, "utf8");
  const imports = [
    ...text.matchAll(/^(?:import|export)\b[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gms),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
  return { path, name: relative(src, path), text, imports };
});

/** From left to right. The two last stand side by side, and only main.ts knows everything. */
const left: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  views: ["domain"],
  ports: ["domain", "views"],
  application: ["domain", "views", "ports"],
  "adapters/chat": ["domain", "views", "ports", "application"],
  "adapters/slack": ["domain", "views", "ports", "application", "adapters/chat"],
  "adapters/teams": ["domain", "views", "ports", "application", "adapters/chat"],
  "adapters/storage": ["domain", "views", "ports", "application"],
  "adapters/jobs": ["domain", "views", "ports", "application"],
  "adapters/http": ["domain", "views", "ports", "application"],
  adapters: ["domain", "views", "ports", "application"],
  playground: ["domain", "views", "ports", "application"],
  "config-teams.ts": ["adapters/teams"],
  "config.ts": ["domain", "adapters", "config-teams.ts"],
  "platforms.ts": [
    ...["domain", "ports", "application", "adapters/http", "adapters/slack", "adapters/teams"],
    ...["config.ts", "config-teams.ts"],
  ],
};

const roomOf = (name: string): string =>
  Object.keys(left)
    .filter((room) => name === room || name.startsWith(`${room}/`))
    .sort((one, other) => other.length - one.length)[0] ?? name;

const target = (file: { path: string }, specifier: string): string =>
  relative(src, resolve(dirname(file.path), specifier));

const isOwn = (specifier: string): boolean => specifier.startsWith(".");

describe("the rooms", () => {
  it("has files to look at", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(300);
  });

  it("import only from the rooms to their left", () => {
    const wrong = files.flatMap((file) => {
      const room = roomOf(file.name);
      if (room === "main.ts") return [];
      return file.imports.filter(isOwn).flatMap((specifier) => {
        const other = roomOf(target(file, specifier));
        return other === room || left[room]?.includes(other) ? [] : [`${file.name} -> ${target(file, specifier)}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("have no circle", () => {
    const byName = new Map(files.map((file) => [file.name, file]));
    const state = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const visit = (name: string, trail: readonly string[]) => {
      if (state.get(name) === "done") return;
      if (state.get(name) === "open") {
        circles.push([...trail.slice(trail.indexOf(name)), name].join(" -> "));
        return;
      }
      state.set(name, "open");
      const file = byName.get(name);
      for (const specifier of file?.imports.filter(isOwn) ?? [])
        if (file) visit(target(file, specifier), [...trail, name]);
      state.set(name, "done");
    };
    for (const file of files) visit(file.name, []);
    expect(circles).toEqual([]);
  });

  it("keep the domain free of packages, of Node and of the clock", () => {
    const domain = files.filter((file) => roomOf(file.name) === "domain");
    expect(domain.flatMap((file) => file.imports.filter((specifier) => !isOwn(specifier)))).toEqual([]);
    const impure = files
      .filter((file) => ["domain", "views", "application"].includes(roomOf(file.name)))
      .filter((file) => /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID|process\.|\bconsole\./.test(file.text));
    expect(impure.map((file) => file.name)).toEqual([]);
    expect(domain.filter((file) => /\bawait\b/.test(file.text)).map((file) => file.name)).toEqual([]);
  });

  it("let each vendor's package into its own adapter only", () => {
    const homes: Readonly<Record<string, string>> = {
      "@slack/": "adapters/slack",
      botbuilder: "adapters/teams",
      "botframework-": "adapters/teams",
      lowdb: "adapters/storage",
      croner: "adapters/jobs",
      pino: "adapters/log.ts",
    };
    const strays = files.flatMap((file) =>
      file.imports
        .filter((specifier) =>
          Object.entries(homes).some(([name, home]) => specifier.startsWith(name) && !file.name.startsWith(home)),
        )
        .map((specifier) => `${file.name} -> ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  it("read the environment in one place", () => {
    const readers = files.filter((file) => /process\.env/.test(file.text)).map((file) => file.name);
    expect(readers.sort()).toEqual(["main.ts"]);
  });

  it("have no long file without a reason said in it", () => {
    const long = files
      .filter((file) => file.text.split("\n").length > 301)
      .filter((file) => !/Longer than other files because/.test(file.text));
    expect(long.map((file) => file.name)).toEqual([]);
  });

  it("have no drawer without a name of its own", () => {
    expect(
      files.map((file) => file.name).filter((name) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(name)),
    ).toEqual([]);
  });
});
