/** Schedules that live and die with this process; what must survive is a slot or an event in the journal, not a job. */
import { Cron } from "croner";
import type { Jobs } from "../../ports/jobs.ts";
import type { Log } from "../../ports/log.ts";

/** The longest wait of `setTimeout`; beyond it Node fires at once. https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestWait = 2 ** 31 - 1;

export function inProcessJobs(log: Log): Jobs {
  const crons = new Set<Cron>();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  /** Resolves when the work is over, well or badly; a failure ends in the log and nowhere else. */
  function run(name: string, work: () => Promise<void>): Promise<void> {
    const done: Promise<void> = (async () => {
      try {
        await work();
      } catch (error) {
        log.error({ job: name, error }, `The job "${name}" failed; its next run is not affected.`);
      }
    })().finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  function wait(ms: number, name: string, work: () => Promise<void>): void {
    const step = Math.min(Math.max(ms, 0), longestWait);
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (ms > step) wait(ms - step, name, work);
      else void run(name, work);
    }, step);
    timers.add(timer);
  }

  return {
    everyMinute(name, work) {
      if (stopped) return;
      const tooLong = () =>
        log.warn({ job: name }, `The job "${name}" takes longer than a minute: one run was left out.`);
      crons.add(new Cron("* * * * *", { protect: tooLong }, () => run(name, work)));
    },
    after(ms, name, work) {
      if (!stopped) wait(ms, name, work);
    },
    async stop() {
      stopped = true;
      for (const cron of crons) cron.stop();
      for (const timer of timers) clearTimeout(timer);
      crons.clear();
      timers.clear();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
