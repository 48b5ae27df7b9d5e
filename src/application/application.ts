/** Puts the application together from its ports. */
import type { Author } from "../domain/events.ts";
import { type AccountId, accountId, type CompanyKey, companyKey, type TimeZone } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory } from "../ports/directory.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Journal } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { Messenger } from "../ports/messenger.ts";
import { ByEmail } from "./by-email.ts";
import { codesFrom } from "./codes.ts";
import { Commands } from "./commands.ts";
import { Delivery } from "./delivery.ts";
import { Digests } from "./digests.ts";
import { Errands } from "./errands.ts";
import { Filling } from "./filling.ts";
import type { Front } from "./front.ts";
import { FrontDesk } from "./front-desk.ts";
import { identitiesOf } from "./identities.ts";
import { Joining } from "./joining.ts";
import { LinkDesk } from "./link-desk.ts";
import { Linking } from "./linking.ts";
import { Looking } from "./looking.ts";
import { Onboardings } from "./onboardings.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { People } from "./people.ts";
import { LostPlaces } from "./places.ts";
import { redrawWithPeople } from "./redrawing.ts";
import { spoken } from "./spoken.ts";

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
  /** The carrier's company on every platform that is connected. */
  readonly carriers: readonly CompanyKey[];
  /** Accounts with the same e-mail address are taken for one human's. */
  readonly joinByEmail: boolean;
  /** What is kept of a code that was given away. */
  readonly hash: (code: string) => string;
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
  const { journal, directory, messenger, clock, jobs, log, carrierName, timeZone, digestTime, carriers, newId } =
    options;
  const onboardings = new Onboardings(journal);
  const people = new People(journal);
  const naming = new OneAtATime();
  const commands = new Commands(journal, clock, people, naming);
  const places = new LostPlaces(journal, clock, people, clockwork);
  const identities = identitiesOf(directory, people, options.admins, carriers, (account) =>
    onboardings.nameOf(account),
  );
  const looking = new Looking(onboardings, people, clock, carrierName);
  const codes = codesFrom(newId, options.hash, clock);
  const shared = { journal, onboardings, commands, people, identities, directory, clock, carrierName, timeZone };
  const joining = new Joining({ ...shared, codes, naming, carriers, newId });
  const linking = new Linking({ ...shared, codes, joining });
  const filling = new Filling({ ...shared, carriers, errands: new Errands(linking, joining), newId });
  const links = new LinkDesk({ linking, joining, filling, looking });
  const byEmail = options.joinByEmail ? new ByEmail(joining, people, identities) : undefined;
  const desk = new FrontDesk({ ...shared, looking, filling, links, places, byEmail });
  const delivery = new Delivery({ ...shared, messenger, places, jobs, log, author: clockwork });
  const stopRedrawing = redrawWithPeople({ ...shared, log, author: clockwork });
  const digests = new Digests({ ...shared, author: clockwork, digestTime });
  return {
    front: spoken(desk),
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
      stopRedrawing();
      await delivery.stop();
    },
  };
}
