/** The two servers under load, each a process of its own, and a Slack Web API that says yes. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { fileURLToPath } from "node:url";
import { signingSecret } from "./requests.ts";

export interface Running {
  readonly url: string;
  /** From the start of the process to its readiness. */
  readonly startMs: number;
  /** Resident memory now, in MiB. */
  rss(): number;
  stop(): Promise<void>;
}

/** `BENCH_PROFILE=FOLDER npm run bench` writes a CPU profile of each server there. */
const profiling = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];

const root = fileURLToPath(new URL("../../", import.meta.url));

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Slack as far as the bot needs it here: it knows itself and Sam, and takes every message. */
export async function agreeableSlack(): Promise<{ url: string; server: Server }> {
  const answers: Readonly<Record<string, unknown>> = {
    "auth.test": {
      team_id: "T0CARRIER",
      team: "Northline",
      user_id: "U0BOT",
      bot_id: "B0BOT",
      url: "https://northline.slack.com/",
    },
    "users.info": { user: { id: "U0SAM", team_id: "T0CARRIER", name: "sam", real_name: "Sam Ortega", profile: {} } },
    "conversations.open": { channel: { id: "D0DESK" } },
  };
  const server = createServer((request, response) => {
    request.resume();
    const method = request.url?.split("/").at(-1)?.split("?")[0] ?? "";
    const answer = answers[method] ?? { channel: "C0", ts: "1790000000.000100", message: {} };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ ok: true, ...(answer as object) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, server };
}

async function start(
  file: string,
  readyPath: string | undefined,
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...profiling, file], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", PORT: String(port), SLACK_SIGNING_SECRET: signingSecret, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      if (/ready/.test(String(chunk))) resolve();
    });
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
  });
  await said;
  const startMs = performance.now() - began;
  if (readyPath) {
    const ready = await fetch(`${url}${readyPath}`);
    if (!ready.ok) throw new Error(`${file} says it is ready and answers ${ready.status}`);
  }
  return {
    url,
    startMs,
    rss: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export const startBare = (file: string, acknowledgement: string): Promise<Running> =>
  start(file, undefined, { ACK_BODY: acknowledgement });

export const startBot = (folder: string, slackUrl: string): Promise<Running> =>
  start("dist/main.js", "/readyz", {
    SLACK_BOT_TOKEN: "xoxb-bench",
    SLACK_API_URL: slackUrl,
    CARRIER_NAME: "Northline",
    DATA_DIR: folder,
    LOG_LEVEL: "info",
  });
