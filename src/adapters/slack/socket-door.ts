/** Socket Mode as a door that opens again by itself, whatever Slack says meanwhile. */
import { setTimeout as pause } from "node:timers/promises";
import { type Receiver, SocketModeReceiver } from "@slack/bolt";
import { slackCodeOf } from "./errors.ts";
import { limits } from "./limits.ts";
import { clientOptions, vendorLogger, type WebOptions } from "./web.ts";

/** Whether Slack takes this as an acknowledgement in Socket Mode. */
export const fitsFrame = (answer: object): boolean =>
  Buffer.byteLength(JSON.stringify(answer)) <= limits.socketFrame.aim;

export interface SocketDoor {
  readonly receiver: Receiver;
  /** Opens the connection, which comes back from then on. @throws what Slack says where it does not let us in */
  start(): Promise<void>;
  /** Closes it for good. */
  stop(): Promise<void>;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

const pauseAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10));

/**
 * The vendor's own way back ends the process where Slack refuses it for a moment, and waits longer after every failure, without
 * a bound: https://github.com/slackapi/node-slack-sdk/issues/2656
 */
export function createSocketDoor(appToken: string, options: Omit<WebOptions, "botToken">): SocketDoor {
  const { log } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: vendorLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(options) },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let isOpen = false;
  let wasOpen = false;
  let comingBack: Promise<void> | undefined;

  client.on("connected", () => {
    isOpen = true;
    wasOpen = true;
  });
  client.on("disconnected", () => {
    isOpen = false;
    // The first time whoever starts the bot is told.
    if (wasOpen && !stopping.signal.aborted) comingBack ??= comeBack();
  });

  async function comeBack(): Promise<void> {
    for (let failures = 0; !isOpen && !stopping.signal.aborted; failures += 1) {
      // Only stopping ends a pause early.
      await pause(pauseAfter(failures), undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) await openAgain(pauseAfter(failures + 1));
    }
    comingBack = undefined;
  }

  async function openAgain(nextPauseMs: number): Promise<void> {
    try {
      await client.start();
      log.debug({}, "The connection to Slack is open again.");
    } catch (error) {
      const refused = slackCodeOf(error);
      const why = refused ?? (error instanceof Error ? error.message : "it was closed");
      const next = `It is tried again in ${nextPauseMs / 1000} s.`;
      if (refused) log.error({ code: refused }, `Slack does not open the connection again (${why}). ${next}`);
      else log.warn({}, `The connection to Slack could not be opened again (${why}). ${next}`);
    }
  }

  return {
    receiver,
    async start() {
      await receiver.start();
    },
    async stop() {
      stopping.abort();
      await comingBack;
      if (isOpen) await receiver.stop();
    },
  };
}
