import { afterEach, beforeEach, vi } from "vitest";
import { inProcessJobs } from "../../src/adapters/jobs/in-process.ts";
import { jobsContract } from "./jobs.contract.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-10-02T14:00:00.000Z") }));
afterEach(() => void vi.useRealTimers());

jobsContract("in the process", () => ({
  open: inProcessJobs,
  pass: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)),
}));
