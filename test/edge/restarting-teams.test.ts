/** How the product stops with Teams, and what it sends after a start by itself, before Teams has said anything to it. */
import { afterEach, describe, expect, it } from "vitest";
import { addDays, instantOf, isBusinessDay, localDate } from "../../src/domain/calendar.ts";
import type { Instant, IsoDate, TimeZone } from "../../src/domain/ids.ts";
import { startedAt } from "./support/preloaded.ts";
import { eventsIn } from "./support/product.ts";
import {
  aWorkspace,
  channel,
  courseForm,
  planCourse,
  shownTo,
  statuses,
  type Workspace,
  withOnboarding,
  wordsIn,
} from "./support/teams/workspace.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function withOne(): Promise<Workspace> {
  const workspace = await aWorkspace();
  undo.push(() => workspace.close());
  await withOnboarding(workspace);
  return workspace;
}

const messagesWith = ({ teams }: Workspace, where: string, words: RegExp) =>
  Object.values(teams.world.messages)
    .flat()
    .filter(({ cards }) => words.test(wordsIn(cards)))
    .filter(({ id }) => teams.conversation(where).messages.some((message) => message.id === id));

const stopping = ({ teams, product }: Workspace) =>
  teams.until(() => product.log.some(({ msg }) => msg.startsWith("Stopping")), "the stop");

describe("after a restart, before anybody has said anything to it,", () => {
  it("a request that was never delivered reaches the channel, and the service manager one to one", async () => {
    const workspace = await withOne();
    const { teams, product, dataDir } = workspace;
    const [sam, nadia] = [teams.as("Sam Ortega"), teams.as("Nadia Brooks")];
    teams.faults.down("unreachable");
    await nadia.press(channel, "Questionnaire submitted");
    await nadia.submit();
    await teams.until(() => eventsIn(dataDir).some(({ event }) => event.type === "RsidRequested"), "the request");
    await product.stop("SIGKILL");
    teams.faults.down(false);
    const heard = teams.log.deliveries().length;
    await workspace.again();
    await teams.until(() => messagesWith(workspace, channel, /for its RSID/).length > 0, "the request");
    await teams.until(() => /RSID/.test(wordsIn(sam.last("@bot")?.cards)), "the request one to one");
    expect(teams.log.deliveries().length).toBe(heard);
    expect(messagesWith(workspace, channel, /for its RSID/)).toHaveLength(1);
    expect(messagesWith(workspace, channel, /reported the Resale Questionnaire/)).toHaveLength(1);
    expect(sam.sees("@bot").messages).toHaveLength(1);
  });

  it("the digests of the next business day go out to the channel, and to the service manager one to one", async () => {
    const workspace = await withOne();
    const { teams, product } = workspace;
    const zone = "America/Chicago" as TimeZone;
    let day: IsoDate = addDays(localDate(new Date().toISOString() as Instant, zone), 1);
    while (!isBusinessDay(day)) day = addDays(day, 1);
    await product.stop();
    const heard = teams.log.deliveries().length;
    const before = teams.conversation(channel).messages.length;
    // A moment before the minute at which the digest's time is looked at.
    await workspace.again(
      startedAt(new Date(Date.parse(instantOf(day, "12:00" as never, zone)) - 5_000).toISOString()),
    );
    await teams.until(() => teams.conversation(channel).messages.length > before, "the channel's digest");
    const sam = teams.as("Sam Ortega");
    await teams.until(() => sam.sees("@bot").messages.length > 0, "the service manager's");
    expect(teams.log.deliveries().length).toBe(heard);
    expect(wordsIn(teams.conversation(channel).messages.at(-1)?.cards)).toMatch(/Prairie Telecom.*certification/i);
    expect(wordsIn(sam.last("@bot")?.cards)).toMatch(/Your resellers/);
  }, 150_000);

  it("the checklist that stands there is the one that is brought up to date", async () => {
    const workspace = await withOne();
    const { teams, product, dataDir } = workspace;
    const checklists = () => messagesWith(workspace, channel, /Getting started as a reseller/);
    const [before] = checklists();
    const tom = teams.as("Tom Okafor");
    await courseForm(tom);
    teams.faults.down("unavailable");
    await tom.submit({ "text-title": "While it was down" });
    expect(eventsIn(dataDir)).toHaveLength(2);
    await product.stop("SIGKILL");
    teams.faults.down(false);
    await workspace.again();
    await teams.until(() => wordsIn(checklists()[0]?.cards).includes("0 of 1 course"), "the checklist");
    expect(checklists().map(({ id }) => id)).toEqual([before?.id]);
  });
});

describe("SIGTERM", () => {
  it("finishes an answer that is in hand", async () => {
    const workspace = await withOne();
    const { teams, product } = workspace;
    let goOn: (value?: unknown) => void = () => {};
    const until = new Promise((resolve) => (goOn = resolve));
    teams.faults.onCalls("getConversationMember", 1, { kind: "hold", until });
    const ilse = teams.as("Ilse Brandt");
    const pressed = ilse.press(channel, "What can I do?");
    await teams.until(() => teams.log.calls("getConversationMember").some(({ done }) => !done), "who that is");
    product.process.kill("SIGTERM");
    await stopping(workspace);
    goOn();
    await pressed;
    expect(await product.ended).toEqual({ code: 0, signal: null });
    expect(statuses(workspace, "task/fetch")).toBe("200");
    expect(shownTo(ilse)).toMatch(/belongs to the two companies/);
  });

  it("finishes a reply that is on its way", async () => {
    const workspace = await withOne();
    const { teams, product } = workspace;
    let goOn: (value?: unknown) => void = () => {};
    const until = new Promise((resolve) => (goOn = resolve));
    teams.faults.onCalls("replyToActivity", 1, { kind: "hold", until });
    const replies = teams.log.calls("replyToActivity").length;
    const tom = teams.as("Tom Okafor");
    const said = tom.say(channel, "@Onboarding what's next?");
    await teams.until(() => teams.log.calls("replyToActivity").length > replies, "the reply");
    product.process.kill("SIGTERM");
    await stopping(workspace);
    goOn();
    await said;
    expect(await product.ended).toEqual({ code: 0, signal: null });
    expect(shownTo(tom)).toMatch(/What's next for Prairie/);
  });

  it("in the middle of sending a message neither loses nor doubles it", async () => {
    const workspace = await withOne();
    const { teams, product } = workspace;
    const tom = teams.as("Tom Okafor");
    await courseForm(tom);
    let goOn: (value?: unknown) => void = () => {};
    const until = new Promise((resolve) => (goOn = resolve));
    teams.faults.onCalls("sendToConversation", 1, { kind: "hold", until, effect: "first" });
    const sent = teams.log.calls("sendToConversation").length;
    await tom.submit({ "text-title": "On its way" });
    await teams.until(() => teams.log.calls("sendToConversation").length > sent, "the message");
    product.process.kill("SIGTERM");
    await stopping(workspace);
    goOn();
    expect(await product.ended).toEqual({ code: 0, signal: null });
    await workspace.again();
    await planCourse(workspace, tom, "After it");
    await teams.until(() => messagesWith(workspace, channel, /planned.*After it/).length > 0, "the next news");
    expect(messagesWith(workspace, channel, /planned.*On its way/)).toHaveLength(1);
    expect(messagesWith(workspace, channel, /planned.*After it/)).toHaveLength(1);
  });
});
