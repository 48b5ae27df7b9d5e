/**
 * A Teams on this machine: speaks the Bot Connector protocol to a bot, and the playground's to the page and to tests.
 *
 *   const teams = createLocalTeams();
 *   const settings = await teams.listen();            // `settings.environment` is what the bot's process is given
 *   teams.connectBot({ messagesUrl });                // where the bot's POST /api/messages is
 *   await teams.introduce();                          // tells the bot where it is installed, as installing does
 *   const sam = teams.as("Sam Ortega");               // or an Entra object id, or the Slack seat U0SAM
 *   await sam.say("Prairie Telecom", "@Onboarding status");
 *   await sam.press("Prairie Telecom", "Issue RSID"); // the newest card there with this button
 *   await sam.submit({ rsid: "AB12" });               // the dialog that it opened
 *   await sam.opens("Prairie Telecom");               // what Sam sees, own views refreshed
 *   teams.faults.onCalls("updateActivity", 2, { kind: "status", status: 502 });
 *   await teams.until(() => teams.log.calls("updateActivity").length === 3, "two tries more");
 *   teams.faults.holdDeliveries(2);                   // later: await teams.faults.releaseDeliveries("reversed")
 *   await teams.uninstall("Prairie Telecom");         // also install, join, leave, deleteChannel, archiveTeam
 *   await teams.deliver(activity, { token: "expired" }); // anything at all, with any token, status and body back
 */
import { randomBytes, randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Outcome } from "../outcome.ts";
import { keepWorld, loadWorld } from "../saved-world.ts";
import { answerJson, TooLarge } from "../slack/http-bodies.ts";
import type { TeamsConversationView } from "../wire-teams.ts";
import type { Activity } from "./activity.ts";
import { REFUSALS } from "./connector/answer.ts";
import { serveConnector, serveToken } from "./connector/doors.ts";
import { messageActivity } from "./envelopes.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createInstallations, type Installations } from "./installations.ts";
import { createIssuer, type Issuer, type TokenKind } from "./issuer.ts";
import { LIMITS } from "./limits.ts";
import { listenOn, settingsOf, type TeamsSettings } from "./listening.ts";
import { conversationOf, knownConversation, knownPerson, personalChat } from "./lookup.ts";
import type { BotConnection, Office } from "./office.ts";
import { createPageDoors } from "./page-api.ts";
import { createPerson, type Person } from "./person.ts";
import { createRefreshing } from "./personal-views.ts";
import { createRateLimits } from "./rate-limits.ts";
import { createSearches } from "./searching.ts";
import { conversationView } from "./seat-view.ts";
import { defaultSeed } from "./seed.ts";
import { replay, sendRaw } from "./sending.ts";
import { createTokens } from "./tokens.ts";
import { createTrafficLog, type DeliveryEntry, type TrafficLog } from "./traffic-log.ts";
import { readTyped } from "./typed-text.ts";
import { growWorld, type World, type WorldSeed } from "./world.ts";

export type { TokenKind } from "./issuer.ts";
export type { TeamsSettings } from "./listening.ts";
export type { BotConnection } from "./office.ts";

export interface LocalTeamsOptions {
  readonly seed?: WorldSeed;
  /** Where the world is kept; without it, it ends with the process. Deleting the file begins anew. */
  readonly file?: string;
  /** The playground's clock: dates messages and activities. Tokens and waiting go by the real one. */
  readonly now?: () => Date;
  /** Where the connector listens; else where it did last, else any free port. */
  readonly port?: number;
  /** The app's client secret; made for the run where it is not given. */
  readonly appPassword?: string;
  /** Teams' throttling per bot and thread; on unless told otherwise. */
  readonly rateLimits?: boolean;
  /** How long Teams waits for the answer to an activity. */
  readonly answerWithinMillis?: number;
  /** Pauses before an invoke without a valid answer is sent again; as many tries as there are pauses. */
  readonly invokeRetryDelays?: readonly number[];
  /** Pauses before another activity is sent again that timed out or met a 5xx. */
  readonly activityRetryDelays?: readonly number[];
  /** How long a token for the connector lives. */
  readonly tokenSeconds?: number;
  readonly timeZone?: string;
  /** Told of what has nobody else to hear it: a world that could not be saved, a fault of the local Teams itself. */
  readonly onError?: (error: unknown) => void;
  /** Milliseconds that only grow; tests of throttling may bring their own. */
  readonly monotonic?: () => number;
}

export interface LocalTeams extends Installations {
  /** Listens on 127.0.0.1. */
  listen(): Promise<TeamsSettings>;
  /** Stops listening and trying, and saves. */
  close(): Promise<void>;
  /** Says where the bot is; again whenever that changed. */
  connectBot(bot: BotConnection): void;
  /** Serves the page's doors (`/playground/api/teams/*`) on somebody else's server. @returns false for other requests. */
  handlePage(req: IncomingMessage, res: ServerResponse): Promise<boolean>;

  /** A person to act as, by Entra object id, name or Slack seat. @throws when there is no such person */
  as(person: string): Person;
  /** A conversation by name or id as everybody in it sees it: the posted cards. */
  conversation(reference: string): TeamsConversationView;

  readonly log: TrafficLog;
  readonly faults: Faults;
  /** Sends an activity as it is, signed as told, once. */
  deliver(activity: Activity, options?: { readonly token?: TokenKind }): Promise<Outcome>;
  /** Sends an earlier delivery once more, byte for byte, with its old token or a new one. */
  replay(entry: DeliveryEntry, token?: "asSent" | TokenKind): Promise<Outcome>;
  /** A well-formed message activity by somebody, to change and `deliver`. */
  activityOf(person: string, conversation: string, text: string): Activity;
  /** Every token given out so far is worth nothing from now on. */
  revokeTokens(): void;
  /** Resolves when nothing is on its way to the bot or waits to be sent again. */
  settled(): Promise<void>;
  until: TrafficLog["until"];
  /** Says that something outside changed what people see: the clock was pushed. */
  touch(): void;
  /** The world as it is; read it, don't write it. */
  readonly world: World;
}

