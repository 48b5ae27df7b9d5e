/** The built product as its users start it: a process of its own, on a free port, with a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** Setting the stage takes seconds, and more where other work shares the machine. */
const startPatienceMs = 60_000;
const stopPatienceMs = 15_000;

export interface Product {
  readonly url: string;
  /** All that it has written so far. */
  said(): string;
  /** Asks the process to stop, as a service manager would. @returns its exit code */
  stop(): Promise<number | null>;
}

/** @throws with all that the process said, where it does not become ready */
export async function startProduct(folder: string, ...flags: readonly string[]): Promise<Product> {
  const port = await freePort();
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["dist/main.js", ...flags], {
    env: { PATH, PORT: String(port), DATA_DIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const heard = readiness(child);
  await heard.ready;
  return {
    url: `http://localhost:${port}/`,
    said: heard.said,
    stop: async () => {
      const code = await stopped(child);
      if (code !== 0) process.stderr.write(`The product ended with ${code}. It said:\n${heard.said()}\n`);
      return code;
    },
  };
}

function readiness(child: ChildProcess): { readonly ready: Promise<void>; readonly said: () => string } {
  let said = "";
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGKILL");
      reject(new Error(`The product ${why}. It said:\n${said}`));
    };
    const timer = setTimeout(() => fail(`was not ready within ${startPatienceMs} ms`), startPatienceMs);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("The playground is ready")) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
  return { ready, said: () => said };
}

function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), stopPatienceMs);
    child.once("exit", (code) => {
      clearTimeout(timer);
      resolve(code);
    });
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
