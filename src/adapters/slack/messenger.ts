/** The messenger port in Slack: messages in channels and direct ones, updated, pinned, and found again after a crash. */
import { z } from "zod";
import type { AccountId, Instant } from "../../domain/ids.ts";
import type { Log } from "../../ports/log.ts";
import { type Address, type Messenger, type Outgoing, PlatformTrouble } from "../../ports/messenger.ts";
import { type Card, mention, say } from "../../views/vocabulary.ts";
import { isNo } from "../chat/meanings.ts";
import { slackCodeOf } from "./errors.ts";
import { channelOf, isOfSlack, type Receipt, readReceipt, receiptOf, userOf } from "./ids.ts";
import { messageEventType, type Sender } from "./sender.ts";

const historySchema = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.object({ mark: z.string() }).partial() })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Our clock and Slack's need not agree to the second. */
const clockDifferenceSeconds = 120;
const pageSize = 200;
const mostPages = 10;

/** An address of another platform came to the wrong messenger, and trying again cures nothing. @throws PlatformTrouble */
function inSlack({ address }: Outgoing): Address {
  const id = address.to === "place" ? address.place : address.account;
  if (isOfSlack(id)) return address;
  throw new PlatformTrouble(
    "refused",
    `Slack cannot reach ${id}, which is on another platform: the message has to be sent by that platform's messenger.`,
  );
}

/** The channel to say it in when a person cannot be written to; one of another platform is none. */
const channelInstead = ({ fallback }: Extract<Address, { to: "person" }>): string | undefined =>
  fallback !== undefined && isOfSlack(fallback) ? channelOf(fallback) : undefined;

export function createMessenger(sender: Sender, log: Log): Messenger {
  /** In a channel, instead of directly: the same card, beginning with the person's name so that they are notified. */
  const addressed = ({ address, card }: Outgoing): Card =>
    address.to === "person"
      ? {
          ...card,
          elements: [
            { word: "paragraph", text: say`${mention({ account: address.account, name: userOf(address.account) })}` },
            ...card.elements,
          ],
        }
      : card;

  /** Not waited for: the receipt is to be kept as soon as it is known, and a pin may have to queue. */
  function pinned(receipt: Receipt, { pin }: Outgoing): string {
    if (pin) nicely("pin", "already_pinned", receipt);
    return receiptOf(receipt);
  }

  /** A pin is a nicety: that it could not be set or taken away is logged, and nothing else. */
  function nicely(what: "pin" | "unpin", asItIs: string, { channel, ts }: Receipt): void {
    sender[what](channel, ts).catch((error: unknown) => {
      if (slackCodeOf(error) !== asItIs)
        log.warn({ channel }, `A message could not be ${what}ned: ${messageOf(error)}`);
    });
  }

  async function post(channel: string, message: Outgoing, instead: boolean): Promise<string> {
    const card = instead ? addressed(message) : message.card;
    const ts = await sender.post({ channel, card, mark: message.mark });
    return pinned({ channel, ts, instead }, message);
  }

  /** Looks through what was said in a channel since then, newest first. */
  async function foundIn(channel: string, mark: string, since: Instant): Promise<string | undefined> {
    const oldest = String(Date.parse(since) / 1000 - clockDifferenceSeconds);
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = historySchema.parse(
        await sender.history({
          channel,
          oldest,
          limit: pageSize,
          include_all_metadata: true,
          ...(cursor ? { cursor } : {}),
        }),
      );
      const found = answer.messages.find(
        ({ metadata }) => metadata?.event_type === messageEventType && metadata.event_payload.mark === mark,
      );
      if (found) return found.ts;
      cursor = answer.response_metadata?.next_cursor;
      if (!answer.has_more || !cursor) return undefined;
    }
    throw new PlatformTrouble(
      "refused",
      `More than ${mostPages * pageSize} messages were written since; the search was given up.`,
    );
  }

  return {
    async create(message) {
      const address = inSlack(message);
      if (address.to === "place") return post(channelOf(address.place), message, false);
      try {
        return await post(await sender.directChannel(userOf(address.account)), message, false);
      } catch (error) {
        const channel = channelInstead(address);
        if (channel === undefined || !isNo(error)) throw error;
        log.warn({ account: address.account }, `A person is told in the channel instead of directly: ${error.message}`);
        return post(channel, message, true);
      }
    },

    async update(receipt, message) {
      inSlack(message);
      const { channel, ts, instead } = readReceipt(receipt);
      const card = instead ? addressed(message) : message.card;
      await sender.update(ts, { channel, card, mark: message.mark });
      if (message.unpin) nicely("unpin", "no_pin", { channel, ts, instead });
      return receipt;
    },

    async findSent(message, since) {
      const { mark } = message;
      const address = inSlack(message);
      if (address.to === "place") {
        const channel = channelOf(address.place);
        const ts = await foundIn(channel, mark, since);
        // Whether it came to be pinned is as unknown as its receipt was.
        return ts && pinned({ channel, ts, instead: false }, message);
      }
      const direct = await directly(address.account, mark, since);
      const channel = channelInstead(address);
      if (direct || channel === undefined) return direct;
      const ts = await foundIn(channel, mark, since);
      return ts && receiptOf({ channel, ts, instead: true });
    },
  };

  async function directly(account: AccountId, mark: string, since: Instant): Promise<string | undefined> {
    let channel: string;
    try {
      channel = await sender.directChannel(userOf(account));
    } catch (error) {
      // No direct conversation, so no message in it.
      if (isNo(error)) return undefined;
      throw error;
    }
    const ts = await foundIn(channel, mark, since);
    return ts && receiptOf({ channel, ts, instead: false });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
