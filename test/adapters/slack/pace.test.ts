import { describe, expect, it } from "vitest";
import type { Stopwatch } from "../../../src/adapters/chat/stopwatch.ts";
import { limits, methodRates, postRate, type Rate, tiers } from "../../../src/adapters/slack/limits.ts";
import { createPacer } from "../../../src/adapters/slack/pace.ts";

/** Time that passes only when somebody waits for it and the test lets it. */
function handDriven(): Stopwatch & { readonly pass: (ms: number) => Promise<void> } {
  let time = 0;
  const waiting: { readonly until: number; readonly wake: () => void }[] = [];
  // Lets everything that became possible happen before time goes on.
  const breathe = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => time,
    wait: (ms) =>
      new Promise((resolve) => {
        waiting.push({ until: time + ms, wake: resolve });
      }),
    async pass(ms) {
      const end = time + ms;
      await breathe();
      for (;;) {
        waiting.sort((one, other) => one.until - other.until);
        const next = waiting[0];
        if (!next || next.until > end) break;
        waiting.shift();
        time = Math.max(time, next.until);
        next.wake();
        await breathe();
      }
      time = end;
    },
  };
}

describe("the pacer", () => {
  const rate: Rate = { burst: 2, everyMs: 1000 };

  it("lets a burst through, then one each interval, in order, each lane by itself", async () => {
    const watch = handDriven();
    const pacer = createPacer(watch);
    const sent: string[] = [];
    const send = (lane: string, name: string) =>
      pacer.run(lane, rate, async () => void sent.push(`${name}@${watch.now()}`));
    for (const name of ["a", "b", "c", "d"]) void send("C1", name);
    void send("C2", "other");
    await watch.pass(0);
    expect(sent).toEqual(["a@0", "other@0", "b@0"]);
    await watch.pass(1500);
    expect(sent.slice(3)).toEqual(["c@1000"]);
    await watch.pass(10_000);
    expect(sent.slice(4)).toEqual(["d@2000"]);
    void send("C1", "e");
    void send("C1", "f");
    void send("C1", "g");
    await watch.pass(1000);
    expect(sent.slice(5)).toEqual(["e@11500", "f@11500", "g@12500"]);
  });

  it("starts no call before the one before it has ended, and goes on after one that failed", async () => {
    const watch = handDriven();
    const pacer = createPacer(watch);
    let end = () => {};
    const first = pacer.run(
      "C1",
      rate,
      () =>
        new Promise<void>((_, reject) => {
          end = () => reject(new Error("refused"));
        }),
    );
    const sent: string[] = [];
    const second = pacer.run("C1", rate, async () => void sent.push("second"));
    await watch.pass(5000);
    expect(sent).toEqual([]);
    end();
    await expect(first).rejects.toThrow("refused");
    await second;
    expect(sent).toEqual(["second"]);
  });

  it("says at once that it is busy where the turn would come too late", async () => {
    const watch = handDriven();
    const pacer = createPacer(watch, 3000);
    const send = () => pacer.run("C1", rate, async () => undefined);
    const taken = [send(), send(), send(), send(), send()];
    await expect(send()).rejects.toMatchObject({ kind: "busy", retryAfterMs: 4000 });
    await watch.pass(10_000);
    await Promise.all(taken);
  });

  it("holds a lane for as long as Slack says", async () => {
    const watch = handDriven();
    const pacer = createPacer(watch);
    pacer.hold("C1", 30_000);
    let at = -1;
    void pacer.run("C1", rate, async () => {
      at = watch.now();
    });
    await watch.pass(29_999);
    expect(at).toBe(-1);
    await watch.pass(1);
    expect(at).toBe(30_000);
  });

  it("sends away what was queued before Slack said so, and lets it come back in good order", async () => {
    const watch = handDriven();
    const pacer = createPacer(watch);
    const sent: string[] = [];
    const send = (name: string) => pacer.run("C1", rate, async () => void sent.push(`${name}@${watch.now()}`));
    void pacer.run("C1", rate, async () => pacer.hold("C1", 30_000));
    const names = ["a", "b", "c", "d"];
    const refused = await Promise.allSettled([watch.pass(0), ...names.map(send)]);
    expect(refused.slice(1).map((one) => one.status === "rejected" && one.reason)).toMatchObject(
      names.map(() => ({ kind: "busy", retryAfterMs: 30_000 })),
    );
    await watch.pass(30_000);
    expect(sent).toEqual([]);
    for (const name of names) void send(name);
    await watch.pass(10_000);
    // A burst of two, then one each interval.
    expect(sent).toEqual(["a@30000", "b@30000", "c@31000", "d@32000"]);
  });

  /** Calls within the busiest window, of a lane that always has more to send. */
  async function busiest(rate: Rate, windowMs: number): Promise<number> {
    const watch = handDriven();
    const pacer = createPacer(watch, Number.POSITIVE_INFINITY);
    const times: number[] = [];
    for (let call = 0; call < 120; call += 1) void pacer.run("x", rate, async () => void times.push(watch.now()));
    await watch.pass(windowMs * 3);
    return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));
  }

  it.each<[string, Rate, number]>([
    ["tier 2", tiers.tier2, 20],
    ["tier 3, as chat.update", methodRates["chat.update"], 50],
    ["tier 4", tiers.tier4, 100],
  ])("never passes %s within a minute", async (_, rate, most) => {
    expect(await busiest(rate, 60_000)).toBe(most - 1);
  });

  it("posts about one message a second in a channel", async () => {
    expect(await busiest(postRate, 60_000)).toBe(60 + postRate.burst - 1);
    expect(limits.acknowledgement.leaveMs).toBeLessThan(limits.acknowledgement.dueMs);
  });
});
