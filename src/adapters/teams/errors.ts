/** What the Bot Connector refuses or fails to do, as our troubles, each with its cure. */
import { PlatformTrouble } from "../../ports/messenger.ts";
import { field, gone, lockedOut, type Meaning, messageGone, refused, unreachable } from "../chat/meanings.ts";

/** What was asked of the Bot Connector; the same status means different things for different calls. */
export type Call = "post" | "update" | "createConversation" | "member" | "channels" | "token";

const callNames: Readonly<Record<Call, string>> = {
  post: "to post a message",
  update: "to update a message",
  createConversation: "to open a one-to-one conversation",
  member: "to say who a person is",
  channels: "to name a team's channels",
  token: "to give the bot a token",
};

const busy: Meaning = { kind: "busy", cure: "It is tried again." };

const badSecret = lockedOut(
  "Check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId against the bot's registration; a client secret may have expired.",
);
const notInstalled = gone(
  "The app is not installed for that person, or was removed from the channel: install it for them, or add it to the channel again.",
);
const blocked = gone("The person has blocked the bot, or the conversation is closed to it; the bot can't lift that.");
/** Said at random of conversations that are there, and taken back seconds later: https://github.com/MicrosoftDocs/msteams-docs/issues/9425 */
const noConversation: Meaning = {
  ...gone("The conversation was deleted, or the bot was never in it: add the app to the channel."),
  passing: true,
};
const noMessage = messageGone("The message was deleted; it is posted anew.");
const ours = refused("This is a fault of the bot's own message; please report it with this line.");
const later = unreachable("Teams has a trouble of its own; it is tried again.");

/** By the code in the error's body: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages */
const byCode: Readonly<Record<string, Meaning>> = {
  BotNotInConversationRoster: notInstalled,
  BotNotInConversationRosterError: notInstalled,
  UserNotInConversation: gone("The person is not in the conversation any more."),
  MemberNotFoundInConversation: gone("The person is not in the conversation any more."),
  MessageWritesBlocked: blocked,
  ConversationBlockedByUser: blocked,
  BotBlockedByUser: blocked,
  BotDisabledByAdmin: lockedOut(
    "An administrator disabled the app: allow it in the Teams admin center under Manage apps.",
  ),
  ConversationNotFound: noConversation,
  InvalidConversation: noConversation,
  ActivityNotFoundInConversation: noMessage,
  NotEnoughPermissions: refused(
    "Grant the app the permissions of its manifest: remove it from the team and add it again.",
  ),
  InvalidBotApiHost: refused(
    "The conversation belongs to another cloud's host, such as smba.infra.gcc.teams.microsoft.com; the bot learns it once somebody mentions it there.",
  ),
  MessageSizeTooBig: ours,
  BadSyntax: ours,
};

const byStatus: Readonly<Record<number, Meaning>> = {
  400: ours,
  401: badSecret,
  403: notInstalled,
  408: later,
  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#handle-http-429-responses
  412: busy,
  413: ours,
  429: busy,
};

const unknown = refused(
  "See https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference",
);

function meaningOf(call: Call, status: number, code: string | undefined): Meaning {
  if (call === "token") {
    if (status === 429) return busy;
    return status >= 500 ? later : badSecret;
  }
  if (status === 404) {
    const named = code === undefined ? undefined : byCode[code];
    // An update names both, and Teams does not always say which of them it misses.
    if (named && !(call === "update" && code !== "ConversationNotFound")) return named;
    return call === "update" ? noMessage : noConversation;
  }
  const named = code === undefined ? undefined : byCode[code];
  if (named) return named;
  return byStatus[status] ?? (status >= 500 ? later : unknown);
}

interface Facts {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly retryAfterMs: number | undefined;
}

const textIn = (value: unknown, key: string): string | undefined => {
  const found = field(value, key);
  return typeof found === "string" && found !== "" ? found : undefined;
};

