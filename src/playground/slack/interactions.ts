/** Payloads of interactions: https://docs.slack.dev/reference/interaction-payloads */
import { isThing, type Thing } from "./block-kit/rules.ts";
import { keepingOf, type Placed, stateValues } from "./element-state.ts";
import { homeTeam, teamOf } from "./lookup.ts";
import { messageForApps } from "./messages.ts";
import { viewForApps } from "./modals.ts";
import type { Office } from "./office.ts";
import type { Channel, ElementStates, Message, User, View } from "./world.ts";

/** Where a press happened. */
export type Source =
  | { readonly kind: "message"; readonly channel: Channel; readonly message: Message; readonly states: ElementStates }
  | { readonly kind: "view"; readonly view: View };

export function blockActionsPayload(
  office: Office,
  user: User,
  source: Source,
  placed: Placed,
  fields: Thing,
): Record<string, unknown> {
  const common = {
    type: "block_actions",
    ...identity(office, user, source.kind === "view"),
    trigger_id: office.triggers.issue({
      userId: user.id,
      ...(source.kind === "view" ? { viewId: source.view.id } : {}),
    }),
    actions: [actionOf(office, placed, fields)],
  };
  if (source.kind === "view") {
    const view = viewForApps(office, source.view);
    return { ...common, container: { type: "view", view_id: source.view.id }, view };
  }
  const { channel, message, states } = source;
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {};
  return {
    ...common,
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.onlyFor !== undefined,
      ...thread,
    },
    channel: { id: channel.id, name: channelName(channel) },
    // Of an ephemeral message Slack sends no `message`.
    ...(message.onlyFor ? {} : { message: messageForApps(office.world, channel, message, { metadata: true }) }),
    state: { values: stateValues(message.blocks, states) },
    response_url: responseUrl(office, { channelId: channel.id, userId: user.id, messageTs: message.ts }),
  };
}

export function viewSubmissionPayload(office: Office, user: User, view: View): Record<string, unknown> {
  return {
    type: "view_submission",
    ...identity(office, user, true),
    trigger_id: office.triggers.issue({ userId: user.id, viewId: view.id }),
    view: viewForApps(office, view),
    response_urls: [],
  };
}

export function viewClosedPayload(office: Office, user: User, view: View, isCleared: boolean): Record<string, unknown> {
  return {
    type: "view_closed",
    ...identity(office, user, true),
    view: viewForApps(office, view),
    is_cleared: isCleared,
  };
}

/** The fields of a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandFields(
  office: Office,
  user: User,
  channel: Channel,
  command: string,
  text: string,
): Record<string, string> {
  const team = teamOf(office.world, user);
  return {
    token: "local-verification-token",
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: office.world.app.id,
    is_enterprise_install: "false",
    response_url: responseUrl(office, { channelId: channel.id, userId: user.id }),
    trigger_id: office.triggers.issue({ userId: user.id }),
  };
}

/**
 * Who did it. Over Slack Connect `user.team_id` is the person's own workspace. `team` is the app's workspace for a press
 * on a message (https://github.com/slackapi/java-slack-sdk/issues/1041), but the person's own inside a modal
 * (https://github.com/slackapi/bolt-js/issues/1614), where only `view.app_installed_team_id` names the app's.
 */
function identity(office: Office, user: User, inView: boolean): Record<string, unknown> {
  const team = inView ? teamOf(office.world, user) : homeTeam(office.world);
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    team: { id: team.id, domain: team.domain },
    api_app_id: office.world.app.id,
    token: "local-verification-token",
    enterprise: null,
    is_enterprise_install: false,
  };
}

function actionOf(office: Office, { element, blockId, actionId }: Placed, fields: Thing): Record<string, unknown> {
  const seconds = office.nextTs();
  const base = { action_id: actionId, block_id: blockId, type: element.type, action_ts: seconds };
  const type = String(element.type);
  if (type === "button" || type === "workflow_button" || type === "icon_button") {
    return { ...base, ...pick(element, ["text", "value", "style", "url"]) };
  }
  const keeping = keepingOf(element);
  const member = keeping?.member ?? "selected_option";
  return {
    ...base,
    [member]: fields[member] ?? keeping?.empty ?? null,
    ...pick(element, ["placeholder", keeping?.initial ?? ""]),
  };
}

function pick(thing: Thing, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => thing[name] !== undefined).map((name) => [name, thing[name]]));
}

function responseUrl(office: Office, target: Parameters<Office["responseUrls"]["issue"]>[0]): string {
  return `${office.origin()}${office.responseUrls.issue(target)}`;
}

function channelName(channel: Channel): string {
  return { im: "directmessage", private: "privategroup", public: channel.name }[channel.kind];
}

/** The answer's body as an object; Slack takes a bare text as the text of a message. */
export function bodyAsObject(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    if (isThing(parsed)) return parsed;
  } catch {
    // not JSON: plain text
  }
  return body.trim() === "" ? {} : { text: body };
}
