/** A Slack on this machine: speaks Slack's HTTP protocol to the bot, and the playground's to the page and to tests. */
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Outcome } from "../outcome.ts";
import { keepWorld, loadWorld } from "../saved-world.ts";
import type { Act, ChannelView } from "../wire.ts";
import type { MessageStates } from "./acts.ts";
import { createFaults, type Faults } from "./faults.ts";
import { announceArchive, announceDeletion, announceJoin, announceLeave } from "./happenings.ts";
import { answerJson, TooLarge } from "./http-bodies.ts";
import { LIMITS } from "./limits.ts";
import { isMember, knownChannel, knownUser, messagesIn } from "./lookup.ts";
import { messageForApps } from "./messages.ts";
import type { BotConnection, Office, OfficeSettings } from "./office.ts";
import { createPageDoors } from "./page-api.ts";
import { createPerson, type Person } from "./person.ts";
import { createRateLimits } from "./rate-limits.ts";
import { createResponseUrls, RESPONSE_PATH } from "./response-urls.ts";
import { channelView } from "./seat-view.ts";
import { defaultSeed } from "./seed.ts";
import { replay } from "./sending.ts";
import { createSockets, LINK_PATH } from "./socket-mode.ts";
import { createTrafficLog, type DeliveryEntry, type TrafficLog } from "./traffic-log.ts";
import { createTriggers } from "./triggers.ts";
import { API_PATH, serveApi, serveResponseUrl } from "./web-api.ts";
import { growWorld, type World, type WorldSeed } from "./world.ts";

export interface LocalSlackOptions extends Partial<OfficeSettings> {
  readonly seed?: WorldSeed;
  /** Where the world is kept; without it, it ends with the process. Deleting the file begins anew. */
  readonly file?: string;
  /** The playground's clock: dates messages and events. Signatures and ages go by the real one. */
  readonly now?: () => Date;
  /** 0 (the default): any free port. */
  readonly port?: number;
  readonly onClock?: (to: Extract<Act, { act: "clock" }>["to"]) => void | Promise<void>;
  /** Told of what has nobody else to hear it: a world that could not be saved, a fault of the local Slack itself. */
  readonly onError?: (error: unknown) => void;
  /** Milliseconds that only grow; tests of ages may bring their own. */
  readonly monotonic?: () => number;
}

export interface LocalSlack {
  /** Listens on 127.0.0.1. `apiUrl` is Bolt's `clientOptions.slackApiUrl`. */
  listen(): Promise<{ readonly apiUrl: string }>;
  /** Stops listening and trying, and saves. */
  close(): Promise<void>;
  /** Says where the bot is and how to know each other; again whenever that changed. */
  connectBot(bot: BotConnection): void;
  /** Serves the page's doors (`/playground/api/*`) on somebody else's server. @returns false for other requests. */
  handlePage(req: IncomingMessage, res: ServerResponse): Promise<boolean>;

  /** A person to act as. @throws when there is no such person */
  as(userId: string): Person;
  /** A channel as everybody in it sees it: nothing ephemeral. */
  channel(reference: string): ChannelView;
  /** What `conversations.history` would show with metadata, oldest first: nothing ephemeral. */
  posted(reference: string): readonly Record<string, unknown>[];
  join(userId: string, channel: string): void;
  leave(userId: string, channel: string): void;
  archive(channel: string, byUserId: string, archived?: boolean): void;
  /** Deletes a channel with all that was said in it. */
  delete(channel: string): void;

  readonly log: TrafficLog;
  readonly faults: Faults;
  /** Sends an earlier delivery once more, as it was or newly signed. */
  replay(entry: DeliveryEntry, signed?: "asSent" | { readonly ageSeconds: number }): Promise<Outcome>;
  /** Resolves when no event is on its way or waits to be tried again. */
  settled(): Promise<void>;
  /** As `log.until`, asked again whenever anything changed. */
  until: TrafficLog["until"];
  /** Says that something outside changed what people see: the clock was pushed. */
  touch(): void;
  /** The world as it is; read it, don't write it. */
  readonly world: World;
}

/** Scopes granted unless told otherwise: all that the local Slack knows, but people's addresses. */
export const DEFAULT_SCOPES: readonly string[] = [
  ...["commands", "chat:write", "app_mentions:read", "users:read", "pins:read", "pins:write"],
  ...[
    "im:history",
    "im:read",
    "im:write",
    "channels:history",
    "channels:read",
    "channels:join",
    "groups:history",
    "groups:read",
  ],
];

/** Events subscribed to unless told otherwise: those of the bot's manifest. */
export const DEFAULT_EVENTS: readonly string[] = [
  ...["app_mention", "message.im", "app_home_opened", "member_joined_channel", "channel_left", "group_left"],
  ...["channel_archive", "channel_unarchive", "channel_deleted", "group_archive", "group_unarchive", "group_deleted"],
];

