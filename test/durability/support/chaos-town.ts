/** The real adapters between a local Slack and a local Teams, side by side in this process, with an application that each run brings. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connectSlack, createSlackApp, type SlackConnection } from "../../../src/adapters/slack/app.ts";
import { connectTeams, createTeamsApp, type TeamsConnection } from "../../../src/adapters/teams/app.ts";
import { type Application, createApplication } from "../../../src/application/application.ts";
import type { Front } from "../../../src/application/front.ts";
import { directoryOf, messengerOf } from "../../../src/application/platforms.ts";
import { companyKey, type Instant, timeZone } from "../../../src/domain/ids.ts";
import { createLocalSlack, DEFAULT_SCOPES, type LocalSlack } from "../../../src/playground/slack/server.ts";
import { createLocalTeams, type LocalTeams } from "../../../src/playground/teams/server.ts";
import type { Journal } from "../../../src/ports/journal.ts";
import type { Log } from "../../../src/ports/log.ts";
import { memoryConversations } from "../../support/memory-conversations.ts";
import { memoryJournal } from "../../support/memory-journal.ts";
import { carrierTenant, resellerTenant, slackSeed, teamsSeed } from "./chaos-people.ts";
import { PushedTime } from "./chaos-time.ts";
import { Watched } from "./chaos-watched.ts";

const signingSecret = "the signing secret of this test";
const botToken = "xoxb-of-this-test";
export const carrierName = "Northline Carrier";
/** A Monday morning in Chicago, no holiday near. */
const begin = "2026-01-05T15:30:00.000Z" as Instant;
export const zone = timeZone("America/Chicago");

/** What becomes of a request at the bot's own door. */
export type LostAtTheDoor = "before" | "after";

export interface Line {
  readonly level: keyof Log;
  readonly message: string;
}

export interface Town {
  readonly slack: LocalSlack;
  readonly teams: LocalTeams;
  readonly time: PushedTime;
  readonly slackConnection: SlackConnection;
  readonly teamsConnection: TeamsConnection;
  /** What the bot logged in this run. */
  readonly lines: Line[];
  /** The next requests to the bot are lost: before it hears of them, or with its answer. */
  losing(times: number, what: LostAtTheDoor): void;
  /** Nothing is lost at the door any more. */
  mended(): void;
  /** Calls that are held back on order count as none on the wire: they wait for the clock. */
  readonly held: { now: number };
  /** A new application on an empty journal, to which both platforms' doors lead from now on. */
  open(run: number, joinByEmail: boolean): Promise<Office>;
  close(): Promise<void>;
}

export interface Office {
  readonly application: Application;
  readonly journal: Journal;
  readonly watched: Watched;
  close(): Promise<void>;
}

/** Counts what is under way without reading the whole log again. */
function underWay(log: {
  readonly entries: readonly { readonly n: number; readonly done: boolean }[];
}): () => { readonly requests: number; readonly latest: number } {
  let seen = 0;
  let pending: readonly { readonly n: number; readonly done: boolean }[] = [];
  return () => {
    const { entries } = log;
    const fresh: (typeof pending)[number][] = [];
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (!entry || entry.n <= seen) break;
      fresh.push(entry);
    }
    seen = fresh[0]?.n ?? seen;
    pending = [...pending, ...fresh].filter((entry) => !entry.done);
    return { requests: pending.length, latest: seen };
  };
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

/** The answer gets lost on its way: whoever asked learns nothing of what was done. */
function losingAnswer(response: ServerResponse): ServerResponse {
  const lost = () => {
    response.socket?.destroy();
    return response;
  };
  Object.assign(response, { writeHead: () => response, write: () => true, end: lost });
  return response;
}

