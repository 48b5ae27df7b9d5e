/** What the local platforms make of a bot that is slow, gone, or in a process that stood still. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { exchange } from "../../src/playground/exchange.ts";

const patienceMs = 300;

/** The process does nothing else for so long. */
function standStill(millis: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);
}

describe("one request to the bot", () => {
  let server: Server;
  const open = async (answer: RequestListener) => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  const send = (url: string) => exchange(url, "body", {}, patienceMs, new AbortController().signal);
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("is answered", async () => {
    const url = await open((_, response) => response.end("fine"));
    expect(await send(url)).toMatchObject({ kind: "answered", status: 200, body: "fine" });
  });

  it("is answered also after the process of both stood still for longer than the vendor waits", async () => {
    const url = await open((_, response) => response.end("fine"));
    const answer = send(url);
    standStill(2 * patienceMs);
    expect(await answer).toMatchObject({ kind: "answered", body: "fine" });
  });

  it("is given up where the bot takes longer than the vendor waits", async () => {
    const url = await open(() => {});
    expect(await send(url)).toEqual({ kind: "http_timeout" });
  });

  it("fails where nobody is there, or where the answer breaks off", async () => {
    const url = await open((_, response) => {
      response.write("fi");
      response.destroy();
    });
    expect(await send(url)).toEqual({ kind: "connection_failed" });
    server.close();
    expect(await send(url)).toEqual({ kind: "connection_failed" });
  });
});
