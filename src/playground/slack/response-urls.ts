/** response_url: five uses in thirty minutes. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
import { randomBytes } from "node:crypto";
import { LIMITS } from "./limits.ts";

interface ResponseTarget {
  readonly channelId: string;
  readonly userId: string;
  /** The message that the press was on; a command has none. */
  readonly messageTs?: string;
}

export interface OpenTarget extends ResponseTarget {
  /** The message that this URL itself wrote last: what a command's `replace_original` replaces. */
  lastTs?: string;
}

export interface ResponseUrls {
  /** @returns the path, to be put behind the server's origin. */
  issue(target: ResponseTarget): string;
  /** The target without counting a use: for what is said in an acknowledgement's own body. */
  peek(path: string): OpenTarget | undefined;
  /** Counts one use, or says in Slack's words why there is none left. */
  use(
    path: string,
  ):
    | { readonly ok: true; readonly target: OpenTarget }
    | { readonly ok: false; readonly error: "expired_url" | "used_url" | "no_such_url" };
}

export const RESPONSE_PATH = "/response/";

export function createResponseUrls(monotonic: () => number): ResponseUrls {
  const issued = new Map<string, OpenTarget & { readonly at: number; uses: number }>();
  return {
    issue: (target) => {
      const now = monotonic();
      for (const [path, one] of issued) {
        if (now - one.at <= LIMITS.responseUrl.millis * 2) break;
        issued.delete(path);
      }
      const path = `${RESPONSE_PATH}${randomBytes(18).toString("base64url")}`;
      issued.set(path, { ...target, at: now, uses: 0 });
      return path;
    },
    peek: (path) => issued.get(path),
    use: (path) => {
      const one = issued.get(path);
      if (!one) return { ok: false, error: "no_such_url" };
      if (monotonic() - one.at > LIMITS.responseUrl.millis) return { ok: false, error: "expired_url" };
      if (one.uses >= LIMITS.responseUrl.uses) return { ok: false, error: "used_url" };
      one.uses += 1;
      return { ok: true, target: one };
    },
  };
}