function parsed(text: unknown): unknown {
  if (typeof text !== "string" || text.length > 10_000) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds, or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterMs(header: string | null | undefined): number | undefined {
  if (header === null || header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function headerOf(response: unknown, name: string): string | undefined {
  const headers = field(response, "headers");
  const get = field(headers, "get");
  if (typeof get !== "function") return undefined;
  const value: unknown = Reflect.apply(get, headers, [name]);
  return typeof value === "string" ? value : undefined;
}

/** The parts of a connector's error that say what happened; read by shape, since its classes differ between versions. */
function factsOf(error: unknown): Facts {
  const response = field(error, "response");
  const body = field(response, "parsedBody") ?? parsed(field(response, "bodyAsText")) ?? field(error, "details");
  const inner = field(body, "error") ?? body;
  const status = field(error, "statusCode") ?? field(response, "status");
  return {
    status: typeof status === "number" ? status : undefined,
    code: textIn(inner, "code"),
    message: textIn(inner, "message"),
    retryAfterMs: retryAfterMs(headerOf(response, "retry-after")),
  };
}

const refusalsOfLogin: ReadonlySet<unknown> = new Set(["invalid_client", "unauthorized_client", "invalid_request"]);

/** Whether MSAL was told that the bot's id, secret or tenant is wrong. */
const isRefusalOfLogin = (error: unknown): boolean => refusalsOfLogin.has(field(error, "errorCode"));

/** The status with which Teams answered, where it did. */
export const statusOf = (error: unknown): number | undefined =>
  factsOf(error instanceof PlatformTrouble ? error.cause : error).status;

/** The trouble that an answer means, whatever carried it. */
export function troubleOfAnswer(
  call: Call,
  facts: { status: number; code?: string | undefined; message?: string | undefined; retryAfterMs?: number | undefined },
  cause?: unknown,
): PlatformTrouble {
  const { status, code, retryAfterMs: wait } = facts;
  const meaning = meaningOf(call, status, code);
  const named = [code, facts.message?.slice(0, 300)].filter((part) => part !== undefined).join(": ");
  const what = `Teams did not do as asked, ${callNames[call]} (HTTP ${status}${named ? `, ${named}` : ""}).`;
  const waits = wait !== undefined && (meaning.kind === "busy" || meaning.kind === "unreachable");
  if (waits) {
    const sentence = `${what} It asks to wait ${wait / 1000} s.`;
    return new PlatformTrouble("busy", sentence, { retryAfterMs: wait, cause });
  }
  return new PlatformTrouble(meaning.kind, `${what} ${meaning.cure}`, { passing: meaning.passing === true, cause });
}

/** The error of a call to the Bot Connector as a trouble of ours, whose message says what was refused and what to do. */
export function troubleOf(error: unknown, call: Call): PlatformTrouble {
  if (error instanceof PlatformTrouble) return error;
  const { status, ...facts } = factsOf(error);
  if (status !== undefined) return troubleOfAnswer(call, { status, ...facts }, error);
  const why = error instanceof Error ? error.message : String(error);
  // Microsoft's own login refuses by a word of its own, and not by a status.
  if (isRefusalOfLogin(error))
    return new PlatformTrouble(
      "lockedOut",
      `Microsoft gives the bot no token (${why.slice(0, 300)}). ${badSecret.cure}`,
      {
        cause: error,
      },
    );
  const cure = call === "token" ? "Check the network and TEAMS_TOKEN_URL." : "Check the network.";
  return new PlatformTrouble("unreachable", `Teams could not be asked ${callNames[call]} (${why}). ${cure}`, {
    unanswered: true,
    cause: error,
  });
}

/** What a call one to one met: an administrator shut the bot off from this person, while to others it may write. */
export const oneToOneTrouble = (error: unknown): unknown =>
  error instanceof PlatformTrouble && error.kind === "lockedOut" && statusOf(error) === 403
    ? new PlatformTrouble("refused", error.message, { cause: error.cause })
    : error;

/** Runs a call to the Bot Connector. @throws PlatformTrouble */
export async function asking<Result>(call: Call, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw troubleOf(error, call);
  }
}
