/** The doors of a page: who may come in, what stands behind which door, and the stream that tells of changes. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson, TooLarge } from "./slack/http-bodies.ts";
import { strangerAtTheDoor } from "./slack/loopback.ts";

const HEARTBEAT_MILLIS = 20_000;

export type Door = (req: IncomingMessage, res: ServerResponse, url: URL) => void | Promise<void>;

/** The part of a page's doors that its server needs. */
export interface PageDoors {
  /** Serves one request of the page. @returns false when the request is for somebody else. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Tells the open pages that something changed. */
  tell(revision: number): void;
  close(): void;
}

/** @param doors by method and path below `path`: `GET seats` */
export function handler(path: string, doors: Readonly<Record<string, Door>>): PageDoors["handle"] {
  return async (req, res) => {
    const url = new URL(req.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith(path)) return false;
    const stranger = strangerAtTheDoor(req);
    const key = `${req.method} ${url.pathname.slice(path.length)}`;
    const door = Object.hasOwn(doors, key) ? doors[key] : undefined;
    if (stranger) refuse(res, 403, stranger);
    else if (!door) refuse(res, 404, "There is no such door.");
    else {
      try {
        await door(req, res, url);
      } catch (error) {
        if (res.headersSent) res.destroy();
        else if (error instanceof TooLarge) refuse(res, 413, "That is too long.");
        else refuse(res, 500, "The playground stumbled over this.");
      }
    }
    return true;
  };
}

export function refuse(res: ServerResponse, status: number, sentence: string): void {
  answerJson(res, status, { ok: false, problem: sentence });
}

export interface Changes extends Pick<PageDoors, "tell" | "close"> {
  /** Answers with a stream of revisions that goes on until one side ends it. */
  listen(res: ServerResponse, revision: number): void;
}

export function createChanges(): Changes {
  const listeners = new Set<ServerResponse>();
  return {
    listen: (res, revision) => {
      const type = { "content-type": "text/event-stream", "cache-control": "no-store", connection: "keep-alive" };
      res.writeHead(200, type);
      write(res, revision);
      listeners.add(res);
      // Keeps proxies from closing a quiet stream.
      const heartbeat = setInterval(() => {
        if (!res.writableEnded) res.write(": still here\n\n");
      }, HEARTBEAT_MILLIS);
      heartbeat.unref();
      res.on("close", () => {
        clearInterval(heartbeat);
        listeners.delete(res);
      });
    },
    tell: (revision) => {
      for (const res of listeners) write(res, revision);
    },
    close: () => {
      for (const res of listeners) res.end();
      // A change that is told a moment later has nobody left to hear it.
      listeners.clear();
    },
  };
}

function write(res: ServerResponse, revision: number): void {
  res.write(`data: ${JSON.stringify({ revision })}\n\n`);
}

/** What was sent as JSON; undefined where it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