/** @throws when the file is there and holds no world */
export function createLocalTeams(options: LocalTeamsOptions = {}): LocalTeams {
  const world = loadWorld(options.file, options.seed ?? defaultSeed, growWorld);
  const now = options.now ?? (() => new Date());
  const monotonic = options.monotonic ?? (() => performance.now());
  const log = createTrafficLog();
  const closing = new AbortController();
  // Everything that is on its way listens for the end, and many things may be.
  setMaxListeners(0, closing.signal);
  const underWay = new Set<Promise<unknown>>();
  const saved = keepWorld(options.file, () => world, options.onError ?? (() => {}));
  const secret = options.appPassword ?? randomBytes(24).toString("base64url");
  const tokens = createTokens({
    id: world.app.id,
    secret,
    tokenSeconds: options.tokenSeconds ?? LIMITS.token.seconds,
  });
  // Bots keep the metadata of an address for a day, and the next run has other keys at maybe the same address.
  const login = `/login/${randomUUID()}`;
  const root = `/amer/${world.app.tenantId}/`;
  let issuer: Issuer | undefined;
  let bot: BotConnection | undefined;
  let origin = "http://127.0.0.1";
  let revision = 1;
  let telling = false;

  const office: Office = {
    world,
    settings: {
      rateLimits: options.rateLimits ?? true,
      answerWithinMillis: options.answerWithinMillis ?? LIMITS.answer.millis,
      invokeRetryDelays: options.invokeRetryDelays ?? LIMITS.invokeRetries.delays,
      activityRetryDelays: options.activityRetryDelays ?? LIMITS.activityRetries.delays,
      timeZone: options.timeZone ?? "America/Chicago",
    },
    log,
    faults: createFaults(),
    searches: createSearches(),
    issuer: () => {
      if (!issuer) throw new Error("the local Teams has no key before it listens: call listen() first");
      return issuer;
    },
    bot: () => bot,
    now,
    monotonic,
    nextId: (prefix) => `${prefix}${++world.counter}`,
    nextMessageId: () => {
      world.lastMessageId = Math.max(world.lastMessageId + 1, now().getTime());
      return String(world.lastMessageId);
    },
    serviceUrl: () => `${origin}${root}`,
    changed: () => {
      revision += 1;
      saved.schedule();
      log.touched();
      if (telling) return;
      telling = true;
      // Many changes of one moment make one note to the pages.
      setImmediate(() => {
        telling = false;
        doors.tell(revision);
      });
    },
    background: (work) => {
      const tracked: Promise<unknown> = work
        .catch((error: unknown) => options.onError?.(error))
        .finally(() => {
          underWay.delete(tracked);
          log.touched();
        });
      underWay.add(tracked);
    },
    closing: closing.signal,
  };

  const refreshing = createRefreshing(office);
  const doors = createPageDoors({ office, refreshing, revision: () => revision });
  const connector = { office, tokens, limits: createRateLimits(monotonic), root };
  const settling = createInstallations(office);

  const server = createServer((req, res) => {
    serve(req, res).catch((error: unknown) => {
      if (!(error instanceof TooLarge)) options.onError?.(error);
      const { status, body } = error instanceof TooLarge ? REFUSALS.tooBig() : REFUSALS.unavailable();
      if (res.headersSent || req.socket.destroyed) res.destroy();
      else answerJson(res, status, body);
    });
  });

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const key = `${req.method} ${(req.url ?? "/").split("?")[0]}`;
    if (key === `GET ${login}/openid`) return answerJson(res, 200, office.issuer().metadata(`${origin}${login}/keys`));
    if (key === `GET ${login}/keys`) return answerJson(res, 200, office.issuer().keys());
    if (key === `POST ${login}/token`) return serveToken(office, tokens, req, res);
    return serveConnector(connector, req, res);
  }

  return {
    listen: async () => {
      issuer ??= await createIssuer();
      world.port = await listenOn(server, options.port ?? world.port ?? 0, options.port === undefined);
      saved.schedule();
      origin = `http://127.0.0.1:${world.port}`;
      return settingsOf(world, { origin, serviceUrl: office.serviceUrl(), login: `${origin}${login}`, secret });
    },
    close: async () => {
      closing.abort();
      office.faults.clear();
      doors.close();
      if (server.listening) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
      await Promise.all(underWay);
      await saved.flush();
    },
    connectBot: (connection) => {
      bot = connection;
      office.changed();
    },
    handlePage: (req, res) => doors.handle(req, res),

    as: (reference) => createPerson(office, refreshing, reference),
    conversation: (reference) => conversationView(world, knownConversation(world, reference)),
    ...settling,

    log,
    faults: office.faults,
    deliver: (activity, { token = "valid" } = {}) => sendRaw(office, activity, token),
    replay: (entry, token = "asSent") => replay(office, entry, token),
    activityOf: (reference, place, text) => {
      const person = knownPerson(world, reference);
      const conversation = place === "@bot" ? personalChat(world, person.id) : conversationOf(world, place);
      if (!conversation) throw new Error(`${person.name} sees no conversation ${place}`);
      const typed = readTyped(world, conversation, text);
      const id = office.nextMessageId();
      return messageActivity(office, { person, conversation }, { id }, typed);
    },
    revokeTokens: () => tokens.revoke(),
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    until: log.until,
    touch: () => office.changed(),
    world,
  };
}
