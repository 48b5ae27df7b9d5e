/**
 * The disk in a thread of its own, with the same code as without it. Asking for each step and hearing of its end costs the main
 * thread a fifth of a submission when it does that itself; here it sends all bytes of a turn of the event loop in one message.
 * This file is also what the thread runs.
 */
import {
  isMainThread,
  type MessagePort,
  parentPort,
  Worker,
  type WorkerOptions,
  workerData,
} from "node:worker_threads";
import { type Disk, diskOver } from "./disk.ts";
import { halfBlockingFileSystem } from "./file-system.ts";
import { InDoubt } from "./replace.ts";

interface Order {
  readonly number: number;
  readonly path: string;
  /** Undefined: away with it. */
  readonly bytes: Uint8Array | undefined;
}

interface Failure {
  readonly message: string;
  readonly code: string | undefined;
  readonly inDoubt: boolean;
}

interface Done {
  readonly number: number;
  readonly failure: Failure | undefined;
}

interface Pending {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Errors lose their code on the way from thread to thread. */
function failureOf(thrown: unknown): Failure {
  const inDoubt = thrown instanceof InDoubt;
  const cause: unknown = inDoubt ? thrown.cause : thrown;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  return { message: cause instanceof Error ? cause.message : String(cause), code, inDoubt };
}

function errorOf({ message, code, inDoubt }: Failure): Error {
  const error = Object.assign(new Error(message), code === undefined ? {} : { code });
  return inDoubt ? new InDoubt(error) : error;
}

const role = "disk of the documents";

/** The thread begins with the first order, and anew where it died. `options` are for running from the sources. */
export function diskThread(options: Pick<WorkerOptions, "execArgv"> = {}): Disk {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let orders: Order[] = [];
  let last = 0;

  function begin(): Worker {
    const begun = new Worker(new URL(import.meta.url), { ...options, workerData: role });
    let cause: unknown = new Error("The thread that writes the documents ended.");
    begun.on("message", (all: readonly Done[]) => {
      for (const { number, failure } of all) settle(number, failure && errorOf(failure));
    });
    begun.on("error", (error) => {
      cause = error;
    });
    begun.on("exit", () => {
      worker = undefined;
      orders = [];
      // Nobody knows how far it came with these, so each is put back before anything else is written.
      for (const number of [...pending.keys()]) settle(number, new InDoubt(cause));
    });
    begun.unref();
    return begun;
  }

  function settle(number: number, error: Error | undefined): void {
    const waiting = pending.get(number);
    pending.delete(number);
    if (pending.size === 0) worker?.unref();
    if (error) waiting?.reject(error);
    else waiting?.resolve();
  }

  /** All orders of one turn of the event loop travel together. */
  function send(): void {
    const together = orders;
    orders = [];
    if (together.length === 0) return;
    try {
      worker ??= begin();
    } catch (error) {
      for (const { number } of together) settle(number, errorOf(failureOf(error)));
      return;
    }
    worker.ref();
    worker.postMessage(together);
  }

  function order(path: string, bytes: Uint8Array | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      if (orders.length === 0) setImmediate(send);
      orders.push({ number: last, path, bytes });
    });
  }

  return {
    replace: order,
    remove: (path) => order(path, undefined),
    close: async () => void (await worker?.terminate()),
  };
}

function serve(port: MessagePort): void {
  const disk = diskOver(halfBlockingFileSystem);
  let done: Done[] = [];

  /** Answers of one turn of the event loop travel together, too. */
  function answer(one: Done): void {
    if (done.length === 0)
      setImmediate(() => {
        port.postMessage(done);
        done = [];
      });
    done.push(one);
  }

  port.on("message", (orders: readonly Order[]) => {
    for (const { number, path, bytes } of orders)
      (bytes ? disk.replace(path, bytes) : disk.remove(path)).then(
        () => answer({ number, failure: undefined }),
        (error: unknown) => answer({ number, failure: failureOf(error) }),
      );
  });
}

if (!isMainThread && workerData === role && parentPort) serve(parentPort);
