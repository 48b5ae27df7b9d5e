/** What the parts of the local Slack share: the world, its clock and ids, the log, and who to tell of a change. */
import type { Faults } from "./faults.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Sockets } from "./socket-mode.ts";
import type { TrafficLog } from "./traffic-log.ts";
import type { Triggers } from "./triggers.ts";
import type { World } from "./world.ts";

/** The bot as Slack knows it from the app's settings page. */
export interface BotConnection {
  /** Where HTTP requests go; not used in Socket Mode. */
  readonly requestUrl: string;
  /** Set: Socket Mode is on, and the bot comes to fetch everything with this token. */
  readonly appToken?: string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly command: BotCommand;
}

export interface BotCommand {
  /** With its slash: `/onboard`. */
  readonly name: string;
  readonly hint: string;
  readonly description: string;
  /** "Escape channels, users, and links sent to your app": off unless set, as at Slack. */
  readonly escape?: boolean;
}

export interface OfficeSettings {
  /** Bot scopes that were granted at installation. */
  readonly scopes: readonly string[];
  /** Events that the app subscribed to, in Slack's names (`message.im`). */
  readonly events: readonly string[];
  readonly rateLimits: boolean;
  readonly acknowledgeWithinMillis: number;
  readonly triggerMillis: number;
  readonly eventRetryDelays: readonly number[];
  readonly timeZone: string;
}

export interface Office {
  readonly world: World;
  readonly settings: OfficeSettings;
  readonly log: TrafficLog;
  readonly faults: Faults;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly sockets: Sockets;
  /** The app's current connection; undefined until the bot was connected. */
  bot(): BotConnection | undefined;
  /** The playground's clock. */
  now(): Date;
  /** Milliseconds that only ever grow, for ages and deadlines; never the playground's clock. */
  monotonic(): number;
  /** A fresh id, unique in this world: `nextId("V")` -> `V0000A1`. */
  nextId(prefix: string): string;
  /** A fresh message timestamp, later than any before. */
  nextTs(): string;
  /** Where this server listens, without a slash at the end. */
  origin(): string;
  /** Says that the world changed: it is saved, pages hear of it, waiting tests look again. */
  changed(): void;
  /** Runs something that outlives its request, so that closing waits for it. */
  background(work: Promise<unknown>): void;
  /** Aborted when the local Slack closes. */
  readonly closing: AbortSignal;
}
