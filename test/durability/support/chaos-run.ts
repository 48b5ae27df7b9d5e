/** One run: an onboarding is started on one platform, mirrored on the other, and worked on by both sides while things go wrong. */
import { addDays, localDate } from "../../../src/domain/calendar.ts";
import type { AnyEvent } from "../../../src/domain/events.ts";
import type { Instant } from "../../../src/domain/ids.ts";
import type { Onboarding } from "../../../src/domain/onboarding.ts";
import { type Act, anAct, makersOf, oneOf, platformFor } from "./chaos-acts.ts";
import { nextDigest, nextMonday } from "./chaos-days.ts";
import { type Hands, opens, type Sent } from "./chaos-hands.ts";
import { conversationOf, everybody, isIn, teamsIdOf, type Who } from "./chaos-people.ts";
import { slackHands } from "./chaos-slack-hands.ts";
import { dueIn, updatesSince, writtenOn } from "./chaos-standing.ts";
import { teamsHands } from "./chaos-teams-hands.ts";
import { type Office, type Town, zone } from "./chaos-town.ts";
import { clears, goesDown, type OutageKind, outageKinds, type Platform, turnsBad } from "./chaos-weather.ts";
import { type Random, seeded } from "./random.ts";

export interface Done {
  readonly name: string;
  readonly who: Who;
  readonly platform: Platform;
  readonly made: ((event: AnyEvent) => boolean) | undefined;
  readonly sent: Sent;
}

/** A platform was down, and came back. */
export interface Outage {
  readonly platform: Platform;
  readonly kind: OutageKind;
  /** What was recorded meanwhile, each of which made messages there stale. */
  readonly changes: number;
  /** Updates that reached each of its messages after it had come back. */
  readonly updates: readonly number[];
  /** How long the other platform took for what was done meanwhile, by the pushed clock. */
  readonly lagsMs: readonly number[];
}

export interface Ran {
  readonly run: number;
  readonly seed: number;
  readonly since: Instant;
  readonly office: Office;
  readonly joined: "by e-mail" | "by code" | "not";
  readonly acts: readonly Done[];
  readonly weather: readonly string[];
  /** Messages that were posted and updates that took effect, those of answers to people among them. */
  readonly posted: number;
  readonly updated: number;
  /** Over the wire, in both directions. */
  readonly requests: number;
  readonly outages: readonly Outage[];
}

/** On a machine that is very busy a form may open too late, or a code be out of date before it is typed. */
const mostTrials = 3;
const platforms = ["slack", "teams"] as const;
const other = (platform: Platform): Platform => (platform === "slack" ? "teams" : "slack");
/** After everything is well again: the longest pause between two tries, and the queues after it. */
const settlesWithinMs = 15 * 60_000;
/** For the platform that is up; only its own rates hold it up. */
const lagsAtMostMs = 60_000;

export async function aRun(town: Town, run: number, seed: number): Promise<Ran> {
  const random = seeded(seed);
  const joined = oneOf(random, ["by e-mail", "by e-mail", "by e-mail", "by code", "by code", "not"] as const) ?? "not";
  if (town.time.passed() > 0) await town.time.leaps(nextMonday(town.time.now()));
  town.slack.log.clear();
  town.teams.log.clear();
  const office = await town.open(run, joined === "by e-mail");
  return new Running(town, random, { run, seed, since: town.time.now(), office, joined }).whole();
}

type Begun = Pick<Ran, "run" | "seed" | "since" | "office" | "joined">;

class Running {
  private readonly acts: Done[] = [];
  private readonly weather: string[] = [];
  private readonly outages: Outage[] = [];
  private readonly hands = new Map<string, Hands>();
  private number = 100;

  private readonly town: Town;
  private readonly random: Random;
  private readonly begun: Begun;

  constructor(town: Town, random: Random, begun: Begun) {
    this.town = town;
    this.random = random;
    this.begun = begun;
  }

  async whole(): Promise<Ran> {
    const { random } = this;
    await this.begins();
    await this.badWeather(Math.floor(random.between(3, 8)));
    await this.settles("after the first bad weather");
    if (random.between(0, 1) < 0.6) await this.outage(oneOf(random, platforms) ?? "slack");
    if (random.between(0, 1) < 0.5) await this.nextMorning();
    await this.badWeather(Math.floor(random.between(3, 7)));
    await this.settles("at the end");
    return { ...this.begun, acts: this.acts, weather: this.weather, outages: this.outages, ...writtenOn(this.town) };
  }

