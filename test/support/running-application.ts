/** The whole application on ports in memory, with a clock and jobs that a test drives. */
import { createHash } from "node:crypto";
import { openJournal } from "../../src/adapters/storage/engine/journal.ts";
import { type Application, createApplication } from "../../src/application/application.ts";
import type { Outcome } from "../../src/application/commands.ts";
import type { Answer, SubmitAnswer, Visitor, Where } from "../../src/application/front.ts";
import type { Command } from "../../src/domain/commands.ts";
import { agreementTo } from "../../src/domain/findings.ts";
import {
  type AccountId,
  type Instant,
  type OnboardingId,
  onboardingId,
  type PlaceId,
  placeId,
  platformOf,
  requestKey,
  type TimeZone,
} from "../../src/domain/ids.ts";
import type { Onboarding } from "../../src/domain/onboarding.ts";
import type { Journal, Slot, StreamId } from "../../src/ports/journal.ts";
import type { Action, FormRef } from "../../src/views/actions.ts";
import type { Card, Form, FormValues } from "../../src/views/vocabulary.ts";
import * as commands from "./commands.ts";
import { chicago, FixedClock } from "./fixed-clock.ts";
import { HandDrivenJobs } from "./hand-driven-jobs.ts";
import { KnownPeople } from "./known-people.ts";
import { type Memory, memoryStore } from "./memory-journal.ts";
import { asAuthor, carriers, northline, northlineInTeams, type Someone, sam as starter } from "./people.ts";
import { quietLog } from "./quiet-log.ts";
import { RecordingMessenger } from "./recording-messenger.ts";

export const place = commands.inSlack;
export const otherPlace = placeId("slack:TNORTHLINE:C2");
export const here: Where = { in: "place", place };
export const teamsPlace = commands.inTeams;
export const hereInTeams: Where = { in: "place", place: teamsPlace, name: "Prairie rollout" };
export const direct: Where = { in: "direct" };

interface World {
  readonly memory: Memory;
  readonly messenger: RecordingMessenger;
  readonly directory: KnownPeople;
  readonly clock: FixedClock;
  readonly disk: { full: boolean };
  readonly admins: ReadonlySet<AccountId>;
  readonly timeZone: TimeZone;
  readonly digestTime: string;
  readonly joinByEmail: boolean;
  readonly ids: { count: number };
}

/** Told apart at their beginning, as random ones are: twelve letters and digits. */
const idOf = (count: number): string => createHash("sha256").update(`id ${count}`).digest("hex").slice(0, 12);

/** Everything in memory waits for nothing but its own promises, and those are through when the next turn begins. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Running {
  readonly application: Application;
  readonly journal: Journal;
  readonly jobs = new HandDrivenJobs();
  readonly world: World;
  private constructor(world: World, journal: Journal) {
    const { messenger, directory, clock, admins, timeZone, digestTime, joinByEmail, ids } = world;
    this.world = world;
    this.journal = journal;
    this.application = createApplication({
      ...{ journal, messenger, directory, clock, admins, timeZone, digestTime, carriers, joinByEmail },
      jobs: this.jobs,
      log: quietLog,
      carrierName: "Northline",
      newId: () => idOf(++ids.count),
      hash: (code) => createHash("sha256").update(code).digest("base64url"),
    });
    this.application.start();
  }

  static async on(parts: Partial<World> = {}): Promise<Running> {
    const world: World = {
      memory: new Map(),
      messenger: new RecordingMessenger(),
      directory: new KnownPeople(),
      clock: new FixedClock(),
      disk: { full: false },
      admins: new Set(),
      timeZone: chicago,
      digestTime: "09:00",
      joinByEmail: false,
      ids: { count: 0 },
      ...parts,
    };
    const store = memoryStore(world.memory);
    const write: typeof store.write = async (next) => {
      if (world.disk.full) throw new Error("no space left on device");
      await store.write(next);
    };
    return new Running(world, await openJournal({ ...store, write }, quietLog));
  }

  get messenger(): RecordingMessenger {
    return this.world.messenger;
  }
  get directory(): KnownPeople {
    return this.world.directory;
  }

  /** Ended in order and begun again. */
  async restarted(): Promise<Running> {
    await this.application.stop();
    await this.jobs.stop();
    await this.journal.close();
    return Running.on(this.world);
  }

  /** As after a kill: what was durable goes on in another process, and this one is heard of no more. */
  async killed(): Promise<Running> {
    const memory: Memory = new Map(this.world.memory);
    void this.application.stop();
    const again = await Running.on({ ...this.world, memory });
    await settled();
    return again;
  }

  async timeGoesOn(ms: number): Promise<void> {
    this.moveTo(new Date(Date.parse(this.world.clock.now()) + ms).toISOString() as Instant);
    await this.jobs.passed(ms);
    await settled();
  }
  moveTo(now: Instant): void {
    this.world.clock.moveTo(now);
  }
  /** Another minute for the deliveries. */
  async sweep(): Promise<void> {
    await this.jobs.minute("deliveries");
    await settled();
  }
  /** The same with the digests, at that time. */
  async tick(now?: Instant): Promise<void> {
    if (now) this.moveTo(now);
    await this.jobs.minute();
    await settled();
  }

  /** Carried out as if a form had brought it, agreeing to whatever is asked. */
  async does(command: Command, who: Someone, id: OnboardingId = first): Promise<Outcome> {
    const outcome = await this.asks(command, who, id);
    const again =
      outcome.kind === "doubtful" ? await this.asks(command, who, id, agreementTo(outcome.doubts)) : outcome;
    await settled();
    return again;
  }
  /** As `does`, without waiting for what follows. */
  asks(command: Command, who: Someone, id: OnboardingId = first, agreed: readonly string[] = []): Promise<Outcome> {
    const request = requestKey(`request-${++this.world.ids.count}`);
    return this.application.commands.carryOut(id, { command, who, author: asAuthor(who), request, agreed });
  }

  state(id: OnboardingId = first): Onboarding {
    const state = this.application.onboardings.get(id);
    if (!state) throw new Error(`There is no ${id}.`);
    return state;
  }
  events(id: StreamId = first): readonly string[] {
    return this.journal.peek(id)?.history.map((recorded) => recorded.event.type) ?? [];
  }
  slot(key: string, id: StreamId = first): Slot | undefined {
    return [...(this.journal.peek(id)?.slots.values() ?? [])].find((slot) => slot.key.startsWith(key));
  }

  as(who: Someone): Acting {
    return new Acting(this, who);
  }
}

