/** When things run again. */
export interface Jobs {
  /** Runs `work` about every minute, never two at a time; a failure is logged and does not stop the next. */
  everyMinute(name: string, work: () => Promise<void>): void;
  /** Runs `work` once after so many milliseconds, unless stopped first. */
  after(ms: number, name: string, work: () => Promise<void>): void;
  /** Waits for what runs now and starts nothing more. */
  stop(): Promise<void>;
}
