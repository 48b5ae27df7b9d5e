import type { IncomingMessage } from "node:http";

/**
 * How much more than allowed, and for how long, is still taken off the sender's hands, so that they hear the answer: whoever is cut
 * off while they write sees a broken connection instead.
 */
const patience = { times: 8, ms: 500 };

/** The whole body as text, or undefined where it is larger than that. @throws where the sender went away */
export function bodyOf(request: IncomingMessage, mostBytes: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let tooLong: NodeJS.Timeout | undefined;
    const tooLarge = () => {
      clearTimeout(tooLong);
      resolve(undefined);
    };
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      chunks.length = 0;
      tooLong ??= setTimeout(tooLarge, patience.ms);
      if (size <= mostBytes * patience.times) return;
      request.pause();
      tooLarge();
    });
    request.on("end", () => {
      if (size > mostBytes) return tooLarge();
      resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString());
    });
    request.on("error", reject);
    request.on("aborted", () => reject(new Error("the sender went away")));
  });
}