export const first: OnboardingId = onboardingId("ob_prairie00001");
export const second: OnboardingId = onboardingId("ob_meadow000002");

/** Prairie Telecom is started, and all that brings about is out. */
export async function started(
  changes: Parameters<typeof commands.start>[0] = {},
  world: Partial<World> = {},
): Promise<Running> {
  const running = await Running.on(world);
  await running.does(commands.start(changes), starter);
  return running;
}

/** What a second reseller is started with. */
export const elsewhere = (changes: Parameters<typeof commands.start>[0] = {}, at: PlaceId = otherPlace) =>
  commands.start({ place: at, ...changes });

class Acting {
  private readonly running: Running;
  private readonly visitor: Visitor;
  /** Where they are unless a test says otherwise: the checklist's place on their platform. */
  private readonly usual: Where;
  constructor(running: Running, { account, name, company }: Someone) {
    this.running = running;
    const platform = platformOf(account);
    const installedAt = platform === "slack" ? northline : northlineInTeams;
    this.visitor = { account, name, company, installedAt, platform };
    this.usual = platform === "slack" ? here : hereInTeams;
  }

  private get front() {
    return this.running.application.front;
  }
  private request() {
    return requestKey(`request-${++this.running.world.ids.count}`);
  }

  /** The first answer, which may be that something is being checked. */
  asksFirst(text: string, where: Where = this.usual): Promise<Answer> {
    return this.front.command(this.visitor, where, text, this.request());
  }
  async command(text: string, where: Where = this.usual): Promise<Answer> {
    return final(await this.asksFirst(text, where));
  }
  async says(text: string, where: Where = this.usual, request = this.request()): Promise<Answer> {
    return final(await this.front.said(this.visitor, where, text, request));
  }
  async press(action: Action, where: Where = this.usual, request = this.request()): Promise<Answer> {
    return final(await this.front.press(this.visitor, where, action, request));
  }
  async submit(ref: FormRef, values: FormValues, request = this.request()): Promise<SubmitAnswer> {
    return final(await this.front.submit(this.visitor, ref, values, request));
  }
  home(): Promise<Card> {
    return this.front.home(this.visitor);
  }
}

async function final<One extends Answer | SubmitAnswer>(answer: One): Promise<One> {
  const last = answer.kind === "checking" ? await final(await (answer.outcome as Promise<One>)) : answer;
  await settled();
  return last;
}

export function cardOf(answer: Answer | SubmitAnswer): Card {
  if ("card" in answer && answer.card) return answer.card;
  throw new Error(`This is no card but ${JSON.stringify(answer).slice(0, 300)}`);
}
export function formOf(answer: Answer | SubmitAnswer): Form {
  if ("form" in answer) return answer.form;
  throw new Error(`This is no form but ${JSON.stringify(answer).slice(0, 300)}`);
}