/** @throws when the file is there and holds no world */
export function createLocalSlack(options: LocalSlackOptions = {}): LocalSlack {
  const world = loadWorld(options.file, options.seed ?? defaultSeed, growWorld);
  const now = options.now ?? (() => new Date());
  const monotonic = options.monotonic ?? (() => performance.now());
  const faults = createFaults();
  const log = createTrafficLog();
  const closing = new AbortController();
  // Everything that is on its way listens for the end, and many things may be.
  setMaxListeners(0, closing.signal);
  const underWay = new Set<Promise<unknown>>();
  const saved = keepWorld(options.file, () => world, options.onError ?? (() => {}));
  const settings: OfficeSettings = {
    scopes: options.scopes ?? DEFAULT_SCOPES,
    events: options.events ?? DEFAULT_EVENTS,
    rateLimits: options.rateLimits ?? false,
    acknowledgeWithinMillis: options.acknowledgeWithinMillis ?? LIMITS.acknowledgement.millis,
    triggerMillis: options.triggerMillis ?? LIMITS.trigger.millis,
    eventRetryDelays: options.eventRetryDelays ?? LIMITS.eventRetries.delays,
    timeZone: options.timeZone ?? "America/Chicago",
  };
  let bot: BotConnection | undefined;
  let origin = "http://127.0.0.1";
  let revision = 1;
  let telling = false;
  let lastMicros = Math.round(Number(world.lastTs) * 1e6);

  const office: Office = {
    world,
    settings,
    log,
    faults,
    triggers: createTriggers({
      monotonic,
      millis: () => settings.triggerMillis,
      expiredAtOnce: () => faults.triggersExpired,
    }),
    responseUrls: createResponseUrls(monotonic),
    sockets: createSockets(world.app.id, () => log.touched()),
    bot: () => bot,
    now,
    monotonic,
    nextId: (prefix) => `${prefix}${(++world.counter).toString(36).toUpperCase().padStart(7, "0")}`,
    nextTs: () => {
      lastMicros = Math.max(lastMicros + 1, now().getTime() * 1000);
      const seconds = Math.trunc(lastMicros / 1e6);
      world.lastTs = `${String(seconds).padStart(10, "0")}.${String(lastMicros % 1e6).padStart(6, "0")}`;
      return world.lastTs;
    },
    origin: () => origin,
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
        .catch(() => {})
        .finally(() => {
          underWay.delete(tracked);
          log.touched();
        });
      underWay.add(tracked);
    },
    closing: closing.signal,
  };

  const messageStates: MessageStates = new Map();
  const doors = createPageDoors({ office, messageStates, revision: () => revision, onClock: options.onClock });
  const limits = createRateLimits(monotonic);

  const server = createServer((req, res) => {
    serve(req, res).catch((error: unknown) => {
      if (!(error instanceof TooLarge)) options.onError?.(error);
      if (res.headersSent) res.destroy();
      else
        answerJson(res, error instanceof TooLarge ? 413 : 500, {
          ok: false,
          error: error instanceof TooLarge ? "request_too_large" : "internal_error",
        });
    });
  });

  server.on("upgrade", (req, socket) => {
    if (req.url?.startsWith(LINK_PATH)) office.sockets.accept(req, socket);
    else socket.destroy();
  });

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url ?? "/";
    if (path.startsWith(API_PATH)) return serveApi(office, limits, req, res);
    if (path.startsWith(RESPONSE_PATH) && req.method === "POST") return serveResponseUrl(office, req, res);
    answerJson(res, 404, { ok: false, error: "not_found" });
  }

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(options.port ?? 0, "127.0.0.1", () => {
          origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          resolve({ apiUrl: `${origin}${API_PATH}` });
        });
      }),
    close: async () => {
      closing.abort();
      office.sockets.close();
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

    as: (userId) => createPerson(office, messageStates, userId),
    channel: (reference) => {
      const channel = knownChannel(world, reference);
      const view = channelView(world, channel, knownUser(world, world.app.botUserId));
      return view;
    },
    posted: (reference) => {
      const channel = knownChannel(world, reference);
      return messagesIn(world, channel.id)
        .filter((one) => !one.onlyFor)
        .map((one) => structuredClone(messageForApps(world, channel, one, { metadata: true })));
    },
    join: (userId, reference) => {
      const channel = knownChannel(world, reference);
      if (isMember(channel, userId)) return;
      channel.members.push(knownUser(world, userId).id);
      office.changed();
      announceJoin(office, channel, userId);
    },
    leave: (userId, reference) => {
      const channel = knownChannel(world, reference);
      announceLeave(office, channel, userId);
      channel.members = channel.members.filter((one) => one !== userId);
      office.changed();
    },
    archive: (reference, byUserId, archived = true) => {
      const channel = knownChannel(world, reference);
      channel.archived = archived;
      office.changed();
      announceArchive(office, channel, byUserId);
    },
    delete: (reference) => {
      const channel = knownChannel(world, reference);
      announceDeletion(office, channel);
      world.channels = world.channels.filter((one) => one !== channel);
      delete world.messages[channel.id];
      office.changed();
    },

    log,
    faults,
    replay: (entry, signed = "asSent") => replay(office, entry, signed),
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    until: log.until,
    touch: () => office.changed(),
    world,
  };
}
