/** Reading bodies, bounded, and answering in JSON. */
import type { IncomingMessage, ServerResponse } from "node:http";

export class TooLarge extends Error {}

/** @throws TooLarge when the body is longer than `limit` bytes. */
export async function readBody(req: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > limit) throw new TooLarge(`more than ${limit} bytes`);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}

export function answerJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  res.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": bytes.length,
    "cache-control": "no-store",
    ...headers,
  });
  res.end(bytes);
}

export function mediaType(req: IncomingMessage): string {
  return (req.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
