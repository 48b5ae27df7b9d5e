/** When the bot is killed: moments spread over its start, its writes, its answers, and the life of every outgoing message. */
import type { LocalSlack } from "../../../src/playground/slack/server.ts";
import type { CallEntry, DeliveryEntry } from "../../../src/playground/slack/traffic-log.ts";
import type { BotProcess } from "./bot-process.ts";
import type { Random } from "./random.ts";

interface Moments {
  readonly slack: LocalSlack;
  readonly random: Random;
  readonly bot: BotProcess;
  /** Milliseconds that a start takes here. */
  readonly startMs: number;
}

/** Resolves when it is time; what it returns is done after the kill. */
type Moment = (moments: Moments) => Promise<(() => void) | undefined>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nothing of the kind may be going on; the kill then comes all the same. */
const patienceMs = 1_200;

async function seen<T>(slack: LocalSlack, look: () => T | undefined | false): Promise<T | undefined> {
  try {
    return await slack.until(look, "a moment", patienceMs);
  } catch {
    return undefined;
  }
}

const newest = (entries: readonly { readonly n: number }[]): number => entries.at(-1)?.n ?? 0;

/** A call that began from now on and is where the fault left it. */
function nextCall(
  slack: LocalSlack,
  method: string,
  fits: (call: CallEntry) => boolean,
): Promise<CallEntry | undefined> {
  const from = newest(slack.log.entries);
  return seen(slack, () => slack.log.calls(method).find((call) => call.n > from && fits(call)));
}

function nextSubmission(slack: LocalSlack, fits: (one: DeliveryEntry) => boolean): Promise<DeliveryEntry | undefined> {
  const from = newest(slack.log.entries);
  return seen(slack, () => slack.log.deliveries("view_submission").find((one) => one.n > from && fits(one)));
}

/** Holds the next call, before or after its effect, until the process that made it is gone. */
const held =
  (method: string, effect: "first" | "last", goesOnAfterMs = 0): Moment =>
  async ({ slack, random }) => {
    let release = (): void => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    slack.faults.onCalls(method, 1, { kind: "hold", until, effect });
    await nextCall(slack, method, (call) => !call.done && (effect === "last" || call.effect));
    const later = random.between(0, goesOnAfterMs);
    return () => {
      // Where nothing was held, the next life must not be.
      slack.faults.clear();
      setTimeout(release, later);
    };
  };

const clearing =
  ({ slack }: Moments) =>
  () =>
    slack.faults.clear();

export const moments = {
  "while it starts": async ({ random, startMs }) => {
    await pause(random.between(0, startMs));
    return undefined;
  },
  "just after the start": async ({ bot, random }) => {
    await bot.ready;
    await pause(random.between(0, 150));
    return undefined;
  },
  "while it looks for a message": async (all) => {
    const after = held("conversations.history", "first")(all);
    await all.bot.ready;
    return after;
  },
  "while an answer is recorded": async ({ slack, random }) => {
    await nextSubmission(slack, (one) => !one.done);
    await pause(random.between(0, 9));
    return undefined;
  },
  "right after an acknowledgement": async ({ slack }) => {
    await nextSubmission(slack, (one) => one.answer?.includes('"clear"') === true);
    return undefined;
  },
  "after an acknowledgement, before the news": async ({ slack, random }) => {
    await nextSubmission(slack, (one) => one.answer?.includes('"clear"') === true);
    await pause(random.between(0, 30));
    return undefined;
  },
  "a message was handed over, not yet posted": held("chat.postMessage", "last"),
  "a message is posted after the kill": held("chat.postMessage", "last", 900),
  "a message is posted, its receipt unknown": held("chat.postMessage", "first"),
  "the receipt of a message is being kept": async ({ slack, random }) => {
    await nextCall(slack, "chat.postMessage", (call) => call.done && call.effect);
    await pause(random.between(0, 5));
    return undefined;
  },
  "a reply was lost, the bot lived on": async (all) => {
    all.slack.faults.onCalls("chat.postMessage", 1, { kind: "drop", when: "afterEffect" });
    await nextCall(all.slack, "chat.postMessage", (call) => call.done && call.status === 0);
    await pause(all.random.between(0, 2_600));
    return clearing(all);
  },
  "Slack asked to wait": async (all) => {
    all.slack.faults.onCalls("chat.postMessage", 2, { kind: "rateLimited", retryAfter: 1 });
    await nextCall(all.slack, "chat.postMessage", (call) => call.status === 429);
    await pause(all.random.between(0, 1_200));
    return clearing(all);
  },
  "a message is being updated": held("chat.update", "first"),
  "a direct conversation is being opened": held("conversations.open", "first"),
  "after a quiet while": async ({ random }) => {
    await pause(random.between(5_200, 6_500));
    return undefined;
  },
  "any moment": async ({ bot, random }) => {
    await bot.ready;
    await pause(random.between(0, 1_500));
    return undefined;
  },
} as const satisfies Record<string, Moment>;
export type MomentName = keyof typeof moments;

/** These begin before the bot is ready. */
const fromTheStart: ReadonlySet<MomentName> = new Set(["while it starts", "while it looks for a message"]);

/** Waits for the moment; the rest of the world goes on. */
export async function waitFor(name: MomentName, all: Moments): Promise<(() => void) | undefined> {
  if (!fromTheStart.has(name)) await all.bot.ready;
  return await moments[name](all);
}

const minute = 60_000;

/** Digests are looked at on the minute: the kill comes among them. */
export async function amongDigests({ bot, random }: Moments): Promise<void> {
  await bot.ready;
  await pause(minute - (Date.now() % minute) + random.between(5, 120));
}

export const msToTheMinute = (): number => minute - (Date.now() % minute);
