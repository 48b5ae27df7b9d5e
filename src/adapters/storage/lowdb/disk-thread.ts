/**
 * The disk in a thread of its own. Opening, writing, syncing and renaming cost the main thread a sixth of a submission when it
 * does them itself, and take longer in Node's thread pool than one after another; so whatever waits is written as one batch,
 * with calls that block, and with the same code as without a thread. This file is also what the thread runs.
 */
import {
  isMainThread,
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  Worker,
  type WorkerOptions,
  workerData,
} from "node:worker_threads";
import { type Disk, diskOver } from "./disk.ts";
import { blockingFileSystem } from "./file-system.ts";
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
  const disk = diskOver(blockingFileSystem);

  async function carryOut({ number, path, bytes }: Order): Promise<Done> {
    try {
      await (bytes ? disk.replace(path, bytes) : disk.remove(path));
      return { number, failure: undefined };
    } catch (error) {
      return { number, failure: failureOf(error) };
    }
  }

  port.on("message", async (first: readonly Order[]) => {
    const orders = [...first];
    // What arrived while the last batch was being written belongs to this one.
    for (let more = receiveMessageOnPort(port); more; more = receiveMessageOnPort(port)) orders.push(...more.message);
    // Side by side they take each step together: all are written before the first is synced, so that one journal commit of the
    // file system serves several, and all are renamed before the folder is synced.
    port.postMessage(await Promise.all(orders.map(carryOut)));
  });
}

if (!isMainThread && workerData === role && parentPort) serve(parentPort);
