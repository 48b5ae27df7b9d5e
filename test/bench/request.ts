/** A request as a platform sends it, made before the clock runs. */
export interface Prepared {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The message that is answered by a message of its own: its answer counts, and not its acknowledgement. */
  readonly message?: string;
}

export const idOf = (index: number): string => `ob_${String(index).padStart(12, "0")}`;
