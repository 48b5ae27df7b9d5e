/** Sends requests that were made before, so many at once, and measures each answer. */
import { Pool } from "undici";
import type { Signed } from "./requests.ts";

export interface Measured {
  /** Answers a second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** @throws where an answer is not 200, or is not what it should be */
export async function load(
  url: string,
  requests: readonly Signed[],
  atOnce: number,
  isRight: (body: string) => boolean,
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
      const began = performance.now();
      const answer = await pool.request({
        path: "/slack/events",
        method: "POST",
        body: request.body,
        headers: request.headers,
      });
      const body = await answer.body.text();
      times[index] = performance.now() - began;
      if (answer.statusCode !== 200 || !isRight(body))
        throw new Error(`answer ${answer.statusCode}: ${body.slice(0, 300)}`);
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
