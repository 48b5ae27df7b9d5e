/** The bot's HTTP server: the platforms' doors, the two health doors, and the page where there is one. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "../../ports/log.ts";

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Doors {
  /** The port listened on, also where 0 was asked for. */
  readonly port: number;
  /** `POST /slack/events` from now on. */
  mountSlack(listener: Listener): void;
  /** `POST /api/messages` from now on. */
  mountTeams(listener: Listener): void;
  /** Whatever no other door takes; answers false for what it does not know. */
  mountPage(page: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>): void;
  /** `/readyz` says so from now on. */
  setReady(ready: boolean): void;
  /** Takes no new connection and waits for the answers in hand. */
  close(): Promise<void>;
}

interface PlatformDoor {
  readonly name: string;
  listener: Listener | undefined;
}

const say = (response: ServerResponse, status: number, body: string): void => {
  response
    .writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
    .end(`${body}\n`);
};

/** @throws an error that names HOST and PORT where they can't be listened on */
export async function openDoors(options: { host: string; port: number; log: Log }): Promise<Doors> {
  const { host, port, log } = options;
  const slack: PlatformDoor = { name: "Slack", listener: undefined };
  const teams: PlatformDoor = { name: "Teams", listener: undefined };
  const platforms: Readonly<Record<string, PlatformDoor>> = { "/slack/events": slack, "/api/messages": teams };
  let page: ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>) | undefined;
  let ready = false;

  const server = createServer((request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "/";
    const platform = platforms[path];
    if (platform) {
      if (platform.listener) return platform.listener(request, response);
      // Before it is ready it may be called soon; both platforms try again.
      if (!ready) return say(response, 503, "The bot is starting.");
      return say(response, 404, `${platform.name} is not configured to call this address.`);
    }
    if (path === "/healthz") return say(response, 200, "alive");
    if (path === "/readyz") return say(response, ready ? 200 : 503, ready ? "ready" : "not ready");
    if (!page) return say(response, 404, "There is nothing here.");
    page(request, response).then(
      (taken) => {
        if (!taken) say(response, 404, "There is nothing here.");
      },
      (error: unknown) => {
        log.error({ error, path }, "A page could not be served.");
        if (!response.headersSent) say(response, 500, "This went wrong on our side. The log says why.");
      },
    );
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const cures: Readonly<Record<string, string>> = {
        EADDRINUSE: `PORT ${port} is taken on ${host}: another program listens there. Stop it, or set PORT to another number.`,
        EACCES: `PORT ${port} may not be used by this account. Set PORT to a number above 1023.`,
        ENOTFOUND: `HOST ${host} is a name that leads nowhere. Set HOST to an address of this machine, such as 127.0.0.1.`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this machine. Set HOST to one that is, such as 127.0.0.1 or 0.0.0.0.`,
      };
      reject(new Error(cures[error.code ?? ""] ?? `Could not listen on HOST ${host}, PORT ${port}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    mountSlack: (listener) => {
      slack.listener = listener;
    },
    mountTeams: (listener) => {
      teams.listener = listener;
    },
    mountPage: (handler) => {
      page = handler;
    },
    setReady: (now) => {
      ready = now;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Open event streams of a page never end by themselves.
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}
