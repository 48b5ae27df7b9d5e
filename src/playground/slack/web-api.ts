/** The Web API over HTTP: who calls, with which right, how often, and what goes wrong on order. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CallFault } from "./faults.ts";
import { answerJson, mediaType, readBody } from "./http-bodies.ts";
import { METHODS } from "./methods/all.ts";
import { type Answer, type Args, type Method, type Refusal, refuse, refuseArgument } from "./methods/method.ts";
import type { Office } from "./office.ts";
import type { RateLimits } from "./rate-limits.ts";
import { respond } from "./responding.ts";
import type { CallEntry } from "./traffic-log.ts";

export const API_PATH = "/api/";
const BODY_LIMIT = 2 * 1024 * 1024;

/** Arguments that forms carry as JSON text. */
const JSON_ARGUMENTS = ["blocks", "attachments", "metadata", "view"];

/** Answers `POST /api/<method>`. */
export async function serveApi(
  office: Office,
  limits: RateLimits,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const url = new URL(req.url ?? "/", "http://local");
  const name = url.pathname.slice(API_PATH.length);
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const read = readArgs(mediaType(req), await readBody(req, BODY_LIMIT), url);
  const entry = office.log.addCall(name, read.ok ? withoutToken(read.args) : {});
  const finish = (status: number, answer?: Answer): void => {
    entry.status = status;
    if (answer) entry.answer = answer;
    entry.done = true;
    office.log.touched();
  };
  const reply = (answer: Answer): void => {
    finish(200, answer);
    answerJson(res, 200, answer, scopeHeaders(office, method));
  };
  const drop = (): void => {
    finish(0);
    req.socket.destroy();
  };

  if (!read.ok) return reply(read);
  const { args } = read;
  const refused = admission(office, method, tokenOf(req, args), args);
  if (!method || refused) return reply(refused ?? refuse("unknown_method", { req_method: name }));

  const fault = office.faults.takeForCall(name);
  const seconds =
    fault?.kind === "rateLimited"
      ? fault.retryAfter
      : office.settings.rateLimits
        ? limits.waitFor(name, method.tier, args.channel)
        : undefined;
  if (seconds !== undefined) {
    finish(429, refuse("ratelimited"));
    return answerJson(res, 429, refuse("ratelimited"), { "retry-after": String(seconds) });
  }
  await perform(office, { entry, run: () => method.run(office, args), reply, drop, fault }, (status) => {
    finish(status);
    answerJson(res, status, { ok: false, error: "internal_error" });
  });
}

interface Performance {
  readonly entry: CallEntry;
  readonly run: () => Answer;
  readonly reply: (answer: Answer) => void;
  readonly drop: () => void;
  readonly fault: CallFault | undefined;
}

/** Runs the method, or only part of what a good connection would have seen of it. */
async function perform(
  office: Office,
  { entry, run, reply, drop, fault }: Performance,
  fail: (status: number) => void,
): Promise<void> {
  const work = (): Answer => {
    const answer = run();
    entry.effect = answer.ok;
    return answer;
  };
  switch (fault?.kind) {
    case undefined:
    case "rateLimited":
      return reply(work());
    case "refusal":
      return reply(refuse(fault.error));
    case "status":
      if (fault.effect) work();
      return fail(fault.status);
    case "drop":
      if (fault.when === "afterEffect") work();
      return drop();
    case "delay":
    case "hold": {
      const early = fault.effect === "first" ? work() : undefined;
      if (early) office.log.touched();
      await (fault.kind === "hold" ? fault.until : new Promise((resolve) => setTimeout(resolve, fault.millis)));
      return reply(early ?? work());
    }
  }
}

type ReadArgs = { readonly ok: true; readonly args: Args } | Refusal;

function readArgs(type: string, body: string, url: URL): ReadArgs {
  const query = Object.fromEntries(url.searchParams);
  if (type === "application/json") {
    try {
      const parsed: unknown = body === "" ? {} : JSON.parse(body);
      if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return refuse("json_not_object");
      return { ok: true, args: { ...query, ...parsed } };
    } catch {
      return refuse("invalid_json");
    }
  }
  if (type !== "application/x-www-form-urlencoded" && body !== "") return refuse("invalid_post_type");
  const args: Record<string, unknown> = { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  for (const name of JSON_ARGUMENTS) {
    if (typeof args[name] !== "string") continue;
    try {
      args[name] = JSON.parse(args[name]);
    } catch {
      return name === "blocks"
        ? refuse("invalid_blocks_format")
        : refuseArgument(`must be valid JSON [json-pointer:/${name}]`);
    }
  }
  return { ok: true, args };
}

function tokenOf(req: IncomingMessage, args: Args): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1];
  return bearer ?? (typeof args.token === "string" ? args.token : undefined);
}

function withoutToken({ token: _token, ...rest }: Args): Args {
  return rest;
}

/** What stands between a caller and a method; undefined where nothing does. */
function admission(
  office: Office,
  method: Method | undefined,
  token: string | undefined,
  args: Args,
): Answer | undefined {
  if (!method) return undefined;
  if (method.token !== "none") {
    if (!token) return refuse("not_authed");
    const { botToken, appToken } = office.bot() ?? {};
    const [right, wrong] = method.token === "app" ? [appToken, botToken] : [botToken, appToken];
    if (token !== right) return refuse(token === wrong ? "not_allowed_token_type" : "invalid_auth");
  }
  const { scopes } = office.settings;
  const needed = typeof method.scopes === "function" ? method.scopes(office, args) : method.scopes;
  if (needed.length > 0 && !needed.some((one) => scopes.includes(one))) {
    return refuse("missing_scope", { needed: needed.join(","), provided: scopes.join(",") });
  }
  return undefined;
}

function scopeHeaders(office: Office, method: Method | undefined): Record<string, string> {
  const accepted = method && typeof method.scopes !== "function" ? method.scopes : [];
  return { "x-oauth-scopes": office.settings.scopes.join(","), "x-accepted-oauth-scopes": accepted.join(",") };
}

/** Answers `POST /response/<id>`: a message through a response_url. */
export async function serveResponseUrl(office: Office, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const read = readArgs(mediaType(req), await readBody(req, BODY_LIMIT), new URL("http://local/"));
  const entry = office.log.addCall("response_url", read.ok ? read.args : {});
  const finish = (status: number, answer?: Answer): void => {
    entry.status = status;
    if (answer) entry.answer = answer;
    entry.effect ||= answer?.ok ?? false;
    entry.done = true;
    office.log.touched();
    if (answer) answerJson(res, status, answer);
  };
  const work = (): Answer => {
    if (!read.ok) return read;
    const used = office.responseUrls.use(req.url ?? "");
    return used.ok ? respond(office, used.target, read.args) : refuse(used.error);
  };
  const statusOf = (answer: Answer): number =>
    answer.ok ? 200 : ["used_url", "expired_url", "no_such_url"].includes(answer.error) ? 404 : 400;
  const fault = office.faults.takeForCall("response_url");
  if (fault?.kind === "rateLimited") {
    finish(429);
    return answerJson(res, 429, refuse("ratelimited"), { "retry-after": String(fault.retryAfter) });
  }
  const drop = (): void => {
    finish(0);
    req.socket.destroy();
  };
  await perform(
    office,
    { entry, run: work, reply: (answer) => finish(statusOf(answer), answer), drop, fault },
    (status) => finish(status, refuse("internal_error")),
  );
}
