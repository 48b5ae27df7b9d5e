/** Messages on their way to Teams: drawn, paced, tried again where Teams was only out of breath, and known by their receipt. */
import type { Activity } from "botbuilder";
import type { AccountId } from "../../domain/ids.ts";
import type { Log } from "../../ports/log.ts";
import { PlatformTrouble } from "../../ports/messenger.ts";
import type { Card } from "../../views/vocabulary.ts";
import { isNo } from "../chat/meanings.ts";
import type { Stopwatch } from "../chat/stopwatch.ts";
import type { CardAction } from "./adaptive-card.ts";
import type { Connector } from "./connector.ts";
import { oneToOneTrouble, statusOf } from "./errors.ts";
import { withActions } from "./extra-buttons.ts";
import { aadOf, isTeamsAccount, isUnresolved, tenantOf, userIdOf } from "./ids.ts";
import { drawnCard } from "./kept-cards.ts";
import type { Pacer } from "./pace.ts";
import { type PersonReference, type References, withoutThread } from "./references.ts";
import { type CardView, summaryOf } from "./render.ts";
import { publicService } from "./service-hosts.ts";

export const adaptiveCard = "application/vnd.microsoft.card.adaptive";

export interface Post {
  /** Where, with or without a thread. */
  readonly conversation: string;
  readonly card: Card;
  /** So that the message can be drawn anew from a press on it. */
  readonly mark?: string | undefined;
  /** Whose view it is, where one person alone sees the message. */
  readonly viewer?: AccountId | undefined;
  /** Buttons at its end that no vocabulary of ours has. */
  readonly actions?: readonly CardAction[] | undefined;
}

export interface Sender {
  /** Posts when its turn comes and returns the message's id. @throws PlatformTrouble */
  post(post: Post): Promise<string>;
  /** Makes a message show the card, when its turn comes. @throws PlatformTrouble */
  update(message: string, post: Post): Promise<void>;
  /** Answers somebody, before anything that waits for its turn. @throws PlatformTrouble */
  answer(to: string | undefined, post: Post): Promise<string>;
  /**
   * Sends into the conversation one to one with a person, which is opened where it is not known, and once more where the person
   * has put it away: https://github.com/MicrosoftDocs/msteams-docs/issues/14079. @throws PlatformTrouble
   */
  directly<Result>(account: AccountId, send: (conversation: string) => Promise<Result>): Promise<Result>;
  /** Resolves where Teams answers to what is asked about the conversation, whatever it says. @throws PlatformTrouble */
  reached(conversation: string): Promise<void>;
  /** Teams' user ids of accounts, for views of their own. */
  userIds(accounts: readonly AccountId[]): readonly string[];
}

