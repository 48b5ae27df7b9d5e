/** A folder of documents as the engine's store: one for each onboarding, each service manager's desk, and each human's accounts. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StreamId } from "../../../ports/journal.ts";
import type { Log } from "../../../ports/log.ts";
import { documentReader } from "../codec.ts";
import type { DocumentStore } from "../engine/document-store.ts";
import type { KeptStream } from "../engine/stream.ts";
import type { Disk } from "./disk.ts";
import { documentEnding, fileNameOf, type Shared, StreamDocument } from "./document.ts";
import { notKept } from "./failures.ts";
import { historyTexts } from "./history-text.ts";
import { InDoubt, unfinished } from "./replace.ts";

export const folderNames = { onboardings: "onboardings", desks: "desks", people: "people" } as const;
type FolderName = keyof typeof folderNames;

const folderOf = (id: StreamId): FolderName => {
  if (id.startsWith("desk_")) return "desks";
  return id.startsWith("person_") ? "people" : "onboardings";
};

/** The folders are there already. */
export function documentFolder(path: string, disk: Disk, log: Log): DocumentStore {
  const shared: Shared = { disk, texts: historyTexts(), decode: documentReader() };
  const folders: Readonly<Record<FolderName, string>> = {
    onboardings: join(path, folderNames.onboardings),
    desks: join(path, folderNames.desks),
    people: join(path, folderNames.people),
  };
  const documents = new Map<StreamId, StreamDocument>();
  /** Documents that a failed write may have replaced. Nothing is written before they are put back: another stream may claim what they gave up. */
  const unsettled = new Set<StreamDocument>();
  let settling: Promise<void> | undefined;

  async function readFolder(folder: string): Promise<KeptStream[]> {
    const streams: KeptStream[] = [];
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (name.endsWith(`${documentEnding}${unfinished}`)) {
        rmSync(file);
        log.info(
          { file },
          "Removed what a write left unfinished when the bot ended; nothing of it had been acknowledged.",
        );
      } else if (name.endsWith(documentEnding)) {
        const document = new StreamDocument(idIn(name), folder, shared);
        await document.read();
        documents.set(document.data.id, document);
        streams.push(document.data);
      } else {
        log.warn({ file }, "This file is none of the bot's and is left alone.");
      }
    }
    return streams;
  }

  function documentOf(id: StreamId): StreamDocument {
    return documents.get(id) ?? new StreamDocument(id, folders[folderOf(id)], shared);
  }

  function settle(): Promise<void> {
    settling ??= (async () => {
      for (const document of unsettled) {
        await document.putBack();
        unsettled.delete(document);
      }
    })().finally(() => {
      settling = undefined;
    });
    return settling;
  }

  return {
    async readAll() {
      const read = [];
      for (const folder of Object.values(folders)) read.push(...(await readFolder(folder)));
      return read;
    },
    async write(next) {
      const document = documentOf(next.id);
      try {
        while (unsettled.size > 0) await settle();
        await document.keep(next);
        documents.set(next.id, document);
      } catch (error) {
        if (error instanceof InDoubt) {
          unsettled.add(document);
          await settle().catch((cause) =>
            log.error({ file: document.path, cause }, "Could not put the old document back yet."),
          );
        }
        throw notKept(document.path, error);
      }
    },
    place: (id) => join(folders[folderOf(id)], fileNameOf(id)),
    async close() {
      try {
        if (unsettled.size > 0) await settle();
      } finally {
        await disk.close();
      }
    },
  };
}

/** A name that is not ours to decode stays as it is and fails against the id in the document. */
function idIn(fileName: string): StreamId {
  const encoded = fileName.slice(0, -documentEnding.length);
  try {
    return decodeURIComponent(encoded) as StreamId;
  } catch {
    return encoded as StreamId;
  }
}
