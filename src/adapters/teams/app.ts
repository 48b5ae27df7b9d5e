/** The bot in Teams: what it says through the Bot Connector, and what it answers at its door. */
import type { Front } from "../../application/front.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Conversations } from "../../ports/conversations.ts";
import type { Directory } from "../../ports/directory.ts";
import type { Log } from "../../ports/log.ts";
import { type Messenger, PlatformTrouble } from "../../ports/messenger.ts";
import { soon } from "../chat/soon.ts";
import { type Stopwatch, stopwatch } from "../chat/stopwatch.ts";
import { createDesk } from "./answers.ts";
import { createArrivals } from "./arrivals.ts";
import { type Bot, createBot, type Registration } from "./bot.ts";
import { createChannelNames } from "./channel-names.ts";
import { createDirectory, type PeopleDirectory } from "./directory.ts";
import { troubleOf } from "./errors.ts";
import type { Outcome } from "./faces.ts";
import { aadOf, accountOf, isTeamsAccount } from "./ids.ts";
import type { Identity } from "./inbound.ts";
import { createInvokes } from "./invokes.ts";
import { createLater } from "./later.ts";
import { createListeners } from "./listeners.ts";
import { createMessenger } from "./messenger.ts";
import { createPacer } from "./pace.ts";
import { createReceiver, type RequestListener } from "./receiver.ts";
import { createReferences, type References } from "./references.ts";
import { createSender, type Sender } from "./sender.ts";
import { serviceCheck } from "./service-hosts.ts";

export interface TeamsOptions extends Registration {
  /** Tenants that are served besides the app's own. */
  readonly allowedTenants: readonly string[];
  /** Hosts to which the bot may send its token. */
  readonly serviceHosts: readonly string[];
  readonly conversations: Conversations;
  readonly log: Log;
  readonly stopwatch?: Stopwatch;
  /** How long a press waits for a slow answer before it says that it is still being checked. */
  readonly longestMs?: number;
}

/** The outgoing half: what the application needs before there is anything to answer. */
export interface TeamsConnection {
  readonly identity: Identity;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly people: PeopleDirectory;
  readonly bot: Bot;
  readonly sender: Sender;
  readonly references: References;
  readonly options: TeamsOptions;
}

const longestCheckMs = 10_000;

/** A secret that is wrong is found now; a login that does not answer is no reason not to start. @throws Error */
async function checkCredentials(bot: Bot, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PlatformTrouble("unreachable", "it did not answer in time")), longestCheckMs);
  });
  try {
    await Promise.race([bot.checkCredentials(), tooLong]);
  } catch (error) {
    const trouble = troubleOf(error, "token");
    if (trouble.kind === "refused" || trouble.kind === "lockedOut")
      throw new Error(`The bot gets no token for Teams: ${trouble.message}`, { cause: error });
    log.warn({}, `Whether Teams accepts the bot's credentials could not be checked yet: ${trouble.message}`);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Error with a sentence naming the setting where the settings do not go together, or the secret is wrong */
export async function connectTeams(options: TeamsOptions): Promise<TeamsConnection> {
  const { appId, conversations, log, stopwatch: watch = stopwatch } = options;
  const tenantId = options.tenantId.toLowerCase();
  if (tenantId === "") throw new Error("MicrosoftAppTenantId is empty: set it to the tenant that the app belongs to.");
  const bot = createBot(options, watch.now);
  await checkCredentials(bot, log);
  const identity: Identity = { appId, tenant: tenantId, botId: `28:${appId}` };
  const references = createReferences(conversations, log);
  const mayServe = serviceCheck(options.serviceHosts);
  const people = createDirectory({
    references,
    member: (conversation, serviceUrl, person) => {
      if (mayServe(serviceUrl)) return bot.connector(serviceUrl).member(conversation, person);
      throw new PlatformTrouble("refused", `${serviceUrl} is not among TEAMS_SERVICE_HOSTS.`);
    },
    tenant: tenantId,
    watch,
    log,
  });
  const sender = createSender({
    connector: (serviceUrl) => bot.connector(serviceUrl),
    references,
    pacer: createPacer(watch),
    stopwatch: watch,
    log,
    us: identity,
    mayServe,
    random: Math.random,
  });
  const messenger = createMessenger({ sender, references, directory: people, log });
  return { identity, messenger, directory: people, people, bot, sender, references, options };
}

export interface TeamsApp {
  /** To be mounted at `POST /api/messages`. */
  readonly listener: RequestListener;
  /** Nothing to open: the server that mounts the listener is all there is. */
  start(): Promise<void>;
  /** Takes nothing more, and waits for what is in hand, at most so long. */
  stop(longestMs?: number): Promise<void>;
}

export function createTeamsApp(connection: TeamsConnection, front: Front): TeamsApp {
  const { identity: us, people: directory, bot, sender, references, options } = connection;
  const { log, allowedTenants, stopwatch: watch = stopwatch } = options;
  const inHand = new Set<Promise<void>>();
  const keep = (work: Promise<void>): void => {
    inHand.add(work);
    const finished = () => void inHand.delete(work);
    work.then(finished, finished);
  };

  const nameOf = (account: AccountId): string | undefined =>
    isTeamsAccount(account) ? (directory.known(account)?.name ?? references.person(aadOf(account))?.name) : undefined;

  const invoke = createInvokes({
    front,
    later: createLater<Outcome>(watch.now),
    userIds: sender.userIds,
    nameOf,
    knownAccount: (aad) => {
      const person = references.person(aad);
      return person?.tenantIsCertain ? accountOf(person.tenant, aad) : undefined;
    },
    lookUp: async (aad, conversations) => (await directory.findIn(conversations, aad))?.account,
    log,
    ...(options.longestMs === undefined ? {} : { longestMs: options.longestMs }),
  });
  const listen = createListeners({
    front,
    desk: createDesk(sender, log),
    invoke,
    arrivals: createArrivals({ front, sender, references, us, log }),
    directory,
    references,
    names: createChannelNames({
      references,
      channels: (team, serviceUrl) => bot.connector(serviceUrl).channels(team),
      now: watch.now,
      log,
    }),
    us,
    allowedTenants,
    mayServe: serviceCheck(options.serviceHosts),
    log,
    now: watch.now,
    keep,
  });
  const receiver = createReceiver({ bot, listen, log });

  return {
    listener: receiver.listener,
    async start() {},
    async stop(longestMs = 10_000) {
      const finished = receiver.stop().then(() => Promise.allSettled(inHand));
      if ((await soon(finished, longestMs)) === "late")
        log.warn({ inHand: inHand.size }, "Stopped with answers to Teams still on their way.");
    },
  };
}
