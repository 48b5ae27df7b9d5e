/** Which process this is, so that another one can tell later whether it still runs, also after its number was given to somebody else. */
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";

export const processIdentity = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Linux only, from here on: a new one with every start of the machine. */
  boot: z.exactOptional(z.string()),
  /** Numbers of processes mean something within one of these; a container has its own. */
  pidNamespace: z.exactOptional(z.string()),
  /** In ticks since the machine's start; a number that was given again has another one. */
  startedAt: z.exactOptional(z.string()),
});
export type ProcessIdentity = z.output<typeof processIdentity>;

/** Undefined where there is no `/proc`, or no such process in it. */
function fromProc(read: () => string): string | undefined {
  try {
    return read().trim();
  } catch {
    return undefined;
  }
}

/** State and start time. The name in parentheses may hold anything, so fields are counted from its end. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function statOf(pid: number): { readonly state: string; readonly startedAt: string } | undefined {
  const stat = fromProc(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  const startedAt = fields[18];
  return state === undefined || startedAt === undefined ? undefined : { state, startedAt };
}

export function thisProcess(): ProcessIdentity {
  const boot = fromProc(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const pidNamespace = fromProc(() => readlinkSync("/proc/self/ns/pid"));
  const startedAt = statOf(process.pid)?.startedAt;
  return {
    pid: process.pid,
    host: hostname(),
    ...(boot === undefined ? {} : { boot }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

/** `unseen`: it is or was behind the wall of a container on this machine. `unknown`: on a machine that cannot be looked into from here. */
export type Life = "runs" | "ended" | "unseen" | "unknown";

export function lifeOf(other: ProcessIdentity, here: ProcessIdentity = thisProcess()): Life {
  const sameMachine = other.boot === undefined ? other.host === here.host : other.boot === here.boot;
  // The machine of that name was started again since; one of another name may be running still and share the disk.
  if (!sameMachine) return other.host === here.host ? "ended" : "unknown";
  if (other.pidNamespace !== here.pidNamespace) return "unseen";
  const stat = statOf(other.pid);
  if (stat !== undefined) {
    const gone = stat.state === "Z" || stat.state === "X" || stat.startedAt !== other.startedAt;
    return gone ? "ended" : "runs";
  }
  return here.startedAt === undefined && answersSignals(other.pid) ? "runs" : "ended";
}

/** The only way where there is no `/proc`; a number that was given again counts as running, which errs on the safe side. */
function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
