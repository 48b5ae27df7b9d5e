/** Two platforms that fail at random: calls that break before or after their work, ask to wait, come late or never, and places that are gone. */
import { type ChatPlatform, type Instant, type PlaceId, platformOf } from "../../../src/domain/ids.ts";
import { type Outgoing, PlatformTrouble } from "../../../src/ports/messenger.ts";
import { type Platforms, RecordingMessenger } from "../recording-messenger.ts";
import type { Dice } from "./dice.ts";

type Fate = "fine" | "unreachable" | "unanswered" | "busy" | "late" | "lateAnswer";
type Weather = Readonly<Partial<Record<Fate, number>>>;

/** How often what befalls a call; the rest goes well. */
export const weathers = {
  calm: {},
  slow: { late: 0.3, lateAnswer: 0.3 },
  /** Server errors and broken connections. */
  failing: { unreachable: 0.7, unanswered: 0.1, late: 0.1 },
  down: { unreachable: 1 },
  /** 429 with the seconds to wait. */
  crowded: { busy: 0.7, lateAnswer: 0.1 },
} as const satisfies Record<string, Weather>;
export type WeatherName = keyof typeof weathers;

interface Held {
  readonly by: StormyMessenger;
  readonly go: () => void;
  /** The process was killed: what becomes of the call. */
  readonly killed: () => Promise<void>;
}

export class Storm {
  readonly weather: Record<ChatPlatform, WeatherName> = { slack: "calm", teams: "calm" };
  readonly gone = new Set<PlaceId>();
  /** Messages that arrived though nobody learned of it, by mark. */
  readonly unheard = new Map<string, number>();
  readonly dice: Dice;
  held: Held[] = [];
  isOver = false;

  constructor(dice: Dice) {
    this.dice = dice;
  }

  fate(platform: ChatPlatform): Fate {
    let roll = this.dice.between(0, 1);
    for (const [fate, share] of Object.entries(weathers[this.weather[platform]]) as [Fate, number][]) {
      if (roll < share) return fate;
      roll -= share;
    }
    return "fine";
  }

  /** Some of what is late comes now, in any order; or all of it. */
  letGo(all = false): void {
    const now = this.held.filter(() => all || this.dice.chance(0.5));
    this.held = this.held.filter((one) => !now.includes(one));
    for (const { go } of this.dice.shuffled(now)) go();
  }

  heardNothingOf(mark: string): void {
    this.unheard.set(mark, (this.unheard.get(mark) ?? 0) + 1);
  }

  diedWith(mark: string, standing: number): void {
    this.unheard.set(mark, Math.max(this.unheard.get(mark) ?? 0, standing));
  }

  calmDown(): void {
    this.isOver = true;
    this.weather.slack = "calm";
    this.weather.teams = "calm";
    this.gone.clear();
    this.letGo(true);
  }
}

const never = new Promise<never>(() => {});

export class StormyMessenger extends RecordingMessenger {
  private readonly storm: Storm;
  private dead = false;

  constructor(storm: Storm, platforms?: Platforms) {
    super(platforms);
    this.storm = storm;
  }

  /** As the next process has it, after this one was killed: what it had in hand arrived or did not, and is answered to nobody. */
  async killed(): Promise<StormyMessenger> {
    this.dead = true;
    const mine = this.storm.held.filter(({ by }) => by === this);
    this.storm.held = this.storm.held.filter(({ by }) => by !== this);
    for (const { killed } of mine) await killed();
    return new StormyMessenger(this.storm, this.platforms);
  }

  override create(message: Outgoing): Promise<string> {
    return this.meet("create", message, () => super.create(message));
  }
  override update(receipt: string, message: Outgoing): Promise<string> {
    return this.meet("update", message, () => super.update(receipt, message));
  }
  override findSent(message: Outgoing, since: Instant): Promise<string | undefined> {
    return this.meet("findSent", message, () => super.findSent(message, since));
  }

  private async meet<Result>(call: string, message: Outgoing, work: () => Promise<Result>): Promise<Result> {
    if (this.dead) return never;
    const { storm } = this;
    const { address, mark } = message;
    if (address.to === "place" && storm.gone.has(address.place))
      throw new PlatformTrouble("gone", `${call}: the bot is not in the place any more.`);
    const platform = platformOf(address.to === "place" ? address.place : address.account);
    const isUnheard = () => {
      if (call === "create") storm.heardNothingOf(mark);
    };
    switch (storm.fate(platform)) {
      case "fine":
        return work();
      case "unreachable":
        throw new PlatformTrouble("unreachable", `${call}: 503`);
      case "unanswered":
        await work();
        isUnheard();
        throw new PlatformTrouble("unreachable", `${call}: the connection broke`);
      case "busy":
        throw new PlatformTrouble("busy", `${call}: 429`, { retryAfterMs: storm.dice.between(1_000, 90_000) });
      case "late":
        await this.hold(async () => {
          if (!storm.dice.chance(0.5)) return;
          await work().catch(() => undefined);
          isUnheard();
        });
        return work();
      case "lateAnswer": {
        const result = await work();
        await this.hold(async () => isUnheard());
        return result;
      }
    }
  }

  private hold(killed: () => Promise<void>): Promise<void> {
    return new Promise((go) => {
      if (this.storm.isOver) go();
      else this.storm.held.push({ by: this, go, killed });
    });
  }
}
