/** The product in a local Teams, with onboardings in channels that the companies share. */
import { join } from "node:path";
import type { Outcome } from "../../../../src/playground/outcome.ts";
import type { Activity } from "../../../../src/playground/teams/activity.ts";
import type { Person } from "../../../../src/playground/teams/person.ts";
import { defaultSeed } from "../../../../src/playground/teams/seed.ts";
import {
  createLocalTeams,
  type LocalTeams,
  type LocalTeamsOptions,
  type TokenKind,
} from "../../../../src/playground/teams/server.ts";
import type { WorldSeed } from "../../../../src/playground/teams/world.ts";
import { aFolder } from "../folder.ts";
import { eventsIn, Product } from "../product.ts";
import type { Scene } from "../rows.ts";
import { aKeysGate, type KeysGate } from "./keys-gate.ts";

export const carrier = "0d1f6c3e-4a52-4b7e-9c21-6f0a3b8e7d10";
export const prairie = "7b2e9a44-1c3d-4f68-8e5b-2a9d0c71f3e2";
/** A reseller whom the bot serves as well, elsewhere. */
export const meadow = "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d";

export const channel = "Prairie Telecom";
/** Each with an onboarding of its own, since what is sent to one channel is paced. The first one's lead is no guest. */
export const troubledChannels = ["Cedar Telecom", "Birch Telecom", "Alder Telecom"] as const;
/** From which the bot is put out, in one way each. */
export const lostChannels = ["Dogwood Telecom", "Elder Telecom", "Fir Telecom", "Hazel Telecom"] as const;
/** Whose service manager has not installed the app. */
export const unreachableChannel = "Ginkgo Telecom";
/** Nobody has started an onboarding here. */
export const emptyChannel = "Harbour Telecom";

/** People besides the playground's. */
const newcomers = [
  { id: "51a0c7d2-0001-4a10-8b01-000000000001", name: "Kim Larsen", tenantId: prairie },
  { id: "51a0c7d2-0002-4a10-8b01-000000000002", name: "Uma Reyes", tenantId: meadow },
  { id: "51a0c7d2-0003-4a10-8b01-000000000003", name: "Gus Holm", tenantId: carrier, guest: true },
  { id: "51a0c7d2-0004-4a10-8b01-000000000004", name: "Ilse Brandt", tenantId: meadow },
] as const;

const people: WorldSeed["people"] = newcomers.map((one) => ({
  ...one,
  teamsId: `29:1${one.id}`,
  email: `${one.name.replace(" ", ".").toLowerCase()}@example.com`,
}));
const everybody = [...defaultSeed.people, ...people].map(({ id }) => id);
const [firstChannel] = defaultSeed.conversations;
const shared = (name: string, index: number): WorldSeed["conversations"][number] => ({
  ...{ id: `19:0000000${index}00004000800000000000edge@thread.tacv2`, kind: "channel", name },
  ...(firstChannel?.teamId ? { teamId: firstChannel.teamId } : {}),
  sharedWith: [prairie, meadow],
  members: everybody,
});

export const seed: WorldSeed = {
  ...defaultSeed,
  tenants: [...defaultSeed.tenants, { id: meadow, name: "Meadow Calls", domain: "meadow.example" }],
  people: [...defaultSeed.people, ...people],
  conversations: [
    ...defaultSeed.conversations.map((one) => (one.name === channel ? { ...one, members: everybody } : one)),
    ...[...troubledChannels, ...lostChannels, unreachableChannel, emptyChannel].map(shared),
  ],
};

