/** Plays the half-way onboarding of three states in #prairie-telecom, pressed and typed by the people themselves. */
import type { Playground } from "./playground.ts";

export async function playHalfway(_playground: Playground): Promise<void> {}