  private handsOf(who: Who, platform: Platform): Hands {
    const key = `${who} ${platform}`;
    const known = this.hands.get(key);
    if (known) return known;
    const made = (platform === "slack" ? slackHands : teamsHands)(this.town, who, this.begun.run, this.begun.since);
    this.hands.set(key, made);
    return made;
  }

  private get onboarding(): Onboarding {
    const [only] = this.begun.office.application.onboardings.all();
    if (!only) throw new Error("The onboarding was not started.");
    return only;
  }

  /** Nothing goes wrong yet, but that things come twice. */
  private async begins(): Promise<void> {
    const { town, random } = this;
    const { run } = this.begun;
    await town.time.during(town.teams.install(conversationOf(run)));
    for (const who of ["sam", "dana"] as const)
      if (random.between(0, 1) < 0.7) await town.time.during(town.teams.install(teamsIdOf(who, run)));
    const origin = oneOf(random, platforms) ?? "slack";
    town.slack.faults.deliverTwice(2);
    town.teams.faults.deliverTwice(2);
    await this.starts(origin);
    await this.settles("after the start");
    await this.links(origin);
    // Slack tells no e-mail address of another company's people.
    const byCode = { "by e-mail": ["nadia", "tom"], "by code": ["sam", "nadia", "tom"], not: [] } as const;
    for (const who of byCode[this.begun.joined]) if (random.between(0, 1) < 0.85) await this.joins(who, origin);
    await this.settles("after linking");
  }

  private async starts(origin: Platform): Promise<void> {
    const { random, town } = this;
    const { run } = this.begun;
    const today = localDate(town.time.now(), zone);
    const hands = this.handsOf("sam", origin);
    const taken = async () => {
      await hands.command("start");
      if (origin === "teams") await hands.press(opens("start"));
      return hands.send({
        legalName: `Prairie ${run}, LLC`,
        dba: `Prairie ${run}`,
        states: random.between(0, 1) < 0.5 ? ["MN", "CO"] : ["MN", "CO", "WA"],
        negotiationsOn: addDays(today, 14),
        firstOrderOn: addDays(today, 60),
        serviceManager: { person: "sam" },
        delegate: { person: "dana" },
        lead: { person: "nadia" },
        regulatory: { person: "tom" },
        ...(origin === "slack" ? { ordering: { person: "ines" } } : {}),
      });
    };
    const isStarted = () => [...this.begun.office.application.onboardings.all()].length > 0;
    let sent: Sent = "unknown";
    for (let trial = 0; trial < mostTrials && !isStarted(); trial += 1) {
      sent = await taken();
      await hands.leave();
    }
    if (!isStarted())
      throw new Error(`The onboarding could not be started in ${origin} (${sent}): ${await hands.sees()}`);
  }

  /** The code that somebody was shown last. */
  private async codeFor(hands: Hands, ask: () => Promise<unknown>): Promise<string> {
    const codes = async () =>
      [...(await hands.sees()).matchAll(/"text":"([0-9A-Z]{4}-[0-9A-Z]{4})"/g)].map(([, code]) => code);
    const before = new Set(await codes());
    await ask();
    const fresh = (await codes()).find((code) => !before.has(code));
    if (fresh === undefined)
      throw new Error(`${hands.who} was shown no code in ${hands.platform}: ${await hands.sees()}`);
    return fresh;
  }

  private async links(origin: Platform): Promise<void> {
    const from = this.handsOf("sam", origin);
    const isLinked = () => this.onboarding.places.length === 2;
    for (let trial = 0; trial < mostTrials && !isLinked(); trial += 1) {
      const code = await this.codeFor(from, () => from.command("link"));
      await from.leave();
      await this.handsOf("sam", other(origin)).command(`link ${code}`);
    }
    await this.town.time.until(isLinked, () => "the second place", settlesWithinMs);
  }

