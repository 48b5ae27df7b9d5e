import { describe, expect, it } from "vitest";
import { threadRates } from "../../../src/adapters/teams/limits.ts";
import { createPacer, deliveryRates, type Rate } from "../../../src/adapters/teams/pace.ts";
import { PlatformTrouble } from "../../../src/ports/messenger.ts";

/** Time that passes when somebody waits for it. */
function handClock() {
  let now = 0;
  return {
    now: () => now,
    wait: async (ms: number) => {
      now += ms;
    },
    set: (ms: number) => {
      now = ms;
    },
  };
}

/** The most calls within any stretch of so many seconds. */
const most = (times: readonly number[], seconds: number): number =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + seconds * 1000).length));

const keeps = (times: readonly number[], rates: readonly Rate[]): void => {
  for (const { seconds, most: allowed } of rates) expect(most(times, seconds)).toBeLessThanOrEqual(allowed);
};

describe("deliveries", () => {
  it("stay below what Teams allows per thread, with room for answers", () => {
    for (const [index, { seconds, most: allowed }] of threadRates.entries()) {
      const ours = deliveryRates.thread[index];
      expect(ours?.seconds).toBe(seconds);
      expect(ours?.most).toBeLessThan(allowed);
    }
  });

  it("of one thread keep every rate of it, one after another and in their order", async () => {
    const clock = handClock();
    const pacer = createPacer(clock, Number.POSITIVE_INFINITY);
    const [times, order]: [number[], number[]] = [[], []];
    await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        pacer.run("thread", async () => {
          times.push(clock.now());
          order.push(index);
        }),
      ),
    );
    keeps(times, deliveryRates.thread);
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(times.slice(0, 4)).toEqual([0, 0, 0, 0]);
  });

  it("of many threads keep the app's rate", async () => {
    const clock = handClock();
    const pacer = createPacer(clock, Number.POSITIVE_INFINITY);
    const times: number[] = [];
    for (let thread = 0; thread < 100; thread += 1)
      await pacer.run(`thread ${thread}`, async () => void times.push(clock.now()));
    keeps(times, deliveryRates.app);
    expect(Math.max(...times)).toBeGreaterThanOrEqual(3000);
  });

  it("make room for answers, which never wait", async () => {
    const clock = handClock();
    const pacer = createPacer(clock);
    for (let each = 0; each < 6; each += 1) pacer.pass("thread");
    const times: number[] = [];
    await pacer.run("thread", async () => void times.push(clock.now()));
    expect(times).toEqual([2000]);
  });

  it("wait as long as Teams asks, also those that had their turn already", async () => {
    const clock = handClock();
    const pacer = createPacer(clock);
    await pacer.run("thread", async () => pacer.hold("thread", 5_000));
    const times: number[] = [];
    await pacer.run("thread", async () => void times.push(clock.now()));
    expect(times).toEqual([5_000]);
  });

  it("whose turn would come too late are sent away at once, with the time to come back", async () => {
    const pacer = createPacer(handClock(), 1_000);
    pacer.hold("thread", 20_000);
    const refused = pacer.run("thread", async () => undefined);
    await expect(refused).rejects.toBeInstanceOf(PlatformTrouble);
    await expect(refused).rejects.toMatchObject({ kind: "busy", retryAfterMs: 20_000 });
  });

  it("go on after one that failed", async () => {
    const pacer = createPacer(handClock());
    const failing = pacer.run("thread", () => Promise.reject(new Error("no")));
    const next = pacer.run("thread", async () => "yes");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("yes");
  });
});
