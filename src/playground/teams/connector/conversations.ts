/** Beginning a personal chat or a thread of a channel: POST /v3/conversations */
import { isThing } from "../activity.ts";
import { botId, conversationOf, messageOf, personalChat, personOf, teamOf } from "../lookup.ts";
import { post } from "../messages.ts";
import { personalChatId } from "../seed.ts";
import type { Conversation, TeamsPerson } from "../world.ts";
import { readDraft } from "./activities.ts";
import { type Answer, REFUSALS } from "./answer.ts";
import type { Call } from "./call.ts";

export function createConversation(call: Call): Answer {
  const { office, body } = call;
  const channelData = isThing(body.channelData) ? body.channelData : {};
  const channel = isThing(channelData.channel) ? channelData.channel.id : undefined;
  if (channel !== undefined) return beginThread(call, String(channel));
  if (body.isGroup === true) return REFUSALS.badSyntax("A bot can't begin a group chat.");

  const tenant = isThing(channelData.tenant) ? channelData.tenant.id : body.tenantId;
  if (typeof tenant !== "string") return REFUSALS.badSyntax("The tenant is missing.");
  if (tenant !== office.world.app.tenantId) return REFUSALS.forbidden("The app is not installed in this tenant.");
  const bot = isThing(body.bot) ? body.bot.id : undefined;
  if (bot !== undefined && ![botId(office.world), office.world.app.id].includes(String(bot)))
    return REFUSALS.badSyntax("Invalid bot id.");
  const [member, ...more] = Array.isArray(body.members) ? body.members : [];
  if (!isThing(member) || more.length > 0) return REFUSALS.badSyntax("A personal chat has exactly one member.");
  const id = String(member.id);
  const person = /^(29:|8:orgid:|[0-9a-f]{8}-)/.test(id) ? personOf(office.world, id) : undefined;
  if (!person) return REFUSALS.badSyntax("Invalid user identity in provided tenant");
  if (!person.personalApp) return REFUSALS.notInstalled();
  const chat = personalChat(office.world, person.id) ?? openChat(call, person);
  return begin(call, chat, { id: chat.id });
}

function openChat({ office }: Call, person: TeamsPerson): Conversation {
  const chat: Conversation = {
    id: personalChatId(office.world.app.id, person.id),
    kind: "personal",
    name: "",
    sharedWith: [],
    members: [person.id],
    hasBot: true,
    deleted: false,
    readUpTo: {},
  };
  office.world.conversations.push(chat);
  return chat;
}

function beginThread(call: Call, channelId: string): Answer {
  const { world } = call.office;
  const conversation = conversationOf(world, channelId);
  if (conversation?.kind !== "channel" || conversation.deleted) return REFUSALS.noConversation();
  if (!conversation.hasBot) return REFUSALS.notInRoster();
  if (teamOf(world, conversation)?.archived) return REFUSALS.forbidden("The team is archived.");
  if (!isThing(call.body.activity)) return REFUSALS.badSyntax("A thread begins with an activity.");
  const begun = begin(call, conversation, {});
  const id = isThing(begun.body) ? begun.body.activityId : undefined;
  if (typeof id !== "string" || !messageOf(world, conversation.id, id)) return begun;
  return { status: 201, body: { id: `${conversation.id};messageid=${id}`, activityId: id } };
}

/** With the first message, where one came along. */
function begin({ office, body, bytes }: Call, conversation: Conversation, answer: { id?: string }): Answer {
  if (!isThing(body.activity)) return { status: 201, body: answer };
  const read = readDraft(office, body.activity, bytes);
  if ("refusal" in read) return read.refusal;
  return { status: 201, body: { ...answer, activityId: post(office, conversation, read.draft).id } };
}
