/** What is in the data folder, read as the bot reads it at its start: every hash of every history is checked. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { documentReader } from "../../../src/adapters/storage/codec.ts";
import type { KeptStream } from "../../../src/adapters/storage/engine/stream.ts";
import type { OnboardingEvent, Recorded } from "../../../src/domain/events.ts";
import type { Slot } from "../../../src/ports/journal.ts";

const folders = ["onboardings", "desks"] as const;

export interface Kept {
  readonly onboardings: readonly KeptStream[];
  readonly desks: readonly KeptStream[];
}

/** @throws where a document is torn, unreadable, or its history does not fit its hashes */
export function keptIn(folder: string): Kept {
  const read = documentReader();
  const [onboardings, desks] = folders.map((name) => {
    const path = join(folder, name);
    return namesIn(path)
      .filter((file) => file.endsWith(".json"))
      .map((file) => read(readFileSync(join(path, file), "utf8")).stream);
  });
  return { onboardings: onboardings ?? [], desks: desks ?? [] };
}

/** A kill during the first start may have come before the folders. */
function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** All names below the data folder, documents apart: locks, sockets, unfinished files. */
export const leftoversIn = (folder: string): readonly string[] =>
  [".", ...folders]
    .flatMap((name) => namesIn(join(folder, name)))
    .filter((name) => !name.endsWith(".json") && !(folders as readonly string[]).includes(name));

export const eventsOf = (stream: KeptStream): readonly Recorded<OnboardingEvent>[] =>
  stream.history as readonly Recorded<OnboardingEvent>[];

export const placeOf = (stream: KeptStream): string => {
  const [first] = eventsOf(stream);
  return first?.event.type === "OnboardingStarted" ? first.event.place : "";
};

export const streamAt = (kept: Kept, place: string): KeptStream | undefined =>
  kept.onboardings.find((stream) => placeOf(stream) === place);

const markOf = (stream: KeptStream, slot: Slot): string => `${stream.id}/${slot.key}`;

const slotsIn = ({ onboardings, desks }: Kept): readonly { readonly mark: string; readonly slot: Slot }[] =>
  [...onboardings, ...desks].flatMap((stream) =>
    [...stream.slots.values()].map((slot) => ({ mark: markOf(stream, slot), slot })),
  );

/** Messages that were begun and whose receipt is not known. */
export const inFlightIn = (kept: Kept): readonly string[] =>
  slotsIn(kept).flatMap(({ mark, slot }) => (slot.receipt === undefined && slot.sendingSince ? [mark] : []));

/** What has still to be told; what was given up has not. */
export const unsettledIn = (kept: Kept): readonly { readonly mark: string; readonly slot: Slot }[] =>
  slotsIn(kept).filter(
    ({ slot }) => slot.abandoned === undefined && (slot.shown < slot.wanted || slot.sendingSince !== undefined),
  );