export interface Workspace extends Scene {
  readonly teams: LocalTeams;
  readonly keys: KeysGate;
  readonly dataDir: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  product: Product;
  url: string;
  /** Ends the product and begins it anew on what it kept. `more`: settings that are new. */
  again(more?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

/** A local Teams and the settings that lead the product to it. */
export async function aTeams(dataDir: string, options: LocalTeamsOptions = {}) {
  const teams = createLocalTeams({ seed, invokeRetryDelays: [20, 40], activityRetryDelays: [20, 40], ...options });
  const { environment, openIdMetadataUrl } = await teams.listen();
  const keys = await aKeysGate(openIdMetadataUrl);
  const settings: Readonly<Record<string, string>> = {
    ...environment,
    PORT: "0",
    DATA_DIR: dataDir,
    CARRIER_NAME: "Northline Carrier",
    ToBotFromChannelOpenIdMetadataUrl: keys.url,
    TEAMS_ALLOWED_TENANTS: `${prairie},${meadow}`,
  };
  const close = async () => {
    await teams.close();
    await keys.close();
  };
  return { teams, keys, settings, close };
}

/** Messages of the bot's, wherever they stand. */
export const postedIn = ({ world }: LocalTeams): number =>
  Object.values(world.messages)
    .flat()
    .filter(({ author }) => author === `28:${world.app.id}`).length;

/** @param more further settings, such as another platform's */
export async function aWorkspace(more: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  const { folder, remove } = aFolder();
  const dataDir = join(folder, "data");
  const { teams, keys, settings: own, close } = await aTeams(dataDir);
  const settings = { ...own, ...more };
  const begin = async (changes: Readonly<Record<string, string>> = {}) => {
    const product = new Product({ ...settings, ...changes }, folder);
    const url = `http://127.0.0.1:${await product.ready()}`;
    teams.connectBot({ messagesUrl: `${url}/api/messages` });
    return { product, url };
  };
  const workspace: Workspace = {
    ...{ teams, keys, folder, dataDir, settings },
    ...(await begin()),
    async again(changes) {
      await workspace.product.stop();
      Object.assign(workspace, await begin(changes));
    },
    async close() {
      await workspace.product.stop();
      await close();
      remove();
    },
    counted: () => ({ kept: eventsIn(dataDir).length, posted: postedIn(teams) }),
    until: teams.until,
    async fence() {
      await teams.settled();
      await teams.deliver(invokeOf(workspace, "Riley Chen", { a: { do: "look", at: "help" } }, { where: "@bot" }));
    },
  };
  return workspace;
}

/** Sam starts the onboarding by hand, and everything it brings about has arrived. */
export async function withOnboarding(workspace: Workspace, where: string = channel): Promise<void> {
  const { teams, dataDir } = workspace;
  const before = eventsIn(dataDir).length;
  const sam = teams.as("Sam Ortega");
  await sam.say(where, "@Onboarding start");
  await sam.press(where, "Open the form");
  await sam.submit({
    "text-legalName": `${where}, LLC`,
    "several-states": ["MN"],
    "person-serviceManager": where === unreachableChannel ? "Tess Kim" : "Sam Ortega",
    "person-delegate": "Dana Whitfield",
    "person-lead": where === troubledChannels[0] ? "Tom Okafor" : "Nadia Brooks",
    "person-regulatory": where === troubledChannels[0] ? "Nadia Brooks" : "Tom Okafor",
  });
  await teams.until(() => eventsIn(dataDir).length === before + 1, `the onboarding in ${where}`);
  await teams.until(() => teams.conversation(where).messages.length >= 4, `its messages in ${where}`);
}

/** Opens the form of a course by way of buttons that everybody of the two companies has. */
export async function courseForm(person: Person, where: string = channel): Promise<void> {
  await person.press(where, "Menu");
  await person.press("dialog", "Training");
  await person.press("dialog", "Plan a course");
}

/** Plans a course: one event and one message of news. Returns the statuses that Teams got for the form. */
export async function planCourse(
  workspace: Workspace,
  person: Person,
  title: string,
  where = channel,
): Promise<string> {
  await courseForm(person, where);
  await person.submit({ "text-title": title });
  return statuses(workspace, "task/submit");
}

/** All that can be read in cards, and the titles of what can be pressed, in brackets. */
export function wordsIn(thing: unknown): string {
  const words: string[] = [];
  const visit = (value: unknown, under: string): void => {
    if (typeof value === "string") {
      if (under === "text" || under === "inlines") words.push(value);
      if (under === "title") words.push(`[${value}]`);
    } else if (Array.isArray(value)) for (const one of value) visit(one, under);
    else if (typeof value === "object" && value !== null)
      for (const [name, one] of Object.entries(value)) if (name !== "data") visit(one, name);
  };
  visit(thing, "");
  return words.join(" ");
}

/** The words that an invoke was answered with. */
export function wordsAnswered(body: string | undefined): string {
  if (!body) return "nothing";
  const { task, value } = JSON.parse(body) as { task?: { value: string | { card: unknown } }; value?: unknown };
  const shown = typeof task?.value === "object" ? task.value.card : (task?.value ?? value);
  return typeof shown === "string" ? shown : wordsIn(shown) || JSON.stringify(shown);
}

/** What the person has before them now: the open dialog, else the newest message. */
export const shownTo = (person: Person, where = channel): string =>
  wordsIn(person.dialog()?.card) || wordsIn(person.last(where)?.cards) || (person.last(where)?.text ?? "");

/** Statuses of the newest deliveries of a kind, oldest first. */
export const statuses = ({ teams }: Workspace, what: string, count = 1): string =>
  teams.log
    .deliveries(what)
    .slice(-count)
    .map(({ status }) => status)
    .join(" ");

/** A press as Teams would tell of it, with any data. */
export function invokeOf(
  { teams }: Pick<Workspace, "teams">,
  who: string,
  data: unknown,
  { name = "task/fetch", where = channel, verb = "press" }: { name?: string; where?: string; verb?: string } = {},
): Activity {
  const { text: _, attachments: __, textFormat: ___, ...around } = teams.activityOf(who, where, "");
  const id = `f:${teams.world.lastMessageId}-${teams.log.entries.length}`;
  const value = name === "adaptiveCard/action" ? { action: { type: "Action.Execute", verb, data } } : { data };
  return { ...around, type: "invoke", name, id, value };
}

/** A message in the thread of the checklist that names the bot, as Teams would tell of it, with members changed; undefined leaves one out. */
export function messageOf(
  { teams }: Pick<Workspace, "teams">,
  changes: Readonly<Record<string, unknown>> = {},
  who = "Sam Ortega",
): Activity {
  const activity = teams.activityOf(who, channel, "@Onboarding next");
  const { id, messages } = teams.conversation(channel);
  const top = messages.find(({ author, replyTo }) => author.bot && replyTo === undefined);
  const conversation = { ...(activity.conversation as object), id: `${id};messageid=${top?.id}` };
  return { ...activity, conversation, ...changes };
}

export const statusOf = (outcome: Outcome): { status: number; body: string } =>
  outcome.kind === "answered" ? outcome : { status: 0, body: outcome.kind };

/** The header of a request that Teams itself would send. */
export async function rightToken({ teams }: Workspace): Promise<string> {
  await teams.deliver({ ...messageOf({ teams }), type: "typing" });
  return teams.log.deliveries("typing").at(-1)?.request.headers.authorization ?? "";
}

export interface Knock {
  readonly body: string | Buffer;
  readonly authorization?: string | undefined;
  readonly method?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any request at all to the door. */
export async function knock({ url }: Workspace, request: Knock): Promise<{ status: number; body: string }> {
  const { body, authorization, method = "POST", type = "application/json; charset=utf-8", headers } = request;
  const response = await fetch(`${url}/api/messages`, {
    method,
    headers: { "content-type": type, ...(authorization === undefined ? {} : { authorization }), ...headers },
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
  return { status: response.status, body: await response.text() };
}

export type { Activity, TokenKind };
