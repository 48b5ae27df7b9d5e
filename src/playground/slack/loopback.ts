/**
 * The page's doors act as anybody, so only a page from this machine may use them: another site must not reach them by
 * a name that it rebinds to 127.0.0.1, nor by posting across origins.
 */
import type { IncomingMessage } from "node:http";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** @returns why the request may not pass, or undefined where it may. */
export function strangerAtTheDoor(req: IncomingMessage): string | undefined {
  if (!isLoopback(`http://${req.headers.host ?? ""}`)) return "The playground answers only to localhost.";
  const { origin } = req.headers;
  if (origin !== undefined && !isLoopback(origin)) return "The playground answers only to its own page.";
  if (req.headers["sec-fetch-site"] === "cross-site") return "The playground answers only to its own page.";
  return undefined;
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && LOOPBACK_NAMES.has(new URL(address).hostname);
}
