/** How long a message stands in Slack before its receipt is kept: who is killed in between has to look for it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { documentReader } from "../../../src/adapters/storage/codec.ts";
import type { LocalSlack } from "../../../src/playground/slack/server.ts";

/** What takes longer than this was not measured but killed. */
const longestMs = 400;

interface Windows {
  /** Milliseconds, one for each message. */
  readonly ms: readonly number[];
  end(): void;
}

export function measureWindows({ log }: LocalSlack, folder: string): Windows {
  const read = documentReader();
  const ms: number[] = [];
  let over = false;

  /** Whether the message's slot still says "sending". */
  function isOpen(mark: string): boolean {
    const [id = "", ...key] = mark.split("/");
    const name = join(folder, id.startsWith("desk_") ? "desks" : "onboardings", `${encodeURIComponent(id)}.json`);
    const slot = read(readFileSync(name, "utf8")).stream.slots.get(key.join("/"));
    return slot !== undefined && slot.receipt === undefined;
  }

  async function measure(mark: string): Promise<void> {
    const began = performance.now();
    while (isOpen(mark)) {
      if (over || performance.now() - began > longestMs) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    ms.push(performance.now() - began);
  }

  async function watch(): Promise<void> {
    while (!over) {
      const call = await log.next((one) => one.kind === "call" && one.method === "chat.postMessage" && one.effect);
      if (call.kind !== "call") continue;
      const { metadata } = call.args as { metadata?: { event_payload?: { mark?: string } } };
      if (metadata?.event_payload?.mark) await measure(metadata.event_payload.mark);
    }
  }
  // It ends where nothing is posted any more, at the latest.
  void watch().catch(() => undefined);

  return {
    ms,
    end: () => {
      over = true;
    },
  };
}
