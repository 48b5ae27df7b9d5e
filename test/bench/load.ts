/** Sends requests that were made before, so many at once, and measures each answer. */
import { Pool } from "undici";
import type { Prepared } from "./request.ts";

export interface Measured {
  /** Answers a second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Loading {
  readonly atOnce: number;
  readonly isRight: (body: string) => boolean;
  /** The message that answers a message. */
  readonly replyTo: (message: string) => Promise<string>;
}

/** @throws Error where an answer is not 200, or is not what it should be */
export async function load(
  url: string,
  requests: readonly Prepared[],
  { atOnce, isRight, replyTo }: Loading,
): Promise<Measured> {
  const pool = new Pool(url, { connections: atOnce, pipelining: 1 });
  const times = new Float64Array(requests.length);
  let next = 0;
  const worker = async () => {
    while (next < requests.length) {
      const index = next;
      next += 1;
      const request = requests[index];
      if (!request) return;
      const { path, body, headers, message } = request;
      const began = performance.now();
      const reply = message === undefined ? undefined : replyTo(message);
      const answer = await pool.request({ path, method: "POST", body, headers });
      const acknowledgement = await answer.body.text();
      if (answer.statusCode !== 200)
        throw new Error(`answer ${answer.statusCode}: ${acknowledgement.slice(0, 300) || "no body"}`);
      const said = reply ? await reply : acknowledgement;
      times[index] = performance.now() - began;
      if (!isRight(said)) throw new Error(`not the right answer: ${said.slice(0, 2_000)}`);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  const sorted = times.sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { rate: requests.length / seconds, p50: at(0.5), p99: at(0.99) };
}
