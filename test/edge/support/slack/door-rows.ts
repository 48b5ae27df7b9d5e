/** Requests that are not what Slack would send, or not any more. */
import { describe, it } from "vitest";
import { type Expected, row } from "../rows.ts";
import { channel, type Knock, knock, statuses, textsIn, type Workspace, whispered } from "./workspace.ts";

const form = "application/x-www-form-urlencoded";
const nothing = { kept: 0, posted: 0 } as const;
const encoded = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();
const payload = (value: unknown): Knock => ({ type: form, body: encoded({ payload: JSON.stringify(value) }) });

const command = {
  command: "/onboard",
  text: "status",
  team_id: "T0CARRIER",
  user_id: "U0SAM",
  user_name: "sam",
  channel_id: "C0PRAIRIE",
  trigger_id: "1.2.3",
} as const;
const rightCommand: Knock = { type: form, body: encoded(command) };
const user = { id: "U0SAM", team_id: "T0CARRIER" };
const press = {
  type: "block_actions",
  user,
  team: { id: "T0CARRIER" },
  channel: { id: "C0PRAIRIE" },
  container: { type: "message", message_ts: "1.0" },
  trigger_id: "1.2.3",
};
const event = { type: "event_callback", team_id: "T0CARRIER", event_id: "Ev1" };

const forged: Readonly<Record<string, Knock>> = {
  "signed with another secret": { ...rightCommand, secret: "somebody else's" },
  "no signature": { ...rightCommand, headers: { "x-slack-signature": undefined } },
  "a signature of nonsense": { ...rightCommand, headers: { "x-slack-signature": "v0=zz" } },
  "no timestamp": { ...rightCommand, headers: { "x-slack-request-timestamp": undefined } },
  "a timestamp that is no number": { ...rightCommand, headers: { "x-slack-request-timestamp": "yesterday" } },
  "a timestamp six minutes old, rightly signed": { ...rightCommand, ageSeconds: 360 },
  "another timestamp than was signed": {
    ...rightCommand,
    headers: { "x-slack-request-timestamp": String(Math.floor(Date.now() / 1000) - 1) },
  },
};

const malformed: Readonly<Record<string, Knock>> = {
  "an empty body": { body: "" },
  "an empty form": { type: form, body: "" },
  "the JSON null": { body: "null" },
  "the JSON {}": { body: "{}" },
  "the JSON []": { body: "[]" },
  "a JSON text": { body: '"status"' },
  "JSON that breaks off": { body: '{"type":"event_callback",' },
  "a form of nothing we know": { type: form, body: "a=b&c" },
  "a form with broken escapes": { type: form, body: "payload=%E0%A4%A" },
  "a payload that is no JSON": { type: form, body: encoded({ payload: "status" }) },
  "a payload of null": payload(null),
  "a payload of {}": payload({}),
  "two payloads": { type: form, body: "payload={}&payload={}" },
  "bytes that are no UTF-8": { body: "\u0000\ufffd\u0001" },
  "a command without a person": { type: form, body: encoded({ ...command, user_id: "" }) },
  "a press of something odd": payload({ ...press, actions: "look" }),
  "a press by nobody": payload({ ...press, user: null, actions: [{ action_id: "a" }] }),
  "a form without its view": payload({ type: "view_submission", user, team: { id: "T0CARRIER" } }),
  "a command as text/plain": { type: "text/plain", body: encoded(command) },
};

/** Understood as far as it goes: Slack must not send it again, and nothing comes of it. */
const harmless: Readonly<Record<string, Knock>> = {
  "a command of another name": { type: form, body: encoded({ ...command, command: "/other" }) },
  "an interaction of a kind we don't have": payload({ ...press, type: "shortcut", callback_id: "x" }),
  "a press of nothing": payload({ ...press, actions: [] }),
  "an event without an event": { body: JSON.stringify(event) },
  "an event we did not ask for": { body: JSON.stringify({ ...event, event: { type: "star_added", user: "U0SAM" } }) },
  "an event with odd parts": { body: JSON.stringify({ ...event, event: { type: "message", text: 7, user: {} } }) },
  "the check of a certificate": { type: form, body: encoded({ ssl_check: "1", token: "x" }) },
};

