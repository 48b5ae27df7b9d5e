import type { Instant } from "../domain/ids.ts";

/** The only way the application learns what time it is. */
export interface Clock {
  now(): Instant;
}
