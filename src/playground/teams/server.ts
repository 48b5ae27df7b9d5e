/**
 * A Teams on this machine: speaks the Bot Connector protocol to a bot, and the playground's to the page and to tests.
 *
 *   const teams = createLocalTeams();
 *   const settings = await teams.listen();            // `settings.environment` is what the bot's process is given
 *   teams.connectBot({ messagesUrl });                // where the bot's POST /api/messages is
 *   const sam = teams.as("Sam Ortega");               // or an Entra object id, or the Slack seat U0SAM
 *   await sam.say("Prairie Telecom", "@Onboarding status");
 *   await sam.press("Prairie Telecom", "Issue RSID"); // the newest card there with this button
 *   await sam.submit({ rsid: "AB12" });               // the dialog that it opened
 *   await sam.opens("Prairie Telecom");               // what Sam sees, own views refreshed
 *   teams.faults.onCalls("updateActivity", 2, { kind: "status", status: 502 });
 *   await teams.until(() => teams.log.calls("updateActivity").length === 3, "two tries more");
 *   await teams.deliver(activity, { token: "expired" }); // anything at all, with any token, status and body back
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Outcome } from "../outcome.ts";
import type { TeamsConversationView } from "../wire-teams.ts";
import type { Activity } from "./activity.ts";
import type { Faults } from "./faults.ts";
import type { Person } from "./person.ts";
import type { DeliveryEntry, TrafficLog } from "./traffic-log.ts";
import type { World, WorldSeed } from "./world.ts";

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

/** The bot as its registration knows it. */
export interface BotConnection {
  /** Where activities go: `http://127.0.0.1:3000/api/messages`. */
  readonly messagesUrl: string;
  /** The manifest's command list. */
  readonly commands?: readonly { readonly title: string; readonly description: string }[];
}

/** What a bot needs to know of this Teams. */
export interface TeamsSettings {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** The connector, as activities name it. */
  readonly serviceUrl: string;
  /** Host and port of it. */
  readonly serviceHost: string;
  /** OAuth 2 client credentials for the connector. */
  readonly tokenUrl: string;
  readonly oauthScope: string;
  /** Whoever signs the activities' tokens. */
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  /** All of it under the names of the bot's own environment variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How a raw delivery is signed: as it should be, or wrong in one way. */
export type TokenKind =
  | "valid"
  | "none"
  | "garbage"
  | "expired"
  | "wrongAudience"
  | "wrongIssuer"
  | "forgedSignature"
  | "algNone"
  /** Well signed, with a key that the metadata does not list. */
  | "wrongKey"
  | "otherServiceUrl";

export interface LocalTeams {
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

  /** Tells the bot of every conversation that the app is installed in, as installing does. */
  introduce(): Promise<void>;
  /** Installs the app in a team, chat or for a person (`as(…).id`), or takes it away. */
  install(reference: string): Promise<void>;
  uninstall(reference: string): Promise<void>;
  join(person: string, conversation: string): Promise<void>;
  leave(person: string, conversation: string): Promise<void>;
  deleteChannel(reference: string): Promise<void>;
  archiveTeam(team: string, archived?: boolean): Promise<void>;

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
export function createLocalTeams(_options: LocalTeamsOptions = {}): LocalTeams {
  throw new Error("the local Teams is being built");
}
