/** What stands in the local Slack and the local Teams after a run: every message of the bot's that more than one time can see. */
import type { Instant } from "../../../src/domain/ids.ts";
import type { CallEntry } from "../../../src/playground/teams/traffic-log.ts";
import { channelOf, conversationOf, everybody, slackIdOf, teamsIdOf } from "./chaos-people.ts";
import type { Town } from "./chaos-town.ts";
import type { Platform } from "./chaos-weather.ts";
import { wordsIn } from "./posted.ts";

export interface Standing {
  readonly platform: Platform;
  /** As receipts name it. */
  readonly id: string;
  readonly direct: boolean;
  /** Empty where the platform carries none. */
  readonly mark: string;
  /** Blocks, or the card. */
  readonly content: unknown;
  readonly words: string;
}

const botUser = "U0BOT";

/** The message that a receipt names; one that stands in a channel instead of one to one says so. */
export const receiptId = (receipt: string): string => receipt.replace(/[:|]instead$/, "");

/** Since the run began: people who are written to one to one were so before. */
export function standingIn(town: Town, run: number, since: Instant): readonly Standing[] {
  return [...inSlack(town, run, since), ...inTeams(town, run, since)];
}

function inSlack({ slack: { world } }: Town, run: number, since: Instant): readonly Standing[] {
  const people = new Set(everybody.map((who) => slackIdOf(who, run)));
  const isOurs = (id: string, kind: string, members: readonly string[]): boolean =>
    id === channelOf(run) || (kind === "im" && members.some((member) => people.has(member)));
  return world.channels
    .filter(({ id, kind, members }) => isOurs(id, kind, members))
    .flatMap((channel) =>
      (world.messages[channel.id] ?? [])
        .filter(
          (message) =>
            message.user === botUser && message.onlyFor === undefined && Number(message.ts) * 1000 >= Date.parse(since),
        )
        .map((message) => ({
          platform: "slack" as const,
          id: `${channel.id}:${message.ts}`,
          direct: channel.kind === "im",
          mark: String(message.metadata?.event_payload.mark ?? ""),
          content: message.blocks,
          words: wordsIn(message.blocks),
        })),
    );
}

function teamsConversations({ teams: { world } }: Town, run: number) {
  const people = new Set(everybody.map((who) => teamsIdOf(who, run)));
  return world.conversations.filter(
    ({ id, kind, members }) => id === conversationOf(run) || (kind === "personal" && people.has(members[0] ?? "")),
  );
}

function inTeams(town: Town, run: number, since: Instant): readonly Standing[] {
  const { world } = town.teams;
  return teamsConversations(town, run).flatMap((conversation) =>
    (world.messages[conversation.id] ?? [])
      .filter(({ author, at }) => author === `28:${world.app.id}` && at >= since)
      .map((message) => ({
        platform: "teams" as const,
        id: `${conversation.id}|${message.id}`,
        direct: conversation.kind === "personal",
        mark: "",
        content: message.cards[0],
        words: wordsOfCard(message.cards[0]),
      })),
  );
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Block by block, the runs of one side by side. */
export function wordsOfCard(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(wordsOfCard)
      .filter((words) => words !== "")
      .join("\n");
  if (field(value, "type") === "RichTextBlock") {
    const inlines = field(value, "inlines");
    return (Array.isArray(inlines) ? inlines : [])
      .map((inline) => (typeof inline === "string" ? inline : String(field(inline, "text") ?? "")))
      .join("");
  }
  const text = field(value, "text");
  if (typeof text === "string") return text;
  return ["body", "items", "columns"]
    .map((name) => wordsOfCard(field(value, name) ?? []))
    .filter((words) => words !== "")
    .join("\n");
}

const isAnswered = ({ status }: CallEntry): boolean => status !== undefined && status >= 200 && status < 300;

/**
 * Messages that stand in Teams and of which the bot was never told: it cannot look, so it may have sent them again. `news`:
 * in the channel or chat, where answers are replies to what was said; the others stand one to one, answers among them.
 */
export function neverLearned(
  town: Town,
  run: number,
  since: Instant,
): { readonly news: readonly string[]; readonly direct: readonly string[] } {
  const calls = [...town.teams.log.calls("sendToConversation"), ...town.teams.log.calls("replyToActivity")];
  const learned = new Set(calls.filter(isAnswered).map(({ answer }) => String(field(answer, "id"))));
  const lost = teamsConversations(town, run).flatMap((conversation) =>
    (town.teams.world.messages[conversation.id] ?? [])
      .filter(
        (message) =>
          message.author === `28:${town.teams.world.app.id}` && message.at >= since && !learned.has(message.id),
      )
      .map((message) => ({ conversation, message })),
  );
  const unanswered = calls.filter((call) => call.effect && !isAnswered(call)).length;
  if (lost.length > unanswered)
    throw new Error(
      `${lost.length} messages in Teams were never answered for, but only ${unanswered} answers were lost.`,
    );
  const replies = new Set(
    town.teams.log
      .calls("replyToActivity")
      .flatMap((call) => (call.effect && !isAnswered(call) ? [JSON.stringify(cardIn(call))] : [])),
  );
  const named = lost.filter(({ message }) => !replies.has(JSON.stringify(message.cards[0])));
  const ids = (direct: boolean) =>
    named
      .filter(({ conversation }) => (conversation.kind === "personal") === direct)
      .map(({ conversation, message }) => `${conversation.id}|${message.id}`);
  return { news: ids(false), direct: ids(true) };
}

function cardIn({ body }: CallEntry): unknown {
  const attachments = field(body, "attachments");
  return Array.isArray(attachments) ? field(attachments[0], "content") : undefined;
}

/** What somebody said, where the bot replied to it more than once, but for replies in Teams of which it was never told. */
export function answeredTwice(town: Town, run: number, since: Instant): readonly string[] {
  const { slack, teams } = town;
  const learned = new Set(
    teams.log.calls("replyToActivity").flatMap((call) => (isAnswered(call) ? [String(field(call.answer, "id"))] : [])),
  );
  const inTeams = teamsConversations(town, run).flatMap(({ id }) =>
    (teams.world.messages[id] ?? [])
      .filter((message) => learned.has(message.id) && message.at >= since)
      .map((message) => `${id} ${message.replyTo ?? message.id}`),
  );
  const inSlack = (slack.world.messages[channelOf(run)] ?? [])
    .filter((message) => message.user === botUser && message.onlyFor === undefined && message.threadTs !== undefined)
    .map((message) => `${channelOf(run)} ${message.threadTs}`);
  const all = [...inTeams, ...inSlack];
  return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
}
