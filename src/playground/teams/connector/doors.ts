/** The connector over HTTP: who may call, what the path means, throttling, faults on order, and the log. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson, readBody } from "../../slack/http-bodies.ts";
import { isThing, type Json } from "../activity.ts";
import type { CallFault, Operation } from "../faults.ts";
import { partsOf } from "../lookup.ts";
import type { Office } from "../office.ts";
import type { RateLimits } from "../rate-limits.ts";
import type { Tokens } from "../tokens.ts";
import type { CallEntry } from "../traffic-log.ts";
import { deleteActivity, replyToActivity, sendToConversation, updateActivity } from "./activities.ts";
import { type Answer, REFUSALS, refuse } from "./answer.ts";
import type { Call } from "./call.ts";
import { createConversation } from "./conversations.ts";
import { getConversationMember, getConversationMembers, getConversationPagedMembers } from "./members.ts";
import { fetchChannelList, fetchTeamDetails } from "./teams.ts";

const BODY_LIMIT = 1024 * 1024;

type ConnectorOperation = Exclude<Operation, "token">;

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly throttled: "send" | "members";
  readonly work: (call: Call) => Answer;
}

const ROUTES: Readonly<Record<ConnectorOperation, Route>> = {
  createConversation: { method: "POST", path: /^conversations$/, throttled: "send", work: createConversation },
  sendToConversation: {
    method: "POST",
    path: /^conversations\/([^/]+)\/activities$/,
    throttled: "send",
    work: sendToConversation,
  },
  replyToActivity: {
    method: "POST",
    path: /^conversations\/([^/]+)\/activities\/([^/]+)$/,
    throttled: "send",
    work: replyToActivity,
  },
  updateActivity: {
    method: "PUT",
    path: /^conversations\/([^/]+)\/activities\/([^/]+)$/,
    throttled: "send",
    work: updateActivity,
  },
  deleteActivity: {
    method: "DELETE",
    path: /^conversations\/([^/]+)\/activities\/([^/]+)$/,
    throttled: "send",
    work: deleteActivity,
  },
  getConversationMembers: {
    method: "GET",
    path: /^conversations\/([^/]+)\/members$/,
    throttled: "members",
    work: getConversationMembers,
  },
  getConversationMember: {
    method: "GET",
    path: /^conversations\/([^/]+)\/members\/([^/]+)$/,
    throttled: "members",
    work: getConversationMember,
  },
  getConversationPagedMembers: {
    method: "GET",
    path: /^conversations\/([^/]+)\/pagedmembers$/,
    throttled: "members",
    work: getConversationPagedMembers,
  },
  fetchTeamDetails: { method: "GET", path: /^teams\/([^/]+)$/, throttled: "members", work: fetchTeamDetails },
  fetchChannelList: {
    method: "GET",
    path: /^teams\/([^/]+)\/conversations$/,
    throttled: "members",
    work: fetchChannelList,
  },
};

export interface ConnectorWiring {
  readonly office: Office;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  /** What stands before `v3`, slashes included. */
  readonly root: string;
}

/** Serves one call of the bot. @throws TooLarge */
export async function serveConnector(
  wiring: ConnectorWiring,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { office, tokens, limits } = wiring;
  const url = new URL(req.url ?? "/", "http://localhost");
  const found = route(req.method ?? "", url.pathname, `${wiring.root}v3`);
  const text = await readBody(req, BODY_LIMIT);
  if (!found) return answerJson(res, 404, refuse(404, "NotFound", "There is no such operation.").body);
  const body = parse(text);
  const entry = office.log.addCall({
    operation: found.operation,
    ...(found.conversation ? { conversation: found.conversation } : {}),
    ...(found.item ? { activity: found.item } : {}),
    body: body ?? {},
  });
  const { conversation, item } = found;
  const call: Call = {
    office,
    conversation,
    item,
    body: body ?? {},
    bytes: Buffer.byteLength(text),
    query: url.searchParams,
  };
  const outage = office.faults.outage;
  if (outage === "unreachable") return drop(office, entry, req);
  if (outage === "unavailable") return reply(office, entry, res, REFUSALS.unavailable());
  if (!(await tokens.isGood(req.headers.authorization))) return reply(office, entry, res, REFUSALS.unauthorized());
  await meet(office.faults.takeForCall(found.operation), {
    office,
    entry,
    req,
    res,
    work: () => {
      if (!body) return REFUSALS.badSyntax("The body is not JSON.");
      const { throttled, work } = ROUTES[found.operation];
      const wait = office.settings.rateLimits ? limits.waitFor(throttled, partsOf(conversation).id) : undefined;
      return wait === undefined ? work(call) : REFUSALS.tooMany(wait);
    },
  });
}

