/** Socket Mode: the bot holds the connection, and Slack sends down it. https://docs.slack.dev/apis/events-api/using-socket-mode */
import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Outcome } from "../outcome.ts";
import { isThing } from "./block-kit/rules.ts";
import type { DeliveryKind } from "./traffic-log.ts";
import { acceptWebSocket, type Line } from "./websocket.ts";

export const LINK_PATH = "/link/";

const ENVELOPE_TYPE: Readonly<Record<DeliveryKind, string>> = {
  command: "slash_commands",
  block_actions: "interactive",
  view_submission: "interactive",
  view_closed: "interactive",
  event: "events_api",
};

interface Envelope {
  readonly what: DeliveryKind;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempt: number;
  readonly retryReason?: string;
}

export interface Sockets {
  /** A path that one connection may be opened on. */
  issueTicket(): string;
  /** Takes an upgrade of the HTTP server. */
  accept(req: IncomingMessage, socket: Duplex): void;
  /** Hands the envelope to one of the connections, in turn, and waits for its acknowledgement. */
  send(envelope: Envelope, millis: number): Promise<Outcome>;
  close(): void;
}

export function createSockets(appId: string, onChange: () => void): Sockets {
  const tickets = new Set<string>();
  const lines: Line[] = [];
  const waiting = new Map<string, { readonly line: Line; readonly end: (outcome: Outcome) => void }>();
  let turn = 0;

  function acknowledged(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (!isThing(message)) return;
    const body =
      message.payload === undefined
        ? ""
        : typeof message.payload === "string"
          ? message.payload
          : JSON.stringify(message.payload);
    waiting.get(String(message.envelope_id))?.end({ kind: "answered", status: 200, body, headers: {} });
  }

  return {
    issueTicket: () => {
      const path = `${LINK_PATH}${randomBytes(18).toString("base64url")}`;
      tickets.add(path);
      return path;
    },
    accept: (req, socket) => {
      if (!tickets.delete(req.url ?? "")) return void socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      const line = acceptWebSocket(req, socket, {
        onText: acknowledged,
        onEnd: () => {
          if (!line || !lines.includes(line)) return;
          lines.splice(lines.indexOf(line), 1);
          // What went down a line that broke was not taken.
          for (const one of waiting.values()) if (one.line === line) one.end({ kind: "connection_failed" });
          onChange();
        },
      });
      if (!line) return;
      lines.push(line);
      line.send(JSON.stringify({ type: "hello", num_connections: lines.length, connection_info: { app_id: appId } }));
      onChange();
    },
    send: ({ what, payload, attempt, retryReason }, millis) =>
      new Promise((resolve) => {
        turn += 1;
        const line = lines[turn % Math.max(1, lines.length)];
        if (!line) return resolve({ kind: "connection_failed" });
        const id = randomUUID();
        const end = (outcome: Outcome): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(outcome);
        };
        const timer = setTimeout(() => end({ kind: "http_timeout" }), millis);
        waiting.set(id, { line, end });
        const retry = what === "event" ? { retry_attempt: attempt, retry_reason: retryReason ?? "" } : {};
        const takesAnswer = what === "command" || what === "view_submission";
        line.send(
          JSON.stringify({
            envelope_id: id,
            type: ENVELOPE_TYPE[what],
            payload,
            accepts_response_payload: takesAnswer,
            ...retry,
          }),
        );
      }),
    close: () => {
      for (const { end } of waiting.values()) end({ kind: "connection_failed" });
      for (const line of [...lines]) line.close();
    },
  };
}
