/** What was on its way when the process ended: looked for before it is sent again. */
import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/domain/ids.ts";
import * as commands from "../support/commands.ts";
import { rob, sam } from "../support/people.ts";
import { first, Running, settled, started } from "../support/running-application.ts";

const checklist = `${first}/checklist@`;
const news = `${first}/said:2@slack:TNORTHLINE:C1`;

/** Killed while a message is on its way, before or after it arrived. */
async function killedWhileSending(arrived: "before" | "after", about = "said:2"): Promise<Running> {
  const running = await started();
  running.messenger.holds("create", about, arrived);
  await running.does(commands.certify("MN"), rob);
  running.messenger.calls.length = 0;
  return running.killed();
}

const secondsAfter = (running: Running, seconds: number): Instant =>
  new Date(Date.parse(running.world.clock.now()) + seconds * 1000).toISOString() as Instant;

/** Killed while the very first checklist is on its way. */
async function killedWhileStarting(): Promise<Running> {
  const running = await Running.on();
  running.messenger.holds("create", "checklist", "after");
  await running.does(commands.start(), sam);
  return running;
}

describe("after a kill in the middle of sending", () => {
  it("a message that had arrived is found and not sent again", async () => {
    const again = await killedWhileSending("after");
    expect(again.messenger.calls.filter((call) => call.includes("said"))).toEqual([`findSent ${news}`]);
    expect(again.messenger.with(news)).toHaveLength(1);
    expect(again.slot("said")).toBeUndefined();
  });

  it("a message that had not is sent", async () => {
    const again = await killedWhileSending("before");
    expect(again.messenger.calls.filter((call) => call.includes("said"))).toEqual([
      `findSent ${news}`,
      `create ${news}`,
    ]);
    expect(again.messenger.with(news)).toHaveLength(1);
  });

  it("a message that may still be on its way is looked for once more before it is sent again", async () => {
    const running = await started();
    const arrives = running.messenger.holds("create", "said:2", "before");
    await running.does(commands.certify("MN"), rob);
    running.moveTo(secondsAfter(running, 1));
    const again = await running.killed();
    expect(again.messenger.with(news)).toHaveLength(0);
    expect(again.slot("said")).toMatchObject({ sendingSince: expect.any(String) });
    arrives();
    await again.timeGoesOn(5_000);
    expect(again.messenger.with(news)).toHaveLength(1);
    expect(again.slot("said")).toBeUndefined();
  });

  it("a message that never arrived is sent when it can't be on its way any more", async () => {
    const running = await started();
    running.messenger.holds("create", "said:2", "before");
    await running.does(commands.certify("MN"), rob);
    running.moveTo(secondsAfter(running, 1));
    const again = await running.killed();
    expect(again.messenger.with(news)).toHaveLength(0);
    await again.timeGoesOn(5_000);
    expect(again.messenger.with(news)).toHaveLength(1);
    expect(again.messenger.calls.filter((call) => call === `findSent ${news}`)).toHaveLength(2);

    const long = await started();
    long.messenger.holds("create", "said:2", "before");
    await long.does(commands.certify("MN"), rob);
    long.moveTo(secondsAfter(long, 150));
    expect((await long.killed()).messenger.with(news)).toHaveLength(1);
  });

  it("a live message that is found is brought up to date and kept by its receipt", async () => {
    const running = await killedWhileStarting();
    const again = await running.killed();
    expect(again.messenger.only(checklist)).toMatchObject({ edits: 1 });
    await again.does(commands.certify("MN"), rob);
    expect(again.messenger.only(checklist)).toMatchObject({ edits: 2 });
  });

  it("where the platform does not let us look, it is sent, and may stand there twice", async () => {
    const running = await started();
    running.messenger.holds("create", "said:2", "after");
    await running.does(commands.certify("MN"), rob);
    running.messenger.fails("findSent", "refused");
    const again = await running.killed();
    expect(again.messenger.with(news)).toHaveLength(2);
    expect(again.slot("said")).toBeUndefined();
  });

  const unanswered = ["busy", "unreachable"] as const;
  it.each(unanswered)("where looking meets trouble (%s), it is looked for again, not sent blindly", async (kind) => {
    const running = await started();
    running.messenger.holds("create", "said:2", "after");
    await running.does(commands.certify("MN"), rob);
    running.messenger.fails("findSent", kind, { times: 2, retryAfterMs: 1_000 });
    const again = await running.killed();
    expect(again.slot("said")).toMatchObject({ sendingSince: expect.any(String), failures: 1 });
    await again.timeGoesOn(1_000);
    await again.timeGoesOn(1_000);
    expect(again.messenger.calls.filter((call) => call === `findSent ${news}`)).toHaveLength(3);
    expect(again.messenger.with(news)).toHaveLength(1);
    expect(again.slot("said")).toBeUndefined();
  });

  const onUpdate = ["busy", "unreachable", "refused"] as const;
  it.each(onUpdate)("what was found is not forgotten because its update meets trouble (%s)", async (kind) => {
    const running = await killedWhileStarting();
    running.messenger.fails("update", kind, { retryAfterMs: 1_000 });
    const again = await running.killed();
    expect(again.slot("checklist")).toMatchObject({ receipt: "receipt-1" });
    await again.timeGoesOn(1_000);
    await again.does(commands.certify("MN"), rob);
    await settled();
    expect(again.messenger.with(checklist)).toHaveLength(1);
    expect(again.slot("checklist")).toMatchObject({ shown: 2, wanted: 2 });
  });

  it("a message that could not be looked for and was then refused is looked for when it comes back to life", async () => {
    const running = await started();
    running.messenger.holds("create", "said:2", "after");
    await running.does(commands.certify("MN"), rob);
    running.messenger.fails("findSent", "gone");
    const again = await running.killed();
    expect(again.slot("said:2")).toMatchObject({ abandoned: expect.any(String), sendingSince: expect.any(String) });
    // Somebody is heard there, so the place is reached again.
    await again.as(rob).command("status");
    expect(again.messenger.with("said:2")).toHaveLength(1);
    expect(again.slot("said")).toBeUndefined();
  });

  it("a second kill while it is being looked for changes nothing", async () => {
    const running = await started();
    running.messenger.holds("create", "said:2", "after");
    await running.does(commands.certify("MN"), rob);
    running.messenger.holds("findSent", "said:2");
    const second = await running.killed();
    const third = await second.killed();
    expect(third.messenger.with(news)).toHaveLength(1);
    expect(third.slot("said")).toBeUndefined();
  });
});

