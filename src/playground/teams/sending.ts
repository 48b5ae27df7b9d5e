/** Signs what goes to the bot and sends it, again where Teams would. */
import { setTimeout as pause } from "node:timers/promises";
import { exchange } from "../exchange.ts";
import type { Outcome } from "../outcome.ts";
import { type Activity, kindOf } from "./activity.ts";
import type { TokenKind } from "./issuer.ts";
import type { Office } from "./office.ts";
import type { DeliveryEntry } from "./traffic-log.ts";

const USER_AGENT = "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)";

/** Sends once (or twice, where a fault was ordered so) and waits for the answer as long as Teams would. */
export async function send(office: Office, activity: Activity, attempt = 0): Promise<Outcome> {
  if (!office.bot()) return { kind: "connection_failed" };
  const released = await office.faults.whenReleased();
  try {
    const body = JSON.stringify(activity);
    const headers = await headersFor(office, activity, "valid");
    const copies = office.faults.takeTwice() ? 2 : 1;
    const outcomes = await Promise.all(
      Array.from({ length: copies }, () => sendAsIs(office, activity, body, headers, attempt)),
    );
    return outcomes[0] ?? { kind: "connection_failed" };
  } finally {
    released();
  }
}

/** Sends an activity that needs no answer; after a timeout or a 5xx again. */
export async function sendUntilTaken(office: Office, activity: Activity): Promise<Outcome> {
  return again(office, office.settings.activityRetryDelays, isTaken, (attempt) => send(office, activity, attempt));
}

/** Tries until `isEnough`, with these pauses, and hands back the last outcome. */
export async function again(
  office: Office,
  delays: readonly number[],
  isEnough: (outcome: Outcome) => boolean,
  attempt: (n: number) => Promise<Outcome>,
): Promise<Outcome> {
  let outcome = await attempt(0);
  for (const [index, delay] of delays.entries()) {
    if (isEnough(outcome) || office.closing.aborted || !office.bot()) return outcome;
    await pause(delay, undefined, { signal: office.closing }).catch(() => {});
    if (office.closing.aborted) return outcome;
    outcome = await attempt(index + 1);
  }
  return outcome;
}

function isTaken(outcome: Outcome): boolean {
  return outcome.kind === "answered" && outcome.status < 500;
}

/** Sends anything, signed in any way, once. */
export async function sendRaw(office: Office, activity: Activity, token: TokenKind): Promise<Outcome> {
  return sendAsIs(office, activity, JSON.stringify(activity), await headersFor(office, activity, token), 0);
}

/** Sends an earlier delivery again, byte for byte. */
export async function replay(office: Office, entry: DeliveryEntry, token: "asSent" | TokenKind): Promise<Outcome> {
  const headers = token === "asSent" ? entry.request.headers : await headersFor(office, entry.activity, token);
  return sendAsIs(office, entry.activity, entry.request.body, headers, entry.attempt);
}

async function headersFor(office: Office, activity: Activity, token: TokenKind): Promise<Record<string, string>> {
  const serviceUrl = typeof activity.serviceUrl === "string" ? activity.serviceUrl : office.serviceUrl();
  const authorization = await office.issuer().authorization(token, { appId: office.world.app.id, serviceUrl });
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": USER_AGENT,
    ...(authorization === undefined ? {} : { authorization }),
  };
}

async function sendAsIs(
  office: Office,
  activity: Activity,
  body: string,
  headers: Readonly<Record<string, string>>,
  attempt: number,
): Promise<Outcome> {
  const bot = office.bot();
  if (!bot) return { kind: "connection_failed" };
  const entry = office.log.addDelivery({ what: kindOf(activity), activity, request: { body, headers }, attempt });
  const outcome = await exchange(bot.messagesUrl, body, headers, office.settings.answerWithinMillis, office.closing);
  entry.status = outcome.kind === "answered" ? outcome.status : 0;
  entry.answer = outcome.kind === "answered" ? outcome.body : outcome.kind;
  entry.done = true;
  office.log.touched();
  return outcome;
}
