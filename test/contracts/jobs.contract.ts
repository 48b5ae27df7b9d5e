/** What every scheduler does, under a clock that `pass` moves. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Jobs } from "../../src/ports/jobs.ts";
import type { Log } from "../../src/ports/log.ts";

export interface JobsPlace {
  open(log: Log): Jobs;
  pass(ms: number): Promise<void>;
}

const minute = 60_000;

export function jobsContract(name: string, aPlace: () => JobsPlace): void {
  describe(`jobs ${name}`, () => {
    let place: JobsPlace;
    let jobs: Jobs;
    let errors: object[];

    beforeEach(() => {
      errors = [];
      const nothing = () => undefined;
      place = aPlace();
      jobs = place.open({ debug: nothing, info: nothing, warn: nothing, error: (fields) => void errors.push(fields) });
    });
    afterEach(() => jobs.stop());

    it("run every minute", async () => {
      let runs = 0;
      jobs.everyMinute("count", async () => void runs++);
      await place.pass(5 * minute);
      expect(runs).toBe(5);
    });

    it("never run twice at a time", async () => {
      let running = 0;
      let most = 0;
      let runs = 0;
      const gates: (() => void)[] = [];
      jobs.everyMinute("slow", async () => {
        runs++;
        most = Math.max(most, ++running);
        await new Promise<void>((resolve) => gates.push(resolve));
        running--;
      });
      await place.pass(3 * minute);
      expect(runs).toBe(1);
      gates.shift()?.();
      await place.pass(minute);
      expect([runs, most]).toEqual([2, 1]);
      gates.shift()?.();
    });

    it("do not hold each other up", async () => {
      let release: () => void = () => undefined;
      let runs = 0;
      jobs.everyMinute("stuck", () => new Promise<void>((resolve) => (release = resolve)));
      jobs.everyMinute("brisk", async () => void runs++);
      await place.pass(3 * minute);
      expect(runs).toBe(3);
      release();
    });

    it("go on after a failure, which is logged, whether it was thrown or rejected", async () => {
      let runs = 0;
      const wrong = new Error("a mistake");
      jobs.everyMinute("failing", () => {
        if (++runs === 1) throw wrong;
        return Promise.reject(wrong);
      });
      await place.pass(3 * minute);
      expect(runs).toBe(3);
      expect(errors).toEqual(Array(3).fill({ job: "failing", error: wrong }));
    });

    it.each([0, 1, 1_000, 40 * 24 * 60 * minute])("run once after %i ms", async (ms) => {
      let runs = 0;
      jobs.after(ms, "later", async () => void runs++);
      if (ms > 1) await place.pass(ms - 1);
      expect(runs).toBe(0);
      await place.pass(1);
      await place.pass(minute);
      expect(runs).toBe(1);
    });

    it("start nothing more once they are stopped", async () => {
      let runs = 0;
      const count = async () => void runs++;
      jobs.everyMinute("before", count);
      jobs.after(10, "before", count);
      await jobs.stop();
      jobs.everyMinute("afterwards", count);
      jobs.after(10, "afterwards", count);
      await place.pass(5 * minute);
      expect(runs).toBe(0);
    });

    it("are stopped when what runs is over, and not before", async () => {
      let finish: () => void = () => undefined;
      let stopped = false;
      jobs.after(5, "long", () => new Promise<void>((resolve) => (finish = resolve)));
      await place.pass(5);
      const stopping = jobs.stop().then(() => {
        stopped = true;
      });
      await place.pass(minute);
      expect(stopped).toBe(false);
      finish();
      await stopping;
      await jobs.stop();
    });
  });
}
