import { describe, expect, it } from "vitest";
import { asking, type Call, retryAfterMs, statusOf, troubleOf } from "../../../src/adapters/teams/errors.ts";
import { PlatformTrouble, type TroubleKind } from "../../../src/ports/messenger.ts";

/** An error as the connector throws it. */
const connectorError = (status: number, code?: string, headers: Record<string, string> = {}): Error =>
  Object.assign(new Error(code ?? "failed"), {
    statusCode: status,
    response: {
      status,
      headers: { get: (name: string) => headers[name] },
      bodyAsText: code ? JSON.stringify({ error: { code, message: `${code} it is` } }) : "",
    },
  });

const kinds: readonly (readonly [Call, number, string | undefined, TroubleKind, string])[] = [
  ["post", 403, "BotNotInConversationRoster", "gone", "not installed for that person, or was removed from the channel"],
  ["createConversation", 403, "ForbiddenOperationException", "gone", "not installed for that person"],
  ["post", 403, "MessageWritesBlocked", "gone", "blocked"],
  ["post", 403, "BotDisabledByAdmin", "lockedOut", "Teams admin center"],
  ["post", 404, "ConversationNotFound", "gone", "add the app to the channel"],
  ["post", 404, undefined, "gone", "add the app to the channel"],
  ["update", 404, "ActivityNotFoundInConversation", "messageGone", "posted anew"],
  ["update", 404, undefined, "messageGone", "posted anew"],
  ["update", 404, "ConversationNotFound", "gone", "add the app to the channel"],
  ["member", 404, "MemberNotFoundInConversation", "gone", "not in the conversation any more"],
  ["post", 401, "Unauthorized", "lockedOut", "MicrosoftAppPassword"],
  ["token", 400, "invalid_client", "lockedOut", "MicrosoftAppPassword"],
  ["token", 503, undefined, "unreachable", "tried again"],
  ["post", 400, "BadSyntax", "refused", "fault of the bot's own message"],
  ["post", 413, "MessageSizeTooBig", "refused", "fault of the bot's own message"],
  ["post", 412, undefined, "busy", "tried again"],
  ["post", 429, undefined, "busy", "tried again"],
  ["post", 502, undefined, "unreachable", "tried again"],
  ["post", 504, undefined, "unreachable", "tried again"],
  ["post", 418, undefined, "refused", "learn.microsoft.com"],
];

describe("what Teams refuses", () => {
  it.each(kinds)("%s, HTTP %i %s, is %s with its cure", (call, status, code, kind, cure) => {
    const trouble = troubleOf(connectorError(status, code), call);
    expect(trouble.kind).toBe(kind);
    expect(trouble.message).toContain(cure);
    expect(trouble.message).toContain(`HTTP ${status}`);
    if (code) expect(trouble.message).toContain(code);
    expect(statusOf(trouble)).toBe(status);
  });

  it.each([412, 429, 502, 503, 504])("with Retry-After, HTTP %i is busy for so long", (status) => {
    const trouble = troubleOf(connectorError(status, undefined, { "retry-after": "3" }), "post");
    expect([trouble.kind, trouble.retryAfterMs]).toEqual(["busy", 3000]);
  });

  it("without any answer is unreachable", () => {
    const trouble = troubleOf(new Error("connect ECONNREFUSED"), "post");
    expect([trouble.kind, trouble.message]).toEqual(["unreachable", expect.stringContaining("ECONNREFUSED")]);
  });

  it("stays the trouble it is already", async () => {
    const trouble = new PlatformTrouble("gone", "It is gone.");
    await expect(asking("post", () => Promise.reject(trouble))).rejects.toBe(trouble);
  });
});

describe("Retry-After", () => {
  it("is seconds or a date", () => {
    expect(retryAfterMs("2")).toBe(2000);
    expect(retryAfterMs(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50_000);
    expect(retryAfterMs(new Date(Date.now() - 60_000).toUTCString())).toBe(0);
    for (const nothing of [undefined, null, "", "soon"]) expect(retryAfterMs(nothing)).toBeUndefined();
  });
});
