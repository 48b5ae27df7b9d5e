/**
 * Teams' HTTP door, to be mounted in a server of ours. botbuilder's own reads the body before it asks who sent it, answers a
 * forged signature with 500 and the error's text, and rejects a promise over `{}`; so this one takes its place.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Activity, InvokeResponse } from "botbuilder";
import type { Log } from "../../ports/log.ts";
import { bodyOf } from "../chat/request-body.ts";
import { activitySchema, type TeamsActivity } from "./activities.ts";
import { type Authenticated, type Bot, KeysUnavailable } from "./bot.ts";

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Receiver {
  /** For `POST` at the bot's messaging endpoint; other methods are answered 405. Never throws. */
  readonly listener: RequestListener;
  /** Takes nothing more and waits for what is in hand. */
  stop(): Promise<void>;
}

/** Our own bound for what arrives; Teams' largest are forms, of some dozen KB. */
const mostBytes = 1024 * 1024;

function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent) return;
  if (body === undefined) response.writeHead(status, { "content-length": 0 }).end();
  else {
    const json = JSON.stringify(body);
    const headers = { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(json) };
    response.writeHead(status, headers).end(json);
  }
}

/** Two readings of one body: ours, and botbuilder's, which asks for no more than these in it. */
interface Read {
  readonly activity: TeamsActivity;
  readonly raw: Activity;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws Error where it is no activity */
function read(body: string): Read {
  const value: unknown = JSON.parse(body);
  const activity = activitySchema.parse(value);
  return { activity, raw: value as Activity };
}

export interface ReceiverTools {
  readonly bot: Pick<Bot, "authenticate" | "authenticateSender" | "turn">;
  readonly listen: (activity: TeamsActivity) => Promise<InvokeResponse>;
  readonly log: Log;
}

export function createReceiver({ bot, listen, log }: ReceiverTools): Receiver {
  let stopping = false;
  const inHand = new Set<Promise<void>>();

  /** Nobody who is not Teams learns why. */
  function turnedAway(response: ServerResponse, error: unknown): void {
    if (!(error instanceof KeysUnavailable)) {
      log.warn({ why: messageOf(error) }, "A request to Teams' door was not signed by Teams for this bot.");
      answer(response, 401);
      return;
    }
    log.error(
      { why: error.message },
      "Who sent a request to Teams' door could not be checked: there are no signing keys.",
    );
    response.setHeader("retry-after", "5");
    answer(response, 503);
  }

  async function handle(response: ServerResponse, sender: Authenticated, { activity, raw }: Read): Promise<void> {
    let listened: InvokeResponse | undefined;
    await bot.turn(sender, raw, async () => {
      listened = await listen(activity);
      return listened;
    });
    answer(response, listened?.status ?? 200, listened?.body);
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization } = request.headers;
    const body = await bodyOf(request, mostBytes).catch(() => "");
    if (body === undefined) {
      response.setHeader("connection", "close");
      return answer(response, 413);
    }
    if (!authorization?.trim()) return turnedAway(response, new Error("it carries no token"));
    let activity: Read | undefined;
    let unreadable = "";
    try {
      activity = read(body);
    } catch (error) {
      unreadable = messageOf(error).slice(0, 300);
    }
    let sender: Authenticated;
    try {
      if (!activity) await bot.authenticateSender(authorization);
      // Only a body that says which service it came through can be held against the token.
      if (!activity) return refuse(response, unreadable);
      sender = await bot.authenticate(activity.raw, authorization);
    } catch (error) {
      return turnedAway(response, error);
    }
    await handle(response, sender, activity);
  }

  function refuse(response: ServerResponse, why: string): void {
    log.warn({ why }, "A request from Teams has a body that cannot be read.");
    answer(response, 400);
  }

  return {
    async stop() {
      stopping = true;
      await Promise.allSettled(inHand);
    },
    listener(request, response) {
      if (request.method !== "POST") return void response.writeHead(405, { allow: "POST", "content-length": 0 }).end();
      if (stopping) return void response.writeHead(503, { connection: "close", "retry-after": "5" }).end();
      const work = receive(request, response).catch((error: unknown) => {
        log.error({ error }, `A request to Teams' door failed: ${messageOf(error)}`);
        answer(response, 500);
      });
      inHand.add(work);
      void work.finally(() => inHand.delete(work));
    },
  };
}
