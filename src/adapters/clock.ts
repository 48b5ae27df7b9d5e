/** The machine's clock. */
import { instant } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";

export const systemClock: Clock = { now: () => instant(new Date()) };
