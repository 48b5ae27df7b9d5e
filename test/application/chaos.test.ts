/**
 * Storms over both platforms: people of both do anything in any order, everything comes twice, calls fail, come late or never, places are
 * lost and found, the process is killed. When it is over, both places show what the journal says, and nothing was told twice.
 * One storm alone: CHAOS_SEED=17 npx vitest run --project rooms test/application/chaos.test.ts
 */
import { describe, expect, it } from "vitest";
import type { Answer, SubmitAnswer } from "../../src/application/front.ts";
import type { Instant, RequestKey } from "../../src/domain/ids.ts";
import { type Act, Acts } from "../support/chaos/acts.ts";
import { type Dice, diceOf } from "../support/chaos/dice.ts";
import { Storm, StormyMessenger, type WeatherName } from "../support/chaos/storm.ts";
import { faultsOf } from "../support/chaos/verdict.ts";
import * as commands from "../support/commands.ts";
import { lena, lenaInTeams, rob, sam } from "../support/people.ts";
import { first, hereInTeams, place, Running, settled, teamsPlace } from "../support/running-application.ts";
import { placeCode } from "../support/two-platforms.ts";

const storms = 200;
/** So many in one test. */
const together = 20;
const steps = 45;

class Chaos {
  private readonly dice: Dice;
  private readonly storm: Storm;
  private readonly acts: Acts;
  private readonly done: Act[] = [];
  private readonly acknowledged = new Set<RequestKey>();
  private readonly troubled: readonly WeatherName[];
  private messenger: StormyMessenger;
  private running!: Running;
  readonly told: string[] = [];

  constructor(seed: number) {
    this.dice = diceOf(seed);
    this.storm = new Storm(this.dice);
    this.acts = new Acts(this.dice);
    this.messenger = new StormyMessenger(this.storm);
    // One platform breaks, the other is crowded.
    this.troubled = seed % 2 === 0 ? ["failing", "crowded"] : ["crowded", "failing"];
  }

  async pass(): Promise<readonly string[]> {
    this.running = await Running.on({ messenger: this.messenger });
    await this.running.does(commands.start(), sam);
    await this.running.as(lenaInTeams).command(`link ${await placeCode(this.running, lena)}`, hereInTeams);
    for (let step = 0; step < steps; step += 1) {
      await this.step();
      if (this.dice.chance(0.6)) this.storm.letGo();
      if (this.dice.chance(0.8)) await settled();
    }
    await this.calm();
    return faultsOf(this.running, this.storm, this.acknowledged);
  }

  private async step(): Promise<void> {
    const roll = this.dice.between(0, 100);
    if (roll < 52) return this.somebodyActs(this.acts.next(this.running));
    if (roll < 60) return this.comesAgain();
    if (roll < 64) return this.acts.changesAccounts(this.running);
    if (roll < 74) return this.weatherChanges();
    if (roll < 78) return this.placeIsLost();
    if (roll < 82) return this.placeIsFound();
    if (roll < 92) return this.timeGoesOn();
    if (roll < 95) return this.somebodyDeletes();
    return this.dies(this.dice.chance(0.5) ? [this.acts.next(this.running)] : []);
  }

  /** Everything is brought by the platform once, twice or three times, at the same moment. */
  private async somebodyActs(act: Act): Promise<void> {
    this.done.push(act);
    const times = this.dice.pick([1, 2, 2, 3]);
    const answers = await Promise.all(Array.from({ length: times }, () => act.perform(this.running)));
    for (const answer of answers) this.remember(act, answer);
  }

  private remember({ request }: Act, answer: Answer | SubmitAnswer): void {
    if (answer.kind === "saved" && !answer.card) this.acknowledged.add(request);
  }

  /** An older request once more, with what is between then and now. */
  private async comesAgain(): Promise<void> {
    const act = this.dice.oneOf(this.done);
    if (act) this.remember(act, await act.perform(this.running));
  }

