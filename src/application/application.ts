/** Puts the application together from its ports. */
import type { Author } from "../domain/events.ts";
import { type AccountId, accountId, companyKey, type TimeZone } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory } from "../ports/directory.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Journal } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { Messenger } from "../ports/messenger.ts";
import { Commands } from "./commands.ts";
import { Delivery } from "./delivery.ts";
import { Digests } from "./digests.ts";
import { Filling } from "./filling.ts";
import type { Front } from "./front.ts";
import { FrontDesk } from "./front-desk.ts";
import { identitiesOf } from "./identities.ts";
import { Looking } from "./looking.ts";
import { Onboardings } from "./onboardings.ts";

export interface ApplicationOptions {
  readonly journal: Journal;
  readonly directory: Directory;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly carrierName: string;
  readonly admins: ReadonlySet<AccountId>;
  readonly timeZone: TimeZone;
  readonly digestTime: string;
  readonly newId: () => string;
}

export interface Application {
  readonly front: Front;
  readonly delivery: Delivery;
  readonly digests: Digests;
  readonly onboardings: Onboardings;
  readonly commands: Commands;
  /** Takes up what was left over and runs from now on. */
  start(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/** What the clock brings about has this author. */
export const clockwork: Author = {
  account: accountId("bot"),
  name: "Onboarding",
  company: companyKey("bot"),
  platform: "bot",
};

export function createApplication(options: ApplicationOptions): Application {
  const { journal, directory, messenger, clock, jobs, log, carrierName, timeZone, digestTime } = options;
  const onboardings = new Onboardings(journal);
  const commands = new Commands(journal, clock);
  const identities = identitiesOf(directory, options.admins, (account) => onboardings.nameOf(account));
  const looking = new Looking(onboardings, clock, carrierName);
  const filling = new Filling({
    onboardings,
    commands,
    directory,
    identities,
    clock,
    carrierName,
    timeZone,
    newId: options.newId,
  });
  const front = new FrontDesk({ journal, onboardings, commands, identities, looking, filling, clock, carrierName });
  const delivery = new Delivery({ journal, onboardings, messenger, clock, jobs, log, author: clockwork, carrierName });
  const digests = new Digests({ journal, onboardings, clock, author: clockwork, digestTime, timeZone });
  return {
    front,
    delivery,
    digests,
    onboardings,
    commands,
    start: () => {
      delivery.sweep();
      jobs.everyMinute("digests", () => digests.tick());
      jobs.everyMinute("deliveries", async () => delivery.sweep());
    },
    stop: async () => {
      await delivery.stop();
    },
  };
}
