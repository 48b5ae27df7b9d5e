/** The product as it is run: `node dist/main.js`, started, watched, and ended by its number. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

export interface BotSettings {
  readonly folder: string;
  readonly port: number;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly digestTime: string;
  readonly timeZone: string;
}

interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface BotProcess {
  /** True when it is ready, false when it ended before. */
  readonly ready: Promise<boolean>;
  readonly isReady: () => boolean;
  /** Milliseconds from its start until it was ready. */
  readonly readyAfter: () => number | undefined;
  readonly lines: readonly LogLine[];
  /** What it wrote to standard error. */
  readonly complaint: () => string;
  /** Set when it has ended: its exit code, null where a signal ended it. */
  readonly exitCode: () => number | null | undefined;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Only what the bot needs to know: nothing of this process's own settings leaks into it. */
const environmentOf = (settings: BotSettings): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  SLACK_BOT_TOKEN: settings.botToken,
  SLACK_SIGNING_SECRET: settings.signingSecret,
  SLACK_API_URL: settings.apiUrl,
  CARRIER_NAME: "Northline Carrier",
  DATA_DIR: settings.folder,
  PORT: String(settings.port),
  DIGEST_TIME: settings.digestTime,
  TIME_ZONE: settings.timeZone,
});

export function startBot(settings: BotSettings): BotProcess {
  const began = performance.now();
  // In the data folder's own neighbourhood there is no .env file that would be read.
  const child: ChildProcess = spawn(process.execPath, [program], {
    cwd: settings.folder,
    env: environmentOf(settings),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: LogLine[] = [];
  let complaint = "";
  let readyAfter: number | undefined;
  let exitCode: number | null | undefined;
  let ended = (): void => {};
  const exited = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const ready = new Promise<boolean>((resolve) => {
    if (child.stdout)
      createInterface(child.stdout).on("line", (text) => {
        // A kill may cut the last line short.
        if (!text.endsWith("}")) return;
        const line = JSON.parse(text) as LogLine;
        lines.push(line);
        if (line.msg !== "The bot is ready.") return;
        readyAfter = performance.now() - began;
        resolve(true);
      });
    child.once("exit", (code) => {
      exitCode = code;
      resolve(false);
      ended();
    });
  });
  child.stderr?.on("data", (part: Buffer) => {
    complaint += part.toString();
  });
  return {
    ready,
    isReady: () => readyAfter !== undefined && exitCode === undefined,
    readyAfter: () => readyAfter,
    lines,
    complaint: () => complaint,
    exitCode: () => exitCode,
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      return exitCode ?? null;
    },
  };
}