  private weatherChanges(): void {
    const [slack, teams] = this.troubled;
    const [platform, worse] = this.dice.pick([["slack", slack] as const, ["teams", teams] as const]);
    this.storm.weather[platform] = this.dice.pick(["calm", "slow", worse ?? "calm", worse ?? "calm", "down"]);
    this.told.push(`${platform} is ${this.storm.weather[platform]}`);
  }

  private async placeIsLost(): Promise<void> {
    const where = this.dice.pick([place, teamsPlace]);
    this.told.push(`${where} is lost`);
    this.storm.gone.add(where);
    // The platform says so, or the next message does.
    if (this.dice.chance(0.5))
      await this.running.application.front.left(where, this.dice.pick(["removed", "archived"]));
  }

  private async placeIsFound(): Promise<void> {
    const where = this.dice.oneOf([...this.storm.gone]);
    if (where === undefined) return;
    this.told.push(`${where} is found`);
    this.storm.gone.delete(where);
    if (this.dice.chance(0.3)) await this.running.application.front.arrived(where);
    else if (this.dice.chance(0.5)) await this.running.as(where === place ? lena : lenaInTeams).says("what's next?");
    else await this.running.as(rob).press({ do: "repairPlace", onboarding: first, place: where });
  }

  private async timeGoesOn(): Promise<void> {
    const minutes = this.dice.pick([0.1, 1, 5, 20, 60 * 5]);
    await this.running.timeGoesOn(minutes * 60_000);
    await this.running.tick();
  }

  private somebodyDeletes(): void {
    const lasting = this.messenger.standing.filter(({ mark }) => mark.includes("/checklist@"));
    const found = this.dice.oneOf(lasting);
    if (found) this.messenger.standing.splice(this.messenger.standing.indexOf(found), 1);
  }

  /** In the middle of whatever is in hand, these acts among it. */
  private async dies(acts: readonly Act[]): Promise<void> {
    this.told.push("the process is killed");
    const before = this.running;
    for (const act of acts) {
      this.done.push(act);
      void act.perform(before).catch(() => undefined);
      if (this.dice.chance(0.5)) await Promise.resolve();
    }
    const memory = new Map(before.world.memory);
    void before.application.stop();
    this.messenger = await this.messenger.killed();
    // What arrived without its receipt being kept died with the process.
    for (const { id, slots } of memory.values())
      for (const { key, receipt } of slots.values())
        if (receipt === undefined) this.storm.diedWith(`${id}/${key}`, this.messenger.with(`${id}/${key}`).length);
    this.running = await Running.on({ ...before.world, memory, messenger: this.messenger });
  }

  /** Faults stop, places are there again, and what is due comes. */
  private async calm(): Promise<void> {
    this.storm.calmDown();
    await settled();
    for (const where of [place, teamsPlace]) await this.running.application.front.arrived(where);
    await this.untilNothingIsDue();
    // A message that somebody deleted is missed with the next change.
    await this.running.does({ type: "PlanCourse", course: commands.course("last") }, lena);
    await this.untilNothingIsDue();
  }

  private async untilNothingIsDue(): Promise<void> {
    for (let minute = 0; minute < 90; minute += 1) {
      await settled();
      if ([...this.running.journal.due()].length === 0) return;
      const next = new Date(Date.parse(this.running.world.clock.now()) + 60_000).toISOString() as Instant;
      this.running.moveTo(next);
      await this.running.jobs.passed(60_000);
      await this.running.sweep();
    }
  }
}

const alone = process.env.CHAOS_SEED;
const batches =
  alone === undefined
    ? Array.from({ length: storms / together }, (_, batch) => [batch * together, (batch + 1) * together - 1] as const)
    : [[Number(alone), Number(alone)] as const];

describe("when a storm is over, both places show what the journal says", () => {
  it.each(batches)("storms %i to %i", async (from, to) => {
    for (let seed = from; seed <= to; seed += 1) {
      const chaos = new Chaos(seed);
      const faults = await chaos.pass();
      const how = `Alone: CHAOS_SEED=${seed} npx vitest run --project rooms test/application/chaos.test.ts`;
      expect(faults, `${how}\n${chaos.told.join(", ")}`).toEqual([]);
    }
  });
});