export function doorRows(workspace: () => Workspace): void {
  const knocks = (what: string, http: Expected["http"], request: Knock) =>
    it(what, () =>
      row(workspace(), what, { http, sees: "nothing", ...nothing }, async () => {
        const { status, body } = await knock(workspace(), request);
        return { http: status, sees: body === "" ? "nothing" : body };
      }),
    );

  describe("a request that Slack did not sign, or not now, is turned away:", () => {
    for (const [what, request] of Object.entries(forged)) knocks(what, 401, request);
  });

  describe("a body that cannot be read is answered so:", () => {
    for (const [what, request] of Object.entries(malformed)) knocks(what, 400, request);
    knocks("a body of 2 MB", 413, { body: `{"type":"${"x".repeat(2 * 1024 * 1024)}"}` });
  });

  describe("what we don't know is acknowledged, and nothing comes of it:", () => {
    for (const [what, request] of Object.entries(harmless)) knocks(what, 200, request);
  });

  describe("another method than POST is refused:", () => {
    for (const method of ["GET", "PUT", "DELETE"]) knocks(method, 405, { ...rightCommand, method });
  });

  it("Slack's check of the address is answered", () =>
    row(
      workspace(),
      "Slack's check of the address",
      { http: 200, sees: '{"challenge":"abc"}', ...nothing },
      async () => {
        const { status, body } = await knock(workspace(), { body: '{"type":"url_verification","challenge":"abc"}' });
        return { http: status, sees: body };
      },
    ));

  describe("what does not come from a card or form of ours as it is now says so:", () => {
    const oldButton = (value: string | undefined) =>
      payload({
        ...press,
        actions: [{ type: "button", action_id: "a", block_id: "b", action_ts: "1.0", ...(value ? { value } : {}) }],
      });
    const buttons: Readonly<Record<string, readonly [string | undefined, RegExp]>> = {
      "a button that carries nothing": [undefined, /belongs to an older message/],
      "a button that carries no JSON": ["{do:look}", /belongs to an older message/],
      "a button that does what we don't have": ['{"do":"issueEverything"}', /belongs to an older message/],
      "a button for an onboarding that is not there": [
        '{"do":"open","ref":{"form":"issueRsid","onboarding":"ob_nobody","request":1}}',
        /not here any more/,
      ],
      "a button with a state that is none": [
        '{"do":"open","ref":{"form":"ocn","onboarding":"ob_nobody","state":"ZZ"}}',
        /belongs to an older message/,
      ],
      "a button of another's channel to start in": [
        '{"do":"open","ref":{"form":"start","place":"slack:T0CARRIER:C0PRAIRIE"}}',
        /already has an onboarding/,
      ],
    };
    for (const [what, [value, sees]] of Object.entries(buttons))
      it(what, () =>
        row(workspace(), what, { http: 200, sees, ...nothing }, async () => {
          const { slack } = workspace();
          const sam = slack.as("U0SAM");
          const before = sam.channel(channel).messages.length;
          const { status } = await knock(workspace(), oldButton(value));
          await slack.until(() => sam.channel(channel).messages.length > before, "the answer");
          return { http: status, sees: whispered(sam) };
        }),
      );

    const views: Readonly<Record<string, readonly [string, string, RegExp]>> = {
      "a form of a name we don't have": ["nonsense", "", /form belongs to an older version/],
      "a form whose memory is no JSON": ["ocn", "{ref", /form belongs to an older version/],
      "a form whose memory is of another kind": ["ocn", '{"ref":{"form":"everything"}}', /older version/],
      "a form of an onboarding that is not there": [
        "issueRsid",
        '{"ref":{"form":"issueRsid","onboarding":"ob_nobody","request":1},"round":0}',
        /not here any more/,
      ],
      "a form that was made another by hand": [
        "ocn",
        '{"ref":{"form":"start","place":"slack:T0CARRIER:C0PRAIRIE","onboarding":"desk_x"},"round":0}',
        /legal name|states/,
      ],
    };
    for (const [what, [callback, metadata, sees]] of Object.entries(views))
      it(what, () =>
        row(workspace(), what, { http: 200, sees, ...nothing }, async () => {
          const values = { rsid: { rsid: { type: "plain_text_input", value: "PT7" } } };
          const view = { id: "V1", hash: "1.h", type: "modal", callback_id: callback, private_metadata: metadata };
          const { status, body } = await knock(
            workspace(),
            payload({ type: "view_submission", user, team: { id: "T0CARRIER" }, view: { ...view, state: { values } } }),
          );
          return { http: status, sees: textsIn(JSON.parse(body)) || body };
        }),
      );
  });

  it("a command comes through", () =>
    row(
      workspace(),
      "a command as it should be",
      { http: "200", sees: /Prairie Telecom, LLC/, ...nothing },
      async () => {
        const sam = workspace().slack.as("U0SAM");
        await sam.command(channel, "status");
        return { http: statuses(workspace(), "command"), sees: whispered(sam) };
      },
    ));
}
