/** What a Web API method is: who may call it how often, and what it does. */
import type { Fault } from "../block-kit/check.ts";
import type { Tier } from "../limits.ts";
import type { Office } from "../office.ts";

export type Args = Readonly<Record<string, unknown>>;
export type Answer = { readonly ok: true; readonly [member: string]: unknown } | Refusal;
export interface Refusal {
  readonly ok: false;
  readonly error: string;
  readonly [member: string]: unknown;
}

export interface Method {
  readonly tier: Tier;
  /** Scopes of which one is needed; a function where that depends on what the call is about. */
  readonly scopes: readonly string[] | ((office: Office, args: Args) => readonly string[]);
  /** Whose token it takes: the bot's unless said otherwise; `api.test` takes none. */
  readonly token?: "app" | "none";
  run(office: Office, args: Args): Answer;
}

export type Methods = Readonly<Record<string, Method>>;

export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): Refusal {
  return { ok: false, error, ...more };
}

/** A refusal in the form that Slack gives to faults of blocks and views, with the place of each. */
export function refuseFault(fault: Fault): Refusal {
  if (fault.messages.length === 0) return refuse(fault.error);
  return refuse(fault.error, {
    errors: fault.messages,
    response_metadata: { messages: fault.messages.map((message) => `[ERROR] ${message}`) },
  });
}

/** Slack's answer to an argument that is missing or malformed. */
export function refuseArgument(...messages: readonly string[]): Refusal {
  return refuse("invalid_arguments", { response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) } });
}

export function textOf(args: Args, name: string): string | undefined {
  const value = args[name];
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : undefined;
}

/** Forms carry booleans as text. */
export function flagOf(args: Args, name: string): boolean {
  return [true, "true", "1", 1].includes(args[name] as string | number | boolean);
}

function numberOf(args: Args, name: string): number | undefined {
  const value = Number(args[name] ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string;
}

/** Cursor pagination: https://docs.slack.dev/apis/web-api/pagination */
export function paginate<T>(
  all: readonly T[],
  args: Args,
  limits: { readonly fallback: number; readonly max: number },
): Page<T> | Refusal {
  const cursor = textOf(args, "cursor");
  const from = cursor ? Number(Buffer.from(cursor, "base64url").toString().replace("next:", "")) : 0;
  if (!Number.isInteger(from) || from < 0) return refuse("invalid_cursor");
  const limit = numberOf(args, "limit") ?? limits.fallback;
  if (limit < 1) return refuse("invalid_limit");
  const to = from + Math.min(limit, limits.max);
  return { items: all.slice(from, to), next: to < all.length ? Buffer.from(`next:${to}`).toString("base64url") : "" };
}

export function isRefusal(value: object): value is Refusal {
  return "ok" in value && value.ok === false;
}
