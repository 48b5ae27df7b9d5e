/** The servers under load, each a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformWithOxc } from "vite";

export interface Running {
  readonly url: string;
  /** From the start of the process to its readiness. */
  readonly startMs: number;
  /** Resident memory now, in MiB. */
  rss(): number;
  /** What it took of the processors so far, in ms: unlike time, the same however busy the machine is. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

/** `BENCH_PROFILE=FOLDER npm run bench` writes a CPU profile of each server there. */
const profiling = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];

/** What the bot warns of would be a measurement of something else. */
function tellTroubles(lines: string): void {
  for (const line of lines.split("\n"))
    if (/"level":"?(warn|error|[45]0)/.test(line)) process.stderr.write(`${line}\n`);
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** USER_HZ, which Linux keeps for what it tells of processes: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const msOfTick = 10;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(file: string, readyPath: string | undefined, environment: Environment): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...profiling, file], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      tellTroubles(String(chunk));
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
    cpuMs: () => {
      const [, fields = ""] = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ");
      const [user = 0, system = 0] = fields.split(" ").slice(11, 13).map(Number);
      return (user + system) * msOfTick;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Beside the packages that it imports, and plain JavaScript as the bot's own build is. */
export async function startBare(name: string, environment: Environment): Promise<Running> {
  const source = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const file = join(root, "dist", `${name}.js`);
  const { code } = await transformWithOxc(readFileSync(source, "utf8"), source);
  writeFileSync(file, code);
  return start(file, undefined, environment);
}

export const startBot = (folder: string, platforms: Environment): Promise<Running> =>
  start("dist/main.js", "/readyz", {
    ...platforms,
    CARRIER_NAME: "Northline",
    DATA_DIR: folder,
    LOG_LEVEL: "info",
  });
