/** One HTTP request to the bot, with as much patience as the vendor has. */
import { request } from "node:http";
import type { Outcome } from "./outcome.ts";

/**
 * One connection for each: a bot that was killed and came back must not be met with a dead kept-alive connection, which
 * Slack or Teams would not blame on it either.
 */
export function exchange(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  millis: number,
  closing: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let timedOut = false;
    const bytes = Buffer.from(body);
    const outgoing = request(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "content-length": bytes.length },
      signal: closing,
    });
    const patience = patienceFor(millis, () => {
      timedOut = true;
      outgoing.destroy();
    });
    const end = (outcome: Outcome): void => {
      clearInterval(patience);
      resolve(outcome);
    };
    const fail = (): void => end({ kind: timedOut ? "http_timeout" : "connection_failed" });
    outgoing.on("error", fail);
    outgoing.on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", fail);
      response.on("close", () => (response.complete ? undefined : fail()));
      response.on("end", () =>
        end({
          kind: "answered",
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts).toString(),
          headers: response.headers,
        }),
      );
    });
    outgoing.end(bytes);
  });
}

/**
 * The vendor's own clock goes on while a machine stands still that holds both sides here. Counted in small steps, such a moment
 * counts as one of them, and what has arrived meanwhile is read before the next.
 */
function patienceFor(millis: number, end: () => void): NodeJS.Timeout {
  const steps = 20;
  let taken = 0;
  return setInterval(() => {
    taken += 1;
    if (taken === steps) end();
  }, millis / steps);
}