export interface SenderTools {
  readonly connector: (serviceUrl: string) => Connector;
  readonly references: References;
  readonly pacer: Pacer;
  readonly stopwatch: Stopwatch;
  readonly log: Log;
  readonly us: { readonly botId: string; readonly tenant: string };
  /** Whether the bot may send its token there. */
  readonly mayServe: (serviceUrl: string) => boolean;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#handle-http-429-responses */
const worthAnotherTry: ReadonlySet<number> = new Set([412, 429, 502, 504]);
/** About so long before each further try; half to one and a half times, so that many do not come back together. */
const pausesMs = [500, 2_000] as const;

/**
 * Brings a message one to one into the person's activity feed as well:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#add-notifications-to-your-message
 */
const alerting = { notification: { alert: true } } as const;

/** An answer that comes later than this is no answer any more. */
const longestAnswerWaitMs = 10_000;

export function createSender(tools: SenderTools): Sender {
  const { connector, references, pacer, stopwatch, log, us, mayServe, random } = tools;

  /** Where a conversation is reached; nothing is tried at hosts that are not listed. @throws PlatformTrouble */
  function serviceFor(conversation: string, person?: PersonReference): Connector {
    const url = person?.serviceUrl ?? references.serviceUrlOf(conversation);
    if (mayServe(url ?? publicService)) return connector(url ?? publicService);
    throw new PlatformTrouble(
      "refused",
      url === undefined
        ? "The bot has not heard from Teams yet, and so does not know where it is reached. Mention the bot once in the channel."
        : `The service ${url} is not among TEAMS_SERVICE_HOSTS; add its host there if it is Microsoft's or your own.`,
    );
  }

  /**
   * A call, again where it is worth it. Where Teams says how long to wait, the thread waits; so does an answer, if that is
   * not too long, while a delivery is handed back to whoever called. Nobody sends an answer later on: it is also tried again
   * where it may have arrived, since twice is better than never.
   */
  async function tried<Result>(thread: string, call: () => Promise<Result>, longestWaitMs = 0): Promise<Result> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof PlatformTrouble)) throw error;
        const { retryAfterMs, kind } = error;
        if (retryAfterMs !== undefined) pacer.hold(thread, retryAfterMs);
        const isInDoubt = longestWaitMs > 0 && kind === "unreachable";
        const isWorthIt =
          retryAfterMs === undefined
            ? isInDoubt || error.passing || worthAnotherTry.has(statusOf(error) ?? 0)
            : retryAfterMs <= longestWaitMs;
        const pause = pausesMs[attempt];
        if (pause === undefined || !isWorthIt) throw error;
        log.debug({ attempt, cause: error.message }, "A message to Teams is tried once more.");
        await stopwatch.wait(Math.max(retryAfterMs ?? 0, pause * (0.5 + random())));
      }
    }
  }

  const userIds = (accounts: readonly AccountId[]): readonly string[] =>
    accounts
      .filter((account) => isTeamsAccount(account))
      .map((account) => references.person(aadOf(account))?.userId ?? userIdOf(account));

  /** Sends the card, and once more naming people quietly where Teams takes no mention of somebody who is not there. */
  async function drawn<Result>(post: Post, send: (activity: Partial<Activity>) => Promise<Result>): Promise<Result> {
    const { card, mark, viewer, actions = [] } = post;
    const activityFor = (more: Partial<CardView>) => {
      const { payload, losses } = drawnCard(card, { in: "message", mark, viewer, userIds, ...more });
      if (losses.length > 0) log.warn({ losses }, "Some of a card did not fit into a Teams message and was left out.");
      const attachments = [{ contentType: adaptiveCard, content: withActions(payload, actions) }];
      const activity: Partial<Activity> = { type: "message", summary: summaryOf(card), attachments };
      return { activity, mentions: (payload.msteams?.entities?.length ?? 0) > 0 };
    };
    const { activity, mentions } = activityFor({});
    try {
      return await send(activity);
    } catch (error) {
      if (!mentions || statusOf(error) !== 400) throw error;
      log.warn({ cause: messageOf(error) }, "Teams did not take a card with mentions; it is sent without notifying.");
      return send(activityFor({ quietly: true }).activity);
    }
  }

  const opened = new Map<string, Promise<string>>();

  async function open(account: AccountId, person: PersonReference | undefined): Promise<string> {
    // Whose conversation it is says in which tenant it is opened; a guest's is the one where they are a guest.
    const tenantId = isUnresolved(account) ? us.tenant : tenantOf(account);
    const service = serviceFor("", person);
    const aad = aadOf(account);
    // The throttle of openings is the app's; each person's is its own thread.
    const conversation = await pacer.run(`open ${aad}`, () =>
      tried(`open ${aad}`, () =>
        service.open({
          isGroup: false,
          bot: { id: us.botId, name: "" },
          members: [{ id: person?.userId ?? aad, name: person?.name ?? "", aadObjectId: aad }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        }),
      ),
    );
    const serviceUrl = person?.serviceUrl ?? references.serviceUrlOf("") ?? publicService;
    await references.keepPerson(aad, {
      personal: conversation,
      ...(person ? {} : { serviceUrl, tenant: tenantOf(account) }),
    });
    return conversation;
  }

  function directConversation(account: AccountId): Promise<string> {
    const aad = aadOf(account);
    const person = references.person(aad);
    if (person?.personal) return Promise.resolve(person.personal);
    const running = opened.get(aad) ?? open(account, person).finally(() => opened.delete(aad));
    opened.set(aad, running);
    return running;
  }

  async function sentDirectly<Result>(account: AccountId, send: (conversation: string) => Promise<Result>) {
    try {
      return await send(await directConversation(account));
    } catch (error) {
      // The app was removed there, or the person put the conversation away: it is of no use as it is.
      if (error instanceof PlatformTrouble && error.kind === "gone")
        await references.keepPerson(aadOf(account), { personal: undefined });
      throw oneToOneTrouble(error);
    }
  }

  return {
    userIds,

    post: (post) =>
      drawn(post, (activity) => {
        const thread = withoutThread(post.conversation);
        const whole = post.viewer === undefined ? activity : { ...activity, channelData: alerting };
        return pacer.run(thread, () => tried(thread, () => serviceFor(thread).post(post.conversation, whole)));
      }),

    update: (message, post) =>
      drawn(post, (activity) => {
        const thread = withoutThread(post.conversation);
        return pacer.run(thread, () =>
          tried(thread, () => serviceFor(thread).update(post.conversation, message, { ...activity, id: message })),
        );
      }),

    answer: (to, post) =>
      drawn(post, (activity) => {
        const { conversation } = post;
        const thread = withoutThread(conversation);
        return tried(
          thread,
          () => {
            pacer.pass(thread);
            const service = serviceFor(thread);
            return to === undefined
              ? service.post(conversation, activity)
              : service.reply(conversation, to, { ...activity, replyToId: to });
          },
          longestAnswerWaitMs,
        );
      }),

    async reached(conversation) {
      const thread = withoutThread(conversation);
      try {
        await serviceFor(thread).member(conversation, us.botId);
      } catch (error) {
        if (!isNo(error)) throw error;
      }
    },

    async directly(account, send) {
      const wasOpen = references.person(aadOf(account))?.personal !== undefined;
      try {
        return await sentDirectly(account, send);
      } catch (error) {
        if (!wasOpen || !(error instanceof PlatformTrouble) || error.kind !== "gone" || statusOf(error) !== 404)
          throw error;
        return sentDirectly(account, send);
      }
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
