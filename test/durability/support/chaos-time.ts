/**
 * Time that is pushed and never waited for: the business clock, the jobs, and the adapters' stopwatch are one, and it goes on only
 * when nothing is on its way over the wire. What has to wait for two seconds or for five minutes takes no time at all.
 */
import type { Instant } from "../../../src/domain/ids.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Jobs } from "../../../src/ports/jobs.ts";

interface Timer {
  readonly at: number;
  readonly go: () => void;
}

/** Requests on their way, in either direction. */
export interface Wire {
  readonly requests: number;
  /** Those of them that the pushed clock will let go. */
  readonly held: number;
  /** Another one for each that was begun. */
  readonly latest: number;
}

/** Turns of the event loop in which nothing may happen before the wire counts as quiet. */
const quietTurns = 8;
/** Signing and checking tokens leaves no trace on the wire: somebody who acts is given so long before time goes on. */
const patienceMs = 4;
/** Requests that stay as they are for so long wait for the clock: for one that is held, or for a pause between two tries. */
const stuckMs = 30;
/** Longer than this, and what is waited for is not coming. */
const vainMs = 60_000;
const minuteMs = 60_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class PushedTime implements Clock {
  private readonly begin: number;
  private elapsed = 0;
  private timers: Timer[] = [];
  private minutely: (() => Promise<void>)[] = [];
  private nextMinute = minuteMs;
  private readonly wire: () => Wire;

  constructor(begin: Instant, wire: () => Wire) {
    this.begin = Date.parse(begin);
    this.wire = wire;
  }

  now(): Instant {
    return new Date(this.begin + this.elapsed).toISOString() as Instant;
  }

  /** Milliseconds since the beginning: goes on as the clock does. */
  readonly passed = (): number => this.elapsed;

  readonly wait = (ms: number): Promise<void> => new Promise((resolve) => this.at(ms, resolve));

  readonly stopwatch = { now: this.passed, wait: this.wait };

  /** Jobs of one application; those that are stopped run no more. */
  jobs(): Jobs {
    let stopped = false;
    return {
      everyMinute: (_name, work) => {
        this.minutely.push(async () => {
          if (!stopped) await work();
        });
      },
      after: (ms, _name, work) =>
        this.at(ms, () => {
          if (!stopped) void work();
        }),
      stop: async () => {
        stopped = true;
        this.minutely = [];
      },
    };
  }

  private at(ms: number, go: () => void): void {
    this.timers.push({ at: this.elapsed + Math.max(0, ms), go });
  }

  /** Nothing on the wire, and nothing about to be; or nothing moves on it, since all that is there waits for the clock. */
  async quiet(ms = 0): Promise<void> {
    const begun = performance.now();
    let since = begun;
    let before = "";
    for (let turns = 0; turns < quietTurns || performance.now() - since < ms; turns += 1) {
      await turn();
      const { requests, held, latest } = this.wire();
      if (requests === held) continue;
      turns = 0;
      const now = performance.now();
      const standing = `${requests} ${held} ${latest}`;
      if (standing !== before) since = now;
      before = standing;
      if (now - since > stuckMs) return;
      if (now - begun > vainMs) throw new Error("Something on the wire was never answered.");
    }
  }

  private get nextTimer(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.timers.map(({ at }) => at));
  }

  /** What comes next up to then goes off; false where there is nothing. */
  private strike(until: number): boolean {
    const at = Math.min(this.nextTimer, this.minutely.length > 0 ? this.nextMinute : Number.POSITIVE_INFINITY);
    if (at > until) return false;
    this.elapsed = Math.max(this.elapsed, at);
    const due = this.timers.filter((one) => one.at <= at);
    this.timers = this.timers.filter((one) => one.at > at);
    for (const { go } of due) go();
    if (this.nextMinute <= at) {
      this.nextMinute = at + minuteMs;
      for (const work of this.minutely) void work().catch(() => undefined);
    }
    return true;
  }

  /** So much time goes by, with everything that happens in it. */
  async passes(ms: number): Promise<void> {
    const until = this.elapsed + ms;
    do await this.quiet();
    while (this.strike(until));
    this.elapsed = until;
  }

  /** The clock is pushed forward, over everything in between. */
  async leaps(to: Instant): Promise<void> {
    this.elapsed = Math.max(this.elapsed, Date.parse(to) - this.begin);
    this.nextMinute = this.elapsed;
    await this.passes(0);
  }

  /** What people do; time goes on where they would wait. */
  async during<Done>(work: Promise<Done>): Promise<Done> {
    let done = false;
    const ended = () => {
      done = true;
    };
    work.then(ended, ended);
    const begun = performance.now();
    while (!done) {
      await this.quiet();
      if (!done) await this.quiet(patienceMs);
      // Nobody waits for the minute: without a timer it only takes longer than usual.
      if (!done && this.nextTimer < Number.POSITIVE_INFINITY) this.strike(this.nextTimer);
      if (performance.now() - begun > vainMs) throw new Error("Somebody waited in vain.");
    }
    return work;
  }

  /** Resolves with how long it took by the pushed clock. @throws naming `what` where it did not come true in time */
  async until(look: () => boolean, what: () => string, withinMs: number): Promise<number> {
    const from = this.elapsed;
    for (;;) {
      await this.quiet();
      if (look()) return this.elapsed - from;
      await this.quiet(patienceMs);
      if (look()) return this.elapsed - from;
      if (this.strike(from + withinMs)) continue;
      throw new Error(`After ${withinMs / 1000} s not yet: ${what()}`);
    }
  }
}
