/** The bot in Slack: a Bolt app with one command, every button, every form and a few events. */
import { App, type AuthorizeResult, type Receiver, type ViewSubmitAction } from "@slack/bolt";
import type { Front } from "../../application/front.ts";
import type { Directory } from "../../ports/directory.ts";
import type { Log } from "../../ports/log.ts";
import type { Messenger } from "../../ports/messenger.ts";
import { soon } from "../chat/soon.ts";
import { type Stopwatch, stopwatch } from "../chat/stopwatch.ts";
import { createDesk } from "./answers.ts";
import { createChannelNames } from "./channel-names.ts";
import { createDirectory } from "./directory.ts";
import { slackCodeOf } from "./errors.ts";
import { installedTeamOf } from "./inbound.ts";
import { createListeners } from "./listeners.ts";
import { createMessenger } from "./messenger.ts";
import { createPacer } from "./pace.ts";
import { eventTypes } from "./payloads.ts";
import { createHttpReceiver, type RequestListener } from "./receiver.ts";
import { createSender, type Sender } from "./sender.ts";
import { createSocketDoor } from "./socket-door.ts";
import { createSubmissions } from "./submissions.ts";
import { clientOptions, type Identity, identify, vendorLogger, type WebClient, webClient } from "./web.ts";

export const commandName = "/onboard";

export interface ConnectOptions {
  readonly botToken: string;
  /** Where Slack's Web API is, when it is not slack.com. */
  readonly slackApiUrl?: string;
  readonly log: Log;
  readonly stopwatch?: Stopwatch;
}

/** The outgoing half: what the application needs before there is anything to answer. */
export interface SlackConnection {
  readonly identity: Identity;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly client: WebClient;
  readonly sender: Sender;
  readonly options: ConnectOptions;
}

/** @throws Error with a sentence naming the setting where Slack does not take the token or does not answer */
export async function connectSlack(options: ConnectOptions): Promise<SlackConnection> {
  const { log, stopwatch: watch = stopwatch } = options;
  // Two clients, since each sends at most 100 calls at once: a long queue of updates must not hold up an answer.
  const client = webClient(options);
  const identity = await identify(client);
  const sender = createSender(webClient(options), createPacer(watch), log);
  const directory = createDirectory(client, identity, watch);
  return { identity, client, sender, directory, messenger: createMessenger(sender, log), options };
}

/** Over HTTP Slack signs its requests; in Socket Mode the app opens the connection with a token of its own. */
export type Door = { readonly signingSecret: string } | { readonly appToken: string };

export interface SlackApp {
  /** To be mounted at `POST /slack/events`; undefined in Socket Mode. */
  readonly listener: RequestListener | undefined;
  /** Opens the connection in Socket Mode; over HTTP the server that mounts the listener is all there is. */
  start(): Promise<void>;
  /** Takes nothing more, and waits for what is in hand, at most so long. */
  stop(longestMs?: number): Promise<void>;
}

interface OpenDoor {
  readonly receiver: Receiver;
  readonly listener: RequestListener | undefined;
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
}

/** @throws Error with a sentence that names the setting */
function doorFor(door: Door, options: ConnectOptions): OpenDoor {
  if ("signingSecret" in door) {
    if (!door.signingSecret) {
      throw new Error("SLACK_SIGNING_SECRET is empty: copy the Signing Secret from the app's page Basic Information.");
    }
    const receiver = createHttpReceiver(door.signingSecret, options.log);
    return { receiver, listener: receiver.listener, start: () => receiver.start(), stop: () => receiver.stop() };
  }
  return { ...createSocketDoor(door.appToken, options), listener: undefined };
}

export function createSlackApp(connection: SlackConnection, door: Door, front: Front): SlackApp {
  const { identity, client, sender, directory, options } = connection;
  const { log, botToken } = options;
  const { receiver, listener, start: open, stop: close } = doorFor(door, options);

  /** Static: no call to Slack. Payloads of any other installation are denied, and loudly, since a form then closes as if saved. */
  async function authorize(_: unknown, body?: unknown): Promise<AuthorizeResult> {
    const team = installedTeamOf(body, identity);
    if (team === identity.team) {
      return { botToken, botId: identity.bot, botUserId: identity.botUser, teamId: identity.team };
    }
    throw new Error(
      `A request came from workspace ${team ?? "(none)"}, but the bot serves ${identity.team} (${identity.teamName}) only. It was denied and has no effect.`,
    );
  }

  const app = new App({
    receiver,
    authorize,
    // Neither is used, and each would run for every request: we know our own messages, and keep no conversations here.
    ignoreSelf: false,
    convoStore: false,
    logger: vendorLogger(log),
    clientOptions: clientOptions(options),
  });

  const inHand = new Set<Promise<void>>();
  const kept = <Args extends readonly unknown[]>(listen: (...args: Args) => Promise<void>) => {
    return (...args: Args): Promise<void> => {
      const work = listen(...args);
      inHand.add(work);
      const done = () => void inHand.delete(work);
      work.then(done, done);
      return work;
    };
  };

  const desk = createDesk({ client, sender, log });
  const bySocket = listener === undefined;
  const submitted = createSubmissions({ front, desk, client, directory, us: identity, log, bySocket });
  const listeners = createListeners({
    front,
    desk,
    client,
    sender,
    directory,
    names: createChannelNames(client, options.stopwatch ?? stopwatch, log),
    us: identity,
    log,
    bySocket,
  });
  const [onCommand, onPress, onEvent, onSubmit] = [
    kept(listeners.command),
    kept(listeners.press),
    kept(listeners.event),
    kept(submitted),
  ];

  app.command(commandName, ({ body, ack }) => onCommand(body, ack));
  app.action(/^/, ({ body, ack }) => onPress(body, () => ack()));
  app.view<ViewSubmitAction>({ callback_id: /^/, type: "view_submission" }, ({ body, ack }) => onSubmit(body, ack));
  app.event(new RegExp(`^(?:${eventTypes.join("|")})$`), ({ body }) => onEvent(body));

  app.error(async (error) => {
    if (error.code === "slack_bolt_authorization_error") log.error({ code: error.code }, error.message);
    else throw error;
  });

  /** In Socket Mode an acknowledgement needs the connection, so that is closed after what is in hand. */
  async function finish(): Promise<void> {
    if (listener) await Promise.allSettled([close(), ...inHand]);
    else await Promise.allSettled(inHand);
    if (!listener) await close();
    await Promise.allSettled(inHand);
  }

  return {
    listener,
    async start() {
      try {
        await open();
      } catch (error) {
        // Over HTTP nothing can fail here.
        const why = slackCodeOf(error) ?? (error instanceof Error ? error.message : String(error));
        throw new Error(
          `Slack opens no connection for SLACK_APP_TOKEN (${why}): make an app-level token (xapp-…) with the scope connections:write on the app's page Basic Information, and turn Socket Mode on.`,
          { cause: error },
        );
      }
    },
    async stop(longestMs = 10_000) {
      if ((await soon(finish(), longestMs)) === "late")
        log.warn({ inHand: inHand.size }, "Stopped with answers to Slack still on their way.");
    },
  };
}
