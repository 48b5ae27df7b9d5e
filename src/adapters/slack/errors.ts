/** What Slack refuses or fails to do, as our troubles, each with its cure. */
import { PlatformTrouble, type TroubleKind } from "../../ports/messenger.ts";
import { field, gone, lockedOut, type Meaning, messageGone, refused, unreachable } from "../chat/meanings.ts";

const badToken = lockedOut(
  "Check SLACK_BOT_TOKEN: copy the Bot User OAuth Token (xoxb-…) from the app's page OAuth & Permissions, reinstalling the app if asked.",
);
const later = unreachable("Slack has a trouble of its own; it is tried again.");
const invite = gone("Invite the bot to the channel with /invite.");
const noSuchPerson = gone("The person is not in Slack any more, or cannot be seen from the workspace of the app.");
const noDirect = refused("The person cannot be written to directly; the channel is used instead.");
const ours = refused("This is a fault of the bot's own message; please report it with this line.");

/** By Slack's error code: https://docs.slack.dev/reference/methods, each method's table of errors. */
const meanings: Readonly<Record<string, Meaning>> = {
  not_authed: badToken,
  invalid_auth: badToken,
  account_inactive: badToken,
  token_revoked: badToken,
  token_expired: badToken,
  no_permission: refused("Reinstall the app to the workspace: its token lacks this permission."),
  not_allowed_token_type: badToken,
  missing_scope: refused("Add the scope under OAuth & Permissions, then reinstall the app."),
  ekm_access_denied: refused("The workspace's administrators suspended posting."),
  access_denied: refused("The workspace does not allow this to the app; ask its administrator."),
  restricted_action: refused("The workspace's administrators don't let apps post there; ask them to."),
  unknown_method: refused("This Slack does not know the method; the bot goes on without it."),
  method_deprecated: refused("Slack has retired the method; update the bot."),
  channel_not_found: invite,
  not_in_channel: invite,
  is_inactive: gone("The conversation is closed."),
  is_archived: gone("The channel is archived; unarchive it to go on there."),
  user_not_found: noSuchPerson,
  users_not_found: noSuchPerson,
  user_not_visible: noSuchPerson,
  user_disabled: noSuchPerson,
  user_not_in_channel: gone("The person is not in the channel."),
  cannot_dm_bot: noDirect,
  cannot_dm_user: noDirect,
  messages_tab_disabled: noDirect,
  not_allowed: noDirect,
  message_not_found: messageGone("The message was deleted; it is posted anew."),
  cant_update_message: messageGone("The message is not the bot's own; it is posted anew."),
  edit_window_closed: messageGone("The message is too old to be edited here; it is posted anew."),
  ratelimited: { kind: "busy", cure: "It is tried again." },
  rate_limited: { kind: "busy", cure: "It is tried again." },
  message_limit_exceeded: refused("The workspace has reached its number of messages."),
  internal_error: later,
  fatal_error: later,
  service_unavailable: later,
  request_timeout: later,
  team_added_to_org: later,
  accesslimited: later,
  msg_blocks_too_long: ours,
  invalid_blocks: ours,
  invalid_blocks_format: ours,
  invalid_arguments: ours,
  no_text: ours,
  view_too_large: ours,
};

const unknown = refused("See https://docs.slack.dev/reference/methods for the meaning of the code.");

interface Facts {
  readonly code: string | undefined;
  readonly needed: string | undefined;
  readonly details: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
}

const textIn = (value: unknown, key: string): string | undefined => {
  const found = field(value, key);
  return typeof found === "string" ? found : undefined;
};
const numberIn = (value: unknown, key: string): number | undefined => {
  const found = field(value, key);
  return typeof found === "number" ? found : undefined;
};

/** The parts of a WebClient error that say what happened; read by shape, since the classes differ between versions. */
function factsOf(error: unknown): Facts {
  const data = field(error, "data");
  const messages = field(field(data, "response_metadata"), "messages");
  const seconds = numberIn(error, "retryAfter");
  return {
    code: textIn(data, "error"),
    needed: textIn(data, "needed"),
    details: Array.isArray(messages) ? messages.join(" ") : undefined,
    retryAfterMs: seconds === undefined ? undefined : seconds * 1000,
    status: numberIn(error, "statusCode"),
  };
}

/** Slack's own word for what went wrong, such as `expired_trigger_id`; undefined where it gave none. */
export const slackCodeOf = (error: unknown): string | undefined =>
  factsOf(error instanceof PlatformTrouble ? error.cause : error).code;

/** The error of a call to Slack as a trouble of ours, whose message says what was refused and what to do. */
export function troubleOf(error: unknown, method: string): PlatformTrouble {
  if (error instanceof PlatformTrouble) return error;
  const { code, needed, details, retryAfterMs, status } = factsOf(error);
  if (retryAfterMs !== undefined) {
    return new PlatformTrouble(
      "busy",
      `Slack asks to wait ${retryAfterMs / 1000} s before ${method} is called again.`,
      {
        retryAfterMs,
        cause: error,
      },
    );
  }
  if (code !== undefined) {
    const meaning = meanings[code] ?? unknown;
    const named = [code, needed ? `needs the scope ${needed}` : "", details ?? ""]
      .filter((part) => part !== "")
      .join("; ");
    return new PlatformTrouble(meaning.kind, `Slack refused ${method} (${named}). ${meaning.cure}`, { cause: error });
  }
  const why = status !== undefined ? `HTTP ${status}` : error instanceof Error ? error.message : String(error);
  const kind: TroubleKind = status === undefined || status >= 500 || status === 408 ? "unreachable" : "refused";
  return new PlatformTrouble(kind, `Slack did not do ${method} (${why}). Check the network and SLACK_API_URL.`, {
    unanswered: status === undefined,
    cause: error,
  });
}

/** Runs a call to Slack. @throws PlatformTrouble */
export async function asking<Result>(method: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw troubleOf(error, method);
  }
}
