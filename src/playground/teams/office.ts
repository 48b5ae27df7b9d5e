/** What the parts of the local Teams share: the world, its clock and ids, the log, and who to tell of a change. */
import type { TeamsChoice } from "../wire-teams.ts";
import type { Faults } from "./faults.ts";
import type { Issuer } from "./issuer.ts";
import type { TrafficLog } from "./traffic-log.ts";
import type { World } from "./world.ts";

/** The bot as its registration knows it. */
export interface BotConnection {
  /** Where activities go: `http://127.0.0.1:3000/api/messages`. */
  readonly messagesUrl: string;
  /** The manifest's command list. */
  readonly commands?: readonly { readonly title: string; readonly description: string }[];
}

export interface OfficeSettings {
  readonly rateLimits: boolean;
  readonly answerWithinMillis: number;
  readonly invokeRetryDelays: readonly number[];
  readonly activityRetryDelays: readonly number[];
  readonly timeZone: string;
}

/** What each person's searches found in the bot's datasets, since only that can be picked. */
export interface Searches {
  remember(personId: string, dataset: string, choices: readonly TeamsChoice[]): void;
  foundBy(personId: string): (dataset: string) => readonly string[];
}

export interface Office {
  readonly world: World;
  readonly settings: OfficeSettings;
  readonly log: TrafficLog;
  readonly faults: Faults;
  readonly searches: Searches;
  /** @throws before the local Teams listens: there is no key yet. */
  issuer(): Issuer;
  /** The app's current connection; undefined until the bot was connected. */
  bot(): BotConnection | undefined;
  /** The playground's clock. */
  now(): Date;
  /** Milliseconds that only ever grow, for ages and deadlines; never the playground's clock. */
  monotonic(): number;
  /** A fresh id, unique in this world. */
  nextId(prefix: string): string;
  /** A fresh message id, milliseconds as text, later than any before. */
  nextMessageId(): string;
  /** The connector's address, with a slash at the end. */
  serviceUrl(): string;
  /** Says that the world changed: it is saved, pages hear of it, waiting tests look again. */
  changed(): void;
  /** Runs something that outlives its request, so that closing waits for it. */
  background(work: Promise<unknown>): void;
  /** Aborted when the local Teams closes. */
  readonly closing: AbortSignal;
}
