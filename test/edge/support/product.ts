/** The built product as a process of its own, as it is run in earnest. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly port?: number;
  readonly platforms?: readonly { readonly name: string }[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Product {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  private stdout = "";
  private stderr = "";
  private readonly listeners = new Set<() => void>();

  /** `settings` is all that it knows of the environment; `folder` is where it runs, so that no .env is near. */
  constructor(settings: Readonly<Record<string, string>>, folder: string, args: readonly string[] = []) {
    this.process = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
      this.heard();
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      this.heard();
    });
    this.ended = new Promise((resolve) => {
      this.process.once("close", (code, signal) => {
        resolve({ code, signal });
        this.heard();
      });
    });
  }

  private heard(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** What it said to people. */
  get complaints(): string {
    return this.stderr.trim();
  }
  get log(): readonly LogLine[] {
    return this.stdout
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as LogLine);
  }

  /** Resolves with the port when it says that it is ready. @throws with what it said instead */
  ready(): Promise<number> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const port = this.log.find(({ msg }) => msg === "The bot is ready.")?.port;
        if (port === undefined && this.process.exitCode === null && this.process.signalCode === null) return;
        this.listeners.delete(look);
        if (port === undefined) reject(new Error(`The product ended instead of being ready: ${this.complaints}`));
        else resolve(port);
      };
      this.listeners.add(look);
      look();
    });
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    return this.ended;
  }
}

export interface KeptEvent {
  readonly request: string;
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
}

export interface KeptSlot {
  readonly key: string;
  readonly wanted: number;
  readonly shown: number;
  readonly sendingSince?: string;
  readonly abandoned?: string;
}

interface Document {
  readonly history: readonly KeptEvent[];
  readonly slots: readonly KeptSlot[];
}

/** Every onboarding's document, as another program would read it. */
function documentsIn(dataDir: string): readonly Document[] {
  const folder = join(dataDir, "onboardings");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Document);
}

export const eventsIn = (dataDir: string): readonly KeptEvent[] =>
  documentsIn(dataDir).flatMap(({ history }) => history);
export const slotsIn = (dataDir: string): readonly KeptSlot[] => documentsIn(dataDir).flatMap(({ slots }) => slots);
