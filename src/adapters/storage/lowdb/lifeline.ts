/**
 * A socket file on which the kernel answers exactly as long as the process that made it lives. It tells so from another container on the
 * same machine, too, where the numbers of processes mean something else.
 */
import { connect, createServer } from "node:net";

export interface Lifeline {
  /** Ends it and removes its file. */
  cut(): void;
}

/** What fits into a socket's address on every system; a longer path would be cut off. https://man7.org/linux/man-pages/man7/unix.7.html */
const longestPath = 103;

/** Undefined where the folder's disk or its path does not allow for sockets. */
export function openLifeline(path: string): Promise<Lifeline | undefined> {
  if (Buffer.byteLength(path) > longestPath) return Promise.resolve(undefined);
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(path, () => {
      server.unref();
      resolve({ cut: () => server.close() });
    });
  });
}

const nobodyThere: readonly unknown[] = ["ECONNREFUSED", "ENOENT"];

export function lifeAt(path: string): Promise<"runs" | "ended" | "unknown"> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve("runs");
    });
    socket.once("error", (error) => {
      resolve("code" in error && nobodyThere.includes(error.code) ? "ended" : "unknown");
    });
  });
}
