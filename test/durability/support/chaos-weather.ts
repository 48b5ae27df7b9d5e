/** What goes wrong between the bot and the two platforms, by chance. */
import type { CallFault as SlackFault } from "../../../src/playground/slack/faults.ts";
import type { Operation, CallFault as TeamsFault } from "../../../src/playground/teams/faults.ts";
import { oneOf } from "./chaos-acts.ts";
import type { Town } from "./chaos-town.ts";
import type { Random } from "./random.ts";

export type Platform = "slack" | "teams";

const slackWrites = ["chat.postMessage", "chat.update"] as const;
const teamsWrites = ["sendToConversation", "updateActivity"] as const satisfies readonly Operation[];

/** The call stands still until the pushed clock lets it go; that it does is no traffic. */
const heldFor = ({ held, time }: Town, ms: number, effect: "first" | "last") => ({
  kind: "hold" as const,
  effect,
  get until() {
    held.now += 1;
    return time.wait(ms).then(() => {
      held.now -= 1;
    });
  },
});

const slow = (town: Town, random: Random) =>
  heldFor(town, Math.floor(random.between(1_000, 12_000)), random.between(0, 1) < 0.5 ? "first" : "last");

/** On both platforms alike. */
const faults: Readonly<Record<string, (town: Town, random: Random) => SlackFault & TeamsFault>> = {
  "429, Retry-After": (_, random) => ({ kind: "rateLimited", retryAfter: Math.floor(random.between(1, 6)) }),
  "5xx": (_, random) => ({ kind: "status", status: oneOf(random, [500, 502, 503, 504]) ?? 503 }),
  "5xx after the effect": (_, random) => ({ kind: "status", status: oneOf(random, [500, 502]) ?? 500, effect: true }),
  "dropped before the effect": () => ({ kind: "drop", when: "beforeEffect" }),
  "dropped after the effect": () => ({ kind: "drop", when: "afterEffect" }),
  "slow answer": slow,
};
/** These hit the writing of messages only: everything else is asked again by whoever wants it. */
const onWritesOnly: ReadonlySet<string> = new Set(["5xx after the effect", "dropped after the effect", "slow answer"]);

type Weather = (town: Town, random: Random) => void;

const callFaults: readonly (readonly [name: string, Weather])[] = Object.entries(faults).flatMap(([name, fault]) => [
  [
    `Slack: ${name}`,
    (town: Town, random: Random) => {
      const method = onWritesOnly.has(name) || random.between(0, 1) < 0.6 ? oneOf(random, slackWrites) : "*";
      town.slack.faults.onCalls(method ?? "*", Math.ceil(random.between(0, 2)), fault(town, random));
    },
  ] as const,
  [
    `Teams: ${name}`,
    (town: Town, random: Random) => {
      const operation = onWritesOnly.has(name) || random.between(0, 1) < 0.6 ? oneOf(random, teamsWrites) : "*";
      town.teams.faults.onCalls(operation ?? "*", Math.ceil(random.between(0, 2)), fault(town, random));
    },
  ] as const,
]);

const deliveryFaults: readonly (readonly [name: string, Weather])[] = [
  ["Slack: delivered twice at once", ({ slack }, random) => slack.faults.deliverTwice(Math.ceil(random.between(0, 3)))],
  ["Teams: delivered twice at once", ({ teams }, random) => teams.faults.deliverTwice(Math.ceil(random.between(0, 3)))],
  [
    "Slack: delivered again later",
    ({ slack }, random) => {
      const earlier = oneOf(random, slack.log.deliveries());
      if (earlier) void slack.replay(earlier, { ageSeconds: 0 });
    },
  ],
  [
    "Teams: delivered again later",
    ({ teams }, random) => {
      const earlier = oneOf(random, teams.log.deliveries());
      if (earlier) void teams.replay(earlier, "valid");
    },
  ],
  ["lost on the way to the bot", (town, random) => town.losing(Math.ceil(random.between(0, 2)), "before")],
  // Several in a row are also lost when they are asked for again, until people send their form once more.
  ["the bot's answer lost", (town, random) => town.losing(Math.ceil(random.between(0, 5)), "after")],
];

const all = [...callFaults, ...deliveryFaults];
/** In this order in the summary. */
export const weatherNames: readonly string[] = [
  ...all.map(([name]) => name),
  "Teams: delivered in reverse order",
  "Slack: down for an hour",
  "Teams: down for an hour",
];

/** Orders something that goes wrong; returns what it was. `without`: on that platform nothing is ordered. */
export function turnsBad(town: Town, random: Random, without?: Platform): string | undefined {
  const prefix = without === undefined ? undefined : without === "slack" ? "Slack" : "Teams";
  const chosen = oneOf(
    random,
    all.filter(([name]) => prefix === undefined || !name.startsWith(prefix)),
  );
  chosen?.[1](town, random);
  return chosen?.[0];
}

/** Everything is well again. */
export function clears({ slack, teams, mended }: Town): void {
  slack.faults.clear();
  teams.faults.clear();
  mended();
}

const always = 1_000_000_000;
/** Longer than anybody likes to wait, and shorter than a call that is given up. */
const crawlsMs = 30_000;

export const outageKinds = ["refuses connections", "answers 503", "takes half a minute for everything"] as const;
export type OutageKind = (typeof outageKinds)[number];

/** The whole platform is down, until the weather clears. */
export function goesDown(town: Town, platform: Platform, kind: OutageKind): void {
  const { slack, teams } = town;
  if (kind === "takes half a minute for everything") {
    const fault = heldFor(town, crawlsMs, "last");
    if (platform === "slack") slack.faults.onCalls("*", always, fault);
    else teams.faults.onCalls("*", always, fault);
  } else if (platform === "teams") teams.faults.down(kind === "answers 503" ? "unavailable" : "unreachable");
  else
    slack.faults.onCalls(
      "*",
      always,
      kind === "answers 503" ? { kind: "status", status: 503 } : { kind: "drop", when: "beforeEffect" },
    );
}
