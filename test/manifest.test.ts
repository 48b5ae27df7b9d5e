/** The Slack manifest installs as it is, and says exactly what the code does: no more, no less. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { commandName } from "../src/adapters/slack/app.ts";
import { eventTypes } from "../src/adapters/slack/payloads.ts";
import { DEFAULT_EVENTS } from "../src/playground/slack/server.ts";
import { subcommandNames } from "../src/views/subcommands.ts";

const root = resolve(import.meta.dirname, "..");
const json = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
const manifest = json("manifests/slack/manifest.json");
const schema = json("test/schemas/slack-manifest.schema.json");

const adapter = join(root, "src/adapters/slack");
const source = readdirSync(adapter, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(adapter, name), "utf8"))
  .join("\n");

/** https://docs.slack.dev/reference/methods: the bot scopes each method needs for what we do with it. */
const scopesOfMethod: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.postMessage": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.open": ["im:write"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "pins.add": ["pins:write"],
  "pins.remove": ["pins:write"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.push": [],
  "views.update": [],
  "views.publish": [],
};

/** https://docs.slack.dev/reference/events: what the events we listen to are called in a manifest, and need. */
const manifestEvent: Readonly<Record<(typeof eventTypes)[number], { name: string; scopes: readonly string[] }>> = {
  message: { name: "message.im", scopes: ["im:history"] },
  app_mention: { name: "app_mention", scopes: ["app_mentions:read"] },
  app_home_opened: { name: "app_home_opened", scopes: [] },
  member_joined_channel: { name: "member_joined_channel", scopes: ["channels:read", "groups:read"] },
  channel_left: { name: "channel_left", scopes: ["channels:read"] },
  group_left: { name: "group_left", scopes: ["groups:read"] },
  channel_archive: { name: "channel_archive", scopes: ["channels:read"] },
  group_archive: { name: "group_archive", scopes: ["groups:read"] },
  channel_unarchive: { name: "channel_unarchive", scopes: ["channels:read"] },
  group_unarchive: { name: "group_unarchive", scopes: ["groups:read"] },
  channel_deleted: { name: "channel_deleted", scopes: ["channels:read"] },
  group_deleted: { name: "group_deleted", scopes: ["groups:read"] },
};

/** https://docs.slack.dev/reference/scopes/users.read.email */
const scopeOfAddresses = "users:read.email";

const methodsCalled = [
  ...new Set(
    [...source.matchAll(/\b(?:client|web)\.((?:views|chat|conversations|users|team|pins|auth)\.[a-zA-Z]+)\(/g)].map(
      (match) => match[1] ?? "",
    ),
  ),
];

describe("manifests/slack/manifest.json", () => {
  it("fits Slack's own schema", () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    const validate = ajv.compile(schema);
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...manifest, display_information: {} })).toBe(false);
  });

  it("offers the command the code listens to, with the words it knows", () => {
    const commands = manifest.features.slash_commands;
    expect(commands.map((command: { command: string }) => command.command)).toEqual([commandName]);
    expect(commands[0].usage_hint.split(", ")).toEqual(subcommandNames);
  });

  it("subscribes to the events the code listens to", () => {
    const listened = eventTypes.map((type) => manifestEvent[type].name).sort();
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(listened);
    expect([...DEFAULT_EVENTS].sort()).toEqual(listened);
  });

  it("does not ask for people's addresses, which only a carrier that joins accounts by e-mail has to add", () => {
    expect(manifest.oauth_config.scopes.bot).not.toContain(scopeOfAddresses);
    expect(manifest.oauth_config.scopes.bot_optional).toBeUndefined();
    expect(readFileSync(join(root, ".env.example"), "utf8")).toMatch(
      new RegExp(`${scopeOfAddresses}[^\\n]*(\\n#[^\\n]*)*\\nJOIN_ACCOUNTS_BY_EMAIL=false`),
    );
  });

  it("asks for the scopes that the calls and events need, and for no other", () => {
    expect(methodsCalled.length).toBeGreaterThan(5);
    expect(methodsCalled.filter((method) => !Object.hasOwn(scopesOfMethod, method))).toEqual([]);
    const needed = new Set([
      "commands",
      ...methodsCalled.flatMap((method) => scopesOfMethod[method] ?? []),
      ...eventTypes.flatMap((type) => manifestEvent[type].scopes),
    ]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it("points every address at the one door", () => {
    const urls = [
      manifest.features.slash_commands[0].url,
      manifest.settings.event_subscriptions.request_url,
      manifest.settings.interactivity.request_url,
    ];
    expect(new Set(urls).size).toBe(1);
    expect(new URL(urls[0]).pathname).toBe("/slack/events");
  });
});
