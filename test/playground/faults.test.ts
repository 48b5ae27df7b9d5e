import type { BlockAction } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { button, plain, section, type Together, together } from "./support/bolt-app.ts";

let both: Together;
afterEach(() => both.stop());

const pressable = {
  channel: "C0DESK",
  text: "press",
  blocks: [{ type: "actions" as const, elements: [button("go", "Go")] }],
};

async function started(onPress: (body: BlockAction) => Promise<void> | void = () => {}): Promise<void> {
  both = await together((app) => {
    app.action("go", async ({ ack, body }) => {
      await ack();
      await onPress(body as BlockAction);
    });
  });
}
const post = (text: string) => both.app.client.chat.postMessage({ token: "xoxb-local", channel: "C0DESK", text });
const texts = () => both.slack.posted("#wholesale-desk").map((one) => one.text);

describe("calls that go wrong", () => {
  it("meet 429 with Retry-After as often as ordered, and then work", async () => {
    await started();
    both.slack.faults.onCalls("chat.postMessage", 2, { kind: "rateLimited", retryAfter: 7 });
    await expect(post("a")).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post("b")).rejects.toMatchObject({ retryAfter: 7 });
    expect(await post("c")).toMatchObject({ ok: true });
    expect(texts()).toEqual(["c"]);
    expect(both.slack.log.calls("chat.postMessage").map((one) => [one.status, one.effect])).toEqual([
      [429, false],
      [429, false],
      [200, true],
    ]);
  });

  it("meet 5xx, with or without having worked", async () => {
    await started();
    both.slack.faults.onCalls("*", 1, { kind: "status", status: 503 });
    both.slack.faults.onCalls("*", 1, { kind: "status", status: 500, effect: true });
    await expect(post("lost")).rejects.toMatchObject({ statusCode: 503 });
    await expect(post("kept")).rejects.toMatchObject({ statusCode: 500 });
    expect(texts()).toEqual(["kept"]);
  });

  it("lose the connection before the message was posted, or after", async () => {
    await started();
    both.slack.faults.onCalls("chat.postMessage", 1, { kind: "drop", when: "beforeEffect" });
    both.slack.faults.onCalls("chat.postMessage", 1, { kind: "drop", when: "afterEffect" });
    await expect(post("never arrived")).rejects.toThrow();
    await expect(post("arrived unnoticed")).rejects.toThrow();
    expect(texts()).toEqual(["arrived unnoticed"]);
    expect(both.slack.log.calls("chat.postMessage").map((one) => [one.status, one.effect])).toEqual([
      [0, false],
      [0, true],
    ]);
  });

  it("are refused on order, and held until the test lets go", async () => {
    await started();
    both.slack.faults.onCalls("chat.postMessage", 1, { kind: "refusal", error: "restricted_action" });
    await expect(post("no")).rejects.toMatchObject({ data: { error: "restricted_action" } });
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    both.slack.faults.onCalls("chat.postMessage", 1, { kind: "hold", until: held, effect: "first" });
    const posting = post("slow");
    await both.slack.until(() => texts().includes("slow"), "the effect before the answer");
    letGo();
    expect(await posting).toMatchObject({ ok: true });
  });
});

describe("deliveries that go wrong", () => {
  it("arrive twice", async () => {
    const seen: string[] = [];
    await started((body) => void seen.push(body.trigger_id));
    await both.app.client.chat.postMessage({ token: "xoxb-local", ...pressable });
    both.slack.faults.deliverTwice();
    await both.slack.as("U0SAM").press({ channel: "#wholesale-desk" }, "Go");
    await both.slack.until(() => seen.length === 2);
    expect(new Set(seen).size, "the same payload").toBe(1);
  });

  it("are replayed: fresh ones pass, old and forged ones don't", async () => {
    const seen: string[] = [];
    await started((body) => void seen.push(body.trigger_id));
    await both.app.client.chat.postMessage({ token: "xoxb-local", ...pressable });
    await both.slack.as("U0SAM").press({ channel: "#wholesale-desk" }, "Go");
    const [entry] = both.slack.log.deliveries("block_actions");
    if (!entry) throw new Error("no delivery");
    expect(await both.slack.replay(entry)).toMatchObject({ kind: "answered", status: 200 });
    expect(await both.slack.replay(entry, { ageSeconds: 400 })).toMatchObject({ kind: "answered", status: 401 });
    const forged = { ...entry, request: { ...entry.request, body: `${entry.request.body}+` } };
    expect(await both.slack.replay(forged)).toMatchObject({ kind: "answered", status: 401 });
    await both.slack.until(() => seen.length === 2);
  });

  it("carry triggers that are expired at once, used up, or too old", async () => {
    const errors: string[] = [];
    const view = { type: "modal" as const, title: plain("T"), blocks: [section("x")] };
    await started(async (body) => {
      for (let n = 0; n < 2; n += 1) {
        await both.app.client.views.open({ token: "xoxb-local", trigger_id: body.trigger_id, view }).then(
          () => errors.push("opened"),
          (error: { data: { error: string } }) => errors.push(error.data.error),
        );
      }
    });
    await both.app.client.chat.postMessage({ token: "xoxb-local", ...pressable });
    const press = () => both.slack.as("U0SAM").press({ channel: "#wholesale-desk" }, "Go");
    both.slack.faults.expireTriggers();
    await press();
    await both.slack.until(() => errors.length === 2);
    both.slack.faults.expireTriggers(false);
    await press();
    await both.slack.until(() => errors.length === 4);
    expect(errors).toEqual(["expired_trigger_id", "expired_trigger_id", "opened", "exchanged_trigger_id"]);
  });

  it("are lost, when events stop", async () => {
    await started();
    both.slack.faults.stopEvents();
    await both.slack.as("U0NADIA").say("#prairie-telecom", "<@U0BOT> lost");
    both.slack.faults.resumeEvents();
    await both.slack.as("U0NADIA").say("#prairie-telecom", "<@U0BOT> heard");
    await both.slack.settled();
    expect(both.slack.log.deliveries("event").map((one) => (one.payload.event as { text: string }).text)).toEqual([
      "<@U0BOT> heard",
    ]);
  });
});

describe("triggers", () => {
  it("live for three seconds of the real clock", async () => {
    const clock = { millis: 0 };
    const opened: string[] = [];
    both = await together(
      (app) => {
        app.action("go", async ({ ack, body, client }) => {
          await ack();
          clock.millis += 3001;
          await client.views
            .open({
              trigger_id: (body as BlockAction).trigger_id,
              view: { type: "modal", title: plain("T"), blocks: [] },
            })
            .catch((error: { data: { error: string } }) => opened.push(error.data.error));
        });
      },
      { monotonic: () => clock.millis },
    );
    await both.app.client.chat.postMessage({ token: "xoxb-local", ...pressable });
    await both.slack.as("U0SAM").press({ channel: "#wholesale-desk" }, "Go");
    await both.slack.until(() => opened[0]);
    expect(opened).toEqual(["expired_trigger_id"]);
  });
});

describe("waiting", () => {
  it("ends with a sentence that says what for", async () => {
    await started();
    await expect(both.slack.until(() => false, "pigs to fly", 20)).rejects.toThrow(
      "waited 20 ms in vain for pigs to fly",
    );
    const next = both.slack.log.next((one) => one.kind === "call" && one.method === "auth.test");
    await both.app.client.auth.test({ token: "xoxb-local" });
    expect(await next).toMatchObject({ method: "auth.test", answer: { ok: true } });
  });
});
