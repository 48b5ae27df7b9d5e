/**
 * Slack's HTTP door, to be mounted in a server of ours. Bolt's own receiver answers some malformed bodies after three
 * seconds, or never (a signed `null` rejects a promise that nobody holds), turns every object into JSON anew, and brings a
 * server with it; so this one takes its place.
 */

import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parse as parseForm } from "node:querystring";
import type { AckFn, App, Receiver } from "@slack/bolt";
import type { Log } from "../../ports/log.ts";
import { bodyOf } from "../chat/request-body.ts";
import { limits } from "./limits.ts";

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

export interface HttpReceiver extends Receiver {
  /** For `POST` at Slack's request URL; other methods are answered 405. Never throws. */
  readonly listener: RequestListener;
}

/** JSON that is ready to be sent: in an acknowledgement a text stands for itself, not for words to say. */
const jsonHeader = { "content-type": "application/json; charset=utf-8" } as const;

function answer(response: ServerResponse, status: number, body?: string): void {
  if (response.headersSent) return;
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, jsonHeader).end(body);
}

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
};

type Body = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Commands are plain forms; interactions are JSON in a form's `payload`; events are JSON. @throws where it is none of them */
function parsed(request: IncomingMessage, raw: string): Body {
  const form = header(request, "content-type").startsWith("application/x-www-form-urlencoded")
    ? parseForm(raw)
    : undefined;
  if (form && typeof form.payload !== "string") return form;
  const value: unknown = JSON.parse(form ? String(form.payload) : raw);
  if (!isObject(value)) throw new Error("the body is no object");
  return value;
}

/** What Bolt knows how to hand on. */
const isKnown = (body: Body): boolean => "command" in body || "type" in body;

const retryOf = (request: IncomingMessage) => {
  const number = Number.parseInt(header(request, "x-slack-retry-num"), 10);
  const reason = header(request, "x-slack-retry-reason");
  return { ...(Number.isNaN(number) ? {} : { retryNum: number }), ...(reason ? { retryReason: reason } : {}) };
};

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
const oldestSignatureS = 5 * 60;

/**
 * What is wrong with a signature, if anything; as strict as Bolt's own check, which compares by way of two more HMACs with a
 * random key, and so takes three times as long.
 */
function signatureCheck(signingSecret: string) {
  const key = createSecretKey(Buffer.from(signingSecret));
  return (signature: string, timestamp: string, body: string): string | undefined => {
    if (!/^\d{1,12}$/.test(timestamp)) return "the timestamp is missing or is no number";
    if (Number(timestamp) < Math.floor(Date.now() / 1000) - oldestSignatureS) return "the timestamp is too old";
    const right = Buffer.from(`v0=${createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex")}`);
    const given = Buffer.from(signature);
    return given.length === right.length && timingSafeEqual(given, right) ? undefined : "the signature does not match";
  };
}

export function createHttpReceiver(signingSecret: string, log: Log): HttpReceiver {
  const wrongWith = signatureCheck(signingSecret);
  let app: App | undefined;
  let stopping = false;
  const inHand = new Set<Promise<void>>();

  function isSigned(request: IncomingMessage, body: string): boolean {
    const why = wrongWith(header(request, "x-slack-signature"), header(request, "x-slack-request-timestamp"), body);
    if (why !== undefined) log.warn({ why }, "A request to Slack's door was not signed by Slack, or too old.");
    return why === undefined;
  }

  async function handOn(request: IncomingMessage, response: ServerResponse, body: Body): Promise<void> {
    // Bolt's type of what an acknowledgement may hold is as wide as this.
    const ack: AckFn<unknown> = async (content) => {
      if (!content) answer(response, 200);
      else answer(response, 200, typeof content === "string" ? content : JSON.stringify(content));
    };
    try {
      await app?.processEvent({ body: { ...body }, ack, ...retryOf(request) });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (response.headersSent) log.error({ error }, `A request from Slack failed after it was acknowledged: ${why}`);
      else log.warn({ error }, `A request from Slack could not be understood: ${why}`);
      answer(response, 400);
    }
    if (!response.headersSent) {
      log.warn({ type: body.type ?? body.command }, "Nothing here answers this kind of request from Slack.");
      answer(response, 200);
    }
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bodyOf(request, limits.requestBody).catch(() => "");
    if (raw === undefined) {
      response.setHeader("connection", "close");
      return answer(response, 413);
    }
    if (!isSigned(request, raw)) return answer(response, 401);
    let body: Body;
    try {
      body = parsed(request, raw);
    } catch (error) {
      log.warn(
        { why: error instanceof Error ? error.message : "" },
        "A request from Slack has a body that cannot be read.",
      );
      return answer(response, 400);
    }
    // https://docs.slack.dev/reference/events/url_verification, and the older check of the certificate
    if (body.type === "url_verification") return answer(response, 200, JSON.stringify({ challenge: body.challenge }));
    if (body.ssl_check === "1") return answer(response, 200);
    if (!isKnown(body)) return answer(response, 400);
    await handOn(request, response, body);
  }

  return {
    init(owner) {
      app = owner;
    },
    async start() {
      stopping = false;
    },
    /** Takes nothing more and waits for what is in hand. */
    async stop() {
      stopping = true;
      await Promise.all(inHand);
    },
    listener(request, response) {
      if (request.method !== "POST") return void response.writeHead(405, { allow: "POST" }).end();
      if (stopping) return void response.writeHead(503, { connection: "close", "retry-after": "5" }).end();
      const work = receive(request, response).catch((error: unknown) => {
        log.error({ error }, "A request to Slack's door failed.");
        answer(response, 400);
      });
      inHand.add(work);
      void work.finally(() => inHand.delete(work));
    },
  };
}
