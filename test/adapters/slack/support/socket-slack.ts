/** As much of Slack's Socket Mode as one app needs: https://docs.slack.dev/apis/events-api/using-socket-mode */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

export interface SocketSlack {
  readonly apiUrl: string;
  /** Hands the app an envelope, as Slack would. */
  send(envelope: Readonly<Record<string, unknown>>): void;
  /** The app's answer to an envelope, once it comes. */
  answer(envelopeId: string): Promise<Readonly<Record<string, unknown>>>;
  /** How often the app was connected. */
  readonly connected: number;
  /** How often it called a method of the Web API. */
  called(method: string): number;
  /** Ends the newest connection: in good order as when Slack moves it elsewhere, or not. */
  drop(how: "closed" | "broken"): void;
  close(): Promise<void>;
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-1.3 */
const acceptOf = (key: string): string =>
  createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

const textFrame = (text: string): Buffer => {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
};

/** A masked frame from the client; the whole frame is expected to be there. */
function readFrame(data: Buffer): { readonly opcode: number; readonly text: string } {
  const opcode = (data[0] ?? 0) & 15;
  const short = (data[1] ?? 0) & 127;
  const at = short === 126 ? 4 : 2;
  const length = short === 126 ? data.readUInt16BE(2) : short;
  const mask = data.subarray(at, at + 4);
  const body = data.subarray(at + 4, at + 4 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return { opcode, text: Buffer.from(body).toString() };
}

const closeFrame = Buffer.from([0x88, 0]);

export async function aSocketSlack(answers: Readonly<Record<string, object>>): Promise<SocketSlack> {
  const acknowledged = new Map<string, Readonly<Record<string, unknown>>>();
  const waiting = new Map<string, (answer: Readonly<Record<string, unknown>>) => void>();
  const sockets: Duplex[] = [];
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const port = (server.address() as AddressInfo).port;
    calls.push(method);
    const opened = method === "apps.connections.open" ? { ok: true, url: `ws://127.0.0.1:${port}/link` } : undefined;
    request.resume().on("end", () => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answers[method] ?? opened ?? { ok: false, error: "unknown_method" }));
    });
  });
  server.on("upgrade", (request, socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(String(request.headers["sec-websocket-key"]))}\r\n\r\n`,
    );
    socket.write(textFrame(JSON.stringify({ type: "hello", num_connections: 1 })));
    socket.on("data", (data: Buffer) => {
      const { opcode, text } = readFrame(data);
      if (opcode === 8) return void socket.end(closeFrame);
      if (opcode !== 1) return;
      const answer = JSON.parse(text) as Readonly<Record<string, unknown>>;
      const id = String(answer.envelope_id);
      acknowledged.set(id, answer);
      waiting.get(id)?.(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    send: (envelope) => void sockets.at(-1)?.write(textFrame(JSON.stringify(envelope))),
    answer: (id) =>
      new Promise((resolve) => {
        const known = acknowledged.get(id);
        if (known) resolve(known);
        else waiting.set(id, resolve);
      }),
    get connected() {
      return sockets.length;
    },
    called: (method) => calls.filter((one) => one === method).length,
    drop: (how) => {
      if (how === "closed") sockets.at(-1)?.end(closeFrame);
      else sockets.at(-1)?.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