export async function aTown(runs: readonly number[]): Promise<Town> {
  const held = { now: 0 };
  const wires: ReturnType<typeof underWay>[] = [];
  const time = new PushedTime(begin, () => {
    const seen = wires.map((wire) => wire());
    const sum = (of: (one: (typeof seen)[number]) => number) => seen.reduce((total, one) => total + of(one), 0);
    return { requests: sum(({ requests }) => requests), held: held.now, latest: sum(({ latest }) => latest) };
  });
  const now = () => new Date(time.now());
  const shared = { now, monotonic: time.passed, timeZone: zone };
  const slack = createLocalSlack({
    ...shared,
    seed: slackSeed(runs),
    scopes: [...DEFAULT_SCOPES, "users:read.email"],
    rateLimits: true,
    eventRetryDelays: [1, 2, 3],
  });
  const teams = createLocalTeams({
    ...shared,
    seed: teamsSeed(runs),
    rateLimits: true,
    invokeRetryDelays: [2, 4],
    activityRetryDelays: [2, 4],
  });
  wires.push(underWay(slack.log), underWay(teams.log));
  const [{ apiUrl }, settings] = await Promise.all([slack.listen(), teams.listen()]);
  const lines: Line[] = [];
  const line = (level: keyof Log) => (_: object, message: string) => void lines.push({ level, message });
  const log: Log = { debug: () => {}, info: () => {}, warn: line("warn"), error: line("error") };
  const connected = { signingSecret, botToken, command: { name: "/onboard", hint: "", description: "" } };
  slack.connectBot({ requestUrl: "http://127.0.0.1:9/", ...connected });
  const slackConnection = await connectSlack({ botToken, slackApiUrl: apiUrl, log, stopwatch: time.stopwatch });
  const { environment } = settings;
  const teamsConnection = await connectTeams({
    appType: "SingleTenant",
    appId: settings.appId,
    appPassword: settings.appPassword,
    tenantId: settings.tenantId,
    clouds: {
      ToBotFromChannelOpenIdMetadataUrl: environment.ToBotFromChannelOpenIdMetadataUrl,
      ToBotFromChannelTokenIssuer: environment.ToBotFromChannelTokenIssuer,
      ToChannelFromBotOAuthScope: environment.ToChannelFromBotOAuthScope,
      ValidateAuthority: false,
    },
    tokenUrl: settings.tokenUrl,
    allowedTenants: [resellerTenant],
    serviceHosts: [settings.serviceHost],
    conversations: memoryConversations(),
    log,
    stopwatch: time.stopwatch,
  });

  let current: Application | undefined;
  const front = new Proxy({} as Front, {
    get: (_, name) => {
      if (!current) throw new Error("No run has begun yet.");
      const member: unknown = Reflect.get(current.front, name);
      return typeof member === "function" ? member.bind(current.front) : member;
    },
  });
  const slackApp = createSlackApp(slackConnection, { signingSecret }, front);
  const teamsApp = createTeamsApp(teamsConnection, front);

  let losses: LostAtTheDoor[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const loss = losses.shift();
    if (loss === "before") return void request.socket.destroy();
    const answering = loss === "after" ? losingAnswer(response) : response;
    if (request.url === "/slack/events") slackApp.listener?.(request, answering);
    else teamsApp.listener(request, answering);
  });
  const base = await listening(server);
  slack.connectBot({ requestUrl: `${base}/slack/events`, ...connected });
  teams.connectBot({ messagesUrl: `${base}/api/messages` });
  await Promise.all([slackApp.start(), teamsApp.start()]);

  return {
    slack,
    teams,
    time,
    slackConnection,
    teamsConnection,
    lines,
    held,
    losing: (times, what) => void losses.push(...Array.from({ length: times }, () => what)),
    mended: () => {
      losses = [];
    },
    async open(run, joinByEmail) {
      const journal = await memoryJournal();
      const jobs = time.jobs();
      const platforms = { slack: slackConnection, teams: teamsConnection };
      const watched = new Watched(messengerOf(platforms), journal, time);
      let ids = 0;
      const application = createApplication({
        journal,
        directory: directoryOf(platforms),
        messenger: watched,
        clock: time,
        jobs,
        log,
        carrierName,
        carriers: [companyKey(`slack:${slackConnection.identity.team}`), companyKey(`teams:${carrierTenant}`)],
        admins: new Set(),
        joinByEmail,
        timeZone: zone,
        digestTime: "09:00",
        newId: () => createHash("sha256").update(`run ${run}, id ${++ids}`).digest("hex").slice(0, 12),
        hash: (code) => createHash("sha256").update(code).digest("base64url"),
      });
      lines.length = 0;
      current = application;
      application.start();
      return {
        application,
        journal,
        watched,
        async close() {
          await jobs.stop();
          await application.stop();
          await journal.close();
        },
      };
    },
    async close() {
      await Promise.all([slackApp.stop(), teamsApp.stop()]);
      await Promise.all([slack.close(), teams.close()]);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
