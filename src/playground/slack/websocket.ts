/** The server's half of a WebSocket, as little of it as Socket Mode needs: https://www.rfc-editor.org/rfc/rfc6455 */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const OPCODE = { continuation: 0x0, text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;
const MESSAGE_LIMIT = 4 * 1024 * 1024;
/** Slack takes no longer frame from an app: https://github.com/revelrylabs/slax/issues/614 */
const FRAME_LIMIT = 20_480;
const NORMAL_CLOSURE = Buffer.from([0x03, 0xe8]);
const TOO_BIG = Buffer.concat([Buffer.from([0x03, 0xf1]), Buffer.from(`Max frame length of ${FRAME_LIMIT} exceeded`)]);

export interface Line {
  send(text: string): void;
  close(): void;
}

export interface LineHandlers {
  readonly onText: (text: string) => void;
  /** The other side is gone; may be said twice. */
  readonly onEnd: () => void;
}

/** Answers the handshake. @returns undefined, with the socket closed, when it is none */
export function acceptWebSocket(req: IncomingMessage, socket: Duplex, handlers: LineHandlers): Line | undefined {
  const key = req.headers["sec-websocket-key"];
  if (req.headers.upgrade?.toLowerCase() !== "websocket" || !key) {
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    return undefined;
  }
  const accept = createHash("sha1").update(`${key}${GUID}`).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const write = (opcode: number, payload: Buffer): void => {
    if (socket.writable) socket.write(frame(opcode, payload));
  };
  let pending: Buffer = Buffer.alloc(0);
  let message: Buffer[] = [];

  function receive(opcode: number, final: boolean, payload: Buffer): void {
    if (opcode === OPCODE.ping) {
      write(OPCODE.pong, payload);
      return;
    }
    if (opcode === OPCODE.close) {
      write(OPCODE.close, payload.subarray(0, 2));
      handlers.onEnd();
      socket.end();
      return;
    }
    if (opcode !== OPCODE.text && opcode !== OPCODE.continuation) return;
    if (payload.length > FRAME_LIMIT) {
      write(OPCODE.close, TOO_BIG);
      handlers.onEnd();
      socket.end();
      return;
    }
    message.push(payload);
    if (!final) return;
    const text = Buffer.concat(message).toString();
    message = [];
    handlers.onText(text);
  }

  socket.on("data", (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    if (pending.length > MESSAGE_LIMIT) return void socket.destroy();
    for (let read = parse(pending); read; read = parse(pending)) {
      pending = pending.subarray(read.length);
      receive(read.opcode, read.final, read.payload);
    }
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", handlers.onEnd);
  return {
    send: (text) => write(OPCODE.text, Buffer.from(text)),
    close: () => {
      write(OPCODE.close, NORMAL_CLOSURE);
      socket.end();
    },
  };
}

interface Frame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Buffer;
  /** Bytes that the whole frame took. */
  readonly length: number;
}

/** The first frame in the bytes, or undefined while it isn't whole. */
function parse(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)];
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 0x80) !== 0;
  const start = 2 + extra + (masked ? 4 : 0);
  if (bytes.length < start) return undefined;
  const size = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < start + size) return undefined;
  const payload = Buffer.from(bytes.subarray(start, start + size));
  if (masked) {
    const mask = bytes.subarray(start - 4, start);
    for (let at = 0; at < size; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  }
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, length: start + size };
}

/** A whole, unmasked frame: servers don't mask. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head.writeUInt8(0x80 | opcode, 0);
  if (length < 126) head.writeUInt8(length, 1);
  else if (length < 65_536) {
    head.writeUInt8(126, 1);
    head.writeUInt16BE(length, 2);
  } else {
    head.writeUInt8(127, 1);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}
