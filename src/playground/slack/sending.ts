/** Signs what goes to the bot and sends it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from "node:crypto";
import { exchange } from "../exchange.ts";
import type { Outcome } from "../outcome.ts";
import type { Office } from "./office.ts";
import type { DeliveryEntry, DeliveryKind } from "./traffic-log.ts";

export interface Parcel {
  readonly what: DeliveryKind;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly contentType: "application/x-www-form-urlencoded" | "application/json";
}

function sign(signingSecret: string, timestamp: number, body: string): string {
  return `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

/** A form, as commands come. */
export function formParcel(what: DeliveryKind, fields: Readonly<Record<string, string>>): Parcel {
  return {
    what,
    payload: fields,
    body: new URLSearchParams(fields).toString(),
    contentType: "application/x-www-form-urlencoded",
  };
}

/** A form with one field `payload`, as interactions come. */
export function interactionParcel(what: DeliveryKind, payload: Readonly<Record<string, unknown>>): Parcel {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return { what, payload, body, contentType: "application/x-www-form-urlencoded" };
}

/** Bare JSON, as events come. */
export function eventParcel(payload: Readonly<Record<string, unknown>>): Parcel {
  return { what: "event", payload, body: JSON.stringify(payload), contentType: "application/json" };
}

/** Sends once (or twice, where a fault was ordered so) and waits for the answer as long as Slack would. */
export async function send(office: Office, parcel: Parcel, attempt = 0, retryReason?: string): Promise<Outcome> {
  const bot = office.bot();
  if (!bot) return { kind: "connection_failed" };
  const timestamp = Math.trunc(Date.now() / 1000);
  const headers = {
    "content-type": parcel.contentType,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    "x-slack-request-timestamp": String(timestamp),
    "x-slack-signature": sign(bot.signingSecret, timestamp, parcel.body),
    ...(attempt > 0
      ? { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": retryReason ?? "http_error" }
      : {}),
  };
  const copies = office.faults.takeTwice() ? 2 : 1;
  const outcomes = await Promise.all(Array.from({ length: copies }, () => sendAsIs(office, parcel, headers, attempt)));
  return outcomes[0] ?? { kind: "connection_failed" };
}

/** Sends an earlier delivery again, byte for byte: with its old signature, or signed anew with a timestamp of that age. */
export function replay(
  office: Office,
  entry: DeliveryEntry,
  signed: "asSent" | { readonly ageSeconds: number },
): Promise<Outcome> {
  const { body, headers } = entry.request;
  const contentType = entry.what === "event" ? "application/json" : "application/x-www-form-urlencoded";
  const parcel: Parcel = { what: entry.what, payload: entry.payload, body, contentType };
  if (signed === "asSent") return sendAsIs(office, parcel, headers, entry.attempt);
  const timestamp = Math.trunc(Date.now() / 1000) - signed.ageSeconds;
  const signature = sign(office.bot()?.signingSecret ?? "", timestamp, body);
  const fresh = { ...headers, "x-slack-request-timestamp": String(timestamp), "x-slack-signature": signature };
  return sendAsIs(office, parcel, fresh, entry.attempt);
}

async function sendAsIs(
  office: Office,
  parcel: Parcel,
  headers: Readonly<Record<string, string>>,
  attempt: number,
): Promise<Outcome> {
  const bot = office.bot();
  if (!bot) return { kind: "connection_failed" };
  const { what, payload, body } = parcel;
  const entry = office.log.addDelivery({ what, payload, request: { body, headers }, attempt });
  const millis = office.settings.acknowledgeWithinMillis;
  const retryReason = headers["x-slack-retry-reason"];
  const outcome = bot.appToken
    ? await office.sockets.send({ what, payload, attempt, ...(retryReason ? { retryReason } : {}) }, millis)
    : await exchange(bot.requestUrl, body, headers, millis, office.closing);
  entry.status = outcome.kind === "answered" ? outcome.status : 0;
  entry.answer = outcome.kind === "answered" ? outcome.body : outcome.kind;
  entry.done = true;
  office.log.touched();
  return outcome;
}