describe("a clock that was wrong", () => {
  it("and was put back does not keep a message waiting", async () => {
    const running = await started();
    const right = running.world.clock.now();
    running.moveTo("2031-01-01T00:00:00.000Z" as Instant);
    running.messenger.fails("create", "busy", { about: "said", retryAfterMs: 30_000 });
    await running.does(commands.certify("MN"), rob);
    running.moveTo(right);
    await running.sweep();
    expect(running.messenger.with(news)).toHaveLength(1);
  });

  it("and was put back while a message was on its way hides it from nobody", async () => {
    const running = await started();
    const right = running.world.clock.now();
    running.moveTo("2031-01-01T00:00:00.000Z" as Instant);
    running.messenger.holds("create", "said:2", "after");
    await running.does(commands.certify("MN"), rob);
    running.moveTo(right);
    const again = await running.killed();
    expect(again.messenger.lookedSince.at(-1)?.localeCompare(right)).toBe(-1);
    expect(again.messenger.with(news)).toHaveLength(1);
  });
});

describe("an answer that could not be kept", () => {
  it("after a message was sent, is made up for by looking for the message", async () => {
    const running = await started();
    const goOn = running.messenger.holds("create", "said:2", "after");
    await running.does(commands.certify("MN"), rob);
    running.world.disk.full = true;
    goOn();
    await settled();
    running.world.disk.full = false;
    await running.sweep();
    expect(running.messenger.with(news)).toHaveLength(1);
    expect(running.slot("said")).toBeUndefined();
  });
});
