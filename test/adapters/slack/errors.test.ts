import { describe, expect, it } from "vitest";
import { slackCodeOf, troubleOf } from "../../../src/adapters/slack/errors.ts";
import { PlatformTrouble } from "../../../src/ports/messenger.ts";

const platformError = (error: string, more: object = {}) =>
  Object.assign(new Error(`An API error occurred: ${error}`), {
    code: "slack_webapi_platform_error",
    data: { ok: false, error, ...more },
  });

describe("what Slack refuses", () => {
  it.each<[string, PlatformTrouble["kind"], string]>([
    ["missing_scope", "refused", "reinstall the app"],
    ["invalid_auth", "lockedOut", "SLACK_BOT_TOKEN"],
    ["token_revoked", "lockedOut", "SLACK_BOT_TOKEN"],
    ["channel_not_found", "gone", "/invite"],
    ["not_in_channel", "gone", "/invite"],
    ["is_archived", "gone", "unarchive"],
    ["user_not_found", "gone", "not in Slack any more"],
    ["cannot_dm_bot", "refused", "the channel is used instead"],
    ["message_not_found", "messageGone", "posted anew"],
    ["edit_window_closed", "messageGone", "posted anew"],
    ["ratelimited", "busy", "tried again"],
    ["internal_error", "unreachable", "tried again"],
    ["invalid_blocks", "refused", "report it"],
    ["unknown_method", "refused", "goes on without"],
    ["never_heard_of", "refused", "docs.slack.dev"],
  ])("%s is %s, and its message says what to do: %s", (code, kind, cure) => {
    const trouble = troubleOf(platformError(code), "chat.postMessage");
    expect(trouble.kind).toBe(kind);
    expect(trouble.message).toContain(`Slack refused chat.postMessage (${code}`);
    expect(trouble.message).toContain(cure);
    expect(slackCodeOf(trouble)).toBe(code);
  });

  it("names the scope that is missing, and where in the payload the fault is", () => {
    expect(
      troubleOf(platformError("missing_scope", { needed: "channels:history" }), "conversations.history").message,
    ).toBe(
      "Slack refused conversations.history (missing_scope; needs the scope channels:history). Add the scope under OAuth & Permissions, then reinstall the app.",
    );
    const messages = ["[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text]"];
    expect(
      troubleOf(platformError("invalid_blocks", { response_metadata: { messages } }), "chat.update").message,
    ).toContain("/blocks/0/text");
  });

  it("says how long to wait", () => {
    const error = Object.assign(new Error("rate"), { code: "slack_webapi_rate_limited_error", retryAfter: 30 });
    expect(troubleOf(error, "chat.update")).toMatchObject({
      kind: "busy",
      retryAfterMs: 30_000,
      message: "Slack asks to wait 30 s before chat.update is called again.",
    });
  });

  it.each<[string, Error, PlatformTrouble["kind"]]>([
    [
      "a server's fault",
      Object.assign(new Error("x"), { code: "slack_webapi_http_error", statusCode: 503 }),
      "unreachable",
    ],
    ["a time-out of a proxy", Object.assign(new Error("x"), { statusCode: 408 }), "unreachable"],
    ["a page that is not Slack", Object.assign(new Error("x"), { statusCode: 404 }), "refused"],
    ["a broken connection", new Error("socket hang up"), "unreachable"],
  ])("%s", (_, error, kind) => {
    expect(troubleOf(error, "chat.update")).toMatchObject({ kind, message: expect.stringContaining("SLACK_API_URL") });
  });

  it("leaves a trouble of ours as it is", () => {
    const trouble = new PlatformTrouble("gone", "No such place.");
    expect(troubleOf(trouble, "chat.update")).toBe(trouble);
  });
});