  /** Where they are known already they get a code, and use it where they are not. */
  private async joins(who: Who, origin: Platform): Promise<void> {
    const from = this.handsOf(who, origin);
    await from.command("link");
    const asks = () => from.press((action) => action.do === "makeCode" && action.what === "person");
    const code = await this.codeFor(from, asks);
    await from.leave();
    await this.handsOf(who, other(origin)).command(`link ${code}`);
  }

  private async badWeather(turns: number): Promise<void> {
    const { town, random, weather } = this;
    for (let turn = 0; turn < turns; turn += 1) {
      for (let more = Math.floor(random.between(0, 4)); more > 0; more -= 1) {
        const what = turnsBad(town, random);
        if (what) weather.push(what);
      }
      await this.together(Math.ceil(random.between(0, 1) ** 3 * 3), platforms);
      await town.time.passes(random.between(0, 40_000));
      if (random.between(0, 1) < 0.1) await this.nextMorning();
    }
    clears(town);
  }

  /** So many people act at once. */
  private async together(count: number, up: readonly Platform[]): Promise<void> {
    const { town, random, weather } = this;
    const present = everybody.filter((who) => up.some((platform) => isIn(who, platform)));
    const makers = makersOf(() => town.time.now());
    const busy = new Set<string>();
    const chosen: (() => Promise<void>)[] = [];
    while (chosen.length < count) {
      this.number += 1;
      const act = anAct(makers, { onboarding: this.onboarding, random, number: this.number, present });
      const platform = act && platformFor(random, act.who, up);
      if (!act || !platform) continue;
      const key = `${act.who} ${platform}`;
      if (busy.has(key)) break;
      busy.add(key);
      chosen.push(() => this.performs(act, platform));
    }
    const reorders = count > 1 && up.includes("teams") && random.between(0, 1) < 0.5;
    if (reorders) {
      weather.push("Teams: delivered in reverse order");
      town.teams.faults.holdDeliveries(count);
    }
    const all = Promise.all(chosen.map((perform) => perform()));
    if (reorders) {
      await town.time.quiet(10);
      void town.teams.faults.releaseDeliveries("reversed");
    }
    await all;
  }

  private async performs(act: Act, platform: Platform): Promise<void> {
    const { name, who, made, perform } = act;
    const sent = await perform(this.handsOf(who, platform));
    this.acts.push({ name, who, platform, made, sent });
  }

  /** One platform is down for an hour, and the other goes on. */
  private async outage(platform: Platform): Promise<void> {
    const { town, random } = this;
    const { office } = this.begun;
    const up = other(platform);
    this.weather.push(`${platform === "slack" ? "Slack" : "Teams"}: down for an hour`);
    const kind = oneOf(random, outageKinds) ?? "answers 503";
    const before = this.onboarding.version;
    goesDown(town, platform, kind);
    const lagsMs: number[] = [];
    const acts = Math.floor(random.between(2, 6));
    for (let left = acts; left > 0; left -= 1) {
      await this.together(1, [up]);
      const lag = await town.time.until(
        () => dueIn(office.journal, up).length === 0,
        () => `${up} while ${platform} was down: ${dueIn(office.journal, up).join(", ")}`,
        lagsAtMostMs,
      );
      lagsMs.push(lag);
      await town.time.passes(3_600_000 / acts);
    }
    if (random.between(0, 1) < 0.25) await this.nextMorning();
    const changes = this.onboarding.version - before;
    clears(town);
    const since = updatesSince(town, platform);
    await this.settles(`after ${platform} came back`);
    this.outages.push({ platform, kind, changes, updates: since(), lagsMs });
  }

  /** The clock is pushed to the time of the digests. */
  private async nextMorning(): Promise<void> {
    await this.town.time.leaps(nextDigest(this.town.time.now()));
  }

  /** Everything is well, and all that is due arrives. */
  private async settles(when: string): Promise<void> {
    const { town } = this;
    const { office } = this.begun;
    clears(town);
    await town.slack.settled();
    await town.time.during(town.teams.settled());
    await town.time.until(
      () => dueIn(office.journal).length === 0,
      () => `${when}, what is due: ${dueIn(office.journal).join(", ")}`,
      settlesWithinMs,
    );
    // Pins are set beside.
    await town.time.passes(30_000);
  }
}
