/** Jobs that run when a test says so. */
import type { Jobs } from "../../src/ports/jobs.ts";

interface Later {
  readonly ms: number;
  readonly name: string;
  readonly work: () => Promise<void>;
}

export class HandDrivenJobs implements Jobs {
  readonly minutely: { readonly name: string; readonly work: () => Promise<void> }[] = [];
  /** What was asked to run later and has not run yet. */
  waiting: Later[] = [];

  everyMinute(name: string, work: () => Promise<void>): void {
    this.minutely.push({ name, work });
  }
  after(ms: number, name: string, work: () => Promise<void>): void {
    this.waiting.push({ ms, name, work });
  }
  async stop(): Promise<void> {
    this.waiting = [];
    this.minutely.length = 0;
  }

  /** A minute has passed, for all that runs every minute or for one of them. */
  async minute(only?: string): Promise<void> {
    for (const { name, work } of [...this.minutely]) if (only === undefined || only === name) await work();
  }
  /** So much time has passed: what was to run within it runs. */
  async passed(ms: number): Promise<void> {
    const due = this.waiting.filter((one) => one.ms <= ms);
    this.waiting = this.waiting.flatMap((one) => (one.ms > ms ? [{ ...one, ms: one.ms - ms }] : []));
    for (const { work } of due) await work();
  }
}