/** Serves a request for a token, which can be made to fail like every other call. */
export async function serveToken(
  office: Office,
  tokens: Tokens,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const text = await readBody(req, BODY_LIMIT);
  const { client_secret: _secret, ...body } = Object.fromEntries(new URLSearchParams(text));
  const entry = office.log.addCall({ operation: "token", body });
  const granted = await tokens.grant(req, text);
  await meet(office.faults.takeForCall("token"), { office, entry, req, res, work: () => granted });
}

interface Meeting {
  readonly office: Office;
  readonly entry: CallEntry;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly work: () => Answer;
}

async function meet(fault: CallFault | undefined, meeting: Meeting): Promise<void> {
  const { office, entry, req, res } = meeting;
  const work = (): Answer => {
    const answer = meeting.work();
    entry.effect = answer.status < 300;
    return answer;
  };
  const say = (answer: Answer): void => reply(office, entry, res, answer);
  switch (fault?.kind) {
    case undefined:
      return say(work());
    case "rateLimited":
      return say(REFUSALS.tooMany(fault.retryAfter));
    case "refusal":
      return say(refuse(fault.status, fault.code, fault.message ?? fault.code));
    case "status":
      if (fault.effect) work();
      return say(refuse(fault.status, fault.code ?? "ServiceError", "This was ordered to fail."));
    case "drop":
      if (fault.when === "afterEffect") work();
      return drop(office, entry, req);
    case "delay":
    case "hold": {
      const early = fault.effect === "first" ? work() : undefined;
      if (early) office.log.touched();
      await (fault.kind === "hold" ? fault.until : new Promise((resolve) => setTimeout(resolve, fault.millis)));
      return say(early ?? work());
    }
  }
}

function reply(office: Office, entry: CallEntry, res: ServerResponse, answer: Answer): void {
  // The secret part of a token's answer is nobody's to read in the log.
  entry.answer = entry.operation === "token" && answer.status === 200 ? {} : answer.body;
  entry.status = answer.status;
  entry.done = true;
  office.log.touched();
  if (answer.body === undefined) res.writeHead(answer.status, { "content-length": 0, ...answer.headers }).end();
  else answerJson(res, answer.status, answer.body, answer.headers);
}

function drop(office: Office, entry: CallEntry, req: IncomingMessage): void {
  entry.status = 0;
  entry.done = true;
  office.log.touched();
  req.socket.destroy();
}

interface Found {
  readonly operation: ConnectorOperation;
  readonly conversation: string;
  readonly item: string;
}

function route(method: string, path: string, root: string): Found | undefined {
  if (!path.toLowerCase().startsWith(root.toLowerCase())) return undefined;
  const rest = path.slice(root.length).replace(/^\/|\/$/g, "");
  for (const [operation, one] of Object.entries(ROUTES)) {
    const match = one.method === method ? one.path.exec(rest) : null;
    if (!match) continue;
    const [, conversation = "", item = ""] = match.map(decoded);
    return { operation: operation as ConnectorOperation, conversation, item };
  }
  return undefined;
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return text ?? "";
  }
}

function parse(text: string): Json | undefined {
  if (text === "") return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isThing(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
