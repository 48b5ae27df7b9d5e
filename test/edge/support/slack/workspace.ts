/** The product in a local Slack, with an onboarding in #prairie-telecom. */
import { createHmac } from "node:crypto";
import { join } from "node:path";
import type { Person } from "../../../../src/playground/slack/person.ts";
import { defaultSeed } from "../../../../src/playground/slack/seed.ts";
import { createLocalSlack, type LocalSlack, type LocalSlackOptions } from "../../../../src/playground/slack/server.ts";
import type { DeliveryKind } from "../../../../src/playground/slack/traffic-log.ts";
import type { WorldSeed } from "../../../../src/playground/slack/world.ts";
import { aFolder } from "../folder.ts";
import { eventsIn, Product } from "../product.ts";
import type { Scene } from "../rows.ts";

const { users, channels, ...rest } = defaultSeed;
const newAdmin = { id: "U0NEWADMIN", teamId: "T0CARRIER", name: "noor", realName: "Noor Haddad", isAdmin: true };
/** The playground's people, and an administrator of the carrier's whom the bot has never met. */
export const seed: WorldSeed = {
  ...rest,
  users: [...users, newAdmin],
  channels: channels.map((one) => (one.kind === "im" ? one : { ...one, members: [...one.members, newAdmin.id] })),
};

export const botToken = "xoxb-edge-token";
export const signingSecret = "0123456789abcdef0123456789abcdef";
export const channel = "#prairie-telecom";

export interface Workspace extends Scene {
  readonly slack: LocalSlack;
  readonly dataDir: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  product: Product;
  url: string;
  /** Ends the product and begins it anew on what it kept. */
  again(): Promise<void>;
  close(): Promise<void>;
}

/** Tells Slack where the bot is. */
export const connected = (slack: LocalSlack, requestUrl: string): void =>
  slack.connectBot({ requestUrl, botToken, signingSecret, command: { name: "/onboard", hint: "", description: "" } });

/** A local Slack and the settings that lead the product to it. */
export async function aSlack(dataDir: string, options: LocalSlackOptions = {}) {
  const slack = createLocalSlack({ seed, eventRetryDelays: [5, 10, 20], ...options });
  const { apiUrl } = await slack.listen();
  connected(slack, "http://127.0.0.1:9/");
  const settings: Readonly<Record<string, string>> = {
    PORT: "0",
    DATA_DIR: dataDir,
    CARRIER_NAME: "Northline Carrier",
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  };
  return { slack, settings };
}

export async function aWorkspace(options: LocalSlackOptions = {}): Promise<Workspace> {
  const { folder, remove } = aFolder();
  const dataDir = join(folder, "data");
  const { slack, settings } = await aSlack(dataDir, options);
  const begin = async () => {
    const product = new Product(settings, folder);
    const url = `http://127.0.0.1:${await product.ready()}`;
    connected(slack, `${url}/slack/events`);
    return { product, url };
  };
  const workspace: Workspace = {
    ...{ slack, folder, dataDir, settings },
    ...(await begin()),
    async again() {
      await workspace.product.stop();
      Object.assign(workspace, await begin());
    },
    async close() {
      await workspace.product.stop();
      await slack.close();
      remove();
    },
    counted: () => ({
      kept: eventsIn(dataDir).length,
      posted: slack.posted(channel).filter((message) => message.bot_id !== undefined).length,
    }),
    until: slack.until,
    async fence() {
      await slack.as("U0RILEY").command("#wholesale-desk", "help");
      await slack.settled();
    },
  };
  return workspace;
}

/** Sam starts the onboarding by hand, and everything it brings about has arrived. */
export async function withOnboarding(workspace: Workspace): Promise<void> {
  const { slack, dataDir } = workspace;
  const sam = slack.as("U0SAM");
  await sam.command(channel, "start");
  await slack.until(() => sam.modal(), "the form that starts one");
  await sam.submit({
    legalName: "Prairie Telecom, LLC",
    states: ["MN"],
    serviceManager: "U0SAM",
    delegate: "U0DANA",
    lead: "U0NADIA",
    regulatory: "U0TOM",
  });
  await slack.until(() => eventsIn(dataDir).length === 1, "the onboarding");
  await slack.until(() => sam.modal() === undefined || JSON.stringify(sam.modal()?.blocks).includes("Done"), "the end");
  if (sam.modal()) await sam.close();
  await slack.until(() => slack.posted(channel).length === 2, "its messages");
  await slack.until(() => slack.log.calls("pins.add").some(({ done }) => done), "the pin, or its refusal");
}

/** Opens the form of a course by way of buttons that everybody of the two companies has. */
export async function courseForm({ slack }: Workspace, person: Person): Promise<void> {
  const offered = (button: string) =>
    person.channel(channel).messages.findLast((one) => one.ephemeral && has(one.blocks, button));
  for (const [button, next] of [
    ["Menu", "Training"],
    ["Training", "Plan a course"],
  ] as const) {
    if (offered("Plan a course")) break;
    await person.press({ channel }, button);
    await slack.until(() => offered(next), `the button ${next}`);
  }
  await person.press({ channel, ts: offered("Plan a course")?.ts ?? "" }, "Plan a course");
  await slack.until(() => person.modal()?.title === "Plan a course", "the form of a course");
}

/** Plans a course: one event and one message of news. Returns the status that Slack got for the form. */
export async function planCourse(workspace: Workspace, person: Person, title: string): Promise<number | undefined> {
  await courseForm(workspace, person);
  await person.submit({ title });
  return workspace.slack.log.deliveries("view_submission").at(-1)?.status;
}

/** The words of the newest message that only this person sees. */
export const whispered = (person: Person, where = channel): string =>
  textsIn(person.channel(where).messages.findLast((one) => one.ephemeral)?.blocks);

export const textsIn = (blocks: unknown): string =>
  [...JSON.stringify(blocks ?? []).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join(" ");

/** Statuses of the newest deliveries of a kind, oldest first. */
export const statuses = ({ slack }: Workspace, what: DeliveryKind, count = 1): string =>
  slack.log
    .deliveries(what)
    .slice(-count)
    .map(({ status }) => status)
    .join(" ");

const has = (blocks: unknown, text: string): boolean => JSON.stringify(blocks).includes(`"${text}"`);

export interface Knock {
  readonly body: string;
  readonly type?: string;
  readonly method?: string;
  readonly ageSeconds?: number;
  readonly secret?: string;
  /** Set to leave the header out or to send another one. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A request as Slack would sign it, but where told otherwise. */
export async function knock({ url }: Workspace, request: Knock): Promise<{ status: number; body: string }> {
  const { body, type = "application/json", method = "POST", ageSeconds = 0, secret = signingSecret } = request;
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": signature,
    ...request.headers,
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${url}/slack/events`, {
    method,
    headers: given,
    ...(method === "GET" ? {} : { body }),
  });
  return { status: response.status, body: await response.text() };
}
