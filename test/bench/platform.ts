/** What is measured of a platform. */
import type { Environment, Running } from "./processes.ts";
import type { Prepared } from "./request.ts";

export interface Measurement {
  readonly what: string;
  /** In onboarding `index`; `number` is another one each time. */
  readonly make: (index: number, number: number) => Prepared;
  readonly isRight: (answer: string) => boolean;
}

export interface Platform {
  readonly name: "slack" | "teams";
  readonly bareName: string;
  /** The bot's settings for it. */
  readonly settings: Environment;
  /** Fills a folder with half-way onboardings that live on this platform. */
  stage(folder: string, onboardings: number): Promise<void>;
  /** The yardstick: answers as the bot does, and does nothing else. */
  startBare(bot: Running): Promise<Running>;
  /** Looking, before any writing. */
  readonly look: Measurement;
  readonly measurements: readonly Measurement[];
  readonly replyTo: (message: string) => Promise<string>;
  close(): void;
}
