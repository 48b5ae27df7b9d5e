/** Messages on their way to Slack: drawn, paced, and tried once more with fewer words where Slack finds them too long. */
import type { webApi } from "@slack/bolt";
import type { Log } from "../../ports/log.ts";
import { PlatformTrouble } from "../../ports/messenger.ts";
import type { Card } from "../../views/vocabulary.ts";
import { asking, slackCodeOf } from "./errors.ts";
import { methodRates, postRate, type Rate, workspacePostRate } from "./limits.ts";
import type { Pacer } from "./pace.ts";
import { messageRoom, renderCard, type SlackMessage, tightRoom } from "./render.ts";
import type { WebClient } from "./web.ts";

export interface Post {
  readonly channel: string;
  readonly card: Card;
  readonly thread?: string;
  /** Travels as metadata, so that the message can be found again. */
  readonly mark?: string;
}

export interface Sender {
  /** Posts and returns the message's ts. @throws PlatformTrouble */
  post(post: Post): Promise<string>;
  /** @throws PlatformTrouble */
  update(ts: string, post: Post): Promise<void>;
  /** Shows a card to one person in a channel. @throws PlatformTrouble */
  postPrivately(user: string, post: Post): Promise<void>;
  /** The channel of the direct conversation with a person. @throws PlatformTrouble */
  directChannel(user: string): Promise<string>;
  /** @throws PlatformTrouble */
  pin(channel: string, ts: string): Promise<void>;
  /** @throws PlatformTrouble */
  unpin(channel: string, ts: string): Promise<void>;
  /** @throws PlatformTrouble */
  history(args: webApi.ConversationsHistoryArguments): Promise<webApi.ConversationsHistoryResponse>;
}

export const messageEventType = "onboarding_message";
const mostChannelsKept = 5000;

export function createSender(client: WebClient, pacer: Pacer, log: Log): Sender {
  const channels = new Map<string, string>();

  /** A call in its lane; where Slack says "wait" all the same, the whole lane waits. */
  const paced = <Result>(lane: string, rate: Rate, method: string, call: () => Promise<Result>): Promise<Result> =>
    pacer.run(lane, rate, async () => {
      try {
        return await asking(method, call);
      } catch (error) {
        if (error instanceof PlatformTrouble && error.retryAfterMs !== undefined) pacer.hold(lane, error.retryAfterMs);
        throw error;
      }
    });

  /** Sends the card, and once more with fewer words where Slack counts them otherwise than we do. */
  async function drawn<Result>(card: Card, send: (message: SlackMessage) => Promise<Result>): Promise<Result> {
    const { payload, losses } = renderCard(card, messageRoom);
    if (losses.length > 0) log.warn({ losses }, "A card did not fit into a Slack message; some of it was left out.");
    try {
      return await send(payload);
    } catch (error) {
      if (slackCodeOf(error) !== "msg_blocks_too_long") throw error;
      const tight = renderCard(card, tightRoom);
      log.warn({ losses: tight.losses }, "Slack found a card too long; it is sent with fewer words.");
      return send(tight.payload);
    }
  }

  const body = ({ text, blocks }: SlackMessage, { channel, thread, mark }: Post) => ({
    channel,
    text,
    blocks: [...blocks],
    ...(thread ? { thread_ts: thread } : {}),
    ...(mark ? { metadata: { event_type: messageEventType, event_payload: { mark } } } : {}),
  });

  return {
    post: (post) =>
      drawn(post.card, async (message) => {
        const lane = `chat.postMessage ${post.channel}`;
        // Waits for its turn in the workspace and lets the next one go: a slow call holds up its own channel only.
        await pacer.run("chat.postMessage", workspacePostRate, async () => undefined);
        const { ts } = await paced(lane, postRate, "chat.postMessage", () =>
          client.chat.postMessage({ ...body(message, post), unfurl_links: false, unfurl_media: false }),
        );
        if (!ts) throw new PlatformTrouble("unreachable", "Slack took a message without saying which it is.");
        return ts;
      }),

    update: (ts, post) =>
      drawn(post.card, async (message) => {
        await paced("chat.update", methodRates["chat.update"], "chat.update", () =>
          client.chat.update({ ...body(message, post), ts }),
        );
      }),

    postPrivately: (user, post) =>
      drawn(post.card, async (message) => {
        await asking("chat.postEphemeral", () => client.chat.postEphemeral({ ...body(message, post), user }));
      }),

    async directChannel(user) {
      const known = channels.get(user);
      if (known) return known;
      const { channel } = await paced(
        "conversations.open",
        methodRates["conversations.open"],
        "conversations.open",
        () => client.conversations.open({ users: user }),
      );
      if (!channel?.id) throw new PlatformTrouble("gone", "Slack opened no direct conversation with the person.");
      if (channels.size >= mostChannelsKept) channels.clear();
      channels.set(user, channel.id);
      return channel.id;
    },

    async unpin(channel, ts) {
      const { "pins.remove": rate } = methodRates;
      await paced("pins.remove", rate, "pins.remove", () => client.pins.remove({ channel, timestamp: ts }));
    },

    async pin(channel, ts) {
      await paced("pins.add", methodRates["pins.add"], "pins.add", () => client.pins.add({ channel, timestamp: ts }));
    },

    history: (args) =>
      paced("conversations.history", methodRates["conversations.history"], "conversations.history", () =>
        client.conversations.history(args),
      ),
  };
}
