/** How the product stops, and how it goes on with less than it would like. */
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { aFolder } from "./support/folder.ts";
import { stoppedAtReady } from "./support/preloaded.ts";
import { eventsIn, Product, slotsIn } from "./support/product.ts";
import {
  aSlack,
  aWorkspace,
  channel,
  courseForm,
  planCourse,
  seed,
  textsIn,
  type Workspace,
  whispered,
  withOnboarding,
} from "./support/slack/workspace.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function aRunning(): Promise<Workspace> {
  const workspace = await aWorkspace();
  undo.push(() => workspace.close());
  return workspace;
}

describe("SIGTERM", () => {
  it("in the moment in which it says that it is ready is an orderly stop", async () => {
    const { folder, remove } = aFolder();
    const { slack, settings } = await aSlack(join(folder, "data"));
    undo.push(remove, () => slack.close());
    const product = new Product({ ...settings, ...stoppedAtReady() }, folder);
    expect(await product.ended).toEqual({ code: 0, signal: null });
    expect(product.log.map(({ msg }) => msg).filter((msg) => /ready|Stopping/.test(msg))).toEqual([
      "The bot is ready.",
      "Stopping: what is in hand is finished first.",
    ]);
  });

  /** Sends it while users.info is being waited for, and lets Slack answer once that has been heard. */
  async function whileAsking(workspace: Workspace, act: () => Promise<unknown>) {
    const { slack, product } = workspace;
    let goOn: (value?: unknown) => void = () => {};
    slack.faults.onCalls("users.info", 1, { kind: "hold", until: new Promise((resolve) => (goOn = resolve)) });
    await act();
    await slack.until(() => slack.log.calls("users.info").some(({ done }) => !done), "the question who that is");
    product.process.kill("SIGTERM");
    await slack.until(() => product.log.some(({ msg }) => msg.startsWith("Stopping")), "the stop");
    goOn();
    return product.ended;
  }

  it("finishes an answer that is in hand", async () => {
    const workspace = await aRunning();
    await withOnboarding(workspace);
    const noor = workspace.slack.as("U0NEWADMIN");
    expect(await whileAsking(workspace, () => noor.command(channel, "status"))).toEqual({ code: 0, signal: null });
    expect(whispered(noor)).toContain("Prairie Telecom, LLC");
  });

  it("finishes a form that is in hand, and the next start tells what it did", async () => {
    const workspace = await aRunning();
    const { slack, dataDir } = workspace;
    const dana = slack.as("U0DANA");
    await dana.command(channel, "start");
    await slack.until(() => dana.modal(), "the form");
    const values = { legalName: "Prairie Telecom, LLC", states: ["MN"], serviceManager: "U0DANA", lead: "U0NADIA" };
    expect(await whileAsking(workspace, () => dana.submit(values))).toEqual({ code: 0, signal: null });
    expect(eventsIn(dataDir).map(({ event }) => event.type)).toEqual(["OnboardingStarted"]);
    expect(textsIn(dana.modal()?.blocks)).toContain("Done");
    await workspace.again();
    await slack.until(() => slack.posted(channel).length === 2, "its messages");
  });

  it("in the middle of sending a message neither loses nor doubles it", async () => {
    const workspace = await aRunning();
    await withOnboarding(workspace);
    const { slack, product } = workspace;
    const tom = slack.as("U0TOM");
    await courseForm(workspace, tom);
    let goOn: (value?: unknown) => void = () => {};
    const until = new Promise((resolve) => (goOn = resolve));
    slack.faults.onCalls("chat.postMessage", 1, { kind: "hold", until, effect: "first" });
    const posts = slack.log.calls("chat.postMessage").length;
    await tom.submit({ title: "On its way" });
    await slack.until(() => slack.log.calls("chat.postMessage").length > posts, "the message");
    product.process.kill("SIGTERM");
    await slack.until(() => product.log.some(({ msg }) => msg.startsWith("Stopping")), "the stop");
    goOn();
    expect(await product.ended).toEqual({ code: 0, signal: null });
    await workspace.again();
    await planCourse(workspace, tom, "After it");
    const told = (title: string) =>
      slack.posted(channel).filter((message) => JSON.stringify(message.blocks ?? []).includes(title)).length;
    await slack.until(() => told("After it") > 0, "the next news");
    expect([told("On its way"), told("After it")]).toEqual([1, 1]);
  });
});

describe("SIGTERM while Slack asks to wait for long", () => {
  it("does not wait for it, and the next start sends what is missing", async () => {
    const workspace = await aRunning();
    await withOnboarding(workspace);
    const { slack, product, dataDir } = workspace;
    slack.faults.onCalls("chat.postMessage", 1, { kind: "rateLimited", retryAfter: 50 });
    const nadia = slack.as("U0NADIA");
    await nadia.press({ channel }, "Questionnaire submitted");
    await slack.until(() => nadia.modal(), "the form");
    await nadia.submit({});
    // The next one is on its way already, and waits in the queue that Slack stopped.
    const isQueued = () => slotsIn(dataDir).some(({ key, sendingSince }) => key.startsWith("rsid:1@") && sendingSince);
    await slack.until(isQueued, "the request on its way");
    const began = performance.now();
    expect(await product.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(45_000);
    await workspace.again();
    const requests = () => slack.posted(channel).filter(({ text }) => String(text).includes("for its RSID"));
    await slack.until(() => requests().length > 0, "the request");
    await slack.until(() => slack.as("U0SAM").last("@bot"), "the direct request");
    expect(requests()).toHaveLength(1);
  }, 150_000);
});

describe("a Slack that grants less", () => {
  it("without pins the checklist stands unpinned, and a service manager who can't be written to is asked in the channel", async () => {
    const users = seed.users.map((one) =>
      one.id === "U0SAM" ? { ...one, directMessagesRefusedWith: "cannot_dm_user" } : one,
    );
    const scopes = ["commands", "chat:write", "app_mentions:read", "users:read", "im:write", "im:history"];
    const workspace = await aWorkspace({ seed: { ...seed, users }, scopes });
    undo.push(() => workspace.close());
    await withOnboarding(workspace);
    const { slack, product } = workspace;
    expect(slack.channel(channel).pinned).toEqual([]);
    expect(
      product.log.filter(({ level, msg }) => level === "warn" && /could not be pinned.*pins:write/.test(msg)),
    ).toHaveLength(1);
    const nadia = slack.as("U0NADIA");
    await nadia.press({ channel }, "Questionnaire submitted");
    await slack.until(() => nadia.modal(), "the form");
    await nadia.submit({});
    const asks = () => slack.posted(channel).filter(({ text }) => String(text).includes("for its RSID"));
    await slack.until(() => asks().length === 2, "both requests in the channel");
    expect(product.log.filter(({ msg }) => msg.startsWith("A person is told in the channel instead"))).toHaveLength(1);
    expect(asks().filter(({ blocks }) => JSON.stringify(blocks).includes("U0SAM"))).toHaveLength(2);
  });
});
